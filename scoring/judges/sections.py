"""A posting's text as sentences, each with what it is about: tasks, demands, offers, employer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

Section = Literal["tasks", "asks", "offers", "employer"]

_SHORT = "".join(
    rf"(?<!{word}\.)"
    for word in (
        *(
            "etc",
            "bzw",
            r"e\.g",
            r"i\.e",
            r"o\.ä",
            r"\bu\.a",
            r"z\.B",
            r"\bz",
            " B",
            "Prof",
            "inkl",
        ),
        *("ggf", r"\bDr", r"\bMr", r"\bMs", r"\b[A-Z]"),
    )
)
_SENTENCE_END = re.compile(
    rf"(?<=[.!?]){_SHORT}[\"”’)]*\s+(?=[A-ZÀ-ÞА-Я¿¡\"“(])|\n+|\s*[•●▪◦‣·■✓✔➢Ø✅]\s*|"
    r"\s[-–*]\s(?=[A-ZÀ-Þ])|;\s*(?=[A-ZÀ-Þ])"
)
_MARKUP = re.compile(
    r"\*\*|__|`|^[\s#>*•●▪◦‣·■–-]+|https?://\S+|www\.\S+|[^\s@]+@[^\s@]+|"
    r"…?\s?See this and similar jobs on LinkedIn\.?|^\d+[.)]\s"
)
_SPACES = re.compile(r"\s+")
_HEADING_CHARS = 70
_LONG_SENTENCE = 130

_TASKS = (
    r"what you(?:['’]?ll| will| get to)?(?: be)? (?:do|doing|work on|working on|own|build|up to)|"
    r"what you do|"
    r"what (?:the job|this role) (?:involves|is)|how you(?:['’]ll| will) (?:contribute|make|help)|"
    r"(?:your|the) impact(?: you)?|(?:(?:key|main|your|job|core|primary|essential|general|major|"
    r"principal|"
    r"specific|role|and|the) )*(?:responsibilit(?:y|ies)|duties|tasks|accountabilities|"
    r"job functions?|"
    r"functions|activities)(?: (?:include|and duties|and responsibilities|of the (?:job|role|"
    r"position)))*|"
    r"(?:about |overview of )?(?:the|your|this) (?:role|position|job|internship|opportunity|"
    r"mission|work)|"
    r"(?:role|job|position) (?:overview|summary|description|purpose|brief|details)|summary|"
    r"scope of work|"
    r"(?:in|as part of) this (?:role|position)(?: you will)?|day[- ]to[- ]day|the day to day|"
    r"(?:deine|ihre|die|unsere) (?:aufgaben|rolle|tätigkeiten|mission|"
    r"verantwortung)(?:\w* bei \w+)?|"
    r"(?:haupt)?aufgaben(?:gebiet|bereich)?|das erwartet (?:dich|sie)|was (?:dich|sie) erwartet|"
    r"tätigkeiten|"
    r"(?:das|was) (?:machst|tust) du|stellenbeschreibung|dein(?:e)? job|"
    r"(?:vos|tes|les) missions?(?: principales)?|missions?(?: principales)?|votre (?:rôle|mission)|"
    r"(?:le|descriptif du) poste|responsabilidades(?: e atribuições)?|atividades|"
    r"principais atividades|"
    r"suas? (?:atividades|responsabilidades)|o que você (?:vai )?faz\w*|"
    r"(?:tus )?funciones(?: principales)?|"
    r"tareas|misión|qué harás|descripción del puesto|cosa farai|mansioni|attività|wat ga je doen"
)
_ASKS = (
    r"(?:(?:key|minimum|basic|job|our|your|preferred|required|desired|additional|education|"
    r"position|and|the|"
    r"core|technical|essential|role|other|must[- ]have) )*(?:requirements?|qualifications?|skills|"
    r"experience|competenc\w+|prerequisites|credentials|criteria)(?: (?:and|&|/) [\w &]+)?|"
    r"what (?:you(?:['’]?ll)? (?:bring|need|have)|we(?:['’]re| are)? (?:look(?:ing)? for|need|"
    r"expect)|"
    r"makes you|sets you).{0,30}|who you are|who are you|who we(?:['’]re| are) looking for|"
    r"about you|"
    r"your (?:profile|background|skills|experience)|you (?:have|are|bring|may be|might be).{0,25}|"
    r"must[- ]haves?|nice[- ]to[- ]haves?|bonus points?.{0,20}|(?:the )?(?:ideal|"
    r"successful) candidate|"
    r"you(?:['’]ll| will) (?:need|have|bring)|to (?:be successful|succeed|thrive).{0,30}|"
    r"education(?: .{0,30})?|"
    r"(?:unsere )?qualifikation(?:en)?|(?:dein|ihr|unser)(?:e)? (?:profil|qualifikation(?:en)?|"
    r"skills)|"
    r"das (?:bringst du|bringen sie) mit|was (?:du mitbringst|sie mitbringen|wir erwarten)|"
    r"(?:dein |ihr )?profil|voraussetzungen|anforderungen|(?:votre |ton )?profil(?: recherché)?|"
    r"compétences(?: .{0,20})?|qui es-tu|requisitos(?: e qualificações| .{0,25})?|perfil|"
    r"(?:é importante que|você (?:não )?(?:pode|precisa|deve)).{0,25}|qué (?:buscamos|necesitas)|"
    r"requisiti|"
    r"desejáve(?:l|is)|diferencia(?:l|is)|formação(?: .{0,20})?|wat (?:vragen wij|breng je mee)"
)
_OFFERS = (
    r"(?:.{0,30} )?(?:benefits|perks)(?: .{0,30})?|what(?:['’]s in it for you| we offer.{0,20}|"
    r" you(?:['’]ll)? get.{0,20})|"
    r"(?:we|our) offer.{0,20}|compensation.{0,40}|(?:base )?(?:salary|pay).{0,30}|why (?:join|work|"
    r"us|you).{0,40}|"
    r"total rewards.{0,20}|(?:job )?location|schedule|(?:working )?hours|equal .{0,40}|"
    r"diversity.{0,40}|"
    r"how to apply|(?:our )?(?:application|hiring|interview) process|additional information|"
    r"disclaimer|"
    r"next steps|accommodations?|(?:das |was wir (?:dir |ihnen )?|wir )bieten(?: wir.{0,20}|"
    r" dir.{0,20})?|"
    r"(?:deine|ihre) (?:vorteile|benefits|perspektiven)|(?:dein|unser) angebot|darauf (?:kannst|"
    r"können).{0,30}|"
    r"warum .{0,30}|kontakt|bewerbung|haben wir.{0,30}|(?:vos |les )?avantages|nous (?:te |"
    r"vous )?offrons|"
    r"ce que nous.{0,30}|conditions|(?:qué|te) ofrecemos|beneficios|benef[ií]cios|o que oferecemos|"
    r"informações adicionais|processo seletivo.{0,20}|etapas.{0,30}|nossos benefícios|"
    r"cosa offriamo|wat (?:bieden wij|wij bieden)"
)
_EMPLOYER = (
    r"about (?:us|the (?:company|team|organi[sz]ation)|our .{0,20}|[A-Z][\w.&]+(?: [A-Z][\w.&]+)?)|"
    r"who we are|"
    r"our (?:mission|story|company|culture|values|team|vision|purpose)|the (?:company|team)|"
    r"what we do|"
    r"company (?:overview|description|profile|background)|background|introduction|job title|"
    r"über uns|(?:das sind|wer sind|wer) wir(?: sind)?|unternehmen|einleitung|das unternehmen|"
    r"qui sommes[- ]nous.{0,5}|l['’]entreprise|sobre (?:nosotros|a empresa|nós|o time).{0,20}|"
    r"quem somos|quiénes somos|chi siamo|over ons"
)
_KINDS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    ("tasks", re.compile(rf"(?:{_TASKS})", re.IGNORECASE)),
    ("asks", re.compile(rf"(?:{_ASKS})", re.IGNORECASE)),
    ("offers", re.compile(rf"(?:{_OFFERS})", re.IGNORECASE)),
    ("employer", re.compile(rf"(?:(?i:{_EMPLOYER}))")),
)
# "What you'll do Build the billing ..." and "Responsibilities Maintain ...".
_OPENING = re.compile(
    rf"(?=[A-ZÄÖÜ])(?i:{_TASKS})(?i: you will make| you.ll make)?[\s:]+(?=[A-ZÄÖÜ])"
)
_SPOKEN_TO = re.compile(r"(?:Du|Sie|You|Tu|Vous)\b|[A-ZÄÖÜ][^.:]{3,40}: (?:Du|Sie|You)\b")
_LABEL = re.compile(r"([^.:!?]{3,60}?)\s*[:–]\s+(?=\S)")
# Of texts that lost their line ends: a heading of one or two words between two sentences.
_RUN_ON = re.compile(
    r"(?<=[a-zäöüß0-9.!?:)])(?<! deinen)(?<! ihren)(?<! die)(?<! den)(?<! der)(?<! zu)(?<! "
    r"und)(?<! your)"
    r"(?<! the)(?<! of)(?<! and)(?<! our) ((?:(?:Deine|Ihre|Unsere|Your|Key|The|Job) )?(?:Aufgaben|"
    r"Tätigkeiten|Qualifikation|Benefits|Profil|Anforderungen|Responsibilities|Requirements|"
    r"Qualifications|Mission|Tasks|Profile|Duties|Role|Einleitung)|About (?:the (?:role|job|team|"
    r"company)|"
    r"you|us)|Who you are|What (?:you['’]ll (?:do|bring|need)|you bring|we offer)):? (?=[A-ZÄÖÜ•])"
)
# "... experiênciaDesenvolver ...": the line ends of such texts are lost without a space.
_GLUED = re.compile(
    r"(?<=[a-zçãõáéíóú;.!?0-9])(?=(?:[A-ZÀ-Ú][a-zçãõáéíóú]+(?:[aei]r|ção|ções|dade|mento|ncia)\b|"
    r"Requisitos|"
    r"Responsabilidades|Informações|Benefícios|Diferenciais|Descrição|Formação))"
)


_GLUED_HEADING = re.compile(
    r"((?:atribuiç|qualificaç|informaç)ões|adicionais|obrigatórios|desejáveis|necessária|"
    r"requisitos|"
    r"[rR]esponsabilidades|[Pp]rocesso [Ss]eletivo|[Bb]enefícios):?\s?(?=[A-ZÀ-Ú])"
)
_VERB_ITEM = re.compile(
    r"(?<=[a-z0-9)]) (?=(?:Develop|Define|Design|Build|Lead|Manage|Create|Own|Drive|Provide|"
    r"Deliver|Support|"
    r"Coordinate|Analy[sz]e|Maintain|Implement|Prepare|Perform|Conduct|Work|Collaborate|Partner|"
    r"Assist|Plan|"
    r"Ensure|Oversee|Execute|Train|Write|Monitor|Review|Process|Handle|Optimi[sz]e|Identify|"
    r"Evaluate|Map|"
    r"Facilitate|Track|Establish|Act|Serve|Translate|Troubleshoot|Document|"
    r"Configure|Integrate|Automate|Solve|Contribute|Participate|Research|Test|Operate|Deploy|"
    r"Present|Report|"
    r"Help|Guide|Mentor|Coach|Advise|Administer|Update|Communicate|Resolve|Respond|Schedule|"
    r"Organi[sz]e|"
    r"Negotiate|Recommend|Follow|Keep|Use|Make|Take|Answer|Sell|Scale|Run|Shape) "
    r"(?!(?:and|or|of|to|on|for|in|at|is|will|role)\b)[a-z])"
    r"|(?<=[a-zàâçéèêîôû)]) (?=(?:Garantir|Assurer|Piloter|Participer|Gérer|Réaliser|Animer|Suivre|"
    r"Concevoir|Développer|Définir|Etre|Être|Contribuer|Accompagner|Rédiger|Coordonner|"
    r"Mettre) [a-zéàl])"
)
_NOUN_ITEM = re.compile(
    r"(\b[A-ZÄÖÜ][\w-]+[.)]?) (?=(?:[A-ZÄÖÜ][a-zäöüß]+(?:ung|ation|yse|tion)|Pflege|Aufbau|Ausbau|"
    r"Mitarbeit|"
    r"Mitwirkung|Erstellen|Erste[rn]? Ansprech\w+|Ansprechpartner\w*|Eigenverantwortliche|"
    r"Eigenständige|Selbstständige|Zusätzlich|Zudem|Außerdem|"
    r"Sonderprojekte|Aktive|Operative|Strategische|Fachliche|Gegebenenfalls|Enge "
    r"Zusammenarbeit)\b,? (?:und|der|des|von|bei|aller|für|im|eines|einer|unserer|deiner|deines|"
    r"mit|[A-Z]))"
)

_YOU_ITEM = re.compile(
    r"(?<![,;:])(?<! wenn)(?<! dass)(?<! was)(?<! wie)(?<! ob)(?<! wo)(?<! weil)(?<! damit)(?<! "
    r"hast)"
    r"(?<! bist)(?<! als)(?<! und)(?<! die)(?<! den) (?=(?:Du \w+st|Du passt|Sie [a-zäöü]+en)\b)"
)
# "Forecasting & Reporting Du planst ...": a heading that runs into its sentence.
_RUN_IN = re.compile(r"(?:(?:[A-ZÄÖÜ][\w-]*|&|und|and|/)[ ,]+)+(?=(?:Du|Sie|You) [a-zäöü])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or list item, without marks; `section` is None before any known heading."""

    text: str
    section: Section | None


