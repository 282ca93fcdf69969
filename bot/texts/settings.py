"""What a person reads about their settings."""

CARD = "<b>Settings</b>"
TIME = "Time: {at}"
DAYS = "Days: {days}"
ZONE = "Time zone: {zone}"
COUNT = "Picks: up to {count} a day"
LOWEST = "Lowest score: {lowest}"
LAYOUT = "Shown as: {layout}"
ACCESS = "Who may use the bot: {access}"

EVERY_DAY = "every day"
WEEKDAYS = "Monday to Friday"
LAYOUTS = {"list": "one list", "cards": "one message each"}
ACCESSES = {
    "owner": "only you",
    "open": "everybody",
    "invite": "people with the invite code",
    "allow": "the ids in ALLOWED_IDS",
}
BUTTONS = {
    "at": "Time",
    "days": "Days",
    "zone": "Time zone",
    "count": "How many",
    "lowest": "Lowest score",
    "layout": "List or cards",
    "access": "Access",
}
ASK = {
    "at": "When shall I write? Tap, or send a time such as 7:30.",
    "days": "On which days? A tap adds or removes one.",
    "zone": "Where are you? Send a city, a zone such as Europe/Berlin or your location, or tap.",
    "count": "How many picks a day at most? On a quiet day there are fewer, never padded.",
    "lowest": "Which score is the lowest you want to see? Below it, a job is a near miss at best.",
    "layout": "One list that opens each pick in place, or one message per pick?",
    "access": "Who may use this bot? Those who are in already stay in.",
}
DAY_BUTTONS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALL_DAYS = "Every day"
WORK_DAYS = "Mon to Fri"
LAYOUT_BUTTONS = {"list": "One list", "cards": "One message each"}
ACCESS_BUTTONS = {"owner": "Only me", "open": "Everybody", "invite": "Invite code"}

NEXT = "Next: {when} at {at}, {zone}"
TODAY = "today, {day}"
TOMORROW = "tomorrow, {day}"
SOON = "Next: in a few minutes"
NOT_YET = "Next: once your profile says what you look for"
PAUSED = "Paused; /resume starts again."
PAUSED_UNTIL = "Paused until {day}; /resume starts sooner."

CHANGED = "{name}: {before} → {after}."
ONE_DAY = "One day has to stay. /pause stops the messages."
BAD_TIME = "I could not read that as a time. Send it like 7:30 or 18:00."
NO_CODE = "Set INVITE_CODE where the bot runs first, then restart it."
OWNER_ONLY = "Only the owner can change that."
