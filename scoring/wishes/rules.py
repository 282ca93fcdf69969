"""The rules of `scoring.wishes`: each takes out of a clause the words that it understands."""

import re
from collections.abc import Mapping

from scoring.model import DEGREES, LEVELS
from scoring.wishes.abroad import abroad
from scoring.wishes.bare import add_item, add_items, read_places, remove_item
from scoring.wishes.line import Clause, Line, Rule
from scoring.wishes.pay import take_pay
from scoring.wishes.words import (
    AGENCIES,
    ALONE,
    ALSO,
    DEGREE_NAMES,
    EMPLOYMENT,
    LEVEL_NAMES,
    NOT,
    ONLY,
    REMOTE,
    SPONSORSHIP,
    finder,
)

_FIELDS: Mapping[str, str] = {
    "titles": rf"titles?|roles?|jobs?|{abroad('titles')}",
    "skills": rf"skills?|{abroad('skills')}",
    "places": rf"places?|locations?|cit(?:y|ies)|countr(?:y|ies)|{abroad('places')}",
    "remote": r"workplace|remote",
    "levels": r"levels?|seniority",
    "employment": r"employment|contract type",
    "avoid": r"avoid|exclude[ds]?",
    "hidden": r"hidden(?: companies)?",
    "min_pay": r"(?:min(?:imum)? )?(?:pay|salary)",
    "max_age_days": r"age",
    "degree": r"degree",
    "years": r"years|experience",
    "text": r"wish(?:es)?|text|notes?",
}
_ANY_FIELD = "|".join(_FIELDS.values())
_CLEAR = re.compile(
    rf"^(?:clear|reset|empty|forget|any|all) (?:my )?({_ANY_FIELD})$", re.IGNORECASE
)
_FIELD = re.compile(rf"^(?:my )?({_ANY_FIELD}) ?[:=] ?(.*)$", re.IGNORECASE)

_NOT = rf"(?P<no>(?:{NOT}|avoid) )?"
_ADD = finder(rf"{ALSO}")
_LEVEL = {key: finder(_NOT + rf"(?:{words})") for key, words in LEVEL_NAMES.items()}
_EMPLOYMENT = {key: finder(_NOT + rf"(?:{words})") for key, words in EMPLOYMENT.items()}
_REMOTE = {key: finder(_NOT + rf"(?:{words})") for key, words in REMOTE.items()}
_CHOICE = "|".join((*LEVEL_NAMES.values(), *EMPLOYMENT.values(), *REMOTE.values()))
_ONLY_CHOICES = finder(rf"{_CHOICE}|{ONLY}|{ALSO}|{NOT}|level|job|role")
_ITEM_ENDS = finder(rf"{_CHOICE}|{ONLY}|in|from|no|max|at")

