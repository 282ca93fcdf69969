"""E-mails as they come: headers and the text parts of one, however hostile.

The standard library's reader takes minutes for a mail that is made for it (parts inside parts, a
header of ten thousand parameters), so such a mail is refused before it is read.
Format: https://www.rfc-editor.org/rfc/rfc2045 (MIME), https://www.rfc-editor.org/rfc/rfc5322
"""

import codecs
import re
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from scoring.sources import _read as r

_START = b"\xef\xbb\xbf\r\n "
_HEADER = re.compile(rb"^[A-Z][\w-]{1,40}:[ \t]", re.IGNORECASE)
_MIME = re.compile(rb"^Content-[\w-]{1,40}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_MOST_NESTED, _MOST_PARTS, _LONGEST_HEADER = 20, 500, 1000
_CHARSET = re.compile(  # not punycode and the like, which take minutes
    r"utf-(?:8|16|32)(?:-.*)?|ascii|iso8859-\d+|cp\d+|koi8.*|gb.*|big5.*|shift_jis.*|euc_.*|mac.*"
)


def is_mail(body: bytes) -> bool:
    """Tell whether a page is an e-mail: it begins with a header."""
    return bool(_HEADER.match(body.lstrip(_START)))


def mail_of(body: bytes) -> Message:
    """Return the mail. Raises ValueError for one that is made to take long."""
    body = body.lstrip(_START).replace(b"\r\n", b"\n")
    if body.lower().count(b"boundary") > _MOST_NESTED or body.count(b"\n--") > _MOST_PARTS:
        raise ValueError("the e-mail has too many parts")
    if any(len(each[0]) > _LONGEST_HEADER for each in _MIME.finditer(body)):
        raise ValueError("the e-mail has a header that is too long")
    return message_from_bytes(body)


def part_of(mail: Message, kind: str) -> str:
    """Return the first text of a kind ("plain", "html"), decoded; "" where there is none."""
    for part in mail.walk():
        if part.get_content_type() == f"text/{kind}" and not part.get_filename():
            content = part.get_payload(decode=True)
            return _decoded(content, part) if isinstance(content, bytes) else ""
    return ""


def senders_of(mail: Message) -> tuple[str, ...]:
    """Return the addresses of the From lines, in small letters; more than one is odd."""
    lines = [str(each) for each in mail.get_all("From") or ()]
    return tuple("" if _is_odd(each) else parseaddr(each)[1].lower() for each in lines)


def _is_odd(line: str) -> bool:
    """Tell a line of From that nobody has: the library would read it for long, or to no end."""
    return len(line) > _LONGEST_HEADER or line.count("(") > _MOST_NESTED


def sent_at(mail: Message) -> datetime | None:
    """Return when it was sent, as its sender says."""
    try:
        return r.moment(parsedate_to_datetime(str(mail["Date"])[:100]).isoformat())
    except (TypeError, ValueError, IndexError):
        return None


def _decoded(content: bytes, part: Message) -> str:
    """Decode what a part says to be in; what is no such text is read as UTF-8."""
    try:
        charset = codecs.lookup(part.get_content_charset() or "utf-8").name
        if _CHARSET.fullmatch(charset):
            return content.decode(charset, "replace")
    except (LookupError, ValueError):  # a character set that nobody has heard of
        pass
    return content.decode("utf-8", "replace")
