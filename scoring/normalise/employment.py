"""Full time, part time, contract ...: from the source's word, the title, or a line of the text."""

import re
from functools import lru_cache

from scoring.model import Employment
from scoring.normalise.cues import cues, lines_with

_KINDS: tuple[tuple[Employment, str], ...] = (
    (
        "internship",
        (
            r"intern(?:ship)?s?|praktik(?:um|ant\w*)|pflichtpraktikum|stage|stagiaire|becari\w+|"
            r"pr[aá]cticas|est[aá]gi\w+|co-?op|werkstudent\w*|working student|trainee ?ship|"
            r"alternance|"
            r"alternant\w*|apprenti\w*"
        ),
    ),
    ("volunteer", r"volunt(?:eer|ary)\w*|ehrenamt\w*|b[eé]n[eé]vol\w*|voluntari\w+"),
    (
        "part_time",
        (
            r"part[ _-]?time|teilzeit|temps[ _-]partiel|tiempo parcial|media jornada|"
            r"meio[ _-]per[ií]odo|"
            r"mini-?job|parttime"
        ),
    ),
    (
        "temporary",
        (
            r"temp(?:orary)?|seasonal|saisonal\w*|aushilfe|cdd|temporal|tempor[aá]ri[oa]|"
            r"befristet\w*|"
            r"int[eé]rim(?:aire)?|fixed[ _-]term(?: contract)?|per diem|prn"
        ),
    ),
    (
        "contract",
        (
            r"contract(?:or|ing)?|freelance\w*|freiberuf\w*|c2c|corp[ -]to[ -]corp|w2 contract|"
            r"1099|"
            r"consultant contract|b2b|zzp|aut[oó]nomo|ind[eé]pendant|independent[ _-]contractor|pj"
        ),
    ),
    (
        "full_time",
        (
            r"full[ _-]?time|vollzeit|festanstellung|temps[ _-]plein|tiempo completo|jornada "
            r"completa|"
            r"per[ií]odo integral|permanent|unbefristet|cdi|indefinido|clt|efetivo|fulltime|regular"
        ),
    ),
)
_WORD = {kind: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for kind, words in _KINDS}
_ALL: tuple[Employment, ...] = tuple(_WORD)
_IN_TITLE: tuple[Employment, ...] = (
    "internship",
    "volunteer",
    "part_time",
    "temporary",
    "contract",
)
_TITLE_EXCEPT = re.compile(
    r"\b(?:stage (?:manager|hand|tech)|contracts? (?:manager|admin|specialist|engineer|counsel|"
    r"negotiator|analyst|lawyer|officer|attorney|lead)\w*|smart contracts?|(?:sub)?contract(?:s|"
    r"or|ing)? "
    r"(?:management|administration|manufactur\w+|compliance)|late stage|early stage|temp\w*ature|"
    r"volunteer (?:manager|coordinator)\w*|intern(?:al|ational|ist|et)\w*|(?:series|stage) [a-d])\b"
)
_LABELS = cues(
    " type",
    "employment",
    "contract",
    "anstellungsart",
    "vertragsart",
    "beschäftigungsart",
    "arbeitszeit",
    "job status",
    "work time",
    "contrato",
)
_LABELLED = re.compile(
    r"(?:job|employment|contract|position|work|role)[ -]?(?:type|term|status|"
    r"time)\s*[:\-–|]\s*(.{3,60})"
    r"|(?:anstellungsart|vertragsart|besch[äa]ftigungsart|arbeitszeit|type de contrat|tipo de "
    r"contrato)"
    r"\s*[:\-–|]\s*(.{3,60})"
)
_TEXT_CHARS = 6_000


def read_employment(*, word: str, title: str, text: str) -> Employment | None:
    """Return the kind of employment; what the title says outright beats the source's word."""
    in_title = _kind(_TITLE_EXCEPT.sub(" ", title.lower()), kinds=_IN_TITLE)
    if in_title in {"internship", "volunteer"}:
        return in_title
    return _kind(word.lower().replace("_", " ")[:60]) or in_title or _labelled(text)


@lru_cache(maxsize=2_000)  # sources have few words for it
def _kind(text: str, *, kinds: tuple[Employment, ...] = _ALL) -> Employment | None:
    for kind in kinds:
        if _WORD[kind].search(text):
            return kind
    return None


def _labelled(text: str) -> Employment | None:
    for line in lines_with(_LABELS, text=text, before=20, after=90, end=_TEXT_CHARS):
        if found := _LABELLED.search(line):
            return _kind(found[1] or found[2])
    return None
