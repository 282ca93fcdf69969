"""What a change of a profile moves: only what it concerns, and with the words that say why."""

from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain.changes import can_move, changes, effects, must_changed
from scoring.judges.local import judge_locally
from scoring.model import Pay, Place, Posting, Profile, RawPosting
from scoring.normalise import normalise
from scoring.rank import musts
from scoring.sample import load
from scoring.sources.file import read_file
from tests import factories as make


def pay(low: float) -> Pay:
    return Pay(low=low, currency="EUR", period="year")


def moved(before: Profile, after: Profile, posting: Posting) -> dict[str, str]:
    """Return how each change moves a posting, by its words."""
    return {each.change.words: each.kind for each in can_move(before, after, posting)}


def with_skills(*names: str) -> Profile:
    return make.profile(skills=names)


def test_a_new_skill_moves_only_postings_that_name_it() -> None:
    before, after = with_skills("Python"), with_skills("Python", "Rust")
    rust = make.posting(text="You write firmware in Rust for small machines with little memory.")
    none = make.posting(text="You write firmware for small machines that have little memory.")

    assert moved(before, after, rust) == {"Rust is now yours": "opinion"}
    assert moved(before, after, none).get("Rust is now yours", "weights") == "weights"


@pytest.mark.parametrize(
    ("skill", "text"),
    [
        ("k8s", "You run services on Kubernetes, by day and by night, for all teams."),
        ("React", "You write JavaScript all day long, for screens behind a counter."),
        ("Hollerith cards", "You punch Hollerith cards and file them in steel cabinets."),
    ],
    ids=["another name", "a skill it includes", "a skill that no list knows"],
)
def test_a_skill_is_named_by_its_other_names_too(skill: str, text: str) -> None:
    reasons = can_move(with_skills("Python"), with_skills("Python", skill), make.posting(text=text))

    assert [each.kind for each in reasons] == ["opinion"]


def test_a_skill_that_another_one_includes_moves_nothing_of_its_own() -> None:
    before, after = with_skills("React"), with_skills("React", "JavaScript")
    posting = make.posting(title="Gardener", text="You plant trees, and water them every day.")

    assert {each.kind for each in can_move(before, after, posting)} <= {"weights"}


@pytest.mark.parametrize(
    "fields",
    [
        {"hidden": ("Kestrel Robotics",)},
        {"avoid": ("python",)},
        {"no_agencies": True},
        {"max_age_days": 7},
        {"max_age_days": None},
    ],
)
def test_what_only_leaves_postings_out_moves_no_score(fields: dict[str, Any]) -> None:
    before, after = make.profile(), make.profile(**fields)

    assert changes(before, after) == ()
    assert can_move(before, after, make.posting()) == ()


@pytest.mark.parametrize(
    ("fields", "posting", "words"),
    [
        (
            {"min_pay": pay(80_000)},
            {"pay": Pay(high=60_000, currency="EUR", period="year")},
            "you now ask €80,000 a year",
        ),
        ({"remote": ("remote",)}, {"remote": "onsite"}, "workplace: + remote"),
        ({"levels": ("entry",)}, {"level": "senior"}, "level: + entry"),
        ({"degree": "bachelor"}, {"degree": "phd"}, "degree: bachelor (was not said)"),
        ({"years": 1}, {"years": 8}, "you now have 1 year"),
        ({"needs_sponsorship": True}, {"sponsorship": "not_offered"}, "you now need a visa"),
        (
            {"places": (Place(text="France", country="FR"),)},
            {},
            "places: + France",
        ),
        ({"employment": ("contract",)}, {"employment": "full_time"}, "employment: + contract"),
    ],
)
def test_a_must_is_settled_by_facts_and_names_its_cap(
    fields: dict[str, Any], posting: dict[str, Any], words: str
) -> None:
    before, after = make.profile(), make.profile(**fields)
    job = make.posting(**posting)

    (effect,) = effects(before, after, job)

    assert moved(before, after, job) == {words: "facts"}
    assert effect.change.words == words
    assert effect.cap is not None
    assert effect.cap.why == judge_locally(job, after).cap
    assert effect.points < 0


def test_a_must_that_says_nothing_of_a_posting_leaves_it() -> None:
    job = make.posting(sponsorship="not_offered")

    assert moved(make.profile(), make.profile(degree="master"), job) == {}


@pytest.mark.parametrize("field", ["titles", "text"])
def test_titles_and_own_words_may_move_everything(field: str) -> None:
    after = make.profile(**{field: "Gardens" if field == "text" else ("Gardener",)})

    assert [each.kind for each in can_move(make.profile(), after, make.posting())] == ["opinion"]


