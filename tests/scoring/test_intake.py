"""Raw postings go in once: what comes again just as it was is looked up and not read."""

import os
import signal
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from scoring.edge.db import Store
from scoring.edge.postings import workers
from scoring.edge.postings.intake import PostingsIntake
from scoring.edge.postings.store import MIGRATIONS, PostingsStore
from scoring.edge.postings.workers import Workers, clean
from scoring.model import Posting, RawPosting
from scoring.normalise import normalise, posting_id
from scoring.ports import Taken
from scoring.rank import terms
from scoring.sources.file import read_file
from tests.factories import NOW, raw

TOMORROW = NOW + timedelta(days=1)
OWN_PAGE = (
    "<p>You bake bread by night in our bakery on the market square, and you hold a bachelor's "
    "degree in food science, which is required. The salary is $60,000 - $70,000 per year.</p>"
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store(tmp_path / "picks.db", [MIGRATIONS]) as store:
        yield store


async def _take(store: Store, raws: Sequence[RawPosting], *, now: datetime = NOW) -> list[Taken]:
    with PostingsIntake(store) as intake:
        return [taken async for taken in intake.take(raws, source="board", now=now)]


async def _stored(store: Store, *raws: RawPosting) -> list[Posting]:
    ids = [posting_id(each, source="board") for each in raws]
    rows = await store.read(lambda db: db.execute("SELECT id, cluster_id FROM postings").fetchall())
    clusters = await PostingsStore(store).clusters([cluster for _, cluster in rows])
    found = {each.id: each for cluster in clusters.values() for each in cluster.postings}
    return [found[each] for each in ids]


def _jobs(count: int, **fields: Any) -> list[RawPosting]:
    return [
        raw(external_id=f"{at}", title=f"Baker for oven {at}xyz", **fields) for at in range(count)
    ]


async def test_a_posting_goes_in_as_it_is_normalised(store: Store) -> None:
    job = raw(html=OWN_PAGE)

    [taken] = await _take(store, [job])

    assert await _stored(store, job) == [normalise(job, source="board", seen_at=NOW)]
    assert taken == Taken(ids=frozenset({posting_id(job, source="board")}), new=1)


async def test_what_comes_again_as_it_was_is_not_read_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _take(store, _jobs(3))
    read: list[RawPosting] = []
    monkeypatch.setattr(workers, "normalise", lambda raw, **_: read.append(raw))

    dated = _jobs(3, posted_at=TOMORROW, posted_text="today")
    [taken] = await _take(store, dated, now=TOMORROW)

    assert (read, taken.new, len(taken.ids)) == ([], 0, 3)
    seen = await store.read(lambda db: db.execute("SELECT last_seen FROM postings").fetchall())
    assert {each for (each,) in seen} == {"2026-01-03T08:00:00.000000+00:00"}


async def test_what_has_changed_is_read_again(store: Store) -> None:
    job = raw()
    await _take(store, [job])
    changed = job.model_copy(update={"html": OWN_PAGE})

    [taken] = await _take(store, [changed], now=TOMORROW)

    [stored] = await _stored(store, job)
    assert (stored.degree, stored.text) == ("bachelor", normalise_text(changed))
    assert taken.new == 0


def normalise_text(job: RawPosting) -> str:
    return normalise(job, source="board", seen_at=NOW).text


@pytest.mark.parametrize("order", [("page", "list"), ("list", "page")], ids="-then-".join)
async def test_a_list_without_texts_takes_back_nothing_that_the_own_page_said(
    store: Store, order: tuple[str, str]
) -> None:
    page = raw(html=OWN_PAGE, title="Baker")
    listed = page.model_copy(update={"html": "", "title": "Head Baker"})
    told = {"page": page, "list": listed}

    for day, name in enumerate((*order, "list"), start=0):
        await _take(store, [told[name]], now=NOW + timedelta(days=day))

    [stored] = await _stored(store, page)
    by_page = normalise(page, source="board", seen_at=NOW)
    assert (stored.text, stored.pay, stored.degree) == (by_page.text, by_page.pay, "bachelor")
    [bag] = await store.read(lambda db: db.execute("SELECT terms FROM postings").fetchone())
    assert bag == terms.bag(stored)


async def test_what_a_list_does_say_is_the_newer_word(store: Store) -> None:
    page = raw(html=OWN_PAGE)
    listed = page.model_copy(update={"html": "", "pay": "$80,000 per year", "level": "Senior"})

    await _take(store, [page])
    await _take(store, [listed])

    [stored] = await _stored(store, page)
    assert (stored.pay and stored.pay.high, stored.level, stored.degree) == (
        80_000,
        "senior",
        "bachelor",
    )


async def test_saved_without_its_text_a_posting_keeps_it(store: Store) -> None:
    page = normalise(raw(html=OWN_PAGE), source="board", seen_at=NOW)
    listed = normalise(raw(html=""), source="board", seen_at=TOMORROW)
    postings = PostingsStore(store)

    await postings.save([page], now=NOW)
    await postings.save([listed], now=TOMORROW)

    assert await _stored(store, raw()) == [page]


async def test_a_list_and_a_page_that_both_come_each_day_stay_known(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [raw(html=OWN_PAGE), raw(html="")]
    await _take(store, both)
    monkeypatch.setattr(workers, "clean", None)  # calling it would fail

    [taken] = await _take(store, both, now=TOMORROW)

    assert (len(taken.ids), taken.new) == (1, 0)
    assert [each.text for each in await _stored(store, raw())] == [normalise_text(both[0])]


async def test_a_closed_posting_that_is_listed_again_as_it_was_is_open(store: Store) -> None:
    job = raw()
    await _take(store, [job])
    await PostingsStore(store).mark_closed([posting_id(job, source="board")], now=NOW)

    await _take(store, [job], now=TOMORROW)

    assert [each.open for each in await _stored(store, job)] == [True]


async def test_an_entry_without_a_title_is_told_and_the_others_are_stored(store: Store) -> None:
    [taken] = await _take(store, [raw(title=" ", external_id="odd"), raw()])

    assert [(each.where, each.why) for each in taken.unread] == [
        ("odd", "a posting without a title")
    ]
    assert len(taken.ids) == 1


async def test_processes_give_what_the_thread_gives_and_it_steps_in_for_a_killed_one() -> None:
    jobs = _jobs(20, html=OWN_PAGE)
    by_thread = clean(jobs, "board", NOW)

    with Workers(many=0) as opened:
        by_process = await opened.cleaned(jobs, source="board", seen_at=NOW)
        for process in opened.processes:
            os.kill(process, signal.SIGKILL)
        stepped_in = await opened.cleaned(jobs, source="board", seen_at=NOW)

    assert by_process == stepped_in == by_thread


@pytest.mark.shared
async def test_real_postings_are_the_same_by_both_ways(store: Store, shared: Path) -> None:
    raws = []
    for path in sorted((shared / "data" / "postings").glob("*.jsonl.gz")):
        found = (each for each in read_file(path) if isinstance(each, RawPosting))
        raws += [each for each, _ in zip(found, range(40), strict=False)]
    slow = {
        each.id: each
        for each in (normalise(one, source="board", seen_at=NOW) for one in raws if one.title)
    }
    await PostingsStore(store).save(list(slow.values()), now=NOW)
    by_save = await _everything(store)

    async with Store(":memory:", [MIGRATIONS]) as other:
        await _take(other, raws)
        first = await _everything(other)
        await _take(other, raws, now=TOMORROW)
        again = await _everything(other)

    assert len(slow) >= 300
    assert by_save == first == again


async def _everything(store: Store) -> dict[str, tuple[str, Posting]]:
    rows = await store.read(lambda db: db.execute("SELECT id FROM clusters").fetchall())
    clusters = await PostingsStore(store).clusters([each for (each,) in rows])
    return {each.id: (at, each) for at, one in clusters.items() for each in one.postings}
