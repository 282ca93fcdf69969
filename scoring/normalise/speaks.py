"""The languages that one must speak for a job, beside that of the posting."""

import re
from collections.abc import Iterator, Mapping, Sequence

from scoring.normalise.cues import cues, spans_with, wish_sections

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
_REACH = 60
_MOST = 4


def read_speaks(text: str) -> tuple[str, ...]:
    """Return the codes (ISO 639-1) of the languages that are a must, in the order of the text.

    `text` is in lower case. Never raises.
    """
    wishes = wish_sections(text)
    found: dict[str, None] = {}
    for start, end in spans_with(_CUES, text=text, before=120, after=140):
        if not any(begin <= start < stop for begin, stop in wishes):
            found |= dict.fromkeys(_of_line(text[start:end]))
    return tuple(found)[:_MOST]


def _of_line(line: str) -> Iterator[str]:
    hits = list(_NAME.finditer(line))
    for number, hit in enumerate(hits):
        if _is_asked(line, hit=hit) and not _is_wished(line, hit=hit, others=hits[number + 1 :]):
            yield _NAMES[hit[0]]


def _is_asked(line: str, *, hit: re.Match[str]) -> bool:
    around = line[max(0, hit.start() - _REACH) : hit.end() + _REACH]
    if not any(hint in around for hint in _HINTS):
        return False
    before = line[max(0, hit.start() - _REACH) : hit.start()]
    after = line[hit.end() : hit.end() + _REACH]
    return bool(_AFTER.match(after) or _BEFORE.search(before))


def _is_wished(line: str, *, hit: re.Match[str], others: Sequence[re.Match[str]]) -> bool:
    """Tell whether this language is only welcome: "English required, German a plus"."""
    before = re.split(r"[.;,(•]", line[max(0, hit.start() - _REACH) : hit.start()])[-1]
    follows = next((other.start() for other in others if other.start() > hit.end() + 16), len(line))
    after = re.split(r"[.;•]|, (?=\w+ \w+)", line[hit.end() : follows], maxsplit=1)[0]
    return bool(_WISH.search(before) or _WISH.search(after))
