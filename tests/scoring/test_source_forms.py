"""Other forms in which the same sources answer: newer versions, single jobs, repeated entries."""

import json
from datetime import datetime
from typing import Any

import pytest

from scoring.errors import SourceChanged
from scoring.model import Ask, Fetch, Parsed, Pay, RawPosting
from scoring.sources import _read, discover, read


def parsed(name: str, page: Any, *, label: str = "", url: str = "https://x.example") -> Parsed:
    body = page.encode() if isinstance(page, str) else json.dumps(page).encode()
    return read(discover()[name], Fetch(url=url, label=label), body)


def only(found: Parsed) -> RawPosting:
    assert found.unread == ()
    (posting,) = found.postings
    return posting


# --- a posting that a list repeats for each of its places ------------------------------------


def test_rippling_joins_a_job_that_is_listed_once_for_each_place() -> None:
    places = ("Leeds, United Kingdom", "Remote (Wales, GB)")
    jobs = [
        {
            "uuid": "u-1",
            "name": "Canal Warden",
            "url": "https://ats.rippling.com/hazel/jobs/u-1",
            "workLocation": {"label": place, "id": place},
        }
        for place in places
    ]

    found = parsed("rippling", jobs, label="hazel")

    assert only(found).locations == places
    assert len(found.follow) == 1


def test_workable_joins_a_job_that_is_listed_once_for_each_place() -> None:
    jobs = [
        {"title": "Oyster Grader", "shortcode": "AB12", "locations": [{"country": country}]}
        for country in ("Spain", "Portugal")
    ]

    found = parsed("workable", {"name": "Tidemark", "jobs": jobs})

    assert only(found).locations == ("Spain", "Portugal")


# --- Rippling --------------------------------------------------------------------------------


def test_rippling_reads_the_pages_of_its_second_version() -> None:
    job = {
        "id": "u-2",
        "name": "Lock Keeper",
        "url": "https://ats.rippling.com/hazel/jobs/u-2",
        "department": {"name": "Waterways"},
        "locations": [
            {
                "name": "Bath, ENG",
                "country": "United Kingdom",
                "countryCode": "GB",
                "state": "England",
                "city": "Bath",
                "workplaceType": "ON_SITE",
            }
        ],
        "language": "en-GB",
    }
    page = {"items": [job], "page": 0, "pageSize": 1, "totalItems": 2, "totalPages": 2}
    address = "https://api.rippling.com/platform/api/ats/v2/board/hazel/jobs"

    found = parsed("rippling", page, label="hazel", url=address)

    posting = only(found)
    assert (posting.external_id, posting.company) == ("u-2", "Hazel")
    assert posting.locations == ("Bath, England, United Kingdom",)
    assert (posting.workplace, posting.tags) == ("On site", ("Waterways",))
    detail, following = found.follow
    assert detail.url == "https://api.rippling.com/platform/api/ats/v1/board/hazel/jobs/u-2"
    assert (following.url, dict(following.params)["page"]) == (address, "1")


def test_rippling_reads_the_words_of_employment_and_the_pay_of_every_place() -> None:
    page = {
        "uuid": "u-3",
        "name": "Lock Keeper",
        "url": "https://ats.rippling.com/hazel/jobs/u-3",
        "description": {"company": "<p>Canals.</p>", "role": "<p>Locks.</p>"},
        "workLocations": ["Bath", "Devizes"],
        "department": {"name": "Waterways", "department_tree": ["Waterways"]},
        "employmentType": {"label": "SALARIED_FT", "id": "Salaried, full-time"},
        "payRangeDetails": [
            {"currency": "GBP", "frequency": "YEAR", "rangeStart": 30000.0, "rangeEnd": 34000.0},
            {"currency": "GBP", "frequency": "YEAR", "rangeStart": 28000.0, "rangeEnd": 32000.0},
        ],
        "companyName": "Hazel Works, Inc.",
    }

    posting = only(parsed("rippling", page))

    assert posting.pay == Pay(low=28000, high=34000, currency="GBP", period="year")
    assert posting.employment.startswith("Salaried, full-time")
    assert posting.tags == ("Waterways",)
    assert posting.html == "<p>Canals.</p>\n<p>Locks.</p>"


# --- Workable --------------------------------------------------------------------------------

