"""Whether a posting's own page says that the job is gone. Pure.

A page that says nothing of the kind is open; a wall or an error is no answer, and nobody loses a
job over it. Five languages, since a board speaks its country's.
"""

import re
from datetime import datetime
from urllib.parse import urlsplit

from scoring.normalise.text import plain_text
from scoring.sources import _read as r
from scoring.sources._pages import job_postings

_LINE_CHARS = 200  # what closes a job is a short line; a long one speaks of many things
_READ_CHARS = 400_000
_JOB = r"(?:job|position|posting|vacancy|role|opening|requisition|advert|listing|opportunity)"
_CLOSED = re.compile(
    rf"no longer (?:available|accepting|active|open|posted|exists?|being advertised|online)|"
    rf"{_JOB} (?:posting |ad )?(?:has (?:already |now )?(?:been )?|is (?:now |already )?|was )"
    r"(?:filled|closed|removed|expired|withdrawn|taken down|unavailable|deactivated)|"
    rf"(?:this|the) {_JOB} (?:doesn['’]t|does not) exist|"
    rf"applications (?:are|have) (?:now |been )?closed|{_JOB} (?:posting )?not found|"
    # German
    r"nicht mehr (?:verfügbar|aktiv|online|ausgeschrieben|vakant|offen)|"
    r"(?:stelle|position|anzeige)\w* (?:ist|wurde) (?:bereits |leider )*"
    r"(?:besetzt|vergeben|geschlossen|deaktiviert|abgelaufen)|bewerbungsfrist (?:ist )?abgelaufen|"
    # French
    r"n['’]est plus (?:disponible|en ligne|active|d['’]actualité|ouverte?)|"
    r"offre (?:d['’]emploi )?(?:a |est )?(?:expirée?|clôturée|pourvue)|poste (?:a été|est) pourvu|"
    # Spanish
    r"ya no (?:está|se encuentra|acepta) |oferta (?:ha )?(?:caducado|caducada|expirado|cerrada)|"
    r"vacante (?:ha sido |está |fue )?(?:cubierta|cerrada)|"
    # Portuguese
    r"não está mais (?:disponível|aberta|ativa|aceitando)|"
    r"vaga (?:foi |está |já foi )?(?:encerrada|preenchida|expirada|fechada)|"
    r"inscrições (?:estão )?encerradas",
    re.IGNORECASE,
)
# "If the position has been filled we write to you": no news about this one.
_PERHAPS = re.compile(
    r"\b(?:if|once|when|until|unless|after|wenn|falls|sobald|bis|si|lorsque|quand|cuando|"
    r"hasta|se|quando|caso|até)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"(?:error|not[-_]?found|expired|closed|job_?removed)", re.IGNORECASE)


def says_closed(body: bytes, *, asked: str, landed: str, now: datetime) -> bool:
    """Tell whether the page at `landed`, which `asked` led to, says that the job is gone."""
    if _sent_away(asked, landed):
        return True
    ends = [r.moment(r.fields(job).get("validThrough")) for job in job_postings(body)]
    if ends and all(end is not None and end < now for end in ends):
        return True
    text = plain_text(body[:_READ_CHARS].decode("utf-8", "replace"))
    lines = (line for line in text.splitlines() if len(line) <= _LINE_CHARS)
    return any(_closes(line) for line in lines)


def _closes(line: str) -> bool:
    found = _CLOSED.search(line)
    return bool(found) and not _PERHAPS.search(line[: found.start() if found else 0])


def _sent_away(asked: str, landed: str) -> bool:
    """Tell whether a redirect led from the job to a page for jobs that are gone."""
    before, after = urlsplit(asked), urlsplit(landed)
    if (before.path, before.query) == (after.path, after.query):
        return False
    return bool(_ELSEWHERE.search(f"{after.path}?{after.query}")) and not _ELSEWHERE.search(
        f"{before.path}?{before.query}"
    )
