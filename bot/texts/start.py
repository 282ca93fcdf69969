"""What a person reads at first contact, and when a CV arrives later."""

from bot.language.text import Text

HELLO = Text(
    "Good to meet you. I read fresh job postings and send you the few that fit, once a day.\n\n"
    "Send me your CV (PDF, DOCX or text), or say in one sentence what you look for."
)
SKIP = Text("Skip")
WELCOME_BACK = Text("Welcome back. This is your profile; nothing was lost.")
READ = Text("This is what I read. Please check it: each line can be changed with its button.")
NOTHING_READ = Text(
    "I found no job title or skill in that, but I keep your words and rank by them. "
    "You can add titles and skills with the buttons."
)
AS_WORDS = Text("In no field, but kept as words: {words}")
TOO_LITTLE = Text(
    "I read no job in that. Say it like this: backend engineer with Go in Berlin or remote, "
    "from 70k. Or send your CV."
)
GO_ON = Text("Looks right, go on ›")
PICKS_NOW = Text("Picks now")
TIME = Text("When shall I write? 08:00 unless you choose, or send me another time such as 7:30.")
TIME_SET = Text("I will write at {at}.")
TIME_UNREAD = Text("I could not read that as a time. Send it like 7:30 or 18:00.")
ZONE = Text(
    "And where are you? Send a city or your location, or tap a time zone. "
    "I only keep the zone, never the place."
)
ZONE_UNREAD = Text(
    "I do not know that place. Send a larger city nearby, a zone such as Europe/Berlin, "
    "or your location."
)
ZONE_GUESS = Text("{zone}, as in your profile")
PICKS_TODAY = Text(
    "Your first picks come now and are today's message; /picks brings more at any time."
)
PICKS_COME = Text("Your first picks are on their way; /picks brings more at any time.")
NO_PROFILE = Text(
    "I have nothing to rank by yet. Send me a CV or a sentence about what you look for, "
    "whenever you like, and the picks begin. /help shows what else I do."
)
PICKS_SENT = Text("Those picks are below; /picks brings others.")

OFFER_CV = Text("You have a profile already. What shall I do with this CV?")
OFFER_TEXT = Text("You have a profile already. What shall I do with this text?")
REPLACE = Text("Replace it")
ADD = Text("Add to it")
LEAVE = Text("Leave it")
REPLACED = Text("The profile follows this. What you avoid and hide stays.")
ADDED = Text("This is added to your profile.")
LEFT = Text("Your profile stays as it is.")
GONE = Text("That message is gone. Please send it to me once more.")
TOO_LARGE = Text(
    "That file has {size} MB; I read up to {most} MB. Pictures make a CV large: "
    "export it as PDF without them, or paste its text."
)
NOT_FETCHED = Text("Telegram did not hand me that file. Please send it once more.")
PHOTO = Text(
    "I cannot read pictures. Please send the CV as a PDF or DOCX file, or paste its text here."
)
OTHER = Text("I read text and CV files (PDF, DOCX or text). This one I have to leave unread.")