CAREER_SITE_JOB = {
    "id": 31,
    "shortcode": "CD34",
    "title": "Shell Sorter",
    "remote": False,
    "location": {"country": "Greece", "countryCode": "GR", "city": "Volos", "region": "Thessaly"},
    "locations": [{"country": "Greece", "city": "Volos", "region": "Thessaly", "hidden": False}],
    "state": "published",
    "isInternal": False,
    "published": "2026-01-05T00:00:00.000Z",
    "type": "full",
    "department": ["Beach"],
    "workplace": "on_site",
}


def test_workable_reads_the_list_of_a_career_site() -> None:
    posting = only(parsed("workable", {"total": 1, "results": [CAREER_SITE_JOB]}, label="tidemark"))

    assert posting.url == "https://apply.workable.com/j/CD34"
    assert posting.locations == ("Volos, Thessaly, Greece",)
    assert (posting.workplace, posting.employment) == ("on site", "Full-time")
    assert posting.posted_at is not None
    assert (posting.tags, posting.open) == (("Beach",), True)


def test_workable_reads_every_part_of_a_single_job() -> None:
    page = CAREER_SITE_JOB | {"description": "<p>A</p>", "requirements": "B", "benefits": "C"}

    posting = only(parsed("workable", page, label="tidemark"))

    assert posting.html == "<p>A</p>\n<h3>Requirements</h3>\nB\n<h3>Benefits</h3>\nC"


def test_workable_leaves_out_what_is_for_its_own_people_and_closes_what_is_archived() -> None:
    internal = CAREER_SITE_JOB | {"isInternal": True}
    archived = CAREER_SITE_JOB | {"shortcode": "EF56", "state": "archived"}

    posting = only(parsed("workable", {"total": 2, "results": [internal, archived]}))

    assert (posting.external_id, posting.open) == ("EF56", False)


def test_workable_may_have_nothing_open() -> None:
    assert parsed("workable", {"total": 0, "results": []}) == Parsed()


# --- others ----------------------------------------------------------------------------------


def test_himalayas_goes_on_by_the_cursor_and_counts_what_it_read() -> None:
    job = {"title": "Cook", "guid": "https://himalayas.app/jobs/cook", "companyName": "Alder"}
    page = {"totalCount": 90_000, "offset": 0, "limit": 20, "nextCursor": "abc", "jobs": [job] * 20}

    (second,) = parsed("himalayas", page).follow
    (third,) = parsed("himalayas", page, label=second.label).follow

    assert dict(second.params) == {"limit": "20", "cursor": "abc"}
    assert (second.label, third.label) == ("20", "40")
    assert parsed("himalayas", page, label="380").follow == ()


def test_recruitee_says_which_degree_is_asked_for() -> None:
    offer = {
        "id": 7,
        "title": "Wheelwright",
        "careers_url": "https://spokes.example/o/wheelwright",
        "education_code": "bachelor_degree",
    }

    assert only(parsed("recruitee", {"offers": [offer]})).degree == "bachelor degree"


def test_pinpoint_may_name_only_the_path_and_the_group_beside_the_job() -> None:
    posting = {
        "id": 9,
        "title": "Harbour Clerk",
        "path": "/en/postings/9",
        "department": {"name": "Office"},
        "location": {"city": "London", "province": "London", "name": "United Kingdom"},
    }

    found = only(parsed("pinpoint", {"data": [posting]}, label="quayside"))

    assert found.url == "https://quayside.pinpointhq.com/en/postings/9"
    assert (found.locations, found.tags) == (("London, United Kingdom",), ("Office",))


def test_bamboohr_takes_each_part_of_a_place_from_where_it_stands() -> None:
    job = {
        "id": "12",
        "jobOpeningName": "Glider Fitter",
        "location": {"city": "Galway", "state": None},
        "atsLocation": {"country": "Ireland", "state": None, "province": "Connacht", "city": None},
    }

    found = parsed("bamboohr", {"result": [job]}, label="updraft")

    assert only(found).locations == ("Galway, Connacht, Ireland",)


