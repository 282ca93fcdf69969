"""Words of /rescore: what moved after a change of the profile."""

TITLE = "Scored again"
UNCHANGED = (
    "Nothing moved: your profile is as it was when I last chose, and a score that is given is "
    "kept. /picks looks for more."
)
NOTHING = "None of what you were last shown fits your profile now, and nothing else does either."
NOTHING_YET = "Your last list was empty, and nothing fits your profile now either."
ALL_SAME = "Every score of your last list is as it was, and nothing new comes before them."
NEW = "new"
OUT = "Out: "


def moved(*, up: int, down: int, new: int, same: int, out: int) -> str:
    """Return "↑ 3, ↓ 2, new 1"; what did not happen is left out."""
    counts = [("↑", up), ("↓", down), ("new", new), ("same", same), ("out", out)]
    return ", ".join(f"{word} {count}" for word, count in counts if count)


def changed(what: str) -> str:
    """Return "Changed: skills: + Rust; pay: from €70,000 a year (was any)"."""
    return f"Changed: {what}"


def change(*, old: int, new: int) -> str:
    """Return "↑ 70 → 95"."""
    if old == new:
        return f"{new} as before"
    return f"{'↑' if new > old else '↓'} {old} → {new}"


def part(name: str, *, old: int, new: int) -> str:
    """Return "skills 20 → 34"."""
    return f"{name} {old} → {new}"


def out(title: str, *, old: int, why: str) -> str:
    """Say that a posting no longer meets the musts."""
    return f"{OUT}{title} ({old}): {why}"
