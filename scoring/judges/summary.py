"""One line about a posting alone, in its own words: what one does there.

Taken from the text, the same for everyone. Sentences about the employer, what it asks for and
what it offers, and equal opportunity are passed over.
"""

import re
from collections.abc import Sequence

from scoring.judges.cutting import shorten, whole_sentence
from scoring.judges.sections import Section, Sentence, sentences
from scoring.judges.words import weight
from scoring.model import Posting
from scoring.normalise.boilerplate import without_boilerplate
from scoring.phrases import in_turn, listed, phrase, shortened
from scoring.rank.skills import skills_in
from scoring.rank.terms import hashed

__all__ = ["MOST_CHARS", "shorten", "summarise"]

MOST_CHARS = 180

_READ = 12_000  # characters: what one does stands before that
_THIN_TEXT = 60  # characters: less is no description
_SHORTEST = 35
_READ_CLOSELY = 6  # sentences: those whose form promises most
_LEAST_WORTH = 1.4  # of a sentence that says what one does
_OF_SECTION: dict[Section | None, float] = {
    "tasks": 1.3, None: 0.3, "employer": -0.8, "asks": -2.2, "offers": -2.6,
}  # fmt: skip
_DOING = re.compile(
    r"\b(?:you(?:['’]ll|['’]d)|you (?:will|would|get to)|will be responsible|responsible for|"
    r"is (?:seeking|looking)|are (?:seeking|looking)|looking for (?:an?|our|the)|we(?:['’]re|"
    r" are) hiring|"
    r"in this role|(?:the|this) (?:role|position|job) (?:is|will|involves|supports|leads|focuses)|"
    r"the successful (?:\w+ )?will|"
    r"du (?:\w+st)\b|sie (?:\w+en)\b|(?:wir|suchen) (?:suchen|wir)|sucht|verantwortlich|mitarbeit|"
    r"(?:vous|tu) (?:\w+ez|\w+s)\b|nous (?:recherchons|cherchons)|(?:serás|harás|buscamos|"
    r"te encargarás)|"
    r"(?:você (?:será|vai|irá)|buscamos|responsável por))",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:(?:design|develop|build|lead|manag|creat|own|driv|provid|deliver|support|coordinat|"
    r"analy[sz]|"
    r"maintain|implement|prepar|perform|conduct|work|collaborat|partner|assist|plan|ensur|oversee|"
    r"operat|execut|teach|train|write|research|test|monitor|review|process|handl|serv(?:e|ing)|"
    r"optimi[sz](?:e|ing|ation)|"
    r"architect|scale|ship|run|identif|investigat|document|evaluat|guid|help|translat|set up|"
    r"troubleshoot|"
    r"act as|answer|book|clean|cook|sell|negotiat|recruit|repair|install|inspect|deploy|define|"
    r"shape|"
    r"entwickl|betreu|leit|gestalt|unterstütz|verantwort|durchführ|koordin|erstell|bearbeit|"
    r"planung|"
    r"konzeption|analyse|aufbau|pflege|umsetzung|optimierung|beratung|prüfung|steuerung|mitwirk|"
    r"développ|gérer|assurer|concevoir|participer|réaliser|mettre en|accompagner|piloter|animer|"
    r"suivre|"
    r"desarrollar|gestionar|diseñar|realizar|coordinar|elaborar|atender|apoyar|garantizar|"
    r"desenvolver|elaborar|gerenciar|acompanhar|atuar|criar|implementar|garantir|apoiar|participar|"
    r"sviluppare|gestire|supportare|ontwikkel|beheer)\w*|\w+(?:ung|ierung)\b)",
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
    r"qualifikation|work experience|(?:\d|one|two|three|five)\+? (?:to \w+ )?years|abgeschlossene|"
    r"you(?:'re| are) (?:a|an|able)|erfahrung in|freuen|kenntnisse (?:in|im|der|und)|maîtrise de|"
    r"\bnot wfh|do you |help center|"
    r"closing date|deadline|location:|m/w/d|this is a remote|please mention|fraud|scam|visa|"
    r"will be open|application window|"
    r"paid training|\bpto\b|full-time employee|temporary position|\bshift|holidays|\d ?(?:am|pm)\b|"
    r"monday|hours per week|stunden(?:woche| pro)|unbefristet|urlaub|vale[- ](?:ref|ali|trans)|"
    r"plano de|"
    r"desconto|télétravail|tickets? restaurant|mutuelle|gehalt|vergütung|seguro|híbrido",
    re.IGNORECASE,
)
# What one has or is, not what one does.
_ASKED = re.compile(
    r"^(?:you(?:['’]re|['’]ve| are| have| bring| know| thrive| love| enjoy| possess| want| can|"
    r" should|"
    r" must)\b|experienced?\b|proven|strong|excellent|solid|ability|able to|hands[- ]on|proficien|"
    r"knowledge|"
    r"familiar|understanding|demonstrated|deep\b|advanced|fluent|comfort|must|\d+\+|minimum|"
    r"at least|"
    r"(?:bachelor|master|degree|diploma|certif|passion|curio|interest|background|expert|track)\w*|"
    r"as an? [\w ]{3,30}, possess|a (?:strong|deep|proven|solid|passion|degree|track|bachelor|"
    r"master|genuine)|"
    r"du (?:bist|hast|befindest|bringst|verfügst|willst|möchtest|studierst|liebst)|(?:sie|"
    r"ihr) (?:haben|sind|"
    r"bringen|verfügen)|"
    r"mindestens|idealerweise|erste|(?:sehr )?gute|ausgeprägte|fundierte|abgeschlossen|fließend|"
    r"bereitschaft|"
    r"spaß|hohe|mehrjährige|kenntnisse|vous (?:êtes|avez|maîtrisez)|tu (?:es|as|aimes)|titulaire|"
    r"diplôm|formación|experiencia|conocimiento|dominio|experiência|conhecimento|vivência|formação|"
    r"domínio|ensino|"
    r"lembrando|afinal|venha|faça|se você|when you|if you|join|by joining|how about|are you|do you|"
    r"imagine|think of|ready)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"^(?:we\b|our\b|at [A-Z]|[A-Z]\w+ (?:is (?:an?|the|on a|one)|provides|offers|has been|helps|"
    r"was|delivers|empowers)\b|wir\b(?! suchen)|unsere?\b|"
    r"bei [A-ZÄÖÜ]|nous\b(?! rech)|"
    r"notre|nos\b|somos|nuestr|nossa?s?\b|a [A-Z]\w+ é|with (?:over|more)|since \d|founded|"
    r"als (?:führend|"
    r"\w+unternehmen)|this is (?:an?|your|the)|here|together|(?:als|with|as)\b[^,]{0,90}\b(?:wir|"
    r"we)\b)"
)
_WE = re.compile(
    r"\b(?:we|wir|nous|nosotros)\b(?!(?: are|['’]re)? (?:looking|seeking|hiring|suchen|recherch))",
    re.IGNORECASE,
)
# What could stand in any posting: it praises, invites, or names a document's next heading.
_HOLLOW = re.compile(
    r"passionate|talented|superstar|rock ?star|dynamic|exciting|fast[- ]paced|thriv|world[- ]class|"
    r"join (?:our|us|the)|seeking|looking for|we(?:'|’)re hiring|we are hiring|opportunity|"
    r"each (?:one )?of us|be(?:come)? (?:a )?part of|key (?:part|member)|self[- ]starter|"
    r"strong (?:knowledge|background|understanding)|wir suchen|wir finden|crucial role|"
    r"keep that promise|"
    r"connective tissue|obsessed|from day (?:1|one)|highest impact|spannende|leidenschaft|"
    r"report(?:s|ing)? (?:directly )?to|^(?:skills|work experience|education|location|note)\b|"
    r"^we(?:'re| are| have)\b|^(?:mit unser|wir sind)|\byour (?:career|growth)|"
    r"growing (?:team|portfolio)|won['’]t just|triffst auf|spiel(?:t|en) [^.]* rolle|"
    r"nutze deine chance|motivierten mitarbeit|standardbearer|state-of-the-art|entscheidende rolle|"
    r"as a member of|starkes team|teil (?:eines|unseres)|"
    r"believes|\bwho(?:['’]s| is| has| loves| thrives)|deinen beitrag|linchpin|intersection of|"
    r"innovative|cutting[- ]edge|"
    r"mission[- ]driven",
    re.IGNORECASE,
)
_FAINT = re.compile(r"(?:work|collaborat|partner|support|assist|participat|help)", re.IGNORECASE)


def summarise(posting: Posting) -> str:
    """Return at most 180 characters that end at a whole word, in the language of the posting.

    Where no sentence of the text will do, a phrase of ours says what is known.
    """
    every = list(sentences(without_boilerplate(posting.text[:_READ]), shortest=_SHORTEST))
    if not every:
        return _from_facts(posting)
    title = frozenset(hashed(posting.title))
    first = [_first_look(each) - 0.03 * min(at, 40) for at, each in enumerate(every)]
    likely = sorted(range(len(first)), key=lambda at: (-first[at], at))[:_READ_CLOSELY]
    worths = [(first[at] + _worth(every[at].text, title=title), -at) for at in likely]
    worth, back = max(worths)
    if worth < _LEAST_WORTH:
        return _from_facts(posting)
    return whole_sentence(_joined(every[-back], every[1 - back :]), most=MOST_CHARS)


def _first_look(sentence: Sentence) -> float:
    """Return what the place and the form of a sentence promise."""
    text = sentence.text
    does, begins = bool(_DOING.search(text)), bool(_VERB.match(text))
    worth = _OF_SECTION[sentence.section] + 0.9 * does + 0.8 * begins - 0.9 * (not (does or begins))
    worth -= 2.0 * bool(_ASKED.match(text)) + 1.8 * bool(_OURS.match(text))
    worth -= 2.0 * (text.count(" | ") > 1)  # a line of facts, not a sentence
    worth -= 0.6 * (text[0].islower() or not text[0].isalpha())
    return worth + 0.4 * (60 <= len(text) <= 200) - 0.5 * bool(_FAINT.match(text))


def _worth(text: str, *, title: frozenset[int]) -> float:
    """Return how much the words of a sentence say about the work."""
    terms = frozenset(hashed(text))
    worth = 0.25 * min(3, len(skills_in(text))) + 0.2 * min(3, len(terms & title))
    worth += sum(map(weight, terms)) / (len(terms) or 1)  # words that not every posting says
    worth -= 0.7 * min(2, len(_HOLLOW.findall(text)))
    worth -= 0.8 * bool(_WE.search(text))
    return worth - 1.6 * bool(_ABOUT_US.search(text)) - 2.0 * text.endswith(("?", ":", "…", "..."))


def _joined(best: Sentence, following: Sequence[Sentence]) -> str:
    """Add the next short task to a short one."""
    told = best.text
    for each in following[:2]:
        fits = len(told) + len(each.text) + 2 <= MOST_CHARS
        is_task = each.section == best.section == "tasks" and _VERB.match(each.text)
        if not fits or not is_task or told[-1] in "!?:" or _ABOUT_US.search(each.text):
            break
        mark = " " if told[-1] == "." else "; "
        told = f"{told}{mark}{each.text if mark == ' ' else _lower(each.text)}"
    return told


def _lower(text: str) -> str:
    """Write the first word small where it is no name and no German noun."""
    first = text.split(" ", 1)[0]
    is_verb = first[1:].islower() and _VERB.match(text) and not first.endswith(("ung", "ion"))
    return f"{text[0].lower()}{text[1:]}" if is_verb else text


def _from_facts(posting: Posting) -> str:
    """Say what is known, where no sentence of the text tells what one does there."""
    cities = dict.fromkeys(place.city or place.text for place in posting.places)
    where = [city.strip(" ,") for city in cities if city.strip(" ,")][:2]
    skills = skills_in(posting.text)[:3] or skills_in(", ".join(posting.tags))[:3]
    if posting.language not in {None, "en"}:
        known = [posting.title, posting.company, *where, *skills]
        return shorten(" · ".join(each for each in known if each), most=MOST_CHARS)
    return shortened(_sentence(posting, where=where, skills=skills), most=MOST_CHARS)


def _sentence(posting: Posting, *, where: Sequence[str], skills: Sequence[str]) -> str:
    """Return a sentence of ours about what is known of a posting."""
    about: str = posting.title
    if posting.company:
        about = phrase("{title} at {company}", title=about, company=posting.company)
    if len(posting.text) < _THIN_TEXT and not (skills or posting.tags):
        return phrase("{job}; the posting says no more.", job=about)
    if where:
        about = phrase("{job} in {place}", job=about, place=listed(where))
    if posting.remote == "remote":
        about = phrase("{job}, remote", job=about)
    if skills:
        return phrase("{job}; it names {skills}.", job=about, skills=listed(skills))
    if posting.tags:
        return phrase("{job}; tagged {tags}.", job=about, tags=in_turn(posting.tags[:4]))
    return phrase("{job}.", job=about)
