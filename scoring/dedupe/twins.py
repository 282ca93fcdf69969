"""Whether two postings are one job. Pure.

At one company titles that are equal but for place, season and number are one job where the texts
agree, leaving out what the company writes in its other postings; close titles where one text holds
nearly all of the other; other titles where the texts are all but equal. Neither may say that it is
another job: a level, a season, a subject that only its own text has, a requisition's number. Other
companies' postings, such as an agency's, are one job where title and text are nearly equal.
Location is no part of it, since boards disagree on it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz

from scoring.dedupe.keys import (
    company_key,
    is_known_place,
    marks,
    seasons,
    title_head,
    title_words,
    without_names,
)
from scoring.dedupe.shingles import (
    NO_GRAMS,
    Grams,
    containment,
    grams,
    likeness,
    plain_words,
    prints,
    without,
)
from scoring.model import Posting
from scoring.normalise.language import read_language
from scoring.places import gazetteer

CLOSE_TITLES = 85  # of 100, rapidfuzz's ratio
SAME_TEXT, SIMILAR_TEXT = 0.75, 0.42  # shares of the shorter text's runs of words
_CLEAR = 0.9
_ALIKE, _ALIKE_OTHERS, _EQUAL = 0.6, 0.7, 0.98  # shares of the runs of both texts
_TELLING_TEXT = 0.4  # of what is left without the company's usual sentences
_OTHER_LANGUAGE = 0.1  # a translation shares no more than names
_SAME_NAMES = 0.12  # of the words: names and terms that are the same in both languages
_FEWEST_GRAMS = 12  # a shorter text says too little to contradict or to confirm
_FEWEST_TELLING = 30
_FEWEST_ANYWHERE = 40  # a shorter text is no evidence among all companies: "Page not found"
_CUT = 60  # so many runs are the 500 characters that some boards give
_WHOLE = 100  # so many runs or more are a text of its own, and no cut beginning
_TELLING_NAME = 5  # letters: a shorter company's name stands in any text by chance
_MORE_OFTEN = 2  # once is where a text repeats its title
_LEAST_PEOPLE = 150  # thousands: smaller towns, such as Enterprise, are words as well
_LANGUAGE = re.compile(
    r"arabic|bulgarian|chinese|croatian|czech|danish|dutch|english|finnish|french|german|greek|"
    r"hebrew|hindi|hungarian|italian|japanese|korean|mandarin|norwegian|polish|portuguese|"
    r"romanian|russian|serbian|slovak|spanish|swedish|thai|turkish|ukrainian|vietnamese|deutsch|"
    r"englisch|franzosisch|spanisch|italienisch|niederlandisch|polnisch|russisch|turkisch|anglais|"
    r"allemand|espagnol|francais|ingles|aleman|frances"
)
# With letters or long: a plain number of five digits may be a postcode or a salary.
_REQUISITION = re.compile(r"\b(?:[a-z]{1,3}-?\d{4,}|\d{6,}[a-z]{0,3}|\d{5}[a-z]{1,3})\b")


Usual = Callable[[], Grams]  # counted only where two texts leave a doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A posting as it is compared. `text` may be a way to read it: most texts are never needed."""

    id: str
    company: str
    title: str  # the key: equal for equal jobs at equal companies
    head: str
    marks: frozenset[str]
    seasons: frozenset[str]
    agency: bool = False
    keys: tuple[int, ...] = ()  # where it is looked for: its title at its company first
    text: str | Callable[[], str] = field(default="", repr=False)
    cached: list[Grams] = field(default_factory=list, repr=False, compare=False)

    @property
    def bag(self) -> tuple[str, ...]:
        """Return the title's words without order, season and company: boards turn titles round."""
        return _bag(self.title, self.seasons, self.company)

    @property
    def words(self) -> str:
        """Return the text."""
        return self.text if isinstance(self.text, str) else self.text()

    @property
    def grams(self) -> Grams:
        """Return the hashes of the text's 5-word runs, counted once; some 5 KB."""
        if not self.cached:
            stored = not isinstance(self.text, str)
            self.cached.append(_stored_grams(self.words) if stored else grams(self.words))
        return self.cached[0]

    @property
    def is_short(self) -> bool:
        """Tell whether the text says too little to be compared."""
        return self.grams.size < _FEWEST_GRAMS


