"""The words of signals: quiet hints before somebody applies. Plain, not yet escaped text. Pure."""

from collections.abc import Mapping, Sequence

from scoring.model import Signal
from scoring.model.picks import Kind

_MOST = 4
_DAYS_A_MONTH = 30
_WORDS: Mapping[Kind, str] = {
    "fee": "it may ask applicants to pay: “{}”",
    "messenger": "it names a messenger as the only way to apply: “{}”",
    "free_mail": "it gives a free mail address ({})",
    "marketplace": "it may come from a go-between, not the employer: “{}”",
    "stale": "open for {} months",
    "reposted": "posted again on {} days",
    "no_pay": "no pay stated, which the law in {} asks of most employers",
}


def hints(signals: Sequence[Signal]) -> str:
    """Return "open for 3 months; no pay stated, which …", the weightiest first; usually ""."""
    return "; ".join(_hint(each) for each in signals[:_MOST])


def _hint(signal: Signal) -> str:
    evidence = signal.evidence
    if signal.kind == "stale":
        evidence = str(int(evidence) // _DAYS_A_MONTH)
    return _WORDS[signal.kind].format(evidence)
