"""A CV cut at its headings: the head with name and headline, experience, education, skills."""

import re
from collections.abc import Mapping

# A part's name and the words that its heading may consist of.
_HEADINGS: Mapping[str, str] = {
    "summary": r"(?:professional |executive |career |personal )?(?:summary|profile|overview|focus"
    r"|objective|statement)|about(?: me)?|profil|über mich|perfil|à propos|objective"
    r"|sobre mim|resumo|о себе|обо мне|цель",
    "experience": r"(?:professional |work |relevant |career |employment |industry |research )*"
    r"(?:experiences?|history|background|employment|positions?)|berufserfahrung|berufspraxis"
    r"|werdegang|experiencia(?: laboral| profesional)?|expériences?(?: professionnelles?)?"
    r"|experiência(?: profissional)?|(?:профессиональный )?опыт(?: работы)?|место работы",
    "education": r"(?:education|academic|qualifications?|training)(?: (?:and|&) .{3,30}"
    r"| background| history)?|(?:aus)?bildung|studium|formación|formation|educación"
    r"|formação(?: acadêmica)?|(?:высшее )?образование",
    "skills": r"(?:core |technical |key |professional |computer |other |additional )*(?:skills?"
    r"|competenc(?:ies|es)|qualifications|technologies|expertise|proficienc(?:ies|y)|strengths"
    r"|highlights|programming)(?: (?:and|&|set) ?.{0,30})?|kenntnisse|fähigkeiten|habilidades"
    r"|competencias|compétences|areas of expertise|tech(?:nology)? stack|competências"
    r"|(?:ключевые |профессиональные )?навыки|технологии|умения",
    "languages": r"languages?|sprach(?:en|kenntnisse)|idiomas|langues|(?:иностранные )?языки"
    r"|знание языков",
    "other": r"accomplishments?|achievements?|awards?|hono[u]?rs?.{0,20}|certifications?.{0,30}"
    r"|interests|hobbies|projects?|publications?|references|affiliations|volunteer.{0,20}"
    r"|activities.{0,30}|personal information|additional information|links|presentations?"
    r"|extracurricular.{0,20}|program committees|writing|licen[cs]es?|coursework|societies",
}
_HEADING = {
    name: re.compile(rf"(?:{words})\s*:?", re.IGNORECASE) for name, words in _HEADINGS.items()
}
_INLINE = re.compile(
    r"(skills?|languages?|kenntnisse|sprachen|(?:ключевые )?навыки|языки)\s*[:–-]\s*(?=\S)",
    re.IGNORECASE,
)
_SPOKEN = ("lang", "sprach", "язык")


def parts(text: str) -> Mapping[str, str]:
    """Return the text of every part by name; what comes before the first heading is "head"."""
    found: dict[str, list[str]] = {"head": []}
    current = "head"
    for line in text.splitlines():
        name = heading(line)
        if name:
            current = name
            found.setdefault(current, [])
        elif inline := _INLINE.match(line.strip()):
            part = "languages" if inline[1].lower().startswith(_SPOKEN) else "skills"
            found.setdefault(part, []).append(line.strip()[inline.end() :])
        else:
            found[current].append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def heading(line: str) -> str | None:
    """Return the part that a line is the heading of, or None."""
    words = line.strip(" •·-–—*#:|\t")
    if not 3 <= len(words) <= 45 or not words[0].isupper():
        return None
    return next((name for name, each in _HEADING.items() if each.fullmatch(words)), None)


def is_heading(line: str) -> bool:
    """Tell whether a line is a heading."""
    return heading(line) is not None


def looks_like_cv(text: str) -> bool:
    """Tell a CV from a sentence or two about wishes."""
    lines = [line for line in text.splitlines() if line.strip()]
    marks = sum(is_heading(line) or bool(_INLINE.match(line.strip())) for line in lines)
    return len(text) > 1_500 or (len(lines) >= 3 and (marks > 0 or len(text) > 600))
