"""First lines of hiring comments, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.sources._headline import Headline, looks_like_job, read_headline

LINES = {
    "Kestrel | Backend Engineer | Porto, Portugal | ONSITE | Full-time": Headline(
        company="Kestrel",
        title="Backend Engineer",
        places=("Porto, Portugal",),
        workplace="ONSITE",
        employment="Full-time",
    ),
    "REMOTE (EU) | Kestrel (https://kestrel.example) | SRE, DevOps Lead | €80k–€95k": Headline(
        company="Kestrel",
        title="SRE, DevOps Lead",
        places=("EU",),
        workplace="REMOTE",
        pay="€80k–€95k",
    ),
    "Backend Engineer | Kestrel | Hybrid in Oslo | Visa sponsorship": Headline(
        company="Kestrel",
        title="Backend Engineer",
        places=("Oslo",),
        workplace="Hybrid",
        sponsorship="Visa sponsorship",
    ),
    "Kestrel.ai | https://kestrel.ai | Multiple roles | SF & Remote (US)": Headline(
        company="Kestrel.ai", title="Multiple roles", places=("SF & US",), workplace="Remote"
    ),
    "Kestrel - Data Scientist - Remote - $90k": Headline(
        company="Kestrel", title="Data Scientist", workplace="Remote", pay="$90k"
    ),
    "Kestrel (YC W25) is hiring a founding designer": Headline(
        company="Kestrel", title="founding designer"
    ),
    "Kestrel (YC W25): Compiler Engineer": Headline(company="Kestrel", title="Compiler Engineer"),
    "Staff Engineer @ Kestrel (Oslo, ONSITE)": Headline(
        company="Kestrel", title="Staff Engineer", workplace="ONSITE"
    ),
    "Kestrel is building robots that fold maps.": Headline(company="Kestrel", title="Open roles"),
    "": Headline(title="Open roles"),
}


@pytest.mark.parametrize(("line", "expected"), LINES.items(), ids=LINES)
def test_a_line_is_read_in_any_order(line: str, expected: Headline) -> None:
    assert read_headline(line) == expected


def test_a_role_that_the_line_does_not_name_is_looked_for_in_the_text() -> None:
    rest = "We need a Senior Rust Engineer and a Product Manager, and a Senior Rust Engineer."

    assert read_headline("Kestrel | Oslo | Onsite", rest).title == (
        "Senior Rust Engineer, Product Manager"
    )


@pytest.mark.parametrize(
    ("rest", "title"),
    [
        (
            "Our team grows, and we’re seeking software engineers to evolve it.",
            "Software engineers",
        ),
        ("We are hiring full stack engineers, and later marketing.", "Full stack engineers"),
        ("We're looking for a few experienced data engineers.", "Data engineers"),
        ("We need engineers. We are hiring platform engineers.", "Platform engineers"),
        (
            "We're hiring for these areas: • Product design • Storage engineering • Sales",
            "Product design, Storage engineering, Sales",
        ),
        ("We make robots. Write to us.", "Open roles"),
    ],
)
def test_a_role_is_named_as_a_sentence_offers_it(rest: str, title: str) -> None:
    assert read_headline("Kestrel | Oslo | Onsite", rest).title == title


@pytest.mark.parametrize(
    "line",
    [
        "What about Europe?",
        "> a quote of somebody",
        "Here are the listings of this thread in a table",
        "I applied to the Frontend Engineer role and have not heard back",
        "SEEKING WORK | Full-Stack Developer",
        "Frontend developer. Location: Porto. Willing to relocate: yes",
        "[flagged]",
    ],
)
def test_talk_is_no_job(line: str) -> None:
    assert not looks_like_job(line, "")


@given(line=st.text(max_size=200), rest=st.text(max_size=100))
def test_any_line_gives_a_title(line: str, rest: str) -> None:
    assert read_headline(line, rest).title
    looks_like_job(line, rest)