def test_bamboohr_knows_a_saved_opening_by_its_own_address() -> None:
    job = {
        "jobOpeningShareUrl": "https://updraft.bamboohr.com/careers/12",
        "jobOpeningName": "Glider Fitter",
        "jobOpeningStatus": "Filled",
        "minimumExperience": "Experienced",
    }

    posting = only(parsed("bamboohr", {"result": {"jobOpening": job}}, url="file:///saved.json"))

    assert (posting.external_id, posting.url) == ("12", job["jobOpeningShareUrl"])
    assert (posting.level, posting.open) == ("Experienced", False)


def test_oracle_reads_a_job_that_comes_alone() -> None:
    page = {
        "Id": "31",
        "Title": "Night Auditor",
        "JobSchedule": "Full time",
        "JobFunction": "Audit",
    }

    posting = only(parsed("oracle", page, label="ibex.fa.us2.oraclecloud.com/CX_7=Ibex"))

    assert (posting.employment, posting.tags) == ("Full time", ("Audit",))


def test_workday_leaves_out_a_line_that_is_only_a_number() -> None:
    job = {"title": "Planner", "externalPath": "/job/Cork/Planner_R-1", "locationsText": "Cork"}

    posting = only(parsed("workday", {"total": 2, "jobPostings": [{"bulletFields": ["R-2"]}, job]}))

    assert posting.locations == ("Cork",)


def test_workday_tells_the_country_of_a_bare_city() -> None:
    job = {
        "title": "Planner",
        "jobPostingId": "Planner_R-1",
        "externalUrl": "https://fernhill.wd3.myworkdayjobs.com/Careers/job/Cork/Planner_R-1",
        "location": "Cork",
        "additionalLocations": ["Leeds, England"],
        "country": {"descriptor": "Ireland"},
    }

    posting = only(parsed("workday", {"jobPostingInfo": job}))

    assert posting.locations == ("Cork, Ireland", "Leeds, England")


# --- Eightfold -------------------------------------------------------------------------------


def test_eightfold_reads_the_newer_form_and_asks_on_in_it() -> None:
    positions = [
        {
            "id": number,
            "name": "Electrical Engineer",
            "locations": ["Portugal, Lisbon", "Spain, Vigo"],
            "standardizedLocations": ["Lisbon, Lisbon, PT", "Vigo, GA, ES"],
            "postedTs": 1767261600,
            "workLocationOption": "hybrid",
            "positionUrl": f"/careers/job/{number}",
        }
        for number in (11, 12)
    ]
    page = {"status": 200, "data": {"count": 3, "positions": positions}}
    address = "https://careers.copper.example/api/pcsx/search"

    found = parsed(
        "eightfold", page, label="careers.copper.example@copper.example=Copper", url=address
    )

    assert found.postings[0].url == "https://careers.copper.example/careers/job/11"
    assert found.postings[0].locations == ("Lisbon, Lisbon, PT", "Vigo, GA, ES")
    assert found.postings[0].posted_at is not None
    detail, _, following = found.follow
    assert detail.url == "https://careers.copper.example/api/pcsx/position_details"
    assert detail.params == (("position_id", "11"), ("domain", "copper.example"))
    assert (following.url, dict(following.params)["start"]) == (address, "2")


def test_eightfold_reads_the_text_of_the_newer_form() -> None:
    position = {
        "id": 11,
        "name": "Electrical Engineer",
        "location": "Lisbon, Portugal",
        "jobDescription": "<p>Wires.</p>",
        "efcustomTextEmploymentType": ["Full-Time"],
        "publicUrl": "https://careers.copper.example/careers/job/11",
    }

    posting = only(parsed("eightfold", {"status": 200, "data": position}))

    assert (posting.html, posting.employment) == ("<p>Wires.</p>", "Full-Time")
    assert (posting.url, posting.locations) == (position["publicUrl"], ("Lisbon, Portugal",))


def test_eightfold_turns_to_the_newer_form_where_the_old_one_lists_nothing() -> None:
    found = parsed("eightfold", {"domain": "copper.example"}, label="copper@copper.example")

    assert [each.url for each in found.follow] == ["https://copper.eightfold.ai/api/pcsx/search"]


# --- feeds -----------------------------------------------------------------------------------

