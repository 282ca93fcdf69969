"""What the owner reads when writing to everybody, and others when that may not have arrived."""

from bot.language.text import Plural, Text
from bot.model import Button, Message

UNSURE = Text("I am not sure a message from this bot's owner arrived.")
SHOW = Text("Show")
GONE = Text("That message is no longer there.")

ASK = Text(
    "<b>Broadcast</b>\nSend me the text, at most {most} characters. You see it before anybody else."
)
TOO_LONG = Text("That has {count} characters, and a broadcast takes {most}. Send a shorter one.")
EMPTY = Text("There is no text in that. Send me the words themselves.")
PREVIEW = Plural(
    "That is how it will look. It goes to {count} person.",
    "That is how it will look. It goes to {count} people.",
)
NOBODY = Text("Nobody would get this: nobody is active.")
SEND = Text("Send")
STOP = Text("Stop")
CANCEL = Text("Cancel")
RENEW = Text("Renew")
ADMIN = Text("‹ Admin")
DROPPED = Text("Nothing was sent.")

SENDING = Text("<b>Broadcast</b>\nOn its way: {sent} of {total}.")
GATHERING = Plural(
    "<b>Broadcast</b>\nGetting ready: {count} person so far, {sent} sent.",
    "<b>Broadcast</b>\nGetting ready: {count} people so far, {sent} sent.",
)
DONE = Text("<b>Broadcast</b>\nDone: {sent} of {total} sent.")
STOPPED = Text("<b>Broadcast</b>\nStopped: {sent} of {total} sent.")
TAKEN_BACK = Plural("{count} taken back", "{count} taken back")
BLOCKED = Plural("{count} has blocked the bot", "{count} have blocked the bot")
FAILED = Plural("{count} was refused", "{count} were refused")
UNCLEAR = Plural(
    "{count} may not have arrived and is asked", "{count} may not have arrived and are asked"
)
WAITING = Plural("{count} waits", "{count} wait")


def unsure(broadcast_id: int) -> Message:
    """Return the one line about a message in doubt, with the button that shows it."""
    return Message(html=UNSURE(), rows=((Button(label=SHOW(), action="news", n=broadcast_id),),))
