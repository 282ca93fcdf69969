"""Many people at once press and say everything, in random but seeded order."""

from pathlib import Path

import pytest

from tests.bot.chat import Chat
from tests.bot.crowd import Crowd
from tests.bot.crowd_faults import faults_of_database, refused, said_sorry
from tests.bot.crowd_jobs import jobs


@pytest.mark.parametrize(("limits", "people"), [(False, 12), (True, 4)], ids=["fast", "limits"])
async def test_a_crowd_that_does_everything_meets_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, limits: bool, people: int
) -> None:
    path = tmp_path / "picks.db"
    async with Chat(jobs=jobs(7), rate_limits=limits, database=path) as chat:
        crowd = Crowd(chat, people=people, seed=7)
        await crowd.act_for(1)
        calls, queries = chat.sandbox.calls, chat.sandbox.world.queries.values()

        assert said_sorry(calls) == []
        assert [each for each in caplog.messages if "Traceback" in each] == []
        assert refused(calls, limits=limits) == []
        assert [each for each in queries if not each.answered] == []
        assert crowd.seen.silent + crowd.rooms.silent == []
        assert len(crowd.seen.handled) == crowd.updates
        assert crowd.rooms.personal() == []
        assert not limits or crowd.rooms.metered.floods() == []
        assert await crowd.lost() == []
    assert faults_of_database(path) == []