TEAMTAILOR_RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel>
<title>Linnet</title><link>https://linnet.teamtailor.com/jobs</link>
<item>
<title>Bird Ringer</title><description>&lt;p&gt;Rings.&lt;/p&gt;</description>
<pubDate>Fri, 02 Jan 2026 14:50:13 +0300</pubDate>
<link>https://linnet.teamtailor.com/jobs/1-bird-ringer</link>
<remoteStatus>hybrid</remoteStatus><guid>0-1</guid>
<tt:locations>
<tt:location><tt:name>Hut</tt:name><tt:city>Turku</tt:city><tt:country>Finland</tt:country></tt:location>
<tt:location><tt:name>EU</tt:name><tt:city/><tt:country/></tt:location>
</tt:locations>
<tt:department>Field</tt:department><tt:role>Ringer</tt:role>
</item></channel></rss>"""


def test_teamtailor_reads_its_rss() -> None:
    posting = only(parsed("teamtailor", TEAMTAILOR_RSS))

    assert (posting.external_id, posting.company) == ("0-1", "Linnet")
    assert (posting.locations, posting.workplace) == (("Turku, Finland", "EU"), "Hybrid")
    assert (posting.html, posting.tags) == ("<p>Rings.</p>", ("Field", "Ringer"))
    assert posting.posted_at is not None


# --- what a list alone tells -----------------------------------------------------------------

ICIMS_LIST = """<html><body>
<a href="https://jobs-fen.icims.com/jobs/intro">Welcome</a>
<li class="iCIMS_JobCardItem"><div class="row">
<div class="header left"><span class="sr-only field-label">Job Locations</span>
<span>US-ME-Eastport | US-MN-Duluth</span></div>
<div class="title"><a href="https://jobs-fen.icims.com/jobs/7/location-scout/job?in_iframe=1"
title="7 - Location Scout"><span class="sr-only">Job Title</span><h3>Location Scout</h3></a></div>
</div></li>
<li class="iCIMS_JobCardItem"><div class="row"><div class="title">
<a href="https://jobs-fen.icims.com/jobs/8/lamp-trimmer/job"><span>Job Title</span> Lamp Trimmer</a>
</div></div></li></body></html>"""


def test_icims_reads_titles_and_places_of_a_list_and_leads_to_the_rest() -> None:
    address = "https://jobs-fen.icims.com/jobs/search?ss=1"

    found = parsed("icims", ICIMS_LIST, label="jobs-fen=Fen Lights", url=address)

    assert [(each.title, each.locations) for each in found.postings] == [
        ("Location Scout", ("US-ME-Eastport", "US-MN-Duluth")),
        ("Lamp Trimmer", ()),
    ]
    assert found.postings[0].url == "https://jobs-fen.icims.com/jobs/7/location-scout/job"
    assert found.postings[0].external_id == found.postings[0].url
    assert [each.detail for each in found.follow] == [True, True]


def test_recruitee_reads_the_place_that_stands_beside_the_list_of_places() -> None:
    offer = {
        "id": 7,
        "title": "Wheelwright",
        "careers_url": "https://spokes.example/o/wheelwright",
        "city": "Poznań",
        "country": "Poland",
        "location": "Remote job",
    }

    assert only(parsed("recruitee", {"offers": [offer]})).locations == ("Poznań, Poland",)


def test_smartrecruiters_adds_the_code_to_words_in_another_language() -> None:
    job = {
        "id": "5",
        "name": "Salt Panner",
        "company": {"identifier": "Saltmarsh", "name": "Saltmarsh"},
        "location": {"city": "Szczecin", "country": "pl", "fullLocation": "Szczecin, , Poland"},
        "typeOfEmployment": {"id": "permanent", "label": "Pełny etat"},
        "experienceLevel": {"id": "mid_senior_level", "label": "Kadra średniego szczebla"},
        "industry": {"id": "food", "label": "Food"},
    }

    posting = only(parsed("smartrecruiters", job))

    assert posting.locations == ("Szczecin, Poland",)
    assert posting.employment == "Pełny etat (permanent)"
    assert posting.level == "Kadra średniego szczebla (mid senior level)"
    assert posting.tags == ("Food",)


def test_a_workday_posting_without_an_address_is_where_it_was_asked_for() -> None:
    address = "https://fen.wd3.myworkdayjobs.com/wday/cxs/fen/Careers/job/Cork/Planner_R-1"
    page = {"jobPostingInfo": {"title": "Planner", "location": "Cork, Ireland"}}

    posting = only(parsed("workday", page, label="fen@wd3/Careers", url=address))

    assert posting.url == "https://fen.wd3.myworkdayjobs.com/Careers/job/Cork/Planner_R-1"
    assert posting.external_id == "Planner_R-1"


def test_icims_reads_the_named_fields_of_a_line() -> None:
    line = """<div class="row"><div class="header left"></div>
    <div class="header right"><span class="sr-only">Posted Date</span>
    <span title="1/5/2026 7:11 PM">3 hours ago<span class="sr-only">(1/5/2026)</span></span></div>
    <a href="/jobs/9/keeper/job"><span class="sr-only">Title</span><h3>Keeper</h3></a>
    <div class="description">You keep.</div><dl>
    <div><dt>Position Type</dt><dd><span>Full-time</span></dd></div>
    <div><dt>Work Arrangement</dt><dd><span>Remote</span></dd></div></dl></div>"""
    other = '<div class="row"><a href="/jobs/8/trimmer/job"><h3>Trimmer</h3></a></div>'
    address = "https://jobs-fen.icims.com/jobs/search"

    found = parsed("icims", f"<html>{line}{other}</html>", label="jobs-fen", url=address)

    keeper, trimmer = found.postings
    assert (keeper.title, keeper.html, keeper.posted_text) == ("Keeper", "You keep.", "3 hours ago")
    assert (keeper.employment, keeper.workplace) == ("Full-time", "Remote")
    assert (trimmer.title, trimmer.html) == ("Trimmer", "")


def test_greenhouse_reads_pay_from_a_range_of_the_companys_own() -> None:
    money = {"unit": "USD", "min_value": "90000.0", "max_value": "120000.0"}
    job = {
        "id": 3,
        "title": "Kite Maker",
        "metadata": [
            {"name": "Salary Range", "value": money, "value_type": "currency_range"},
            {"name": "Workplace Type", "value": ["Hybrid"], "value_type": "multi_select"},
        ],
    }

    posting = only(parsed("greenhouse", {"jobs": [job | {"content": ""}]}))

    assert posting.pay == Pay(low=90000, high=120000, currency="USD", period="year")
    assert posting.workplace == "Hybrid"


def test_greenhouse_names_the_offices_where_the_place_is_only_a_way_to_work() -> None:
    job = {
        "id": 3,
        "title": "Kite Maker",
        "location": {"name": "Remote"},
        "offices": [{"name": "Ireland", "location": None}, {"name": "HQ", "location": "Cork"}],
        "content": "",
    }

    posting = only(parsed("greenhouse", {"jobs": [job]}))

    assert posting.locations == ("Remote", "Ireland", "Cork")


def test_a_feed_names_its_owner_where_its_authors_are_codes_and_places() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:newton="http://newton.example">
    <title>Paycor Recruiting Feed</title><generator>Fen Lights</generator>
    <entry><title>Lamp Trimmer</title><id>1</id><updated>2026-01-05T10:00:00Z</updated>
    <link rel="alternate" href="https://fen.example/1"/>
    <author><name>United States Eastport ME 04631</name></author>
    <newton:location>Eastport</newton:location><newton:state>ME</newton:state>
    <newton:country>United States</newton:country><newton:department>Lamps</newton:department>
    <newton:salary>$25 - $30 per hour</newton:salary></entry></feed>"""

    posting = only(parsed("feed", atom))

    assert (posting.company, posting.tags) == ("Fen Lights", ("Lamps",))
    assert posting.locations == ("Eastport, ME, United States",)
    assert posting.pay == "$25 - $30 per hour"