_PLUS = re.compile(r"(?:^|(?<=\s))(?P<sign>[+\-−–])(?=[^\s\d+\-−–])(?P<item>.+?)(?=\s[+\-−–]\S|$)")
_ALL_PLUS = re.compile(r"^(?:add|plus) (?P<item>.+)$", re.IGNORECASE)
_ALL_MINUS = re.compile(r"^(?:remove|drop|delete) (?P<item>.+)$", re.IGNORECASE)
_AT = rf"at|for|with|from|in|bei|en|chez|na|em|{abroad('at')}"
_AVOID = re.compile(
    r"\b(?P<verb>avoid|exclude|hide|block|skip|vermeide|evitar?|éviter?"
    rf"|{abroad('avoid')})\b (?P<items>[^\x00]+)"
    rf"|(?<!\w)(?:{NOT})(?: (?:{_AT}))? (?P<more>[^\x00]+)",
    re.IGNORECASE,
)
_NO_AGENCIES = finder(rf"(?:(?:{NOT}|avoid|exclude) (?:any )?|pas d['’])(?:{AGENCIES})")
_AGENCIES_OK = finder(
    rf"(?:{AGENCIES}) (?:are |is )?(?:ok|okay|fine|welcome|too)|with (?:{AGENCIES})"
)
_NO_VISA = finder(
    rf"(?:{NOT})(?: (?:need|{abroad('need')}))?(?: an?| any| ein)? (?:{SPONSORSHIP})"
    rf"(?: (?:needed|required|{abroad('needed')}))?|(?:{SPONSORSHIP}) не нужн[аы]"
)
_VISA = finder(
    rf"(?:(?:needs?|require[sd]?|necesito|{abroad('need')}|besoin d['’]|with)(?: an?| ein)? ?)?"
    rf"(?:{SPONSORSHIP})(?: needed| required| nötig)?"
)
_DEGREE = {key: finder(rf"(?:{words})(?: degree| diploma)?") for key, words in DEGREE_NAMES.items()}
_YEARS = finder(
    rf"(?:(?:{abroad('experience of')}) )?(\d{{1,2}})\+? "
    rf"(?:years?|yrs?|jahren?|años|ans|{abroad('years')})(?: of| d[e'])?(?: work(?:ing)?)?"
    rf"(?:(?: d['’]| )(?:experience|{abroad('experience')}))?"
)
_UNIT = (
    r"d(?:ays?)?|tage?n?|d[íi]as?|jours?|дн(?:я|ей)|день"
    r"|w(?:eeks?)?|wochen?|semanas?|semaines?|недел[ьюи]"
    r"|m(?:onths?)?|monate?n?|mes(?:es)?|mês|mois|месяц(?:а|ев)?"
)
_AGE_AFTER = finder(
    rf"(?:les |los |os )?(?P<n>\d{{1,3}}) (?:derni(?:ers|ères)|últim[oa]s|последних)"
    rf" (?P<unit>{_UNIT})"
)
_AGE = finder(
    r"(?:max(?:imum|imal)?\.?|at most|(?:not|no) older than|posted (?:with)?in(?: the)?(?: last)?"
    r"|(?:in|with(?:in)?) the last|within(?: a)?|last|past|newer than|höchstens|letzten?"
    rf"|últim[oa]s?|derniers?|{abroad('at most')}) ?(?P<n>\d{{1,3}})? ?"
    rf"(?P<unit>{_UNIT})(?: old| alt)?"
)
_ANY_AGE = finder(rf"any age|any date|however old|{abroad('any age')}")
_IN = re.compile(
    rf"(?<!\w)(?P<also>(?:also|too|{abroad('too')}) )?(?:based |located |jobs? )?"
    rf"(?:in|near|around|en|à|im raum|{abroad('near')}|{abroad('in')}) "
    r"(?P<places>(?:(?!\x00|\b(?:with|as|from|for|using|no|not|at least|min|max|mit|als)\b).)+)",
    re.IGNORECASE,
)
_ANYWHERE = finder(rf"anywhere|worldwide|any place|überall|{abroad('anywhere')}|partout")


def _clear(clause: Clause, line: Line) -> None:
    if match := clause.take(_CLEAR):
        field = _field(match[1])
        line.set(field, type(line.profile).model_fields[field].get_default(), said=match[0])


def _named_field(clause: Clause, line: Line) -> None:
    """Read "titles: nurse": the list is replaced, and bare words after a comma go on with it."""
    match = _FIELD.match(clause.rest)
    field = _field(match[1]) if match else ""
    if match is None or field not in {"titles", "skills", "avoid", "hidden", "text", "places"}:
        return
    line.profile = line.profile.model_copy(update={field: "" if field == "text" else ()})
    line.carry = field
    clause.cut(0, len(clause.rest))
    add_items(line, match[2], field=field)


def _signs(clause: Clause, line: Line) -> None:
    """Read "+rust -java", "add Rust", "remove Java"."""
    while match := _PLUS.search(clause.rest) or _ALL_PLUS.search(clause.rest):
        start, end = match.span("item")
        stop = _ITEM_ENDS.search(clause.rest, start + 1, end)
        end = stop.start() if stop and stop.start() > start else end
        item = clause.rest[start:end]
        clause.cut(match.start(), end)
        if match.groupdict().get("sign", "+") == "+":
            add_item(line, item)
        else:
            remove_item(line, item)
    if match := clause.take(_ALL_MINUS):
        remove_item(line, match["item"])