def entry(posting: Posting) -> Entry:
    """Return what of a posting is compared."""
    names = {
        _folded(name)
        for place in posting.places
        for name in _names(place.city, place.country, place.region, place.text)
    }
    words = without_names(title_words(posting.title, places=names), names)
    kind = {"intern"} if posting.employment == "internship" else set()
    one = Entry(
        id=posting.id,
        company=company_key(posting.hirer),
        title=" ".join(words),
        head=" ".join(title_head(posting.title)),
        marks=marks(words) | kind,
        seasons=seasons(words),
        agency=posting.agency,
        text=posting.text,
    )
    return replace(one, keys=keys_of(one))


def keys_of(one: Entry) -> tuple[int, ...]:
    """Return where a posting and its twins meet, without comparing it with all others."""
    titles = title_keys(one.company, titles=(one.title, one.head, " ".join(one.bag)))
    texts = () if one.is_short else prints(one.grams)
    return tuple(dict.fromkeys((*titles, *texts)))


def title_keys(company: str, *, titles: Sequence[str]) -> tuple[int, ...]:
    """Return where titles of a company are looked for; nowhere without company or title."""
    if not company:
        return ()
    return tuple(_hashed(company, title) for title in titles if title)


def same_job(one: Entry, other: Entry, *, usual: Usual = lambda: NO_GRAMS) -> bool:
    """Tell whether two postings are one job. Symmetric.

    `usual` returns what their company writes in its other postings, too.
    """
    if not _comparable(one, other):
        return False
    equal = one.title == other.title or one.bag == other.bag
    if one.company != other.company or not one.company:
        return _same_elsewhere(one, other, equal=equal)
    if one.is_short or other.is_short:
        return equal
    if equal:
        return _same_role(one, other, usual=usual)
    return _same_text(one, other) and _tell_the_same(one, other, usual=usual)


def _same_role(one: Entry, other: Entry, *, usual: Usual) -> bool:
    """Compare the texts of equal titles at one company."""
    share = containment(one.grams, other.grams)
    if share < _OTHER_LANGUAGE:
        return _are_translations(one, other)
    return share >= _CLEAR or (share >= SIMILAR_TEXT and _tell_the_same(one, other, usual=usual))


def _tell_the_same(one: Entry, other: Entry, *, usual: Usual) -> bool:
    """Tell whether what is left without the company's usual sentences is much the same."""
    common = usual()
    if not common.size:
        return True
    own = without(one.grams, common), without(other.grams, common)
    return min(each.size for each in own) < _FEWEST_TELLING or containment(*own) >= _TELLING_TEXT


def _same_text(one: Entry, other: Entry) -> bool:
    """Compare the texts of titles that are not equal."""
    share, alike = containment(one.grams, other.grams), likeness(one.grams, other.grams)
    close = _are_close(one, other)
    if share < (SAME_TEXT if close else _CLEAR) or (not close and alike < _ALIKE_OTHERS):
        return False
    if not close and set(one.bag).isdisjoint(other.bag):
        return False  # a text that stands under all of a company's titles
    least = min(one.grams.size, other.grams.size)
    if least < _WHOLE and (alike < _EQUAL or least < _CUT):
        return close and not _subjects(one, other) and not _subjects(other, one)
    return not _contradict(one, other)