def test_a_feed_named_after_its_jobs_names_the_employer() -> None:
    rss = """<rss><channel><title>University of the Fens: All Jobs</title><item>
    <title>Reed Cutter</title><link>https://fen.example/2</link><creator>admin</creator>
    </item></channel></rss>"""

    assert only(parsed("feed", rss)).company == "University of the Fens"


# --- sources that are searched by words ------------------------------------------------------


def test_arbeitsagentur_searches_by_words_and_goes_on_to_texts_and_the_next_page() -> None:
    ask = Ask(terms=("Drachenbau", "Segel"), countries=("DE",))

    (first, _) = discover()["arbeitsagentur"].start(ask)
    entry = {"referenznummer": "10001-1-S", "stellenangebotsTitel": "Segelmacher", "firma": "Bö"}
    page = {"maxErgebnisse": 70, "ergebnisliste": [entry]}
    found = read(discover()["arbeitsagentur"], first, json.dumps(page).encode())

    assert dict(first.params)["was"] == "Drachenbau"
    assert found.postings[0].url == ("https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1-S")
    text, following = found.follow
    assert text.detail
    assert text.url.endswith("/pc/v4/jobdetails/MTAwMDEtMS1T")
    assert (dict(following.params)["page"], following.label) == ("2", "Drachenbau 2")
    assert not [*discover()["arbeitsagentur"].start(Ask(terms=("x",), countries=("PL",)))]


