"""What a person reads about their profile."""

from bot.language.text import Plural, Text

FIELDS = {  # the order of the card and of its buttons
    "titles": Text("Titles"),
    "skills": Text("Skills"),
    "experience": Text("Experience"),
    "text": Text("In your words"),
    "places": Text("Places"),
    "remote": Text("Remote"),
    "pay": Text("Pay"),
    "levels": Text("Level"),
    "employment": Text("Employment"),
    "avoid": Text("Avoid"),
    "sponsorship": Text("Sponsorship"),
    "age": Text("Age"),
}
CARD = Text("<b>Your profile</b>")
WISHES = Text("<b>Wishes</b> move the score")
MUSTS = Text("<b>Musts</b> leave postings out")
LINE = Text("{field}: {value}")
EVIDENCE = Text(" <i>(from “{words}”)</i>")
EMPTY_HINT = Text("It is empty so far. Send me a CV, or a sentence about what you look for.")
ONE_LINE = Text("In one line: <code>/profile +rust -java, remote only, from 70k</code>")
NOTHING = Text("–")
ANY = Text("any")
LONG_TEXT = Plural("{count} word, “{words}”", "{count} words, “{words}”")
AND_MORE = Text("and {count} more")
YEARS = Plural("{count} year", "{count} years")
NEEDED = Text("needed")
NOT_NEEDED = Text("not needed")
NO_AGENCIES = Text("agencies")
HIDDEN = Text("hidden: {company}")
AT_MOST_DAYS = Plural("at most {count} day old", "at most {count} days old")

REMOTE = {"remote": Text("remote"), "hybrid": Text("hybrid"), "onsite": Text("on site")}
LEVELS = {
    "intern": Text("intern"),
    "entry": Text("entry"),
    "mid": Text("mid"),
    "senior": Text("senior"),
    "lead": Text("lead"),
    "manager": Text("manager"),
    "executive": Text("executive"),
}
EMPLOYMENT = {
    "full_time": Text("full time"),
    "part_time": Text("part time"),
    "contract": Text("contract"),
    "internship": Text("internship"),
    "temporary": Text("temporary"),
    "volunteer": Text("volunteer"),
}
DEGREES = {"bachelor": Text("bachelor"), "master": Text("master"), "phd": Text("PhD")}

ASK = {
    "titles": Text(
        "Send the job titles you look for, separated by commas. "
        "To change the list, start each with + or -: <code>+data engineer, -intern</code>"
    ),
    "skills": Text(
        "Send your skills, separated by commas. To change the list: <code>+rust, -java</code>"
    ),
    "experience": Text(
        "Your own years and degree. Send the years as a number; the degree has its buttons."
    ),
    "text": Text("Send in your own words what you look for. It replaces the words I have."),
    "places": Text(
        "Send cities, regions or countries, one on each line or separated by commas. "
        "Remote jobs in the same country stay in."
    ),
    "remote": Text("Tap what you would take. With nothing marked, everything stays in."),
    "pay": Text(
        "Send the least you want, such as <code>70k EUR</code>, <code>$60/h</code> "
        "or <code>5500 a month</code>. Postings that name no pay stay in."
    ),
    "levels": Text("Tap the levels you want. With nothing marked, every level stays in."),
    "employment": Text("Tap what you would take. With nothing marked, everything stays in."),
    "avoid": Text(
        "Send words or companies that must not occur, separated by commas. "
        "To change the list: <code>+defence, -sales</code>"
    ),
    "sponsorship": Text("Do you need an employer who sponsors a visa?"),
    "age": Text("How old may a posting be? Tap, or send a number of days."),
}
CHOICES_YES_NO = {"yes": Text("I need it"), "no": Text("I do not")}
NO_DEGREE = Text("no degree")
AGE_ANY = Text("any age")
AGE_DAYS = Plural("{count} day", "{count} days")
AGENCIES_OUT = Text("No agencies")
CLEAR = Text("Clear")
BACK = Text("‹ Back")
TO_CARD = Text("Profile")
UNDO = Text("Undo")
MARKED = Text("✓ {label}")
CHANGED = Text("{field}: {before} → {after}")
GAINED = Text("{field}: added {items}")
LOST = Text("{field}: removed {items}")
SAVED = Text("Saved.")
RESCORE = Text("/rescore shows what moved.")
NOT_THERE = Text(
    "There was no {items} to take away, so it is a must now: "
    "postings that name it are left out. Undo takes that back."
)
NOTHING_SAID = Text("I read no wish in that.")
UNCHANGED = Text("Nothing to change: the profile says that already.")
NOT_UNDERSTOOD = Text("I did not understand: {words}")
EXAMPLE = Text(
    "Try <code>/profile +rust -java, remote only, from 70k, no agencies</code>, "
    "or the buttons of /profile."
)
TOO_LONG = Text(
    "That line has {count} characters; I read up to {most} at once. "
    "Nothing was changed. A whole CV is better sent as a message or a file."
)
ADD_HOME = Text("Only jobs in {city}, or remote in its country")
NO_ITEMS = Text("I found nothing to keep in that. Nothing was changed.")
TOO_MANY = Text("That would be {count} entries; I keep up to {most}. Nothing was changed.")
NO_PLACE = Text(
    "I do not know this place: {places}. Send a city, region or country. Nothing was changed."
)
NO_NUMBER = Text("I need a number here, such as {example}. Nothing was changed.")
NO_PAY = Text(
    "I could not read that as pay. Send it like 70k EUR, $60/h or 5500 a month. "
    "Nothing was changed."
)
UNDONE = Text("Undone. The profile is as it was before.")
UNDO_LATE = Text("The profile has changed since; /profile shows it as it is now.")
MAIN = Text("Main")  # the first profile, before it is given a name
SCORED_FOR = Text("Scored for your profile “{name}”.")
