"""Deep links to shared picks: they lead to one pick, and nobody makes one up."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.links import DeepLinks

LINKS = DeepLinks(username="daily_job_picks_bot", secret="4242:canary-token")
IDS = st.integers(min_value=1, max_value=10**15)
NUMBERS = st.integers(min_value=1, max_value=60)


@given(IDS, NUMBERS)
def test_a_link_leads_back_to_its_pick_and_telegram_takes_it(delivery: int, n: int) -> None:
    """https://core.telegram.org/bots/features#deep-linking: A-Z, a-z, 0-9, _ and -, 64 at most."""
    link = LINKS.to_pick(delivery, n)
    payload = link.removeprefix("https://t.me/daily_job_picks_bot?start=")

    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
    assert LINKS.pick_in(payload) == (delivery, n)
    assert "canary" not in link
    assert "canary" not in repr(LINKS)


@given(IDS, NUMBERS, IDS, NUMBERS)
def test_a_signature_fits_its_own_pick_alone(one: int, n: int, other: int, m: int) -> None:
    signature = LINKS.to_pick(one, n).rpartition("_")[2]
    found = LINKS.pick_in(f"p{other}_{m}_{signature}")

    assert found == ((other, m) if (one, n) == (other, m) else None)


@given(st.text(max_size=80))
def test_nothing_else_is_a_link_to_a_pick(payload: str) -> None:
    assert LINKS.pick_in(payload) is None


def test_another_bots_links_do_not_count() -> None:
    other = DeepLinks(username="daily_job_picks_bot", secret="4242:other")
    payload = other.to_pick(1, 1).partition("?start=")[2]

    assert LINKS.pick_in(payload) is None
