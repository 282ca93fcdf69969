"""The words of a posting that each part of a score rests on: verbatim stretches, never a retelling.

A fact is looked for with the reader that found it in the whole text, so that what is quoted for
"asks 5 years" is a stretch that by itself says five years. Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from scoring.judges.asides import asides
from scoring.judges.evidence import Evidence, gather
from scoring.judges.wishes import named
from scoring.model import Posting, Profile
from scoring.normalise.boilerplate import without_boilerplate
from scoring.normalise.cues import lowered
from scoring.normalise.degree import read_degree
from scoring.normalise.pay import pay_in
from scoring.normalise.remote import read_remote
from scoring.normalise.sponsorship import read_sponsorship
from scoring.normalise.years import read_years
from scoring.rank.musts import avoided
from scoring.rank.skills import found_in
from scoring.rank.terms import hashed
from scoring.rank.titles import level_of

MOST_CHARS = 170  # of one quote
MOST_EACH = 3  # quotes of one part
MOST_TOGETHER = 1_500  # characters of all quotes: with the rest of an answer they fit one message
AVOIDED = "avoided"  # the name of the part for a word that the person avoids

_STEP = 40  # characters between the windows that are tried in a long stretch
_WORD_ROOM = 30  # characters for a word and a little after it
_STRETCHES = 600  # of a text that are looked at; nobody writes so many
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\Wa-z_]|\d)|\s+(?=[•▪●])")
_MARKS = " •▪●*·-–—\t"
_ROLE, _SKILLS, _WISHES = ("role", "skills", "wishes")
_LEVELS = ("level", "seniority")  # the same part, as the judges name it


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of a posting, whitespace folded, for one part of a score."""

    part: str
    words: str
    cut_before: bool = False  # the sentence begins before it
    cut_after: bool = False  # and goes on after it


def quotes(posting: Posting, profile: Profile, *, parts: Iterable[str]) -> tuple[Quote, ...]:
    """Return the quotes for these parts of a score, in their order; a part may have none.

    At most MOST_EACH for a part, MOST_CHARS each and MOST_TOGETHER in all.
    """
    found = gather(posting, profile)
    every = stretches(without_boilerplate(posting.text))
    said: list[Quote] = []
    for part in (*parts, AVOIDED):
        lines = _lines(part, posting, profile, found=found, every=every)
        fresh = dict.fromkeys(line for line in lines if line[0])
        said += [_quote(part, *line) for line in list(fresh)[:MOST_EACH]]
    return tuple(_within(said))


