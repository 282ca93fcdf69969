"""The help table, the command menu, and answers to what is not understood."""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {  # in the order of the menu; the first contact is not in it
    "picks": "Picks now; /picks 5 for five, /picks again for those seen before too",
    "why": "Why a posting has its score: /why 3, or /why and a link",
    "profile": "What you look for, a button a line",
    "rescore": "Score again after a change, and see what moved",
    "learned": "What I concluded from your buttons, each with an undo",
    "settings": "Time, days, time zone, how many",
    "stats": "Your weeks in numbers, and what the model cost",
    "pause": "Silence, for days or until you resume: /pause 7",
    "resume": "End the silence",
    "help": "This table",
    "start": "Begin, or see your profile again",
}
TITLE = "<b>What I do</b>"
LINE = "/{command} – {what}"
MORE = (
    "A CV or a sentence sent at any time changes the profile, and so does one line: "
    "<code>/profile +rust -java, remote only, from 70k</code>"
)
UNKNOWN = "I do not know {command}. /help shows what I can do."
OLD_BUTTON = "That button is from an older message. /picks shows today's."
