"""Reads the first line of a hiring comment: "Company | Role | Place | REMOTE | ..." in any order.

People write it by hand, so every rule here is a guess from how the line usually looks; what a
rule does not know is taken for a place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ROLE = re.compile(
    r"\b(engineers?|engineering|developers?|programmers?|scientists?|designers?|managers?|"
    r"architects?|analysts?|leads?|directors?|head of|founders?|founding|cto|coo|cmo|vp|swe|sde|"
    r"sre|devops|sdet|qa|interns?|recruiters?|marketers?|marketing|sales|account executives?|"
    r"consultants?|researchers?|administrators?|technicians?|writers?|support|product|devrel|"
    r"roles?|positions?|openings?|full[- ]?stack|back[- ]?end|front[- ]?end|mobile|ios|android|"
    r"operations|growth|specialists?|associates?|strategists?|advocates?|teachers?|nurses?|"
    r"editors?|hackers?|generalists?|experts?|business development|staff|senior|principal|junior|"
    r"various|multiple|"
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
_OFFERED = re.compile(  # "We are hiring full stack engineers", in the words of a sentence
    r"\b(?:hiring|seeking|looking for|looking to (?:hire|add)|searching for|need|roles?:)[:\s]+"
    r"(?P<role>(?:[\w+#./&'’-]+,?\s+(?:and\s+|&\s+)?){0,5}?"
    r"(?:engineers?|developers?|programmers?|designers?|scientists?|managers?|architects?|"
    r"analysts?|interns?|swes?|devs?|researchers?|assistants?|marketers?|co-?founders?|experts?|"
    r"consultants?|recruiters?|technicians?|writers?))\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:hiring|looking|roles|positions|openings)\b[^.:•]{0,60}:\s*(?P<list>[•*-]\s.+)"
)
_FILLING = re.compile(
    r"^(?:(?:an?|the|our|some|more|few|several|multiple|various|new|\d[\d-]*|very|experienced|"
    r"exceptional|passionate|talented|great|good|strong|skilled|early|another|one|two|three|"
    r"someone|people|who|are|is|to|for|of|and|you|your|us|we|join|additional|other|be|seek|seriously)\b\W*)+",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:hiring|looking for|seeking|join (?:us|our)|apply|needs?|roles?|positions?|openings?)\b",
    re.IGNORECASE,
)
_TALK = re.compile(  # answers, tools, and people who look for work themselves
    r"^\W*(?:>|hey, i applied|i applied|seeking (?:remote|work)|quick heads|in addition to|@\w|"
    r"aggregated|request to|what.s up|please don.t|here are the|good luck|careful)|"
    r"willing to relocate:|haven.t (?:heard|received)|\bpeople looking for work\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"^(?:i|i.m|we|we.re|we.ve|our|hey|hi|hello|at|by|back(?:ed)?)\b", re.IGNORECASE
)
_NAMES_ITSELF = re.compile(
    r"^(?:(?:we )?at )?(?P<company>[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3})"
    r"(?:\s*\([^)]*\))?,?\s+(?:is|are|needs|has|we|we.re|builds|makes)\b",
)
_ROLE_AT = re.compile(
    r"^(?P<role>[^|]{3,80}?)\s*(?:@\s?| at )(?P<company>[A-Z][\w. ]{1,40}?)(?=\W*$|\s*[(,]| in )"
)
_MOST_ROLES = 3
_LONGEST_POINT = 60  # characters; a longer point is a sentence
_SHORT = 300  # characters; a job that does not say so in its first line takes more than this
_LONGEST_NAME = 80  # a longer part is a sentence: no employer, no place


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
    roles = [_role(part) for part, kind in others if kind == "role"]
    return Headline(
        company=_named(company),
        title=", ".join(filter(None, roles)) or _roles_in(rest) or "Open roles",
        places=_places(others),
        workplace=", ".join(dict.fromkeys(found[1] for found in _WORKPLACE.finditer(line))),
        employment=", ".join(dict.fromkeys(found[1] for found in _EMPLOYMENT.finditer(line))),
        pay=next((part for part, kind in others if kind == "pay"), ""),
        sponsorship=", ".join(
            part for part, _ in others if _SPONSORSHIP.search(part) and len(part) <= _LONGEST_NAME
        ),
    )


def looks_like_job(line: str, rest: str) -> bool:
    """Tell whether a comment offers work, rather than talking about the thread."""
    if _TALK.search(line):
        return False
    if "|" in line or re.search(r"\bhiring\b", line, re.IGNORECASE):
        return True
    both = f"{line}\n{rest}"
    offers = bool(_OFFER.search(both) and _ROLE.search(both))
    return offers and bool(_ROLE.search(line) or _WORKPLACE.search(line) or len(both) > _SHORT)


def _parts(line: str) -> list[str]:
    """Split at bars, else at dashes, dots or strokes between spaces, else as a sentence."""
    line = re.sub(r"\s+", " ", line).strip()
    parts = [part for part in re.split(r"\s*\|\s*", line) if part]
    if len(parts) > 1:
        return [each for part in parts for each in _hires(part)]
    sentence = re.split(r"[.!?:]\s", line)[0]
    if not _PROSE.match(line):
        parts = [each for each in re.split(r"\s+[–—-]\s+|\s*[•·]\s*|\s*/\s+", sentence) if each]
        if len(parts) > 1 and "," not in _named(parts[0]) and len(parts[0]) <= _LONGEST_NAME:
            return [each for part in parts for each in _hires(part)]
    return _sentence(line)


def _hires(part: str) -> list[str]:
    """Split "Acme (YC W23) is hiring a designer" into employer and role."""
    found = _HIRES.match(part)
    return [each for each in (found["company"], _bare(found["role"])) if each] if found else [part]


def _sentence(line: str) -> list[str]:
    """Split "Acme: Designer", "Designer @ Acme" and "Acme is looking for a designer"."""
    for form in (_HIRES, _COLON, _ROLE_AT):
        found = form.match(line) if form is _HIRES or not _PROSE.match(line) else None
        if found and "//" not in found["company"]:
            return [each for each in (found["company"], _bare(found["role"])) if each]
    named = _NAMES_ITSELF.match(line)
    if named:
        return [named["company"], *([line] if _ROLE.search(line) else [])]
    return [line] if line else []


def _bare(role: str) -> str:
    return re.sub(r"^(?:an?|the|for|our|in)\s+", "", role, flags=re.IGNORECASE)


def _kind(part: str) -> str:
    """Name what a part is; a role wins over the words that go with it."""
    bare = _WORKPLACE.sub("", _EMPLOYMENT.sub("", part))
    if _LINK.search(_named(part) or part) and len(part.split()) < 3:
        return "link"
    if _ROLE.search(bare):
        return "role"
    for kind, sign in (("pay", _PAY), ("sponsorship", _SPONSORSHIP), ("workplace", _WORKPLACE)):
        if sign.search(part):
            return kind
    if _EMPLOYMENT.search(part):
        return "employment"
    prose = len(part) > _LONGEST_NAME
    return "noise" if prose or _NOISE.search(_ASIDE.sub("", part)) else "name"


def _company(parts: list[str], kinds: list[str]) -> str:
    """Return the first part, unless it is a role or a place to work and a later part is a name."""
    if not parts or len(parts[0]) > _LONGEST_NAME or (len(parts) == 1 and kinds[0] == "role"):
        return ""
    if (kinds[0] == "role" and "role" in kinds[1:]) or kinds[0] in {"name", "noise", "pay"}:
        return parts[0]
    if kinds[0] == "link" and "/" not in parts[0]:  # "Acme.ai" is a name
        return parts[0]
    if _named(parts[0]) and not _WORKPLACE.search(_named(parts[0])) and kinds[0] == "workplace":
        return parts[0]  # "Acme (remote)"
    names = [part for part, kind in zip(parts, kinds, strict=True) if kind == "name"]
    clear = [part for part in names if "," not in part]
    return (clear or names or [parts[0] if kinds[0] != "workplace" else ""])[0]


def _named(part: str) -> str:
    """Return an employer's name without what people put behind it in brackets."""
    return re.sub(r"\s*[(\[][^)\]]*[)\]]?", "", part).strip(" ,-–—")


