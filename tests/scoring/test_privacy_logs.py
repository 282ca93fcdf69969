"""Nothing of a CV, a profile, a posting or a key lands in a log, at any level, whatever fails."""

import io
import logging
import traceback
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from bot.logs import set_up_logs
from scoring.errors import JudgeError
from scoring.model import Candidate, Profile
from tests import factories as make
from tests.scoring.chat_server import Answer, ChatServer, Says, open_chat
from tests.scoring.llm_bench import model_at, own, table_for

pytestmark = pytest.mark.filterwarnings("default")  # litellm's own warnings are not ours

KEY = "sk-quail-0123456789abcdef"
CV = (
    "Zenobia Quailfeather\nzenobia@quail.example, +44 20 7946 0123\nFalconer, engineer.\n"
    "Experience\nHatched a merlin migration service at Mews and Lures Ltd, 2015 - 2024."
)
PROFILE = Profile(titles=("Falconer",), skills=("Hawk moulting",), text=CV)
POSTING = make.cluster(
    id="p0", title="Lurekeeper", company="Jesses and Bells", text="You swing the lure. " * 20
)
SECRET = (
    *("Zenobia", "Quailfeather", "quail.example", "7946", "Falconer", "merlin", "Mews"),
    *("moulting", "Lurekeeper", "Jesses", "swing the lure", KEY, "quail-0123", "You score job"),
)
HAPPENS: dict[str, Says] = {
    "a good answer": own,
    "an answer that is none": lambda _: "Zenobia Quailfeather is a Falconer",
    "half an answer": lambda asked: own(asked)[:40],
    "a refused key": lambda _: Answer(status=401, body=f'{{"error": "bad key {KEY}"}}'),
    "a refused request": lambda _: Answer(status=400, body='{"error": "Zenobia is too long"}'),
    "a broken server": lambda _: Answer(status=500, body="Zenobia Quailfeather"),
    "a busy server": lambda _: Answer(status=429, body='{"error": "Falconer"}'),
    "a dropped line": lambda _: Answer(dropped=True),
    "a page": lambda _: Answer(body="<html>Zenobia Quailfeather</html>"),
}


@pytest.fixture
async def server() -> AsyncIterator[ChatServer]:
    async with open_chat() as told:
        yield told


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Write the bot's own log, at its loudest, where a test can read it."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    log = io.StringIO()
    set_up_logs("DEBUG", secrets=(KEY,))
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(log)
    yield log
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("says", HAPPENS.values(), ids=HAPPENS.keys())
async def test_no_log_and_no_error_tells_of_a_person(
    server: ChatServer,
    written: io.StringIO,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    says: Says,
) -> None:
    server.says = says
    model = replace(model_at(server.url), api_key=KEY)
    asked = [Candidate(cluster=POSTING, rank=0)]
    told = ""

    async with table_for(model) as table:
        try:
            await table.judge.judge(PROFILE, asked)
        except JudgeError as error:
            told = "".join(traceback.format_exception(error))
    shown = capfd.readouterr()

    everything = f"{written.getvalue()}\n{caplog.text}\n{told}\n{shown.out}\n{shown.err}"
    assert [word for word in SECRET if word in everything] == []
    assert server.requests
    assert "Falconer" in server.text()  # it was sent: only the logs are silent
