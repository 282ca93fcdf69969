"""How two profiles differ, in plain words: "skills: + Rust", "pay: from €70,000 a year (any)"."""

from collections.abc import Sequence

from scoring.model import Pay, Place, Profile

_LISTS: tuple[tuple[str, str], ...] = (
    ("titles", "titles"),
    ("skills", "skills"),
    ("places", "places"),
    ("remote", "workplace"),
    ("levels", "level"),
    ("employment", "employment"),
    ("avoid", "avoid"),
    ("hidden", "hidden companies"),
)
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}


def differences(old: Profile, new: Profile) -> tuple[str, ...]:
    """Return one plain sentence for each field that differs, in the order of the profile."""
    lines = [f"{label}: {_list_change(old, new, field=field)}" for field, label in _LISTS]
    said = [line for line in lines if not line.endswith(": ")]
    before, after = _scalars(old), _scalars(new)
    said += [
        f"{key}: {after[key]} (was {before[key]})" for key in after if after[key] != before[key]
    ]
    return tuple(said)


def described(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return what a profile says: a label and words for each field that is not as at first."""
    lists = [(label, ", ".join(_words(getattr(profile, field)))) for field, label in _LISTS]
    usual, own = _scalars(Profile(text=profile.text)), _scalars(profile)
    rest = [(label, own[label]) for label in own if own[label] != usual[label]]
    return tuple((label, words) for label, words in (*lists, *rest) if words)


def pay_words(pay: Pay | None) -> str:
    """Return a least pay in words: "from €70,000 a year"."""
    if pay is None or pay.low is None:
        return "any"
    return f"from {_money(pay, pay.low)} {_a_period(pay)}"


def pay_range(pay: Pay | None) -> str:
    """Return what a posting pays: "€50,000-60,000 a year"; "" where it is silent."""
    if pay is None or (pay.low is None and pay.high is None):
        return ""
    amounts = [each for each in (pay.low, pay.high) if each is not None]
    low, *rest = dict.fromkeys(amounts)
    high = f"-{_amount(rest[0])}" if rest else ""
    return f"{_money(pay, low)}{high} {_a_period(pay)}"


def _money(pay: Pay, amount: float) -> str:
    symbol = _SYMBOLS.get(pay.currency or "", f"{pay.currency} " if pay.currency else "")
    return f"{symbol}{_amount(amount)}"


def _amount(amount: float) -> str:
    return f"{amount:,.2f}".removesuffix(".00")


def _a_period(pay: Pay) -> str:
    return "an hour" if pay.period == "hour" else f"a {pay.period or 'year'}"


def _list_change(old: Profile, new: Profile, *, field: str) -> str:
    before, after = _words(getattr(old, field)), _words(getattr(new, field))
    gone = [f"- {item}" for item in before if item not in after]
    come = [f"+ {item}" for item in after if item not in before]
    if gone and not after:
        return f"any (was {', '.join(before)})"
    return ", ".join([*come, *gone])


def _words(items: Sequence[object]) -> list[str]:
    return [item.text if isinstance(item, Place) else str(item).replace("_", " ") for item in items]


def _scalars(profile: Profile) -> dict[str, str]:
    age = profile.max_age_days
    return {
        "pay": pay_words(profile.min_pay),
        "degree": profile.degree or "not said",
        "experience": "not said" if profile.years is None else f"{profile.years} years",
        "visa sponsorship": "needed" if profile.needs_sponsorship else "not needed",
        "agencies": "none" if profile.no_agencies else "fine",
        "posted": "any time" if age is None else f"in the last {age} days",
        "wishes": f"{len(profile.text.split())} words",
    }
