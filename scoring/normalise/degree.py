"""The lowest degree a posting asks for, and whether it insists on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scoring.model import Degree
from scoring.normalise.cues import (
    Cues,
    cues,
    cues_in,
    is_english,
    spans_with,
    starting,
    wish_sections,
)

Schooling = Literal["school", "associate", "bachelor", "master", "phd"]
_RANKS: tuple[Schooling, ...] = ("school", "associate", "bachelor", "master", "phd")

# What each name of a degree contains: a plain search before the pattern.
_CUES: dict[Schooling, Cues] = {
    "phd": cues(
        *("phd", "ph.d", "ph d", "doctor", "promotion", "promov", "m.d", " md", "dnp", "pharm"),
        *("psyd", "medical", "law degree", "juris", "j.d", "jd "),
    ),
    "master": cues(
        *("master", "máster", "mestrado", "msc", "m.s", " ms", "/ms", "mba", "m.b.a", "m.tech"),
        *("mtech", "m.eng", "meng", "bac+", "bac +", "diplôm", "graduate degree", "d degree"),
        *("mpa", "mph", "msw", "m.phil", "mphil"),
    ),
    "bachelor": cues(
        *("bachelor", "baccalaureate", "b.s", "bsc", "b.a", " bs", "/bs", "(bs", "ba/", " ba "),
        *("b.tech", "btech", "b.eng", "beng", "b.e.", "undergraduate", "degree", "studium"),
        *("hochschul", "bac+", "bac +", "licen", "universitari", "titula", "título", "titulo"),
        *("grado", "gradua", "ingenier", "superior", "college"),
    ),
    "associate": cues(
        *("associate", "2-year", "two-year", "two year", "2 year", "a.a", "aas", "bac+", "bac +"),
        *("bts", "dut", "fp ", "ciclo", "grado", "profesional", "técnico sup", "diploma"),
        "vocational",
    ),
    "school": cues(
        *("high school", "high-school", "highschool", "ged", "secondary", "abitur", "bac pro"),
        *("cap ", "bachillerato", "ensino", "grade 12", "matric", "some college", "no degree"),
    ),
}
_LINE_CUES = cues(
    *("degree", "bachelor", "master", "phd", "ph.d", "doctor", "diploma", " ged", "b.s", "b.a"),
    *("m.s", "m.d", "bsc", "msc", "bs/", " bs ", "(bs", " bs,", "ba/", "/ba", "/bs", "/ms"),
    *(" ms ", "mba", "tech ", "undergrad", "graduate", "juris doc", "high school", "high-school"),
    "secondary",
)
_ALL_LINE_CUES = _LINE_CUES | cues(
    *("abitur", "studium", "hochschul", "promov", "licenc", "bac +", "bac+", "bac pro", " cap "),
    *("diplôm", "ingénieur", "grado", "titula", "titulo", "título", "formación", "ensino"),
    *("gradua", " bts", " dut", "ingenier", "universitari", "bachillerato", "máster", "mestrado"),
)
_NAMES: tuple[tuple[Schooling, re.Pattern[str]], ...] = (
    (
        "phd",
        starting(
            r"ph\.?\s?d\b",
            r"doctora(?:te|l|do|t)\b",
            r"doctor of\b",
            r"promotion (?:in|im|abgeschlossen|auf dem)",
            r"promoviert",
            r"m\.d\.",
            r"md\b(?=[/, ]|$)(?! \d)",
            r"dnp\b|pharm\.?d\b|psyd\b",
            r"j\.?d\.?\b(?= (?:degree|from|or|required)|,)",
            r"juris doctor|medical degree|law degree",
        ),
    ),
    (
        "master",
        starting(
            r"master(?:['’]?s|s['’])?\b(?= ?(?:degree|or|of|in|/|,|and|level|studium|abschluss|"
            r"preferred"
            r"|required|with|[12]|\)|\.|$|\())(?! (?:data|plan|schedul))",
            r"m\.?\s?sc\b|m\.s\.?(?!\w)",
            r"ms\b(?= (?:degree|in\b|or\b)|/|, ?ph| ?/ ?ph)",
            r"m\.?b\.?a\b|master(?:studium|abschluss)|m\.?tech\b|m\.?eng\b|m\.?phil\b",
            r"bac\s?\+\s?[56]",
            r"m[aá]ster (?:universitario|oficial|en)|mestrado",
            r"(?:post-?)?graduate degree|advanced degree",
            r"dipl[oô]me d['’]ing[eé]nieur|[eé]cole d['’]ing[eé]nieur",
            r"mpa\b|mph\b|msw\b",
            r"(?<=/)ms\b",
        ),
    ),
    (
        "bachelor",
        starting(
            r"bachelor(?:['’]?s|s['’])?\b|baccalaureate\b",
            r"b\.?\s?sc\b|b\.s\.?(?!\w)|b\.a\.?(?!\w)|b\.?tech\b|b\.?eng\b|b\.e\.",
            r"bs\b(?= (?:degree|in\b|or\b|required|with)|/|, ?ms|, ?ba| ?\()",
            r"ba\b(?= (?:degree|in\b|or\b)|/b|, ?bs)|ba ?/ ?bs\b|bs ?/ ?ba\b",
            r"undergraduate (?:degree|diploma)|college graduate",
            r"(?:university|college|4[- ]year|four[- ]year|tertiary|technical|engineering|business"
            r"|science|stem|first|relevant|related|cs|accounting|nursing|similar|academic"
            r"|equivalent) degree",
            r"degree (?:in\b|or equivalent|qualified|educated|required|preferred|level)",
            r"degree-(?:qualified|educated|level)|a degree\b",
            r"(?:erfolgreich )?(?:abgeschlossene[ns]?|technisches|wirtschaftswissenschaftliches)"
            r"[^.\n•]{0,40}?studium|hochschul(?:abschluss|studium)",
            r"bac\s?\+\s?[34]|licence\b(?= (?:pro|en|de|ou))",
            r"(?:t[ií]tulo|titulaci[oó]n|grado|estudios|formaci[oó]n)[^.\n•]{0,15}?"
            r"(?:universitari|superior en|oficial de)\w*",
            r"grado en\b|licenciatur\w+|licenciad\w+|graduad[oa] en",
            r"titulad[oa] (?:superior|en|universitari)|titulaci[oó]n en|ingeniero titulado",
            r"(?:formaci[oó]n|carrera|estudios|grado)[^.\n•]{0,12} ingenier[ií]a",
            r"ensino superior|gradua[cç][aã]o",
        ),
    ),
    (
        "associate",
        starting(
            r"associate(?:['’]?s|s['’])? degree|associate(?:['’]s|s)\b(?= (?:degree|or|in))",
            r"(?:2|two)[- ]year degree|a\.?a\.?s?\.? degree|technical diploma|vocational",
            r"bac\s?\+\s?2|bts\b|dut\b",
            r"fp (?:ii|grado|superior)|ciclo formativo|grado (?:superior|medio)",
            r"formaci[oó]n profesional|t[eé]cnico superior",
        ),
    ),
    (
        "school",
        starting(
            r"high[- ]?school|ged\b|secondary (?:school|education|diploma)|grade 12|matric\b",
            r"some college|no degree|abitur\b|bac pro\b|cap\b(?= [a-zéè/])",
            r"bachillerato\b|ensino m[eé]dio",
        ),
    ),
)
_WISH = re.compile(
    r"\b(?:prefer(?:red|s|ence)\b|(?:is |are |as |would be )?an? (?:strong |big |definite |real "
    r")?plus\b|nice to have|desir(?:ed|able)|advantag|bonus|beneficial|welcome|asset\b|optional|"
    r"not (?:strictly )?(?:required|mandatory|"
    r"necessary)|highly valued|helpful|von vorteil|vorteilhaft|wünschenswert|un atout|souhaité|"
    r"apprécié|deseable|valorar|se valora|desejável|diferencial)"
)
_WISH_BEFORE = re.compile(
    r"(?:preferabl[ey]|ideally|idealerweise|gerne|idéalement|de préférence|preferible\w*|"
    r"preferred|bonus|desirable|nice to have|wünschenswert)\W*(?:\w+\W+){0,3}$"
)
_EQUIVALENT = re.compile(
    r"(?:\bor|and/or|/|\bou|\boder|\bo)\s+(?!\w* ?(?:related|relevant|similar) (?:field|"
    r"discipline|degree|area|subject))(?:[\w-]+\s+){0,4}?(?:equivalent|relevant|related|"
    r"comparable|similar|professional|work|working|practical|"
    r"industry|commensurate|demonstrated|proven|military|hands-on|equiv\.?)\s+(?!field|"
    r"discipline|degree|area|subject)(?:[\w/,-]+\s+){0,4}?(?:experience|training|expertise|"
    r"background|qualification)"
    r"|\bor\s+[\d–+-]+\s+years|in lieu of|in place of (?:a |the )?degree|substitut|combination "
    r"of (?:education|experience|training|relevant)|equivalent (?:work|practical|professional|"
    r"combination|experience|years|industry)"
    r"|degree equivalent|(?:isn[’']t|not) met|does not have an? (?:bachelor|degree)|oder (?:eine "
    r")?(?:vergleichbare|gleichwertige|ähnliche|entsprechende)[^.\n]{0,30}(?:qualifikation|"
    r"erfahrung|ausbildung|berufs)"
    r"|(?:ausbildung|lehre)[^.\n]{0,40}\boder\b|\boder\b[^.\n]{0,40}(?:ausbildung|quereinst)|o "
    r"experiencia equivalente|ou expérience équivalente|experience (?:may|can) (?:be )?substitut|"
    r"or equivalent experience"
)
_NOT_ASKED = re.compile(
    r"pursu|\bcurrently (?:enrolled|studying)|our team (?:has|includes|of)|founded by|degree of "
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
    here, wishes = cues_in(text), wish_sections(text)
    names = [(level, pattern, _CUES[level] & here) for level, pattern in _NAMES]
    found: list[Schooled] = []
    wanted = _LINE_CUES if is_english(text) else _ALL_LINE_CUES
    for start, end in spans_with(wanted, text=text, before=_REACH, after=_REACH):
        is_wish = any(begin <= start < stop for begin, stop in wishes)
        for part in text[start:end].split("•"):
            found.extend(_of_line(part, is_wish=is_wish, names=names))
    musts = [each for each in found if each.required] or found
    return min(musts, key=lambda each: _RANKS.index(each.least)) if musts else None


def _of_line(
    line: str, *, is_wish: bool, names: Sequence[tuple[Schooling, re.Pattern[str], Cues]]
) -> Iterator[Schooled]:
    """Yield what one line asks for: nothing, or the lowest degree in it."""
    clean = f" {_NOT_ASKED.sub(' ', line)} "  # a degree's letters are found by the spaces around
    named = [
        (level, hit)
        for level, pattern, wanted in names
        if any(cue in clean for cue in wanted)
        for hit in pattern.finditer(clean)
        if not _belongs_to_other(clean, hit=hit) and not _is_benefit(clean, hit=hit)
    ]
    if not named:
        return
    asked = [level for level, hit in named if not _is_only_wished(clean, hit=hit, named=named)]
    least = min(asked or [level for level, _ in named], key=_RANKS.index)
    required = bool(asked) and not is_wish
    if required and least != "school":
        required = not _EQUIVALENT.search(clean)
    yield Schooled(least=least, required=required)


def _belongs_to_other(line: str, *, hit: re.Match[str]) -> bool:
    """Tell the "degree in" of "Master's degree in" from a degree of its own."""
    before = line[max(0, hit.start() - 14) : hit.start()]
    return "degree" in hit[0] and bool(
        re.search(r"master|ph\.?d|doctor|associate|advanced|/$|\bgraduate", before)
    )


def _is_benefit(line: str, *, hit: re.Match[str]) -> bool:
    """Tell a degree that is asked for from one that the employer pays."""
    around = line[max(0, hit.start() - 60) : hit.end() + 60]
    return "tuition" in around or "reimburs" in around or "scholarship" in around


def _is_only_wished(
    line: str, *, hit: re.Match[str], named: Sequence[tuple[Schooling, re.Match[str]]]
) -> bool:
    """Tell whether a word for a wish belongs to this degree: "BS required, MS preferred".

    It belongs to the degree before it, unless it opens the clause; "BS or MS preferred" is one.
    """
    if _WISH_BEFORE.search(line, max(0, hit.start() - 45), hit.start()):
        return True
    ends = [
        end for mark in (";", "(", ")", ". ", " but ") if (end := line.find(mark, hit.end())) >= 0
    ]
    nexts = sorted(other.start() for _, other in named if other.start() > hit.end() + 12)
    end = min([*ends, len(line), *nexts[:1]])
    return bool(_WISH.search(line, hit.end(), end)) and not re.search(
        r"\brequired\b", line[hit.end() : end]
    )
