"""What the texts of a labelled set are: jobs, people or bare titles.

A CV tells of a past: education, employment history, dates up to "present", "I". A job speaks to
somebody: "you will", requirements, what "we" offer. Every text votes by the cues it has of each
kind; of two sides, the one that speaks more of a past are the people. Without any cue on either
side the queries are jobs, which is how most public sets are made.
"""

import re
from collections.abc import Sequence
from typing import Literal, get_args

Side = Literal["jobs", "people", "titles"]

SIDES: tuple[Side, ...] = get_args(Side)

_READ = 6_000  # characters of a text
_TEXTS = 200  # texts of a side: enough to tell
_TITLE_WORDS = 12
_NEARLY_ALL = 0.95
_STOP = re.compile(r"\n|[.!?] +[A-Z]|\w{4}\.$")

_PERSON = tuple(
    re.compile(cue, re.IGNORECASE)
    for cue in (
        r"\beducation\b",
        r"\b(?:employment|work|job) history\b|\bemployment\b.{0,20}\brecord\b",
        r"\b(?:work|professional|relevant|career) experience\b",
        r"\bcurriculum vitae\b|\br[ée]sum[ée]\b|\blebenslauf\b|\bcareer (?:objective|summary)\b",
        r"(?:^|[.:;•\n])\s*(?:i|i'm|i've|ich|my)\b",
        r"\b(?:19|20)\d\d\s*(?:-|–|to|bis)\s*(?:(?:19|20)\d\d|present|current|now|today|heute)\b",
        r"\b(?:gpa|cum laude|graduated|awards|certifications|hobbies|references available)\b",
        r"\b(?:linkedin\.com/in|github\.com)/|\b(?:phone|e-?mail|address) ?:",
        r"\byears?'? (?:of )?experience (?:in|with|as)\b|\byrs exp\b",
        r"\b(?:led|built|managed|developed|designed|created|worked|trained|implemented)\b",
        r"\b(?:berufserfahrung|ausbildung|studium)\s*:?\s*$",
        r"\b(?:seeking|looking for) an? [\w ,/-]*\b(?:position|role|internship|opportunity|job)\b",
    )
)
_JOB = tuple(
    re.compile(cue, re.IGNORECASE)
    for cue in (
        r"\byou(?:'ll| will| have| are| bring)\b|\byour (?:role|profile|tasks|team)\b",
        r"\b(?:requirements|required|must[- ]haves?|nice[- ]to[- ]haves?|preferred)\b",
        r"\b(?:responsibilities|duties|what you|job description|qualifications)\b",
        r"\b(?:we|wir) (?:are|offer|seek|need|want|suchen|bieten)\b|\bwe're\b|\bjoin (?:us|our)\b",
        r"\b(?:we are|is|are)? ?(?:hiring|looking for an?|seeking an?) \w+",
        r"\b(?:apply|applicants?|candidates?|bewerb\w+)\b",
        r"\b(?:equal opportunity|benefits|salary|compensation|vacation|401\(?k)\b",
        r"\bm/?w/?d\b|\bihre? (?:aufgaben|profil)\b|\bdeine? (?:aufgaben|profil)\b",
        r"\b(?:the ideal|successful) candidate\b|\bthe role\b|\bthis (?:role|position)\b",
    )
)


def side_of(queries: Sequence[str], documents: Sequence[str]) -> Side:
    """Return what the queries are: bare titles where both sides are, else people or jobs."""
    if _bare(queries) and _bare(documents):
        return "titles"
    return "people" if _past(queries) > _past(documents) else "jobs"


def _bare(texts: Sequence[str]) -> bool:
    """Tell whether nearly all texts may be the title of a job: short, one line, no sentences."""
    short = sum(len(text.split()) <= _TITLE_WORDS and not _STOP.search(text) for text in texts)
    return short >= _NEARLY_ALL * len(texts)


def _past(texts: Sequence[str]) -> float:
    """Return how much more texts speak of a past than of a job, in cues a text."""
    read = [_cues(text[:_READ]) for text in texts[:_TEXTS]]
    return sum(read) / len(read) if read else 0.0


def _cues(text: str) -> int:
    return sum(bool(cue.search(text)) for cue in _PERSON) - sum(
        bool(cue.search(text)) for cue in _JOB
    )
