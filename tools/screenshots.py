"""Takes the pictures of the documentation: `picks try` with the sample day, photographed.

    uv run python -m tools.screenshots [FOLDER]

Writes pairs of pictures, each light (chat.png) and dark (chat-dark.png), into docs/ unless another
folder is named: `chat`, the morning list beside an open card; `why`, a score explained beside more
like it; on a stage of their own (tools/stage.py) `sources`, how they stand beside what they ask
for; `watch`, a company that is found beside a pick of it; `score`, a posting that was pasted beside
a job alert; and after eight weeks of a search (tools/season.py) `profile`, the card beside what a
change would do; `weeks`, the applications beside /stats; `group`, a shared digest beside one of its
picks in a reader's own chat. Needs Debian's chromium and ImageMagick.
"""

import asyncio
import base64
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from scoring.model import Profile
from tools.season import GROUP, searched, shared
from tools.stage import POSTING, WATCHED, alert, posted, staged

DOCS = Path(__file__).parents[1] / "docs"
CHROMIUM = Path("/usr/bin/chromium")
CONVERT = "/usr/bin/convert"
COLOURS = 96  # of a picture: a third of the bytes, and no difference that is seen
WISH = "Backend engineer, data engineer; Python, SQL, PostgreSQL, Kubernetes"
PROFILE = Profile(
    titles=("Data Engineer", "Backend Engineer"),
    skills=("Python", "SQL", "PostgreSQL", "Kubernetes"),
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/chat/\S+")
_SIDE_BY_SIDE = """
<style>
  body {{ display: flex; align-items: start; gap: 28px; width: max-content }}
  body {{ margin: 0; padding: 28px; background: {paper} }}
  img {{ width: 412px; border-radius: 26px; box-shadow: 0 6px 30px rgb(0 0 0 / 30%) }}
</style>
<img src="data:image/png;base64,{left}"><img src="data:image/png;base64,{right}">
"""
_PHONE: ViewportSize = {"width": 412, "height": 915}
_PAPER = {"light": "#ffffff", "dark": "#0d1117"}  # GitHub's own


async def main() -> None:
    """Have four conversations a colour scheme and keep their pairs of pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS
    folder.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for scheme, end in (("light", ".png"), ("dark", "-dark.png")):
            async with trial() as address:
                shots = await photograph(browser, address, scheme=scheme)
            shots |= await perform(browser, scheme=scheme)
            shots |= await search(browser, scheme=scheme)
            shots |= await share(browser, scheme=scheme)
            for name, pair in shots.items():
                to = folder / f"{name}{end}"
                await side_by_side(browser, pair, paper=_PAPER[scheme], to=to)
                print(to)
        await browser.close()


@asynccontextmanager
async def trial() -> AsyncIterator[str]:
    """Run `picks try` on the sample day and yield the page's address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try", "--no-live", "--no-open"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = ""
    while not (found := _ADDRESS.search(said)):
        line = await asyncio.wait_for(process.stdout.readline(), timeout=30)
        assert line, f"picks try ended at once: {said}"
        said += line.decode()
    try:
        yield found[0]
    finally:
        process.terminate()
        await process.wait()


async def photograph(browser: Browser, address: str, *, scheme: str) -> dict[str, list[bytes]]:
    """Get picks as a newcomer would; photograph the list, a card, its score explained, /stats."""
    page = await _phone(browser, address, scheme=scheme)
    await page.get_by_role("button", name="Start").click()
    await _answered(page, "CV")
    await _say(page, WISH)
    await _answered(page, "PostgreSQL")
    await _say(page, "/picks")
    await _answered(page, "picks from")
    chat = [await _shot(page, block="start")]
    await _tap(page, "1")
    await expect(page.locator(".key").get_by_text("Save", exact=True).last).to_be_visible()
    chat.append(await _shot(page, block="end"))
    await _tap(page, "Save")
    await expect(page.locator(".key").get_by_text("Saved ✓", exact=True).last).to_be_visible()
    await expect(page.locator("#toast")).to_be_visible()
    await expect(page.locator("#toast")).to_be_hidden(timeout=10_000)
    await _tap(page, "Why")
    await _answered(page, "for your profile of")
    why = [await _shot(page, block="end")]
    await _tap(page, "‹ Back")
    await _tap(page, "More like this")
    await expect(page.locator(".key").get_by_text("5", exact=True).last).to_be_visible()
    why.append(await _shot(page, block="end"))
    await page.context.close()
    return {"chat": chat, "why": why}


async def perform(browser: Browser, *, scheme: str) -> dict[str, list[bytes]]:
    """Watch a company, ask for the sources, and send postings, on the stage."""
    async with staged(wish=PROFILE) as chat:
        page = await _phone(browser, chat.sandbox.page_url, scheme=scheme)
        await _say(page, f"/watch {WATCHED}")
        await _answered(page, "open postings")
        await _tap(page, "Watch")
        await _answered(page, "You watch")
        watch = [await _shot(page, block="end")]
        await posted(chat)
        await _say(page, "/picks 3")
        await _answered(page, "because you watch")
        watch.append(await _shot(page, block="end"))
        await _say(page, "/sources")
        await _answered(page, "answered in the last day")
        sources = [await _shot(page, block="end")]
        await _tap(page, "Terms and credit")
        await _answered(page, "named as")
        sources.append(await _shot(page, block="end"))
        await _say(page, POSTING)
        await _answered(page, "Only you see it")
        score = [await _shot(page, block="end")]
        await _say(page, alert())
        await _answered(page, "the best first")
        score.append(await _shot(page, block="end"))
        await page.context.close()
    return {"sources": sources, "watch": watch, "score": score}


async def search(browser: Browser, *, scheme: str) -> dict[str, list[bytes]]:
    """Look back on eight weeks, and try a change of the profile."""
    async with searched(wish=WISH) as chat:
        page = await _phone(browser, chat.sandbox.page_url, scheme=scheme)
        await _say(page, "/applied")
        await _answered(page, "Silent for")
        weeks = [await _shot(page, block="end")]
        await _say(page, "/stats")
        await _answered(page, "Your weeks")
        if scheme == "dark":
            await _tap(page, "Dark")
            await expect(page.locator(".key").get_by_text("Light", exact=True)).to_be_visible()
        weeks.append(await _shot(page, block="start"))
        await _say(page, "/profile")
        await _answered(page, "Musts")
        profile = [await _shot(page, block="end")]
        await _say(page, "/profile +rust -java, remote only")
        await _answered(page, "Not saved yet")
        profile.append(await _shot(page, block="end"))
        await page.context.close()
    return {"weeks": weeks, "profile": profile}


async def share(browser: Browser, *, scheme: str) -> dict[str, list[bytes]]:
    """Read a group's digest, and open a pick of it in one's own chat."""
    async with shared(wish=WISH) as chat:
        page = await _phone(browser, f"{chat.sandbox.page_url}?group={GROUP}", scheme=scheme)
        await _answered(page, "picks from")
        group = [await _shot(page, block="end")]
        await _tap(page, "1")
        await _answered(page, "Why")
        group.append(await _shot(page, block="end"))
        await page.context.close()
    return {"group": group}


async def side_by_side(browser: Browser, shots: list[bytes], *, paper: str, to: Path) -> None:
    """Put two pictures next to each other on paper of one colour."""
    left, right = (base64.b64encode(shot).decode() for shot in shots)
    page = await browser.new_page(device_scale_factor=1.5, viewport={"width": 908, "height": 971})
    await page.set_content(_SIDE_BY_SIDE.format(paper=paper, left=left, right=right))
    await page.screenshot(path=to)
    await page.close()
    few = ("+dither", "-colors", str(COLOURS), "-strip", f"PNG8:{to}")
    converting = await asyncio.create_subprocess_exec(CONVERT, str(to), *few)
    assert await converting.wait() == 0


async def _phone(browser: Browser, address: str, *, scheme: str) -> Page:
    context = await browser.new_context(
        viewport=_PHONE,
        device_scale_factor=2,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    await page.goto(address)
    return page


async def _tap(page: Page, label: str) -> None:
    await page.locator(".key").get_by_text(label, exact=True).last.click()


async def _say(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.get_by_label("Send", exact=True).click()


async def _answered(page: Page, words: str) -> None:
    await expect(page.locator(".message.theirs").last).to_contain_text(words, timeout=30_000)


async def _shot(page: Page, *, block: str) -> bytes:
    """Photograph the page with the start or the end of the last message in view."""
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    await page.locator(".message.theirs").last.evaluate(
        "(element, block) => element.scrollIntoView({ block, behavior: 'instant' })", block
    )
    return await page.screenshot()


if __name__ == "__main__":
    asyncio.run(main())
