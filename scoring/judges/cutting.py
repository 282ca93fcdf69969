"""Lines of a most length that still read well."""

import re

_SPACES = re.compile(r"\s+")
_LOOSE_MARK = re.compile(r" ([.,;])(?= |$)")
# Where a long sentence may end and still be one.
_CLAUSE = re.compile(
    r"[,;]?\s(?=(?:while|including|such as|to ensure|in order to|so that|which|as well as|sowie|"
    r"damit|"
    r"einschließlich|inklusive|wobei|um|afin de|ainsi que|para que|así como|bem como|"
    r"with a focus on|"
    r"mit dem ziel|and (?:then |also )?[a-z]+ing)\s)|;\s|\s[–-]\s|\s—\s?|:\s"
)
_COMMA = re.compile(r",\s|\s(?=(?:and|und|or|et|y|e|oder|to|für|pour|para|by|durch)\s)")
_STOP = re.compile(r"(?<!bzw)(?<!etc)(?<!inkl)(?<!ggf)(?<!\bz)(?<!\bB)(?<!\ba)(?<!\bu)[.!](?= )")
# What cannot be the last of a sentence.
_DANGLING = re.compile(
    r"(?:\b(?:and|or|of|the|an?|to|for|with|in|by|that|und|oder|zu|den|die|der|mit|für|de|la|et|y|"
    r"e)|, \w+ing|"
    r"\b(?:by|for|of|in|include) \w+ing|\bposition of [^,]*)$"
)
# The first word of a heading whose line end was lost.
_NEXT_HEADING = re.compile(r" (?:Deine?|Ihre?|Das|Unsere?|Was|Wir|Your|What|Our|The|Who)$")


def shorten(text: str, *, most: int) -> str:
    """Cut a text at a clause or a word, never inside one; what is cut ends with an ellipsis."""
    text = _SPACES.sub(" ", text).strip()
    if len(text) <= most:
        return text
    head = text[: most - 1]
    clause = max(head.rfind(mark) for mark in (". ", "; ", "! ", "? "))
    if clause >= most * 0.6:
        return head[: clause + 1].rstrip(";")
    if " " in head:
        head = head[: head.rfind(" ")]
    return head.rstrip(" ,;:–-(/&") + "…"


def whole_sentence(text: str, *, most: int) -> str:
    """Return a sentence that begins large and ends with a mark.

    A long one ends behind its first sentence or a clause; where it has none, with an ellipsis.
    """
    text = _LOOSE_MARK.sub(r"\1", _SPACES.sub(" ", text)).strip(" ,;:–-")
    text = _NEXT_HEADING.sub("", text[:1].upper() + text[1:])
    if len(text) < most:
        return text if text[-1:] in {".", "!", "?", "…", ")"} else f"{text}."
    stops = [found.end() for found in _STOP.finditer(text, most // 3) if found.end() <= most]
    if stops:
        return text[: stops[-1]]
    for pattern, mark in ((_CLAUSE, "."), (_COMMA, "…")):
        ends = [
            at for found in pattern.finditer(text, most // 2) if (at := found.start()) < most - 1
        ]
        for end in reversed(ends):
            head = text[:end].rstrip(" ,;:–-")
            if head.count("(") == head.count(")") and not _DANGLING.search(head):
                return f"{head}{mark}"
    return shorten(text, most=most)