def stretches(text: str) -> tuple[str, ...]:
    """Return the sentences and list entries of a text, each on one line, in order."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    each = (part.strip(_MARKS) for line in lines for part in _SENTENCE.split(line))
    return tuple(part for part in each if len(part) > 2)[:_STRETCHES]


Line = tuple[str, int]  # a whole stretch, and where in it a quote begins that has what matters


def _lines(
    part: str, posting: Posting, profile: Profile, *, found: Evidence, every: Sequence[str]
) -> Iterator[Line]:
    """Yield the stretches that a part rests on, the most telling first."""
    title = " ".join(posting.title.split())
    if part == _ROLE:
        yield title, 0
    elif part == _SKILLS:
        yield from _of_skills(found.matched, (*every, title, *map(_folded, posting.tags)))
    elif part in _LEVELS:
        yield from _of_level(posting, title=title, every=every)
    elif part == _WISHES:
        yield from _of_wishes(posting, profile, every=every)
    elif part == AVOIDED and (word := avoided(posting, profile.avoid)):
        places = ((each, each.casefold().find(word.casefold())) for each in (title, *every))
        yield from ((each, _before(at)) for each, at in places if at >= 0)


def _of_skills(matched: Sequence[str], every: Sequence[str]) -> Iterator[Line]:
    """Yield first the stretch that names most of the skills, then those that name the rest."""
    left = set(matched)
    naming = [(each, _named_in(each)) for each in every]
    while left:
        each, names = max(naming, key=lambda one: len(left & one[1].keys()), default=("", {}))
        here = left & names.keys()
        if not here:
            return
        yield each, _before(min(names[name] for name in here))
        left -= here


def _named_in(stretch: str) -> dict[str, int]:
    """Return the skills that a stretch asks for, and where; not those it says one need not have."""
    off = [(start, end) for start, end, counts in asides(stretch) if not counts]
    return {
        name: at
        for name, at in found_in(stretch)
        if not any(start <= at < end for start, end in off)
    }


def _of_level(posting: Posting, *, title: str, every: Sequence[str]) -> Iterator[Line]:
    if posting.years is not None:
        yield from _saying(every, lambda text: read_years(text) == posting.years)
    if level_of(title):
        yield title, 0
    if posting.degree:
        degree = partial(read_degree, word="")
        yield from _saying(every, lambda text: degree(text=text) == posting.degree)


def _of_wishes(posting: Posting, profile: Profile, *, every: Sequence[str]) -> Iterator[Line]:
    """Yield what the posting says to each wish: pay, workplace, visa, place, the person's words."""
    if profile.min_pay and posting.pay:
        country = next((place.country for place in posting.places if place.country), None)
        yield from _saying(every, lambda text: pay_in(text, country=country) is not None)
    if profile.remote and posting.remote:
        remote = partial(read_remote, word="", title="", places="")
        yield from _saying(every, lambda text: remote(text=text) == posting.remote)
    if profile.needs_sponsorship and posting.sponsorship:
        visa = partial(read_sponsorship, word="")
        yield from _saying(every, lambda text: visa(text=text) == posting.sponsorship)
    if profile.places:
        yield from ((_folded(place.text), 0) for place in posting.places[:1])
    for word in named(posting, profile):
        yield from _saying(every, partial(_has, set(hashed(word))))


def _saying(every: Sequence[str], says: Callable[[str], bool]) -> Iterator[Line]:
    """Yield the first stretch that says it by itself, in lower case as the readers want it."""
    for each in every:
        if says(lowered(each)):
            yield each, _window(each, says)
            return


def _window(stretch: str, says: Callable[[str], bool]) -> int:
    """Return where the part of a long stretch begins that says it, with room on both sides."""
    starts = range(0, max(1, len(stretch) - MOST_CHARS + _STEP), _STEP)
    saying = (at for at in starts if says(lowered(stretch[at : at + MOST_CHARS])))
    first = next(saying, 0)
    return next(saying, first) if first else 0  # the first window has it at its very end


def _before(at: int) -> int:
    """Return where a quote begins that has a word at this place."""
    return 0 if at + _WORD_ROOM < MOST_CHARS else at - MOST_CHARS // 3


def _has(terms: set[int], text: str) -> bool:
    return terms <= set(hashed(text))


def _folded(text: str) -> str:
    return " ".join(text.split())


def _quote(part: str, words: str, start: int) -> Quote:
    """Cut a long stretch to a window of whole words that begins here."""
    if len(words) <= MOST_CHARS:
        return Quote(part=part, words=words)
    start = min(start, len(words) - MOST_CHARS)
    end = start + MOST_CHARS
    if start and words[start - 1] != " ":
        start = words.find(" ", start, end) + 1 or start
    if end < len(words) and words[end] != " ":
        space = words.rfind(" ", start + MOST_CHARS // 2, end)
        end = space if space > 0 else end
    return Quote(
        part=part,
        words=words[start:end].strip(),
        cut_before=start > 0,
        cut_after=end < len(words),
    )


def _within(said: Iterable[Quote]) -> Iterator[Quote]:
    """Yield the quotes that fit together, each stretch once; a part's first goes before others."""
    left = MOST_TOGETHER
    seen: set[str] = set()
    for each in said:
        if each.words not in seen and len(each.words) <= left:
            seen.add(each.words)
            left -= len(each.words)
            yield each
