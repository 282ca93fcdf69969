"""What a person is called: the names in a CV, by where they stand and by their own addresses.

Only the text is looked at, for a list of first names knows few countries. A word that most
postings use, a skill or a job is no name by itself.
"""

import re
from collections.abc import Iterator

from scoring.cv.parts import heading, is_heading
from scoring.judges.words import weight
from scoring.places import read_place
from scoring.rank.skills import skills_in
from scoring.rank.terms import hashed
from scoring.rank.titles import level_of, occupation

NAME_LINES = 3  # a name stands in the first lines, or nowhere near the top
HEAD_LINES = 15
_LONGEST_LINE = 300  # characters of a line at the top that are looked at

_LETTERS = r"[^\W\d_]"
_PART = rf"{_LETTERS}['’.\w-]{{0,25}}"  # Anna, O'Brien, J., Jean-Luc, 王
_BIG = r"(?=[^\Wa-zß-öø-ÿ\d_])" + _PART  # begins with no small Latin letter
_FULL = rf"{_BIG}(?:[ \n]{{1,2}}(?:(?:van|von|der|den|de|del|della|da|dos|di|du|la|le|bin|al|el|ten|y) ){{0,3}}{_BIG}){{1,3}}"  # noqa: E501 - one pattern of a full name
_NAME = re.compile(rf"{_PART}(?: {_PART}){{1,3}}")
_CJK = re.compile(r"[぀-ヿ一-鿿가-힯]{2,4}(?: ?[぀-ヿ一-鿿가-힯]{1,3})?")
_ENDS = re.compile(r"\s*[|·•–—\t\d@(]|\s-\s|,\s*(?=\S+[.\s]*$|[^,]*,)|\s*,")
_DATED = re.compile(r"(?:last )?updated(?: on| in)? .{0,30}?\d{4}", re.IGNORECASE)
_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|ing|dipl|herr|frau|sr|sra|mme)\b\.?(?:-\w+\.?)? ?)+"
    r"|,? ?(?:ph\.?d|m\.?sc|b\.?sc|mba|cpa|pmp|rn|esq|jr|m\.?d)\b\.?$",
    re.IGNORECASE,
)
_DOCUMENT = r"(?:curriculum vitae|r[eé]sum[eé]|lebenslauf|curr[ií]culo|curr[ií]culum|cv|c\.v\.)"

