"""A posting's text, as somebody pasted or forwarded it, to a posting. Pure.

Its first lines say what the job is; where they do not, the first line stands for its title.
"""

import re

from scoring.given.heads import bare_line, cut, is_role, read_head
from scoring.given.kinds import cv_signs, posting_signs
from scoring.model import RawPosting
from scoring.normalise.text import plain_text

_HEAD_LINES = 14
_LEAST_CHARS = 200  # of a text whose title is no job that we know


def read_words(text: str, *, url: str = "") -> RawPosting | None:
    """Return the posting in a text, which stays whole; None for a text without letters.

    Where no line names a job, the first line stands for its title. Never raises.
    """
    text = plain_text(text)
    lines = [line for each in text.splitlines() if (line := bare_line(each))][:_HEAD_LINES]
    if not lines or not re.search(r"[^\W\d_]{2}", text):
        return None
    said = read_head(lines, text=text)
    return RawPosting(
        external_id="",
        url=url,
        title=said.title or cut(lines[0]),
        company=said.company,
        locations=(said.place,) if said.place else (),
        workplace=said.workplace,
        pay=said.pay,
        employment=said.employment,
        html=text,
    )


def is_job(raw: RawPosting) -> bool:
    """Tell whether a text that was read names a job, or is long and speaks like a posting."""
    if is_role(raw.title):
        return True
    return len(raw.html) >= _LEAST_CHARS and posting_signs(raw.html) > cv_signs(raw.html)
