"""Words of /watch: following companies, and finding where they post their jobs."""

from bot.language.text import Plural, Text

TITLE = Text("<b>You watch</b>")
NONE = Text(
    "You watch no company yet. Send <code>/watch Acme</code>, with a company's name or a link to "
    "its careers page, and I look for where it posts its jobs."
)
LINE = Text("{company} · {site}")
LINE_COUNTED = Text("{company} · {site} · {postings}")
WHAT_IT_DOES = Text(
    "New postings of theirs that meet your musts come with your picks from a score of {least} on, "
    "at most {most} a day. /watch and a name adds one."
)
STOP = Text("Stop {company}")
WATCH = Text("Watch")
WATCH_THIS = Text("Watch {company} on {site}")
UNDO = Text("Undo")
LOOKING = Text("I look at up to {places} places where companies post their jobs. A moment.")
FOUND_ONE = Text("{company}: {postings} on {site}.")
FOUND_SOME = Text("I found more than one. Which do you mean?")
KNOWN = Text("You watch {company} on {site} already.")
WATCHING = Text(
    "You watch {company} now. I read its postings in the next round, within {minutes} minutes; new "
    "ones that meet your musts come with your picks from a score of {least} on."
)
NOT_READ = Text("SOURCES does not name {site}, so I cannot read it: ask whoever runs me to add it.")
STOPPED = Text("You no longer watch {company}.")
NOT_FOUND = Text(
    "I found no job board of {company}. Send me a link to its careers page, or to one of its "
    "postings, with <code>/watch</code> before it."
)
NO_BOARD = Text(
    "I found no job board there that I can read. Look for a page of theirs on Greenhouse, Lever, "
    "Ashby, Workday or the like, often behind “See open positions”, and send me its link."
)
UNOPENED = Text("I could not open that page. Check the link, or try again later.")
BAD_LINK = Text("I cannot open that link. Send one that begins with https and needs no password.")
TOO_MANY = Text(
    "You watch {most} companies, the most I follow for one person. Stop one first: /watch."
)
GONE = Text("That is no longer there. /watch and the company's name finds it again.")
LONG_NAME = Text("That is too long for a company's name. Send its name alone, or a link.")
MARK = Text("watched")
POSTINGS = Plural("{count} open posting", "{count} open postings")
PLACES_SILENT = Plural(
    "One place did not answer; it may help to try again later.",
    "{count} places did not answer; it may help to try again later.",
)
ADDED = Plural(
    "One more pick is here because you watch its company.",
    "{count} more picks are here because you watch their companies.",
)
