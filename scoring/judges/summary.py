"""One line about a posting alone, in its own words: what one does there.

Taken from the text, the same for everyone. Sentences about the employer, benefits and equal
opportunity are passed over.
"""

import re
from collections.abc import Iterator

from scoring.judges.words import weight
from scoring.model import Posting
from scoring.rank.skills import skills_in
from scoring.rank.terms import hashed

MOST_CHARS = 180

_READ = 12_000  # characters: what one does stands before that
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!etc\.)(?<!bzw\.)(?<!e\.g\.)(?<!i\.e\.)(?<!o\.ä\.)[\"”’)]*\s+(?=[A-ZÀ-ÞА-Я\"“(])|\n+|\s*[•●▪◦‣·■]\s+"
)
_MARKUP = re.compile(r"\*\*|__|`|^[\s#>*•●▪◦‣·■–-]+|https?://\S+|www\.\S+|[^\s@]+@[^\s@]+")
_SPACES = re.compile(r"\s+")
_TASKS = re.compile(
    r"(?:what you(?:'|’)?(?:ll| will)(?: be)? (?:do|doing|work on|own)|what you do|you will|"
    r"(?:(?:key|main|your|job|core|primary|essential) ){0,2}(?:responsibilities|duties|tasks)"
    r"(?: include| and duties)?|"
    r"(?:about )?(?:the|your|this) (?:role|position|job|internship|opportunity)|"
    r"role (?:overview|summary|description)|job (?:summary|description|purpose)|"
    r"position (?:summary|overview)|in this role|day[- ]to[- ]day|your mission|"
    r"(?:deine|ihre|die) (?:aufgaben|rolle|tätigkeiten|mission)|aufgaben(?:gebiet)?|"
    r"das erwartet (?:dich|sie)|was (?:dich|sie) erwartet|stellenbeschreibung|"
    r"vos missions|tes missions|missions principales|responsabilidades|atividades|funciones)",
    re.IGNORECASE,
)
_HEADING = re.compile(rf"(?:{_TASKS.pattern})\s*[:?!.]*\s*", re.IGNORECASE)
_DOING = re.compile(
    r"\b(?:you(?:'|’)?ll|you will|will be responsible|responsible for|is seeking|are seeking|"
    r"looking for (?:an?|our|the)|we(?:'|’)re hiring|we are hiring|as an? |in this role|join us as|"
    r"the role|this role|this position|the successful|internship|"
    r"du (?:\w+st)\b|sie (?:\w+en)\b|wir suchen|sucht|verantwortlich|unterstützung|mitarbeit)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:design|develop|build|lead|manag|creat|own|driv|provid|deliver|support|coordinat|analy[sz]|"
    r"maintain|implement|prepar|perform|conduct|work|collaborat|partner|assist|plan|ensur|oversee|"
    r"operat|execut|teach|train|write|research|test|monitor|review|process|handl|serv|optimi[sz]|"
    r"entwickl|betreu|plan|leit|gestalt|unterstütz|verantwort|durchführ|koordin|erstell|bearbeit)",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"equal (?:opportunity|employment)|regardless of|without regard|disabilit|veteran|"
    r"accommodation|\bbenefits?\b|401\(?k|insurance|paid time|vacation|parental|\bperks?\b|"
    r"about us|who we are|über uns|our (?:mission|values|culture|story|vision)|founded in|"
    r"we (?:offer|believe|value|are committed)|wir bieten|bieten wir|\bsalary\b|compensation|"
    r"\bapply\b|bewirb|bewerbung|privacy|cookie|click|visit our|diversity|background check|"
    r"world(?:'|’)?s (?:leading|largest)|leading (?:provider|company)|headquarter|million users|"
    r"years of experience|degree in|bachelor|qualifications|requirements|job (?:title|type|id)|"
    r"\bbonus\b|\bequity\b|immigration|sponsor|\bwfh\b|eligible|terms of service|case studies|"
    r"qualifikation|work experience|(?:\d|one|two|three|five) (?:to \w+ )?years|abgeschlossene|"
    r"you(?:'re| are) (?:a|an|able)|erfahrung in|freuen|\bnot wfh|do you |help center|"
    r"closing date|deadline|location:|m/w/d|this is a remote|please mention|fraud|scam|visa",
    re.IGNORECASE,
)
# What could stand in any posting: it praises, invites, or names a document's next heading.
_HOLLOW = re.compile(
    r"passionate|talented|superstar|rock ?star|dynamic|exciting|fast[- ]paced|thriv|world[- ]class|"
    r"join (?:our|us|the)|seeking|looking for|we(?:'|’)re hiring|we are hiring|opportunity|"
    r"each (?:one )?of us|be(?:come)? (?:a )?part of|key (?:part|member)|self[- ]starter|"
    r"strong (?:knowledge|background|understanding)|wir suchen|wir finden|"
    r"report(?:s|ing)? (?:directly )?to|^(?:skills|work experience|education|location|note)\b|"
    r"^we(?:'re| are| have)\b|^(?:mit unser|wir sind)|\byour (?:career|growth)|"
    r"growing (?:team|portfolio)",
    re.IGNORECASE,
)
_FAINT = re.compile(r"(?:work|collaborat|partner|support|assist|participat)", re.IGNORECASE)
_SHORTEST = 35
_READ_CLOSELY = 9  # sentences: those whose form promises most


