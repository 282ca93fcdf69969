"""Words of a wish without a cue: a title, a skill or a place, told by what they are."""

import re
from functools import cache

from scoring.model import Place
from scoring.places import read_place
from scoring.rank.skills import all_skills, canonical, found_in
from scoring.rank.titles import occupation
from scoring.wishes.line import Clause, Line, short
from scoring.wishes.russian_places import english_name
from scoring.wishes.words import FILLER

_LINKS = r"(?:&|and|or|und|oder|y|o|et|ou|или|и)"
_OR = re.compile(rf"\s*[,/]\s*|(?:^|\s+){_LINKS}(?:\s+|$)", re.IGNORECASE)
_EITHER = re.compile(r"\s+(?:or|oder|o|ou|или)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w+#.'’-]*|\d+\S*")
# "Busco trabajo de enfermera", "un poste d'infirmière"
_TIED = re.compile(r"^(?:(?:de|du|des|da|do)\s+|[dl]['’])\s*", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"(?:(?<!assembl)(?<!serv)(?<!cent)er|or|ista?|[td]ant|ian|yst|kraft|nurse|guard|crew|sysadmin)$",
    re.IGNORECASE,
)
_MAX_SKILL_WORDS = 6
_MAX_PLACE_CHARS = 60


def bare(clause: Clause, line: Line) -> None:
    """Read what no rule took; what is left after that is not understood."""
    for piece in clause.pieces():
        if line.carry is not None and not clause.touched and short(piece):
            add_items(line, piece, field=line.carry)
        elif _has_words(piece):
            _read(piece, line=line)


def add_item(line: Line, text: str, *, field: str = "") -> None:
    """Add what somebody named with a plus, or to a list that they named."""
    item = short(text)
    if field == "text":
        line.set("text", f"{line.profile.text} {text}".strip(), said=text)
    elif field == "places" or (not field and not _skill(item) and read_places(item)):
        for place in read_places(item) or (Place(text=item),):
            line.add("places", place, said=text)
    elif item:
        field = field or ("titles" if occupation(item) and not _skill(item) else "skills")
        line.add(field, canonical(item) if field == "skills" else item, said=text)


def add_items(line: Line, text: str, *, field: str) -> None:
    """Add "a, b and c" to the list that the person named."""
    for item in [text] if field in {"text", "places"} else _OR.split(text):
        add_item(line, item, field=field)


def remove_item(line: Line, text: str) -> None:
    """Take an item out of every list that has it; what stands in none is to be avoided."""
    item = short(text)
    key = canonical(item).casefold()
    found = False
    for field in ("skills", "titles", "places", "avoid", "hidden"):
        items = getattr(line.profile, field)
        kept = tuple(each for each in items if key not in _keys(each))
        if len(kept) < len(items):
            line.set(field, kept, said=text)
            found = True
    if not found and item:
        line.add("avoid", item, said=f"-{text}")


def read_places(text: str) -> tuple[Place, ...] | None:
    """Return the places of "Berlin, Hamburg or Spain"; None when any part is not known as one."""
    parts = [part for each in _OR.split(text) if (part := short(FILLER.sub(" ", each)))]
    if any(len(part) > _MAX_PLACE_CHARS for part in parts):
        return None
    places = [read_place(english_name(part)) for part in parts]
    known = all(place.city or place.region or place.country for place in places)
    return tuple(places) if places and known else None


def _read(piece: str, *, line: Line) -> None:
    """Read the parts between words that say nothing; try a whole part before its halves."""
    for part in FILLER.split(piece):
        if not _has_words(part) or _known(part, line=line):
            continue
        for half in _OR.split(part):
            if _has_words(half) and not _known(half, line=line):
                _mixed(half, line=line)


def _known(part: str, *, line: Line) -> bool:
    """Read a part that is one skill, title or list of places and nothing else."""
    item = short(part)
    skill = _skill(item)
    if occupation(item) and (not skill or _names_somebody(item, skill)):
        either = _EITHER.split(item)
        for title in either if all(map(occupation, either)) else (item,):
            line.add("titles", _TIED.sub("", title), said=_TIED.sub("", title))
    elif skill:
        line.add("skills", skill, said=item)
    elif places := read_places(item):
        for place in places:
            line.choose("places", place, said=item)
    else:
        return False
    return True


def _names_somebody(item: str, skill: str) -> bool:
    """Tell whether what is listed as a skill is who does it: "registered nurse" for Nursing."""
    return bool(_SOMEBODY.search(item)) and not item.casefold().endswith(skill.casefold())


def _mixed(part: str, *, line: Line) -> None:
    """Read skills among other words; the other words are not understood."""
    left = part
    for name, at in reversed(tuple(found_in(part))):
        words = _words_of(name, left[at:])
        line.add("skills", name, said=words)
        left = f"{left[:at]} {left[at + len(words) :]}"
    if _has_words(left):
        line.unknown.append(short(left) or left[:80])


def _has_words(text: str) -> bool:
    return _WORD.search(_OR.sub(" ", FILLER.sub(" ", text))) is not None


def _words_of(name: str, text: str) -> str:
    """Return the words at the beginning of the text that name this skill."""
    ends = [match.end() for match in re.finditer(r"\S+", text)][:_MAX_SKILL_WORDS]
    for end in ends:
        if any(found == name for found, _ in found_in(text[:end])):
            return text[:end].rstrip(",;")
    return text[: ends[0]] if ends else text


def _skill(item: str) -> str | None:
    """Return the list's name of a skill, also of one that a text must write with a capital."""
    name = canonical(item)
    return name if item and name in _known_skills() else None


def _keys(item: object) -> set[str]:
    if isinstance(item, Place):
        return {word.casefold() for word in (item.text, item.city, item.country) if word}
    return {str(item).casefold()}


@cache
def _known_skills() -> frozenset[str]:
    return frozenset(all_skills())
