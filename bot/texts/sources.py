"""What is said of sources: /sources, and what the owner reads when one needs a look."""

from collections.abc import Mapping

from bot.language.text import Plural, Text
from scoring.ingest.standing import State

TITLE = Text("<b>Sources</b>")
NONE = Text("I have not asked any source yet. The first round begins within a minute of a start.")
ANSWERED = Text(
    "{answered} of {asked} answered in the last day: {listed} postings listed, {new} new."
)
NONE_ASKED = Text("No source was asked in the last day.")
QUIET_HEAD = Text("<b>Quiet</b> – far less than usual")
FAILING_HEAD = Text("<b>No answer</b>")
WELL_HEAD = Text("<b>As usual</b>")
UNASKED_HEAD = Text("<b>Not asked</b>")
QUIET_LINE = Text("{name}: {listed} listed, usually {usual} or more; since {since}")
FAILING_LINE = Text("{name}: {why}; {last}")
CHANGED_WHY = Text("it sent a page that I cannot read")
UNASKED_LINE = Text("{names}: {why}")
UNASKED_WHY = Text("not asked in the last day")
LAST_WELL = Text("last answered {when}")
NEVER_WELL = Text("it never answered")
MORE = Text("+{count} more")
TERMS = Text("Terms and credit")
DETAILS = Text("In detail")
BACK = Text("‹ Back")
NEXT = Text("Next ›")
TERMS_TITLE = Text("<b>Terms and credit</b> · {page} of {pages}")
TERMS_WORD = Text("terms")
TERMS_CREDIT = Text("named as “{credit}”")
DETAILS_TITLE = Text("<b>Sources in detail</b> · {page} of {pages}")
STATES: Mapping[State, Text] = {
    "changed": Text("sends pages that I cannot read"),
    "failing": Text("no answer"),
    "quiet": Text("quiet"),
    "well": Text("as usual"),
    "unasked": Text("not asked in the last day"),
    "skipped": Text("not asked"),
}
YOUNG = Text("too little history to tell")
USUAL = Text("usually {usual} or more")
LISTED = Plural("{count} listed", "{count} listed")
NEW = Plural("{count} new", "{count} new")
UNREAD = Plural("{count} unread", "{count} unread")
BOARDS_QUIET = Text("quiet: {names}")
BOARDS_LOST = Text("unreadable for days: {names}")
ASKED = Text("asked {when}")
SAMPLES = Text("<b>Pages that I could not read</b>, in <code>samples</code> beside the database:")
QUIET = Text(
    "The source <b>{name}</b> is quiet: it lists {listed} postings, and no less than {usual} on "
    "most days before. I say so once; /sources shows how it goes on. If its site looks fine in a "
    "browser, run <code>picks ingest --source {source}</code> to see more."
)
CHANGED = Text(
    "The source <b>{name}</b> sent a page that I cannot read. The other sources go on. The page "
    "is kept in the folder <code>samples</code> beside the database, for whoever mends the source."
)
FAILING = Plural(
    "The source <b>{name}</b> has failed {count} time in a row: {why}\n"
    "It is asked again with every round. If it stays so, take it out of SOURCES or BOARDS.",
    "The source <b>{name}</b> has failed {count} times in a row: {why}\n"
    "It is asked again with every round. If it stays so, take it out of SOURCES or BOARDS.",
)
WELL = Text("The source <b>{name}</b> is well again: it lists {listed}.")
MANY_ILL = Text(
    "{count} sources turned quiet or do not answer, all at once: {names}. "
    "It may be this machine's own connection. /sources shows how it goes on."
)
MANY_WELL = Text("{count} sources are well again: {names}.")
BOARDS_HEAD = Text("<b>Company boards that need a look</b>, while their sources are fine:")
BOARD_QUIET = Text("{name} {board}: {listed} listed, usually {usual} or more")
BOARD_LOST = Text("{name} {board}: unreadable for three days")
BOARDS_FOOT = Text("I say so once. /sources shows more.")
POSTINGS = Plural("{count} posting", "{count} postings")
BOARDS = Plural("{count} board", "{count} boards")
REQUESTS = Plural("{count} request", "{count} requests")
