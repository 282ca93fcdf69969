"""HTML to plain text: readable lines, nothing hidden, nothing that could pass for markup.

`plain_text` is for descriptions, `one_line` for titles and names. Both never raise, and both give
back what they get when they are applied to their own result.
"""

import re

from scoring.normalise.characters import cleaned, is_clean, repaired, unescaped
from scoring.normalise.hidden import drop_hidden
from scoring.normalise.layout import laid_out, without_gaps
from scoring.normalise.trees import tree_of

_MOST_CHARS = 60_000  # the longest real posting has 30,000; the rest is somebody's joke
_TAG_NAMES = (
    "a|abbr|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|code|"
    "col|datalist|dd|del|details|dialog|div|dl|dt|em|embed|fieldset|figure|font|footer|form|h[1-6]|"
    "head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|math|meta|nav|"
    "noembed|noscript|object|ol|option|p|picture|pre|q|s|script|section|select|small|span|strike|"
    "strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|u|"
    "ul|video|wbr"
)
_TAG = re.compile(  # of any name where it has an attribute: "<x-note hidden=''>", not "C<T>"
    rf"</?(?:{_TAG_NAMES})(?:[\s/][^<>]*)?/?>|<!--|<!doctype"
    r"|<[a-z][\w:-]{0,30}\s[^<>=]{0,200}=\s?[\"'\w][^<>]{0,500}>",
    re.IGNORECASE,
)
_LAYOUT = re.compile(r"<(?:p|br|div|li|ul|ol|h[1-6]|tr|table)\b", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
# Where a line is put before a tag: only its beginning is matched, so that `sub` never leaves C.
_BREAK = re.compile(
    r"<(?=br\b[^<>]*>|/(?:tr|dt|dd|option)>"
    r"|/?(?:div|ul|ol|section|article|header|footer|aside|main|form|dl|figure)\b[^<>]*>)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"<(?=/?(?:p|h[1-6]|table|blockquote|pre|hr|details|summary)\b[^<>]*>)", re.IGNORECASE
)
_CELL = re.compile(r"<(?=/t[dh]>)", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
# Nothing in it that `plain_text` would touch: most titles, places and tags are such.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ,.:;/()'|+-]{0,99}")
_MANY_SPACES = re.compile("  +")
# RemoteOK adds a sentence with the reader's own address to every posting it hands out; a long
# address makes it 340 characters long. Others copy it: "Mention the word: X. Tag code: RMTg1Lj".
_ANTI_BOT = re.compile(
    r"Please mention the words?\b.{1,700}?(?:see (?:they're|they’re|they are) human\.?|\Z)"
    r"|(?:please )?mention the words?:? \S{2,40} (?:and )?tag(?: code)?:? #?R[\w+/=]{8,}"
    r"(?:[^\n]{0,200}?(?:human|description|completely)\b\.?)?",
    re.IGNORECASE | re.DOTALL,
)
_CSS = re.compile(  # a style sheet whose tags are lost
    r"^(?:[a-z.#@*][\w.#:, >*-]{0,80}\{[^{}\n]*:[^{}\n]*(?:\}\s*|$))+", re.MULTILINE
)
_CUT_TAG = re.compile(r"(?:\s*</?)+\Z")  # where a text was cut in two
_RECRUITER_CODE = re.compile(r" ?#LI-(?!remote|hybrid|on-?site)[A-Za-z]+\d*\b", re.IGNORECASE)


def plain_text(html: str) -> str:
    """Return what a reader would see: paragraphs, and list items as lines that begin with "• "."""
    if not html:
        return ""
    text = _once(html[:_MOST_CHARS])
    for _ in range(4):  # escaped twice (Greenhouse) means one more round; four is a prank
        if not _has_more(text):
            return text
        text = _once(text)
    return _TAG.sub("", text).strip()


def one_line(text: str) -> str:
    """Return a title or a name in one line: no markup, no entities, no invisible characters."""
    text = text[:1_000]
    if not _PLAIN.fullmatch(text):
        text = plain_text(text).removeprefix("• ")
    return " ".join(text.split())


def _has_more(text: str) -> bool:
    """Tell whether another round would find tags, entities or broken characters."""
    return ("<" in text and bool(_TAG.search(text))) or unescaped(repaired(text)) != text


def _once(text: str) -> str:
    text = unescaped(repaired(text))
    if "<" in text and _TAG.search(text):
        text = _shown(text)
    text = _tidy(text.replace("\xa0", " ").replace("\t", " "))
    return _without_remains(text)


def _without_remains(text: str) -> str:
    """Drop what was meant for programs: the sentence against bots, style sheets, tags of ads."""
    before = text
    if "ention the word" in text:
        text = _ANTI_BOT.sub("", text)
    if "{" in text:
        text = _CSS.sub("", text)
    if text.endswith(("<", "</")):
        text = _CUT_TAG.sub("", text)
    if "#LI-" in text:
        text = _RECRUITER_CODE.sub("", text)
    return text if text is before else without_gaps(text).strip()


def _shown(html: str) -> str:
    """Parse, drop what is hidden, and keep the lines that the layout makes."""
    if _LAYOUT.search(html):
        html = " ".join(html.split())
        html = _ITEM.sub(lambda tag: f"\n{tag[0]}• ", html)
        html = _BREAK.sub("\n<", html)
        html = _PARAGRAPH.sub("\n\n<", html)
        html = _CELL.sub(" <", html)
    tree = tree_of(html)
    drop_hidden(tree, html=html)
    body = tree.body
    return body.text() if body is not None else ""


def _tidy(text: str) -> str:
    """Make one shape of every space, bullet, heading and gap."""
    if not is_clean(text):
        text = _SPACES.sub(" ", cleaned(text))
    elif "  " in text:
        text = _MANY_SPACES.sub(" ", text)
    return laid_out(text)
