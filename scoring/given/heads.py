"""The title, the company and the place in the first lines of a posting's text. Pure.

They stand there in one of the ways in which people and sites write them: as fields ("Company:
Acme"), as a headline ("Engineer at Acme - Berlin", "Acme | Engineer | Berlin"), one below the
other as copied from a page, or in the first sentence. What is not found stays empty.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.places import read_place, read_places
from scoring.rank.titles import occupation
from scoring.sources._headline import read_headline

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
    name: re.compile(rf"\W*(?:{words})\s*(?:[:：]|\s[–-]\s)\s*(?P<value>\S.*)", re.IGNORECASE)
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
    r"^(?P<title>.{3,110}?)\s+(?:at|@|bei|chez|en|na|with)\s+(?P<company>[^\W_][^|;]{1,80}?)"
    r"(?:(?:\s+[-–—]\s+|\s*[|·•(,]\s*|\s+in\s+)(?P<place>[^|]{2,80}?)\)?)?(?:[.!|].*)?$"
)
_HIRES = re.compile(
    r"^(?!(?:we|i|our|wir|nous)\b)(?P<company>[^|:]{2,60}?)\s+"
    r"(?:is|are|sucht|cherche|busca|recrute)\s*(?:now |currently |actively |urgently )?"
    r"(?P<said>hiring|recruiting|looking for|seeking)?\s*:?\s+(?:for )?"
    r"(?:(?:an?|eine?n?|une?|the)\s+)?"
    r"(?P<title>[^.!?]{3,100}?)(?:\s+(?:in|at)\s+(?P<place>[^!?(]{2,60}?))?\s*[.!?]*$",
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
_DASH = re.compile(r"\s[–—-]\s| at | is ")
_PIECES = re.compile(r"\s*[·•|]\s*")
_PARTS = re.compile(r"\s*[·•|]\s*|\s+[–—-]\s+")
_SENTENCE = re.compile(
    r"(?<!\b[SJDM]r)(?<!\bSt)[.!?]\s+\w|[.!?]$|\b(?:we|you|our|your|will|wir|nous|is|are)\b"
)
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
    if len(free) > 1 and _is_alone(free[0]) and _is_name(free[1], place=""):
        yield _stacked(free[:6])  # "Engineer - Payments" above "Acme": a dash parts no employer
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
    if hires and (hires["said"] or is_role(hires["title"])) and not is_role(hires["company"]):
        where = _place(hires["place"] or "")
        title = hires["title"] if where or not hires["place"] else line[hires.start("title") :]
        return Said(title=cut(title), company=hires["company"], place=where)
    at = _AT.match(line)
    if at and is_role(at["title"]):
        company, _, inner = at["company"].strip().partition(" in ")
        return Said(
            title=cut(at["title"]),
            company=company.strip(" (,-–—"),
            place=_place(at["place"] or "") or _place(inner),
            workplace=_workplace(line),
        )
    return _dashed(line)


def _barred(line: str) -> Said:
    """Read "Acme | Engineer | Berlin | REMOTE", in any order."""
    read = read_headline(line)
    known = read.title if read.title != "Open roles" else ""
    if not known:
        return _in_parts([part for part in re.split(r"\s*[|·]\s*", line) if part])
    return Said(
        title=known,
        company=read.company if read.company != known else "",
        place=read.places[0] if read.places else "",
        workplace=read.workplace,
        pay=read.pay,
        employment=read.employment,
    )


def _dashed(line: str) -> Said:
    """Read "Engineer - Acme - Berlin" and "Engineer, Berlin"."""
    parts = [part for part in _PARTS.split(line) if part]
    if len(line) > 2 * _TITLE_CHARS or not parts:
        return Said()
    title, _, after = parts[0].rpartition(", ")
    if len(parts) == 1:
        place = _place(after) if is_role(title) else ""
        return Said(title=cut(title), place=place) if place else Said()
    return replace(_in_parts(parts), workplace=_workplace(line))


def _in_parts(parts: Sequence[str]) -> Said:
    """Tell the parts of one line apart: the role, a place by its name, and who hires.

    Where none is a role that we know, the first is, if a place stands at the end.
    """
    bare = [part for part in parts if not _WORKPLACE.fullmatch(part)]
    places = [part for part in bare if _place(part)]
    roles = [part for part in bare if is_role(part) and part not in places]
    strong = [part for part in roles if _ROLE.search(part) and not _STAFF.search(part)]
    if not roles and not (len(bare) > 1 and bare[-1] in places):
        return Said()
    title = (strong or roles or bare)[0]
    names = [part for part in bare if part != title and part not in places]
    return Said(
        title=cut(title),
        company=names[0] if names and len(names[0]) <= _NAME_CHARS else "",
        place=_place(places[0]) if places else "",
    )


def _is_alone(line: str) -> bool:
    """Tell whether a line says what the job is and nothing that surely is another thing."""
    parts = _PARTS.split(line)
    told = _AT.match(line) or _HIRES.match(line) or "|" in line or "·" in line
    return not told and len(parts) <= 2 and not any(_place(part) for part in parts[1:])


def _stacked(lines: Sequence[str]) -> Said:
    """Read title, company and place one below the other, as they are copied from a page."""
    roles = [line for line in lines if _is_title_line(line)]
    strong = [line for line in roles if _ROLE.search(line) and not _STAFF.search(line)]
    title = next(iter(strong or roles), "")
    parts = [part for line in lines if line != title for part in _PIECES.split(line) if part]
    place = next((found for part in parts if (found := _place(part))), "")
    if not title and place and lines[0] not in place and len(lines[0]) <= _TITLE_CHARS:
        title = "" if _SENTENCE.search(lines[0]) else lines[0]  # a role that we do not know
        parts = [part for part in parts if part != title]
    company = next((part for part in parts if _is_name(part, place=place)), "") if title else ""
    workplace = next((found for line in lines if (found := _workplace(line))), "")
    return Said(title=cut(title), company=company, place=place, workplace=workplace)


def _sought(text: str) -> Said:
    """Read "We are looking for a nurse to join ..."."""
    found = _SOUGHT.search(text[:3_000])
    title = found["title"].strip() if found else ""
    return Said(title=cut(title)) if is_role(title) else Said()


def _is_title_line(line: str) -> bool:
    return len(line) <= _TITLE_CHARS and not _SENTENCE.search(line) and is_role(line)


def is_role(words: str) -> bool:
    """Tell whether words name a job: by how such names are built, else by the table of them."""
    short = words[:_TITLE_CHARS]
    return bool(_ROLE.search(short)) or (len(short) <= 60 and occupation(short) is not None)


def _is_name(part: str, *, place: str) -> bool:
    """Tell whether a line can be an employer's name: short, no place, no role, no sentence."""
    return (
        part[:1].isalnum()
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
    if not 2 <= len(bare) <= _PLACE_CHARS or _SENTENCE.search(bare) or _DASH.search(bare):
        return ""
    places = read_places(bare)
    known = [each for each in places if each.country or each.region]
    if known and len(known) == len(places) and not (_ROLE.search(bare) or _STAFF.search(bare)):
        return bare if read_place(bare).country or len(places) > 1 else ""
    return ""


def _workplace(line: str) -> str:
    found = _WORKPLACE.search(line)
    return found[1] if found else ""


def cut(title: str) -> str:
    """Return a title without what surrounds it in a headline."""
    title = re.sub(
        r"^\W*(?:hiring|wanted|vacancy|job|open(?:ing)?|position)\s*:\s*",
        "",
        title,
        flags=re.IGNORECASE,
    )
    title = title.strip(" :-–—|,.;!\"'“”")
    return title if len(title) <= _TITLE_CHARS else f"{title[:_TITLE_CHARS].rsplit(' ', 1)[0]}"


def bare_line(line: str) -> str:
    """Return a line without emoji, hash signs and marks of bold."""
    return " ".join(_SIGNS.sub(" ", line).split())
