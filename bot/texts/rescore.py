"""Words of /rescore: what moved after a change of the profile."""

from collections.abc import Mapping

from bot.language.text import Text

TITLE = Text("Scored again")
UNCHANGED = Text(
    "Nothing moved: your profile is as it was when I last chose, and a score that is given is "
    "kept. /picks looks for more."
)
NOTHING = Text(
    "None of what you were last shown fits your profile now, and nothing else does either."
)
NOTHING_YET = Text("Your last list was empty, and nothing fits your profile now either.")
ALL_SAME = Text("Every score of your last list is as it was, and nothing new comes before them.")
NEW = Text("new")
CHANGED = Text("Changed: {what}")
AS_BEFORE = Text("{score} as before")
PART = Text("{name} {old} → {new}")
OUT = Text("Out: {title} ({old}): {why}")
COUNTS: Mapping[str, Text] = {
    "up": Text("↑ {count}"),
    "down": Text("↓ {count}"),
    "new": Text("new {count}"),
    "same": Text("same {count}"),
    "out": Text("out {count}"),
}


def moved(**counts: int) -> str:
    """Return "↑ 3, ↓ 2, new 1"; what did not happen is left out."""
    return ", ".join(text(count=counts[name]) for name, text in COUNTS.items() if counts.get(name))


def change(*, old: int, new: int) -> str:
    """Return "↑ 70 → 95"."""
    if old == new:
        return AS_BEFORE(score=new)
    return f"{'↑' if new > old else '↓'} {old} → {new}"


OF_PROFILE = Text("{name}: {what}")
