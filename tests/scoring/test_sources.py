"""What every source keeps; a new one gets these tests by having a fixture."""

import copy
import gzip
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import InputError, SourceChanged
from scoring.model import Ask, Fetch, RawPosting
from scoring.sources import Source, discover, named, read

FIXTURES = Path(__file__).parents[1] / "fixtures"
BOARDS = {
    "ashby": ("tern-analytics=Tern Analytics",),
    "bamboohr": ("updraft=Updraft Gliding",),
    "breezy": ("brass-bell",),
    "comeet": ("harrowgate/4A.00C=Harrowgate Optics",),
    "eightfold": ("copperline@copperline.example=Copperline",),
    "feed": ("https://jobs.fairweather.example/rss",),
    "gem": ("tidewrack=Tidewrack",),
    "greenhouse": ("kestrel=Kestrel Robotics",),
    "icims": ("careers-meridian=Meridian",),
    "jazzhr": ("fenlandoars=Fenland Oars",),
    "jibe": ("careers.lodestar.example=Lodestar",),
    "jobvite": ("ripple-labs=Ripple Labs",),
    "join": ("larkspur",),
    "lever": ("marram",),
    "oracle": ("ibex.fa.us2.oraclecloud.com/CX_7=Ibex Bank",),
    "page": ("https://crumb.example/jobs",),
    "personio": ("alder-ash=Alder & Ash",),
    "pinpoint": ("quayside=Quayside Ports",),
    "recruitee": ("velvetspokes",),
    "rippling": ("hazel-works",),
    "simplify": ("avocet/New-Grad-List@main",),
    "smartrecruiters": ("saltmarsh",),
    "teamtailor": ("linnet",),
    "workable": ("bramble=Bramble Foods",),
    "workday": ("fernhill@wd3/Careers=Fernhill",),
}
UNDATED = {"bamboohr", "pinpoint", "rippling"}  # their lists hold no date at all
ANYWHERE = Fetch(url="https://jobs.example.com")
every_source = pytest.mark.parametrize("source", discover().values(), ids=lambda each: each.name)


def first(source: Source) -> Fetch:
    keys = dict.fromkeys(source.needs, "secret")
    return next(iter(source.start(Ask(boards=BOARDS, keys=keys, terms=("kites",)))))


def fixture(source: Source) -> Path:
    return next((FIXTURES / source.name).glob("response.*"))


def response(source: Source) -> bytes:
    return fixture(source).read_bytes()


def with_suffix(*suffixes: str) -> pytest.MarkDecorator:
    sources = [each for each in discover().values() if fixture(each).suffix in suffixes]
    return pytest.mark.parametrize("source", sources, ids=lambda each: each.name)


every_json_source = with_suffix(".json")
every_markup_source = with_suffix(".xml", ".html")


# --- what every source keeps ----------------------------------------------------------------


def test_every_source_has_a_fixture_and_every_fixture_a_source() -> None:
    folders = {each.name for each in FIXTURES.iterdir() if [*each.glob("response.*")]}

    assert folders == set(discover())


@every_source
def test_the_module_is_named_after_its_source(source: Source) -> None:
    assert type(source).__module__ == f"scoring.sources.{source.name}"


@every_source
def test_the_fixture_gives_exactly_the_expected_postings(source: Source) -> None:
    expected = json.loads((FIXTURES / source.name / "expected.json").read_bytes())

    found = read(source, first(source), response(source))

    assert found.postings == tuple(map(RawPosting.model_validate, expected))
    assert found.unread == ()


@every_source
def test_what_is_read_can_be_shown_and_linked(source: Source) -> None:
    postings = read(source, first(source), response(source)).postings

    assert len({each.external_id for each in postings}) == len(postings) > 0
    for each in postings:
        assert each.url.startswith("https://")
        assert each.title
        assert each.company
        assert each.posted_at or each.posted_text or source.name in UNDATED
        assert each.posted_at is None or each.posted_at.utcoffset() is not None


