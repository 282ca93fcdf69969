"""A digest as a file: Markdown, a page of HTML, or JSON. Pure.

Text from sites and judges is hostile until escaped: it can add no link, heading or tag. Links are
http or https.
"""

import json as json_text
import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote, urlsplit

from scoring.changes import pay_range
from scoring.freshness import first_seen, posting_days
from scoring.hints import hints
from scoring.model import Digest, Funnel, Pick, Posting
from scoring.source_terms import credit_of

_UNSAID = "not stated"
_BEFORE = "Worth a look before you apply"
_END = "\n\n"  # of a block of Markdown
_SHOWN_PLACES = 3
_MARKDOWN = re.compile(r"([\\`*_\[\]<>~])|(&)(?=#?\w{1,32};)|(:)(?=//)|(?<=www)(\.)", re.IGNORECASE)
_IN_URL = "%/:=&?~#+!$,;'@"  # what stays as it is in a link; brackets and spaces do not

_STYLE = """
:root { color-scheme: light dark; --text: #1c1c1e; --soft: #5d5f66; --line: #d9dade;
  --ground: #fff; --link: #0b57b0; --mark: #e8f0fb; }
@media (prefers-color-scheme: dark) { :root { --text: #ececee; --soft: #a3a6ad;
  --line: #3a3b40; --ground: #17181b; --link: #8ab8ff; --mark: #24303f; } }
body { margin: 0 auto; padding: 2rem 1.25rem; max-width: 44rem; background: var(--ground);
  color: var(--text); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.1rem; margin: 0; } a { color: var(--link); }
article { border-top: 1px solid var(--line); padding: 1.1rem 0; }
.facts, .notes, footer { color: var(--soft); font-size: .92rem; } p { margin: .45rem 0; }
.score { background: var(--mark); border-radius: .4rem; padding: .05rem .45rem; float: right;
  font-variant-numeric: tabular-nums; margin-left: .75rem; }
""".strip()


def markdown(digest: Digest) -> str:
    """Return the digest as Markdown: a title line and a block for each pick."""
    head = f"# Daily Job Picks - {digest.day.isoformat()}\n\n"
    if not digest.picks:
        return f"{head}{_md(why_none(digest))}\n"
    return head + "".join(_block(pick) for pick in digest.picks)


def card(pick: Pick, *, notes: Sequence[str] = ()) -> str:
    """Return one pick as Markdown with all that its score rests on, and the notes about it."""
    verdict = pick.verdict
    parts = "".join(
        f"- {_md(part.name.capitalize())} {part.points:.0f}/{part.most:.0f}"
        f"{f': {_md(part.evidence)}' if part.evidence else ''}\n"
        for part in verdict.parts
    )
    against = f"**Against it:** {_md('; '.join(verdict.against))}{_END}" if verdict.against else ""
    capped = f"**Capped:** {_md(verdict.cap)}{_END}" if verdict.cap else ""
    said = "".join(f"{_md(note)}{_END}" for note in notes)
    body = _block(pick).removesuffix(f"---{_END}")
    return (
        f"{body}{against}{capped}{f'**Why:**{_END}{parts}' if parts else ''}\n{said}".rstrip()
        + "\n"
    )


def card_json(picks: Sequence[Pick], *, notes: Sequence[str] = ()) -> str:
    """Return picks as JSON for programs, with the notes about them."""
    content = {"picks": [_entry(pick) for pick in picks], "notes": list(notes)}
    return json_text.dumps(content, ensure_ascii=False, indent=2) + "\n"


def html(digest: Digest) -> str:
    """Return the digest as one page that needs nothing else, light and dark."""
    title = f"Daily Job Picks - {digest.day.isoformat()}"
    articles = "".join(_article(pick) for pick in digest.picks)
    notes = "".join(f"<p>{_text(note)}</p>" for note in digest.notes)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f"<h1>{title}</h1>\n{articles or f'<p>{_text(why_none(digest))}</p>'}\n"
        f"<footer><p>{_text(funnel_line(digest.funnel))}</p>{notes}</footer>\n</body>\n</html>\n"
    )


def json(digest: Digest) -> str:
    """Return the digest as JSON for programs, with the near misses and the funnel."""
    content = {
        "day": digest.day.isoformat(),
        "picks": [_entry(pick) for pick in digest.picks],
        "near": [_entry(pick) for pick in digest.near],
        "funnel": digest.funnel.model_dump(mode="json"),
        "notes": list(digest.notes),
        "judge": digest.judge,
        "cost_usd": digest.cost_usd,
    }
    return json_text.dumps(content, ensure_ascii=False, indent=2) + "\n"


def why_none(digest: Digest) -> str:
    """Return one line that says that there are no picks, and why."""
    funnel = digest.funnel
    if digest.notes and funnel == Funnel():
        return f"No picks today. {digest.notes[0]}"
    seen = funnel.new + funnel.earlier
    if not seen:
        return "No picks today: no postings were read."
    losses = sorted(funnel.rejected.items(), key=lambda item: -item[1])
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in losses[:_SHOWN_PLACES])
    lost = f"{seen - funnel.met:,} of {seen:,} failed a must ({reasons})" if losses else ""
    below = f"{funnel.below:,} scored too low" if funnel.below else ""
    return f"No picks today: {'; '.join(part for part in (lost, below) if part) or 'none fits'}."


def funnel_line(funnel: Funnel) -> str:
    """Return "412 new, 90 earlier → 96 meet the musts → 60 scored → 8 picks"."""
    earlier = f", {funnel.earlier:,} earlier" if funnel.earlier else ""
    return (
        f"{funnel.new:,} new{earlier} → {funnel.met:,} meet the musts"
        f" → {funnel.scored:,} scored → {counted(funnel.picked)}"
    )


