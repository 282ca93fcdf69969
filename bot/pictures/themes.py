"""The colours of a light and a dark picture.

Words have a contrast of at least 4.5 to what they stand on and areas of at least 3, as WCAG 2.2
asks (https://www.w3.org/TR/WCAG22/#contrast-minimum, #non-text-contrast); a test computes it.
"""

from collections.abc import Mapping

from bot.pictures.shapes import Role, Theme

COLOURS: Mapping[Theme, Mapping[Role, str]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1a1f26",
        "quiet": "#56606c",
        "rule": "#d3d8de",
        "postings": "#77828f",
        "shown": "#2b6bd6",
        "saved": "#a8620a",
        "applied": "#177245",
        "ended": "#b03a3a",
    },
    "dark": {
        "paper": "#17212b",
        "ink": "#eef2f6",
        "quiet": "#a9b4c0",
        "rule": "#354350",
        "postings": "#8a97a5",
        "shown": "#6ea3f5",
        "saved": "#e0a04a",
        "applied": "#58bd88",
        "ended": "#ea8080",
    },
}
