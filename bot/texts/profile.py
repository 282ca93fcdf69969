"""What a person reads about their profile."""

FIELDS = {  # the order of the card and of its buttons
    "titles": "Titles",
    "skills": "Skills",
    "experience": "Experience",
    "text": "In your words",
    "places": "Places",
    "remote": "Remote",
    "pay": "Pay",
    "levels": "Level",
    "employment": "Employment",
    "avoid": "Avoid",
    "sponsorship": "Sponsorship",
    "age": "Age",
}
CARD = "<b>Your profile</b>"
WISHES = "<b>Wishes</b> move the score"
MUSTS = "<b>Musts</b> leave postings out"
LINE = "{field}: {value}"
EVIDENCE = " <i>(from “{words}”)</i>"
EMPTY_HINT = "It is empty so far. Send me a CV, or a sentence about what you look for."
ONE_LINE = "In one line: <code>/profile +rust -java, remote only, from 70k</code>"

NOTHING = "–"
ANY = "any"
LONG_TEXT = "{count} words, “{words}”"
AND_MORE = "and {count} more"
YEARS = "{count} years"
ONE_YEAR = "1 year"
NEEDED = "needed"
NOT_NEEDED = "not needed"
NO_AGENCIES = "agencies"
HIDDEN = "hidden: {company}"
AT_MOST_DAYS = "at most {count} days old"
AT_MOST_ONE_DAY = "at most 1 day old"

REMOTE = {"remote": "remote", "hybrid": "hybrid", "onsite": "on site"}
LEVELS = {
    "intern": "intern",
    "entry": "entry",
    "mid": "mid",
    "senior": "senior",
    "lead": "lead",
    "manager": "manager",
    "executive": "executive",
}
EMPLOYMENT = {
    "full_time": "full time",
    "part_time": "part time",
    "contract": "contract",
    "internship": "internship",
    "temporary": "temporary",
    "volunteer": "volunteer",
}
DEGREES = {"bachelor": "bachelor", "master": "master", "phd": "PhD"}

ASK = {
    "titles": "Send the job titles you look for, separated by commas. "
    "To change the list, start each with + or -: <code>+data engineer, -intern</code>",
    "skills": "Send your skills, separated by commas. "
    "To change the list: <code>+rust, -java</code>",
    "experience": "Your own years and degree. Send the years as a number; "
    "the degree has its buttons.",
    "text": "Send in your own words what you look for. It replaces the words I have.",
    "places": "Send cities, regions or countries, one on each line or separated by commas. "
    "Remote jobs in the same country stay in.",
    "remote": "Tap what you would take. With nothing marked, everything stays in.",
    "pay": "Send the least you want, such as <code>70k EUR</code>, <code>$60/h</code> "
    "or <code>5500 a month</code>. Postings that name no pay stay in.",
    "levels": "Tap the levels you want. With nothing marked, every level stays in.",
    "employment": "Tap what you would take. With nothing marked, everything stays in.",
    "avoid": "Send words or companies that must not occur, separated by commas. "
    "To change the list: <code>+defence, -sales</code>",
    "sponsorship": "Do you need an employer who sponsors a visa?",
    "age": "How old may a posting be? Tap, or send a number of days.",
}
CHOICES_YES_NO = {"yes": "I need it", "no": "I do not"}
NO_DEGREE = "no degree"
AGE_ANY = "any age"
AGE_DAYS = "{count} days"
AGENCIES_OUT = "No agencies"
CLEAR = "Clear"
BACK = "‹ Back"
TO_CARD = "Profile"
UNDO = "Undo"
MARKED = "✓ {label}"

CHANGED = "{field}: {before} → {after}"
GAINED = "{field}: added {items}"
LOST = "{field}: removed {items}"
SAVED = "Saved."
RESCORE = "/rescore shows what moved."
NOT_THERE = (
    "There was no {items} to take away, so it is a must now: "
    "postings that name it are left out. Undo takes that back."
)
NOTHING_SAID = "I read no wish in that."
UNCHANGED = "Nothing to change: the profile says that already."
NOT_UNDERSTOOD = "I did not understand: {words}"
EXAMPLE = (
    "Try <code>/profile +rust -java, remote only, from 70k, no agencies</code>, "
    "or the buttons of /profile."
)
TOO_LONG = (
    "That line has {count} characters; I read up to {most} at once. "
    "Nothing was changed. A whole CV is better sent as a message or a file."
)
ADD_HOME = "Only jobs in {city}, or remote in its country"
NO_ITEMS = "I found nothing to keep in that. Nothing was changed."
TOO_MANY = "That would be {count} entries; I keep up to {most}. Nothing was changed."
NO_PLACE = (
    "I do not know this place: {places}. Send a city, region or country. Nothing was changed."
)
NO_NUMBER = "I need a number here, such as {example}. Nothing was changed."
NO_PAY = (
    "I could not read that as pay. Send it like 70k EUR, $60/h or 5500 a month. "
    "Nothing was changed."
)
UNDONE = "Undone. The profile is as it was before."
UNDO_LATE = "The profile has changed since; /profile shows it as it is now."
