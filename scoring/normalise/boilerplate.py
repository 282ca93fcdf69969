"""Sentences of a posting that say nothing of the job: equal treatment, privacy, fraud, agencies.

Left out of what is scored and judged, since "disability", "veteran" or "machine" in them would
meet somebody's skills; what people read keeps them. A sentence with a figure of pay, a visa, a
clearance, a degree or years stays, wherever it stands: a sponsor is often named in such a block.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ahocorasick_rs import BytesAhoCorasick, Implementation

from scoring.normalise.cues import lowered
from scoring.normalise.layout import without_gaps

_MOST_CHARS = 700  # of a sentence; a longer one has lost its ends and says more than one thing
_FAR = 200  # characters between a sentence's beginning and what gives it away
_NEAR = 160  # how far before that another beginning is looked for

_TRAITS = (
    r"rac(?:e|ial)|gender|\bsex\b|religio|\bage\b|national origin|disabilit|ethnic|orientation|"
    r"colou?r\b|identity|veteran|marital|background"
)
_TRAITS_DE = r"geschlecht|herkunft|\balter|religion|nationalität|hautfarbe|behinderung|identität"
_TRAITS_ROMANCE = (
    r"g[êeé]n(?:ero|re)|ra[çz]a|edad|idade|\bâge|origen|origem|origine|religi|sexe?\b|sexual|cor\b|"
    r"deficiência|discapacidad|handicap|etnia|etnico"
)
# Each kind by the plain words of which every match has one, so that a pattern is tried only where
# it can match: in lower case.
_KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("opportunit", "affirmative action", "eeo", "eoe"),
        (
            r"equal (?:employment )?opportunit(?:y|ies)(?:[^.\n]{0,60}(?:employer|workplace|"
            r"company|"
            r"organi|institution|all |regardless|without|polic)|/|\W*$)|equal[- ]opportunity[ /-]*"
            r"(?:and |& )?(?:affirmative|employe|workplace)|affirmative action|\beeo\b|\beoe\b"
        ),
    ),
    (
        ("regard", "irrespective", "basis of", "because of"),
        (
            rf"(?:regardless|irrespective) of[^.\n]{{0,250}}(?:{_TRAITS}|criminal)|"
            rf"(?:without regard "
            rf"(?:to|for)|(?:the|any) basis of|because of)[^.\n]{{0,200}}(?:{_TRAITS}|any "
            r"characteristic)"
        ),
    ),
    (
        ("discriminat", "protected"),
        (
            r"(?:not|prohibits?|free (?:from|of)|against|unlawful)[^.\n]{0,40}discriminat|"
            r"discriminat\w+[^.\n]{0,60}(?:not tolerate|prohibited)|"
            r"protected (?:veteran|characteristic|class)"
        ),
    ),
    (
        ("accommodation",),
        (
            r"accommodations?\b[^.\n]{0,160}(?:disab|appl(?:y|i)|interview|recruit|hiring|"
            r"process\b)|"
            r"(?:disab|appl(?:y|i)|interview|recruit|hiring)[^.\n]{0,160}\baccommodations?\b"
        ),
    ),
    (
        ("divers", "inclusi"),
        (
            r"\bwe\b[^.\n]{0,50}(?:commit|celebrat|believ|embrac|strive|"
            r"proud)[^.\n]{0,80}(?:diversity|"
            r"diverse|inclusi)[^.\n]{0,80}(?:workplace|workforce|environment|employer|culture|all "
            r"employees|backgrounds)"
        ),
    ),
    (
        ("verify", "fair chance", "criminal", "arrest", "conviction"),
        (
            r"\be-?verify\b|fair chance (?:act|ordinance|initiative|hiring)|"
            r"(?:criminal|arrest|conviction)s? (?:histor|record)\w*[^.\n]{0,120}(?:consider|law|"
            r"ordinance)|consider[^.\n]{0,120}(?:criminal|arrest)[^.\n]{0,40}(?:histor|record)"
        ),
    ),
    (
        ("hiring decision", "artificial intel", "ai to", "ai-", "automated"),
        (
            r"\b(?:ai|artificial intelligence|automated)\b[^.\n]{0,120}(?:review|assess|screen|"
            r"evaluat|"
            r"support|assist)[^.\n]{0,60}(?:your|applications?|applicants|resumes|candidates|"
            r"recruitment|hiring)|hiring decisions[^.\n]{0,40}(?:human|people)"
        ),
    ),
    (
        ("privacy", "personal data", "personal info", "cookie"),
        (
            r"(?:privacy (?:policy|notice|statement)|personal (?:data|information))[^.\n]{0,200}"
            r"(?:appl(?:y|i)|candidate|recruit|submit|read|collect|consent|https?:|visit|here)|"
            r"(?:appl(?:y|i)|candidate|recruit|submit|consent|more)[^.\n]{0,200}"
            r"(?:privacy (?:policy|notice|statement)|personal (?:data|information))|"
            r"cookie (?:policy|settings|notice)|(?:use|accept)s? cookies"
        ),
    ),
    (
        ("fraud", "scam", "ask for", "ask you", "ask candidates"),
        (
            r"(?:recruit\w*|jobs?|employment|hiring|offer) (?:fraud|scam)|fraudulent[^.\n]{0,40}"
            r"(?:recruit|job|offer|hiring|posting|communicat)|\bscam(?:s|mers?)?\b|"
            r"(?:never|not)[^.\n]{0,60}\bask[^.\n]{0,80}(?:payment|bank|money|fee)"
        ),
    ),
    (
        ("unsolicited", "agencies", "agency fee"),
        (
            r"unsolicited[^.\n]{0,40}(?:resume|cvs?\b|candidate|profile|referral|agenc|assist|"
            r"contact)|"
            r"agenc(?:y|ies)[^.\n]{0,120}(?:unsolicited|\bfees?\b|do not (?:contact|call|accept))|"
            r"agency fees"
        ),
    ),
    (  # the law on pay, where it gives no figure
        ("pay transp", "actual ", "final ", "individual ", "exact "),
        (
            r"pay transparency|(?:actual|final|individual|exact) (?:base |annual |"
            r"starting )?(?:pay|"
            r"salary|compensation|offer)[^.\n]{0,60}(?:depend|vary|determined|based)"
        ),
    ),
    (  # German
        ("unabhängig", "ungeachtet", "schwerbehindert", "chancengleich", "geschlecht", "maskulin"),
        (
            rf"(?:unabhängig|ungeachtet)[^.\n]{{0,120}}(?:{_TRAITS_DE})|schwerbehindert|"
            r"chancengleichheit|(?:alle|jegliche[rn]?) geschlechter|geschlechtsneutral|"
            r"generische\w* maskulin"
        ),
    ),
    (
        ("lesbarkeit", "gleichbe", "diskriminier", "datenschutz", "personenbezogen"),
        (
            r"bessere[nr]? lesbarkeit|gleichberechtig|gleichbehandlung|diskriminier|"
            r"(?:datenschutz(?:hinweis|erklär|bestimm|inform)|personenbezogen)\w*[^.\n]{0,200}"
            r"(?:bewerb|http|hier\b)|bewerb\w*[^.\n]{0,200}(?:datenschutz(?:hinweis|erklär|bestimm|"
            r"inform)|personenbezogen)"
        ),
    ),
    (  # French, Spanish, Portuguese, Italian
        ("handicap", "égalité", "distinc", "pendam", "données", "discrim"),
        (
            r"situation de handicap|travailleurs? handicapé|égalité des chances|sans distinction|"
            rf"ind[eé]pendam+ente?[^.\n]{{0,120}}(?:{_TRAITS_ROMANCE})|non-discrimination|"
            r"données (?:à caractère )?personnel\w*[^.\n]{0,160}(?:candidat|recrut)|"
            r"(?:candidat|recrut)\w*[^.\n]{0,160}données (?:à caractère )?personnel|"
            rf"sin (?:distinción|discriminación)[^.\n]{{0,120}}(?:{_TRAITS_ROMANCE})"
        ),
    ),
    (
        ("igualda", "independ", "datos", "dados", "lei geral", "deficiência", "pcd"),
        (
            r"igualdad (?:de (?:oportunidades|trato)|efectiva)|igualdade de (?:oportunidades|"
            r"género)|"
            rf"independi?ente(?:mente)?[^.\n]{{0,120}}(?:{_TRAITS_ROMANCE})|"
            r"(?:tratamiento|protección|tratamento|proteção) de (?:sus |tus |los |"
            r"seus )?d(?:atos|ados)"
            r"[^.\n]{0,160}(?:candidat|process?o|selec|currícul)|lei geral de proteção|"
            r"(?:abert|elegíve|exclusiv|também)\w*[^.\n]{0,80}(?:pessoas? com deficiência|"
            r"\bpcds?\b)"
        ),
    ),
    (  # Italian, Polish, Dutch
        ("sessi", "dati", "osobowych", "ongeacht", "acquisitie"),
        (
            r"entrambi i sessi|ambosessi|trattamento dei dati|"
            r"dati personali[^.\n]{0,160}(?:candidat|cv)|"
            r"przetwarzanie[^.\n]{0,80}danych osobowych|ongeacht[^.\n]{0,80}(?:afkomst|geslacht|"
            r"leeftijd)|acquisitie[^.\n]{0,60}(?:niet|geen|prijs)"
        ),
    ),
    (  # the credit of a board, behind the last words of a text
        ("originally posted", "in germany on arbeitnow", "powered by"),
        (
            r"(?:originally posted on|find (?:more english speaking )?jobs in germany on|"
            r"powered by) "
            r"\w+\W*\Z"
        ),
    ),
)
_CREDIT = len(_KINDS) - 1
_TELLS = re.compile(  # what decides, wherever it stands
    r"sponsor|\bvisas?\b|work (?:permit|authori)|authori[sz](?:ed|ation) to work|right to work|"
    r"eligib\w+ to work|clearance|citizens?\b|citizenship (?:is )?required|permanent resident|"
    r"green card|\bitar\b|export control|\bopt\b|\bcpt\b|"
    r"\d\+? ?(?:\+|to|-|–)? ?\d* ?(?:years?|yrs|jahre|ans\b|años|anos|lat\b|jaar)|"
    r"[$€£¥₹]\s?\d|\d[\d.,]*\s?(?:k\b|€|\$|£|eur\b|usd\b|gbp\b|pln\b|zł|chf\b)|"
    r"bachelor|master['’]?s\b|ph\.?d|degree\b|diplom|studium|ausbildung|certifi|"
    r"must (?:have|be able|possess|hold)|minimum|fluent|proficien|\bexperience (?:with|in)\b|"
    r"you will|you['’]ll|responsib|qualifications\b|requirements?\b|remote|hybrid|"
    r"arbeitserlaubnis|aufenthalt|permis de travail|permiso de trabajo|deutschkenntnisse"
)
_END = re.compile(r"[.!?][)*\"”’]?\s+(?=[\"“„(*¿¡]*[A-ZÀ-Ý0-9•])")
_BEGINNING = re.compile(
    r"(?<=\s)(?:We|All|Our|If|As|Please|Equal|The [Cc]ompany|At [A-Z]\w+|Wir|Originally|Find|Nous|"
    r"[A-Z][\w&]+(?: [A-Z]\w+)? (?:is|are|does|provides|participates|will|uses))\b"
)


@lru_cache(maxsize=1 << 10)
def without_boilerplate(text: str) -> str:
    """Return a text without the sentences that any employer could have written.

    Lines keep their order and what is kept its words. Never raises; cached, since one posting is
    asked about several times.
    """
    cut = sorted(set(_stretches(text)))
    if not cut:
        return text
    kept, at = [], 0
    for start, end in cut:
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    kept.append(text[at:])
    return without_gaps("".join(kept)).strip()


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield where such sentences begin and end."""
    # A byte for each character, so that places are those of the text; every cue is in Latin-1.
    narrow = lowered(text).encode("latin-1", "replace")
    kinds, start, end, tried = _kind_of_cue(), 0, 0, set[int]()
    for cue, at, _ in _cues().find_matches_as_indexes(narrow, overlapping=True):
        if at >= end:
            start, end = _sentence(text, at, earliest=end)
            tried = set()
        kind = kinds[cue]
        if kind in tried:
            continue
        tried.add(kind)
        if (within := _within(text[start:end], kind=kind)) is not None:
            yield start + within, end
            tried = set(range(len(_KINDS)))


