"""Whether two postings are one job. Pure.

At one company titles that are equal but for place, season and number are one job where the texts
agree, leaving out what the company writes in its other postings; close titles where one text holds
nearly all of the other; other titles where the texts are all but equal. Neither may say that it is
another job: a level, a season, a subject that only its own text has, a requisition's number. Other
companies' postings, such as an agency's, are one job where title and text are nearly equal.
Location is no part of it, since boards disagree on it.
"""

from collections import Counter
from collections.abc import Callable

from rapidfuzz import fuzz

from scoring.dedupe.contradictions import (
    WHOLE,
    ask_for_other_years,
    comparable,
    contradict,
    subjects_of,
)
from scoring.dedupe.entries import FEWEST_GRAMS, Entry, entry, keys_of, title_keys
from scoring.dedupe.shingles import NO_GRAMS, Grams, containment, overlap, plain_words, without
from scoring.normalise.language import read_language

__all__ = ["CLOSE_TITLES", "Entry", "entry", "keys_of", "same_job", "title_keys"]

CLOSE_TITLES = 85  # of 100, rapidfuzz's ratio
SAME_TEXT, SIMILAR_TEXT = 0.75, 0.42  # shares of the shorter text's runs of words
_CLEAR = 0.9
_ALIKE, _ALIKE_OTHERS, _EQUAL = 0.6, 0.7, 0.98  # shares of the runs of both texts
_TELLING_TEXT = 0.4  # of what is left without the company's usual sentences
_OTHER_LANGUAGE = 0.1  # a translation shares no more than names
_SAME_NAMES = 0.12  # of the words: names and terms that are the same in both languages
_SAME_WORDS = 0.66  # of a reworded text
_FEW_USUAL = 50  # runs: a company with more of its own writes other roles in the same words
_FEWEST_TELLING = 30
_FEWEST_ANYWHERE = 40  # a shorter text is no evidence among all companies: "Page not found"
_CUT = 60  # so many runs are the 500 characters that some boards give
_TELLING_NAME = 5  # letters: a shorter company's name stands in any text by chance

Usual = Callable[[], Grams]  # counted only where two texts leave a doubt


def same_job(one: Entry, other: Entry, *, usual: Usual = lambda: NO_GRAMS) -> bool:
    """Tell whether two postings are one job. Symmetric.

    `usual` returns what their company writes in its other postings, too.
    """
    if not comparable(one, other):
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
    if share < _OTHER_LANGUAGE and _are_translations(one, other):
        return True
    if share >= _CLEAR:
        return True
    if ask_for_other_years(one, other):
        return False
    if share < SIMILAR_TEXT:
        own = not one.agency and not other.agency  # an agency's clients need the same people
        return own and _are_reworded(one, other) and usual().size < _FEW_USUAL
    return _tell_the_same(one, other, usual=usual)


def _are_reworded(one: Entry, other: Entry) -> bool:
    """Tell whether two texts say the same in other sentences: most of the shorter one's words."""
    words = [Counter(w for w in plain_words(each.words) if len(w) > 3) for each in (one, other)]
    least = min(each.total() for each in words)
    return (words[0] & words[1]).total() >= _SAME_WORDS * least


def _tell_the_same(one: Entry, other: Entry, *, usual: Usual) -> bool:
    """Tell whether what is left without the company's usual sentences is much the same."""
    common = usual()
    if not common.size:
        return True
    own = without(one.grams, common), without(other.grams, common)
    return min(each.size for each in own) < _FEWEST_TELLING or containment(*own) >= _TELLING_TEXT


def _same_text(one: Entry, other: Entry) -> bool:
    """Compare the texts of titles that are not equal."""
    share, alike = overlap(one.grams, other.grams)
    close = _are_close(one, other)
    if share < (SAME_TEXT if close else _CLEAR) or (not close and alike < _ALIKE_OTHERS):
        return False
    if not close and set(one.bag).isdisjoint(other.bag):
        return False  # a text that stands under all of a company's titles
    least = min(one.grams.size, other.grams.size)
    if least < WHOLE and (alike < _EQUAL or least < _CUT):
        return close and not subjects_of(one, other) and not subjects_of(other, one)
    return not contradict(one, other)


def _same_elsewhere(one: Entry, other: Entry, *, equal: bool) -> bool:
    """Compare postings of two companies: one may be an agency's, or a name written otherwise."""
    least = min(one.grams.size, other.grams.size)
    if least < FEWEST_GRAMS:
        return False
    share, alike = overlap(one.grams, other.grams)
    if equal:
        enough = one.agency or other.agency or least >= _FEWEST_ANYWHERE
        return (share >= SAME_TEXT and enough) or (share >= 0.5 and _names_employer(one, other))
    close = _are_close(one, other)
    if share < (0.84 if close else _CLEAR) or least < (_CUT if close else WHOLE):
        return False
    if alike < (0.5 if close else _ALIKE):
        return False
    return not contradict(one, other)


def _are_close(one: Entry, other: Entry) -> bool:
    return one.head == other.head or fuzz.ratio(one.title, other.title) >= CLOSE_TITLES


def _are_translations(one: Entry, other: Entry) -> bool:
    found = {read_language(each.words.lower()) for each in (one, other)}
    if None in found or len(found) == 1:
        return False
    words = [set(plain_words(each.words)) for each in (one, other)]
    return len(words[0] & words[1]) >= _SAME_NAMES * min(map(len, words))


def _names_employer(one: Entry, other: Entry) -> bool:
    """Tell whether one is an agency's posting whose text names the other's company."""
    return any(
        agency.agency and len(by.company) >= _TELLING_NAME and by.company in _squeezed(agency)
        for agency, by in ((one, other), (other, one))
    )


def _squeezed(one: Entry) -> str:
    """Return a text's letters and digits alone, as a company's key has them."""
    return "".join(filter(str.isalnum, one.words.casefold()))
