"""What people and the bot send each other, on the page: replies, pictures, files, deep links."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
)

from bot.sandbox.server import Sandbox
from tests.bot.browser import CHROMIUM, phone
from tests.bot.pictures import png

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(rate_limits=False) as opened:
        opened.send_text("hello")
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as opened:
        yield opened


def last(page: Page) -> Locator:
    return page.locator(".message.theirs").last


async def test_a_reply_quotes_what_it_answers(browser: Browser, sandbox: Sandbox, bot: Bot) -> None:
    await bot.send_message(7, "How did it go?\nTell me.")

    async with phone(browser, sandbox.page_url) as page:
        await last(page).locator(".bubble").hover()
        await last(page).get_by_role("button", name="Reply to this message").click()
        await expect(page.locator("#answering")).to_contain_text("How did it go?")
        await page.keyboard.type("Well")
        await page.keyboard.press("Enter")

        mine = page.locator(".message.mine").last
        await expect(mine.locator(".answered")).to_have_text("Daily Job PicksHow did it go?")
        await expect(page.locator("#answering")).to_be_hidden()
        (_, update) = await bot.get_updates()
        assert update.message is not None
        assert update.message.reply_to_message is not None
        assert update.message.reply_to_message.text == "How did it go?\nTell me."


async def test_a_forced_reply_opens_the_answer(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    async with phone(browser, sandbox.page_url) as page:
        await bot.send_message(
            7, "Your note?", reply_markup=ForceReply(input_field_placeholder="A note")
        )
        await expect(page.locator("#answering-line")).to_have_text("Your note?")
        await expect(page.get_by_placeholder("A note")).to_be_visible()
        await page.get_by_role("button", name="Do not reply to it").click()

        await expect(page.locator("#answering")).to_be_hidden()
        await expect(page.get_by_placeholder("Message")).to_be_visible()


async def test_pictures_and_files_are_seen_and_kept(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    keys = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Go", callback_data="go"))
    await bot.send_photo(7, png(320, 200), "<b>Weeks</b>", reply_markup=keys, parse_mode="HTML")
    await bot.send_media_group(
        7,
        [
            InputMediaDocument(b"a,b", filename="jobs.csv"),
            InputMediaDocument(b"{}", filename="jobs.json", caption="All of it"),
        ],
    )

    async with phone(browser, sandbox.page_url) as page:
        picture = page.locator("img.photo")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("each => [each.naturalWidth, each.naturalHeight]") == [
            320,
            200,
        ]
        await expect(page.locator(".message").nth(1).locator("b")).to_have_text("Weeks")
        await expect(page.locator(".message.album")).to_have_count(1)
        async with page.expect_download() as downloading:
            await page.get_by_text("jobs.csv").click()
        download = await downloading.value
        assert download.suggested_filename == "jobs.csv"
        assert (await download.path()).read_bytes() == b"a,b"


async def test_a_deep_link_starts_the_bot_with_its_payload(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    link = f"https://t.me/{sandbox.world.bot.username}?start=invite_1"
    await bot.send_message(7, f"Come: {link}")

    async with phone(browser, f"{sandbox.page_url}?person=8&start=from_a_friend") as page:
        await page.get_by_role("button", name="Start").click()
        await expect(page.locator(".message.mine")).to_contain_text("/start from_a_friend")
    async with phone(browser, sandbox.page_url) as page:
        await page.get_by_role("link", name=link).click()
        await expect(page.locator(".message.mine").last).to_contain_text("/start invite_1")


async def test_a_group_shows_who_wrote_what(browser: Browser, sandbox: Sandbox, bot: Bot) -> None:
    sandbox.add_group(-500, title="Careers")
    sandbox.add_person(8, first_name="Ben")
    sandbox.say_in(-500, "/start@daily_job_picks_bot", person=8)
    await bot.send_message(-500, "Welcome")

    async with phone(browser, f"{sandbox.page_url}?group=-500") as page:
        await expect(page.locator("#name")).to_have_text("Careers")
        await expect(page.locator(".author")).to_have_text(["Ben", "Daily Job Picks"])
        await page.get_by_label("Message", exact=True).fill("Hello")
        await page.get_by_label("Send", exact=True).click()
        await expect(page.locator(".message.mine .text")).to_have_text("Hello")


async def test_a_link_in_a_group_leads_to_ones_own_chat(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    sandbox.add_group(-500, title="Careers")
    key = InlineKeyboardButton("1", url=f"https://t.me/{sandbox.world.bot.username}?start=p1")
    await bot.send_message(-500, "Picks", reply_markup=InlineKeyboardMarkup.from_button(key))

    async with phone(browser, f"{sandbox.page_url}?group=-500") as page:
        await page.get_by_role("link", name="1").click()
        await expect(page.locator("#name")).to_have_text("Daily Job Picks")
        await expect(page.locator(".message.mine .text").last).to_have_text("/start p1")