def test_many_skills_at_once_are_one_change() -> None:
    many = tuple(f"Skill {n}" for n in range(9))

    assert [each.words for each in changes(with_skills("Go"), with_skills(*many))] == [
        "Skill 0, Skill 1, Skill 2 and 6 more are now yours",
        "Go is no longer yours",
    ]


def test_a_must_that_changed_is_named_and_one_that_did_not_is_not() -> None:
    before, after = make.profile(), make.profile(min_pay=pay(84_000), avoid=("sales",))

    assert must_changed(before, after, reason=musts.PAY) == "you now ask €84,000 a year"
    assert must_changed(before, after, reason=musts.AVOIDED) == "avoid: + sales"
    assert must_changed(before, after, reason=musts.OLD) == ""
    assert must_changed(before, after, reason=musts.CLOSED) == ""


# --- the property it all rests on, over generated changes -----------------------------------

SKILLS = ("Python", "PostgreSQL", "Rust", "React", "Nursing", "Excel", "SQL", "Leadership", "k8s")
TITLES = ("Backend Engineer", "Nurse", "Senior Accountant", "Chef", "Marketing Manager")
PLACES = (make.BERLIN, Place(text="Germany", country="DE"), Place(text="France", country="FR"))
PROFILES = st.builds(
    Profile,
    titles=st.lists(st.sampled_from(TITLES), unique=True, max_size=2).map(tuple),
    skills=st.lists(st.sampled_from(SKILLS), unique=True, max_size=6).map(tuple),
    places=st.lists(st.sampled_from(PLACES), unique=True, max_size=2).map(tuple),
    remote=st.sampled_from(((), ("remote",), ("remote", "hybrid"), ("onsite",))),
    min_pay=st.sampled_from((None, pay(50_000), pay(90_000), Pay(low=30, period="hour"))),
    levels=st.sampled_from(((), ("entry", "mid"), ("senior",), ("intern",))),
    employment=st.sampled_from(((), ("full_time",), ("internship", "contract"))),
    degree=st.sampled_from((None, "bachelor", "phd")),
    years=st.sampled_from((None, 0, 3, 9)),
    needs_sponsorship=st.booleans(),
    text=st.sampled_from(("", "Small teams and public transport, please.", "Python and nursing.")),
    hidden=st.sampled_from(((), ("Lumenfold",))),
    max_age_days=st.sampled_from((30, None)),
)
ONE_FIELD = st.sampled_from(sorted(set(Profile.model_fields) - {"avoid", "no_agencies"}))


@cache
def sample() -> tuple[Posting, ...]:
    """Return the postings that the bot brings along."""
    return tuple(normalise(raw, source="sample", seen_at=make.NOW) for raw in load(make.NOW))


def holds(before: Profile, after: Profile, posting: Posting) -> None:
    """Check both promises on one posting."""
    was, now = judge_locally(posting, before.judged), judge_locally(posting, after.judged)
    kinds = {each.kind for each in can_move(before, after, posting)}
    found = effects(before, after, posting)

    assert sum(each.points for each in found) == now.fit - was.fit
    if not kinds:
        assert (was.fit, was.parts, was.cap) == (now.fit, now.parts, now.cap)


@given(PROFILES, PROFILES, st.lists(ONE_FIELD, min_size=1, max_size=2), st.data())
@settings(max_examples=100, deadline=None)
def test_what_a_change_cannot_move_has_the_same_local_score(
    before: Profile, other: Profile, fields: list[str], data: st.DataObject
) -> None:
    after = before.model_copy(update={field: getattr(other, field) for field in fields})

    holds(before, after, data.draw(st.sampled_from(sample())))


@pytest.mark.shared
def test_it_holds_for_real_postings(shared: Path) -> None:
    base = make.profile(skills=("Python", "SQL", "Excel"), text="")
    others = [
        base.model_copy(update=update)
        for update in (
            {"skills": ("Python", "SQL", "Excel", "Java")},
            {"skills": ("Python", "Excel")},
            {"min_pay": pay(70_000)},
            {"remote": ("remote",)},
            {"levels": ("senior",), "years": 4},
            {"hidden": ("Acme",)},
        )
    ]
    path = shared / "data" / "postings" / "greenhouse_mix_2026.jsonl.gz"
    for raw in islice(read_file(path), 0, 240, 20):
        if isinstance(raw, RawPosting):
            posting = normalise(raw, source="file", seen_at=make.NOW)
            for after in others:
                holds(base, after, posting)
