"""The least years of experience that a posting asks for."""

import re

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
_CUE = re.compile(
    r"years?\b|yrs?\b|yoe\b|jahr|\bans?\b|année|años?|anos?\b|months?\b|monat|\bmois\b|mes(?:es)?\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"(?P<low>{_NUMBER})\s*\)?\s*(?:\([^()\n]{{1,6}}\)\s*)?(?:(?P<plus>\+|plus\b|or more|or greater|und mehr)\s*)?"
    rf"(?:(?:-|–|—|to|bis(?: zu)?|à|a|or|ou|y|and|/|até|oder)\s*(?P<high>{_NUMBER})\s*\+?\s*(?:\([^()\n]{{1,6}}\)\s*)?)?"
    r"(?:full |solid |good |complete |volle |of )?[-\s]?(?P<unit>years?\b['’]?|yrs?\b\.?|yoe\b|jahren?\b|jährige\w*|ans?\b|années?|años?\b|anos?\b|months?\b|monaten?\b|mois\b|mes(?:es)?\b)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"mo|mes", re.IGNORECASE)
_EXPERIENCE = re.compile(
    r"experience|experienced|erfahrung|expérience|experiencia|experiência|background|track record|practice|yoe|berufspraxis|in a similar|in (?:the |an? )?(?:\w+ ){0,3}(?:role|position|industry|field)|"
    r"vivência|atuação|exp\b|expertise|work(?:ing)? (?:in|as|with|on)|\bin [a-z]+ing\b|post[- ](?:qualification|degree|graduate)|as an? ",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:at least|minimum|min\.?|mindestens|au moins|minimum de|al menos|mínim\w*|pelo menos|more than|over|required?|requires?|must have|ideally|typically|least|wenigstens|"
    r"experience|erfahrung|expérience|experiencia|experiência|exp|seniority|years)(?: of| de| :|:|\s*[-–])?\s*(?:work |relevant |professional )?(?:[:(]\s*)?(?:of )?(?:at least |minimum |min\.? |au moins |entre |between |mínima? de |de |d['’]?(?:au moins )?)*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:for|over|past|last|within|in|next|nearly|almost|celebrat\w+|seit(?: über)?|depuis(?: plus de)?|desde hace|hace|há|every|after|first|the|our|under|more than|up to|about|around|vor(?: über)?|über)"
    r"\s+(?:the |just |more than |over |past |last |next |first |plus de |más de |mais de )*$",
    re.IGNORECASE,
)
_AFTER_OTHER = re.compile(
    r"^\s*(?:ago|old|of age|in a row|running|in business|straight|now|later|from|history|young|contract|program|degree|term|warranty|after|jung|alt\b|vesting|cliff|period|"
    r"fixed|anniversary|since|tenure|of service|of (?:continuous )?employment|or older|and older|d['’]âge|de edad|of (?:growth|innovation|success|heritage|history|combined|profitab)|college|university|post[- ]?secondary|"
    r"apprentice|partnership|rotation|of (?:study|college|school|university)|d['’]études|d['’]exist|of (?:runway|helping|building|serving)|\d{4})",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:we(?:'ve|’ve| have| are| were)|our (?:team|company|firm|founders?|clients?)|company|founded|established|has been|have been|wir (?:sind|haben|bieten)|unternehmen|nous sommes|entreprise|empresa|somos|"
    r"contamos con|leader|combined|together|collective\w*|tradition|gegründet|with over|with more than|history)\b[^.\n•]{0,80}$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"prefer|a plus\b|nice to have|desirable|bonus|wünschenswert|von vorteil|souhaité|apprécié|deseable|se valora|idealerweise|would be (?:great|ideal)",
    re.IGNORECASE,
)
_MOST_YEARS = 30


def read_years(text: str) -> int | None:
    """Return the least years that one line or another asks for, or None. Never raises."""
    asked: list[tuple[bool, int]] = []
    end = -1
    for cue in _CUE.finditer(text):
        if cue.start() < end:
            continue
        start = max(0, cue.start() - 60)
        for found in _SPAN.finditer(text, start, min(len(text), cue.end() + 2)):
            end = found.end()
            if _is_asked(text, found=found):
                asked.append((_is_wish(text, found=found), _value(found)))
    return _chosen(asked)


def _chosen(asked: list[tuple[bool, int]]) -> int | None:
    """Of the musts, take the most: "5+ years, 2 of them with Go" asks for five."""
    musts = [years for wish, years in asked if not wish] or [years for _, years in asked]
    return max(musts) if musts else None


def _value(found: re.Match[str]) -> int:
    word = found["low"].lower()
    number = float(word.replace(",", ".")) if word[0].isdecimal() else _NUMBERS[word]
    return int(number / 12) if _MONTH.match(found["unit"]) else int(number)


def _is_asked(text: str, *, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 90) : found.start()]
    after = text[found.end() : found.end() + 110]
    before = before[max(before.rfind("\n"), before.rfind("•")) + 1 :]
    after = after.split("\n")[0].split("•")[0]
    if _value(found) > _MOST_YEARS or _AFTER_OTHER.match(after):
        return False
    asks = bool(_ASKS.search(before))
    if not asks and not found["plus"] and _OTHER.search(before):
        return False
    if _COMPANY.search(before):
        return False
    return asks or bool(_EXPERIENCE.search(after)) or (bool(found["plus"]) and bool(after.strip()))


def _is_wish(text: str, *, found: re.Match[str]) -> bool:
    start = max(text.rfind("\n", 0, found.start()), found.start() - 60) + 1
    stop = text.find("\n", found.end())
    return bool(_WISH.search(text, start, min(stop if stop >= 0 else len(text), found.end() + 90)))
