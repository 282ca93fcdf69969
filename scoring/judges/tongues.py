"""Which languages a posting asks for that a person does not seem to speak."""

import re
from functools import lru_cache

from scoring.judges.jobs import is_german
from scoring.model import Posting, Profile
from scoring.normalise.cues import lowered
from scoring.normalise.language import read_language
from scoring.phrases import Phrase, phrase

# The English name, and the beginning of the name in the language itself.
_NAMES: dict[str, tuple[Phrase, str]] = {
    "ar": (phrase("Arabic"), "arab"),
    "cs": (phrase("Czech"), "češ"),
    "da": (phrase("Danish"), "dansk"),
    "de": (phrase("German"), "deutsch"),
    "es": (phrase("Spanish"), "español"),
    "fi": (phrase("Finnish"), "suom"),
    "fr": (phrase("French"), "français"),
    "he": (phrase("Hebrew"), "hebrew"),
    "hi": (phrase("Hindi"), "hindi"),
    "it": (phrase("Italian"), "italian"),
    "ja": (phrase("Japanese"), "japan"),
    "ko": (phrase("Korean"), "korea"),
    "nl": (phrase("Dutch"), "nederlands"),
    "no": (phrase("Norwegian"), "norsk"),
    "pl": (phrase("Polish"), "polsk"),
    "pt": (phrase("Portuguese"), "portugu"),
    "ru": (phrase("Russian"), "русск"),
    "sv": (phrase("Swedish"), "svensk"),
    "tr": (phrase("Turkish"), "türk"),
    "uk": (phrase("Ukrainian"), "україн"),
    "zh": (phrase("Chinese"), "mandarin"),
}
# Who asks in a language speaks it; one sentence is too short to tell it by its small words.
_SEEKS = {
    "de": re.compile(r"\b(?:ich|suche)\b", re.IGNORECASE),
    "es": re.compile(r"\bbusco\b", re.IGNORECASE),
    "fr": re.compile(r"\bje cherche\b", re.IGNORECASE),
    "pt": re.compile(r"\bprocuro\b", re.IGNORECASE),
}
_SPOKEN_IN: dict[str, frozenset[str]] = {
    "ar": frozenset({"AE", "BH", "EG", "IQ", "JO", "KW", "LB", "MA", "OM", "QA", "SA", "TN"}),
    "de": frozenset({"DE", "AT", "CH"}),
    "es": frozenset({"ES", "MX", "AR", "CO", "CL", "PE", "UY", "CR", "EC", "GT"}),
    "fr": frozenset({"FR", "BE", "CH", "CA", "LU"}),
    "nl": frozenset({"NL", "BE"}),
    "pt": frozenset({"PT", "BR"}),
    "zh": frozenset({"CN", "TW", "HK", "SG"}),
}
_MAIN = {
    "it": "IT",
    "pl": "PL",
    "sv": "SE",
    "da": "DK",
    "no": "NO",
    "fi": "FI",
    "cs": "CZ",
    "tr": "TR",
    "ja": "JP",
    "ko": "KR",
    "he": "IL",
    "hi": "IN",
    "ru": "RU",
    "uk": "UA",
}


def unspoken(posting: Posting, profile: Profile) -> tuple[str, ...]:
    """Return the languages (English names) that a posting insists on and the profile lacks.

    English is taken as spoken: this program spoke nothing else at first, and a score stays.
    """
    if not posting.speaks:
        return ()
    known = _known(profile)
    return tuple(_NAMES[code][0] for code in posting.speaks if code in _NAMES and code not in known)


def surely_unspoken(posting: Posting, profile: Profile) -> tuple[str, ...]:
    """Return those of them that are not spoken where the person looks for work."""
    missing = unspoken(posting, profile)
    if not missing:
        return ()
    near = {name for code, (name, _) in _NAMES.items() if _near(code, profile)}
    return tuple(name for name in missing if name not in near)


def answered(name: str, posting: Posting, profile: Profile) -> bool:
    """Tell whether a language by its English name is known, or said to be asked for by itself."""
    code = next((code for code, (english, _) in _NAMES.items() if english == name), None)
    return code is not None and (code in posting.speaks or _spoken(code, profile))


def insisted_on(posting: Posting, profile: Profile) -> tuple[str, ...]:
    """Return the languages of `unspoken` but those in which the person wrote what they want."""
    spoken = {name for code, (name, _) in _NAMES.items() if _spoken(code, profile)}
    return tuple(name for name in unspoken(posting, profile) if name not in spoken)


def _spoken(code: str, profile: Profile) -> bool:
    """Tell whether a profile names a language, or is surely written in it."""
    seeks = _SEEKS.get(code)
    if code in _known(profile) or (seeks is not None and seeks.search(profile.text)):
        return True
    return code == "de" and any(map(is_german, profile.titles))


def written_in(posting: Posting, profile: Profile) -> str | None:
    """Return the language of the text where it is neither the profile's nor spoken there."""
    code = posting.language or ""
    if code not in _NAMES or code in _known(profile) or _near(code, profile):
        return None
    return _NAMES[code][0]


def _near(code: str, profile: Profile) -> bool:
    """Tell whether a language is spoken where the person looks for work."""
    wanted = {place.country for place in profile.places if place.country}
    return not wanted.isdisjoint(_SPOKEN_IN.get(code, frozenset({_MAIN.get(code, "")})))


@lru_cache(maxsize=256)
def _known(profile: Profile) -> frozenset[str]:
    """Return the languages that a profile names or is written in."""
    said = lowered(" ".join((*profile.titles, *profile.skills, profile.text)))
    named = {code for code, names in _NAMES.items() if any(name.lower() in said for name in names)}
    written = read_language(said)
    return frozenset(named | {written} if written else named)
