"""Whether a posting's own page says that the job is gone. Pure.

A page that says nothing of the kind is open; a wall or an error is no answer, and nobody loses a
job over it. Five languages, since a board speaks its country's. What a page says counts only where
it speaks of the job: "sponsorship is no longer available" closes nothing.
"""

import re
from datetime import datetime
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from scoring.model.postings import end_of
from scoring.normalise.text import plain_text
from scoring.normalise.trees import is_bottomless
from scoring.sources import _read as r
from scoring.sources._pages import job_postings

Liveness = Literal["open", "closed", "unknown"]

_LINE_CHARS = 200  # what closes a job is a short line; a long one speaks of many things
_READ_CHARS = 400_000
_WALL_CHARS = 3_000  # of text: a page with more on it is no wall
_JOB = (
    r"(?:job|position|posting|vacancy|role|opening|requisition|advert|listing|opportunity)"
    r"(?: (?:posting|post|ad|advert|listing|opening|opportunity|description))?"
)
_SOUGHT = r"(?: (?:that |which )?you(?:['’]re| are| were|['’]ve| have)? [\w' ’]{1,40}?)?"
_ANZEIGE = (
    r"(?:stelle|stellen\w+|position|(?:job)?anzeige|job|(?:job|stellen)?angebot|ausschreibung|"
    r"vakanz|seite)"
)
_OFFRE = r"(?:offre|poste|annonce|page)"
_OFERTA = r"(?:oferta|vacante|puesto|empleo|anuncio|convocatoria|página)"
_VAGA = r"(?:vaga|oportunidade|anúncio|posição|página|oferta)"
_CLOSED = re.compile(
    rf"\b{_JOB}{_SOUGHT}(?: is| are| was| has)? (?:currently |sadly |unfortunately )?no longer "
    r"(?:available|accepting|active|open|posted|exists?|being advertised|online|live)"
    # "no longer available for relocation" says something else of an open job
    r"(?! (?:to (?!appl)|for (?!applic)|in |with ))|"
    r"\bno longer (?:accepting|taking) (?:new )?applica|"
    rf"\b{_JOB} (?:has (?:already |now |since )?(?:been )?|is (?:now |already |currently )?|was )"
    r"(?:filled|closed|removed|expired|withdrawn|taken down|unavailable|deactivated|unpublished)\b|"
    rf"\b{_JOB}{_SOUGHT} (?:might|may) have (?:closed|expired|been (?:closed|filled|removed))|"
    rf"\b(?:this|the) {_JOB}{_SOUGHT} (?:doesn['’]t|does not) exist|"
    r"\bapplications? (?:for this \w+ )?(?:are|have|is|has) (?:now |been )?closed|"
    r"\bapplication (?:deadline|period|window) (?:for this \w+ )?(?:has|is) "
    r"(?:passed|ended|expired|over|closed)|"
    # German
    rf"\b{_ANZEIGE}\b[^.!?]{{0,60}} nicht mehr (?:verfügbar|aktiv|online|ausgeschrieben|vakant|"
    r"offen|aktuell|vorhanden)|"
    rf"\b{_ANZEIGE} (?:ist|wurde) (?:bereits |leider |inzwischen |schon )*"
    r"(?:besetzt|vergeben|geschlossen|deaktiviert|abgelaufen)|"
    r"bewerbungsfrist (?:ist )?(?:bereits )?abgelaufen|nimmt keine bewerbungen mehr an|"
    r"bewerbungen werden nicht mehr angenommen|"
    # French
    rf"\b{_OFFRE}\b[^.!?]{{0,60}} n['’]est plus (?:disponible|en ligne|active|d['’]actualité|"
    r"ouverte?|à pourvoir|vacante?)|"
    rf"\b{_OFFRE} (?:d['’]emploi )?(?:a (?:été )?|est )?"
    r"(?:expirée?|clôturée?|clotur[ée]e?|pourvue?|supprimée?|désactivée?)\b|"
    # Spanish
    rf"\b{_OFERTA}\b[^.!?]{{0,60}} ya no (?:está (?:disponible|activ|abiert|vigente)|"
    r"se encuentra (?:disponible|activ|abiert|vigente)|acepta|existe|recibe)|"
    rf"\b{_OFERTA} (?:de (?:empleo|trabajo) )?(?:ya )?(?:ha (?:sido )?|está |fue )?"
    r"(?:caducado|caducada|expirado|expirada|cerrado|cerrada|cubierta|finalizada|eliminada)\b|"
    # Portuguese
    rf"\b{_VAGA}\b[^.!?]{{0,60}} (?:não está|já não está|não se encontra) (?:mais )?"
    r"(?:disponível|abert|ativ|aceitando|recebendo)|"
    rf"\b{_VAGA} (?:de emprego )?(?:já )?(?:foi |está )?"
    r"(?:encerrada|preenchida|expirada|fechada|expirou|removida)\b|"
    r"inscrições (?:estão |foram )?encerradas",
    re.IGNORECASE,
)
# The whole of a line, as headings of pages that are gone.
_HEADING = re.compile(
    rf"(?:sorry[,.!] )?(?:this |the )?{_JOB} (?:is )?(?:now )?"
    r"(?:closed|expired|filled|unavailable)|"
    rf"(?:this |the )?{_JOB}{_SOUGHT} (?:was |could )?not (?:be )?found|"
    r"(?:sorry[,.!] )?(?:we couldn['’]t find|we can['’]t find) (?:that|this|the) "
    rf"(?:{_JOB}|page)(?: you\b.{{0,40}})?|"
    r"(?:error )?404(?: error)?(?: ?[-–:|] ?)?(?:page )?(?:not found)?|page not found|"
    r"seite nicht gefunden|page (?:introuvable|non trouvée)|offre introuvable|"
    r"página no encontrada|página não encontrada|vaga não encontrada",
    re.IGNORECASE,
)
# "If the position has been filled we write to you": no news about this one. Markup glues words.
_PERHAPS = re.compile(
    r"once|\b(?:if|when|until|unless|after|should|whether|wenn|falls|sobald|bis|sollte|si|"
    r"lorsque|quand|cuando|hasta|se|quando|caso|até)\b",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied|"
    r"are you (?:a )?(?:human|robot)|verif(?:y|ying) (?:that )?you are (?:a )?human|"
    r"not a (?:ro)?bot|pardon our interruption|unusual traffic|security check|captcha|"
    r"enable javascript and cookies|checking your browser|request (?:was )?blocked|"
    r"sign in to (?:continue|view)|join linkedin",
    re.IGNORECASE,
)
_GONE_PATH = re.compile(
    r"(?:job|position|posting|page)?[-_]?(?:not[-_]?found|expired|closed|removed|unavailable|"
    r"error|404)(?:\.\w+)?",
    re.IGNORECASE,
)
_GONE_KEYS = frozenset({"error", "not_found", "notfound", "expired", "closed", "job_not_found"})


