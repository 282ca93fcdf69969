"""The help table, the command menu, and answers to what is not understood."""

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {  # in the order of the menu; the first contact is not in it
    "picks": "Picks now",
    "score": "Score a posting that you send",
    "why": "Why a posting has its score",
    "rescore": "Score again after a change",
    "profile": "What you look for",
    "learned": "What your buttons taught me",
    "watch": "Companies to follow",
    "stats": "Your weeks, and what they cost",
    "sources": "Which sites answered today",
    "settings": "When, how many, and how they look",
    "pause": "Silence for a while",
    "resume": "End the silence",
    "help": "This list",
    "start": "Begin, or see your profile",
}
TITLE = "<b>What I do</b>"
LINE = "/{command} – {what}"
MORE = (
    "<b>In one line</b>\n"
    "<code>/picks 5</code> – five of them\n"
    "<code>/picks again</code> – also those you have seen\n"
    "<code>/why 3</code> – the third of your list; a link works too\n"
    "<code>/profile +rust -java, remote only, from 70k</code>\n"
    "<code>/watch Acme</code> – a company's name, or a link to its careers page\n"
    "<code>/pause 7</code> – a week of silence\n\n"
    "Send or forward me any posting, as a link or as text, and I score it for you: "
    "<code>/score</code> is for when I might take it for something else.\n\n"
    "A CV or a sentence, sent at any time, changes your profile too."
)
UNKNOWN = "I do not know {command}. /help shows what I can do."
OLD_BUTTON = "That button is from an older message. /picks shows today's."