@cache
def _cues() -> BytesAhoCorasick:
    every = (cue.encode("latin-1") for cues, _ in _KINDS for cue in cues)
    return BytesAhoCorasick(every, implementation=Implementation.DFA)


@cache
def _kind_of_cue() -> tuple[int, ...]:
    return tuple(kind for kind, (cues, _) in enumerate(_KINDS) for _ in cues)


@cache
def _says(kind: int) -> re.Pattern[str]:
    return re.compile(_KINDS[kind][1])


def _sentence(text: str, at: int, *, earliest: int) -> tuple[int, int]:
    """Return where the sentence that holds a position begins and ends; line ends are no part."""
    start = max(earliest, text.rfind("\n", 0, at) + 1)
    last = text.find("\n", at)
    last = len(text) if last < 0 else last
    for found in _END.finditer(text, start, last):
        if found.end() > at:
            return start, found.end()
        start = found.end()
    return start, last


@lru_cache(maxsize=1 << 12)  # an employer's postings end with the same sentences
def _within(sentence: str, *, kind: int) -> int | None:
    """Return where in a sentence the boilerplate begins, or None where it is worth its words."""
    low = lowered(sentence)  # to search it takes half the time of a search for either case
    found = _says(kind).search(low)
    if found is None:
        return None
    if kind == _CREDIT:
        return found.start()
    begins = 0
    if found.start() > _FAR:  # the ends of what stands before it are lost
        near = list(_BEGINNING.finditer(sentence, found.start() - _NEAR, found.start() + 1))
        if not near:
            return None
        begins = near[-1].start()
    said = low[begins:]
    return None if len(said) > _MOST_CHARS or _TELLS.search(said) else begins
