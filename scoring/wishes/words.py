"""The words of the wishes that `scoring.wishes` reads; `abroad` has those of other languages."""

import re
from collections.abc import Mapping

from scoring.model import Degree, Employment, Level, Period, Remote
from scoring.wishes.abroad import abroad

# Every pattern is bounded: no line of any length makes one slow.
LEVEL_NAMES: Mapping[Level, str] = {
    "intern": rf"{abroad('intern')}|"
    r"interns?|trainees?",
    "entry": rf"{abroad('entry')}|"
    r"junior|jr\.?|entry[ -]?level|new grad(?:uate)?|graduate|berufseinsteiger(?:in)?"
    r"|débutante?",
    "mid": rf"{abroad('mid')}|"
    r"mid[ -]?level|intermediate|mid[ -]?senior|medior",
    "senior": rf"{abroad('senior')}|"
    r"senior|sr\.?|sénior|experienced|erfahren",
    "lead": rf"{abroad('lead')}|"
    r"(?:team[ -]?|tech )?leads?|principal|staff(?: level)?|teamleit(?:er|ung)",
    "manager": rf"{abroad('manager')}|"
    r"managers?|management",
    "executive": rf"{abroad('executive')}|"
    r"executive|director|head of|c[ -]level|vp",
}
# These are parts of titles too ("product manager"): a level only when they stand alone.
ALONE: frozenset[Level] = frozenset({"lead", "manager", "executive"})

EMPLOYMENT: Mapping[Employment, str] = {
    "full_time": rf"{abroad('full_time')}|"
    r"full[ -]?time|vollzeit|tiempo completo|jornada completa|(?:à )?temps plein"
    r"|permanent|unbefristet|festanstellung",
    "part_time": rf"{abroad('part_time')}|"
    r"part[ -]?time|teilzeit|media jornada|tiempo parcial|(?:à )?temps partiel",
    "contract": rf"{abroad('contract')}|"
    r"contract(?:or|ing)?|freelance(?:r)?|freiberuflich|autónomo",
    "internship": rf"{abroad('internship')}|"
    r"internships?|praktikum|praktika|prácticas|stage|werkstudent(?:in)?"
    r"|working student",
    "temporary": rf"{abroad('temporary')}|"
    r"temporary|temp|seasonal|befristet|temporal|cdd|intérim",
    "volunteer": rf"{abroad('volunteer')}|"
    r"volunteer(?:ing)?|ehrenamt(?:lich)?|voluntari[ao]|bénévol(?:e|at)",
}

REMOTE: Mapping[Remote, str] = {
    "remote": rf"{abroad('remote')}|"
    r"(?:fully |100 ?% )?(?:remote(?:ly)?|work from home|wfh|home[ -]?office"
    r"|remoto|teletrabajo|télétravail|à distance)",
    "hybrid": rf"{abroad('hybrid')}|"
    r"hybrid|híbrid[oa]|hybride",
    "onsite": rf"{abroad('onsite')}|"
    r"on[ -]?site|in[ -](?:the[ -])?office|vor ort|presencial|sur site|présentiel",
}

DEGREE_NAMES: Mapping[Degree, str] = {
    "bachelor": r"bachelor(?:'?s)?|b\.?sc\.?|b\.a\.|undergraduate degree|licence|grado",
    "master": r"master(?:'?s)?(?! of ceremonies)|m\.?sc\.?|m\.a\.|mba|diplom|máster",
    "phd": r"ph\.?d\.?|doctorate|doctoral|promotion|doktor|doctorat|doctorado",
}

