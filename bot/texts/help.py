"""The help table, the command menu, and answers to what is not understood."""

from collections.abc import Mapping

from bot.answers.readings import Courtesy
from bot.language.text import Text

COURTESIES: Mapping[Courtesy, Text] = {
    "hello": Text(
        "Hello. Send me a posting to score or what shall change in your profile; /picks shows "
        "picks now, and /help the rest."
    ),
    "thanks": Text("You are welcome."),
}
COMMANDS: Mapping[str, Text] = {  # in the order of the menu; the first contact is not in it
    "picks": Text("Picks now"),
    "score": Text("Score a posting that you send"),
    "why": Text("Why a posting has its score"),
    "rescore": Text("Score again after a change"),
    "profile": Text("What you look for"),
    "saved": Text("Jobs you saved"),
    "applied": Text("Your applications, and how each stands"),
    "learned": Text("What your buttons taught me"),
    "watch": Text("Companies to follow"),
    "hide": Text("Companies and words to leave out"),
    "stats": Text("Your weeks, and what they cost"),
    "sources": Text("Which sites answered today"),
    "settings": Text("When, how many, and how they look"),
    "feed": Text("Your picks in a feed reader"),
    "pause": Text("Silence for a while"),
    "resume": Text("End the silence"),
    "export": Text("Everything about you, as files"),
    "forget": Text("Delete everything about you"),
    "help": Text("This list"),
    "start": Text("Begin, or see your profile"),
}
ADMIN = Text("This bot: people, cost, codes")
TITLE = Text("<b>What I do</b>")
LINE = Text("/{command} – {what}")
MORE = Text(
    "<b>In one line</b>\n"
    "<code>/picks 5</code> – five of them\n"
    "<code>/picks again</code> – also those you have seen\n"
    "<code>/picks 2 Jan</code> – those of that day once more\n"
    "<code>/why 3</code> – the third of your list; a link works too\n"
    "<code>/profile +rust -java, remote only, from 70k</code>\n"
    "<code>/watch Acme</code> – a company's name, or a link to its careers page\n"
    "<code>/hide Acme</code> – nothing of that company, or with that word\n"
    "<code>/pause 7</code> – a week of silence\n\n"
    "Send or forward me any posting, as a link or as text, and I score it for you: "
    "<code>/score</code> is for when I might take it for something else.\n\n"
    "A CV or a sentence, sent at any time, changes your profile too."
)
UNKNOWN = Text("I do not know {command}. /help shows what I can do.")
OLD_BUTTON = Text("That button is from an older message. /picks shows today's.")
