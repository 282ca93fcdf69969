"""The least years of experience that a posting asks for."""

import re
from collections.abc import Iterator, Sequence

from scoring.normalise.cues import cues, is_english, lines_with, places_of, wish_sections

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "zero",
            "one ein eine einem einer un une uno um uma",
            "two zwei deux dos dois duas",
            "three drei trois tres três",
            "four vier quatre cuatro quatro",
            "five fünf cinq cinco",
            "six sechs seis",
            "seven sieben sept siete sete",
            "eight acht huit ocho oito",
            "nine neun neuf nueve nove",
            "ten zehn dix diez dez",
            "eleven elf onze once",
            "twelve zwölf douze doce doze",
            "thirteen",
            "fourteen",
            "fifteen fünfzehn quinze quince",
        )
    )
    for word in words.split()
}
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|\b(?:{_WORD})\b)"
_CUES = cues("year", " yr", "+yr", "yoe", "month")
_ALL_CUES = _CUES | cues(
    *("jahr", "jähr", " ans", "1 an", "un an", " année", "año", " anos", "monat", " mois"),
    " meses",
)
_DIGIT = re.compile(r"\d")
_SPAN = re.compile(
    rf"(?P<low>{_NUMBER})\s*\)?\s*(?:\([^()\n]{{1,6}}\)\s*)?(?:(?P<plus>\+|plus\b|or more|or "
    rf"greater|und mehr)\s*)?"
    rf"(?:(?:-|–|—|to|bis(?: zu)?|à|a|or|ou|y|et|e|and|/|até|"
    rf"oder)\s*(?P<high>{_NUMBER})\s*(?P<more>\+)?\s*(?:\([^()\n]{{1,6}}\)\s*)?)?"
    r"(?:full |solid |good |complete |volle |of )?[-\s]?(?P<unit>years?\b['’]?|yrs?\b\.?|yoe\b|"
    r"jahr(?:en?)?\b|jährig\w*|ans?\b|années?|años?\b|anos?\b|months?\b|monaten?\b|mois\b|"
    r"mes(?:es)?\b)"
)
_MONTH = re.compile(r"mo|mes")
_EXPERIENCE = re.compile(
    r"experience|experienced|erfahrung|expérience|experiencia|experiência|background|track "
    r"record|practice|yoe|berufspraxis|in a similar|in (?:the |an? )?(?:\w+ ){0,3}(?:role|"
    r"position|industry|field)|"
    r"vivência|atuação|exp\b|expertise|work(?:ing)? (?:in|as|with|on)|\bin [a-z]+ing\b|"
    r"post[- ](?:qualification|degree|graduate)|as an? "
)
_ASKS = re.compile(
    r"(?:at least|minimum|min\.?|ca\.?|around|about|mindestens|au moins|minimum de|al menos|"
    r"mínim\w*|pelo menos|more than|over|required?|requires?|must have|ideally|typically|least|"
    r"wenigstens|"
    r"experience|erfahrung|expérience|experiencia|experiência|exp|seniority|years)(?: of| de| :|"
    r":|\s*[-–])?\s*(?:work |relevant |professional )?(?:[:(]\s*)?(?:of )?(?:at least |minimum |"
    r"min\.? |au moins |entre |between |mínima? de |de |d['’]?(?:au moins )?)*$"
)
_OTHER = re.compile(
    r"\b(?:for|past|last|within|in|next|nearly|almost|celebrat\w+|seit|depuis|desde hace|hace|há|"
    r"every|after|first|the|our|its|their|under|up to|vor|ayant|wohnhaft[^.\n]{0,40})"
    r"\s+(?:the |just |more than |over |past |last |next |first |plus de |más de |mais de |über |"
    r"mindestens |at least |about )*$"
)
_OVER = re.compile(r"\b(?:over|more than|über|mehr als|plus de|más de|mais de)\s+$")
_AFTER_OTHER = re.compile(
    r"^\s*(?:ago|old|of age|in a row|running|in business|straight|now|later|from|history|young|"
    r"contract|program|degree|term|warranty|after|jung|alt\b|vesting|cliff|period|"
    r"fixed|anniversary|since|tenure|of service|of (?:continuous )?employment|or older|and older|"
    r"d['’]âge|de edad|of (?:growth|innovation|success|heritage|history|profitab)|college|"
    r"university|post[- ]?secondary|"
    r"apprentice|partnership|rotation|of (?:study|college|school|university)|d['’]études|"
    r"d['’]exist|of (?:continuous |uk )?residen|[’']? ?continuous|of (?:runway|helping|building|"
    r"serving)|\d{4})"
)
_COMPANY = re.compile(
    r"\b(?:we(?:'ve|’ve| have| were| bring)|we are (?:an? |the )|our (?:team|company|firm|"
    r"founders?|clients?)|company|founded|established|has been|have been|wir (?:sind|haben|"
    r"bieten)|unternehmen|nous sommes|entreprise|"
    r"empresa|somos|contamos con|leader|together|collective\w*|tradition|gegründet|history|"
    r"centro|formada por)\b[^.\n•]{0,80}$"
)
_OF_OURS = re.compile(r"^[^.\n•]{0,50}, (?:we|our|it|wir)\b|^[^.\n•]{0,30}expertise, ")
_INSTEAD = re.compile(
    r"\b(?:if|in lieu|instead of|in the event|does not have|without an?|"
    r"alternatively)\b[^.\n•]{0,110}$"
)
_WORK = re.compile(
    r"\s*[’']?\s*(?:of|in|as|with|working|relevant|professional|proven|hands|prior|\w+ing\b|"
    r"minimum|de|d['’]|en|als|im|experience)"
)
_WISH = re.compile(
    r"prefer(?:red|ence)|a plus\b|nice to have|desirable|wünschenswert|von vorteil|souhaité|"
    r"apprécié|deseable|se valora|would be (?:great|ideal|a plus|an advantage)"
)
_WISH_BEFORE = re.compile(
    r"(?:preferabl[ey]|idealerweise|nice to have|bonus|preferred)\W*(?:\w+\W+){0,3}$"
)
# Experience in words, as the market of the language reads it.
_WORDED: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"mehrjährige\w* (?:\w+ )?(?:berufs)?(?:erfahrung|praxis)"), 3),
    (re.compile(r"expérience (?:professionnelle )?confirmée"), 4),
    (re.compile(r"expérience (?:professionnelle )?significative"), 1),
    (re.compile(r"erste\w* (?:\w+ )?(?:berufs|praxis)?erfahrung"), 0),
    (
        re.compile(
            r"première expérience|débutants? accepté|pas (?:besoin )?(?:de diplômes? )?(?:ni "
            r")?d['’]expérience"
        ),
        0,
    ),
)
_WORDED_CUES = cues("mehrjährige", "expérience", "erste", "débutant")
_MOST_YEARS = 20  # beyond that a company speaks of itself


