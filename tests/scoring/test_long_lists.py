"""A page that lists more than anybody does, as a few packed kilobytes can."""

import pytest

from scoring.errors import SourceChanged
from scoring.model import Ask
from scoring.sources import discover, read

GREENHOUSE = discover()["greenhouse"]
FETCH = next(iter(GREENHOUSE.start(Ask(boards={"greenhouse": ("kestrel",)}))))


def test_a_list_of_millions_is_given_up() -> None:
    body = b'{"jobs": [' + b"0," * 100_000 + b"0]}"

    with pytest.raises(SourceChanged, match="more than 100000 entries"):
        read(GREENHOUSE, FETCH, body)


def test_a_long_list_is_read() -> None:
    body = b'{"jobs": [' + b"0," * 25_000 + b"0]}"

    assert len(read(GREENHOUSE, FETCH, body).unread) == 25_001
