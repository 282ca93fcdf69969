"""Reads the first line of a hiring comment: "Company | Role | Place | REMOTE | ..." in any order.

People write it by hand, so every rule here is a guess from how the line usually looks; what a
rule does not know is taken for a place.
"""

import re
from dataclasses import dataclass

_ROLE = re.compile(
    r"\b(engineers?|engineering|developers?|programmers?|scientists?|designers?|managers?|"
    r"architects?|analysts?|leads?|directors?|head of|founders?|founding|cto|coo|cmo|vp|swe|sde|"
    r"sre|devops|sdet|qa|interns?|recruiters?|marketers?|marketing|sales|account executives?|"
    r"consultants?|researchers?|administrators?|technicians?|writers?|support|product|devrel|"
    r"roles?|positions?|openings?|full[- ]?stack|back[- ]?end|front[- ]?end|mobile|ios|android|"
    r"operations|growth|specialists?|associates?|strategists?|advocates?|teachers?|nurses?|"
    r"editors?|hackers?|generalists?|staff|senior|principal|junior|various|multiple|"
    r"mathematicians?|physicists?|chemists?|biologists?|software|machine learning)\b",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(
    r"\b(?:fully |global |100% )?(remote|on[- ]?site|hybrid|in[- ]?person|in[- ]?office|wfh)\b"
    r"(?:[- ](?:first|only|friendly|ok))?",
    re.IGNORECASE,
)
_EMPLOYMENT = re.compile(
    r"\b(full[- ]?time|part[- ]?time|contract(?:or|ing)?|freelance|internships?|permanent|"
    r"temporary|fte)\b",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"[$€£¥₹]\s?\d|\d\s?[kK]\b|\b(?:USD|EUR|GBP|CHF|CAD|AUD)\b.*\d|\d.*\b(?:USD|EUR)\b"
)
_SPONSORSHIP = re.compile(r"\b(?:visa|sponsor\w*|citizens?(?:hip)?|clearance)\b", re.IGNORECASE)
_LINK = re.compile(
    r"https?://|www\.|^\S+\.(?:com|io|ai|co|dev|org|net|app|xyz|tech|de|eu|me)(?:/\S*)?$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:equity|relocation|english|series [a-f]\b|yc|competitive|benefits|funded|utc|hiring)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^)\]]*(?:https?:|www\.|\bYC\b|\.\w{2,4}\b|[Ss]eries)[^)\]]*[)\]]")
_HIRES = re.compile(
    r"^(?P<company>.{2,60}?)\s+is\s+(?:now\s+)?hiring\b\s*(?P<role>.*)$", re.IGNORECASE
)
_COLON = re.compile(r"^(?P<company>[^:]{2,50}):\s+(?P<role>.{3,})$")
_IN_PROSE = re.compile(
    r"(?:[A-Z][\w+#./&-]*[ ]){0,4}"
    r"(?:Engineer|Developer|Designer|Scientist|Manager|Architect|Analyst|Lead|Intern|Programmer)s?\b"
)
_OFFER = re.compile(
    r"\b(?:hiring|looking for|join (?:us|our)|apply|roles?|positions?)\b", re.IGNORECASE
)
_SHORT = 200  # characters; a job without a role in its first line takes more than this to tell
_LONGEST_NAME = 80  # a longer first part is a sentence, not an employer


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What the first line says."""

    company: str = ""
    title: str = ""
    places: tuple[str, ...] = ()
    workplace: str = ""
    employment: str = ""
    pay: str = ""
    sponsorship: str = ""


def read_headline(line: str, rest: str = "") -> Headline:
    """Read the line; a role that it does not name is looked for in the rest of the text."""
    parts = _parts(line)
    kinds = [_kind(part) for part in parts]
    company = _company(parts, kinds)
    others = [(part, kind) for part, kind in zip(parts, kinds, strict=True) if part != company]
    roles = [part for part, kind in others if kind == "role"]
    return Headline(
        company=_ASIDE.sub("", company).strip(" ,-–—"),
        title=", ".join(roles) or _role_in(rest),
        places=_places(others),
        workplace=", ".join(dict.fromkeys(found[1] for found in _WORKPLACE.finditer(line))),
        employment=", ".join(dict.fromkeys(found[1] for found in _EMPLOYMENT.finditer(line))),
        pay=next((part for part, kind in others if kind == "pay"), ""),
        sponsorship=", ".join(part for part, _ in others if _SPONSORSHIP.search(part)),
    )


def looks_like_job(line: str, rest: str) -> bool:
    """Tell whether a comment offers work, rather than talking about the thread."""
    offers = _OFFER.search(line + rest) and (_ROLE.search(line) or len(rest) > _SHORT)
    return "|" in line or bool(offers)


def _parts(line: str) -> list[str]:
    """Split at bars, else at dashes or dots between spaces, else at the words "is hiring"."""
    line = re.sub(r"\s+", " ", line).strip()
    for separator in (r"\s*\|\s*", r"\s+[–—-]\s+|\s*[•·]\s*"):
        parts = [part for part in re.split(separator, line) if part]
        if len(parts) > 1 and len(parts[0]) <= _LONGEST_NAME:
            return [each for part in parts for each in _hires(part)]
    return _hires(line)


def _hires(part: str) -> list[str]:
    """Split "Acme (YC W23) is hiring a designer" and "Acme: Designer" into employer and role."""
    found = _HIRES.match(part) or (_COLON.match(part) if "//" not in part else None)
    if not found:
        return [part] if part else []
    role = re.sub(r"^(?:an?|the|for|our)\s+", "", found["role"], flags=re.IGNORECASE)
    return [each for each in (found["company"], role) if each]


def _kind(part: str) -> str:
    """Name what a part is; a role wins over the words that go with it."""
    bare = _WORKPLACE.sub("", _EMPLOYMENT.sub("", part))
    if _LINK.search(part) and len(part.split()) < 3:
        return "link"
    if _ROLE.search(bare):
        return "role"
    for kind, sign in (("pay", _PAY), ("sponsorship", _SPONSORSHIP), ("workplace", _WORKPLACE)):
        if sign.search(part):
            return kind
    if _EMPLOYMENT.search(part):
        return "employment"
    return "noise" if _NOISE.search(_ASIDE.sub("", part)) else "name"


def _company(parts: list[str], kinds: list[str]) -> str:
    """Return the first part, unless it is a role or a place to work and a later part is a name."""
    if not parts or len(parts[0]) > _LONGEST_NAME or (len(parts) == 1 and kinds[0] == "role"):
        return ""
    if kinds[0] == "role" and "role" in kinds[1:]:
        return parts[0]
    if kinds[0] in {"name", "noise", "pay"}:
        return parts[0]
    names = [part for part, kind in zip(parts, kinds, strict=True) if kind == "name"]
    clear = [part for part in names if "," not in part]
    return (clear or names or [parts[0] if kinds[0] != "workplace" else ""])[0]


def _places(parts: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the parts that are nothing else, and what stands beside "remote" or "hybrid"."""
    found: list[str] = []
    for part, kind in parts:
        if kind == "name":
            found.append(part)
        elif kind == "workplace":
            rest = _EMPLOYMENT.sub("", _WORKPLACE.sub("", part))
            rest = re.sub(r"[()\[\]]", " ", rest)
            rest = re.sub(r"^\W*(?:in|or|and|from|within)\b|\b(?:in|or|and)\W*$", "", rest.strip())
            found.append(re.sub(r"\s+", " ", rest).strip(" ,;/&+-–—:"))
    return tuple(dict.fromkeys(each for each in found if re.search(r"[^\W\d_]{2}", each)))


def _role_in(rest: str) -> str:
    """Return up to three roles that the text names, or the plain fact that there are some."""
    found = dict.fromkeys(each[0].strip() for each in _IN_PROSE.finditer(rest))
    return ", ".join(list(found)[:3]) or "Open roles"
