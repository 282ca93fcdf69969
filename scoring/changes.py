"""How two profiles differ, in plain words: "skills: + Rust", "pay: from €70,000 a year (any)"."""

from scoring.judges.fact_words import NAMED
from scoring.model import Pay, Place, Profile
from scoring.model.words import Period
from scoring.phrases import Phrase, in_turn, phrase, plural

_LISTS: tuple[tuple[str, Phrase], ...] = (
    ("titles", phrase("titles")),
    ("skills", phrase("skills")),
    ("places", phrase("places")),
    ("remote", phrase("workplace")),
    ("levels", phrase("level")),
    ("employment", phrase("employment")),
    ("avoid", phrase("avoid")),
    ("hidden", phrase("hidden companies")),
)
_CLOSED = frozenset(("remote", "levels", "employment"))  # lists of our own words
_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}
_A_PERIOD: dict[Period, Phrase] = {
    "hour": phrase("an hour"),
    "day": phrase("a day"),
    "week": phrase("a week"),
    "month": phrase("a month"),
    "year": phrase("a year"),
}
_ANY = phrase("any")
_NOT_SAID = phrase("not said")
_CHANGE = phrase("{field}: {change}")
_REPLACED = phrase("{field}: {after} (was {before})")


def differences(old: Profile, new: Profile) -> tuple[str, ...]:
    """Return one plain sentence for each field that differs, in the order of the profile."""
    changes = ((label, _list_change(old, new, field=field)) for field, label in _LISTS)
    said = [_CHANGE.of(field=label, change=change) for label, change in changes if change]
    before, after = _scalars(old), _scalars(new)
    said += [
        _REPLACED.of(field=field, after=after[field], before=before[field])
        for field in after
        if after[field] != before[field]
    ]
    return tuple(said)


def described(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return what a profile says: a label and words for each field that is not as at first."""
    lists = [(label, _words(profile, field)) for field, label in _LISTS]
    said = [(label, in_turn(words)) for label, words in lists if words]
    usual, own = _scalars(Profile(text=profile.text)), _scalars(profile)
    return (*said, *((label, own[label]) for label in own if own[label] != usual[label]))


def pay_words(pay: Pay | None) -> str:
    """Return a least pay in words: "from €70,000 a year"."""
    if pay is None or pay.low is None:
        return _ANY
    return phrase("from {pay}", pay=least_pay(pay))


def least_pay(pay: Pay | None) -> str:
    """Return a least pay in words: "€70,000 a year"."""
    if pay is None or pay.low is None:
        return _ANY
    return phrase("{pay} {a_period}", pay=_money(pay, pay.low), a_period=_a_period(pay))


def pay_range(pay: Pay | None) -> str:
    """Return what a posting pays: "€50,000-60,000 a year"; "" where it is silent."""
    if pay is None or (pay.low is None and pay.high is None):
        return ""
    amounts = [each for each in (pay.low, pay.high) if each is not None]
    low, *rest = dict.fromkeys(amounts)
    money = _money(pay, low)
    if rest:
        money = phrase("{low}-{high}", low=money, high=_amount(rest[0]))
    return phrase("{pay} {a_period}", pay=money, a_period=_a_period(pay))


def _money(pay: Pay, amount: float) -> Phrase:
    symbol = _SYMBOLS.get(pay.currency or "", f"{pay.currency} " if pay.currency else "")
    return phrase("{symbol}{amount}", symbol=symbol, amount=_amount(amount))


def _amount(amount: float) -> str | int:
    said = f"{amount:,.2f}"
    return round(amount) if said.endswith(".00") else said


def _a_period(pay: Pay) -> Phrase:
    return _A_PERIOD[pay.period or "year"]


def _list_change(old: Profile, new: Profile, *, field: str) -> str:
    before, after = _words(old, field), _words(new, field)
    gone = [phrase("- {item}", item=item) for item in before if item not in after]
    come = [phrase("+ {item}", item=item) for item in after if item not in before]
    if gone and not after:
        return phrase("any (was {before})", before=in_turn(before))
    return in_turn([*come, *gone]) if come or gone else ""


def _words(profile: Profile, field: str) -> list[str]:
    return [_word(item, closed=field in _CLOSED) for item in getattr(profile, field)]


def _word(item: str | Place, *, closed: bool) -> str:
    if isinstance(item, Place):
        return item.text
    return NAMED[item] if closed else item.replace("_", " ")


def _scalars(profile: Profile) -> dict[Phrase, str]:
    age, years, degree = profile.max_age_days, profile.years, profile.degree
    return {
        phrase("pay"): pay_words(profile.min_pay),
        phrase("degree"): NAMED[degree] if degree else _NOT_SAID,
        phrase("experience"): _NOT_SAID if years is None else _years(years),
        phrase("visa sponsorship"): phrase("needed")
        if profile.needs_sponsorship
        else phrase("not needed"),
        phrase("agencies"): phrase("none") if profile.no_agencies else phrase("fine"),
        phrase("posted"): phrase("any time") if age is None else _in_days(age),
        phrase("wishes"): _word_count(len(profile.text.split())),
    }


def _years(count: int) -> Phrase:
    return plural("{count} years", "{count} years", count=count)


def _in_days(count: int) -> Phrase:
    return plural("in the last {count} days", "in the last {count} days", count=count)


def _word_count(count: int) -> Phrase:
    return plural("{number} words", "{number} words", count=count, number=str(count))
