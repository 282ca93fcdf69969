"""Keys that do not depend on how a board writes a company's or a job's name. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from scoring.places.gazetteer import cities, country, fold

_LEGAL = re.compile(
    r"\b(?:incorporated|inc|llc|llp|lp|ltd|limited|corp|corporation|co|company|plc|gmbh(?: co "
    r"kg)?|mbh|"
    r"ag|kg|kgaa|ohg|ug|se|ev|gbr|sa|sas|sarl|srl|spa|sl|slu|bv|nv|ab|as|asa|oy|oyj|aps|pty|pte|"
    r"pvt|"
    r"private|sdn bhd|kk|ltda|eireli|sp z o o|zrt|kft|doo|ooo|share|holdings?|group|gruppe|the|"
    r"careers?|jobs?)\b"
)
_COMPANY_ASIDE = re.compile(
    r"\(.*?\)|\[.*?\]|\s[|•·–—-]\s.*$|,? an? [\w& ]+ company$|®|™", re.IGNORECASE
)
# What stands where a board does not tell the employer.
_NOBODY = re.compile(
    r"name|private|(?:private)?client|confidential|confidencial|anonymous|undisclosed|notdisclosed|"
    r"unknown|vertraulich|na"
)
_GENDER = re.compile(
    r"\(\s*(?:[mwfdhxviga*](?:\s*[/|,:.-]\s*|\s*)){2,6}\)|\b[mwfdhx](?:\s?[/|]\s?[mwfdhx*]){1,3}\b"
    r"|\(?\ball genders?\b\)?|\(?\bgn\b\)|[*:_/]-?in(?:nen)?\b|\(in\)|/-?in\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:req(?:uisition)?|job|jr|ref|id|posting|vacancy|nr|no)\.?\s?(?:id|code|number|nr|"
    r"no)?[ .:#-]*[a-z]{0,3}[-_]?\d{3,}\b"
    r"|\b\d[\d.,]*k?\s?[-–]\s?\d[\d.,]*k?\s?(?:€|eur\b|euro\b)"
    r"|[€$£]\s?\d[\d.,]*k?|\d[\d.,]*\s?(?:€|eur\b|euro\b)|#\s?\d+|\b[a-z]{1,3}[-_]?\d{4,}\b|\b\d{5,}\b|\[[^\]]*\]",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"\b(?:100 ?%|fully|remote|hybrid|on-?site|in-?office|home ?office|work from home|wfh|remoto|"
    r"remota|télétravail|"
    r"urgent(?:ly)?(?: hiring)?|hiring|now|new|immediate(?: start| joiner)?|full[- ]?time|"
    r"fulltime|vollzeit|permanent|"
    r"multiple (?:locations|openings|positions)|various locations|job|position|role|opening|"
    r"opportunity|"
    r"(?:us|usa|uk|eu|emea)(?= only)|only|ab sofort|gesucht)\b"
)  # of lower case
_SAME_WORDS = {
    word: same
    for same, words in {
        "senior": "sr snr",
        "junior": "jr jnr",
        "intern": "internship internships interns",
        "manager": "mgr",
        "engineer": "engineering engineers eng",
        "developer": "developers dev",
        "software engineer": "swe",
        "associate": "assoc",
        "assistant": "asst",
        "praktikant": "praktikum",
        "werkstudent": "werkstudentin",
        "front end": "frontend",
        "back end": "backend",
        "full stack": "fullstack",
        "i": "1",
        "ii": "2 pleno",
        "iii": "3",
        "iv": "4",
    }.items()
    for word in words.split()
}
_MARKS = frozenset(
    [
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "senior",
        "junior",
        "lead",
        "principal",
        "staff",
        "intern",
        "manager",
        "director",
        "head",
        "chief",
        "vp",
        "president",
        "graduate",
        "grad",
        "trainee",
        "werkstudent",
        "praktikant",
        "apprentice",
        "ausbildung",
        "azubi",
        "entry",
        "associate",
        "assistant",
        "phd",
        "master",
        "bachelor",
        "msc",
        "bs",
        "ms",
        "supervisor",
        "deputy",
        "contract",
        "part",
        "temporary",
        "volunteer",
        "freelance",
        "student",
        "co-op",
        "coop",
    ]
)
_SAME_MARKS = {"graduate": "junior", "grad": "junior", "entry": "junior"}
_SEASONS = frozenset(
    ["spring", "summer", "fall", "autumn", "winter", "fruhjahr", "sommer", "herbst"]
)
_PLURAL = re.compile(r"[a-z]+[^\Wsui]s")
_OTHER_SCRIPT = re.compile(r"[^\W\u0000-\u024f]")
_GRADE = re.compile(r"[plte]?[1-9]|ic[1-9]")
_MAY_BE_GENDER = re.compile(r"[(/|*:_-]|gender|gn", re.IGNORECASE)
_MAY_BE_NUMBER = re.compile(r"[\d\[]")
_YEARS = re.compile(r"\b(20[2-4]\d)\s?[-/–]\s?(\d\d)\b(?!\d)")  # "2026-27"
_LEAST_LETTERS = 4  # of a place's name that may stand anywhere in a title
_LEAST_PEOPLE = 300  # thousands: the names of smaller towns, such as Mobile, are words as well
# What the table of countries has as well: languages, which make it another job, and codes.
_NO_TOWNS = frozenset(["reading", "nice", "split", "perm", "aba"])
_NO_COUNTRY = re.compile(
    r"(?:ish|ese|ian|german|french|dutch|greek|czech|swiss|thai|afghan|american|mexican|korean|african)$|"
    r"^(?!usa$|uk$|uae$).{1,3}$"
)
# Codes of countries as they stand at the end of titles, but those that are terms: AR, IT, PR, QA.
_CODE = re.compile(
    r"USA?|UK|GB|MX|BR|CA|DE|FR|ES|PL|IN|NL|CH|AT|AU|NZ|JP|SG|AE|ZA|CL|PT|BE|DK|SE|NO|FI|RO|HU|"
    r"BG|UA|KR|TW|TH|VN|MY|PH"
)
_STATE = re.compile(
    r"A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKRN]|PA|RI|S[CDK]|"
    r"T[NX]|UT|V[TA]|W[AVIY]|QC|BC|AB|MB|N[SB]"
)
_TAIL = re.compile(r"\s*(?:[-–—|:,/@•·(]|\bin\b(?= [A-Z]))\s*")


@lru_cache(maxsize=50_000)
def company_key(company: str) -> str:
    """Return the company's name without legal forms, asides and marks; "" where nobody is named."""
    plain = fold(_COMPANY_ASIDE.sub(" ", company))
    short = " ".join(_LEGAL.sub(" ", plain).split())
    key = (short or plain).replace(" ", "")
    return "" if _NOBODY.fullmatch(key) else key


