"""What a person reads about their settings."""

from collections.abc import Mapping

from bot.language.text import Text

CARD = Text("<b>Settings</b>")
TIME = Text("Time: {at}")
DAYS = Text("Days: {days}")
ZONE = Text("Time zone: {zone}")
COUNT = Text("Picks: up to {count} a day")
LOWEST = Text("Lowest score: {lowest}")
LAYOUT = Text("Shown as: {layout}")
LANGUAGE = Text("Language: {language}")
QUIET = Text("Quiet hours: {quiet}")
QUIET_OFF = Text("off")
QUIET_MORNING = Text("Your morning message still comes at {at}: the time you chose for it counts.")
ACCESS = Text("Who may use the bot: {access}")
EVERY_DAY = Text("every day")
WEEKDAYS = Text("Monday to Friday")
LAYOUTS = {"list": Text("one list"), "cards": Text("one message each")}
ACCESSES = {
    "owner": Text("only you"),
    "open": Text("everybody"),
    "invite": Text("people with an invite code"),
    "allow": Text("the ids in ALLOWED_IDS"),
}
BUTTONS = {
    "at": Text("Time"),
    "days": Text("Days"),
    "zone": Text("Time zone"),
    "count": Text("How many"),
    "lowest": Text("Lowest score"),
    "layout": Text("List or cards"),
    "quiet": Text("Quiet hours"),
    "language": Text("Language"),
    "access": Text("Access"),
}
ASK = {
    "at": Text("When shall I write? Tap, or send a time such as 7:30."),
    "days": Text("On which days? A tap adds or removes one."),
    "zone": Text(
        "Where are you? Send a city, a zone such as Europe/Berlin or your location, or tap."
    ),
    "count": Text("How many picks a day at most? On a quiet day there are fewer, never padded."),
    "lowest": Text(
        "Which score is the lowest you want to see? Below it, a job is a near miss at best."
    ),
    "layout": Text("One list that opens each pick in place, or one message per pick?"),
    "language": Text("Which language shall I write in? Postings stay in their own."),
    "quiet": Text(
        "When shall I be quiet? Notices wait until it is over; answers still come, and so does "
        "the morning message at its time. Tap, or send hours such as 21-7, or off."
    ),
    "access": Text("Who may use this bot? Those who are in already stay in."),
}
ALL_DAYS = Text("Every day")
WORK_DAYS = Text("Mon to Fri")
LAYOUT_BUTTONS = {"list": Text("One list"), "cards": Text("One message each")}
QUIET_BUTTONS: Mapping[str, str | Text] = {
    "off": Text("Off"),
    "22:00-07:00": "22:00-07:00",
    "21:00-08:00": "21:00-08:00",
    "23:00-06:00": "23:00-06:00",
}
ACCESS_BUTTONS = {
    "owner": Text("Only me"),
    "open": Text("Everybody"),
    "invite": Text("Invite code"),
}

NEXT = Text("Next: {when} at {at}, {zone}")
TODAY = Text("today, {day}")
TOMORROW = Text("tomorrow, {day}")
SOON = Text("Next: in a few minutes")
NOT_YET = Text("Next: once your profile says what you look for")
PAUSED = Text("Paused; /resume starts again.")
PAUSED_UNTIL = Text("Paused until {day}; /resume starts sooner.")
CHANGED = Text("{name}: {before} → {after}.")
ONE_DAY = Text("One day has to stay. /pause stops the messages.")
BAD_TIME = Text("I could not read that as a time. Send it like 7:30 or 18:00.")
BAD_QUIET = Text("I could not read that as hours. Send them like 21-7 or 22:00-6:30, or send off.")
NO_CODE = Text("There is no code yet. /admin makes codes.")
OWNER_ONLY = Text("Only the owner can change that.")

ZONES: Mapping[str, Text] = {  # a large city of each zone that many people live in
    "Europe/London": Text("London"),
    "Europe/Berlin": Text("Berlin"),
    "Europe/Kyiv": Text("Kyiv"),
    "America/New_York": Text("New York"),
    "America/Chicago": Text("Chicago"),
    "America/Denver": Text("Denver"),
    "America/Los_Angeles": Text("Los Angeles"),
    "America/Sao_Paulo": Text("São Paulo"),
    "Asia/Dubai": Text("Dubai"),
    "Asia/Kolkata": Text("India"),
    "Asia/Singapore": Text("Singapore"),
    "Asia/Tokyo": Text("Tokyo"),
    "Australia/Sydney": Text("Sydney"),
    "Africa/Lagos": Text("Lagos"),
    "UTC": Text("UTC"),
}
