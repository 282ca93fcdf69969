"""A posting's text, as somebody pasted or forwarded it, to a posting: its title, company, place.

They stand in the first lines, in one of the ways in which people and sites write them: as fields
("Company: Acme"), as a headline ("Engineer at Acme - Berlin", "Acme | Engineer | Berlin"), one
below the other as copied from a page, or in the first sentence. What is not found stays empty.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.given.kinds import cv_signs, posting_signs
from scoring.model import RawPosting
from scoring.normalise.text import plain_text
from scoring.places import read_place, read_places
from scoring.rank.titles import occupation
from scoring.sources._headline import read_headline

_HEAD_LINES = 14
_LEAST_CHARS = 200  # of a text whose title is no job that we know
_TITLE_CHARS, _NAME_CHARS, _PLACE_CHARS = 120, 70, 90
_FIELDS: Mapping[str, str] = {
    "title": r"(?:job ?|position )?title|position|role|job|vacancy|opening|stelle|jobtitel|poste"
    r"|intitulé(?: du poste)?|puesto|cargo|vaga|المسمى الوظيفي|الوظيفة|應徵職位|職位",
    "company": r"company(?: name)?|employer|organi[sz]ation|unternehmen|firma|arbeitgeber"
    r"|entreprise|société|empresa|compañía|الشركة|公司",
    "place": r"(?:job |work |office )?locations?|place(?: of work)?|city|where|duty station"
    r"|(?:arbeits|stand)ort|lieu(?: de travail)?|localisation|ubicación|lugar|local(?:idade)?"
    r"|مكان العمل|الموقع|地點|地点",
    "workplace": r"work(?:place)?(?: type| model)?|remote|modalidad(?:e)?",
    "pay": r"salary(?: range)?|pay(?: range)?|compensation|gehalt|salaire|salario|sal[aá]rio"
    r"|الراتب",
    "employment": r"(?:job|employment|contract) type|type|employment|beschäftigungsart|contrat",
}
_FIELD = {
    name: re.compile(rf"\W*(?:{words})\s*[:：–-]\s*(?P<value>\S.*)", re.IGNORECASE)
    for name, words in _FIELDS.items()
}
_ROLE = re.compile(
    r"\b(?:engineer|developer|programmer|scientist|designer|manager|architect|analyst|lead|director"
    r"|head of|officer|specialist|associate|assistant|consultant|coordinator|administrator"
    r"|technician|nurse|teacher|accountant|intern(?:ship)?|trainee|representative|executive|clerk"
    r"|driver|chef|cook|writer|editor|researcher|recruiter|advisor|agent|operator|supervisor"
    r"|professor|lecturer|physician|therapist|lawyer|counsel|buyer|planner|strategist|producer"
    r"|mechanic|electrician|worker|werkstudent\w*|praktik\w+|entwickler\w*|ingenieur\w*|leiter\w*"
    r"|sachbearbeiter\w*|mitarbeiter\w*|berater\w*|kaufmann|kauffrau|d[ée]veloppeu\w+|ing[ée]nieur\w*"
    r"|responsable|chargée?|stagiaire|desarrollador\w*|ingenier\w+|analista|desenvolvedor\w*"
    r"|engenheir\w+|gerente|estagi\w+|auxiliar|assistente|t[ée]cnico)s?\b|\([mwfdx]/[mwfdx]",
    re.IGNORECASE,
)
_AT = re.compile(
    r"^(?P<title>.{3,100}?)\s+(?:at|@|bei|chez|en|na|with)\s+(?P<company>[A-Z0-9][^|,;(–—]{1,60}?)"
    r"(?:\s*(?:[-–—|,(·•]|\s+in\s+)\s*(?P<place>[^|)]{2,80}?)\)?)?(?:[.!|].*)?$"
)
_HIRES = re.compile(
    r"^(?!(?:we|i|our|wir|nous)\b)(?P<company>[^|:]{2,60}?)\s+"
    r"(?:is|are|sucht|cherche|busca|recrute)\s*(?:now |currently |actively |urgently )?"
    r"(?:hiring|recruiting|looking for|seeking)?:?\s+(?:for )?(?:an?|eine?n?|une?|the)?\s*"
    r"(?P<title>[^.!?]{3,100}?)(?:\s+(?:in|at)\s+(?P<place>[^.!?,(]{2,60}))?\s*[.!?]*$",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:looking for|hiring|seeking|recruiting|suchen|recherchons|cherchons|buscamos|procuramos)"
    r"\s+(?:for )?(?:an?|eine?n?|une?|um|uma|un|una|the|to hire an?)?\s*(?:experienced |motivated "
    r"|talented )?(?P<title>[^.!?,;:\n]{3,90}?)"
    r"(?=\s+(?:to|who|with|for|that|für|pour|para|and join)\b|\s+(?:at|in)\b|[.!?,;:\n]|$)",
    re.IGNORECASE,
)
_WORKPLACE = re.compile(r"\b(remote|hybrid|on-?site|home ?office|remoto|híbrido)\b", re.IGNORECASE)
_NOISE = re.compile(
    r"^\W*(?:about (?:the|us).*|job (?:description|details|summary|post).*|description|overview"
    r"|apply.*|share|save|report.*|see who.*|show (?:all|more).*|easy apply|promoted.*|posted.*"
    r"|reposted.*|\d+ .*(?:applicants|ago|views).*|full[- ]?time.*|part[- ]?time.*"
    r"|forwarded (?:from|message).*|(?:new|hot) (?:job|vacancy|opening).*"
    r"|we(?:'re|’re| are) hiring.*|hiring|vacancy|job alert.*|(?:https?://|www\.)\S+"
    r"|back to.*|home|menu|jobs|careers|sign in|log ?in)\W*$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff*_`]+|#(?=\w)|^\W*[•>]\s*")
_PARTS = re.compile(r"\s*[·•|]\s*|\s+[–—-]\s+")
_SENTENCE = re.compile(r"[.!?]\s+\w|[.!?]$|\b(?:we|you|our|your|will|wir|nous|is|are)\b")
_STAFF = re.compile(
    r"\b(?:inc|llc|ltd|gmbh|ag|plc|corp|group|labs?|s\.?a|s\.?l|kg|co)\b\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the first lines say; "" where they say nothing."""

    title: str = ""
    company: str = ""
    place: str = ""
    workplace: str = ""
    pay: str = ""
    employment: str = ""


