"""A CV without its contact data: name, e-mail, telephone, street, links and date of birth.

What is left says what a person can do and wants, not who it is. Errs on the side of leaving out.
"""

import re

from scoring.cv.parts import is_heading
from scoring.rank.skills import skills_in
from scoring.rank.titles import occupation

_EMAIL = re.compile(r"(?:mailto:)?[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_DOMAINS = r"com|org|net|io|dev|me|co|de|fr|es|uk|eu|in|us|ca|ch|at|nl|se|no|pl|it|br|info|edu|app"
_LINK = re.compile(
    r"(?:https?://|www\.|homepage:|github:|linkedin:|orcid:|skype:|tel:|phone:|url:)\S{1,300}"
    rf"|\b[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})/\S{{1,200}}"
    rf"|\b(?!asp\.|node\.)[\w-]{{2,63}}\.(?:{_DOMAINS})\b(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.$€£])(?:\(?\+|00)?\(?\d{1,4}\)?(?:[ .\-/]{0,2}\(?\d{2,5}\)?){2,5}(?![\w%])"
)
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[\w'.-]{1,20} ){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr"
    r"|boulevard|blvd|court|ct|way|square|terrace)\b\.?(?: (?:apt|unit|#)\.? ?\w{1,6})?"
    r"|\b[\w.-]{2,30}(?:straße|strasse|str\.|gasse|allee) \d{1,4}\w?\b"
    r"|\b(?:rue|calle|via|avenida) (?:[\w'.-]{1,20} ){1,4}\d{1,4}\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:date of birth|born|dob|geboren|geburtsdatum|nationality|marital status|passport"
    r"|driving licen[cs]e n|né le|fecha de nacimiento)\b[^\n]{0,80}",
    re.IGNORECASE,
)
_PATTERNS = (_EMAIL, _LINK, _STREET, _BORN)
_NAME = re.compile(r"[^\W\d_]['’.\w-]{0,25}(?: [^\W\d_]['’.\w-]{0,25}){1,3}")
_NAME_LINES = 3  # a name stands in the first lines, or nowhere
_HEAD_LINES = 15
_NAME_ENDS = re.compile(r"\s*[|·•,–—\t\d@]|\s-\s")
_DATED = re.compile(r"(?:last )?updated(?: on| in)? .{0,30}?\d{4}", re.IGNORECASE)


def without_contact(text: str) -> str:
    """Return the text without contact data. Idempotent; lines are kept."""
    for name in _names(text):
        text = re.sub(rf"\b{re.escape(name)}\b", " ", text, flags=re.IGNORECASE)
    for pattern in _PATTERNS:
        text = pattern.sub(" ", text)
    text = _PHONE.sub(_no_phone, text)
    lines = (re.sub(r"\s+", " ", line).strip(" |·•,;:-–—/#@§") for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _names(text: str) -> list[str]:
    """Return the person's name: a line at the top with contact data or a job title after it."""
    lines = [line for line in text.splitlines() if line.strip()][:_HEAD_LINES]
    has_contact = any(each.search("\n".join(lines)) for each in (_EMAIL, _LINK, _PHONE))
    for number, line in enumerate(lines[:_NAME_LINES]):
        head = _NAME_ENDS.split(_DATED.sub("", line).strip())[0].strip()
        if is_heading(line) or occupation(head):
            return []
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if _is_name(head) and (has_contact or occupation(after)):
            return [head]
    return []


def _is_name(words: str) -> bool:
    return bool(_NAME.fullmatch(words)) and _capitals(words) and not skills_in(words)


def _capitals(words: str) -> bool:
    return all(word[:1].isupper() for word in words.split() if len(word) > 3)


def _no_phone(match: re.Match[str]) -> str:
    """Leave out a telephone number; keep years, dates and amounts."""
    text = match[0]
    digits = sum(character.isdigit() for character in text)
    years = re.findall(r"(?:19|20)\d\d", text)
    if digits < 7 or digits > 16 or len("".join(years)) >= digits - 4:
        return text
    return " "