# "Curriculum Vitae of Ada Lovelace", "Ada Lovelace - Resume", "Name: Ada", "I am Ada Lovelace".
_LABELLED = re.compile(
    rf"(?i:{_DOCUMENT})\s?(?i:of|for|von|de|du|di|[:|–—-])?\s?(?P<of>{_FULL})"
    rf"|(?i:linked ?in|xing)\s?[:|]\s?(?P<account>{_FULL})"
    rf"|(?i:personal (?:information|details|data))\W{{1,9}}Name\W{{1,9}}(?P<below>{_BIG})"
    rf"|^(?P<before>{_FULL})\s?(?:['’]s|[,|:–—-])?\s?(?i:{_DOCUMENT})[ \t]*$"
    r"|(?:^|[|•,;:])[ \t]{0,9}(?i:(?:full |candidate |first |last |family |given |sur)?name"
    r"|nombres?(?: y apellidos?)?|apellidos?|(?:vor|nach|familien)name|vor- und (?:nach|zu)name|nom"
    r"(?: et pr[eé]noms?)?|pr[eé]nom|nome(?: completo)?|cognome|naam|imi[eę] i nazwisko|имя|фио"
    rf"|фамилия|姓名|名前|氏名|이름|الاسم)\s?[:：]\s{{0,3}}(?P<field>{_BIG}(?:[ \t]+{_BIG}){{0,3}})"
    r"|(?i:\b(?:my (?:full )?name is|my name['’]s|ich heiße|mein name ist|me llamo|mi nombre es"
    r"|je m['’]appelle|mi chiamo|meu nome é|меня зовут)|我叫|我的名字是|私は)\s{0,2}"
    rf"(?P<told>{_BIG}(?:[ \n]{_BIG}){{0,3}})"
    rf"|(?:^|(?<=[.!\n]))\s?(?:(?:[Hh]ello|[Hh]i)\b[^\w\n]{{0,3}}(?:there\W{{0,3}})?)?"
    rf"(?:I am|I['’]m|Ich bin|Soy|Je suis|Sono)[ ](?P<am>{_FULL})",
    re.MULTILINE,
)
_SIGNED = re.compile(
    rf"(?i:sincerely|regards|yours (?:truly|faithfully)|e?-?signature[)\]]?|grüßen?|atentamente"
    rf"|cordialement)(?i:[ ]yours)?[,.\s]{{1,4}}(?P<name>{_FULL})"
)
# A name that its own e-mail address, telephone number or page number follows.
_BEFORE_CONTACT = re.compile(
    rf"(?P<name>{_FULL})(?:[ ,;|*·•–\n-]|(?i:r[eé]sum[eé]|cv|(?:cell|mobile|tele)?\s?phone|cell"
    r"|mobile|ph|tel|e-?mail|linkedin)\b[.:]?|[A-Z]{2,4}\b|[®™Â]){0,8}"
    r"(?:[\w.+-]{1,64}@|\((?:\+|\d\d)|\+\d|(?!(?:19|20)\d\d\b)\d{3,4}[ .-]{1,3}\d{3}|(?i:page)\s\d)"
)
_ADDRESS = re.compile(
    r"([\w.+-]{2,64})\s?@\s?[\w-]{1,63}\.\w"
    r"|(?:linkedin\.com/(?:in|pub)/|github\.com/|gitlab\.com/|t\.me/|xing\.com/profile/)([\w.-]{2,64})"
    r"|(?:linked ?in|github|twitter|telegram|skype)\s?:/{0,2}\s?@?(?:/in/)?([\w.-]{3,64})",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TWO_WORDS = re.compile(rf"(?=(?<!\w)({_LETTERS}[\w'’-]+)(?:,? |\n| \w\.? )({_LETTERS}[\w'’-]+))")


def spelled(name: str) -> re.Pattern[str]:
    """Return what finds a full name run together, as accounts have it: "ada-l", "alovelace"."""
    words = [re.escape(part.strip(".,")) for part in name.split()]
    first, last, initial = words[0], words[-1], re.escape(name[0])
    whole = rf"{first}[._-]?{last}|{last}[._-]?{first}|\b{initial}[._ -]{{0,2}}{last}"
    return re.compile(rf"[\w.-]{{0,20}}(?:{whole})[\w.-]{{0,20}}", re.IGNORECASE)


def names(text: str) -> tuple[str, ...]:
    """Return the names in a CV as they are written, the longest first. Never raises.

    The person's own name comes whole and in its parts; one that only stands before a telephone
    number or a greeting, as a referee's does, comes whole.
    """
    own = dict.fromkeys((*_at_the_top(text), *_labelled(text), *_of_addresses(text)))
    parts = (part for name in own for part in _parts(name))
    every = dict.fromkeys((*own, *parts, *_before_contact(text)))
    return tuple(sorted(every, key=lambda name: (-len(name), name)))


def _at_the_top(text: str) -> Iterator[str]:
    """Yield the line at the top with contact data or a job title after it."""
    lines = [line[:_LONGEST_LINE] for line in text.splitlines() if line.strip()][:HEAD_LINES]
    has_contact = bool(re.search(r"\w\s?@\s?\w|://|www\.|\d{3}[^\n]{0,4}\d{3}", "\n".join(lines)))
    for number, line in enumerate(lines[:NAME_LINES]):
        shown = _TITLES.sub("", _DATED.sub("", line).strip())
        after = lines[number + 1] if number + 1 < len(lines) else ""
        head = _ENDS.split(shown)[0]
        if number == 0 and _is_trade_name(head, after=after):
            yield head
            return
        if is_heading(line) or occupation(head):
            return
        name = _top_name(shown)
        if name and (has_contact or occupation(after)):
            yield name
            return


def _is_trade_name(words: str, *, after: str) -> bool:
    """Tell "Anna Baker" above "Senior Accountant" from a baker: nobody has two jobs in a row."""
    job, next_job = occupation(words), occupation(_ENDS.split(after)[0])
    return len(words.split()) == 2 and None not in (job, next_job) and job != next_job


def _top_name(line: str) -> str:
    """Return the name that a line begins with, also "Lovelace, Ada"; or ""."""
    comma = re.fullmatch(rf"({_PART}), ({_PART}(?: {_PART})?)", line)
    if comma and _is_name(f"{comma[2]} {comma[1]}") and not any(map(_is_country, comma.groups())):
        return line
    head = _TITLES.sub("", _ENDS.split(line)[0].strip())
    return head if _CJK.fullmatch(head) or (_NAME.fullmatch(head) and _is_name(head)) else ""


def _labelled(text: str) -> Iterator[str]:
    for found in _LABELLED.finditer(text):
        kind, name = next((kind, name) for kind, name in found.groupdict().items() if name)
        yield from _said(name) if kind in {"told", "field", "below"} else _likely(name)
    for found in _SIGNED.finditer(text):
        yield from _likely(found["name"])


def _before_contact(text: str) -> Iterator[str]:
    for found in _BEFORE_CONTACT.finditer(text):
        yield from _likely(found["name"])


def _said(words: str) -> Iterator[str]:
    """Yield what is said to be a name, without the words after it: "Maria, I am a new ..."."""
    known = words.split()
    while len(known) > 1 and not _is_rare(known[-1]):
        known.pop()
    yield " ".join(known)


def _likely(words: str) -> Iterator[str]:
    """Yield the longest beginning that is a name: of words that postings do not use."""
    known = words.split()
    for size in range(len(known), 1, -1):
        name = " ".join(known[:size])
        if _is_name(name) and any(map(_is_rare, known[:size])) and not heading(known[size - 1]):
            yield name
            return


def _of_addresses(text: str) -> Iterator[str]:
    """Yield what the person's own addresses spell: "ada.lovelace@", "linkedin.com/in/alovelace"."""
    slugs = {"".join(found.groups(default="")).casefold() for found in _ADDRESS.finditer(text)}
    spelled = {re.sub(r"[\W\d_]", "", slug) for slug in slugs}
    spelled = {slug for slug in spelled if len(slug) >= 5}
    if not spelled:
        return
    for first, last in set(_TWO_WORDS.findall(text)):
        folded = [re.sub(r"\W", "", word).casefold() for word in (first, last)]
        if any(_spells(slug, *folded) for slug in spelled):
            yield f"{first} {last}"
    head = set(re.findall(rf"{_BIG}", "\n".join(text.splitlines()[:HEAD_LINES])))
    parts = {part for slug in slugs for part in re.split(r"[\W\d_]+", slug) if len(part) >= 4}
    yield from (word for word in head if word.casefold() in parts and _is_rare(word))


def _spells(slug: str, first: str, last: str) -> bool:
    """Tell whether an address is made of these two words, in either order, or of an initial."""
    if len(first) < 2 or len(last) < 3:
        return False
    whole = (f"{first}{last}", f"{last}{first}")
    return slug.startswith(whole) or slug in (f"{first[0]}{last}", f"{last}{first[0]}")


def _parts(name: str) -> Iterator[str]:
    """Yield the words of a name that are no words of postings."""
    for part in re.split(r"[\s,]+", name):
        if len(part.strip(".")) >= 3 and not part.islower() and _is_rare(part):
            yield part.strip(".")


def _is_name(words: str) -> bool:
    capitals = not any(word[:1].islower() and len(word) > 3 for word in words.split())
    no_initials = " ".join(word for word in words.split() if not word.endswith("."))
    at_work = skills_in(words) or occupation(words) or level_of(no_initials)
    return (
        capitals and not at_work and not _is_place(words) and not all(map(heading, words.split()))
    )


def _is_place(words: str) -> bool:
    place = read_place(words)
    return place.city is not None and place.country is not None


def _is_country(words: str) -> bool:
    place = read_place(words)
    return place.city is None and place.country is not None


def _is_rare(word: str) -> bool:
    """Tell whether a word says nothing about work: no skill, and none that postings use."""
    if skills_in(word) or occupation(word) or word[:3].casefold() in _MONTHS:
        return False
    terms = hashed(word)
    return bool(terms) and all(weight(term) >= 1.0 for term in terms)