def read_words(text: str, *, url: str = "") -> RawPosting | None:
    """Return the posting in a text, which stays whole; None for a text without letters.

    Where no line names a job, the first line stands for its title. Never raises.
    """
    text = plain_text(text)
    lines = [line for each in text.splitlines() if (line := _bare(each))][:_HEAD_LINES]
    if not lines or not re.search(r"[^\W\d_]{2}", text):
        return None
    said = read_head(lines, text=text)
    return RawPosting(
        external_id="",
        url=url,
        title=said.title or _cut(lines[0]),
        company=said.company,
        locations=(said.place,) if said.place else (),
        workplace=said.workplace,
        pay=said.pay,
        employment=said.employment,
        html=text,
    )


def is_job(raw: RawPosting) -> bool:
    """Tell whether a text that was read names a job, or is long and speaks like a posting."""
    if _is_role(raw.title):
        return True
    return len(raw.html) >= _LEAST_CHARS and posting_signs(raw.html) > cv_signs(raw.html)


def read_head(lines: Sequence[str], *, text: str = "") -> Said:
    """Return what the first lines say: fields before headlines, those before lines and prose."""
    fields = _fields(lines)
    found = Said(**fields)
    for said in _ways([line for line in lines if not _NOISE.match(line)], text=text):
        found = _filled(found, said)
        if found.title and found.company and found.place:
            break
    return found


def _ways(lines: Sequence[str], *, text: str) -> Iterator[Said]:
    """Yield what each way of reading makes of the lines, the surest first."""
    free = [line for line in lines if not any(each.match(line) for each in _FIELD.values())]
    if free:
        yield _headline(free[0])
    yield _stacked(free[:6])
    if len(free) > 1 and not _SENTENCE.search(free[1]):
        yield _headline(free[1])
    yield _sought(text)


def _filled(found: Said, more: Said) -> Said:
    """Return what was found with what only another way found."""
    blank = {name: getattr(more, name) for name in Said.__slots__ if not getattr(found, name)}
    return replace(found, **blank)


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """Return the values of "Company: Acme" by field, the first of each."""
    found: dict[str, str] = {}
    for line in lines:
        for name, field in _FIELD.items():
            match = field.match(line)
            if match and name not in found and len(match["value"]) <= _TITLE_CHARS:
                found[name] = match["value"].strip(" .,;")
                break
    return found


def _headline(line: str) -> Said:
    """Read a line that says several things: "at", "is hiring", bars or dashes part them."""
    line = line[:300]
    if "|" in line or "·" in line:
        return _barred(line)
    hires = _HIRES.match(line)
    if hires and _is_role(hires["title"]) and not _is_role(hires["company"]):
        return Said(
            title=_cut(hires["title"]), company=hires["company"], place=_place(hires["place"] or "")
        )
    at = _AT.match(line)
    if at and _is_role(at["title"]):
        company, place = at["company"].strip(), (at["place"] or "").strip()
        company, _, inner = company.partition(" in ")
        return Said(
            title=_cut(at["title"]),
            company=company,
            place=_place(place) or _place(inner),
            workplace=_workplace(line),
        )
    return _dashed(line)


