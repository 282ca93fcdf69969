"""The words of signals: quiet hints before somebody applies. Plain, not yet escaped text. Pure."""

from collections.abc import Mapping, Sequence

from scoring.model import Signal
from scoring.model.picks import Kind
from scoring.phrases import Phrase, apart, phrase, plural
from scoring.signals import LAW_PLACES

_MOST = 4
_DAYS_A_MONTH = 30
_WORDS: Mapping[Kind, Phrase] = {
    "fee": phrase("it may ask applicants to pay: “{evidence}”"),
    "messenger": phrase("it names a messenger as the only way to apply: “{evidence}”"),
    "free_mail": phrase("it gives a free mail address ({evidence})"),
    "marketplace": phrase("it may come from a go-between, not the employer: “{evidence}”"),
    "stale": plural("open for {count} months", "open for {count} months"),
    "reposted": plural("posted again on {count} days", "posted again on {count} days"),
    "no_pay": phrase("no pay stated, which the law in {evidence} asks of most employers"),
}
_COUNTED: Mapping[Kind, int] = {"stale": _DAYS_A_MONTH, "reposted": 1}  # days to one of them


def hints(signals: Sequence[Signal]) -> str:
    """Return "open for 3 months; no pay stated, which …", the weightiest first; usually ""."""
    said = [_hint(each) for each in signals[:_MOST]]
    return apart(said) if said else ""


def _hint(signal: Signal) -> Phrase:
    days = _COUNTED.get(signal.kind)
    if days:
        return _WORDS[signal.kind].of(count=int(signal.evidence) // days)
    evidence = (
        LAW_PLACES.get(signal.evidence, signal.evidence)
        if signal.kind == "no_pay"
        else signal.evidence
    )
    return _WORDS[signal.kind].of(evidence=evidence)
