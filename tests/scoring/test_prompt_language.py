"""A model writes in the person's language; scores and what was kept do not depend on it."""

from collections.abc import AsyncIterator

import pytest

from scoring.prompts import prompt as judging
from scoring.prompts import summary_prompt as lines
from tests.scoring.chat_server import ChatServer, open_chat
from tests.scoring.llm_bench import PROFILE, candidates, digest_of, model_at, own, table_for

pytestmark = pytest.mark.filterwarnings("default")  # litellm's own warnings are not ours

MARK = "#00ff00ff"


@pytest.fixture
async def server() -> AsyncIterator[ChatServer]:
    async with open_chat() as told:
        told.says = own
        yield told


def system(server: ChatServer, at: int = -1) -> str:
    return str(server.requests[at]["messages"][0]["content"])


def test_english_is_asked_for_as_ever() -> None:
    clusters = [each.cluster for each in candidates(3)]

    assert judging.prompt(PROFILE, candidates(3), fence=MARK).system == judging.SYSTEM
    assert lines.summary_prompt(clusters, fence=MARK).system == lines.SYSTEM


@pytest.mark.parametrize("language", ["xx", "", "en"])
def test_a_language_that_no_prompt_knows_is_english(language: str) -> None:
    request = judging.prompt(PROFILE, candidates(1), fence=MARK, language=language)

    assert request.system == judging.SYSTEM


def test_only_the_language_of_the_words_changes() -> None:
    english = judging.prompt(PROFILE, candidates(3), fence=MARK)
    german = judging.prompt(PROFILE, candidates(3), fence=MARK, language="de")

    assert german.system.startswith(english.system)
    assert german.system.endswith("write every reason and blocker in German.")
    assert (german.user, german.names) == (english.user, english.names)


def test_a_line_is_asked_for_in_the_language_of_the_person() -> None:
    clusters = [each.cluster for each in candidates(1)]

    russian = lines.summary_prompt(clusters, fence=MARK, language="ru")

    assert "write one line in Russian, at most" in russian.system
    assert "the posting's own language" not in russian.system


async def test_a_person_is_judged_in_their_language(server: ChatServer) -> None:
    async with table_for(model_at(server.url)) as table:
        await digest_of(table.postings, judge=table.judge, language="fr")

    assert {"French" in system(server, at) for at in range(len(server.requests))} == {True}


async def test_a_kept_verdict_of_another_language_is_taken_as_it_is(server: ChatServer) -> None:
    async with table_for(model_at(server.url)) as table:
        german = await digest_of(table.postings, judge=table.judge, language="de")
        asked = len(server.requests)
        english = await digest_of(table.postings, judge=table.judge)

    assert len(server.requests) == asked
    assert [each.verdict for each in english.picks] == [each.verdict for each in german.picks]


async def test_a_line_is_kept_for_each_language_apart(server: ChatServer) -> None:
    clusters = [each.cluster for each in candidates(2)]
    async with table_for(model_at(server.url)) as table:
        for language in ("en", "es", "en", "es"):
            found = await table.summariser.summaries(clusters, person="7", language=language)
            assert len(found.lines) == 2

    assert ["Spanish" in system(server, at) for at in range(len(server.requests))] == [False, True]