def _same_elsewhere(one: Entry, other: Entry, *, equal: bool) -> bool:
    """Compare postings of two companies: one may be an agency's, or a name written otherwise."""
    least = min(one.grams.size, other.grams.size)
    if least < _FEWEST_GRAMS:
        return False
    share = containment(one.grams, other.grams)
    if equal:
        enough = one.agency or other.agency or least >= _FEWEST_ANYWHERE
        return (share >= SAME_TEXT and enough) or (share >= 0.5 and _names_employer(one, other))
    close = _are_close(one, other)
    if share < (0.84 if close else _CLEAR) or least < (_CUT if close else _WHOLE):
        return False
    if likeness(one.grams, other.grams) < (0.5 if close else _ALIKE):
        return False
    return not _contradict(one, other)


def _comparable(one: Entry, other: Entry) -> bool:
    """Tell whether nothing says outright that it is another job: an intern is no senior."""
    if one.marks != other.marks:
        return False
    return not one.seasons or not other.seasons or one.seasons == other.seasons


def _are_close(one: Entry, other: Entry) -> bool:
    return one.head == other.head or fuzz.ratio(one.title, other.title) >= CLOSE_TITLES


def _are_translations(one: Entry, other: Entry) -> bool:
    found = {read_language(each.words.lower()) for each in (one, other)}
    if None in found or len(found) == 1:
        return False
    words = [set(plain_words(each.words)) for each in (one, other)]
    return len(words[0] & words[1]) >= _SAME_NAMES * min(map(len, words))


def _contradict(one: Entry, other: Entry) -> bool:
    """Tell whether each title has a subject, and each text speaks more of its own one.

    A title that only says more than the other is no contradiction, but for a language.
    """
    numbers = [set(_REQUISITION.findall(each.words.lower())) for each in (one, other)]
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return True  # other requisitions
    subjects = _subjects(one, other), _subjects(other, one)
    if not all(subjects):
        return any(map(_LANGUAGE.fullmatch, subjects[0] | subjects[1]))
    counts = [Counter(map(_decoded, plain_words(each.words))) for each in (one, other)]
    more = [
        max(counts[0][word] - counts[1][word] for word in subjects[0]),
        max(counts[1][word] - counts[0][word] for word in subjects[1]),
    ]
    one_word = len(subjects[0]) == len(subjects[1]) == 1
    return max(more) > 0 if one_word else min(more) >= _MORE_OFTEN


def _subjects(one: Entry, other: Entry) -> set[str]:
    """Return the words that only the first title has and that are no place."""
    extra = set(one.title.split()) - set(other.title.split())
    return {word for word in extra if len(word) > 1 and not _is_town(word)}


def _names_employer(one: Entry, other: Entry) -> bool:
    """Tell whether one is an agency's posting whose text names the other's company."""
    return any(
        agency.agency and len(by.company) >= _TELLING_NAME and by.company in _squeezed(agency)
        for agency, by in ((one, other), (other, one))
    )


def _squeezed(one: Entry) -> str:
    """Return a text's letters and digits alone, as a company's key has them."""
    return "".join(filter(str.isalnum, one.words.casefold()))


def _decoded(word: bytes | str) -> str:
    return word.decode("latin-1") if isinstance(word, bytes) else word


def _hashed(company: str, title: str) -> int:
    said = f"{company}\x1f{title}".encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True)


# Those of a store are compared with batch after batch.
_stored_grams = lru_cache(maxsize=2_000)(grams)
_folded = lru_cache(maxsize=20_000)(gazetteer.fold)  # the same towns come back


@lru_cache(maxsize=20_000)
def _is_town(word: str) -> bool:
    large = any(town.people >= _LEAST_PEOPLE for town in gazetteer.cities(word)[:1])
    return large or is_known_place(word)


@lru_cache(maxsize=20_000)
def _bag(title: str, seasons: frozenset[str], company: str) -> tuple[str, ...]:
    return tuple(sorted(set(title.split()) - seasons - {company}))


def _names(*texts: str | None) -> Iterable[str]:
    for text in texts:
        if text:
            yield text
            yield from text.split(",")
