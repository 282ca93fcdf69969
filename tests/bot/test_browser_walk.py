"""Every kind of button, pressed in a real browser as a person would."""

import os

import pytest
from playwright.async_api import Browser

from bot.app import COMMAND_HANDLERS
from bot.language.current import ENGLISH
from tests.bot.browser import CHROMIUM, phone
from tests.bot.chat import Chat
from tests.bot.walker import NARROW, Walker
from tests.factories import raw

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]

DEPTH = int(os.environ.get("WALK_DEPTH", "1"))  # 4 meets everything, in some minutes
LANGUAGE = os.environ.get("WALK_LANGUAGE", ENGLISH)  # de and ru have the longest labels
JOBS = [
    raw(
        external_id=f"{n}",
        url=f"https://jobs.example.com/{n}",
        title=title,
        company=f"Kestrel {n}",
        html="<p>You build services in Python and PostgreSQL on Kubernetes.</p>",
    )
    for n, title in enumerate(("Backend Engineer", "Data Engineer", "Florist") * 4)
]
SAID = {"picks": "/picks again"}  # there are always some
LAST = ("start", "forget")  # after which the person is another one
# Rightly nothing is left to press: the person is forgotten.
ENDS = frozenset({"forget:::yes.0"})


@pytest.mark.timeout(600)  # WALK_DEPTH=4, on a machine that is busy
async def test_every_button_leads_somewhere_and_back(browser: Browser) -> None:
    async with Chat(jobs=JOBS, language=LANGUAGE) as chat:
        for text in ("/start", "Backend engineer with Python and PostgreSQL in Berlin", "/picks 3"):
            await chat.says(text)
        commands = [SAID.get(name, f"/{name}") for name in COMMAND_HANDLERS if name not in LAST]
        async with phone(browser, chat.sandbox.page_url, width=NARROW, moves=False) as page:
            walker = Walker(page, chat, ends=ENDS)
            await walker.walk(commands, depth=DEPTH)
            await walker.walk([f"/{name}" for name in LAST], depth=DEPTH)

    assert walker.wrong == []
    assert len(walker.pressed) > 30
