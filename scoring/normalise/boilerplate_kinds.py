"""What sentences of boilerplate say, by kind, in eight languages: patterns for lower case."""

_TRAITS = (
    r"rac(?:e|ial)|gender|\bsex\b|religio|\bage\b|national origin|disabilit|ethnic|orientation|"
    r"colou?r\b|identity|veteran|marital|background"
)
_TRAITS_DE = r"geschlecht|herkunft|\balter|religion|nationalität|hautfarbe|behinderung|identität"
_TRAITS_ROMANCE = (
    r"g[êeé]n(?:ero|re)|ra[çz]a|edad|idade|\bâge|origen|origem|origine|religi|sexe?\b|sexual|cor\b|"
    r"deficiência|discapacidad|handicap|etnia|etnico"
)
# Each kind by the plain words of which every match has one, so that a pattern is tried only where
# it can match: in lower case.
KINDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        (
            *("equal opportunit", "equal-opportunit", "equal employment opportunit"),
            *("affirmative action", "eeo", "eoe"),
        ),
        (
            r"equal (?:employment )?opportunit(?:y|ies)(?:[^.\n]{0,60}(?:employer|workplace|"
            r"company|"
            r"organi|institution|all |regardless|without|polic)|/|\W*$)|equal[- ]opportunity[ /-]*"
            r"(?:and |& )?(?:affirmative|employe|workplace)|affirmative action|\beeo\b|\beoe\b"
        ),
    ),
    (
        ("regard", "irrespective", "basis of", "because of"),
        (
            rf"(?:regardless|irrespective) of[^.\n]{{0,250}}(?:{_TRAITS}|criminal)|"
            rf"(?:without regard "
            rf"(?:to|for)|(?:the|any) basis of|because of)[^.\n]{{0,200}}(?:{_TRAITS}|any "
            r"characteristic)"
        ),
    ),
    (
        ("discriminat", "protected"),
        (
            r"(?:not|prohibits?|free (?:from|of)|against|unlawful)[^.\n]{0,40}discriminat|"
            r"discriminat\w+[^.\n]{0,60}(?:not tolerate|prohibited)|"
            r"protected (?:veteran|characteristic|class)"
        ),
    ),
    (
        ("accommodation",),
        (
            r"accommodations?\b[^.\n]{0,160}(?:disab|appl(?:y|i)|interview|recruit|hiring|"
            r"process\b)|"
            r"(?:disab|appl(?:y|i)|interview|recruit|hiring)[^.\n]{0,160}\baccommodations?\b"
        ),
    ),
    (
        ("divers", "inclusi"),
        (
            r"\bwe\b[^.\n]{0,50}(?:commit|celebrat|believ|embrac|strive|"
            r"proud)[^.\n]{0,80}(?:diversity|"
            r"diverse|inclusi)[^.\n]{0,80}(?:workplace|workforce|environment|employer|culture|all "
            r"employees|backgrounds)"
        ),
    ),
    (
        ("verify", "fair chance", "criminal", "arrest", "conviction"),
        (
            r"\be-?verify\b|fair chance (?:act|ordinance|initiative|hiring)|"
            r"(?:criminal|arrest|conviction)s? (?:histor|record)\w*[^.\n]{0,120}(?:consider|law|"
            r"ordinance)|consider[^.\n]{0,120}(?:criminal|arrest)[^.\n]{0,40}(?:histor|record)"
        ),
    ),
    (
        ("hiring decision", "artificial intel", "ai to", "ai-", "automated"),
        (
            r"\b(?:ai|artificial intelligence|automated)\b[^.\n]{0,120}(?:review|assess|screen|"
            r"evaluat|"
            r"support|assist)[^.\n]{0,60}(?:your|applications?|applicants|resumes|candidates|"
            r"recruitment|hiring)|hiring decisions[^.\n]{0,40}(?:human|people)"
        ),
    ),
    (
        ("privacy", "personal data", "personal info", "cookie"),
        (
            r"(?:privacy (?:policy|notice|statement)|personal (?:data|information))[^.\n]{0,200}"
            r"(?:appl(?:y|i)|candidate|recruit|submit|read|collect|consent|https?:|visit|here)|"
            r"(?:appl(?:y|i)|candidate|recruit|submit|consent|more)[^.\n]{0,200}"
            r"(?:privacy (?:policy|notice|statement)|personal (?:data|information))|"
            r"cookie (?:policy|settings|notice)|(?:use|accept)s? cookies"
        ),
    ),
    (
        ("fraud", "scam", "ask for", "ask you", "ask candidates"),
        (
            r"(?:recruit\w*|jobs?|employment|hiring|offer) (?:fraud|scam)|fraudulent[^.\n]{0,40}"
            r"(?:recruit|job|offer|hiring|posting|communicat)|\bscam(?:s|mers?)?\b|"
            r"(?:never|not)[^.\n]{0,60}\bask[^.\n]{0,80}(?:payment|bank|money|fee)"
        ),
    ),
    (
        ("unsolicited", "agencies", "agency fee"),
        (
            r"unsolicited[^.\n]{0,40}(?:resume|cvs?\b|candidate|profile|referral|agenc|assist|"
            r"contact)|"
            r"agenc(?:y|ies)[^.\n]{0,120}(?:unsolicited|\bfees?\b|do not (?:contact|call|accept))|"
            r"agency fees"
        ),
    ),
    (  # the law on pay, where it gives no figure
        ("pay transp", "actual ", "final ", "individual ", "exact "),
        (
            r"pay transparency|(?:actual|final|individual|exact) (?:base |annual |"
            r"starting )?(?:pay|"
            r"salary|compensation|offer)[^.\n]{0,60}(?:depend|vary|determined|based)"
        ),
    ),
    (  # German
        ("unabhängig", "ungeachtet", "schwerbehindert", "chancengleich", "geschlecht", "maskulin"),
        (
            rf"(?:unabhängig|ungeachtet)[^.\n]{{0,120}}(?:{_TRAITS_DE})|schwerbehindert|"
            r"chancengleichheit|(?:alle|jegliche[rn]?) geschlechter|geschlechtsneutral|"
            r"generische\w* maskulin"
        ),
    ),
    (
        ("lesbarkeit", "gleichbe", "diskriminier", "datenschutz", "personenbezogen"),
        (
            r"bessere[nr]? lesbarkeit|gleichberechtig|gleichbehandlung|diskriminier|"
            r"(?:datenschutz(?:hinweis|erklär|bestimm|inform)|personenbezogen)\w*[^.\n]{0,200}"
            r"(?:bewerb|http|hier\b)|bewerb\w*[^.\n]{0,200}(?:datenschutz(?:hinweis|erklär|bestimm|"
            r"inform)|personenbezogen)"
        ),
    ),
    (  # French, Spanish, Portuguese, Italian
        (
            *("de handicap", "handicapé", "égalité", "pendam", "non-discrim"),
            *("données personnel", "données à caractère", "sans distinction", "sin dis"),
        ),
        (
            r"situation de handicap|travailleurs? handicapé|égalité des chances|sans distinction|"
            rf"ind[eé]pendam+ente?[^.\n]{{0,120}}(?:{_TRAITS_ROMANCE})|non-discrimination|"
            r"données (?:à caractère )?personnel\w*[^.\n]{0,160}(?:candidat|recrut)|"
            r"(?:candidat|recrut)\w*[^.\n]{0,160}données (?:à caractère )?personnel|"
            rf"sin (?:distinción|discriminación)[^.\n]{{0,120}}(?:{_TRAITS_ROMANCE})"
        ),
    ),
    (
        (
            *("igualda", "independente", "independiente", "lei geral", "deficiência", "pcd"),
            *("tratamiento de", "protección de", "tratamento de", "proteção de"),
        ),
        (
            r"igualdad (?:de (?:oportunidades|trato)|efectiva)|igualdade de (?:oportunidades|"
            r"género)|"
            rf"independi?ente(?:mente)?[^.\n]{{0,120}}(?:{_TRAITS_ROMANCE})|"
            r"(?:tratamiento|protección|tratamento|proteção) de (?:sus |tus |los |"
            r"seus )?d(?:atos|ados)"
            r"[^.\n]{0,160}(?:candidat|process?o|selec|currícul)|lei geral de proteção|"
            r"(?:abert|elegíve|exclusiv|também)\w*[^.\n]{0,80}(?:pessoas? com deficiência|"
            r"\bpcds?\b)"
        ),
    ),
    (  # Italian, Polish, Dutch
        (
            *("i sessi", "ambosessi", "dei dati", "dati personali", "osobowych", "ongeacht"),
            "acquisitie",
        ),
        (
            r"entrambi i sessi|ambosessi|trattamento dei dati|"
            r"dati personali[^.\n]{0,160}(?:candidat|cv)|"
            r"przetwarzanie[^.\n]{0,80}danych osobowych|ongeacht[^.\n]{0,80}(?:afkomst|geslacht|"
            r"leeftijd)|acquisitie[^.\n]{0,60}(?:niet|geen|prijs)"
        ),
    ),
    (  # the credit of a board, behind the last words of a text
        ("originally posted", "in germany on arbeitnow", "powered by"),
        (
            r"(?:originally posted on|find (?:more english speaking )?jobs in germany on|"
            r"powered by) "
            r"\w+\W*\Z"
        ),
    ),
)
CREDIT = len(KINDS) - 1  # the kind that is looked for behind the last words of a text