def sentences(text: str, *, shortest: int) -> Iterator[Sentence]:
    """Yield every sentence of at least so many characters, in order; headings are left out."""
    section: Section | None = None
    whole = _SENTENCE_END.split(_with_line_ends(text))
    for piece in chain.from_iterable(map(_items, whole)):
        plain = _SPACES.sub(" ", _MARKUP.sub(" ", piece)).strip()
        kind = _kind(plain) if 2 < len(plain) < _HEADING_CHARS else None
        if kind:
            section = kind
            continue
        if opening := _OPENING.match(plain):
            section, plain = "tasks", plain[opening.end() :]
        plain = _RUN_IN.sub("", plain, count=1) if _RUN_IN.match(plain) else plain
        for _ in range(2):  # "Your tasks: Reporting: You prepare ..."
            label = _LABEL.match(plain)
            kind = _kind(label[1]) if label else None
            if label and (kind or section == "tasks" or _SPOKEN_TO.match(plain, label.end())):
                section, plain = kind or section, plain[label.end() :]
        if len(plain) >= shortest:
            yield Sentence(text=plain, section=section)


def _kind(words: str) -> Section | None:
    """Return what a heading announces; a sentence announces nothing."""
    bare = words.strip(" :?!.#*-–—…¿¡()").strip('"“”')
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(bare)), None)


def _with_line_ends(text: str) -> str:
    """Give line ends back to a text that lost them, where headings and list items must begin."""
    if "ção" in text or "ções" in text:
        text = _GLUED.sub("\n", _GLUED_HEADING.sub(r"\1\n", text))
    if text.count("\n") * 400 > len(text):
        return text
    return _RUN_ON.sub(r"\n\1\n", text)


def _items(piece: str) -> list[str]:
    """Take a piece that is too long for a sentence apart where list items begin in it."""
    if len(piece) < _LONG_SENTENCE:
        return [piece]
    parted = _VERB_ITEM.sub("\n", piece)
    if " und " in piece or " Du " in piece:
        parted = _NOUN_ITEM.sub(r"\1\n", _YOU_ITEM.sub("\n", parted))
    return parted.split("\n")