def look(body: bytes, *, asked: str, landed: str, now: datetime) -> Liveness:
    """Return what the page at `landed`, which `asked` led to, says of the job."""
    if _is_bottomless(body):
        return "unknown"
    if says_closed(body, asked=asked, landed=landed, now=now):
        return "closed"
    return "unknown" if is_wall(body) else "open"


def is_wall(body: bytes) -> bool:
    """Tell whether a page asks who is there instead of showing anything."""
    text = plain_text(body[:_READ_CHARS].decode("utf-8", "replace"))
    title = re.search(rb"<title[^>]*>([^<]{0,200})", body[:_READ_CHARS], re.IGNORECASE)
    named = title[1].decode("utf-8", "replace") if title else ""
    return len(text) < _WALL_CHARS and bool(_WALL.search(f"{named}\n{text}"))


def says_closed(body: bytes, *, asked: str, landed: str, now: datetime) -> bool:
    """Tell whether the page at `landed`, which `asked` led to, says that the job is gone.

    One that is built to take long says nothing.
    """
    if _is_bottomless(body):
        return False
    if _sent_away(asked, landed) or _is_empty_shell(body, landed):
        return True
    ends = [r.moment(r.fields(job).get("validThrough")) for job in job_postings(body)]
    if ends and all(end is not None and end_of(end) < now for end in ends):
        return True
    text = plain_text(body[:_READ_CHARS].decode("utf-8", "replace"))
    lines = (line for line in text.splitlines() if len(line) <= _LINE_CHARS)
    return any(closes(line) for line in lines)


def _is_bottomless(body: bytes) -> bool:
    return is_bottomless(body.decode("utf-8", "replace"))


def closes(line: str) -> bool:
    """Tell whether a line of a page says that its job is gone."""
    if _HEADING.fullmatch(line.strip(" \t.!…•–-")):
        return True
    found = _CLOSED.search(line)
    return bool(found) and not _PERHAPS.search(line[: found.start() if found else 0])


def _is_empty_shell(body: bytes, landed: str) -> bool:
    """Tell whether it is Ashby's page without a posting in its data: the words come by script."""
    host = urlsplit(landed).hostname or ""
    return (
        host.endswith("ashbyhq.com") and b"window.__appData" in body and b'"posting":null' in body
    )


def _sent_away(asked: str, landed: str) -> bool:
    """Tell whether a redirect led from the job to a page for jobs that are gone."""
    return _is_for_gone(landed) and not _is_for_gone(asked)


def _is_for_gone(url: str) -> bool:
    """Tell whether an address is that of a page for what is not there any more.

    Whole words only: a job's own address may speak of "closed-loop control".
    """
    parts = urlsplit(url)
    if any(_GONE_PATH.fullmatch(each) for each in parts.path.split("/") if each):
        return True
    return any(
        (key.lower() in _GONE_KEYS and value.lower() not in {"", "0", "false"})
        or value.lower().startswith("expired_jd")
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
    )
