"""The language a text is written in: by its script, else by the small words it is full of."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from scoring.normalise.cues import is_english

_SAMPLE = 1_200  # characters from the beginning, and as many from the middle
_FEWEST = 3.0  # small words, weighed: fewer prove nothing
_MARGIN = 1.3  # times the second language: Danish and Norwegian share most of theirs
_APOSTROPHES = re.compile("['’]")
_OTHER_SCRIPT = 0.1  # share of characters beyond Latin-1: less is bullets and curly quotes

# What nearly every sentence holds; a word of several languages counts for each in part.
_SMALL: Mapping[str, str] = {
    "en": "the and of to in for with you our we is are be will this that as on or from your have "
    "an by at who their it not can work team all more",
    "de": "und der die das mit für du wir ist ein eine einen von zu den im dich dein deine sie "
    "ihre "
    "ihr bei auf dir sowie als oder dem des nicht uns unser unsere werden zum zur aus hast bist",
    "fr": "les des et vous pour dans une notre nos votre vos avec est sur du au aux nous en qui "
    "que "
    "par plus sont ou ce cette être le la un de il elle ses l d qu à",
    "es": "el los las y en con para una por que del se su nuestro nuestra al como más tu tus es "
    "son "
    "o un de la te lo sus desde nos experiencia años",
    "pt": "e os as em com para uma por que do da dos das no na ao você nossa nosso é são mais seu "
    "sua ou um não se de o a à nos nas experiência anos",
    "it": "il gli di e con per una che del della dei delle nel nella alla sono più un la i le è in "
    "si su da al ai come tuo nostra nostro lavoro l d",
    "nl": "de het een en van je voor met in op wij bij zijn aan ons onze jouw als naar ook dat die "
    "te of door niet jij bent heb",
    "pl": "i w z na do się oraz dla jest to nie od po przy o że jak lub praca doświadczenie",
    "sv": "och att i en för som med är på av det du vi till har den ett om vår din eller kan",
    "da": "og at i en for som med er på af det du vi til har den et om vores din eller kan ikke",
    "no": "og at i en for som med er på av det du vi til har den et om vår din eller kan ikke "
    "hos oss deg",
    "fi": "ja on että sekä tai se olet me sinun kanssa työ ovat myös kuin mutta",
    "cs": "a v se na je do s o k pro jako za od že by která který nebo ve práce",
    "ro": "și în de la cu pentru pe un o din care este sau mai să ale noi nostru",
    "tr": "ve bir için ile bu olarak en veya olan da de çok gibi daha iş",
    "hu": "a az és hogy is egy nem meg csak vagy mint el van ami munka",
    "id": "dan yang di untuk dengan dari pada dalam atau adalah ini akan kami anda",
}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ps", re.compile(r"[ټډړږښګڼېۍ]")),
    ("fa", re.compile(r"[پچژگی]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("uk", re.compile(r"[іїєґ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
)
_LEAST_SHARE = {
    "ja": 0.05,
    "fa": 0.06,
    "ps": 0.03,
    "uk": 0.02,
}  # letters that mark a language in its script


def read_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language, or None where too little is said.

    `text` is in lower case. Never raises.
    """
    if is_english(text):
        return "en"
    sample = _sample(text)
    foreign = len(sample) - len(sample.encode("latin-1", "ignore"))
    if foreign > _OTHER_SCRIPT * len(sample) and (of_script := _by_script(sample)):
        return of_script
    words, counts = _words(), Counter(_APOSTROPHES.sub(" ", sample).split())
    scores: dict[str, float] = {}
    for word, count in counts.items():
        for language, weight in words.get(word, ()):
            scores[language] = scores.get(language, 0.0) + weight * count
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _FEWEST:
        return None
    if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
        return None
    return ranked[0][0]


def _sample(text: str) -> str:
    """Take the beginning and the middle: the first lines are often another language's."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    for language, pattern in _SCRIPTS:
        found = len(pattern.findall(sample))
        if found >= 4 and found > _LEAST_SHARE.get(language, 0.35) * letters:
            return language
    return None


@cache
def _words() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return the languages of each small word, with what it says for each."""
    of: dict[str, list[str]] = {}
    for language, word in _listed():
        of.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1 / len(languages)) for language in languages)
        for word, languages in of.items()
    }


def _listed() -> Iterator[tuple[str, str]]:
    for language, words in _SMALL.items():
        for word in dict.fromkeys(words.split()):
            yield language, word