def _age(clause: Clause, line: Line) -> None:
    if match := clause.take(_ANY_AGE):
        line.set("max_age_days", None, said=match[0])
    if match := clause.take(_AGE_AFTER) or clause.take(_AGE):
        unit = match["unit"].casefold()
        days = {"w": 7, "s": 7, "н": 7, "m": 30, "м": 30}.get(unit[0], 1)
        line.set("max_age_days", min(max(int(match["n"] or 1) * days, 1), 365), said=match[0])


def _people(clause: Clause, line: Line) -> None:
    """Read what is said about agencies and about visas."""
    for pattern, field, value in (
        (_AGENCIES_OK, "no_agencies", False),
        (_NO_AGENCIES, "no_agencies", True),
        (_NO_VISA, "needs_sponsorship", False),
        (_VISA, "needs_sponsorship", True),
    ):
        if match := clause.take(pattern):
            line.set(field, value, said=match[0])


def _workplace(clause: Clause, line: Line) -> None:
    """Read the workplace. "Berlin or remote" narrows nothing: no choice means any workplace."""
    adds = bool(_ADD.search(clause.whole)) and not finder(ONLY).search(clause.whole)
    taken = {key: clause.take(pattern) for key, pattern in _REMOTE.items()}
    found = {key: match for key, match in taken.items() if match}
    for key, match in found.items():
        if match["no"]:
            left = tuple(each for each in line.profile.remote or tuple(REMOTE) if each != key)
            line.set("remote", left, said=match[0])
        elif adds and len(found) == 1 and not line.profile.remote:
            line.set("remote", (), said=clause.whole)
        else:
            line.choose("remote", key, said=match[0], add=adds and len(found) == 1)


def _choices(clause: Clause, line: Line) -> None:
    """Read employment and level. "Manager" alone is a level, in "product manager" it is not."""
    for employment, pattern in _EMPLOYMENT.items():
        match = clause.take(pattern)
        if match and match["no"]:
            rest = (each for each in line.profile.employment or EMPLOYMENT if each != employment)
            line.set("employment", tuple(rest), said=match[0])
        elif match:
            line.choose("employment", employment, said=match[0])
    alone = not _ONLY_CHOICES.sub("", clause.whole).strip(" ,/")
    for level, pattern in _LEVEL.items():
        match = clause.take(pattern) if alone or level not in ALONE else None
        if match and match["no"]:
            others = (each for each in line.profile.levels or LEVELS if each != level)
            line.set("levels", tuple(others), said=match[0])
        elif match:
            line.choose("levels", level, said=match[0])


def _person(clause: Clause, line: Line) -> None:
    """Read the person's own degree and years."""
    if match := clause.take(_YEARS):
        line.set("years", min(int(match[1]), 60), said=match[0])
    for degree in reversed(DEGREES):
        if match := clause.take(_DEGREE[degree]):
            line.set("degree", degree, said=match[0])
            return


def _avoid(clause: Clause, line: Line) -> None:
    """Read what must not occur; after "avoid" a bare word behind a comma goes on with it."""
    match = clause.take(_AVOID)
    if match is None:
        return
    add_items(line, match["items"] or match["more"], field="avoid")
    if match["verb"]:
        line.carry = "avoid"


def _places(clause: Clause, line: Line) -> None:
    if match := clause.take(_ANYWHERE):
        line.set("places", (), said=match[0])
    match = _IN.search(clause.rest)
    if match is None:
        return
    text = match["places"]
    found = read_places(text)
    if found is None:
        return
    clause.cut(match.start(), match.end())
    also = bool(match["also"]) or clause.whole.casefold().endswith(("too", "as well"))
    for place in found:
        line.choose("places", place, said=match[0], add=also)


def _field(name: str) -> str:
    return next(key for key, words in _FIELDS.items() if re.fullmatch(words, name, re.IGNORECASE))


# The order matters: what is longer or more certain takes its words first.
RULES: tuple[Rule, ...] = (
    _age,
    _clear,
    _named_field,
    _signs,
    _people,
    _person,
    take_pay,
    _workplace,
    _choices,
    _places,
    _avoid,
)
