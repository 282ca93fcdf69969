"""What a person reads about their profile."""

from bot.language.text import Plural, Text

FIELDS = {  # the order of the card and of its buttons
    "titles": Text("Titles"),
    "skills": Text("Skills"),
    "experience": Text("Experience"),
    "text": Text("In your words"),
    "places": Text("Places"),
    "remote": Text("Workplace"),
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
AND_MORE = Plural("and {count} more", "and {count} more")
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

# A change before it is saved.
NOT_SAVED = Text("<b>Not saved yet</b>")
SAVE = Text("Save")
LEAVE = Text("Leave it as it is")
LEFT = Text("Your profile stays as it is.")
DRAFT_GONE = Text("That change is gone by now; /profile shows what stands.")
NOT_THERE_YET = Text(
    "There was no {items} to take away. Saved, it is a must: postings that name it are left out."
)
TRYING = Text("Trying it on today's picks …")
FEWER = Plural("{count} fewer", "{count} fewer")
NEW = Plural("{count} new", "{count} new")
EFFECT = Text("Today's picks: {what}.")
EFFECT_BOTH = Text("Today's picks: {fewer}, {new}.")
EFFECT_EMPTY = Text("Today's picks: {fewer}. None would be left.")
EFFECT_NONE = Text("Today's picks would be the same ones.")
EFFECT_NOTHING = Text("Nothing fits your profile today, before or after.")
EFFECT_UNKNOWN = Text("There are no postings yet to try it on.")
GOING = Text("Going: {jobs}")
COMING = Text("Coming: {jobs}")
JOB_AT = Text("{title} ({company})")
JOBS_MORE = Plural("{jobs} and {count} more", "{jobs} and {count} more")

# Several profiles.
CARD_OF = Text("<b>Your profile “{name}”</b>")
SEVERAL = Plural(
    "You have {count} profile; the morning message brings picks for it.",
    "You have {count} profiles; one morning message brings picks for all of them.",
)
OF_WHICH = Text("<i>Profile “{name}”</i>")
NEW_PROFILE = Text("New profile")
RENAME = Text("Rename")
DELETE = Text("Delete")
ASK_NAME = Text(
    "What shall the new profile be called? Send a short name, such as "
    "<code>internships</code> or <code>PhD positions</code>."
)
ASK_RENAME = Text("What shall “{name}” be called from now on? Send a short name.")
NAME_UNREAD = Text("A name has 1 to 30 characters on one line. Please send another one.")
NAME_TAKEN = Text("Another profile has that name already. Please send another one.")
MOST_PROFILES = Text("You have five profiles, and I keep no more. Delete one first.")
MADE = Text(
    "“{name}” is there, and still empty. Send a CV or a sentence for it, or begin with a copy."
)
MADE_FIRST = Text("“{name}” is there, and still empty. Send a CV or a sentence for it.")
COPY_OF = Text("Copy of {name}")
COPIED = Text("“{name}” begins as a copy. What you change now is its own.")
COPY_LATE = Text("That profile is no longer empty, or one of them is gone.")
RENAMED = Text("From now on it is called “{name}”.")
DELETED = Text("“{name}” is deleted, and its picks end.")
ONLY_ONE = Text("It is your only profile. /forget deletes everything about you.")
BROUGHT_BACK = Text("“{name}” is back as it was.")
PROFILE_GONE = Text("That profile is gone; /profile shows those that are there.")
