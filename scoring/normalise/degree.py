"""The lowest degree a posting asks for, and whether it insists on it."""

import re
from dataclasses import dataclass
from typing import Literal

from scoring.model import Degree

Schooling = Literal["school", "associate", "bachelor", "master", "phd"]
_RANKS: tuple[Schooling, ...] = ("school", "associate", "bachelor", "master", "phd")

_CUE = re.compile(
    r"degree|bachelor|master['’]?s?\b|ph\.?\s?d|doctora|diploma|\bged\b|\bb\.?\s?(?:s|a|sc|tech|eng|e)\b|\bm\.?\s?(?:s|sc|tech|eng|phil)\b|"
    r"\bmba\b|\bm\.?d\.?\b|\bj\.?d\.?\b|undergrad|graduate|abitur|studium|hochschul|universit|promotion|licen[cs]|bac\s?\+|dipl[oôó]m|ing[eé]nieur|"
    r"grado|titulaci|titulad|gradua|formaci[oó]n|ensino superior|bac\s?pro|\bbts\b|\bdut\b|\bbut\b|ingenier|m[aá]ster|cap\b",
    re.IGNORECASE,
)
_NAMES: tuple[tuple[Schooling, re.Pattern[str]], ...] = (
    (
        "phd",
        re.compile(
            r"\bph\.?\s?d\b|\bdoctora(?:te|l|do|t)\b|\bdoctor of\b|\bpromotion (?:in|im|abgeschlossen|auf dem)|\bpromoviert|\bm\.d\.|\bmd\b(?=[/, ]|$)(?! \d)|"
            r"\bdnp\b|\bpharm\.?d\b|\bpsyd\b|\bj\.?d\.?\b(?= (?:degree|from|or|required)|,)|juris doctor|medical degree",
            re.IGNORECASE,
        ),
    ),
    (
        "master",
        re.compile(
            r"\bmaster(?:['’]?s|s['’])?\b(?=['’]?s? ?(?:degree|’s|or|of|in|/|,|and|level|studium|abschluss|preferred|required|with|\)|\.|$|\s*\())(?! (?:data|plan|schedul))|"
            r"\bm\.?\s?sc\b|\bm\.s\.?\b|\bms\b(?= (?:degree|in\b|or\b)|/ph|, ?ph| ?/ ?ph)|\bm\.?b\.?a\b|\bmasterstudium|\bmasterabschluss|\bm\.?tech\b|\bm\.?eng\b|"
            r"bac\s?\+\s?[56]|\bm[aá]ster (?:universitario|oficial|en)|\bmestrado|graduate degree|advanced degree|dipl[oô]me d['’]ing[eé]nieur|[eé]cole d['’]ing[eé]nieur|"
            r"post-?graduate degree|\bmpa\b|\bmph\b|\bmsw\b|\bm\.?phil\b|\bms\b(?=/)|(?<=/)\bms\b",
            re.IGNORECASE,
        ),
    ),
    (
        "bachelor",
        re.compile(
            r"\bbachelor(?:['’]?s|s['’])?\b|\bbaccalaureate\b|\bb\.?\s?sc\b|\bb\.s\.?\b|\bbs\b(?= (?:degree|in\b|or\b|required|with)|/|, ?ms|, ?ba| ?\()|\bb\.a\.?\b|\bba\b(?= (?:degree|in\b|or\b)|/b|, ?bs)|"
            r"\bba ?/ ?bs\b|\bbs ?/ ?ba\b|\bb\.?tech\b|\bb\.?eng\b|\bb\.e\.|undergraduate (?:degree|diploma)|(?:university|college|4[- ]year|four[- ]year|tertiary|technical|engineering|"
            r"business|science|stem|first|relevant|related|computer science|cs|accounting|nursing|law|similar|academic|equivalent) degree|"
            r"degree in\b|\bdegree (?:or equivalent|qualified|educated|required|preferred|level)|degree[- ](?:qualified|educated|level)|\ba degree\b|"
            r"(?:abgeschlossene[ns]?|erfolgreiche[ns]? abgeschlossene[ns]?|technisches|wirtschaftswissenschaftliches|kaufmännisches)[^.\n•]{0,40}?\b(?:hochschul|fachhochschul|universitäts|bachelor|master)?-?studium|hochschulabschluss|hochschulstudium|"
            r"bac\s?\+\s?[34]|\blicence\b(?= (?:pro|en|de))|(?:t[ií]tulo|titulaci[oó]n|grado|estudios|formaci[oó]n|carrera|licenciatura)[^.\n•]{0,15}?(?:universitari|superior en|oficial de|profesional)\w*|\bgrado en\b|"
            r"\blicenciatur\w+|\blicenciad\w+|\bgraduad[oa] en|titulad[oa] (?:superior|en|universitari)|\bingenier[oíi]a?\b(?=[^.\n•]{0,30}(?:industrial|inform|sistemas|carrera|titul|electr|mec|civil|qu[ií]m|,|\.|o afin|o similar))|"
            r"ensino superior|gradua[cç][aã]o|ingeniero titulado|titulaci[oó]n en|college graduate",
            re.IGNORECASE,
        ),
    ),
    (
        "associate",
        re.compile(
            r"\bassociate(?:['’]?s|s['’])? degree|\bassociate(?:['’]s|s)\b(?= (?:degree|or|in))|(?:2|two)[- ]year degree|\ba\.?a\.?s?\.? degree|bac\s?\+\s?2|\bbts\b|\bdut\b|\bbut\b(?= [A-Zg])|"
            r"\bfp (?:ii|grado|superior)|ciclo formativo|grado (?:superior|medio)|formaci[oó]n profesional|t[eé]cnico superior|technical diploma|vocational",
            re.IGNORECASE,
        ),
    ),
    (
        "school",
        re.compile(
            r"high[- ]?school|\bged\b|secondary (?:school|education|diploma)|\babitur\b|(?:abgeschlossene|technische|kaufmännische)[^.\n•]{0,40}?(?:berufs)?ausbildung|\bbac pro\b|\bcap\b(?= [a-zA-Zéè/]| ou)|"
            r"\bbachillerato\b|\beso\b|ensino m[eé]dio|grade 12|matric\b|some college|no degree|abgeschlossene ausbildung|fachausbildung",
            re.IGNORECASE,
        ),
    ),
)
_OPTIONAL = re.compile(
    r"prefer|\ba plus\b|\bplus\b|nice to have|desir|ideal|advantag|bonus|beneficial|welcome|asset\b|optional|not (?:required|mandatory|necessary)|"
    r"highly valued|helpful|vorteil|wünschenswert|wunsch|von vorteil|idealerweise|gerne|un atout|souhait|apprécié|idéalement|deseable|valorar|se valora|preferible|"
    r"plus\b|desej[aá]vel|diferencial",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(
    r"(?:or|and/or|/)\s*(?:an? |the |other |any |a combination of |relevant |related |similar |commensurate |comparable |some )*"
    r"(?:equivalent|equal|similar (?:work|practical|professional)|comparable|relevant|related|work|professional|practical|industry|sufficient|commensurate|demonstrat\w*|military|proven|extensive)"
    r"[^.;\n•]{0,60}?(?:experience|training|expertise|skills|background|qualification|education|combination|knowledge)|"
    r"or equivalent\b|in lieu of|in place of|substitut|combination of (?:education|experience|training)|equivalent (?:work |practical |professional |combination|experience)|"
    r"oder (?:eine )?(?:vergleichbare|gleichwertige|ähnliche|entsprechende)|ou (?:expérience )?équivalent|o (?:experiencia )?equivalente|experience (?:may|can) (?:be )?substitut",
    re.IGNORECASE,
)
_NOT_ASKED = re.compile(
    r"tuition|reimburs|pursu|\bcurrently (?:enrolled|studying)|scholarship|our team (?:has|includes|of)|founded by|degree of (?:autonomy|freedom|independence|flexib|accuracy|"
    r"care|confiden|difficult|detail|complex|ownership|judg|success|skill|empathy|precision|responsib)|high(?:er|est|ly)? degree of|360.?degree|some degree|\d+[- °]?degrees?\b|"
    r"degrees? (?:celsius|fahrenheit|c\b|f\b)|degree programs? (?:offer|through)|master['’]?s? (?:of ceremon|data|black belt|electrician|plumber|agreement|service|the)|scrum master|"
    r"master class|masterclass|university (?:of|hospital|partner|health|relations|tuition|recruit)|student loan|earn (?:a|your) degree",
    re.IGNORECASE,
)
_STUDENT = re.compile(
    r"pursu\w+|currently (?:enrolled|studying)|enrolled in|working towards?|studying", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schooled:
    """The lowest schooling that is named, and whether it is a must."""

    least: Schooling
    required: bool

    @property
    def degree(self) -> Degree | None:
        """Return it as a degree; school and associate are below what a profile states."""
        return None if self.least in {"school", "associate"} else self.least  # type: ignore[return-value]


def read_degree(*, word: str, title: str = "", text: str) -> Degree | None:
    """Return the lowest degree without which one need not apply, as far as the posting says."""
    asked = schooling(word) or schooling(text)
    return asked.degree if asked and asked.required else None


def schooling(text: str) -> Schooled | None:
    """Return the lowest schooling of all lines that ask for one; a must outranks a wish."""
    found: list[Schooled] = []
    end = -1
    for cue in _CUE.finditer(text):
        if cue.start() < end:
            continue
        start, end = _line(text, at=cue.start())
        line = _of_line(text[start:end])
        if line:
            found.append(line)
    musts = [each for each in found if each.required] or found
    return min(musts, key=lambda each: _RANKS.index(each.least)) if musts else None


def _of_line(line: str) -> Schooled | None:
    clean = _NOT_ASKED.sub(" ", line)
    named = [(level, hit.start()) for level, pattern in _NAMES for hit in pattern.finditer(clean)]
    if not named:
        return None
    wished = [(level, at) for level, at in named if not _only_wished(clean, at=at)]
    least = min((level for level, _ in wished or named), key=_RANKS.index)
    required = bool(wished) and not _EQUIVALENT.search(clean)
    return Schooled(least=least, required=required)


def _only_wished(line: str, *, at: int) -> bool:
    """Tell whether the clause around a degree calls it a wish: "BS required, MS preferred"."""
    start = max(line.rfind(mark, 0, at) for mark in (";", "(", ". ", " but ")) + 1
    ends = [end for mark in (";", ")", ". ") if (end := line.find(mark, at)) >= 0]
    clause = line[start : min(ends, default=len(line))]
    return bool(_OPTIONAL.search(clause))


def _line(text: str, *, at: int) -> tuple[int, int]:
    """Return the line around a place; descriptions that lost their line ends are cut at 250."""
    start = max(text.rfind("\n", 0, at), text.rfind("•", 0, at), at - 250) + 1
    ends = [end for mark in ("\n", "•") if (end := text.find(mark, at)) >= 0]
    return start, min([*ends, at + 250, len(text)])
