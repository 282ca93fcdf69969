"""What a person's own buttons did to a score, in plain words. Pure."""

from collections.abc import Sequence

from bot.views.html import escape
from scoring.explain.moved import LEARNED
from scoring.model import Part, Verdict
from scoring.phrases import capitalised
from scoring.taste.blend import effect

_MOST = 160  # characters of the line


def taste_line(verdict: Verdict) -> str:
    """Return "You skip defence; moved down 3" as HTML; "" where nothing learned moved it."""
    said = effect(verdict)
    return escape(capitalised(said), most=_MOST) if said else ""


def own_parts(verdict: Verdict) -> Sequence[Part]:
    """Return the parts of a score that rest on the posting, without what was learned."""
    return [each for each in verdict.parts if each.name != LEARNED]


def other_against(verdict: Verdict) -> Sequence[str]:
    """Return what speaks against a job besides what was learned, which has its own line."""
    said = effect(verdict)
    return [each for each in verdict.against if each != said]