def _barred(line: str) -> Said:
    """Read "Acme | Engineer | Berlin | REMOTE", in any order."""
    read = read_headline(line)
    known = read.title if read.title != "Open roles" else ""
    return Said(
        title=known,
        company=read.company if read.company != known else "",
        place=read.places[0] if read.places else "",
        workplace=read.workplace,
        pay=read.pay,
        employment=read.employment,
    )


def _dashed(line: str) -> Said:
    """Read "Engineer - Acme - Berlin" and "Engineer, Berlin": the role first, places by name."""
    parts = [part for part in _PARTS.split(line) if part]
    if len(line) > 2 * _TITLE_CHARS or not parts or not _is_role(line):
        return Said()
    roles = [part for part in parts if _is_role(part)]
    others = [part for part in parts if part not in roles]
    places = [part for part in others if _place(part)]
    names = [part for part in others if part not in places and not _WORKPLACE.fullmatch(part)]
    title, _, after = (roles or parts)[0].rpartition(", ")
    if not (title and _is_role(title) and _place(after)):
        title, after = (roles or parts)[0], ""
    if len(parts) == 1 and not after:
        return Said()  # nothing stands beside it: the lines below may say more
    return Said(
        title=_cut(title),
        company=names[0] if names and len(names[0]) <= _NAME_CHARS else "",
        place=_place(places[0]) if places else _place(after),
        workplace=_workplace(line),
    )


def _stacked(lines: Sequence[str]) -> Said:
    """Read title, company and place one below the other, as they are copied from a page."""
    roles = [line for line in lines if _is_title_line(line)]
    title = next((line for line in roles if _ROLE.search(line)), roles[0] if roles else "")
    rest = [line for line in lines if line != title]
    parts = [part for line in rest for part in re.split(r"\s*[·•|]\s*", line) if part]
    place = next((found for part in parts if (found := _place(part))), "")
    company = next((part for part in parts if _is_name(part, place=place)), "") if title else ""
    workplace = next((found for line in lines if (found := _workplace(line))), "")
    return Said(title=_cut(title), company=company, place=place, workplace=workplace)


def _sought(text: str) -> Said:
    """Read "We are looking for a nurse to join ..."."""
    found = _SOUGHT.search(text[:3_000])
    title = found["title"].strip() if found else ""
    return Said(title=_cut(title)) if _is_role(title) else Said()


def _is_title_line(line: str) -> bool:
    return len(line) <= _TITLE_CHARS and not _SENTENCE.search(line) and _is_role(line)


def _is_role(words: str) -> bool:
    """Tell whether words name a job: by how such names are built, else by the table of them."""
    short = words[:_TITLE_CHARS]
    return bool(_ROLE.search(short)) or (len(short) <= 60 and occupation(short) is not None)


def _is_name(part: str, *, place: str) -> bool:
    """Tell whether a line can be an employer's name: short, no place, no role, no sentence."""
    usual = part[:1].isupper() or part[:1].isdigit() or bool(_STAFF.search(part))
    return (
        usual
        and len(part) <= _NAME_CHARS
        and part not in place
        and not _place(part)
        and not _WORKPLACE.fullmatch(part)
        and not _SENTENCE.search(part)
        and not part.endswith(":")
        and not any(each.match(part) for each in _FIELD.values())
    )


def _place(words: str) -> str:
    """Return words that say where, without "(Remote)" behind them; "" for any other words."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", words).strip(" ,.-")
    if not 2 <= len(bare) <= _PLACE_CHARS or _SENTENCE.search(bare):
        return ""
    places = read_places(bare)
    known = [each for each in places if each.country or each.region]
    if known and len(known) == len(places) and not (_ROLE.search(bare) or _STAFF.search(bare)):
        return bare if read_place(bare).country or len(places) > 1 else ""
    return ""


def _workplace(line: str) -> str:
    found = _WORKPLACE.search(line)
    return found[1] if found else ""


def _cut(title: str) -> str:
    """Return a title without what surrounds it in a headline."""
    title = re.sub(
        r"^\W*(?:hiring|wanted|vacancy|job|open(?:ing)?|position)\s*:\s*",
        "",
        title,
        flags=re.IGNORECASE,
    )
    title = title.strip(" :-–—|,.;!\"'“”")
    return title if len(title) <= _TITLE_CHARS else f"{title[:_TITLE_CHARS].rsplit(' ', 1)[0]}"


def _bare(line: str) -> str:
    """Return a line without emoji, hash signs and marks of bold."""
    return " ".join(_SIGNS.sub(" ", line).split())
