"""Whether a posting comes from a staffing firm or a repost service and not from the employer."""

import re
from functools import lru_cache

from scoring.normalise.cues import cues, lines_with

_NAME = re.compile(
    r"^(?:dice|reed|turing|beeline|brunel)$|\b(?:jobs? via|jobgether|lensa|talentify|cybercoders|"
    r"robert half|randstad|adecco|manpower"
    r"(?:group)?|hays|michael page|page ?group|kforce|teksystems|insight global|apex systems|"
    r"aerotek|"
    r"actalent|experis|modis|akkodis|collabera|mastech|kelly services|harvey nash|harnham|"
    r"motion recruitment|staffing|recruit(?:ment|ing|ers?)|headhunt\w*|personaldienst\w*|"
    r"personalvermittlung\w*|zeitarbeit\w*|personalberatung|executive search|talent (?:solutions|"
    r"acquisition|partners|search)|search (?:group|partners)|int[eé]rim|empresa de trabajo "
    r"temporal|"
    r"crossover|toptal|braintrust|get it recruit|synergisticit|actief|gi group|"
    r"orion (?:talent|electrotek)|jobot|hire ?feed|remotehunter|haystack|efinancialcareers|"
    r"outsourcely|jobleads|people ?per ?hour|hireology|consultancy4you|impellam|huzzle|"
    r"jobright|swooped|jooble|energy jobline|virtual ?vocations|clearance ?jobs|hirehawk)\b"
)
_EMPLOYER_NAME = re.compile(r"\brecruit holdings|dice (?:holdings|studios)|workday\b")
_CUES = cues("client", "kunden", "mandant", "leading career", "jobgether")
_TEXT = re.compile(
    r"on behalf of (?:our|my|a|one of our) (?:\w+ ){0,3}?clients?\b|\bour client(?:,| is| in| "
    r"based| are| has| seeks| needs)|\bour clients are (?:seeking|looking|hiring)|"
    r"\b(?:my|our) (?:direct )?client is (?:seeking|looking|hiring)|"
    r"has a client (?:that|who|in|seeking|looking)|\bclient of ours\b|dice is the leading career "
    r"destination|this (?:position|job) is posted by jobgether|im auftrag unseres (?:kunden|"
    r"mandanten)|"
    r"f[üu]r (?:unseren|einen unserer) (?:kunden|mandanten)|pour (?:le compte de )?(?:notre|l'un "
    r"de "
    r"nos) clients?|para nuestro cliente|nuestro cliente"
)
_TEXT_CHARS = 1_500  # a firm that works for somebody says so at the beginning


def is_agency(company: str, *, text: str) -> bool:
    """Tell whether the name or the first lines say that somebody else is the employer.

    `text` is in lower case.
    """
    if is_firm(company.lower()):
        return True
    lines = lines_with(_CUES, text=text, before=80, after=60, end=_TEXT_CHARS)
    return any(_TEXT.search(line) for line in lines)


@lru_cache(maxsize=10_000)
def is_firm(name: str) -> bool:
    """Tell whether a name, in lower case, is that of a staffing firm or a repost service."""
    return bool(_NAME.search(name)) and not _EMPLOYER_NAME.search(name)
