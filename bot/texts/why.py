"""Words of /why: what one score rests on."""

from bot.language.text import Plural, Text

AGAINST = Text("Against it")
CLOSE = Text("A near thing")
SILENT = Text("Passed by saying nothing")
WHICH = Text(
    "Which one? Tap its number, or send it: <code>/why 3</code>. A link to a posting works too."
)
NOTHING = Text("I have not shown you anything yet. /picks does, and /why explains any of them.")
USAGE = Text(
    "<code>/why 3</code> explains the third of the list you saw last, near misses counted on from "
    "the picks. "
    "<code>/why</code> and a link explains that posting."
)
UNKNOWN_LINK = Text(
    "I do not know that posting: it is in none of your lists, and no source of mine has it."
)
GONE = Text("The posting is no longer stored; the quotes are from the part I kept.")
EDITED = Text("The posting was edited since; the quotes are from the part I kept.")
OLD_PROFILE = Text("That profile is no longer kept; the quotes are found with today's.")
NEVER_SHOWN = Text("I have not shown you this one; this is the score it would get.")
CHANGED = Text("Your profile has changed since")
RESCORE = Text("/rescore scores again.")
NO_NUMBER = Plural(
    "There is no {n} in the list you saw last: it has one posting. "
    "<code>/why 1</code> explains the first.",
    "There is no {n} in the list you saw last: it has {count} postings. "
    "<code>/why 1</code> explains the first.",
)
QUOTE = Text("“{words}”")
TOTAL = Text("Why {fit}")
CAPPED = Text("<b>Capped</b>: {cap}. Without that it would be {without}, not {fit}.")

HELD = Text(
    "<b>Held down</b>: the parts add up to {parts}, but the posting's own "
    "words bear no more than {fit}."
)
LEFT_OUT = Text("By today's profile your lists leave it out: {reason}.")

SCORED = Text("{judge} on {day}")
PROFILE_OF = Text("for your profile of {day}")