@every_source
def test_half_a_page_is_a_changed_page(source: Source) -> None:
    body = response(source)

    with pytest.raises(SourceChanged, match=source.name):
        read(source, first(source), body[: len(body) // 2])


@every_source
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><title>Just a moment...</title>",
        b"\xff\xfe\x00 not text",
        b"[" * 100_000,
        b'"a string"',
        b"17",
        b'{"error": "not found"}',
        b'{"jobs": null, "data": {}, "hits": 3}',
    ],
    ids=["empty", "html", "bytes", "deep", "string", "number", "error", "wrong-types"],
)
def test_another_page_is_a_changed_page(source: Source, body: bytes) -> None:
    with pytest.raises(SourceChanged):
        read(source, first(source), body)


@every_source
def test_it_asks_over_https_and_with_declared_keys_only(source: Source) -> None:
    keys = dict.fromkeys(source.needs, "secret")
    ask = Ask(boards=BOARDS, keys=keys, terms=("kites",))

    fetches = list(source.start(ask))

    assert fetches
    assert all(each.url.startswith("https://") for each in fetches)


@every_source
def test_a_byte_order_mark_does_not_matter(source: Source) -> None:
    found = read(source, first(source), b"\xef\xbb\xbf" + response(source))

    assert found == read(source, first(source), response(source))


@every_json_source
def test_an_odd_entry_is_named_and_the_others_are_read(source: Source) -> None:
    document = json.loads(response(source))
    entries = listed(document)
    entries[1:1] = ["no posting", None, {"id": None}]

    found = read(source, first(source), json.dumps(document).encode())

    assert len(found.postings) == len(read(source, first(source), response(source)).postings)
    assert [each.where for each in found.unread] == ["entry 2", "entry 3", "entry 4"]


@every_json_source
def test_optional_fields_may_be_null_missing_or_of_another_type(source: Source) -> None:
    before = read(source, first(source), response(source))

    for spoil in (None, 0, "", {"odd": 1}, ["odd"], False, -1.5):
        for field in optional_fields(source):
            document = json.loads(response(source))
            for entry in listed(document):
                if field in entry:
                    entry[field] = copy.deepcopy(spoil)
            found = read(source, first(source), json.dumps(document).encode())
            assert len(found.postings) == len(before.postings), (field, spoil, found.unread)


def listed(document: Any) -> list[Any]:
    """Return the list of entries in a fixture."""
    if isinstance(document, list):
        return document
    if "SearchResult" in document:
        document = document["SearchResult"]
    longest = max((each for each in document.values() if isinstance(each, list)), key=len)
    nested = longest[0].get("requisitionList") if isinstance(longest[0], dict) else None
    return nested if isinstance(nested, list) else longest


def optional_fields(source: Source) -> set[str]:
    """Return the fields of the fixture without which a posting is still one."""
    entries = [each for each in listed(json.loads(response(source))) if isinstance(each, dict)]
    return {field for entry in entries for field in entry} - NEEDED - TELLING


NEEDED = {
    *("id", "Id", "uuid", "guid", "slug", "shortcode", "objectID", "externalPath"),
    *("title", "Title", "text", "name", "position", "jobTitle", "jobOpeningName", "comment_text"),
    *("url", "careers_url", "canonicalPositionUrl", "redirect_url", "refs", "applicationLink"),
    *("MatchedObjectDescriptor", "data", "referenznummer", "stellenangebotsTitel", "headline"),
}
# These say whether an entry is a posting at all, or another one than its neighbour.
TELLING = {"isListed", "legal", "parent_id", "story_id", "author", "reference", "removed"}


keys = st.sampled_from(
    [
        "id",
        "title",
        "text",
        "jobs",
        "data",
        "hits",
        "url",
        "position",
        "company_name",
        "slug",
        "content",
        "location",
        "jobUrl",
        "objectID",
        "comment_text",
        "children",
        "kids",
        "type",
        "links",
        "next",
        "offset",
        "totalCount",
        "categories",
        "salaryRange",
        "min",
        "compensation",
        "summaryComponents",
        "created_at_i",
        "publishedAt",
        "metadata",
    ]
)
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=25,
)


@every_json_source
@settings(max_examples=15)  # for each source, so hundreds
@given(document=json_values, label=st.text(max_size=12))
def test_no_json_breaks_a_source(source: Source, document: Any, label: str) -> None:
    """Whatever a site sends, the only error is SourceChanged."""
    try:
        read(source, Fetch(url="https://x.example", label=label), json.dumps(document).encode())
    except SourceChanged:
        return