def title_words(title: str, *, places: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words that name the job: no place, no gender mark, no number of a requisition."""
    text = _YEARS.sub(r"\1 20\2", _unnumbered(title))
    kept = [part for part in _TAIL.split(text) if part]
    names = frozenset(places)
    if len(kept) > 2 and _STATE.fullmatch(kept[-1].strip(" )")) and cities(fold(kept[-2])):
        kept = kept[:-2]  # "High School Teacher - York, PA"
    elif len(kept) > 1 and _CODE.fullmatch(kept[-1].strip(" )")):
        kept = kept[:-1]
    body = [part for at, part in enumerate(kept) if at == 0 or not _is_place(part, names=names)]
    words = fold(_without_way(" ".join(body))).split()
    return tuple(" ".join(_SAME_WORDS.get(word, word) for word in words).split())


def without_names(words: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...]:
    """Return a title's words without its own places: "Teacher in Berlin" without "Berlin"."""
    line = f" {' '.join(words)} "
    for name in names:
        if len(name) >= _LEAST_LETTERS and f" {name} " in line and line.strip() != name:
            line = line.replace(f" {name} ", " ")
    return tuple(line.split())


def singular(words: Iterable[str], *, company: str = "") -> tuple[str, ...]:
    """Return the words without the s of a plural: "PMs" and "PM" are one. A company has none."""
    return tuple(
        word[:-1] if word != company and _PLURAL.fullmatch(word) else word for word in words
    )


def one_script(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a title without its translation: of "MLOps 工程師 (MLOps Engineer)" the last two."""
    latin = tuple(dict.fromkeys(word for word in words if word.isascii()))
    named = [word for word in latin if word not in _MARKS and not word.isdecimal()]
    has_both = len(latin) < len(words) and any(_OTHER_SCRIPT.search(word) for word in words)
    return latin if has_both and len(named) > 1 else words


@lru_cache(maxsize=10_000)  # the same titles come back
def title_head(title: str) -> tuple[str, ...]:
    """Return the words before the last separator: "Developer Intern 2026: SVL" without "SVL"."""
    text = _unnumbered(title).rstrip(" )")
    cut = max((found.start() for found in re.finditer(r"\s?[-–—|:(]\s", text)), default=-1)
    return title_words(text[:cut]) if cut > 0 and len(text) - cut < 24 else title_words(text)


def marks(words: Iterable[str]) -> frozenset[str]:
    """Return the words that make it another job: level, kind of contract."""
    return frozenset(
        _SAME_MARKS.get(word, word) for word in words if word in _MARKS or _GRADE.fullmatch(word)
    )


def seasons(words: Iterable[str]) -> frozenset[str]:
    """Return the years and seasons: the summer 2026 intern is not the summer 2027 one."""
    return frozenset(word for word in words if word in _SEASONS or re.fullmatch(r"20[2-4]\d", word))


def _is_place(part: str, *, names: frozenset[str]) -> bool:
    keys = _place_keys(part)
    return not keys[1] or any(each in names or is_known_place(each) for each in keys)


@lru_cache(maxsize=20_000)  # the same towns come back
def _place_keys(part: str) -> tuple[str, str]:
    return fold(part), fold(_without_way(part))  # "New York" is no new one


def _unnumbered(title: str) -> str:
    """Return a title without gender marks and numbers; most have no character that begins one."""
    if _MAY_BE_GENDER.search(title):
        title = _GENDER.sub(" ", title)
    return _NUMBERED.sub(" ", title) if _MAY_BE_NUMBER.search(title) else title


def _without_way(text: str) -> str:
    return _WAY.sub(" ", text.lower())


@lru_cache(maxsize=20_000)
def is_known_place(key: str) -> bool:
    """Tell whether a name, as it is compared, is that of a country or of a large town."""
    if key.count(" ") > 2 or key in _NO_TOWNS:
        return False
    if country(key):
        return not _NO_COUNTRY.search(key)
    return any(town.people >= _LEAST_PEOPLE for town in cities(key)[:1])
