"""How each site has its own ways, and how its source reads them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scoring.errors import SourceChanged
from scoring.model import Ask, Fetch, Parsed, Pay
from scoring.sources import discover, read

FIXTURES = Path(__file__).parents[1] / "fixtures"
ANYWHERE = Fetch(url="https://jobs.example.com")


def parsed(name: str, page: Any, fetch: Fetch = ANYWHERE) -> Parsed:
    return read(discover()[name], fetch, json.dumps(page).encode())


def page(name: str) -> Any:
    return json.loads((FIXTURES / name / "response.json").read_bytes())


def text_of(name: str) -> str:
    return next((FIXTURES / name).glob("response.*")).read_text("utf-8")


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


def test_a_board_that_is_written_as_in_an_address_is_shown_as_a_name() -> None:
    job = {"id": 1, "title": "Cook", "content": ""}

    found = parsed(
        "greenhouse", {"jobs": [job]}, Fetch(url="https://x.example", label="Sea%20Salt")
    )

    assert found.postings[0].company == "Sea Salt"


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


# --- lists without texts lead to them -------------------------------------------------------


def asked(name: str, board: str) -> Fetch:
    return next(iter(discover()[name].start(Ask(boards={name: (board,)}))))


def test_smartrecruiters_reads_the_text_of_a_posting() -> None:
    job = page("smartrecruiters")["content"][0] | {
        "postingUrl": "https://jobs.smartrecruiters.com/Saltmarsh/744000100000001-tide-analyst",
        "jobAd": {
            "sections": {
                "jobDescription": {"title": "Job & duties", "text": "<p>Tides.</p>"},
                "companyDescription": {"title": "Us", "text": "<p>Surveys.</p>"},
                "qualifications": {"title": "You", "text": ""},
            }
        },
    }

    found = parsed("smartrecruiters", job).postings[0]

    assert found.external_id == "744000100000001"
    assert found.url.endswith("-tide-analyst")
    assert found.html == "<h3>Us</h3>\n<p>Surveys.</p>\n<h3>Job &amp; duties</h3>\n<p>Tides.</p>"


def test_smartrecruiters_goes_on_until_all_are_read() -> None:
    fetch = asked("smartrecruiters", "saltmarsh")
    first = page("smartrecruiters") | {"totalFound": 250}

    following = parsed("smartrecruiters", first, fetch).follow[-1]

    assert following.url.endswith("/saltmarsh/postings?limit=100&offset=2")


def test_workday_reads_a_list_page_by_page_up_to_its_newest() -> None:
    fetch = asked("workday", "fernhill@wd3/Careers")
    jobs = page("workday")["jobPostings"] * 10

    second = parsed("workday", {"total": 4_000, "jobPostings": jobs}, fetch).follow[-1]
    last = second.model_copy(update={"json_body": {"offset": 80}})

    assert fetch.json_body == {"appliedFacets": {}, "limit": 20, "offset": 0, "searchText": ""}
    assert second.json_body is not None
    assert second.json_body["offset"] == 20
    follow = parsed("workday", {"total": 4_000, "jobPostings": jobs}, last).follow
    assert all(each.method == "GET" for each in follow)


def test_workday_reads_the_text_of_a_posting_under_the_number_of_its_list() -> None:
    listed = parsed("workday", page("workday"), asked("workday", "fernhill@wd3/Careers"))
    info = {
        "id": "0ce1",
        "title": "Data Engineer",
        "jobDescription": "<p>Pipelines.</p>",
        "location": "Cork",
        "additionalLocations": ["Galway"],
        "postedOn": "Posted Today",
        "startDate": "2026-01-01",
        "timeType": "Full time",
        "jobPostingId": "Data-Engineer_R-1001",
        "externalUrl": "https://fernhill.wd3.myworkdayjobs.com/Careers/job/Cork/Data-Engineer_R-1001",
    }
    detail = {"jobPostingInfo": info, "hiringOrganization": {"name": "Fernhill Ltd"}}

    found = parsed("workday", detail).postings[0]

    assert (found.external_id, found.url) == (
        listed.postings[0].external_id,
        listed.postings[0].url,
    )
    assert found.company == "Fernhill Ltd"
    assert found.locations == ("Cork", "Galway")
    assert found.html == "<p>Pipelines.</p>"


def test_bamboohr_reads_the_text_of_an_opening() -> None:
    fetch = Fetch(url="https://updraft.bamboohr.com/careers/39/detail", label="updraft")
    opening = page("bamboohr")["result"][0] | {
        "description": "<p>Fly.</p>",
        "datePosted": "2026-01-01",
        "compensation": "$30 an hour",
    }
    opening.pop("id")

    found = parsed("bamboohr", {"result": {"jobOpening": opening}}, fetch).postings[0]

    assert (found.external_id, found.title, found.html) == (
        "39",
        "Glider Instructor",
        "<p>Fly.</p>",
    )
    assert found.pay == "$30 an hour"


def test_rippling_reads_the_text_of_a_job() -> None:
    job = page("rippling")[0] | {
        "companyName": "Hazel Works Ltd",
        "description": {"company": "<p>Hedges.</p>", "role": "<p>Sell.</p>"},
        "createdOn": "2026-01-01T10:00:00Z",
    }

    found = parsed("rippling", job).postings[0]

    assert (found.company, found.html) == ("Hazel Works Ltd", "<p>Hedges.</p>\n<p>Sell.</p>")


def test_oracle_reads_the_text_of_a_job() -> None:
    job = {
        "Id": "26010001",
        "Title": "Credit Analyst",
        "ExternalDescriptionStr": "<p>Risk.</p>",
        "ExternalQualificationsStr": "<p>A degree.</p>",
        "CorporateDescriptionStr": "",
        "ExternalPostedStartDate": "2026-01-01T09:00:00+00:00",
    }

    found = parsed("oracle", {"items": [job]}, asked("oracle", "ibex.oraclecloud.com/CX_7=Ibex"))

    assert found.postings[0].html == "<p>Risk.</p>\n<p>A degree.</p>"
    assert found.postings[0].company == "Ibex"
    assert found.follow == ()


def test_a_feed_leads_to_its_next_page_on_the_same_host_only() -> None:
    fetch = asked("teamtailor", "linnet")
    here = page("teamtailor") | {"next_url": "https://linnet.teamtailor.com/jobs.json?page=2"}
    away = page("teamtailor") | {"next_url": "https://elsewhere.example/jobs.json"}

    assert [each.url for each in parsed("teamtailor", here, fetch).follow] == [here["next_url"]]
    assert parsed("teamtailor", away, fetch).follow == ()


def test_adzuna_keeps_its_keys_out_of_what_is_shown() -> None:
    keys = {"ADZUNA_ID": "canary-id", "ADZUNA_KEY": "canary-key"}
    source = discover()["adzuna"]

    fetches = list(source.start(Ask(keys=keys, countries=("GB", "JP"))))
    found = parsed("adzuna", page("adzuna") | {"count": 900}, fetches[0])

    assert [each.url for each in fetches] == ["https://api.adzuna.com/v1/api/jobs/gb/search/1"]
    assert found.postings[0].pay == Pay(low=45_000, high=52_000, currency="GBP", period="year")
    assert found.follow[0].url.endswith("/gb/search/2")
    assert ("app_key", "canary-key") in found.follow[0].params
    assert "canary" not in repr(found.postings) + "".join(each.url for each in found.follow)


def test_usajobs_asks_with_its_key_on_every_page() -> None:
    keys = {"USAJOBS_KEY": "canary", "USAJOBS_EMAIL": "me@keeper.example"}
    fetch = next(iter(discover()["usajobs"].start(Ask(keys=keys))))
    many = page("usajobs")
    many["SearchResult"]["SearchResultCountAll"] = 700

    following = parsed("usajobs", many, fetch).follow

    assert [dict(each.params)["Page"] for each in following] == ["2"]
    assert following[0].headers == fetch.headers
    assert dict(fetch.headers)["Authorization-Key"] == "canary"


def test_boards_for_poland_are_not_asked_for_other_countries() -> None:
    for name in ("justjoin", "nofluffjobs"):
        assert not list(discover()[name].start(Ask(countries=("US",))))
        assert list(discover()[name].start(Ask(countries=("PL",))))


def test_rocketjobs_links_to_its_own_pages() -> None:
    source = discover()["justjoin"]
    fetch = list(source.start(Ask()))[1]

    found = parsed("justjoin", page("justjoin"), fetch).postings[0]

    assert found.url == "https://rocketjobs.pl/oferta-pracy/amber-lab-control-engineer-gdansk"
    assert found.site == "rocketjobs.pl"


# --- pages that are no JSON -----------------------------------------------------------------


def test_icims_follows_the_links_of_a_list_on_its_own_host() -> None:
    fetch = asked("icims", "careers-meridian=Meridian")
    body = b"""<a href="/jobs/101/night-clerk/job?mode=job&iis=x">a</a>
        <a href="https://careers-meridian.icims.com/jobs/102/day-clerk/job">b</a>
        <a href="https://elsewhere.example/jobs/103/thief/job">c</a> <a href="/jobs/intro">d</a>
        <a href="/jobs/101/night-clerk/job">a again</a>"""

    found = read(discover()["icims"], fetch, body)

    assert [each.url for each in found.follow] == [
        "https://careers-meridian.icims.com/jobs/101/night-clerk/job?in_iframe=1",
        "https://careers-meridian.icims.com/jobs/102/day-clerk/job?in_iframe=1",
    ]
    job = read(discover()["icims"], found.follow[0], text_of("icims").encode())
    assert job.postings[0].url == "https://careers-meridian.icims.com/jobs/101/night-clerk/job"


def test_a_feed_may_be_atom() -> None:
    atom = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
      <title>Openings at Sedge</title>
      <entry><id>urn:1</id><title>Reed Cutter</title><updated>2026-01-01T08:00:00Z</updated>
        <link rel="alternate" href="/jobs/1"/><category term="Outdoors"/>
        <author><name>Sedge &amp; Sons</name></author>
        <content type="html">&lt;p&gt;Cut reed.&lt;/p&gt;</content></entry></feed>"""

    found = read(discover()["feed"], Fetch(url="https://sedge.example/atom"), atom).postings[0]

    assert (found.url, found.company) == ("https://sedge.example/jobs/1", "Sedge & Sons")
    assert (found.title, found.tags, found.html) == (
        "Reed Cutter",
        ("Outdoors",),
        "<p>Cut reed.</p>",
    )
    assert str(found.posted_at) == "2026-01-01 08:00:00+00:00"