def test_arbeitsagentur_reads_a_text_and_its_form_until_2025() -> None:
    text = {
        "referenznummer": "10001-1-S",
        "stellenangebotsTitel": "Segelmacher",
        "stellenangebotsBeschreibung": "Wir nähen.\nBei Wind & Wetter.",
        "firma": "Bö",
        "stellenlokationen": [{"adresse": {"ort": "Kiel"}}],
    }
    old = {
        "refnr": "10001-2-S",
        "titel": "Segelmacher",
        "beruf": "Segelmacher/in",
        "arbeitgeber": "Bö",
        "arbeitsort": {"ort": "Kiel", "region": "Schleswig-Holstein", "land": "Deutschland"},
        "aktuelleVeroeffentlichungsdatum": "2025-01-02",
    }

    posting = only(parsed("arbeitsagentur", text))
    older = only(parsed("arbeitsagentur", {"stellenangebote": [old], "maxErgebnisse": 1}))

    assert posting.html == "Wir nähen.<br>Bei Wind &amp; Wetter."
    assert (older.title, older.company) == ("Segelmacher", "Bö")
    assert older.locations == ("Kiel, Schleswig-Holstein, Deutschland",)
    assert parsed("arbeitsagentur", {"maxErgebnisse": 0, "page": 1, "size": 50}) == Parsed()


# --- career sites made of links --------------------------------------------------------------


def test_jazzhr_reads_the_lines_of_a_list_and_leads_to_the_jobs() -> None:
    page = """<html><body><a id="resumator-back-button" href="/apply/">View all</a><ul>
    <li class="list-group-item"><h3><a href="https://fen.applytojob.com/apply/ujxQN2lhPz/Oar-Maker">
    Oar Maker </a></h3><ul><li><i class="fa fa-map-marker"></i>Austin, TX</li></ul></li>
    <li class="list-group-item"><h3><a href="/apply/kd8QN2lhPz/Cox">Cox</a></h3></li></ul>
    <a href="/apply/confirm/">Confirm</a></body></html>"""

    found = parsed("jazzhr", page, label="fen=Fen", url="https://fen.applytojob.com/apply")

    assert [(each.title, each.locations) for each in found.postings] == [
        ("Oar Maker", ("Austin, TX",)),
        ("Cox", ()),
    ]
    assert [each.url for each in found.follow] == [
        "https://fen.applytojob.com/apply/ujxQN2lhPz/Oar-Maker",
        "https://fen.applytojob.com/apply/kd8QN2lhPz/Cox",
    ]


def test_jobvite_reads_either_form_of_a_list_and_goes_on_to_the_next_page() -> None:
    listed = """<body class="jv-page jv-page-search"><ul>
    <li><a class="jv-job-list-name" href="/rip/job/oAaa1fwA">Counter</a>
    <p class="jv-job-list-location"> Durham,
       North Carolina </p></li></ul><table>
    <tr><td><a href="/rip/job/oBbb2fwB">Diver</a></td>
    <td class="jv-job-list-location">Cork</td></tr></table>
    <a href="/rip/search/?p=1" class="jv-pagination-next">Next</a></body>"""
    address = "https://jobs.jobvite.com/rip/search"

    found = parsed("jobvite", listed, label="rip", url=address)

    assert [(each.external_id, each.title, each.locations) for each in found.postings] == [
        ("oAaa1fwA", "Counter", ("Durham, North Carolina",)),
        ("oBbb2fwB", "Diver", ("Cork",)),
    ]
    assert (found.follow[-1].url, found.follow[-1].params) == (address, (("p", "1"),))
    empty = parsed("jobvite", '<body class="jv-page-search">Nothing</body>', url=address)
    assert empty == Parsed()


