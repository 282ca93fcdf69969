"""Who hires through an agency: said where the text says it, and by that name from then on."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.dedupe.clusters import assign, entry
from scoring.judges.local import judge_locally
from scoring.model import Candidate, Cluster, RawPosting
from scoring.normalise import normalise
from scoring.normalise.employer import employer_behind
from scoring.pick import pick
from scoring.rank.recheck import failing
from scoring.render import hired_by
from tests.factories import NOW, posting, profile, verdict

_SEEN = datetime(2026, 1, 2, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("company", "text", "employer"),
    [
        pytest.param(
            "Jobs via Dice",
            "Dice is the leading career destination. Our client, Kestrel, is seeking someone.",
            "Kestrel",
            id="our client",
        ),
        pytest.param(
            "Jobgether",
            "This position is posted by Jobgether on behalf of Kestrel.ai. We are looking for one.",
            "Kestrel.ai",
            id="on behalf of",
        ),
        pytest.param(
            "Harbour Staffing",
            "On behalf of our client, Kestrel of Mull and Skye PLC, we are looking for a clerk.",
            "Kestrel of Mull and Skye PLC",
            id="on behalf of our client",
        ),
        pytest.param(
            "Lensa",
            "Lensa partners with a service to promote this job for M.C. Kestrel, Inc.. Apply now.",
            "M.C. Kestrel",
            id="promoted",
        ),
        pytest.param(
            "Harbour Staffing",
            "Company: Kestrel Robotics Location: Berlin. We look for a clerk.",
            "Kestrel Robotics",
            id="a label in a text without lines",
        ),
        pytest.param(
            "Reiher Personalberatung",
            "Für unseren Kunden, die Turmfalke Robotik GmbH, suchen wir eine Buchhalterin.",
            "Turmfalke Robotik GmbH",
            id="in German",
        ),
        pytest.param(
            "Jobs via Dice",
            "We need an engineer.\n\nAbout Kestrel Robotics\n\nKestrel Robotics sorts parcels.",
            "Kestrel Robotics",
            id="the employer's own words, reposted",
        ),
        pytest.param(
            "Harbour Staffing",
            "About Harbour Staffing\n\nOur client is a leading maker of robots in Berlin.",
            None,
            id="nobody named",
        ),
        pytest.param(
            "Harbour Staffing",
            "About Lapwing Talent\n\nWe place people. Our client, a bank, is hiring.",
            None,
            id="a heading of an agency's own",
        ),
        pytest.param(
            "Haystack",
            "We are hiring on behalf of a Haystack partner! The role: a clerk.",
            None,
            id="the service itself",
        ),
        pytest.param(
            "Reiher Personalberatung",
            "Für unseren Kunden suchen wir eine Buchhalterin.",
            None,
            id="nobody named, in German",
        ),
    ],
)
def test_an_employer_is_read_where_the_text_names_it(
    company: str, text: str, employer: str | None
) -> None:
    raw = RawPosting(external_id="1", url="", title="Clerk", company=company, html=text)

    assert normalise(raw, source="file", seen_at=_SEEN).employer == employer


def test_an_employers_own_posting_has_none_behind_it() -> None:
    text = "Our customers trust us. Company: Osprey Foods. We work on behalf of Lapwing."
    raw = RawPosting(external_id="1", url="", title="Clerk", company="Kestrel", html=text)

    assert normalise(raw, source="file", seen_at=_SEEN).employer is None


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_can_be_read(text: str, name: str) -> None:
    found = employer_behind(
        "Jobs via Dice", title="", text=f"Our client, {name}, is seeking {text}"
    )

    assert found is None or 2 <= len(found) <= 60


def test_an_agencys_posting_is_the_employers_job() -> None:
    own = posting(id="own", company="Kestrel Robotics", text="We sort parcels at night. " * 9)
    theirs = posting(
        id="theirs",
        company="Jobs via Dice",
        agency=True,
        employer="Kestrel Robotics Inc.",
        title="Backend Engineer - Berlin",
        text=f"Our client, Kestrel Robotics Inc., is seeking this. {own.text}",
    )

    assert assign([entry(own), entry(theirs)], known={}) == {"own": "own", "theirs": "own"}


def test_a_hidden_employer_stays_hidden_behind_an_agency() -> None:
    person = profile(hidden=("Kestrel Robotics",))
    theirs = posting(company="Jobs via Dice", agency=True, employer="Kestrel Robotics GmbH")

    job = Cluster(id="c1", best=theirs)
    assert failing([job], profile=person, now=NOW) == {"c1": "a hidden company"}
    assert judge_locally(theirs, person).cap == "a company you hid"


def test_the_spread_over_employers_looks_behind_agencies() -> None:
    names = ("Jobs via Dice", "Lensa", "Jobgether")
    theirs = [
        posting(id=name, company=name, agency=True, employer="Kestrel Robotics") for name in names
    ]
    jobs = [Candidate(cluster=Cluster(id=each.id, best=each), rank=0) for each in theirs]

    chosen = pick(jobs, {name: verdict(posting_id=name) for name in names}, count=5, lowest=60)

    assert len(chosen.picks) == 1


@pytest.mark.parametrize(
    ("agency", "employer", "said"),
    [
        (True, "Kestrel", "Kestrel, via Harbour Staffing"),
        (True, None, "Harbour Staffing (an agency)"),
        (False, None, "Harbour Staffing"),
    ],
)
def test_an_agency_is_named_as_one(agency: bool, employer: str | None, said: str) -> None:
    assert hired_by(posting(company="Harbour Staffing", agency=agency, employer=employer)) == said
