"""What a careful friend would point at in a posting: quiet hints with their evidence, no verdicts.

Nothing here moves a score. A person in Addis Ababa applies by Telegram every day; a person in
Berlin may want to know that this one does. Pure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from scoring.freshness import posting_days
from scoring.model import Cluster, Pick, Posting, Signal
from scoring.phrases import Phrase, phrase

_STALE_DAYS = 60
_REPOSTED = 3  # dates on which the same title appeared anew at the same employer
_QUOTE_CHARS = 90
_WORTH_TEXT = 300  # characters: a shorter text is an excerpt, and says little by its silence

# An applicant who is to pay: the sign that consumer agencies name first
# (https://consumer.ftc.gov/articles/job-scams).
_FEE = re.compile(
    r"(?:registration|training|application|processing|onboarding|starter[- ]kit) fees? "
    r"(?:of|is|must|to be|required|applies|will be)|"
    r"you (?:\w+ ){0,2}pay for (?:your|the) (?:own )?"
    r"(?:training|registration|background check|starter kit|equipment)|"
    r"(?:deposit|send) (?:a|the) che(?:ck|que)|"
    r"(?:pay|paid|transfer|send)[^.\n]{0,30} (?:gift cards|bitcoin|refundable deposit)|"
    r"kostenpflichtige (?:schulung|ausbildung)|kaution (?:von|in höhe)|frais d['’]inscription|"
    r"frais de formation|tasa de inscripci[oó]n|"
    r"pago (?:de|por) (?:la )?(?:inscripci[oó]n|capacitaci[oó]n)|taxa de inscriç[aã]o",
    re.IGNORECASE,
)
_MESSENGER = re.compile(
    r"(?:apply|contact|message|text|write|reach|send|bewirb)[^.\n]{0,40}?"
    r"(?P<way>\b(?:on|by|via|through|over|using|per|über|por|par)\s+(?:only\s+)?"
    r"(?:whats ?app|telegram|signal|viber|wechat)\b)"
    r"|(?P<link>(?:wa\.me|t\.me)/[\w+]{4,})",
    re.IGNORECASE,
)
_OTHER_WAY = re.compile(
    r"apply (?:now|here|online|below|on (?:our|the))|e-?mail|@|careers? (?:page|site)|"
    r"in person|website|portal|\bform\b",
    re.IGNORECASE,
)
_FREE_MAIL = re.compile(
    r"[\w.+-]+@(?:gmail|googlemail|yahoo|hotmail|outlook|live|aol|icloud|proton(?:mail)?|gmx|web|"
    r"mail|yandex)\.(?:com|de|net|me|fr|es|co\.uk|ru|at|ch)\b",
    re.IGNORECASE,
)
_MARKETPLACE = re.compile(
    r"posted (?:by|on) \w+ on behalf of (?:a|our) (?:partner|client)|"
    r"on behalf of (?:a|one of our) partner compan(?:y|ies)|"
    r"ai[- ](?:powered|driven) (?:matching|interview|screening|recruit)\w*|"
    r"interview(?:ed)? (?:by|with) (?:an|our) ai\b|"
    r"talent (?:marketplace|network) that (?:connects|matches)",
    re.IGNORECASE,
)

# Where employers must name pay in a posting, for most employers, and the law that says so.
_PAY_LAWS: Mapping[tuple[str, str | None], Phrase] = {
    ("US", "CA"): phrase("California"),
    ("US", "CO"): phrase("Colorado"),
    ("US", "DC"): phrase("the District of Columbia"),
    ("US", "HI"): phrase("Hawaii"),
    ("US", "IL"): phrase("Illinois"),
    ("US", "MA"): phrase("Massachusetts"),
    ("US", "MD"): phrase("Maryland"),
    ("US", "MN"): phrase("Minnesota"),
    ("US", "NJ"): phrase("New Jersey"),
    ("US", "NY"): phrase("New York"),
    ("US", "VT"): phrase("Vermont"),
    ("US", "WA"): phrase("Washington"),
    ("CA", "BC"): phrase("British Columbia"),
    ("CA", "ON"): phrase("Ontario"),
    ("CA", "PE"): phrase("Prince Edward Island"),
    ("AT", None): phrase("Austria"),
    ("LT", None): phrase("Lithuania"),
    ("LV", None): phrase("Latvia"),
    ("SK", None): phrase("Slovakia"),
}
LAW_PLACES: Mapping[str, Phrase] = {str(each): each for each in _PAY_LAWS.values()}
"""The places of those laws by their English names, as a stored signal has them."""


def signals(cluster: Cluster, *, now: datetime) -> tuple[Signal, ...]:
    """Return what is worth a look before applying, the weightiest first; usually nothing."""
    return tuple(_found(cluster, now=now))


def signalled(picks: Sequence[Pick], *, now: datetime) -> tuple[Pick, ...]:
    """Return the picks with what is worth a look in each; their postings have the whole text."""
    return tuple(
        each.model_copy(update={"signals": signals(each.cluster, now=now)}) for each in picks
    )


def _found(cluster: Cluster, *, now: datetime) -> Iterator[Signal]:
    best = cluster.best
    if fee := _FEE.search(best.text):
        yield Signal(kind="fee", evidence=_around(best.text, fee))
    messenger = _MESSENGER.search(best.text)
    way = messenger and (messenger["way"] or messenger["link"])
    if messenger and way and not _OTHER_WAY.search(best.text.replace(way, "")):
        yield Signal(kind="messenger", evidence=_around(best.text, messenger))
    if mail := _FREE_MAIL.search(best.text):
        yield Signal(kind="free_mail", evidence=f"@{mail.group().partition('@')[2]}")
    if broker := _MARKETPLACE.search(best.text):
        yield Signal(kind="marketplace", evidence=_around(best.text, broker))
    yield from _age(cluster, now=now)
    if law := _pay_law(best):
        yield Signal(kind="no_pay", evidence=law)


def _age(cluster: Cluster, *, now: datetime) -> Iterator[Signal]:
    """Yield how long a job is open and how often it came anew: it may be filled, or never was."""
    days = (now - min(each.posted_at or each.seen_at for each in cluster.postings)).days
    if days >= _STALE_DAYS:
        yield Signal(kind="stale", evidence=str(days))
    days_posted = len(posting_days(cluster))
    if days_posted >= _REPOSTED:
        yield Signal(kind="reposted", evidence=str(days_posted))


def _pay_law(posting: Posting) -> str:
    """Return the place whose law asks for pay, where all of a job's places have such a law."""
    if posting.pay is not None or len(posting.text) < _WORTH_TEXT or not posting.places:
        return ""
    laws = [
        _PAY_LAWS.get((place.country or "", place.region))
        or _PAY_LAWS.get((place.country or "", None))
        for place in posting.places
    ]
    return laws[0] or "" if all(laws) else ""


def _around(text: str, found: re.Match[str]) -> str:
    """Return the words around a match, as one line of at most so many characters."""
    room = max(0, _QUOTE_CHARS - len(found.group())) // 2
    start, end = max(0, found.start() - room), min(len(text), found.end() + room)
    words = " ".join(text[start:end].split())
    if start > 0:
        words = words.partition(" ")[2] or words
    if end < len(text):
        words = words.rpartition(" ")[0] or words
    return words
