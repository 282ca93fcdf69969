"""Whatever stands in the picks, the list is whole: nothing lost, nothing over, all of it parses."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Delivery, Message
from bot.sandbox.telegram_html import parse_html
from bot.views.digest import list_messages
from bot.views.html import MOST_UNITS, units
from bot.views.moves import moves_messages
from scoring.model import Pick, Place
from tests.factories import NOW, digest, person, pick

TEXT = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'😀א\u202e .@/")), max_size=300
)
MARKS = st.dictionaries(
    st.sampled_from([f"c-p{n}" for n in range(20)]),
    st.frozensets(st.sampled_from(["saved", "applied", "hidden"])),
)


@st.composite
def hostile_picks(draw: st.DrawFn) -> tuple[Pick, ...]:
    """Return 1 to 20 picks with words of any site; a few words are shared to stay fast."""
    words = draw(st.lists(TEXT, min_size=2, max_size=5))
    times = draw(st.integers(1, 8))
    some = st.sampled_from([word * times for word in words])
    return tuple(
        pick(
            id=f"p{n}",
            url=f"https://jobs.example.com/{n}",
            fit=draw(st.integers(0, 100)),
            title=draw(some),
            company=draw(some),
            places=tuple(Place(text=draw(some)) for _ in range(draw(st.integers(0, 3)))),
            reason=draw(some),
            summary=draw(some),
        )
        for n in range(draw(st.integers(1, 20)))
    )


def whole(messages: tuple[Message, ...], picks: tuple[Pick, ...]) -> None:
    """Assert that these messages hold each pick once, in order, and are such as Telegram takes."""
    numbers = []
    for message in messages:
        parsed = parse_html(message.html)
        assert units(parsed.text) <= MOST_UNITS
        assert len(parsed.entities) <= 100
        here = [button.n for row in message.rows for button in row if button.action == "card"]
        for n in here:
            assert n is not None
            assert f"{n} · {picks[n - 1].verdict.fit}  " in parsed.text
        numbers += here
    assert numbers == list(range(1, len(picks) + 1))
    assert len(messages) == (1 if len(picks) <= 10 else 2)


@settings(max_examples=60, deadline=None)
@given(picks=hostile_picks(), notes=st.lists(TEXT, max_size=9), marks=MARKS)
def test_a_list_is_whole(
    picks: tuple[Pick, ...], notes: list[str], marks: dict[str, frozenset[str]]
) -> None:
    delivery = Delivery(
        id=9_999_999,
        person_id=7,
        key="2026-01-02",
        digest=digest(*picks, notes=tuple(notes), near=picks[:1], quiet_sources=("a",), cost_usd=9),
        created_at=NOW,
    )

    whole(list_messages(delivery, person(), marks=marks), picks)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(picks=hostile_picks(), notes=st.lists(TEXT, max_size=9), marks=MARKS)
def test_a_list_of_moves_is_whole(
    picks: tuple[Pick, ...], notes: list[str], marks: dict[str, frozenset[str]]
) -> None:
    after = digest(*picks, notes=tuple(notes))
    delivery = Delivery(id=9_999_999, person_id=7, key="rescore:1:1", digest=after, created_at=NOW)
    before = digest(*(each.model_copy(update={"verdict": picks[0].verdict}) for each in picks[1:]))

    whole(moves_messages(delivery, before, marks=marks), picks)  # type: ignore[arg-type]