PERIODS: Mapping[Period, str] = {
    "hour": rf"{abroad('hour')}|"
    r"/ ?h(?:r|our)?\b|(?:an|per|the) hour|hourly|pro stunde|die stunde|la hora"
    r"|por hora|(?:de l')?heure|par heure",
    "day": rf"{abroad('day')}|"
    r"/ ?d(?:ay)?\b|(?:a|per) day|daily|am tag|pro tag|al día|por día|par jour",
    "week": rf"{abroad('week')}|"
    r"/ ?w(?:k|eek)?\b|(?:a|per) week|weekly|pro woche|a la semana|par semaine",
    "month": rf"{abroad('month')}|"
    r"/ ?m(?:o|onth)?\b|(?:a|per) month|monthly|im monat|pro monat|al mes|par mois",
    "year": rf"{abroad('year')}|"
    r"/ ?y(?:r|ear)?\b|(?:a|per) year|yearly|annual(?:ly)?|p\.?a\.?\b|im jahr|pro jahr"
    r"|al año|par an",
}

CURRENCIES: Mapping[str, str] = {
    "EUR": r"€|eur(?:os?)?|евро",
    "USD": r"us\$|\$|usd|dollars?",
    "GBP": r"£|gbp|pounds?",
    "CHF": r"chf|francs?|franken",
    "CAD": r"cad|ca\$",
    "AUD": r"aud|au\$",
    "INR": r"₹|inr|rupees?",
    "PLN": r"zł|pln",
    "SEK": r"sek",
    "BRL": r"r\$|brl|reais",
    "RUB": r"₽|rub|руб(?:\.|лей|ля|ль)?",
}

AGENCIES = (
    rf"{abroad('agencies')}|"
    r"(?:staffing |recruit(?:ing|ment) )?agenc(?:y|ies)|recruiters?|headhunters?|body ?leasing"
    r"|zeitarbeit(?:sfirmen)?|personal(?:vermittl(?:er|ung(?:en)?)|dienstleister)|agencias?"
    r"|ett|agences?|cabinets?"
)
SPONSORSHIP = (
    rf"{abroad('sponsorship')}|"
    r"(?:work )?(?:visa|visum|visado)(?: sponsor(?:ship|ing)?)?|sponsor(?:ship)?|work permit"
)
NOT = (
    r"no|not|without|kein(?:e[nmrs]?)?|ohne|nicht|sin|sans|pas d[e']|don'?t|do not|never|"
    rf"{abroad('not')}"
)
ONLY = (
    r"only|just|nur|solo|sólo|seulement|uniquement|"
    rf"{abroad('only')}"
)
ALSO = (
    r"also|or|and|ok(?:ay)?|fine|possible|auch|oder|und|también|o|y|aussi|ou|et|welcome|too|"
    rf"{abroad('also')}"
)

# "Arbeit" alone is part of titles: "Soziale Arbeit".
SEEKING = (
    r"(?:ich )?such(?:e|en)(?: (?:eine?n?|neuen?|nach|gerade|derzeit|aktuell)){0,3}"
    r" (?:arbeit(?:splatz|sstelle)?|stelle|job|anstellung)"
)
# What may stand around a wish and says nothing itself.
FILLER = re.compile(
    rf"\b(?:{SEEKING}|i['’](?:m|d|ve|ll)|i|am|have|has|having|got|know|knows|can|do|we|me|my|a|an|the|to|for|with|is|are"
    r"|be|it|as|at|on|in|jobs?|roles?|positions?|work|working|looking|look|like|love|wants?|wanted"
    r"|needs?|seek|seeking|search|searching|please|find|would|prefer|preferred|preferably|ideally"
    r"|using|that|this|some|any|good|kind|thanks|skills?|titles?|level|salary|pay|pays|paid|paying"
    rf"|ich|suche|als|eine?[nrs]?|bitte|mit|im|busco|trabajo|como|un|una|cherche|je|le|la|les|poste"
    rf"|{abroad('filler')}|{ONLY}|ok(?:ay)?|fine|also|too|welcome|possible|experience|degree)\b",
    re.IGNORECASE,
)


def finder(words: str) -> re.Pattern[str]:
    """Compile words that must stand by themselves, in any case."""
    return re.compile(rf"(?<![\w+#-])(?:{words})(?![\w+#])", re.IGNORECASE)
