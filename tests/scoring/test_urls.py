"""Links lead to the job and tell nobody who clicked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.normalise.urls import clean_url


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://x.example/jobs/1?utm_source=a&refId=b&trackingId=c", "https://x.example/jobs/1"),
        ("https://x.example/jobs?gh_jid=7&gh_src=z", "https://x.example/jobs?gh_jid=7"),
        ("https://x.example/j?id=1&ref=9&lang=de", "https://x.example/j?id=1&lang=de"),
        ("https://x.example/#/job/12", "https://x.example/#/job/12"),
        ("https://x.example/a b", "https://x.example/a%20b"),
        ("//x.example/a", "https://x.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,hi", ""),
        ("ftp://x.example/a", ""),
        ("https://user:pass@x.example/", ""),
        ("https://[broken", ""),
        ("jobs/1", ""),
        ("", ""),
    ],
)
def test_a_link_is_cleaned(url: str, clean: str) -> None:
    assert clean_url(url) == clean


@settings(deadline=None)
@given(st.text(max_size=60).map(lambda text: f"https://x.example/{text}"))
def test_cleaning_twice_is_cleaning_once(url: str) -> None:
    once = clean_url(url)

    assert clean_url(once) == once
    assert once == "" or once.startswith("https://x.example/")