def read_years(text: str) -> int | None:
    """Return the least years that one line or another asks for, or None.

    `text` is in lower case. Never raises.
    """
    wishes = wish_sections(text)
    asked = [
        (_is_wish(text, found=found, sections=wishes), years)
        for found in _spans(text)
        if (years := _value(found)) is not None and _is_asked(text, found=found, years=years)
    ]
    return _chosen(asked) if asked else _worded(text)


def _spans(text: str) -> Iterator[re.Match[str]]:
    """Yield every number of years or months."""
    end = 0
    for at in places_of(_CUES if is_english(text) else _ALL_CUES, text=text):
        start = max(end, at - 45)
        if at < end or not _has_number(text[start : at + 3]):
            continue
        for found in _SPAN.finditer(text, start, min(len(text), at + 12)):
            end = found.end()
            yield found


def _has_number(words: str) -> bool:
    return bool(_DIGIT.search(words)) or not _NUMBERS.keys().isdisjoint(words.split())


def _chosen(asked: list[tuple[bool, int]]) -> int:
    """Of the musts, take the most: "5+ years, 2 of them with Go" asks for five."""
    return max([years for wish, years in asked if not wish] or [years for _, years in asked])


def _worded(text: str) -> int | None:
    lines = list(lines_with(_WORDED_CUES, text=text, before=60, after=90))
    for pattern, years in _WORDED:
        if any(pattern.search(line) for line in lines):
            return years
    return None


def _value(found: re.Match[str]) -> int | None:
    """Return whole years; months below a year say nothing worth a filter."""
    word = found["low"]
    number = float(word.replace(",", ".")) if word[0].isdecimal() else _NUMBERS[word]
    if _MONTH.match(found["unit"]):
        return int(number / 12) if number >= 12 else None
    return int(number)


def _is_asked(text: str, *, found: re.Match[str], years: int) -> bool:
    before = text[max(0, found.start() - 110) : found.start()]
    after = text[found.end() : found.end() + 110]
    before = before[max(before.rfind("\n"), before.rfind("•")) + 1 :]
    after = after.split("\n")[0].split("•")[0]
    if years > _MOST_YEARS or _AFTER_OTHER.match(after) or _OTHER.search(before):
        return False
    asks = bool(_ASKS.search(before))
    if _OF_OURS.match(after) or (_COMPANY.search(before) and not asks):
        return False
    says = bool(_EXPERIENCE.search(after))
    if _OVER.search(before) or _MONTH.match(found["unit"]):
        return says and len(before) < 90
    open_ended = found["plus"] or found["high"]
    return asks or says or bool(open_ended and _WORK.match(after))


def _is_wish(text: str, *, found: re.Match[str], sections: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the years are welcome only, or ask for those without a degree."""
    if any(start <= found.start() < end for start, end in sections):
        return True
    start = max(text.rfind("\n", 0, found.start()), found.start() - 120) + 1
    before = text[start : found.start()]
    after = re.split(r"[,;.\n•(]", text[found.end() : found.end() + 90])[0]
    return bool(_WISH.search(after) or _WISH_BEFORE.search(before) or _INSTEAD.search(before))