@every_json_source
@settings(max_examples=15)  # for each source, so hundreds
@given(field=st.text(max_size=10), value=json_values)
def test_no_value_in_an_entry_breaks_a_source(source: Source, field: str, value: Any) -> None:
    document = json.loads(response(source))
    for entry in listed(document):
        names = [field, *entry]
        entry[names[len(field) % len(names)]] = value

    read(source, first(source), json.dumps(document).encode())


@every_markup_source
@settings(max_examples=30)
@given(data=st.data())
def test_no_damage_to_a_page_breaks_a_source(source: Source, data: st.DataObject) -> None:
    """Whatever is cut out of a page or put into it, the only error is SourceChanged."""
    body = response(source)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(body))] * 2)))

    try:
        read(source, first(source), body[:start] + data.draw(st.binary(max_size=9)) + body[end:])
    except SourceChanged:
        return


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no source 'indeed'.*greenhouse"):
        named(["greenhouse", "indeed"])


def test_no_names_mean_every_source() -> None:
    assert named([]) == tuple(discover().values())


# --- everything that was recorded -----------------------------------------------------------


def recorded(folder: Path, source: Source) -> Iterator[tuple[str, bytes]]:
    """Yield the source's own folder and the files elsewhere that are named after it."""
    named_so = NAMED_SO.get(source.name, source.name)
    for path in sorted(folder.rglob(f"*{fixture(source).suffix}*")):
        if path.parent.name == source.name or any(
            f"__{each}" in path.name for each in named_so.split()
        ):
            data = path.read_bytes()
            yield path.name, gzip.decompress(data) if path.suffix == ".gz" else data


NAMED_SO = {
    "feed": "neogov wwr",
    "icims": "jd_icims",
    "justjoin": "justjoinit rocketjobs",
    "oracle": "jd_oracle",
    "page": "jd_icims",
}
COUNT: Mapping[str, Callable[[Any], int]] = {
    "ashby": lambda page: sum(each.get("isListed") is not False for each in page["jobs"]),
    "workday": lambda page: len(page.get("jobPostings", [page])),
    "remoteok": lambda page: sum("legal" not in each for each in page),
    "hackernews": lambda page: len(page.get("comments") or page.get("hits")),
}

# The folder of responses was collected before these were written.
UNRECORDED = {"arbeitsagentur", "comeet", "gem", "jazzhr", "jibe", "jobvite", "landingjobs"} | {
    "platsbanken"
}

MARKS = {
    "personio": b"<position>",
    "weworkremotely": b"<item>",
    "feed": b"<item>",
    "icims": b'"JobPosting"',
    "page": b'"JobPosting"',
    "join": b'"idParam"',
}


def counted(source: Source, body: bytes) -> int:
    return COUNT.get(source.name, entries_of)(json.loads(body))


def entries_of(page: Any) -> int:
    """Return how many postings a recorded page has: its longest list, or the one that it is."""
    if isinstance(page, dict) and ({"jobAd", "jobPostingInfo", "text", "absolute_url"} & {*page}):
        return 1
    return len(listed(page))


@pytest.mark.shared
@every_source
def test_every_recorded_response_is_read_without_loss(source: Source, shared: Path) -> None:
    files = list(recorded(shared / "data" / "responses", source))
    assert files or source.name in UNRECORDED

    for name, body in files:
        found = read(source, recorded_fetch(source), body)

        if source.name == "linkedin":
            counts = {"serp": 10, "detail": 1, "sample": 5}
            count = next(each for mark, each in counts.items() if mark in name)
            assert (name, len(found.postings), found.unread) == (name, count, ())
            continue
        count = body.count(MARKS[source.name]) if source.name in MARKS else counted(source, body)

        assert (name, len(found.postings), found.unread) == (name, count, ())
        assert all(each.title and each.company for each in found.postings)
        assert source.name in UNDATED | {"oracle", "icims", "page"} or all(
            each.posted_at or each.posted_text for each in found.postings
        )


def recorded_fetch(source: Source) -> Fetch:
    """Return a fetch of a board, since some boards name their employer nowhere else."""
    return first(source) if source.name in BOARDS else ANYWHERE
