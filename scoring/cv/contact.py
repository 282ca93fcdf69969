"""A CV without its contact data: name, e-mail, telephone, street, links and date of birth.

What is left says what a person can do and wants, not who it is. Errs on the side of leaving out.
"""

import re

from scoring.cv.names import names, spelled
from scoring.normalise.characters import cleaned
from scoring.rank.skills import skills_in

_AT = r"(?:\s?@\s?|\s?[\[({]\s?(?:at|ät)\s?[\])}]\s?)"
_DOT = r"(?:\s?[\[({]\s?(?:dot|punkt)\s?[\])}]\s?|\.)"
_EMAIL = re.compile(
    rf"(?:mailto:)?[\w.+'-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}"
    r"|[\w.+-]{1,64} (?:at|AT) [\w-]{1,63} (?:dot|DOT) \w{2,10}"
    r"|\b[\w.+-]{2,64}@[\w-]{4,63}|(?<![\w.])@[\w.-]{2,63}"  # an address cut short; a handle
)
_DOMAINS = (
    r"com|org|net|io|dev|me|co|de|fr|es|uk|eu|in|us|ca|ch|at|nl|se|no|pl|it|br|info|edu|app|biz"
    r"|ai|tech|site|online|page|cv|name|pro|blog|xyz|gov|ru|il|ie|be|dk|fi|pt|cz|gr|tr|au|nz|jp|cn"
)
_LINK = re.compile(
    r"(?:https?:/{1,2}\s?|www\.\s?|homepage:|orcid:|tel:|phone:|url:)\S{1,300}"
    rf"|\b[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})/\S{{0,200}}"
    rf"|\b[\w-]{{2,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})\b(?!\w)"
    r"|(?<![\w.])/(?:in|pub)/[\w-]{2,64}|^/[\w.-]{4,64}$",
    re.IGNORECASE | re.MULTILINE,
)
# "LinkedIn: Ada Lovelace", "GitHub | ada-l": the site may be a skill, so its name stays.
_ACCOUNT = re.compile(
    r"(?i:\b(linked ?in|xing|facebook|skype|telegram|whats ?app|instagram|twitter|mastodon|orcid"
    r"|github|gitlab|bitbucket|kaggle|quora|youtube|medium|behance|dribbble|stack ?overflow)\b)"
    r"\s?(?::/{0,2}|\|)\s?(?:[A-Z][\w'’.-]+ [A-Z][\w'’-]+(?=\s|$)|[@/]?[\w./-]{2,64})"
)
_PHONE = re.compile(
    r"(?<![\w.$€£])(?:\(?\+\s?|00)?\(?\d{1,4}\)?(?:[ .\-/–‑\u00a0]{0,3}\(?\d{2,8}\)?){1,5}"
    r"(?!\d|[%kKM])"
)
_US_PHONE = re.compile(r"\(?(?<!\d)\d{3}\)?[ .\-/–‑]{0,2}\d{3}[ .\-–‑]\d{4}(?!\d)")
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[\w'.-]{1,20} ){1,4}(?:street|st|avenue|ave|boulevard|blvd)\b\.?"
    r"(?: (?:apt|unit|#)\.? ?\w{1,6})?"
    r"|\b[\w.-]{2,30}(?:straße|strasse|str\.|gasse|allee|damm|platz|weg|ufer|laan|straat|gatan"
    r"|vej) \d{1,4}\s?[a-z]?\b"
    r"|\b(?:rue|calle|via|avenida|av|ulica|ul|rua|plaza|piazza|corso|улица|ул)\b\.? "
    r"(?:[\w'.-]{1,20},? ){1,4}\d{1,4}\b|\b\d{1,4}(?: ?bis)?,? (?:rue|avenue|boulevard|chemin) "
    r"(?:[\w'’.-]{1,20}[ ]?){1,4}|\bp\.? ?o\.? ?box:? \w{1,10}",
    re.IGNORECASE,
)
_PLACE = re.compile(  # these words are others as well: only with capitals, some not after a year
    r"\b\d{1,5}[A-Za-z]? (?:[A-Z][\w'.-]* ){1,4}(?:Road|Rd|Lane|Ln|Parkway|Pkwy|Highway|Hwy)\b\.?"
    r"|\b(?!(?:19|20)\d\d )\d{1,5}[A-Za-z]? (?:[A-Z][\w'.-]* ){1,4}(?:Drive|Dr|Court|Ct|Way|Square"
    r"|Sq|Terrace|Place|Pl|Circle|Cir|Trail|Crescent|Close|Gardens|Pike|Row|Grove)\b\.?"
)
_ADDRESS = re.compile(
    r"\b(?:(?:permanent|present|current|home|mailing|postal|residential|street)? ?address"
    r"|anschrift|adresse|wohnhaft(?: in)?|direcci[oó]n|indirizzo|endereço|adres|residence|адрес"
    r"|地址|住所|address)\s?[:：-]\s?[^\n|•]{3,120}",
    re.IGNORECASE,
)
# A label's value stands behind it, or below it where it has a number: "Date of birth", "1987".
_VALUE = r"[ \t]{0,3}(?:[^\s:：][^\n]{0,80}|\s{0,3}[:：]?\s{1,3}[^\n]{0,25}\d[^\n]{0,30})"
_MARK = r"\s{0,2}[:：=|*–-]{1,2}"
_BORN = re.compile(
    r"\b(?:date of birth|place of birth|geburts(?:datum|ort|tag)|geboren|fecha de nacimiento"
    r"|lugar de nacimiento|date de naissance|lieu de naissance|née? le|data (?:di|de) nascita"
    rf"|data de nascimento|дата рождения)(?:{_MARK})?{_VALUE}"
    r"|\b(?:birth ?(?:date|day|year|place)|nationality|staatsangehörigkeit|nationalité"
    r"|nacionalidad|mar(?:i|it)t?i?al (?:status|state)|familienstand|estado civil|état civil"
    r"|religion|passport|driving licen[cs]e n\w*|father(?:['’]?s)? name"
    rf"|mother(?:['’]?s)? name|name of (?:father|mother)){_MARK}{_VALUE}"
    r"|\bpassport (?:#|no\b|num|details)[^\n]{1,80}"
    r"|(?:出生日期|生年月日|出生年月)[:：]?[^\n]{1,40}"
    r"|\b(?:d\.?o\.?b\b\.?|born\b(?: on| in)?)\s?[:,-]?\s{0,2}[^\n]{0,20}\b\d{1,4}\b[^\n]{0,30}"
    r"|\bborn in [^\n]{1,60}|\b(?:gender|sex|geschlecht|sexo|sexe)\s?[:=-]\s?\w+"
    r"|\b(?:age|alter|edad|âge)\s?[:=-]\s?\d{1,3}\b(?: years(?: old)?)?|\b\d{2} years old\b"
    r"|(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"^\W{0,3}(?:profile |passport |application )?(?:photo(?:graph)?|picture|portrait|headshot|foto"
    r"|bewerbungsfoto|passfoto|bild|image)(?:(?: of| von| de| di)\b|\s?[:(–-])[^\n]{1,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_SPACES = re.compile(r"\s+")
_GAPS = re.compile(r"\n{3,}")
_MOST_CHARS = 40_000  # twice what is kept of a CV
_EDGES = " |·•,;:-–—/#@§"


def without_contact(text: str) -> str:
    """Return the first 40,000 characters without contact data; lines are kept."""
    text = _GAPS.sub("\n\n", cleaned(text[:_MOST_CHARS]))
    for name in names(text):
        text = _without_name(text, name)
    lines = (_SPACES.sub(" ", line).strip(_EDGES) for line in without_addresses(text).splitlines())
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def without_addresses(text: str) -> str:
    """Return the text without what leads to a person; a name by itself is not known for one."""
    for pattern in (_PHOTO, _BORN, _EMAIL):
        text = pattern.sub(" ", text)
    text = _ACCOUNT.sub(r"\1 ", text)
    text = _LINK.sub(_no_link, text)
    for pattern in (_ADDRESS, _STREET, _PLACE):
        text = pattern.sub(" ", text)
    return _US_PHONE.sub(" ", _PHONE.sub(_no_phone, text))


def _without_name(text: str, name: str) -> str:
    """Leave a name out, in any letter case; a single word only where it is written as a name."""
    words = name.split()
    if len(words) > 1:
        if len(words[-1]) > 2:
            text = spelled(name).sub(" ", text)
        pattern = r"[\s,]{1,3}".join(map(re.escape, words))
        return re.sub(rf"(?<!\w){pattern}(?!\w)", " ", text, flags=re.IGNORECASE)
    forms = "|".join(re.escape(form) for form in dict.fromkeys((name, name.title(), name.upper())))
    return re.sub(rf"(?<!\w)(?:{forms})(?!\w)", " ", text)


def _no_link(match: re.Match[str]) -> str:
    """Leave out a web address; a product such as ASP.net keeps its name."""
    stem = match[0].rpartition(".")[0]
    is_skill = skills_in(match[0]) or [each.casefold() for each in skills_in(stem)] == [
        stem.casefold()
    ]
    return match[0] if "/" not in match[0] and is_skill else " "


def _no_phone(match: re.Match[str]) -> str:
    """Leave out a telephone number; keep years, dates and amounts."""
    text = match[0]
    digits = sum(character.isdigit() for character in text)
    years = re.findall(r"(?:19|20)\d\d", text)
    if digits < 7 or digits > 16 or len("".join(years)) >= digits - 4:
        return text
    return " "
