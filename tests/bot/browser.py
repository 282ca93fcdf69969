"""Debian's headless Chromium on the chat page, and a small CV as a PDF."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_LOOKS = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>"


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the browser and end it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def phone(
    browser: Browser, url: str, *, width: int = 412, moves: bool = True
) -> AsyncIterator[Page]:
    """Open the page at phone size; anything that goes wrong inside it fails the test.

    A phone that `moves` nothing is one of a person who wants less motion: no press waits for it.
    """
    size: ViewportSize = {"width": width, "height": 860}
    context = await browser.new_context(
        viewport=size, reduced_motion="no-preference" if moves else "reduce"
    )
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: wrong.append(asked.url) if _foreign(asked.url) else None)
    try:
        await page.goto(url)
        await expect(page.locator("#start, #composer").locator("visible=true")).to_have_count(1)
        yield page
    finally:
        await context.close()
    assert wrong == []


def pdf(*lines: str) -> bytes:
    """Return a PDF of one page with these lines of ASCII text."""
    shown = "\n".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 72 760 Td 16 TL\n{shown}\nET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R {_LOOKS} >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = "%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode("ascii")


def _foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
