"""One line of wishes, read into a changed profile: "+rust -java, remote only, from 70k".

The line falls into wishes at commas, semicolons, full stops and line ends. Each may say:

    +rust  -java             add or take away a skill, title, place or anything else named
    remote, hybrid ok        the workplace; "only" and a bare word set, "ok", "or", "also" add
    from 70k, €60k a year    the least pay; 45/h, 3000 a month; "any pay" drops it
    senior, junior or mid    the level;  internship, full time: the employment
    in Berlin or Hamburg     the places; "also in Paris" adds, "anywhere" drops them
    no agencies              and "agencies ok"
    needs visa               and "no visa needed"
    not at Acme, avoid crypto, no night shifts      what must not occur
    max 14 days, any age     how old a posting may be
    nurse, Python, 5 years, master's degree         titles, skills and what the person has
    titles: nurse, carer; skills: triage            set a whole list
    clear skills             empty a field

The first wish of a line about a list of choices (level, employment, workplace, places) replaces
the old choice, the next ones add to it. The commonest words are read in German, Spanish,
Portuguese, French and Russian too. What is not understood is handed back, never dropped. Pure;
never raises.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.changes import differences
from scoring.model import Profile
from scoring.phrases import phrase
from scoring.wishes.bare import bare
from scoring.wishes.line import Clause, Line
from scoring.wishes.rules import RULES

HELP = """\
Say it in one line, as you would to a person:
+rust -java · remote only · hybrid ok · from 70k · 45/h · in Berlin or Hamburg · also in Paris ·
senior · internship · full time · needs visa · no agencies · not at Acme · avoid crypto ·
max 14 days · titles: nurse, carer · clear skills"""

MAX_CHARS = 5_000
_SPLIT = re.compile(
    r"(?<!\d),|,(?!\d)|[;\n\r。،、·•|]|(?<!\bтыс)(?<!\bруб)[.!?](?=\s|$)"
    r"|\bbut\b|\baber\b|\bpero\b|\bно\b"
)
_HARD = re.compile(r"[;\n\r]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A profile after a line of wishes, and what was made of every part of that line."""

    profile: Profile
    understood: tuple[str, ...] = ()  # plain sentences, old -> new
    not_understood: tuple[str, ...] = ()  # the person's own words
    words: Mapping[str, str]  # for each field that was spoken of, the words about it


def apply(profile: Profile, line: str) -> Change:
    """Return the profile as the line wants it. Never raises, on any text."""
    reading = Line(profile=profile)
    for text, starts_new in _clauses(line[:MAX_CHARS]):
        if starts_new:
            reading.carry = None
        _read(Clause(text), line=reading)
    if len(line) > MAX_CHARS:
        reading.unknown.append(
            phrase("... and {count} more characters", count=len(line) - MAX_CHARS)
        )
    return Change(
        profile=reading.profile,
        understood=(*differences(profile, reading.profile), *_unchanged(reading, old=profile)),
        not_understood=tuple(dict.fromkeys(reading.unknown)),
        words={field: ", ".join(dict.fromkeys(said)) for field, said in reading.words.items()},
    )


def _read(clause: Clause, *, line: Line) -> None:
    """Let every rule take its words; what is left is a title, a skill, a place or unknown."""
    for rule in RULES:
        rule(clause, line)
    bare(clause, line)


def _clauses(line: str) -> list[tuple[str, bool]]:
    """Return the wishes, and for each whether a stronger break than a comma comes before it."""
    found: list[tuple[str, bool]] = []
    at, hard = 0, True
    for gap in _SPLIT.finditer(line):
        found.append((line[at : gap.start()], hard))
        at, hard = gap.end(), (hard and not found[-1][0].strip()) or bool(_HARD.match(gap[0]))
    found.append((line[at:], hard))
    return [(" ".join(text.split()), hard) for text, hard in found if text.strip()]


def _unchanged(reading: Line, *, old: Profile) -> list[str]:
    """Return a sentence for each wish that was met already, so that nothing goes unanswered."""
    return [
        phrase("already so: {words}", words=", ".join(dict.fromkeys(said)))
        for field, said in reading.words.items()
        if getattr(old, field) == getattr(reading.profile, field)
    ]
