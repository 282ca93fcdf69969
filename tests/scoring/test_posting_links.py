"""Links to single postings: the request that gives the one posting, by its own source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.sources import posting_at

_ASKED = {
    "https://boards.greenhouse.io/kestrel/jobs/4012345?gh_src=x": (
        "greenhouse",
        "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs/4012345",
    ),
    "https://job-boards.eu.greenhouse.io/kestrel/jobs/4012345": (
        "greenhouse",
        "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs/4012345",
    ),
    "https://boards.greenhouse.io/embed/job_app?for=kestrel&token=4012345": (
        "greenhouse",
        "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs/4012345",
    ),
    "https://ats.rippling.com/en-GB/kestrel/jobs/0a1b2c3d-0000-4000-8000-00000000000a": (
        "rippling",
        (
            "https://api.rippling.com/platform/api/ats/v1/board/kestrel/jobs/"
            "0a1b2c3d-0000-4000-8000-00000000000a"
        ),
    ),
    "https://careers-kestrel.icims.com/jobs/1234/night-nurse/job?mode=view": (
        "icims",
        "https://careers-kestrel.icims.com/jobs/1234/night-nurse/job?in_iframe=1",
    ),
    "https://jobs.lever.co/kestrel/6c1f0ad2-1b9f-4d5f-9a0e-0c6f3c3f8a11/apply": (
        "lever",
        "https://api.lever.co/v0/postings/kestrel/6c1f0ad2-1b9f-4d5f-9a0e-0c6f3c3f8a11",
    ),
    "https://jobs.eu.lever.co/kestrel/6c1f0ad2-1b9f-4d5f-9a0e-0c6f3c3f8a11?lever-source=x": (
        "lever",
        "https://api.eu.lever.co/v0/postings/kestrel/6c1f0ad2-1b9f-4d5f-9a0e-0c6f3c3f8a11",
    ),
    "https://jobs.smartrecruiters.com/Kestrel/744000012345678-night-nurse": (
        "smartrecruiters",
        "https://api.smartrecruiters.com/v1/companies/Kestrel/postings/744000012345678",
    ),
    "https://kestrel.wd5.myworkdayjobs.com/en-US/Careers/job/Leeds/Night-Nurse_R-1234/apply": (
        "workday",
        "https://kestrel.wd5.myworkdayjobs.com/wday/cxs/kestrel/Careers/job/Leeds/Night-Nurse_R-1234",
    ),
    "https://kestrel.bamboohr.com/careers/42": (
        "bamboohr",
        "https://kestrel.bamboohr.com/careers/42/detail",
    ),
    "https://kestrel.eightfold.ai/careers/job/123456-night-nurse?domain=kestrel.com": (
        "eightfold",
        "https://kestrel.eightfold.ai/api/apply/v2/jobs/123456",
    ),
    "https://kestrel.eightfold.ai/careers?pid=123456&domain=kestrel.com": (
        "eightfold",
        "https://kestrel.eightfold.ai/api/apply/v2/jobs/123456",
    ),
    "https://news.ycombinator.com/item?id=41234567": (
        "hackernews",
        "https://hacker-news.firebaseio.com/v0/item/41234567.json",
    ),
    "https://arbetsformedlingen.se/platsbanken/annonser/30123456": (
        "platsbanken",
        "https://jobsearch.api.jobtechdev.se/ad/30123456",
    ),
    "https://www.linkedin.com/jobs/view/night-nurse-at-kestrel-3812345678": (
        "linkedin",
        "https://www.linkedin.com/jobs-guest/jobs/api/jobPosting/3812345678",
    ),
}


@pytest.mark.parametrize(("link", "asked"), _ASKED.items(), ids=_ASKED)
def test_a_link_to_a_posting_becomes_the_request_for_it(link: str, asked: tuple[str, str]) -> None:
    found = posting_at(link)

    assert found is not None
    source, fetch = found
    assert (source.name, fetch.url, fetch.detail) == (*asked, True)


def test_oracle_is_asked_for_the_job_by_its_number() -> None:
    link = (
        "https://kestrel.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/210001"
    )

    found = posting_at(link)

    assert found is not None
    assert found[0].name == "oracle"
    assert dict(found[1].params)["finder"] == 'ById;Id="210001",siteNumber=CX_1'


@pytest.mark.parametrize(
    "link",
    [
        "https://jobs.lever.co/kestrel",
        "https://kestrel.wd5.myworkdayjobs.com/Careers",
        "https://kestrel.bamboohr.com/careers/42x",
        "https://news.ycombinator.com/item?id=../../etc",
        "https://news.ycombinator.com.evil.example/item?id=41234567",
        "https://jobs.lever.co.evil.example/kestrel/6c1f0ad2-1b9f-4d5f-9a0e-0c6f3c3f8a11",
        "https://jobs.lever.co@evil.example/kestrel/6c1f0ad2-1b9f-4d5f-9a0e-0c6f3c3f8a11",
        "https://www.linkedin.com/in/anna-123456789",
        "",
        "no link",
    ],
)
def test_a_board_or_a_stranger_is_no_posting(link: str) -> None:
    assert posting_at(link) is None


@given(st.text(max_size=300), st.sampled_from(sorted(_ASKED)))
def test_no_text_makes_it_raise(words: str, link: str) -> None:
    posting_at(words)
    posting_at(link + words)
    posting_at(link.replace("kestrel", words))
