"""Words of /feed, and of the feed itself."""

from bot.language.text import Text

TITLE = Text("Daily Job Picks")
ABOUT = Text("The latest picks, the newest first.")
ITEM = Text("{score} · {title}, {company}")
WHY = Text("Why: {reason}")
SOURCE = Text("Source: {source}")

OFFER = Text(
    "<b>Your picks as a feed</b>\n"
    "A feed reader can show you the last {count} picks under a secret link. Whoever has the link "
    "can read them, so it is shown once, and you can replace it at any time."
)
STANDS = Text(
    "<b>Your picks as a feed</b>\n"
    "There is a link, made on {day}. I keep no copy of it: if you lost it, make a new one, and the "
    "old one leads nowhere."
)
LINK = Text(
    "<b>Your feed</b>\n"
    "RSS: <code>{rss}</code>\n"
    "JSON Feed: <code>{json}</code>\n\n"
    "Put one of them in your feed reader now: I do not show them again. Whoever has the link can "
    "read your picks."
)
OFF = Text("Your feed is off. Its link leads nowhere now.")
NONE = Text("There is no feed to turn off.")
MAKE = Text("Make the link")
RENEW = Text("New link")
TURN_OFF = Text("Turn off")
CHANGED = Text("Your feed has changed since. /feed shows how it stands.")
NO_SERVER = Text(
    "A feed needs this bot's web server, which is off. Its owner can turn it on and tell you."
)
NO_SERVER_OWNER = Text(
    "A feed needs this bot's web server, which is off. To turn it on, set <code>WEB_PORT</code> "
    "(such as 8080) and <code>WEB_URL</code> (the address under which your HTTPS proxy serves that "
    "port, such as https://picks.example.com), and start the bot again."
)
