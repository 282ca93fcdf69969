"""How senior a job is: the title first, then the source's word, then the years that are asked."""

import re
from functools import lru_cache

from scoring.model import Level


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?<![.&]){pattern}(?!\w)")


_INTERN = _words(
    r"(?:intern(?:ship)?s?|co-?op|praktik(?:um|ant(?:in)?|a)|pflichtpraktikum\w*|werkstudent\w*|"
    r"working student|"
    r"stagiaire|stage|becari[oa]|pr[aá]cticas|practicante|est[aá]gi[oa](?:ri[oa])?|student|"
    r"students|stud\w{0,2}t|"
    r"studentische\w*|alternan(?:ce|te?)|apprenti(?:ce)?(?:ship)?|azubi|auszubildende\w*|"
    r"ausbildung|v\.?i\.?e|trainee ?ship|"
    r"abschlussarbeit|masterarbeit|bachelorarbeit|tirocin\w+|stagista|jovem aprendiz|summer "
    r"analyst|extern(?:ship)?)"
)
_NOT_INTERN = re.compile(
    r"student (?:success|affairs|services?|housing|life|support|engagement|experience|recruit\w*|"
    r"financ\w*|accounts?|loan|"
    r"advis\w+|enroll\w*|conduct|activit\w*|health|care)|for students|stage (?:manager|hand|"
    r"tech\w*|lead)|(?:late|early)[- ]stage|"
    r"(?:international|graduate|phd|transfer|new) students?(?= (?:success|advis|serv))|"
    r"(?:manager|director|head|lead|recruiter)"
    r"[^,]{0,20}\b(?:intern(?:ship)?|student|apprentice\w*)"
)
_EXECUTIVE = _words(
    r"(?:vice[ -]president|[se]?vp|avp(?= of)|chief(?! (?:of staff|architect|engineer|"
    r"technician))|c[etfmopir]o|ciso|president|"
    r"director(?:e|a|in)?|direct(?:eur|rice)|direktor(?:in)?|diretor(?:a)?|head of|head(?=,| -)|"
    r"geschäftsführer\w*|"
    r"gesch[äa]ftsf[üu]hr\w+|leiter(?:in)?|bereichsleit\w+|vorstand\w*|managing partner|founder|"
    r"co-founder|global head)"
)
_NOT_EXECUTIVE = re.compile(
    r"(?:art|creative|assistant to the|executive (?:assistant|asst\.?) to(?: the)?|to the|"
    r"medical) (?:director|ceo|cto|president|vp|chief)"
    r"|(?:director|vp)'s|team ?leiter\w*|schichtleiter\w*|projektleiter\w*|bauleiter\w*|"
    r"filialleiter\w*|marktleiter\w*|"
    r"(?:assistant|associate) (?=to )"
)
_MANAGER = _words(
    r"(?:manager(?:in)?|mgr|manger|gerente|gestor(?:a)?|jefe|jefa|responsable|"
    r"chef(?:fe)? d[e'’](?: service| équipe| département)?|filialleit\w*|marktleit\w*|"
    r"abteilungsleit\w*|encargad[oa]|"
    r"coordenador(?:a)?|capo ?reparto|betriebsleit\w*|standortleit\w*|restaurantleit\w*|"
    r"pflegedienstleit\w*|foreman)"
)
# Managers of a product, a project or customers manage no people; their level is that of the rest.
_NO_PEOPLE = re.compile(
    r"\b(?:(?:[\w&/-]+ )?(?:product|produkt|project|projekt|program|programme|account|customer "
    r"success|community|"
    r"(?:social )?media|content|brand|campaign|category|partner(?:ship)?s?|contract|delivery|"
    r"portfolio|success|"
    r"event|proposal|grants?|communications?|office|data|release|change|technical|marketing|seo|"
    r"crm|vendor|"
    r"payroll|property|quality|risk|fund|database|territory|key account|talent|growth|lifecycle|"
    r"pr|chef de) "
    r"(?:& \w+ )?(?:marketing |operations |development )?(?:manager(?:in)?|mgr|gerente|manger)"
    r"|(?:pm|tpm|csm)\b|chef(?:fe)? de (?:projet|produit)|jefe de producto|projektleit\w*|"
    r"bauleit\w*|project leader)"
)
_LEAD = _words(
    r"(?:(?:team|tech(?:nical)?|project|squad|shift|practice|group)?[ -]?lead(?:er)?|teamleit\w*|"
    r"team ?leiter\w*|tl|staff|principal|"
    r"distinguished|fellow|architect lead|gruppenleit\w*|schichtleit\w*|chef d['’]équipe|"
    r"l[ií]der|vorarbeiter\w*|"
    r"responsable d['’]équipe|capo ?squadra|founding)"
)
_NOT_LEAD = re.compile(
    r"(?:chief of|general|office|field|medical|nursing|support|accounting|administrative) staff|"
    r"staff (?:nurse|assistant|accountant|auditor|attorney|"
    r"pharmacist|physician|writer|chaplain|member|rn|services|associate|specialist|development|"
    r"management)|(?:(?<=^)|\b)lead(?:s)? generation|"
    r"(?:generat\w+|gen|qualif\w+|inbound) leads?|leads? (?:gen|qualif)\w*|postdoctoral fellow|"
    r"research fellow|(?:teaching|postdoc\w*|summer|"
    r"graduate|clinical|policy|legal) fellow|lead[ -](?:free|time)|leadership|thought leader"
)
_SENIOR = _words(
    r"(?:senior|sr|snr|sse|sénior|expert(?:e|in)?|experienced|expérimenté|erfahren\w*|"
    r"confirmé(?:e)?|s[êe]nior|iii|iv|v(?= ?$)|"
    r"[345](?= ?$|,| -| \()|l[5-6]|ic[45]|sen\.|specialist senior|pleno ?/ ?s[êe]nior|"
    r"mid[- /]*senior)"
)
_NOT_SENIOR = re.compile(r"senior (?:living|care|citizens?|housing|home|community|services)")
_MID = _words(
    r"(?:mid|middle|mid-?level|intermediate|medior|intermédiaire|semi[- ]?senior|pleno|ii|2(?= "
    r"?$|,| -| \()|l4|ic3|"
    r"(?<=technician )b|supv 2|associate (?:principal|staff))"
)
_ENTRY = _words(
    r"(?:junior|jr|jnr|entry[- ]?level|entry|graduate|grad|graduates|new[- ]?grad\w*|"
    r"early[- ]?career|campus|associate|associates|assoc|"
    r"trainee|berufseinsteiger\w*|einsteiger\w*|absolvent\w*|débutant(?:e)?|júnior|principiante|"
    r"jovem|fresher|recent graduate|"
    r"rotational|apprentice|i|1(?= ?$|,| -| \(| )|l3|ic[12]|nachwuchs\w*|neo ?laureat\w*|recién "
    r"(?:graduad|titulad)\w+)"
)
_NOT_ENTRY = re.compile(
    r"associate (?:director|vice|dean|professor|general counsel|principal|partner|manager)|"
    r"(?:data|time|order|door) entry|campus (?:director|manager|dean|"
    r"security|recruit\w*)|graduate (?:school|admissions?|programs?|medical)|(?<=\w )i/o|sales "
    r"associate partner"
)
_WORDS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"intern|student|praktik|stage|becari"), "intern"),
    (re.compile(r"director|executive|vp|chief|c-level|head"), "executive"),
    (re.compile(r"mid-?senior"), "senior"),
    (re.compile(r"staff|principal|lead"), "lead"),
    (re.compile(r"manager"), "manager"),
    (re.compile(r"senior|expert|experienced|^sr"), "senior"),
    (re.compile(r"mid|intermediate|medior"), "mid"),
    (
        re.compile(r"entry|junior|graduate|associate|new.?grad|trainee|early"),
        "entry",
    ),
)
_MARKS = re.compile(
    r"\((?:[mwfdhxi][ /|,]*){2,5}\)|\b[mwfdhx]/[mwfdhx](?:/[mwfdhx])?\b|\(all genders?\)"
)
# A title that names two levels asks for the lower one; "Specialist/Sr Specialist" asks for neither.
_TWO: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (  # with words of every match
    (
        ("senior", "sr"),
        re.compile(
            r"\b((?:senior|sr\.?) *(?:/|&|–|-|or|oder|ou|and|\|) *)(?:principal|staff|lead)\b"
        ),
        r"\1",
    ),
    (("ii",), re.compile(r"\bi *(?:/|-|–|or|,) *ii\b(?: *(?:/|-|–|or|,) *i[iv]+)?"), "i"),
    (
        ("senior", "sr"),
        re.compile(r"\b(\w+) *(?:/|or|-|&) *(?:senior|sr\.?) (\w+ )?\1\b"),
        r"\1",
    ),
)


