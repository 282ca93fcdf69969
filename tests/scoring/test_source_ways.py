"""How each site has its own ways, and how its source reads them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scoring.model import Ask, Fetch, Parsed
from scoring.sources import discover, read

FIXTURES = Path(__file__).parents[1] / "fixtures"
ANYWHERE = Fetch(url="https://jobs.example.com")


def parsed(name: str, page: Any, fetch: Fetch = ANYWHERE) -> Parsed:
    return read(discover()[name], fetch, json.dumps(page).encode())


def page(name: str) -> Any:
    return json.loads((FIXTURES / name / "response.json").read_bytes())


def test_greenhouse_reads_a_single_job() -> None:
    job = page("greenhouse")["jobs"][0]

    assert parsed("greenhouse", job).postings == parsed("greenhouse", {"jobs": [job]}).postings


def test_greenhouse_follows_jobs_without_text_to_their_own_pages() -> None:
    jobs = [
        {k: v for k, v in each.items() if k != "content"} for each in page("greenhouse")["jobs"]
    ]

    found = parsed("greenhouse", {"jobs": jobs}, Fetch(url="https://x.example", label="kestrel"))

    assert [each.url for each in found.follow] == [
        "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs/7001001",
        "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs/7001002",
    ]
    assert len(found.postings) == 2


def test_a_board_that_names_no_employer_gives_its_own_name() -> None:
    job = {"id": 1, "title": "Cook", "content": ""}

    found = parsed("greenhouse", {"jobs": [job]}, Fetch(url="https://x.example", label="sea-salt"))

    assert found.postings[0].company == "Sea Salt"
    assert found.postings[0].url == "https://job-boards.greenhouse.io/sea-salt/jobs/1"


def test_lever_boards_in_europe_are_asked_in_europe() -> None:
    fetches = list(discover()["lever"].start(Ask(boards={"lever": ("marram@eu=Marram", "ibis")})))

    assert [each.url for each in fetches] == [
        "https://api.eu.lever.co/v0/postings/marram",
        "https://api.lever.co/v0/postings/ibis",
    ]


def test_a_board_name_cannot_lead_to_another_address() -> None:
    fetches = discover()["lever"].start(Ask(boards={"lever": ("../../admin?x#",)}))

    assert next(iter(fetches)).url == "https://api.lever.co/v0/postings/..%2F..%2Fadmin%3Fx%23"


def test_lever_takes_the_employer_from_the_address_without_a_board() -> None:
    assert {each.company for each in parsed("lever", page("lever")).postings} == {"Marram"}


def test_arbeitnow_follows_only_its_own_next_page() -> None:
    document = page("arbeitnow") | {"links": {"next": "https://elsewhere.example/?page=2"}}

    assert parsed("arbeitnow", document).follow == ()


def test_himalayas_stops_at_the_newest_few_hundred() -> None:
    document = page("himalayas") | {"totalCount": 100_000}

    early = parsed("himalayas", document | {"offset": 20})
    late = parsed("himalayas", document | {"offset": 398})

    assert [dict(each.params)["offset"] for each in early.follow] == ["22"]
    assert late.follow == ()


def test_simplify_calls_a_list_for_interns_by_its_name() -> None:
    fetch = Fetch(url="https://x.example", label="avocet/Summer2026-Internships")

    assert {each.employment for each in parsed("simplify", page("simplify"), fetch).postings} == {
        "Internship"
    }


def test_hackernews_goes_from_the_search_to_the_two_newest_hiring_threads() -> None:
    stories = [
        {"objectID": "3", "title": "Ask HN: Who wants to be hired? (January 2026)"},
        {"objectID": "2", "title": "Ask HN: Who is hiring? (January 2026)"},
        {"objectID": "1", "title": "Ask HN: Who is hiring? (December 2025)"},
        {"objectID": "0", "title": "Ask HN: Who is hiring? (November 2025)"},
    ]

    found = parsed("hackernews", {"hits": stories})

    assert [dict(each.params)["tags"] for each in found.follow] == [
        "comment,story_2",
        "comment,story_1",
    ]


def test_hackernews_reads_on_while_there_are_pages() -> None:
    document = page("hackernews") | {"nbPages": 2}

    found = parsed("hackernews", document, Fetch(url="https://x.example", label="50000001"))

    assert [dict(each.params)["page"] for each in found.follow] == ["1"]


def comment(**fields: Any) -> dict[str, Any]:
    text = "Kestrel Robotics | Engineer | Porto | Onsite"
    return {"by": "ann", "id": 7, "text": text, "time": 1767250800, "type": "comment"} | fields


SAME_COMMENT: Mapping[str, Any] = {
    "algolia item": {
        "id": 5,
        "type": "story",
        "children": [
            {
                "id": 7,
                "author": "ann",
                "text": comment()["text"],
                "created_at_i": 1767250800,
                "parent_id": 5,
                "story_id": 5,
                "type": "comment",
                "children": [comment(id=8, parent_id=7)],
            },
            {"id": 9, "author": None, "text": None, "parent_id": 5, "story_id": 5},
        ],
    },
    "firebase comment": comment(parent=5),
    "a thread with its comments": {
        "thread": {"id": 5, "type": "story"},
        "comments": [comment(parent=5), comment(id=8, parent=7), {"id": 9, "deleted": True}],
    },
    "a list": [comment()],
}


@pytest.mark.parametrize("document", SAME_COMMENT.values(), ids=SAME_COMMENT)
def test_hackernews_reads_a_comment_in_every_form_of_its_interfaces(document: Any) -> None:
    [found] = parsed("hackernews", document).postings

    assert (found.external_id, found.company, found.title) == ("7", "Kestrel Robotics", "Engineer")
    assert (found.locations, found.workplace) == (("Porto",), "Onsite")


def test_hackernews_follows_the_kids_of_a_bare_thread() -> None:
    found = parsed("hackernews", {"id": 5, "type": "story", "kids": [7, 8]})

    assert [each.url for each in found.follow] == [
        "https://hacker-news.firebaseio.com/v0/item/7.json",
        "https://hacker-news.firebaseio.com/v0/item/8.json",
    ]


def test_a_comment_that_is_gone_is_no_changed_page() -> None:
    fetch = Fetch(url="https://hacker-news.firebaseio.com/v0/item/7.json")

    assert parsed("hackernews", None, fetch) == Parsed()


def test_hackernews_reads_a_job_story() -> None:
    title = "Stilt Maps (YC W23) Is Hiring a Cartographer Engineer"
    story = {"by": "stilt", "id": 6, "title": title, "type": "job", "url": "https://stilt.example"}

    [found] = parsed("hackernews", story | {"time": 1767250800}).postings

    assert (found.company, found.title) == ("Stilt Maps", "Cartographer Engineer")


def test_an_emoji_cut_in_two_loses_no_posting() -> None:
    fixture = (FIXTURES / "remotive" / "response.json").read_bytes()
    body = fixture.replace(b"Keep it running.", b"Up \\ud83d")

    found = read(discover()["remotive"], ANYWHERE, body)

    assert found.postings[0].html == "<p>Up \ufffd</p>"
