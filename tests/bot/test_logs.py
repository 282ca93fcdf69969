"""The log: facts beside each event, and no secret in any line."""

import logging
from collections.abc import Iterator

import pytest

from bot.logs import set_up_logs
from bot.sending.refusals import TokenRefused
from bot.traces import trace_of

_TOKEN = "123456:not-a-real-token"


@pytest.fixture(autouse=True)
def _log() -> Iterator[None]:
    """Put the log back as it was."""
    root = logging.getLogger()
    ours = [root, *(logging.getLogger(name) for name in ("bot", "scoring"))]
    before, levels = root.handlers[:], [each.level for each in ours]
    yield
    root.handlers[:] = before
    for each, level in zip(ours, levels, strict=True):
        each.setLevel(level)


def test_facts_stand_behind_the_event(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", secrets=[])

    logging.getLogger("bot.sending.delivery").info("Sent", extra={"action": "send", "outgoing": 5})

    assert capsys.readouterr().err.endswith(
        "INFO bot.sending.delivery: Sent action='send' outgoing=5\n"
    )


def test_a_secret_is_in_no_message_nor_fact_and_no_error_is_quoted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("DEBUG", secrets=[_TOKEN, ""])

    try:
        _fail(f"https://api.example.com/bot{_TOKEN}/getMe")
    except LookupError:
        logging.getLogger("bot").exception("Failed with %s", _TOKEN, extra={"url": f"/bot{_TOKEN}"})

    log = capsys.readouterr().err
    assert "LookupError" in log
    assert log.count("<secret>") == 2
    assert _TOKEN not in log


def test_httpx_does_not_name_its_addresses(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("DEBUG", secrets=[])

    logging.getLogger("httpx").info("HTTP Request: POST https://api.example.com/bot1:x/getMe")

    assert capsys.readouterr().err == ""


def test_who_sends_the_web_server_what_is_no_http_is_not_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logs("DEBUG", secrets=[])

    logging.getLogger("tornado.general").info("Malformed HTTP message from 198.51.100.7: no Host")

    assert capsys.readouterr().err == ""


def test_a_trace_names_lines_and_types_but_quotes_nobody() -> None:
    words = "my CV"
    with pytest.raises(TokenRefused) as caught:
        _wrap(words)

    trace = trace_of(caught.value)
    assert words in str(caught.value.__cause__)
    assert words not in trace
    assert "test_logs.py" in trace
    assert "builtins.LookupError" in trace
    assert "bot.sending.refusals.TokenRefused" in trace


def _fail(words: str) -> None:
    raise LookupError(words)


def _wrap(words: str) -> None:
    try:
        _fail(words)
    except LookupError as error:
        raise TokenRefused from error


def test_what_an_exception_group_holds_is_traced_without_a_word_of_it() -> None:
    words = "my " + "CV"  # the lines of the code are in the trace
    try:
        try:
            _fail(words)
        except LookupError as error:
            raise ExceptionGroup(
                "two failed", [error, ExceptionGroup("", [OSError("a")])]
            ) from None
    except ExceptionGroup as group:
        trace = trace_of(group)

    assert trace.count("inside it") == 3
    assert "in _fail" in trace
    assert "builtins.LookupError" in trace
    assert "builtins.OSError" in trace
    assert words not in trace
