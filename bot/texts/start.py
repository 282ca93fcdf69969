"""What a person reads at first contact, and when a CV arrives later."""

HELLO = (
    "Good to meet you. I read fresh job postings and send you the few that fit, once a day.\n\n"
    "Send me your CV (PDF, DOCX or text), or say in one sentence what you look for."
)
SKIP = "Skip"
WELCOME_BACK = "Welcome back. This is your profile; nothing was lost."
READ = "This is what I read. Please check it: each line can be changed with its button."
NOTHING_READ = (
    "I found no job title or skill in that, but I keep your words and rank by them. "
    "You can add titles and skills with the buttons."
)
TOO_LITTLE = (
    "I read no job in that. Say it like this: backend engineer with Go in Berlin or remote, "
    "from 70k. Or send your CV."
)
GO_ON = "Looks right, go on ›"
PICKS_NOW = "Picks now"

TIME = "When shall I write? 08:00 unless you choose, or send me another time such as 7:30."
TIME_SET = "I will write at {at}."
TIME_UNREAD = "I could not read that as a time. Send it like 7:30 or 18:00."
ZONE = (
    "And where are you? Send a city or your location, or tap a time zone. "
    "I only keep the zone, never the place."
)
ZONE_UNREAD = (
    "I do not know that place. Send a larger city nearby, a zone such as Europe/Berlin, "
    "or your location."
)
ZONE_GUESS = "{zone}, as in your profile"
PICKS_TODAY = "Your first picks come now and are today's message; /picks brings more at any time."
PICKS_COME = "Your first picks are on their way; /picks brings more at any time."
NO_PROFILE = (
    "I have nothing to rank by yet. Send me a CV or a sentence about what you look for, "
    "whenever you like, and the picks begin. /help shows what else I do."
)

PICKS_SENT = "Those picks are below; /picks brings others."

OFFER_CV = "You have a profile already. What shall I do with this CV?"
OFFER_TEXT = "You have a profile already. What shall I do with this text?"
REPLACE = "Replace it"
ADD = "Add to it"
LEAVE = "Leave it"
REPLACED = "The profile now follows this. What you avoid and hide stayed."
ADDED = "Added to your profile."
LEFT = "Your profile stays as it is."
GONE = "That message is gone. Please send it to me once more."

TOO_LARGE = (
    "That file has {size} MB; I read up to {most} MB. Pictures make a CV large: "
    "export it as PDF without them, or paste its text."
)
PHOTO = "I cannot read pictures. Please send the CV as a PDF or DOCX file, or paste its text here."
OTHER = "I read text and CV files (PDF, DOCX or text). This one I have to leave unread."