def read_level(*, title: str, word: str = "", years: int | None = None) -> Level | None:
    """Return the level; years decide only where neither the title nor the source has a word."""
    return _of_title(title) or _of_word(word) or _of_years(years)


@lru_cache(maxsize=10_000)  # an employer writes the same titles again and again
def _of_title(title: str) -> Level | None:
    text = _MARKS.sub(" ", title[:200].lower()).replace("_", " ")
    for words, pattern, lower in _TWO:
        if any(word in text for word in words):
            text = pattern.sub(lower, text)
    for level, pattern, exceptions in _ORDER:
        if pattern.search(text) and (
            exceptions is None or pattern.search(exceptions.sub(" ", text))
        ):
            return level
    return "mid" if _NO_PEOPLE.search(text) else None


@lru_cache(maxsize=1_000)
def _of_word(word: str) -> Level | None:
    return (
        next((level for pattern, level in _WORDS if pattern.search(word[:60].lower())), None)
        if word
        else None
    )


def _of_years(years: int | None) -> Level | None:
    """Return what the market calls so many years; below two it says nothing certain."""
    if years is None:
        return None
    if years >= 6:
        return "senior"
    return "mid" if years >= 3 else None


_ORDER: tuple[tuple[Level, re.Pattern[str], re.Pattern[str] | None], ...] = (
    ("intern", _INTERN, _NOT_INTERN),
    ("executive", _EXECUTIVE, _NOT_EXECUTIVE),
    ("manager", _MANAGER, _NO_PEOPLE),
    ("lead", _LEAD, _NOT_LEAD),
    ("senior", _SENIOR, _NOT_SENIOR),
    ("mid", _MID, None),
    ("entry", _ENTRY, _NOT_ENTRY),
)
