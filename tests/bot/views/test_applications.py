"""Applications on cards and in lists: whole, short enough, and harmless whatever was noted."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.keyboards import encode
from bot.model import Delivery
from bot.sandbox.telegram_html import parse_html
from bot.stores.feedback import Marked
from bot.stores.tracking.stages import STAGES, Step
from bot.stores.tracking.tracks import Applied, Appointment, Note, Track
from bot.views.applications import Kept, Tracked, kept_in
from bot.views.card import card
from bot.views.html import MOST_UNITS, length
from bot.views.job_pages import calendar_message, notes_message, stages_message
from bot.views.lists import Entry, list_page
from scoring.model import Part, Pick, Place, Signal
from tests.factories import NOW, cluster, digest, pick, posting, verdict

DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'😀א\u202e@/#.")), max_size=400
)


def steps(*stages: str) -> tuple[Step, ...]:
    return tuple(
        Step.model_validate({"id": n, "stage": stage, "at": NOW - (40 - n) * DAY})
        for n, stage in enumerate(stages, 1)
    )


def note(text: str, *, number: int = 1) -> Note:
    return Note(id=number, text=text, at=NOW - DAY)


def interview(text: str = "Zoom") -> Appointment:
    return Appointment(
        id=1, kind="interview", at=NOW + 3 * DAY, text=text, uid="u", sequence=0, changed_at=NOW
    )


def delivery(*picks: Pick) -> Delivery:
    return Delivery(id=3, person_id=7, key="2026-01-02", digest=digest(*picks), created_at=NOW)


def busy(text: str) -> Tracked:
    """Return as much as can be known of one application."""
    return Tracked(
        track=Track(
            steps=steps(*STAGES, *STAGES),
            notes=tuple(note(text, number=n) for n in range(12)),
            appointments=(
                interview(text),
                Appointment(
                    id=2, kind="deadline", day=NOW.date(), uid="d", sequence=0, changed_at=NOW
                ),
            ),
        ),
        earlier=(Applied(cluster_id="x", company="Kestrel", steps=steps("applied", "rejected")),),
        closed=True,
        zone=BERLIN,
    )


def test_a_card_tells_how_the_application_stands() -> None:
    tracked = Tracked(
        track=Track(
            steps=steps("applied", "interview"),
            notes=tuple(note(f"Note {n}", number=n) for n in (4, 3, 2, 1)),
            appointments=(interview(),),
        ),
        earlier=(Applied(cluster_id="x", company="Kestrel", steps=steps("applied", "rejected")),),
        zone=BERLIN,
    )

    shown = card(
        delivery(pick()), 1, marks=frozenset({"applied"}), value="", now=NOW, tracked=tracked
    )

    assert (
        "<b>Your application</b>\n"
        "Applied on 24 Nov 2025 → Interview since 25 Nov 2025\n"
        "Interview: Mon 5 Jan, 09:00 · Zoom\n"
        "You applied here on 24 Nov 2025, rejected.\n\n"
        "<b>Your notes</b>\n"
        "1 Jan: Note 4\n1 Jan: Note 3\n1 Jan: Note 2\n"
        "+1 earlier note\n\n"
    ) in shown.html
    assert [[button.label for button in row] for row in shown.rows] == [
        ["Apply ↗", "Save", "Applied ✓"],
        ["Your application"],
        ["4 notes", "Calendar"],
        ["Not for me", "More like this"],
        ["‹ Back", "Why"],
    ]


def test_the_stages_of_an_application_have_a_page_of_their_own() -> None:
    tracked = Tracked(track=Track(steps=steps("applied", "interview")), zone=BERLIN)

    shown = stages_message(delivery(pick()), 1, tracked=tracked, value="", now=NOW)

    assert "Applied on 24 Nov 2025 → Interview since 25 Nov 2025" in shown.html
    assert [[button.label for button in row] for row in shown.rows] == [
        ["Interview ✓", "Offer"],
        ["Rejected", "Ghosted"],
        ["Undo Interview"],
        ["‹ Back"],
    ]


@settings(max_examples=25)  # of the longest cards
@given(text=HOSTILE)
@example(text="long " * 100)
def test_a_card_with_all_there_can_be_fits_one_message_and_cannot_act(text: str) -> None:
    twins = tuple(
        posting(
            id=f"t{n}",
            url=f"https://careers.board.example.org/{n}",
            places=(Place(text=f"Llanfairpwll {n}, Wales", city=f"Llanfairpwll {n}"),),
        )
        for n in range(60)
    )
    opinion = verdict(
        reason="r" * 500,
        summary="s" * 900,
        parts=tuple(Part(name="p" * 90, points=1, most=9, evidence="e" * 300) for _ in range(12)),
        against=("a" * 300,) * 9,
        cap="c" * 300,
    )
    job = cluster(twins=twins, title="t" * 900, company=text, text="word " * 5000)
    warned = tuple(Signal(kind=kind, evidence="w" * 300) for kind in ("fee", "messenger"))
    shown = delivery(Pick(cluster=job, verdict=opinion, signals=warned, search="p" * 60))
    given_ = shown.digest.model_copy(update={"notes": ("n" * 300,) * 4})
    shown = shown.model_copy(update={"key": "score:1", "digest": given_})

    html = card(shown, 1, marks=frozenset({"applied"}), value="", now=NOW, tracked=busy(text)).html

    parsed = parse_html(html)
    assert length(html) <= MOST_UNITS
    assert len(parsed.entities) <= 100
    hosts = {each.url.split("/")[2] for each in parsed.entities if each.url}
    assert hosts <= {"jobs.example.com", "careers.board.example.org"}


@settings(max_examples=40)
@given(text=HOSTILE)
def test_a_page_of_ten_fits_one_message_whatever_stands_in_it(text: str) -> None:
    job = pick(title=text, company=text)
    entry = Entry(
        marked=Marked(cluster_id="0" * 20, mark="applied", pick=job, at=NOW), tracked=busy(text)
    )

    shown = list_page([entry] * 10, origin="a", page=2, count=35, now=NOW)
    notes = notes_message(delivery(job), 1, tracked=busy(text), value="", now=NOW)
    dates = calendar_message(delivery(job), 1, tracked=busy(text), value="", now=NOW)

    for message in (shown, notes, dates):
        assert length(message.html) <= MOST_UNITS
        kinds = {entity.type for entity in parse_html(message.html).entities}
        assert kinds <= {"bold", "italic", "text_link", "code"}
    assert [button.label for button in shown.rows[-1]] == ["‹", "2/4", "›"]


@given(origin=st.sampled_from("sao"), page=st.integers(1, 9999), n=st.integers(1, 10**6))
def test_every_button_of_a_marked_jobs_card_fits_64_bytes_and_names_its_job(
    origin: str, page: int, n: int
) -> None:
    kept = Kept(cluster_id="f" * 20, origin=origin, page=page)
    shown = Delivery(id=0, person_id=7, key="kept:f", digest=digest(pick()), created_at=NOW)
    track = busy("").track
    long = track.model_copy(
        update={"steps": (*track.steps, Step(id=10**15, stage="offer", at=NOW))}
    )
    tracked = Tracked(track=long, zone=BERLIN)

    message = card(
        shown, 1, marks=frozenset({"applied"}), value=str(kept), now=NOW, tracked=tracked
    )

    assert kept_in(str(kept)) == kept
    for row in message.rows:
        for button in row:
            assert button.url or len(encode(button)) <= 64


@given(value=st.text(max_size=60))
def test_any_value_is_a_marked_job_or_none(value: str) -> None:
    kept = kept_in(value)

    assert kept is None or str(kept).endswith(f".{kept.cluster_id}")
