"""The names of degrees in five languages, and plain words that a line with one contains."""

import re
from typing import Literal

from scoring.normalise.cues import Cues, cues, starting

Schooling = Literal["school", "associate", "bachelor", "master", "phd"]
RANKS: tuple[Schooling, ...] = ("school", "associate", "bachelor", "master", "phd")

# What each name of a degree contains: a plain search before the pattern.
CUES: dict[Schooling, Cues] = {
    "phd": cues(
        *("phd", "ph.d", "ph d", "doctor", "promotion", "promov", "m.d", " md", "dnp", "pharm"),
        *("psyd", "medical", "law degree", "juris", "j.d", "jd "),
    ),
    "master": cues(
        *("master", "máster", "mestrado", "msc", "m.s", " ms", "/ms", "mba", "m.b.a", "m.tech"),
        *("mtech", "m.eng", "meng", "bac+", "bac +", "diplôm", "graduate", "d degree"),
        *("mpa", "mph", "msw", "m.phil", "mphil"),
    ),
    "bachelor": cues(
        *("bachelor", "baccalaureate", "b.s", "bsc", "b.a", " bs", "/bs", "(bs", "ba/", " ba "),
        *("ba in", "bs in", "diplôme d"),
        *("b.tech", "btech", "b.eng", "beng", "b.e.", "undergraduate", "degree", "studi", "akadem"),
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
LINE_CUES = cues(
    *("degree", "bachelor", "master", "phd", "ph.d", "doctor", "diploma", " ged", "b.s", "b.a"),
    *("m.s", "m.d", "bsc", "msc", "bs/", " bs ", "(bs", " bs,", "ba/", "/ba", "/bs", "/ms"),
    *(
        " ms ",
        "ba in ",
        "bs in ",
        "ms in ",
        "mba",
        "tech ",
        "undergrad",
        "graduate",
        "juris doc",
        "high school",
        "high-school",
    ),
    "secondary",
)
ALL_LINE_CUES = LINE_CUES | cues(
    *(
        "abitur",
        "studium",
        "studien",
        "akademisch",
        "hochschul",
        "promov",
        "licenc",
        "bac +",
        "bac+",
        "bac pro",
        " cap ",
    ),
    *("diplôm", "ingénieur", "grado", "titula", "titulo", "título", "formación", "ensino"),
    *("gradua", " bts", " dut", "ingenier", "universitari", "bachillerato", "máster", "mestrado"),
)
NAMES: tuple[tuple[Schooling, re.Pattern[str]], ...] = (
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
            r"master(?:['’]s|s['’]?)(?= ?(?:degree|or|of|in|/|,|and|level|preferred|required|with|"
            r"\)|\.|$|\())",
            r"master(?= ?(?:degree|or ph|/ ?(?:ph|bach|dipl)|and ph|level|studium|abschluss|[12]\b|"
            r"in [a-z]{4}|en "
            r"[a-z]{4}|of (?:science|arts|business|engineer|public|social|laws|education|nursing|"
            r"commerce|technology|computer|fine)))",
            r"post-?graduate\b(?! (?:training|student|program))",
            r"m\.?\s?sc\b(?! (?:startup|cruise|gmbh))|m\.s\.?(?!\w)",
            r"ms\b(?= (?:degree|in\b|or\b|preferred|required)|/|, ?ph| ?/ ?ph)",
            r"m\.?b\.?a\b(?! program)|master(?:studium|abschluss)|m\.?tech\b|m\.?eng\b|m\.?phil\b",
            r"bac\s?\+\s?[56]",
            r"m[aá]ster (?:universitario|oficial|en)|mestrado",
            r"(?:post-?)?graduate degree|advanced degree",
            r"dipl[oô]me d['’]ing[eé]nieur|[eé]cole d['’]ing[eé]nieur",
            r"mpa\b|mph\b|msw\b(?! gmbh)",
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
            r"(?![^.\n•]{0,40}?(?:master|diplom))"
            r"[^.\n•]{0,40}?studium|hochschul(?:abschluss|studium|bildung)|"
            r"(?:studien|universitäts)abschluss|akademische[rn]? (?:abschluss|grad)|"
            r"studium (?:der|des|im|in|mit)\b|studium\b[^.\n•]{0,50}(?:absolviert|abgeschlossen)",
            r"bac\s?\+\s?[34]|licence\b(?= (?:pro|en|de|ou))|"
            r"dipl[oô]me d['’ ]?[eé]tat",
            r"(?:t[ií]tulo|titulaci[oó]n|grado|estudios|formaci[oó]n)[^.\n•]{0,15}?"
            r"(?:universitari|superior en|oficial de)\w*",
            r"grado en\b|licenciatur\w+|licenciad[oa]s? e[nm]\b|graduad[oa] en",
            r"titulad[oa] (?:superior|en|universitari)|titulaci[oó]n en|ingeniero titulado",
            r"(?:formaci[oó]n|carrera|estudios|grado)[^.\n•]{0,12} ingenier[ií]a",
            r"ingenier[ií]a (?:civil|mec[aá]nica|industrial|inform[aá]tica|el[eé]ctrica|qu[ií]mica|"
            r"electr[oó]nica|t[eé]cnica|en sistemas)(?=,| o\b| u\b| \()",
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
            r"some college|no degree|abitur\b|bac pro\b|cap ?(?:/ ?b|ou b|petite|cuisine|pâtis|"
            r"boulang|élec|maint|m[ée]ca)",
            r"bachillerato\b|ensino m[eé]dio",
        ),
    ),
)
