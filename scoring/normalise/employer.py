"""Who hires through an agency or a repost service, where its posting clearly names the employer.

Right rather than often: most agencies do not tell whom they hire for.
"""

import re

from scoring.normalise.agency import is_firm

_WORD = r"(?:[A-Z0-9][\w&.'’+/-]*|&)"
_NAME = rf"(?P<name>{_WORD}(?: (?:(?:of|the|and|de|for|in) )?{_WORD}){{0,5}})"
_LEGAL = r"(?:GmbH(?: & Co\.? KG)?|AG|SE|KG|OHG|e\.V\.)"
_CLIENT = r"(?:our|my|its|a|one of (?:our|its)) (?:[\w-]+ ){0,3}?(?:client|partner|customer)s?"
_FOR_OUR = r"f[üu]r (?:unseren|einen unserer) (?:kunden|mandanten|auftraggeber)"

# "Our client, Kestrel Robotics, is seeking"
_OUR_CLIENT = (
    rf"\b(?i:(?:our|my) (?:direct )?client)(?:, | - | – |: ?| ){_NAME}"
    r"(?=,| (?:is|are|has|have|seeks|who)\b| [–-] )"
)
# "posted by Jobgether on behalf of Kestrel Robotics."
_ON_BEHALF = (
    rf"\b(?i:on behalf of|pour le compte de|por cuenta de) (?i:{_CLIENT},? )?{_NAME}"
    r"(?=[.,:;(\n]| (?:is|in|we|and|to|has|as)\b|$)"
)
# "Lensa partners with DirectEmployers to promote this job for Kestrel Robotics."
_PROMOTED = rf"\b(?i:promote this job for) {_NAME}(?=[.,(]|$)"
# With a label, as in "Client: Kestrel Robotics", and maybe the next label behind it
_LABELLED = (
    r"(?:^|\n|[.;|] )(?i:(?:hiring |end )?(?:company|client|employer)(?: name)?): ?"
    rf"{_NAME}(?=[.,:;|(\n]|$)"
)
# "Für unseren Kunden, die Kestrel Robotik GmbH, ...": nouns have capitals, too, legal forms do not
_FOR_CLIENT = (
    rf"\b(?i:{_FOR_OUR}|im auftrag),? (?:(?:die|den|das|der|des|von) )?"
    rf"(?P<name>(?:{_WORD} ){{1,5}}{_LEGAL})(?!\w)"
)
_SAID = tuple(map(re.compile, (_OUR_CLIENT, _ON_BEHALF, _PROMOTED, _LABELLED, _FOR_CLIENT)))

# Of a repost service's texts, which are the employer's own but for a line at their beginning.
_REPOSTS = re.compile(
    r"\bjobs? via\b|lensa|jobgether|talentify|jobright|swooped|jooble|energy jobline|"
    r"virtual ?vocations|clearance ?jobs|haystack|jobleads|get it recruit|remotehunter"
)
_HEADING = rf"(?:^|\n)(?i:about) {_NAME}[:?]?\s*(?=\n|$)"
_ABOUT = rf"\bAbout {_NAME}:?\s+(?:At |The )?(?P=name)\b"
_AT = rf"(?:^|[.!?]\s|\n)At {_NAME}, (?=(?:we|you|our|work|every|innovation)\b)"
_OWN_WORDS = tuple(map(re.compile, (_HEADING, _ABOUT, _AT)))

_NO_NAME = re.compile(
    r"(?i:the|a|an|us|you|your|our|we|this|role|team|job|jobs|company|client|clients|position|"
    r"partner|location|opportunity|confidential|undisclosed|n/a|it|hr|uk|us|usa|eu|who|what|"
    r"salary|duration|remote|hybrid|industry|department|details|overview|description)\b"
)
# In a text whose lines were run together, "Company: Kestrel Location: Berlin".
_NEXT_LABEL = re.compile(
    r"\s(?:Location|Role|Job|Position|Title|Duration|Salary|Pay|Type|Contract|Start|Date|Reports|"
    r"Department|Industry|Website|Who|About|We|The|Our|This)\b.*$"
)
_LONGEST_NAME = 60
_FIRST_CHARS = 1_500  # a firm that hires for somebody says so at the beginning
_OWN_CHARS = 6_000


def employer_behind(company: str, *, title: str, text: str) -> str | None:
    """Return who hires through the agency `company`, where title and text clearly say it."""
    kinds = [(_SAID, text[:_FIRST_CHARS])]
    if _REPOSTS.search(company.lower()):
        kinds.append((_OWN_WORDS, text[:_OWN_CHARS]))
    named = (
        name
        for patterns, words in kinds
        for pattern in patterns
        for found in pattern.finditer(words)
        if (name := _name(found["name"], company=company, title=title))
    )
    return next(named, None)


def _name(words: str, *, company: str, title: str) -> str | None:
    """Return a name without what follows it; None for what is none, or is the agency itself."""
    name = _NEXT_LABEL.sub("", words).strip(" .,&/-")
    key = _squeezed(name)
    if len(key) < 2 or len(name) > _LONGEST_NAME or _NO_NAME.match(name):
        return None
    own = key in _squeezed(company) or _squeezed(company) in key
    return None if own or key in _squeezed(title) or is_firm(name.lower()) else name


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
