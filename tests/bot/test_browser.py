"""The chat page in a real browser: a first morning, and text that wants to be markup."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode

from bot.sandbox.server import Sandbox
from tests.bot.browser import CHROMIUM, pdf, phone
from tests.bot.chat import Chat
from tests.factories import raw

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),  # that of the browser
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]

CV = pdf(
    "Mara Lindqvist",
    "Backend Engineer, Berlin",
    "Skills: Python, PostgreSQL, Kubernetes, Docker",
    "2021-2025 Backend Engineer at Fennel Maps",
    "2019-2021 Software Engineer at Heron Labs",
    "MSc Computer Science",
)
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> & <b>not bold</b> \u202eevil"


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


async def height(locator: Locator) -> float:
    box = await locator.bounding_box()
    assert box is not None
    return box["height"]


def key(page: Page, label: str) -> Locator:
    return page.locator(".key").get_by_text(label, exact=True).last


async def test_a_first_morning(browser: Browser) -> None:
    jobs = [
        raw(external_id=f"{n}", url=f"https://jobs.example.com/{n}", company=f"Kestrel {n}")
        for n in range(3)
    ]
    async with Chat(jobs=jobs) as chat, phone(browser, chat.sandbox.page_url) as page:
        await page.get_by_role("button", name="Start").click()
        await expect(last(page)).to_contain_text("Send me your CV")

        cv = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": CV}
        await page.get_by_label("File to send").set_input_files(cv)  # type: ignore[arg-type]
        await expect(page.locator(".message.mine .file").last).to_contain_text("cv.pdf")
        await expect(last(page)).to_contain_text("PostgreSQL")

        await page.get_by_label("Message", exact=True).fill("/picks")
        await page.get_by_label("Send", exact=True).click()
        await expect(last(page)).to_contain_text("from 3 new postings")

        await key(page, "1").click()
        await expect(key(page, "Save")).to_be_visible()
        await key(page, "Save").click()
        await expect(key(page, "Saved ✓")).to_be_visible()
        await key(page, "‹ Back").click()
        await expect(last(page)).to_contain_text("from 3 new postings")


async def test_hostile_text_is_only_text(browser: Browser, sandbox: Sandbox, bot: Bot) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton(HOSTILE, callback_data="x"))
    await bot.send_message(7, HOSTILE, reply_markup=markup)
    await bot.send_document(7, b"x", filename="<img src=x onerror=alert(3)>.txt", caption=HOSTILE)
    sandbox.send_text(HOSTILE, forwarded_from=HOSTILE)

    async with phone(browser, sandbox.page_url) as page:
        bubbles = page.locator(".bubble")
        await expect(bubbles).to_have_count(4)

        assert await page.locator("#messages img, #messages script, #messages b").count() == 0
        assert await page.locator(".key").inner_text() == HOSTILE
        texts = await page.locator(".text").all_inner_texts()
        assert texts[1:] == [HOSTILE] * 3


async def test_entities_are_drawn_as_telegram_draws_them(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    html = (
        '😀 <b>bold <i>both</i></b> <a href="https://jobs.example.com/1">job</a> '
        "<code>x &lt; y</code> <tg-spoiler>secret</tg-spoiler>\n<pre>a\n b</pre>\n/help"
    )
    await bot.send_message(7, html, parse_mode=ParseMode.HTML)

    async with phone(browser, sandbox.page_url) as page:
        text = last(page).locator(".text")
        await expect(text.locator("b")).to_have_text("bold both")
        await expect(text.locator("b i")).to_have_text("both")
        await expect(text.locator("code")).to_have_text("x < y")
        await expect(text.locator("pre")).to_have_text("a\n b")
        link = text.get_by_role("link", name="job")
        assert await link.get_attribute("href") == "https://jobs.example.com/1"
        assert await link.get_attribute("target") == "_blank"
        assert await link.get_attribute("rel") == "noopener noreferrer"

        await text.locator(".spoiler").click()
        await expect(text.locator(".spoiler")).to_have_class("spoiler shown")
        await text.get_by_text("/help").click()
        await expect(page.locator(".message.mine").last).to_contain_text("/help")


async def test_a_long_quote_unfolds_and_a_short_one_needs_not(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    long = "You build services. " * 30
    html = f"<blockquote expandable>{long}</blockquote><blockquote expandable>Short.</blockquote>"
    await bot.send_message(7, html, parse_mode=ParseMode.HTML)

    async with phone(browser, sandbox.page_url) as page:
        first, second = await page.locator("blockquote").all()
        folded = await height(first)
        await first.get_by_role("button", name="Show all of the quote").click()
        await expect(first.get_by_role("button", name="Show less of the quote")).to_be_visible()
        unfolded = await height(first)

        assert unfolded > 2 * folded
        await expect(second.locator(".fold")).to_be_hidden()


async def test_an_edit_changes_the_message_in_place(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Go", callback_data="go"))
    sent = await bot.send_message(7, "one")

    async with phone(browser, sandbox.page_url) as page:
        await bot.edit_message_reply_markup(7, sent.message_id, reply_markup=markup)
        await expect(key(page, "Go")).to_be_visible()
        await expect(page.locator(".edited")).to_have_count(0)

        await bot.edit_message_text("two", 7, sent.message_id, reply_markup=markup)
        await expect(last(page).locator(".text")).to_have_text("two")
        await expect(page.locator(".edited")).to_have_count(1)
        await expect(page.locator(".message")).to_have_count(2)

        await bot.delete_message(7, sent.message_id)
        await expect(page.locator(".message")).to_have_count(1)


async def _pressed(bot: Bot) -> CallbackQuery:
    """Return the first press; what the page sent before it may come first."""
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=10):
            offset = update.update_id + 1
            if update.callback_query is not None:
                return update.callback_query


async def test_a_press_waits_for_its_answer_and_shows_it(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    markup = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Go", callback_data="go"))
    await bot.send_message(7, "?", reply_markup=markup)

    async with phone(browser, sandbox.page_url) as page:
        await key(page, "Go").click()
        await expect(page.locator(".key.busy")).to_have_count(1)
        query = await _pressed(bot)
        await query.answer("Saved")

        await expect(page.locator("#toast")).to_have_text("Saved")
        await expect(page.locator(".key.busy")).to_have_count(0)


async def test_the_keyboard_alone_is_enough(browser: Browser, sandbox: Sandbox, bot: Bot) -> None:
    await bot.set_my_commands([("picks", "Picks now"), ("help", "What I can do")])

    async with phone(browser, sandbox.page_url) as page:
        await page.get_by_label("Message", exact=True).focus()
        await page.keyboard.type("line one")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("line two")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.mine .text").last).to_have_text("line one\nline two")

        await page.get_by_role("button", name="Menu").press("Enter")
        await expect(page.get_by_role("menuitem")).to_have_count(2)
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator(".message.mine").last).to_contain_text("/help")


async def test_typing_a_location_and_a_block_are_seen(
    browser: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    async with phone(browser, sandbox.page_url) as page:
        await bot.send_chat_action(7, "typing")
        await expect(page.get_by_role("status").first).to_have_text("typing…")

        await page.get_by_role("button", name="Share your location").click()
        await page.get_by_label("Latitude").fill("48.2")
        await page.get_by_role("button", name="Share", exact=True).click()
        await expect(page.locator(".place")).to_contain_text("48.200, 13.405")

        sandbox.block()
        await page.get_by_role("button", name="Unblock").click()
        await expect(page.get_by_label("Message", exact=True)).to_be_visible()


async def test_a_file_is_dropped_anywhere(browser: Browser, sandbox: Sandbox, bot: Bot) -> None:
    async with phone(browser, sandbox.page_url) as page:
        dropped = await page.evaluate_handle(
            "() => { const all = new DataTransfer();"
            " all.items.add(new File(['cv'], 'cv.txt')); return all; }"
        )
        await page.dispatch_event("#scroll", "dragenter", {"dataTransfer": dropped})
        await expect(page.get_by_text("Drop the file to send it")).to_be_visible()
        await page.dispatch_event("#scroll", "drop", {"dataTransfer": dropped})

        await expect(page.locator(".message.mine .filename")).to_have_text("cv.txt")
        await expect(page.get_by_text("Drop the file to send it")).to_be_hidden()


async def test_two_people_have_two_chats(browser: Browser, sandbox: Sandbox, bot: Bot) -> None:
    sandbox.send_text("I am Ben", person=8)

    async with phone(browser, f"{sandbox.page_url}?person=8") as page:
        await bot.send_message(7, "for Ada")
        await bot.send_message(8, "for Ben")
        await expect(last(page)).to_contain_text("for Ben")

        await expect(page.get_by_text("for Ada")).to_have_count(0)
