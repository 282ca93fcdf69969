"""The languages that one must speak for a job, beside that of the posting."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from scoring.normalise.cues import cues, places_of, wish_sections

_NAMES: Mapping[str, str] = {
    name: code
    for code, names in {
        "en": "english englisch anglais inglés ingles inglês inglese engels",
        "de": "german deutsch allemand alemán alemão tedesco duits",
        "fr": "french französisch français francés francês francese frans",
        "es": "spanish spanisch espagnol español castellano espanhol spagnolo",
        "it": "italian italienisch italien italiano",
        "nl": "dutch niederländisch néerlandais holandés holandês nederlands",
        "pt": "portuguese portugiesisch portugais portugués português",
        "pl": "polish polnisch polonais polaco",
        "sv": "swedish schwedisch suédois",
        "da": "danish dänisch danois",
        "no": "norwegian norwegisch",
        "fi": "finnish finnisch",
        "cs": "czech tschechisch",
        "tr": "turkish türkisch",
        "ru": "russian russisch",
        "ja": "japanese japanisch japonais japonés",
        "zh": "chinese mandarin chinesisch chinois chino",
        "ko": "korean koreanisch",
        "ar": "arabic arabisch arabe árabe",
        "he": "hebrew hebräisch",
        "hi": "hindi",
        "uk": "ukrainian ukrainisch",
    }.items()
    for name in names.split()
}
_CUES = cues(*_NAMES)
_NAME = re.compile(rf"\b(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?!y|ed\b|land)")
# Between one language and the next: "fluent in German and English", "Deutsch- und Englisch".
_LIST = (
    rf"(?:(?:{_NAME.pattern})\w*[\s,/&+-]*(?:and|or|und|oder|et|ou|y|e|as well as|sowie)?[\s-]*)*"
)
_BEFORE = re.compile(
    r"(?:\bfluen(?:t|cy|tly)\b|\bnative(?:-level)?\b|\bbilingual\b|\bproficien(?:t|cy)\b|"
    r"\bmust (?:be able to )?"
    r"(?:speak|read|write)|\bspeak(?:s|ing)?\b|\bcommand of|\bexcellent|\bstrong|\bvery good|"
    r"\bbusiness[- ](?:level|fluent)|\bprofessional(?:-level)?|\bfull working|\b[bc][12]\b\+?|"
    r"fließend\w*|verhandlungssicher\w*|(?:sehr )?gute[rns]?\b|exzellente|ausgezeichnete|"
    r"sichere\w*|"
    r"muttersprach\w*|beherrsch\w*|sprichst|sprechen|"
    r"maîtris\w+|parle\w*|courant|niveau|bilingue|nivel|dominio|domínio|fluidez|fluente|"
    r"avan[cç]ad[oa])"
    r"(?:[\s:,-]+(?:level|skills?|in|of|the|both|spoken|written|verbal|oral|and|und|in wort|"
    r"schrift|"
    r"de|d['’]|l['’]|la|le|alto|avanzado|avançado|c[12]|b2|du|coura[mn]\w*|wort|kommunikation|language|auf|"
    r"professional|"
    r"working|business|proficiency|knowledge|communication|either|speaking|writing|native|fluent))*"
    rf"[\s:,(]*(?:l['’]|d['’])?{_LIST}$"
)
_AFTER = re.compile(
    rf"^\w*[\s-]*(?:(?:[,/&]|and|und|et|y|e)?[\s-]*(?:{_NAME.pattern})\w*[\s-]*)*"
    r"(?:(?:language )?(?:skills?|proficiency|fluency|speaker|native|communication|level)|"
    r"[\s(:–-]*(?:at least |min(?:imum|destens|\.)? |auf |niveau |level |nivel )*[bc][12]\b|"
    r"[\s(:–-]*(?:is |are )?(?:fluent|native|required|mandatory|a must|essential|fließend|"
    r"verhandlungssicher|muttersprach|in wort und schrift|zwingend|courant|bilingue|exigé|requis|"
    r"impératif|avanzado|fluido|imprescindible|nativo|avançado|fluente|obrigatório)|"
    r"kenntnisse (?:in wort|auf|sind|c1|c2|b2|erforderlich))"
)
_WISH = re.compile(
    r"\bplus\b|prefer|advantage|asset\b|nice to have|desirable|bonus|beneficial|ideally|helpful|"
    r"not (?:required|necessary|needed)|no german|without german|optional|von vorteil|"
    r"wünschenswert|"
    r"idealerweise|gerne|vorteil|un atout|serait|souhait|apprécié|valorable|se valora|deseable|"
    r"desejável|diferencial|kein muss|learn|lernen|kurs|classes|course|lessons|teacher|tutor"
)
# Each of the words above has one of these in it: most lines have none.
_HINTS = (
    *("fluen", "nativ", "biling", "profici", "speak", "skill", "command", "excellent", "strong"),
    *("good", "business", "profession", "full work", "b1", "b2", "c1", "c2", "fließ", "verhandl"),
    *("gute", "exzellent", "ausgez", "sicher", "mutter", "beherr", "sprich", "sprech", "maîtr"),
    *("parle", "couran", "niveau", "nivel", "domin", "domín", "fluid", "avan", "requi", "must"),
    *("mandat", "essent", "wort", "zwing", "exig", "impér", "imprés", "impres", "obrig", "kenntn"),
    *("level", "communic", "language"),
)
_CLAUSE = re.compile(r"[.;,(•]")
_CLAUSE_AFTER = re.compile(r"[.;•]|, (?=\w+ \w+)")
_REACH = 60
_CLOSE = 16  # "German and English": what follows so soon shares the words around
_MOST = 4


def read_speaks(text: str) -> tuple[str, ...]:
    """Return the codes (ISO 639-1) of the languages that are a must, in the order of the text.

    `text` is in lower case. Never raises.
    """
    hits = [hit for at in places_of(_CUES, text=text) if (hit := _NAME.match(text, at))]
    if not hits:
        return ()
    wishes = wish_sections(text)
    found: dict[str, None] = {}
    for hit, follows in zip_longest(hits, hits[1:]):
        if any(begin <= hit.start() < stop for begin, stop in wishes):
            continue
        line = _Line.around(hit, text=text)
        if line.asks and not line.is_wish(until=follows.start() if follows else len(text)):
            found.setdefault(_NAMES[hit[0]])
    return tuple(found)[:_MOST]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The words of a line before and after the name of a language."""

    before: str
    after: str
    end: int  # of the name, in the text

    @classmethod
    def around(cls, hit: re.Match[str], *, text: str) -> "_Line":
        before = text[max(0, hit.start() - _REACH) : hit.start()].rpartition("\n")[2]
        after = text[hit.end() : hit.end() + _REACH].partition("\n")[0]
        return cls(before=before, after=after, end=hit.end())

    @property
    def asks(self) -> bool:
        if not any(hint in self.before or hint in self.after for hint in _HINTS):
            return False
        return bool(_AFTER.match(self.after) or _BEFORE.search(self.before))

    def is_wish(self, *, until: int) -> bool:
        """Tell whether it is only welcome: "English required, German a plus"."""
        if _WISH.search(_CLAUSE.split(self.before)[-1]):
            return True
        near = self.after if until <= self.end + _CLOSE else self.after[: max(0, until - self.end)]
        return bool(_WISH.search(_CLAUSE_AFTER.split(near, maxsplit=1)[0]))