def summarise(posting: Posting) -> str:
    """Return at most 180 characters that end at a whole word."""
    sentences = list(_sentences(posting.text[:_READ]))
    if not sentences:
        return _from_title(posting)
    title = frozenset(hashed(posting.title))
    first = [_first_look(text, heading=heading) - 0.03 * min(at, 40)
             for at, (text, heading) in enumerate(sentences)]  # fmt: skip
    likely = sorted(range(len(first)), key=lambda at: (-first[at], at))[:_READ_CLOSELY]
    scored = [(first[at] + _worth(sentences[at][0], title=title), -at, sentences[at][0])
              for at in likely]  # fmt: skip
    worth, back, best = max(scored)
    if worth < 1.0:
        return _from_title(posting)
    return shorten(_joined(best, sentences[1 - back :]), most=MOST_CHARS)


def shorten(text: str, *, most: int) -> str:
    """Cut a text at a clause or a word, never inside one; what is cut ends with an ellipsis."""
    text = _SPACES.sub(" ", text).strip()
    if len(text) <= most:
        return text
    head = text[: most - 1]
    clause = max(head.rfind(mark) for mark in (". ", "; ", "! ", "? "))
    if clause >= most * 0.6:
        return head[: clause + 1].rstrip(";")
    if " " in head:
        head = head[: head.rfind(" ")]
    return head.rstrip(" ,;:–-(/&") + "…"


def _sentences(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the sentences, and for each whether it stands under a heading about the tasks."""
    under = 0
    for piece in _SENTENCE_END.split(text):
        plain = _SPACES.sub(" ", _MARKUP.sub(" ", piece)).strip()
        heading = _HEADING.match(plain)
        if heading and len(plain) < 60:
            under = 4
            if heading.end() < len(plain) - 8:
                continue
        elif heading and plain[heading.end() : heading.end() + 1].isupper():
            plain, under = plain[heading.end() :], 2
        if len(plain) >= _SHORTEST:
            yield plain, under > 0
            under -= 1


def _first_look(text: str, *, heading: bool) -> float:
    """Return what the form of a sentence promises."""
    worth = 1.2 * heading + 0.9 * bool(_DOING.search(text)) + 0.8 * bool(_VERB.match(text))
    return worth + 0.4 * (60 <= len(text) <= 260) - 0.3 * bool(_FAINT.match(text))


def _worth(text: str, *, title: frozenset[int]) -> float:
    """Return how much the words of a sentence say about the work."""
    terms = frozenset(hashed(text))
    worth = 0.25 * min(3, len(skills_in(text))) + 0.2 * min(3, len(terms & title))
    worth += sum(map(weight, terms)) / (len(terms) or 1)  # words that not every posting says
    worth -= 0.7 * min(2, len(_HOLLOW.findall(text)))
    return worth - 1.6 * bool(_ABOUT_US.search(text)) - 0.5 * text.endswith(("?", ":"))


def _joined(best: str, following: list[tuple[str, bool]]) -> str:
    """Add the next short task to a short one."""
    for text, heading in following[:3]:
        open_ended = best.endswith(":")
        fits = len(best) + len(text) + 2 <= MOST_CHARS
        if _ABOUT_US.search(text) or not (open_ended or (heading and fits)):
            break
        best = f"{best} {text}" if best[-1] in ".!?:" else f"{best}; {text[0].lower()}{text[1:]}"
    return best


def _from_title(posting: Posting) -> str:
    """Say what the title and the tags say, where the text says nothing."""
    where = f" at {posting.company}" if posting.company else ""
    about = f"{posting.title}{where}"
    tags = ", ".join(posting.tags[:4])
    told = f"{about}; tagged {tags}." if tags else f"{about}; the posting says no more."
    return shorten(told, most=MOST_CHARS)
