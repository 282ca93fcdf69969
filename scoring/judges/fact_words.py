"""Facts of a posting as they stand inside a sentence: "a PhD", "on site", "an internship"."""

from collections.abc import Mapping

from scoring.model import Degree, Employment, Level, Remote
from scoring.phrases import Phrase, phrase

DEGREE_WORDS: Mapping[Degree, Phrase] = {
    "bachelor": phrase("a bachelor's degree"),
    "master": phrase("a master's degree"),
    "phd": phrase("a PhD"),
}
LEVEL_WORDS: Mapping[Level, Phrase] = {
    "intern": phrase("an internship"),
    "entry": phrase("entry level"),
    "mid": phrase("mid level"),
    "senior": phrase("senior"),
    "lead": phrase("a lead role"),
    "manager": phrase("a manager's role"),
    "executive": phrase("an executive role"),
}
WANTED_LEVEL_WORDS: Mapping[Level, Phrase] = {  # behind "you asked for"
    **LEVEL_WORDS,
    "intern": phrase("internship"),
    "executive": phrase("executive role"),
}
WORKPLACE_WORDS: Mapping[Remote, Phrase] = {
    "remote": phrase("remote"),
    "hybrid": phrase("hybrid"),
    "onsite": phrase("on site"),
}
EMPLOYMENT_WORDS: Mapping[Employment, Phrase] = {
    "full_time": phrase("full time"),
    "part_time": phrase("part time"),
    "contract": phrase("contract"),
    "internship": phrase("internship"),
    "temporary": phrase("temporary"),
    "volunteer": phrase("volunteer"),
}
NAMED: Mapping[str, Phrase] = {  # what a profile is set to, as a list of it names them
    **{str(each): words for each, words in WORKPLACE_WORDS.items()},
    "onsite": phrase("onsite"),
    **{str(each): words for each, words in EMPLOYMENT_WORDS.items()},
    "intern": phrase("intern"),
    "entry": phrase("entry"),
    "mid": phrase("mid"),
    "senior": phrase("senior"),
    "lead": phrase("lead"),
    "manager": phrase("manager"),
    "executive": phrase("executive"),
    "bachelor": phrase("bachelor"),
    "master": phrase("master"),
    "phd": phrase("phd"),
}
MONTHS = (
    phrase("January"),
    phrase("February"),
    phrase("March"),
    phrase("April"),
    phrase("May"),
    phrase("June"),
    phrase("July"),
    phrase("August"),
    phrase("September"),
    phrase("October"),
    phrase("November"),
    phrase("December"),
)
UNNAMED_CURRENCY = phrase("an unnamed currency")