def _places(parts: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the parts that are nothing else, and what stands beside "remote" or "hybrid"."""
    found: list[str] = []
    for part, kind in parts:
        if kind == "name":
            found.append(part)
        elif kind == "workplace" and len(part) <= _LONGEST_NAME:
            rest = _EMPLOYMENT.sub("", _WORKPLACE.sub("", part))
            rest = re.sub(r"[()\[\]]", " ", rest)
            rest = re.sub(r"^\W*(?:in|or|and|from|within)\b|\b(?:in|or|and)\W*$", "", rest.strip())
            rest = re.sub(r"\s*[+&]?\s*,[\s,+&]*", ", ", rest)
            found.append(re.sub(r"\s+", " ", rest).strip(" ,;/&+-–—:"))
    return tuple(dict.fromkeys(each for each in found if re.search(r"[^\W\d_]{2}", each)))


def _role(part: str) -> str:
    """Return a role; of a sentence only the roles that it names."""
    return part if len(part) <= _LONGEST_NAME + 20 else _roles_in(part)


def _roles_in(text: str) -> str:
    """Return up to three roles that a text names, as names if it can be, else as it offers them."""
    named = (each[0].strip() for each in _IN_PROSE.finditer(text))
    found = list(dict.fromkeys(named)) or _once(_offered(text)) or _once(_listed(text))
    return ", ".join(found[:_MOST_ROLES])


def _once(roles: Iterable[str]) -> list[str]:
    """Return each role that no other one says already: no "engineers" beside "data engineers"."""
    every = list({role.casefold(): role for role in roles}.values())
    return [
        role
        for role in every
        if not any(role.casefold() in other.casefold() for other in every if other != role)
    ]


def _offered(text: str) -> Iterator[str]:
    """Yield the roles for which a sentence says that people are wanted."""
    for each in _OFFERED.finditer(text):
        role = _FILLING.sub("", " ".join(each["role"].split()).lstrip("- ")).strip(" ,-")
        if role and not _FILLING.fullmatch(role):
            yield role[:1].upper() + role[1:]


def _listed(text: str) -> Iterator[str]:
    """Yield the first points of a list of openings."""
    found = _LISTED.search(text)
    points = re.split(r"\s*[•*]\s*|(?:^|\s+)-\s+", found["list"]) if found else []
    yield from (
        " ".join(point.split()) for point in points if 2 < len(point.strip()) <= _LONGEST_POINT
    )