def test_hackernews_reads_a_thread_that_says_only_what_it_holds() -> None:
    comment = {"id": 2, "text": "Fen Lights | Lamp Trimmer | Cork | REMOTE | Full-time<p>We trim."}
    page = {"id": 1, "title": "Ask HN: Who is hiring?", "children": [comment]}

    assert only(parsed("hackernews", page)).company == "Fen Lights"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-8-4 15:09 UTC", "2026-08-04T15:09:00+00:00"),
        ("2026/08/04", "2026-08-04T00:00:00+00:00"),
        ("4.8.2026", "2026-08-04T00:00:00+00:00"),
        ("August 4, 2026", "2026-08-04T00:00:00+00:00"),
        ("4 Aug 2026", "2026-08-04T00:00:00+00:00"),
        ("2026-08-04T10:00:00.0000000", "2026-08-04T10:00:00+00:00"),
        ("2026-08-04T15:02:00+0200", "2026-08-04T13:02:00+00:00"),
    ],
)
def test_a_day_is_read_as_career_sites_write_it(words: str, day: str) -> None:
    assert _read.moment(words) == datetime.fromisoformat(day)


@pytest.mark.parametrize("words", ["8/9/2026", "soon", "2026-13-40", "31.2.2026", "2026-8-411", ""])
def test_a_day_that_is_none_or_two_is_not_guessed(words: str) -> None:
    assert _read.moment(words) is None


# --- older and other lists -------------------------------------------------------------------


def test_justjoin_reads_its_first_version() -> None:
    job = {
        "title": "Backend Developer",
        "city": "Wrocław",
        "country_code": "PL",
        "marker_icon": "go",
        "workplace_type": "remote",
        "company_name": "Wiatrak",
        "experience_level": "mid",
        "published_at": "2023-04-19T11:00:14.909Z",
        "id": "wiatrak-backend-developer-wroclaw",
        "employment_types": [
            {"type": "b2b", "salary": None},
            {"type": "permanent", "salary": {"from": 8000, "to": 16000, "currency": "pln"}},
        ],
        "skills": [{"name": "Python", "level": 1}],
        "multilocation": [{"city": "Wrocław"}, {"city": "Łódź"}],
    }

    posting = only(parsed("justjoin", [job]))

    assert posting.url == "https://justjoin.it/job-offer/wiatrak-backend-developer-wroclaw"
    assert (posting.company, posting.level) == ("Wiatrak", "mid")
    assert posting.locations == ("Wrocław, PL", "Łódź, PL")
    assert posting.pay == Pay(low=8000, high=16000, currency="PLN", period="month")
    assert (posting.employment, posting.tags) == ("B2B, permanent", ("Python",))


def test_jobicy_reads_pay_by_the_year_in_its_older_form() -> None:
    job = {
        "id": 7,
        "url": "https://jobicy.com/jobs/7",
        "jobTitle": "Cook",
        "annualSalaryMin": "60000",
        "annualSalaryMax": "90000",
        "salaryCurrency": "USD",
    }

    posting = only(parsed("jobicy", {"jobs": [job]}))

    assert posting.pay == Pay(low=60000, high=90000, currency="USD", period="year")


def test_greenhouse_reads_jobs_that_stand_in_departments_and_offices_once() -> None:
    job = {"id": 3, "title": "Kite Maker", "absolute_url": "https://x.example/3"}
    departments = [{"name": "Kites", "jobs": [job]}, {"name": "Tails", "jobs": [job]}]

    by_department = parsed("greenhouse", {"departments": departments}, label="kestrel")
    by_office = parsed("greenhouse", {"offices": [{"departments": departments}]}, label="kestrel")

    assert only(by_department) == only(by_office)
    assert by_department.postings[0].title == "Kite Maker"


def test_lever_reads_a_list_that_is_grouped() -> None:
    job = {"id": "1", "text": "Weaver", "hostedUrl": "https://jobs.lever.co/marram/1"}

    grouped = parsed("lever", [{"title": "Mats", "postings": [job]}, {"postings": []}])

    assert only(grouped).title == "Weaver"


