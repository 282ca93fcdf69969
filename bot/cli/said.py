"""What `picks today` says on stderr about what it read and how the picks came about."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.markup import escape

from bot.cli.file_postings import FileReport
from scoring.changes import described
from scoring.ingest.run import IngestReport
from scoring.model import Digest, Profile
from scoring.render import funnel_line

_SHOWN_REASONS = 3


def say_profile(profile: Profile, console: Console, *, missed: Sequence[str]) -> None:
    """Print what is looked for, and the words that were not understood."""
    for label, value in described(profile):
        console.print(f"[dim]{label}: {escape(value)}[/dim]")
    if missed:
        console.print(f"[yellow]Not understood:[/yellow] {escape('; '.join(missed))}")


def say_notes(name: str, notes: Sequence[str], console: Console) -> None:
    """Print what was left out of a CV."""
    for note in notes:
        console.print(f"{escape(name)}: {escape(note)}")


def say_files(reports: Sequence[FileReport], console: Console) -> None:
    """Print a line for each file, and a sum when there are many."""
    for report in reports:
        unread = f", {_unread(report.unread)}" if report.unread else ""
        error = f" [red]{escape(report.error)}[/red]" if report.error else ""
        console.print(f"{escape(report.name)}: {report.read:,} read{escape(unread)}{error}")
    if len(reports) > 1:
        read = sum(report.read for report in reports)
        unread_sum = sum(sum(report.unread.values()) for report in reports)
        console.print(f"{read:,} postings read, {unread_sum:,} not, {len(reports)} files")


def say_sources(report: IngestReport, console: Console) -> None:
    """Print how many postings the sources gave, and which gave none and why."""
    fetched = sum(row.fetched for row in report.rows)
    console.print(f"{fetched:,} postings from {len(report.rows)} sources, {report.new:,} new")
    for row in report.rows:
        if row.error:
            console.print(f"[yellow]{escape(row.source)}: {escape(row.error)}[/yellow]")


def say_funnel(digest: Digest, console: Console) -> None:
    """Print how many postings each step kept, what the musts cost, and the notes."""
    console.print(funnel_line(digest.funnel))
    if digest.funnel.rejected:
        console.print(f"[dim]left out: {escape(_counted(digest.funnel.rejected))}[/dim]")
    for note in digest.notes:
        console.print(escape(note))


def _unread(reasons: Mapping[str, int]) -> str:
    largest = sorted(reasons.items(), key=lambda item: -item[1])
    shown = _counted(dict(largest[:_SHOWN_REASONS]))
    more = len(largest) - _SHOWN_REASONS
    tail = f", and {more} more reasons" if more > 0 else ""
    return f"{sum(reasons.values()):,} not ({shown}{tail})"


def _counted(reasons: Mapping[str, int]) -> str:
    largest = sorted(reasons.items(), key=lambda item: -item[1])
    return ", ".join(f"{count:,} {reason}" for reason, count in largest)
