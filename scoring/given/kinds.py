"""Whether a text is a job posting or somebody's CV, by how each of them speaks. Pure.

A posting says "you" and asks; a CV gives dates and says what was done. Measured on real texts of
both by tests/scoring/test_given_words.py; where the signs are few or even, the person is asked.
"""

import re
from typing import Literal

from scoring.cv.parts import heading

Kind = Literal["posting", "cv", "unclear"]

_READ_CHARS = 12_000
_SURE = 2  # signs that one kind must be ahead by
_MOST_DATES = 3  # spans of years that count; a company's history has one or two
_MOST_DONE = 3

# Each is one sign, however often it stands there.
_POSTING = tuple(
    re.compile(words, re.IGNORECASE | re.MULTILINE)
    for words in (
        r"\byou(?:['’]ll| will|['’]re| are| have| bring| can| should| must| want|['’]d| enjoy)\b",
        r"\byour (?:role|responsibilities|team|profile|tasks|cv|resume|application|skills)\b",
        r"\bif you(?:['’]re)?\b|\bwhat you\b|\bwho you are\b",
        r"\bwe(?: a|['’])re\b|\bwe (?:offer|seek|need|want|expect|look|value|build|believe)\b",
        (
            r"\b(?:is|are|now|we['’]re|urgently) (?:currently )?(?:hiring|recruiting|seeking)\b"
            r"|#hiring|\blooking (?:for|to hire)\b|\bjoin (?:us|our|the|a)\b"
        ),
        (
            r"\bwho we are\b|\babout (?:us|the (?:role|job|team|company|position))\b"
            r"|\bwhat we offer\b|\bour (?:team|company|mission|client|clients|values)\b"
        ),
        (
            r"\bapply (?:now|here|by|today|online|via|at|through|to|for|with|on)\b|\bto apply\b"
            r"|\b(?:send|submit|e-?mail)\b.{0,30}\b(?:cv|r[eé]sum[eé]|applications?)\b"
            r"|\b(?:closing date|application deadline|deadline)\b|\bapplications?\b"
        ),
        r"\b(?:the|this|of the|our) (?:role|position|vacancy|post|job)\b|\bvacanc(?:y|ies)\b",
        (
            r"\b(?:ideal|successful|qualified|suitable|interested|strong) (?:candidate|applicant)"
            r"s?\b|\b(?:candidates?|applicants?) (?:must|should|will|with|who|are)\b"
        ),
        (
            r"\b(?:key |main |core |primary )?(?:responsibilities|duties)\b.{0,20}$|"
            r"\b(?:minimum|basic|preferred|required|job|desired) (?:qualifications|requirements|"
            r"skills|experience|description|summary|purpose|type|title|location)\b|"
            r"^\W*requirements\b|\bnice to have\b|\bmust[- ]haves?\b"
        ),
        (
            r"\b(?:at least|minimum(?: of)?|min\.?) \(?\w+\)?\+? years?\b|\b\d\+ years?\b"
            r"|\b(?:is|are) (?:required|preferred|a plus|essential|desirable)\b|\bor equivalent\b"
        ),
        (
            r"\b(?:salary|pay|compensation|wage)s?(?: range)?(?: is|:|\b.{0,25}[$€£\d])"
            r"|\bbase (?:pay|salary)\b|\bper (?:hour|year|annum|month)\b|\bbenefits\b.{0,20}$"
        ),
        (
            r"\bequal[- ]opportunit|\bregardless of\b|\bwithout regard\b|\bprotected veteran\b"
            r"|\bdiversity\b.{0,40}\binclusion\b|\breasonable accommodation"
        ),
        r"\bwill (?:be|have|work|report|lead|join|support|play|also)\b|\breports? to\b",
        # German
        r"\(?\b[mwfd] ?/ ?[wmfdx] ?/ ?[dxgi*]\b",
        (
            r"\bwir (?:suchen|bieten|sind|freuen)\b|\bgesucht\b|\bsucht (?:ab|zum|eine?n?)\b"
            r"|\b(?:stellenangebot|stellenbeschreibung|bewerb|bewirb)"
        ),
        (
            r"\b(?:deine?|ihre?)n? (?:aufgaben|profil|qualifikation|bewerbung|vorteile|rolle)"
            r"|\bdu (?:bist|hast|bringst|wirst)\b|\bsie (?:haben|bringen|verfügen|sind)\b"
        ),
        # French
        (
            r"\b(?:nous|on) (?:recherch|cherch|recrut|propos|offr)|\bprofil recherché\b|\bvous (?:"
            r"êtes|avez|serez|justifiez|aurez)\b"
        ),
        (
            r"\bvos missions\b|\bvotre (?:profil|mission|rôle)\b|\b(?:postulez|candidature)\b"
            r"|\b(?:cdi|cdd)\b|\bh ?/ ?f\b"
        ),
        # Spanish, Portuguese
        (
            r"\b(?:estamos )?(?:buscamos|buscando|procuramos|contratando)\b|\bofrecemos\b"
            r"|\boferecemos\b|\bvaga\b|\bvacante\b"
        ),
        (
            r"\b(?:requisitos|funciones|responsabilidades|atribui\w+|benef[ií]cios)\b"
            r"|\b(?:inscr[ei]v|post[uú]la|candidat)\w*|\bvoc[eê]\b"
        ),
        (
            r"\bvenha\b|\b(?:nosso|nossa|nuestro|nuestra)s? (?:time|equipe|equipo|empresa)\b"
            r"|\b(?:estamos à procura|se você|si tienes|serás|será)\b|\b(?:ensino|experiência) "
        ),
        # Arabic
        r"مطلوب|وظيفة|وظائف|فرصة عمل|شاغر|تعلن شركة",
        r"التقديم|للتقديم|السيرة الذاتية|المرشح",
        r"المؤهلات|المهام|المسؤوليات|المتطلبات|الشروط",
    )
)
_CV = tuple(
    re.compile(words, re.IGNORECASE | re.MULTILINE)
    for words in (
        r"\bmy\b|\bI (?:am|have|was|worked|led|managed|built|enjoy)\b|\bich (?:bin|habe)\b",
        r"^\W*(?:curriculum vitae|r[eé]sum[eé]|cv|lebenslauf|hoja de vida|curr[ií]culo)\b",
        (
            r"\b(?:university|universit\w+|college|institute|school) of\b|\bgpa\b"
            r"|\b[a-z]+ university\b|\bhochschule\b"
            r"|\b(?:cum laude|coursework|high school|diploma)\b|\bgraduated\b"
        ),
        r"\b(?:bachelor|master|associate|b\.?sc?|m\.?sc?|b\.?a|ph\.?d)\b.{0,40}\b(?:19|20)\d\d\b",
        (
            r"\breferences? (?:available|upon)\b|\bdate of birth\b|\bnationality\b"
            r"|\bmarital status\b|\bgeburtsdatum\b|\bhobbies\b"
        ),
        r"(?:linkedin\.com/in/|github\.com/[\w-]+\b(?!/))",
        r"\b(?:professional|career|executive) (?:summary|profile|objective)\b|\baccomplishments\b",
        r"\b(?:to|-|–) ?(?:present|current|today|heute|now|date|actualidad|présent)\b",
    )
)
_SPAN = re.compile(
    r"\b(?:19|20)\d\d\s*(?:-|–|—|to|bis|à|a|until)\s*(?:\w{3,9}\.? ?|\d\d?/)?"
    r"(?:(?:19|20)\d\d|present|current|today|now|heute|actual)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\W*(?:managed|developed|created|led|assisted|coordinated|maintained|implemented|designed|"
    r"worked|provided|trained|prepared|performed|supervised|responsible for|built|analy[sz]ed|"
    r"conducted|monitored|ensured|supported|established|handled|processed|achieved|improved|"
    r"increased|reduced|delivered|organized|oversaw|launched|wrote|taught|served)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|\+?\d[\d ().-]{8,}\d")
_HEAD_LINES = 6


def kind_of(text: str) -> Kind:
    """Return what a text is: "unclear" where it has few signs or as many of the other kind."""
    lead = posting_signs(text) - cv_signs(text)
    if lead >= _SURE:
        return "posting"
    return "cv" if lead <= -_SURE else "unclear"


def posting_signs(text: str) -> int:
    """Return how many different signs of a posting a text has."""
    text = text[:_READ_CHARS]
    return sum(bool(sign.search(text)) for sign in _POSTING)


def cv_signs(text: str) -> int:
    """Return how many signs of a CV a text has: its dates and what was done count several times."""
    text = text[:_READ_CHARS]
    lines = [line for line in text.splitlines() if line.strip()]
    parts = {name for line in lines if (name := heading(line))}
    at_the_top = bool(_CONTACT.search("\n".join(lines[:_HEAD_LINES])))
    return (
        sum(bool(sign.search(text)) for sign in _CV)
        + min(len(_SPAN.findall(text)), _MOST_DATES)
        + min(len(_DONE.findall(text)), _MOST_DONE)
        + ({"experience", "education"} <= parts)
        + (at_the_top and "experience" in parts)
    )
