"""The lowest degree a posting asks for, and whether it insists on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from scoring.model import Degree
from scoring.normalise.cues import (
    KEPT_LINES,
    cues,
    is_english,
    lines_with,
    spans_with,
    wish_sections,
)
from scoring.normalise.degree_names import ALL_LINE_CUES, CUES, LINE_CUES, NAMES, RANKS, Schooling

_WISH = re.compile(
    r"\b(?:prefer(?:red|able|s|ence)?\b|(?:is |are |as |would be )?an? (?:strong |big |definite |"
    r"real "
    r")?plus\b|(?:nice|great) to have|recommended|desire[ds]?\b|desirable|advantag|bonus\b|"
    r"beneficial|welcome|asset\b|optional|"
    r"not (?:strictly )?(?:required|mandatory|"
    r"necessary)|highly valued|helpful|von vorteil|vorteilhaft|wünschenswert|un atout|souhaité|"
    r"apprécié|deseable|valorar|se valora|desejável|diferencial)"
)
_WISH_BEFORE = re.compile(
    r"(?:prefer(?:abl[ey])?|ideally|idealerweise|gerne|idéalement|de préférence|preferible\w*|"
    r"preferred|bonus|desirable|nice to have|wünschenswert)\W*(?:\w+\W+){0,3}$"
)
# What stands in for a degree: experience, another training, or just "or equivalent".
_FIELD = r"(?:field|discipline|area|subject|major|degree)"
_EQUIVALENT = re.compile(
    rf"(?:\bor|and/or|/)\s+(?!more\b|above|higher|greater|other\b)(?!\w* ?(?:related|"
    rf"relevant|"
    rf"similar) (?:\w+ )?{_FIELD})(?:[\w-]+\s+){{0,4}}?(?:equivalent|relevant|related|"
    r"comparable|similar|professional|work|working|practical|"
    r"industry|commensurate|demonstrated|proven|military|hands-on|equiv\.?)\s+"
    rf"(?!(?:\w+ )?{_FIELD})(?:[\w/,-]+\s+){{0,4}}?(?:experience|training|expertise|"
    r"background|qualification)"
    rf"|\bor (?:an? )?(?:\w+ )?equivalent\b(?! (?:\w+ )?{_FIELD})"
    r"|\bor\s+[\d–+-]+\s+(?:or more )?years|in lieu of|in place of (?:a |the )?degree|substitut|"
    r"combination "
    r"of (?:education|experience|training|relevant)|(?<!foreign )equivalent (?:work|practical|"
    r"professional|combination|experience|years|industry)"
    r"|degree equivalent|(?:isn[’']t|not) met"
    r"|years[’']? (?:of )?(?:experience )?(?:for|with) an? (?:master|ph)|\(or (?:an? )?(?:ph|"
    r"master)"
    r"|\bdiploma (?:or|/) |\bor (?:an? )?(?:advanced |higher |national )?diploma"
    r"|or a (?:recent )?college graduate|experience (?:may|can) (?:be )?substitut"
    r"|\boder (?:eine )?(?:\w+ )?(?:qualifikation|erfahrung|quereinst)"
    r"|\b(?:o|u|y/o)\b[^.\n•]{0,30}(?:experiencia|similar|af[ií]n|equivalente|asimilable)|"
    r"carreras afines|\ba fin\b|\bo titulaci"
    r"|\bou (?:\w+ )?(?:équivalent|similaire)|\bou (?:d['’])?(?:une )?(?:\w+ )?expérience"
)
_WAIVER_CUES = cues("in lieu of", "in place of", "not have a", "substitut")
_WAIVED = re.compile(
    r"in lieu of|in place of (?:a |the )?degree|(?:does|do) not have an? (?:bachelor|degree)|"
    r"experience (?:may|can) (?:be )?substitut"
)
"""Said in any line, it holds for every degree of the posting."""
_APPRENTICED = re.compile(
    r"\b(?:berufs)?(?:ausbildung|lehre)\b(?:[^.\n]|bzw\.|b\.|z\.){0,140}\boder\b|(?:\boder\b|bzw\.)"
    r"(?:[^.\n]|bzw\.){0,70}(?:ausbildung|weiterbildung|\blehre\b|quereinst)|(?:\boder\b|bzw\.) "
    r"(?:über |durch )?(?:eine )?(?:vergleichbare|gleichwertige|ähnliche|entsprechende) (?:\w+ )?"
    r"(?:qualifika|erfahrung|berufs)"
    r"|\bo formaci[oó]n profesional|formaci[oó]n profesional[^.\n]{0,150}\bo experiencia"
    r"|estudiantes? (?:regular|universitari|de )[^.\n]{0,40}carreras?\b"
)
"""A trade learned on the job would do: no degree is asked for."""
_APPRENTICED_HINTS = ("oder", "bzw.", "formaci", "estudiante")  # one of them is in every match
_MUST = re.compile(r"(?<!not )\b(?:required|mandatory|minimum|must)\b")
_PAID = re.compile(r"tuition|reimburs|scholarship|descont|bolsas?\b|convênio|zuschuss")
_CLAUSE_END = re.compile(r";|\. | but |\d\+? years")
_ASIDE = re.compile(r"\((?!prefer|desir|not |nice|ideal|a plus|strongly)[^()]*\)")  # of the field
_NOT_ASKED = re.compile(
    r"pursu\w* (?:advanced|higher|further) (?:degree|education)s?|pursu|mini-mba|(?:leading|"
    r"top) ph\.?d programs?|\b\d+\+? (?:advanced |phd )?degrees across|duales studium|(?:à la clé|"
    r"préparer|reconnu|délivr|obten)[^.\n•]{0,60}"
    r"(?:bac ?(?:\+ ?\d(?:[^.\n]{0,6}bac ?\+ ?\d)?|pro(?:/bts)?)|bts|licence|master)|bac ?\+ ?\d . "
    r"(?:certification|titre) rncp|(?:neben|während)[^.\n]{0,12} "
    r"studium|\bcurrently (?:enrolled|studying)|our team (?:has|includes|of)|founded by|degree of "
    r"(?:autonomy|freedom|independence|flexib|accuracy|"
    r"care|confiden|difficult|detail|complex|ownership|judg|success|skill|empathy|precision|"
    r"responsib)|high(?:er|est|ly)? degree of|360.?degree|some degree|\d+[- °]?degrees?\b|"
    r"degrees? (?:celsius|fahrenheit|c\b|f\b)|degree programs? (?:offer|through)|master['’]?s? "
    r"(?:of ceremon|data|black belt|electrician|plumber|agreement|service|the)|scrum master|"
    r"master class|masterclass|university (?:of|hospital|partner|health|relations|tuition|"
    r"recruit)|student loan|earn (?:a|your) degree"
)


_REACH = 220  # characters around a cue where a text has no line ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooled:
    """The lowest schooling that is named, and whether it is a must."""

    least: Schooling
    required: bool

    @property
    def degree(self) -> Degree | None:
        """Return it as a degree; school and associate are below what a profile states."""
        return None if self.least in {"school", "associate"} else self.least  # type: ignore[return-value]


def read_degree(*, word: str, text: str) -> Degree | None:
    """Return the lowest degree without which one need not apply, as far as the posting says.

    `text` is in lower case.
    """
    asked = (schooling(word.lower()) if word else None) or schooling(text)
    return asked.degree if asked and asked.required else None


def schooling(text: str) -> Schooled | None:
    """Return the lowest schooling of all lines that ask for one; a must outranks a wish."""
    wishes = wish_sections(text)
    found: list[Schooled] = []
    wanted = LINE_CUES if is_english(text) else ALL_LINE_CUES
    for start, end in spans_with(wanted, text=text, before=_REACH, after=_REACH):
        is_wish = any(begin <= start < stop for begin, stop in wishes)
        parts = (_of_line(part, is_wish=is_wish) for part in text[start:end].split("•"))
        found.extend(each for each in parts if each)
    musts = [each for each in found if each.required] or found
    if not musts:
        return None
    least = min(musts, key=lambda each: RANKS.index(each.least))
    return replace(least, required=False) if least.required and _is_waived(text) else least


def _is_waived(text: str) -> bool:
    lines = lines_with(_WAIVER_CUES, text=text, before=_REACH, after=_REACH)
    return any(_WAIVED.search(line) for line in lines)


@lru_cache(maxsize=KEPT_LINES)
def _of_line(line: str, *, is_wish: bool) -> Schooled | None:
    """Return what one line asks for: nothing, or the lowest degree in it."""
    spaced = f" {line} "  # a degree's letters are found by the spaces around
    hits = list(_hits(spaced))
    if not hits:
        return None
    clean = _NOT_ASKED.sub(" ", spaced)
    if clean != spaced:
        hits = list(_hits(clean))
    if not hits or _is_apprenticed(clean):
        return None
    named = [
        (level, hit)
        for level, hit in hits
        if not _belongs_to_other(clean, hit=hit) and not _is_benefit(clean, hit=hit)
    ]
    if not named:
        return None
    asked = [level for level, hit in named if not _is_only_wished(clean, hit=hit, named=named)]
    least = min(asked or [level for level, _ in named], key=RANKS.index)
    required = bool(asked) and (not is_wish or bool(_MUST.search(clean)))
    if required and least != "school":
        required = not _EQUIVALENT.search(clean)
    return Schooled(least=least, required=required)


def _is_apprenticed(line: str) -> bool:
    hinted = any(hint in line for hint in _APPRENTICED_HINTS)
    return hinted and _APPRENTICED.search(line) is not None


def _hits(line: str) -> Iterator[tuple[Schooling, re.Match[str]]]:
    for level, pattern in NAMES:
        for cue in CUES[level]:  # a loop: any() of a generator takes twice the time
            if cue in line:
                yield from ((level, hit) for hit in pattern.finditer(line))
                break


def _belongs_to_other(line: str, *, hit: re.Match[str]) -> bool:
    """Tell the "degree in" of "Master's degree in" from a degree of its own."""
    before = line[max(0, hit.start() - 14) : hit.start()]
    is_plain = "degree" in hit[0] and not hit[0].startswith(("assoc", "adv", "grad", "post"))
    return is_plain and bool(
        re.search(r"bachelor|master|ph\.?d|doctor|associate|advanced|/$|\bgraduate", before)
    )


def _is_benefit(line: str, *, hit: re.Match[str]) -> bool:
    """Tell a degree that is asked for from one that the employer pays."""
    around = line[max(0, hit.start() - 60) : hit.end() + 60]
    return bool(_PAID.search(around))


def _is_only_wished(
    line: str, *, hit: re.Match[str], named: Sequence[tuple[Schooling, re.Match[str]]]
) -> bool:
    """Tell whether a word for a wish belongs to this degree: "BS required, MS preferred".

    It belongs to the degree before it, unless it opens the clause; "BS or MS preferred" is one.
    """
    if _WISH_BEFORE.search(line, max(0, hit.start() - 45), hit.start()):
        return True
    nexts = sorted(other.start() for _, other in named if other.start() > hit.end() + 12)
    end = nexts[0] - (line[nexts[0] - 1] == "(") if nexts else len(line)
    clause = _CLAUSE_END.split(line[hit.end() : end], maxsplit=1)[0]
    clause = _ASIDE.sub("", clause)
    return bool(_WISH.search(clause)) and not _MUST.search(clause)
