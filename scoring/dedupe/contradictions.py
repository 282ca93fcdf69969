"""What two postings say that makes them two jobs, however alike their texts are. Pure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from scoring.dedupe.entries import Entry
from scoring.dedupe.keys import is_known_place, singular
from scoring.dedupe.shingles import likeness, plain_words
from scoring.normalise.cues import lowered
from scoring.normalise.years import read_years
from scoring.places import gazetteer

_MORE_OFTEN = 2  # once is where a text repeats its title
_LEAST_PEOPLE = 150  # thousands: smaller towns, such as Enterprise, are words as well
_ONE_TEXT = 0.995  # of the runs of both texts; where subjects differ, some words of theirs do
WHOLE = 100  # so many runs of words or more are a text of its own, and no cut beginning
_OTHER_YEARS = 4
_YEARS_CHARS = 20_000
_GRADE = re.compile(r"[plte][1-9]|ic[1-9]")  # of one employer's own ladder
_LANGUAGE = re.compile(
    r"arabic|bulgarian|chinese|croatian|czech|danish|dutch|english|finnish|french|german|greek|"
    r"hebrew|hindi|hungarian|italian|japanese|korean|mandarin|norwegian|polish|portuguese|"
    r"romanian|russian|serbian|slovak|spanish|swedish|thai|turkish|ukrainian|vietnamese|deutsch|"
    r"englisch|franzosisch|spanisch|italienisch|niederlandisch|polnisch|russisch|turkisch|anglais|"
    r"allemand|espagnol|francais|ingles|aleman|frances"
)


def comparable(one: Entry, other: Entry) -> bool:
    """Tell whether nothing says outright that it is another job: an intern is no senior."""
    if one.marks != other.marks and not _differ_in_grade(one.marks, other.marks):
        return False
    return not one.seasons or not other.seasons or one.seasons == other.seasons


def exclude(one: Entry, other: Entry) -> bool:
    """Tell whether two postings are two jobs, though a third may be like both.

    "Teacher" is as near to "Teacher: Maths" as to "Teacher: English". In texts that
    may be mere beginnings a subject need not stand.
    """
    if one.title == other.title or one.bag == other.bag:
        return False
    if not comparable(one, other):
        return True
    if likeness(one.grams, other.grams) >= _ONE_TEXT:
        return False  # one course in a hundred towns
    if min(one.grams.size, other.grams.size) < WHOLE:
        return bool(subjects_of(one, other) and subjects_of(other, one))
    return contradict(one, other)


def ask_for_other_years(one: Entry, other: Entry) -> bool:
    """Tell whether one text asks for far more experience: a senior's under the same title."""
    asked = [read_years(lowered(each.words[:_YEARS_CHARS])) for each in (one, other)]
    return None not in asked and abs((asked[0] or 0) - (asked[1] or 0)) >= _OTHER_YEARS


def _differ_in_grade(marks: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether one side only adds its grade to a level: "Senior Staff (L6)"."""
    least, most = sorted((marks, others), key=len)
    return bool(least) and least < most and all(map(_GRADE.fullmatch, most - least))


def contradict(one: Entry, other: Entry) -> bool:
    """Tell whether each title has a subject, and each text speaks more of its own one.

    A title that only says more than the other is no contradiction, but for a language.
    """
    numbers = one.numbers, other.numbers
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return True  # other requisitions
    subjects = subjects_of(one, other), subjects_of(other, one)
    if not all(subjects):
        return any(map(_LANGUAGE.fullmatch, subjects[0] | subjects[1]))
    words = plain_words(one.words), plain_words(other.words)
    more = [
        max(_count(word, words[0]) - _count(word, words[1]) for word in subjects[0]),
        max(_count(word, words[1]) - _count(word, words[0]) for word in subjects[1]),
    ]
    one_word = len(subjects[0]) == len(subjects[1]) == 1
    return max(more) > 0 if one_word else min(more) >= _MORE_OFTEN


def subjects_of(one: Entry, other: Entry) -> set[str]:
    """Return the words that only the first title has and that are no place."""
    extra = set(one.title.split()) - set(other.title.split())
    return {word for word in extra if len(word) > 1 and not _is_town(word)}


def _count(word: str, words: Sequence[bytes | str]) -> int:
    """Return how often a word, or the plural of which it is the singular, is among a text's."""
    forms = [form for form in (word, f"{word}s") if singular((form,)) == (word,)]
    return sum(words.count(form) + words.count(form.encode("latin-1", "replace")) for form in forms)


@lru_cache(maxsize=20_000)
def _is_town(word: str) -> bool:
    large = any(town.people >= _LEAST_PEOPLE for town in gazetteer.cities(word)[:1])
    return large or is_known_place(word)