def test_an_empty_feed_is_no_fault() -> None:
    empty = b"<rss><channel><title>Nothing today</title></channel></rss>"

    assert read(discover()["feed"], ANYWHERE, empty) == Parsed()


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel>&f;</channel></rss>',
        b"<html><body>Sign in</body></html>",
    ],
    ids=["entity-bomb", "file", "html"],
)
def test_a_hostile_feed_is_a_changed_page(body: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(discover()["feed"], ANYWHERE, body)


def test_addresses_that_are_not_https_are_not_asked() -> None:
    boards = dict.fromkeys(("feed", "page"), ("http://sedge.example/x", "file:///etc/passwd"))

    assert not [*discover()["feed"].start(Ask(boards=boards))]
    assert not [*discover()["page"].start(Ask(boards=boards))]


def test_personio_boards_may_live_on_either_host() -> None:
    assert asked("personio", "alder").url == "https://alder.jobs.personio.de/xml?language=en"
    assert asked("personio", "alder@com").url == "https://alder.jobs.personio.com/xml?language=en"


def test_join_goes_on_to_the_next_page() -> None:
    fetch = asked("join", "larkspur")

    found = read(discover()["join"], fetch, text_of("join").encode())

    assert [dict(each.params) for each in found.follow] == [{"page": "2"}]


# --- LinkedIn -------------------------------------------------------------------------------

ALERT = """From: LinkedIn Job Alerts <jobalerts-noreply@linkedin.com>
Subject: Kite Maker at Windhover
To: Somebody <somebody@keeper.example>
Date: Thu, 1 Jan 2026 19:18:38 +0000
MIME-Version: 1.0
Content-Type: {kind}; charset=UTF-8
Content-Transfer-Encoding: 8bit

{body}
"""
TEXT = """Your job alert for kite makerManage your job alerts:  https://www.linkedin.com/comm/jobs/alerts

Kite Maker
Windhover & Co
Duluth, MN

4 school alumni
View job: https://www.linkedin.com/comm/jobs/view/4400000001/?otpToken=canary&eid=canary

---------------------------------------------------------

Drachenbauerin (m/w/d)
Windhover GmbH
Köln

Job ansehen: https://www.linkedin.com/comm/jobs/view/4400000002/?otpToken=canary

---------------------------------------------------------

See all jobs on LinkedIn:  https://www.linkedin.com/comm/jobs/search?keywords=kite
"""
ROWS = """<html><body><table>
<tr><td><a href="https://www.linkedin.com/comm/jobs/view/4400000003/?trackingId=canary">
Tail Sewer</a></td></tr>
<tr><td>Windhover &amp; Co · Duluth (Hybrid)</td></tr><tr><td>Actively recruiting</td></tr>
<tr><td><a href="https://www.linkedin.com/comm/jobs/view/4400000004/?x=1">String
Tester</a></td></tr>
<tr><td>Windhover &amp; Co · Remote (Worldwide)</td></tr>
<tr><td><a href="https://www.linkedin.com/help">See all jobs</a></td></tr></table></body></html>"""


def mailed(body: str, *, kind: str = "text/plain") -> Parsed:
    return read(discover()["linkedin"], ANYWHERE, ALERT.format(kind=kind, body=body).encode())


def test_an_alert_mail_is_read_in_any_language_without_its_tokens() -> None:
    found = mailed(TEXT)

    assert [(each.title, each.company, each.locations) for each in found.postings] == [
        ("Kite Maker", "Windhover & Co", ("Duluth, MN",)),
        ("Drachenbauerin (m/w/d)", "Windhover GmbH", ("Köln",)),
    ]
    assert found.postings[0].url == "https://www.linkedin.com/jobs/view/4400000001"
    assert str(found.postings[0].posted_at) == "2026-01-01 19:18:38+00:00"
    assert "canary" not in repr(found)


def test_an_alert_mail_may_be_html_alone() -> None:
    found = mailed(ROWS, kind="text/html")

    assert [(each.title, each.locations, each.workplace) for each in found.postings] == [
        ("Tail Sewer", ("Duluth",), "Hybrid"),
        ("String Tester", ("Remote (Worldwide)",), ""),
    ]
    assert "canary" not in repr(found)


def test_an_alert_may_be_saved_as_a_page() -> None:
    found = read(discover()["linkedin"], ANYWHERE, ROWS.encode())

    assert [each.external_id for each in found.postings] == ["4400000003", "4400000004"]


def test_another_mail_is_a_changed_page() -> None:
    with pytest.raises(SourceChanged, match="no LinkedIn job"):
        mailed("Dear Somebody, your invoice is attached.")


def test_linkedins_pages_are_asked_only_where_that_is_switched_on() -> None:
    source = discover()["linkedin"]

    assert source.needs == ("LINKEDIN_GUEST_PAGES",)
    assert not list(source.start(Ask()))


def test_a_linkedin_page_of_results_leads_to_the_texts() -> None:
    found = read(discover()["linkedin"], ANYWHERE, text_of("linkedin").encode())
    detail = b"""<link rel="canonical" href="https://www.linkedin.com/jobs/view/kite-maker-4400000001">
      <h2 class="top-card-layout__title">Kite Maker</h2>
      <a class="topcard__org-name-link">Windhover &amp; Co</a>
      <span class="topcard__flavor topcard__flavor--bullet"> Duluth, MN </span>
      <span class="posted-time-ago__text">1 day ago</span>
      <div class="show-more-less-html__markup"><p>You make kites.</p></div>
      <li class="description__job-criteria-item"><h3>Seniority level</h3><span>Associate</span></li>
      <li class="description__job-criteria-item"><h3>Employment type</h3><span>Full-time</span>
      </li>"""

    job = read(discover()["linkedin"], found.follow[0], detail).postings[0]

    assert found.follow[0].url.endswith("/jobPosting/4400000001")
    assert (job.external_id, job.title) == ("4400000001", found.postings[0].title)
    assert (job.level, job.employment, job.posted_text) == ("Associate", "Full-time", "1 day ago")
    assert "You make kites." in job.html
