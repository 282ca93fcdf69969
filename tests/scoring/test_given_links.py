"""Links that people give: which are opened, and what is said of the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import InputError
from scoring.given.links import checked, is_whole_board, leads_to_posting, links_in, only_link


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/job",
        "http://127.0.0.1:80/job",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/job",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127。0。0。1/",
        "http://１２７.０.０.１/",
        "http://localhost/",
        "http://intranet/jobs",
        "http://kestrel.example:8080/jobs/1",
        "http://kestrel.example:22/",
        "http://kestrel.example:notaport/",
        "http://kestrel..example/",
        "http://kestrel.example\\@evil.example/",
        "http://kestrel.example/\u202ejobs",
        "https:///jobs/1",
        "https://",
    ],
)
def test_a_link_that_leads_to_no_public_site_is_not_opened(link: str) -> None:
    with pytest.raises(InputError, match=r"leads to no public site|user name"):
        checked(link)


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "ftp://kestrel.example/jobs",
        "javascript:alert(1)",
        "data:text/html,<h1>Nurse</h1>",
        "gopher://kestrel.example/",
        "kestrel.example/jobs/1",
    ],
)
def test_only_the_web_is_read(link: str) -> None:
    with pytest.raises(InputError, match="begin with http"):
        checked(link)


@pytest.mark.parametrize(
    "link", ["https://anna:secret@kestrel.example/1", "https://anna@kestrel.example/1"]
)
def test_a_link_with_a_name_or_a_password_is_not_opened_nor_repeated(link: str) -> None:
    with pytest.raises(InputError, match="user name") as refused:
        checked(link)
    assert "secret" not in str(refused.value)


def test_a_link_of_ten_thousand_characters_is_not_opened() -> None:
    with pytest.raises(InputError, match="too long"):
        checked("https://kestrel.example/" + "a" * 10_000)


@pytest.mark.parametrize("host", ["gоogle.com", "kestrel.exаmple", "αpple.com"])
def test_letters_that_only_look_alike_are_noticed(host: str) -> None:
    with pytest.raises(InputError, match="look-alikes"):
        checked(f"https://{host}/jobs")


def test_a_name_in_one_foreign_alphabet_is_a_name() -> None:
    assert checked("https://вакансии.рф/1") == "https://xn--80aae0aajw6a.xn--p1ai/1"
    assert checked("https://müller.example/1") == "https://xn--mller-kva.example/1"


def test_the_host_is_written_as_it_is_asked_for() -> None:
    assert checked(" <HTTPS://WWW.Kestrel.Example:443/Jobs/1#x> ") == (
        "https://www.kestrel.example/Jobs/1#x"
    )


def test_links_come_without_the_sentence_around_them() -> None:
    text = (
        "See (https://kestrel.example/jobs/1), www.heron.example/a_(b). "
        "And **https://kestrel.example/jobs/1**!"
    )

    assert links_in(text) == ("https://kestrel.example/jobs/1", "https://www.heron.example/a_(b)")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://kestrel.example/jobs/1", "https://kestrel.example/jobs/1"),
        ("  <https://kestrel.example/jobs/1>\n", "https://kestrel.example/jobs/1"),
        ("jobs.kestrel.example/1", "https://jobs.kestrel.example/1"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("node.js", ""),
        ("C++/Rust", ""),
        ("see https://kestrel.example/jobs/1", ""),
        ("remote: yes", ""),
        ("", ""),
    ],
)
def test_a_message_that_is_a_link_is_told_from_words(text: str, link: str) -> None:
    assert only_link(text) == link


@pytest.mark.parametrize(
    ("link", "one"),
    [
        ("https://jobs.ashbyhq.com/kestrel/0a1b2c3d-0000-4000-8000-00000000000a", True),
        ("https://apply.workable.com/kestrel/j/0A1B2C3D4E/", True),
        ("https://kestrel.recruitee.com/o/night-nurse", True),
        ("https://boards.greenhouse.io/kestrel/jobs/4012345", True),
        ("https://jobs.ashbyhq.com/kestrel", False),
        ("https://boards.greenhouse.io/kestrel", False),
        ("https://kestrel.recruitee.com/", False),
        ("https://kestrel.wd5.myworkdayjobs.com/en-US/Careers", False),
    ],
)
def test_a_posting_is_told_from_its_whole_board(link: str, one: bool) -> None:
    assert leads_to_posting(link) is one
    assert is_whole_board(link) is not one


@given(st.text(max_size=400))
def test_whatever_is_sent_is_a_link_that_is_opened_or_a_sentence(text: str) -> None:
    only_link(text)
    links_in(text)
    for link in (text, f"https://{text}"):
        assert _answer(link).startswith(("http://", "https://", "I ", "That ", "The ", "'", '"'))


def _answer(link: str) -> str:
    try:
        return checked(link)
    except InputError as refused:
        return str(refused)