def test_recruitee_reads_one_offer() -> None:
    offer = {"id": 7, "title": "Wheelwright", "careers_url": "https://spokes.example/o/w"}

    assert only(parsed("recruitee", {"offer": offer})).title == "Wheelwright"


def test_ashby_reads_what_its_own_page_and_an_employers_interface_list() -> None:
    job = {
        "id": "1",
        "title": "Tern Counter",
        "departmentName": "Birds",
        "teamName": "Sea",
        "locationName": "New York",
        "secondaryLocations": [{"locationName": "Cork"}],
        "workplaceType": "OnSite",
        "employmentType": "FullTime",
        "publishedDate": "2026-01-05",
        "applicationDeadline": "2026-02-05",
        "compensationTierSummary": "$200K",
    }

    own = only(parsed("ashby", {"data": {"jobBoard": {"jobPostings": [job]}}}, label="tern"))
    other = only(parsed("ashby", {"success": True, "results": [job]}, label="tern"))

    assert own == other
    assert own.locations == ("New York", "Cork")
    assert (own.pay, own.tags) == ("$200K", ("Birds", "Sea"))
    assert own.posted_at is not None
    assert own.deadline is not None


def test_comeet_reads_one_position_of_its_page_and_saved_answers_of_the_api() -> None:
    site = "https://www.comeet.com/jobs/harrowgate/4A.00C"
    jobs = [
        {"uid": f"7B.{end}", "name": "Fitter", "company_name": "H Ltd"} for end in ("D20", "D2")
    ]
    page = f"<script>COMPANY_POSITIONS_DATA = {json.dumps(jobs)};\nPOSITION_DATA = null;</script>"
    asked = Fetch(url=f"{site}/fitter/7B.D20", label="harrowgate/4A.00C", detail=True)
    saved = {
        "uid": "7B.D30",
        "name": "Clerk",
        "company_name": "Quay Labs",
        "location": {"name": "Pune", "country": "IN"},
        "details": [{"name": "A & B", "value": "<p>C</p>"}],
    }

    fitter = only(read(discover()["comeet"], asked, page.encode()))
    clerk = only(parsed("comeet", [saved], label="harrowgate/4A.00C"))

    assert (fitter.external_id, fitter.company) == ("7B.D20", "H Ltd")
    assert (clerk.company, clerk.locations) == ("Quay Labs", ("Pune, India",))
    assert clerk.html == "<h3>A &amp; B</h3>\n<p>C</p>"
    assert clerk.url == f"{site}/position/7B.D30"
    assert parsed("comeet", "COMPANY_POSITIONS_DATA = [];") == Parsed()
    with pytest.raises(SourceChanged):
        parsed("comeet", "<html>Just a moment...</html>")


def test_platsbanken_searches_by_words_and_goes_on_to_the_next_page() -> None:
    source = discover()["platsbanken"]
    (first,) = source.start(Ask(terms=("fyrvaktare",), countries=("SE",)))
    job = {"id": "1", "headline": "Fyrvaktare"}
    page = {"total": {"value": 120}, "hits": [job]}

    found = read(source, first, json.dumps(page).encode())

    assert dict(first.params)["q"] == "fyrvaktare"
    assert found.postings[0].url == "https://arbetsformedlingen.se/platsbanken/annonser/1"
    assert [(dict(each.params)["offset"], each.label) for each in found.follow] == [
        ("100", "fyrvaktare 2")
    ]
    assert read(source, found.follow[0], json.dumps(page).encode()).follow == ()
    assert only(parsed("platsbanken", job)).title == "Fyrvaktare"
    assert not [*source.start(Ask(terms=("x",), countries=("DE",)))]


@pytest.mark.parametrize(
    ("told", "pay"),
    [
        ("30 000 - 35 000 kr/mån", "30 000 - 35 000 SEK per month"),
        ("Timlön 165:-", "hourly 165 SEK"),
        ("40 tkr i månaden", "40k SEK per month"),
        ("Månadslön 31500", "monthly 31500 SEK"),
        ("Enligt överenskommelse", "Enligt överenskommelse"),
    ],
)
def test_platsbanken_says_pay_in_words_that_others_use_too(told: str, pay: str) -> None:
    job = {"id": "1", "headline": "Fyrvaktare", "salary_description": told}

    assert only(parsed("platsbanken", job)).pay == pay
