"""What is said of sources: /sources, and what the owner reads when one needs a look."""

from collections.abc import Mapping

from scoring.ingest.standing import State

TITLE = "<b>Sources</b>"
NONE = "I have not asked any source yet. The first round begins within a minute of a start."
ANSWERED = "{answered} of {asked} answered in the last day: {listed} postings listed, {new} new."
NONE_ASKED = "No source was asked in the last day."
QUIET_HEAD = "<b>Quiet</b> – far less than usual"
FAILING_HEAD = "<b>No answer</b>"
WELL_HEAD = "<b>As usual</b>"
UNASKED_HEAD = "<b>Not asked</b>"
QUIET_LINE = "{name}: {listed} listed, usually {usual} or more; since {since}"
FAILING_LINE = "{name}: {why}; {last}"
CHANGED_WHY = "it sent a page that I cannot read"
UNASKED_LINE = "{names}: {why}"
UNASKED_WHY = "not asked in the last day"
LAST_WELL = "last answered {when}"
NEVER_WELL = "it never answered"
MORE = "+{count} more"

TERMS = "Terms and credit"
DETAILS = "In detail"
BACK = "‹ Back"
NEXT = "Next ›"
TERMS_TITLE = "<b>Terms and credit</b> · {page} of {pages}"
TERMS_WORD = "terms"
TERMS_CREDIT = "named as “{credit}”"
DETAILS_TITLE = "<b>Sources in detail</b> · {page} of {pages}"
STATES: Mapping[State, str] = {
    "changed": "sends pages that I cannot read",
    "failing": "no answer",
    "quiet": "quiet",
    "well": "as usual",
    "unasked": "not asked in the last day",
    "skipped": "not asked",
}
YOUNG = "too little history to tell"
USUAL = "usually {usual} or more"
LISTED = "{count} listed"
NEW = "{count} new"
UNREAD = "{count} unread"
BOARDS_QUIET = "quiet: {names}"
BOARDS_LOST = "unreadable for days: {names}"
ASKED = "asked {when}"
SAMPLES = "<b>Pages that I could not read</b>, in <code>samples</code> beside the database:"

QUIET = (
    "The source <b>{name}</b> is quiet: it lists {listed} postings, and no less than {usual} on "
    "most days before. I say so once; /sources shows how it goes on. If its site looks fine in a "
    "browser, run <code>picks ingest --source {source}</code> to see more."
)
CHANGED = (
    "The source <b>{name}</b> sent a page that I cannot read. The other sources go on. The page "
    "is kept in the folder <code>samples</code> beside the database, for whoever mends the source."
)
FAILING = (
    "The source <b>{name}</b> has failed {times} times in a row: {why}\n"
    "It is asked again with every round. If it stays so, take it out of SOURCES or BOARDS."
)
WELL = "The source <b>{name}</b> is well again: it lists {listed}."
MANY_ILL = (
    "{count} sources turned quiet or do not answer, all at once: {names}. "
    "It may be this machine's own connection. /sources shows how it goes on."
)
MANY_WELL = "{count} sources are well again: {names}."
BOARDS_HEAD = "<b>Company boards that need a look</b>, while their sources are fine:"
BOARD_QUIET = "{name} {board}: {listed} listed, usually {usual} or more"
BOARD_LOST = "{name} {board}: unreadable for three days"
BOARDS_FOOT = "I say so once. /sources shows more."


def counted(number: int, one: str) -> str:
    """Return "1 posting" or "1,200 postings"."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"