def counted(picks: int) -> str:
    """Return "1 pick" or "8 picks"."""
    return f"{picks:,} pick" if picks == 1 else f"{picks:,} picks"


def _block(pick: Pick) -> str:
    best, verdict, before = pick.cluster.best, pick.verdict, hints(pick.signals)
    title, link = _md(best.title), _link(best.url)
    return (
        f"## {f'[{title}]({link})' if link else title}\n"
        f"**Company:** {_cell(hired_by(best)) or _UNSAID}"
        f" | **Location:** {_cell(_places(pick)) or _UNSAID} | **Score:** {verdict.fit}/100\n\n"
        f"**Reason:** {_md(verdict.reason)}\n\n"
        f"**Summary:** {_md(verdict.summary)}\n\n"
        f"**Age:** {_md(_dated(pick))}{_credit_md(best)}\n\n"
        f"{f'**{_BEFORE}:** {_md(before)}{_END}' if before else ''}---\n\n"
    )


def _article(pick: Pick) -> str:
    best, verdict = pick.cluster.best, pick.verdict
    link, title = _link(best.url), _text(best.title)
    named = f'<a href="{escape(link)}" rel="noopener noreferrer">{title}</a>' if link else title
    pay, dated = pay_range(best.pay), _dated(pick)
    facts = [
        _text(each) for each in (hired_by(best), _places(pick), pay, best.remote, dated) if each
    ]
    facts += [credit] if (credit := _credit_html(best)) else []
    against = f'<p class="facts">Against: {_text("; ".join(verdict.against))}</p>'
    before = f'<p class="facts">{_BEFORE}: {_text(hints(pick.signals))}</p>'
    return (
        f'<article>\n<span class="score">{verdict.fit}</span><h2>{named}</h2>\n'
        f'<p class="facts">{" · ".join(facts)}</p>\n'
        f"<p>{_text(verdict.reason)}</p>\n<p>{_text(verdict.summary)}</p>\n"
        f"{against if verdict.against else ''}{before if pick.signals else ''}</article>\n"
    )


def _entry(pick: Pick) -> dict[str, object]:
    best, verdict = pick.cluster.best, pick.verdict
    return {
        "score": verdict.fit,
        "title": best.title,
        "company": best.company,
        "employer": best.employer,
        "agency": best.agency,
        "locations": [place.text for place in pick.cluster.places],
        "url": _link(best.url),
        "links": [link for url in pick.cluster.links if (link := _link(url))],
        "posted_at": best.posted_at.isoformat() if best.posted_at else None,
        "posted_on": [each.isoformat() for each in posting_days(pick.cluster)],
        "first_seen_at": first_seen(pick.cluster).isoformat(),
        "credit": credit[0] if (credit := credit_of(best)) else None,
        **best.model_dump(mode="json", include={"pay", "remote", "level", "employment", "source"}),
        **verdict.model_dump(  # no JSON of ours: its sentences stand here in English words
            include={"reason", "summary", "confidence", "parts", "against", "cap", "judge"},
        ),
        "signals": [each.model_dump(mode="json") for each in pick.signals],
    }


def hired_by(posting: Posting) -> str:
    """Return "Employer, via Agency", "Agency (an agency)" or the company's name."""
    if posting.company and posting.employer:
        return f"{posting.employer}, via {posting.company}"
    named_agency = posting.company and posting.agency
    return f"{posting.company} (an agency)" if named_agency else posting.company


def _dated(pick: Pick) -> str:
    """Return "posted 2026-01-02", "posted again 2026-01-02" or "first seen 2026-01-02"."""
    posted = pick.cluster.best.posted_at
    if posted is None:
        return f"first seen {first_seen(pick.cluster).date()}"
    again = len(posting_days(pick.cluster)) > 1
    return f"{'posted again' if again else 'posted'} {posted.date()}"


def _credit_md(posting: Posting) -> str:
    """Return what the posting's source wants beside it, with its link."""
    words, url = credit_of(posting) or ("", "")
    link = _link(url)
    return f" | [{_cell(words)}]({link})" if link else f" | {_cell(words)}" if words else ""


def _credit_html(posting: Posting) -> str:
    words, url = credit_of(posting) or ("", "")
    link = _link(url)
    return f'<a href="{escape(link)}" rel="noopener">{_text(words)}</a>' if link else _text(words)


def _places(pick: Pick) -> str:
    names = list(dict.fromkeys(place.text for place in pick.cluster.places if place.text))
    more = len(names) - _SHOWN_PLACES
    shown = "; ".join(names[:_SHOWN_PLACES])
    return f"{shown} and {more} more" if more > 0 else shown


def _link(url: str) -> str:
    """Return the address as it may stand in a link, or "" when it is no web address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a broken IPv6 host
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return ""
    return quote("".join(_visible(url.strip())), safe=_IN_URL)


def _md(text: str) -> str:
    """Return text for a line of Markdown: it shows as it is and starts nothing."""
    return _MARKDOWN.sub(lambda match: f"\\{match[0]}", _line(text))


def _cell(text: str) -> str:
    """Return text for the line whose parts stand between bars."""
    return _md(text).replace("|", "\\|")


def _text(text: str) -> str:
    return escape(_line(text))


def _line(text: str) -> str:
    """Return the text as one line without invisible characters."""
    return " ".join("".join(_visible(text)).split())


def _visible(text: str) -> Iterable[str]:
    """Yield the characters; line ends and tabs become spaces, what cannot be seen is left out."""
    for character in text:
        kind = unicodedata.category(character)
        if kind not in {"Cf", "Cs", "Co", "Cn"}:
            yield " " if kind in {"Cc", "Zl", "Zp"} else character
