"""Words of /hide, of the list of what is left out, and of what "Not for me" left out."""

from collections.abc import Mapping

from bot.language.text import Plural, Text

# After "Not for me", on the card.
HELD: Mapping[str, Text] = {
    "role:wanted": Text("This job alone is hidden: its title is like those you look for."),
    "role:general": Text(
        "This job alone is hidden: its title is too general to leave out. "
        "/hide and a word leaves out what you name."
    ),
    "role:unnamed": Text("This job alone is hidden: it has no title that I could leave out."),
    "level:wanted": Text("This job alone is hidden: its level is among those you look for."),
    "level:unnamed": Text("This job alone is hidden: it does not say its level."),
    "level:gone": Text("This job alone is hidden: the profile that it was chosen for is deleted."),
    "level:last": Text("This job alone is hidden: no other level would be left."),
}

# /hide with words.
HID_COMPANY = Text("Nothing from {word} comes any more.")
HID_WORD = Text("Postings that say “{word}” are left out from now on.")
WOULD_GO = Plural(
    "{count} of today's picks would have gone.", "{count} of today's picks would have gone."
)
ALREADY = Text("“{word}” is left out already.")
ASK_WANTED = Text(
    "You look for “{wanted}”. If I leave out “{word}”, such jobs go too. Leave it out all the same?"
)
ASK_WATCHED = Text("You watch {word}. Leave it out all the same? You keep watching it.")
YES = Text("Leave it out")
NO = Text("Keep it")
KEPT = Text("Nothing changed: “{word}” may come.")
TOO_LONG = Text("That is too long. Send one company or one word: <code>/hide Acme</code>.")
NO_WORD = Text("That has no letter or digit. Send a company or a word: <code>/hide Acme</code>.")

# The list.
TITLE = Text("<b>What I leave out</b>")
NONE = Text(
    "Nothing is left out. <code>/hide Acme</code> silences a company, "
    "<code>/hide crypto</code> postings with that word; “Not for me” on a card does so too."
)
COMPANY = Text("{n} · {word}")
WORD = Text("{n} · the word “{word}”")
LEVEL = Text("{n} · {word} level")
LEVEL_OF = Text("{n} · {word} level, in {search}")
SINCE = Text("since {day}")
BECAUSE = Text("since {day}, from “{title}” at {company}")
BECAUSE_TITLE = Text("since {day}, from “{title}”")
BACK_AGAIN = Text("“{word}” may come again.")
UNDO = Text("Undo")
UNDO_N = Text("Undo {n}")
AGAIN = Text("Leave it out again")
ALL = Text("All that I leave out")
LEARNED = Text("What I learned")
GONE = Text("That is no longer left out.")

# Jobs.
JOBS = Plural("{count} hidden job", "{count} hidden jobs")
JOBS_TITLE = Text("<b>Hidden jobs</b>")
NO_JOBS = Text("No job is hidden.")
JOB = Text("{n} · {title} · {company} · {day}")
JOB_WHY = Text("{n} · {title} · {company} · {day}, because of: {reason}")
JOB_BACK = Text("“{title}” is back, and may come again with “again”: /picks again.")
JOB_GONE = Text("That job is no longer hidden.")
PAGE = Text("{page}/{pages}")
BEFORE = Text("‹")
AFTER = Text("›")

# In /learned.
LEFT_OUT = Text("<b>Left out by you</b>")
MORE = Plural("and {count} more", "and {count} more")
EFFECT = Text("It counts at once, in each of your profiles.")
