"""Every sentence about a score is a phrase: nothing that a person reads of it is English alone."""

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import permutations

from scoring.edge.db import Store
from scoring.edge.postings.store import PostingsStore
from scoring.edge.postings.tables import MIGRATIONS
from scoring.explain.margins import close_calls, silences
from scoring.explain.moved import move_reasons
from scoring.hints import hints
from scoring.judges.local import judge_locally
from scoring.model import Funnel, Pay, Posting, Profile, Verdict
from scoring.normalise import normalise
from scoring.phrases import (
    Phrase,
)
from scoring.rank import musts
from scoring.rank.skills import all_skills
from scoring.sample import load
from scoring.signals import signals
from scoring.taste.blend import blended
from scoring.taste.signs import read
from tests.factories import BERLIN, NOW, cluster, profile
from tests.scoring.said import foreign, in_the_code, made_of, templates
from tests.scoring.test_taste import PERSON, TASTE, job

PEOPLE = (
    profile(),
    profile(
        places=(BERLIN,),
        remote=("remote",),
        min_pay=Pay(low=90_000, currency="EUR", period="year"),
        levels=("senior",),
        needs_sponsorship=True,
        years=3,
        degree="bachelor",
        avoid=("Java",),
        no_agencies=True,
        employment=("full_time",),
    ),
    Profile(
        titles=("Head of Quality Assurance and Regulatory Affairs for Medical Devices",),
        skills=("Quality management systems", "Regulatory compliance", "Risk management"),
        levels=("executive", "manager"),
        remote=("onsite", "hybrid"),
        text="a small team",
    ),
    Profile(titles=("Marketing Intern",), levels=("intern",), skills=("SEO",)),
    Profile(skills=("internal audit", "Python"), text="audits and dashboards"),
    Profile(titles=("Registered Nurse",), text="Ich arbeite gerne nachts", years=10),
)


def postings() -> Iterator[Posting]:
    """Yield the sample day, each with facts of its own so that every must has its say."""
    for n, raw in enumerate(load(NOW)):
        found = normalise(raw, source="sample", seen_at=NOW)
        yield found
        yield found.model_copy(
            update={
                "open": n % 7 != 0,
                "agency": n % 3 == 0,
                "clearance": ("held", "obtainable", None)[n % 3],
                "sponsorship": ("offered", "not_offered", "citizens_only", None)[n % 4],
                "speaks": (("de",), ("ja", "pl"), ())[n % 3],
                "language": ("fr", "en")[n % 2],
                "starts_on": (NOW.date() + timedelta(days=30 * n), "now")[n % 2],
                "years": n % 12,
                "degree": (None, "bachelor", "master", "phd")[n % 4],
                "employment": (None, "part_time", "contract", "internship")[n % 4],
                "level": (None, "intern", "mid", "senior", "lead", "manager")[n % 6],
                "remote": (None, "remote", "hybrid", "onsite")[n % 4],
                "text": found.text if n % 5 else found.text[:100],
                "pay": (None, Pay(low=71_000, high=91_000, currency="EUR"), Pay(high=9.5))[n % 3],
            }
        )


_SKILLS = frozenset(each.casefold() for each in all_skills())


@cache
def samples() -> tuple[Posting, ...]:
    """Return every sample with each of the facts that a posting can have."""
    return tuple(postings())


@cache
def scores() -> list[tuple[Posting, Profile, Verdict]]:
    """Return every sample with each person, and how well they fit."""
    return [(each, person, judge_locally(each, person)) for person in PEOPLE for each in samples()]


def sentences(verdict: Verdict) -> Iterator[str]:
    """Yield every text of a verdict that is ours; its summary is the posting's own."""
    yield verdict.reason
    yield from verdict.against
    yield from ([verdict.cap] if verdict.cap else [])
    for part in verdict.parts:
        yield part.name
        yield from ([part.evidence] if part.evidence else [])


def is_of(job: Posting, person: Profile, words: str) -> bool:
    """Tell whether these words are a posting's, a person's, a skill's name, or a number or code."""
    known = (
        job.title, job.company, job.text, *job.tags, *(place.text for place in job.places),
        *(place.city or "" for place in job.places), person.text, *person.titles, *person.skills,
        *person.avoid,
    )  # fmt: skip
    folded = re.sub(r"\s+", " ", "\n".join(known)).casefold()
    said = words.casefold().rstrip("…")  # a long title is cut
    own = said in folded or said in _SKILLS
    return own or not re.search(r"[^\W\d_]{2}", words) or bool(re.fullmatch("[A-Z]{3}", words))


def test_every_sentence_about_a_score_is_a_phrase() -> None:
    plain = {each for *_, found in scores() for each in sentences(found) if type(each) is str}

    # The one skill that matched is its own name; several are a list, which is a phrase.
    assert plain <= set(all_skills())


def test_the_catalogues_find_every_template() -> None:
    met = {each for *_, found in scores() for said in sentences(found) for each in templates(said)}

    assert met - in_the_code() == set()


def test_what_a_template_is_filled_with_is_no_english_of_ours() -> None:
    ours = {
        words
        for job, person, found in scores()
        for said in sentences(found)
        for words in foreign(said)
        if not is_of(job, person, words)
    }

    assert ours == set()


async def test_a_verdict_is_kept_with_the_parts_of_its_words() -> None:
    given = {str(n): found for n, (*_, found) in enumerate(scores()[::5])}
    async with Store(":memory:", [MIGRATIONS]) as store:
        postings = PostingsStore(store)
        await postings.keep_verdicts(given, profile_version="v", judge="local", now=NOW)
        kept = await postings.verdicts(text_keys=list(given), profile_version="v", judge="local")

    assert kept == given
    assert {key: [*map(made_of, sentences(each))] for key, each in kept.items()} == {
        key: [*map(made_of, sentences(each))] for key, each in given.items()
    }


def test_a_taste_adds_to_the_parts_of_a_reason() -> None:
    local = judge_locally(job(100, about="robotics"), PERSON)

    liked = blended(local, taste=TASTE, signs=read([job(100, about="robotics")])[0], most=100)

    assert {each for said in sentences(liked) for each in templates(said)} <= in_the_code()
    assert {each for each in sentences(liked) if type(each) is str} <= set(all_skills())


def test_musts_are_phrases_and_stay_what_a_funnel_counts() -> None:
    funnel = Funnel(new=2, rejected={musts.OLD: 1, musts.PAY: 1})
    stored = Funnel.model_validate_json(funnel.model_dump_json())

    assert stored == funnel
    assert [type(musts.reason_words(each)) for each in stored.rejected] == [Phrase, Phrase]
    assert musts.reason_words("something else") == "something else"


def test_hints_close_calls_and_silences_are_phrases() -> None:
    later = NOW + timedelta(days=90)
    said = [
        each
        for found in samples()
        for person in PEOPLE
        for each in (
            *close_calls(found, person, now=NOW),
            *silences(found, person),
            *filter(None, [hints(signals(cluster(**dict(found)), now=later))]),
        )
    ]

    assert {each for each in said if type(each) is str} == set()
    assert {each for words in said for each in templates(words)} <= in_the_code()


def test_what_moved_a_score_is_a_phrase() -> None:
    said = [
        each
        for before, after in permutations(PEOPLE, 2)
        for found in samples()[::40]
        for each in move_reasons(
            judge_locally(found, before),
            judge_locally(found, after),
            posting=found,
            before=before,
            after=after,
        )
    ]

    assert len(said) > 50
    assert {each for each in said if type(each) is str} == set()
    assert {each for words in said for each in templates(words)} <= in_the_code()
