"""The commonest wishes are read as people write them in the other languages of the chat."""

import pytest

from scoring.model import Pay, Place, Profile
from scoring.wishes import apply
from tests.factories import profile

GERMAN = [
    ("nur remote", "remote", ("remote",)),
    ("nur Homeoffice", "remote", ("remote",)),
    ("hybrid oder vor Ort", "remote", ("hybrid", "onsite")),
    ("kein Homeoffice", "remote", ("hybrid", "onsite")),
    ("ab 70k", "min_pay", Pay(low=70_000, period="year")),
    ("mindestens 65.000 € im Jahr", "min_pay", Pay(low=65_000, currency="EUR", period="year")),
    ("ab 25 € pro Stunde", "min_pay", Pay(low=25, currency="EUR", period="hour")),
    ("Gehalt egal", "min_pay", None),
    ("3.000 brutto im Monat", "min_pay", Pay(low=3_000, period="month")),
    ("20 Euro/Stunde", "min_pay", Pay(low=20, currency="EUR", period="hour")),
    ("keine Agenturen", "no_agencies", True),
    ("ohne Personalvermittler", "no_agencies", True),
    ("Agenturen ok", "no_agencies", False),
    ("Berufseinsteiger", "levels", ("entry",)),
    ("Führungskraft", "levels", ("manager",)),
    ("Senior oder Teamleitung", "levels", ("senior", "lead")),
    ("Vollzeit", "employment", ("full_time",)),
    ("Minijob", "employment", ("part_time",)),
    ("Praktikum", "employment", ("internship",)),
    ("brauche ein Visum", "needs_sponsorship", True),
    ("kein Visum nötig", "needs_sponsorship", False),
    ("nicht bei Acme", "avoid", ("Acme",)),
    ("keine Nachtschichten", "avoid", ("Nachtschichten",)),
    ("maximal 14 Tage alt", "max_age_days", 14),
    ("aus der letzten Woche", "max_age_days", 7),
    ("beliebiges Alter", "max_age_days", None),
    ("3 Jahre Erfahrung", "years", 3),
    ("mit 5 Jahren Erfahrung", "years", 5),
    ("Ich suche eine neue Stelle als Krankenschwester", "titles", ("Krankenschwester",)),
    ("Ich bin Pflegefachkraft", "titles", ("Pflegefachkraft",)),
    ("suche Arbeit als Altenpflegerin", "titles", ("Altenpflegerin",)),
]
SPANISH = [
    ("busco empleo de enfermera", "titles", ("enfermera",)),
    ("solo remoto", "remote", ("remote",)),
    ("únicamente teletrabajo", "remote", ("remote",)),
    ("híbrido o presencial", "remote", ("hybrid", "onsite")),
    ("desde 30.000 € al año", "min_pay", Pay(low=30_000, currency="EUR", period="year")),
    ("a partir de 2.500 € al mes", "min_pay", Pay(low=2_500, currency="EUR", period="month")),
    ("mínimo 40k", "min_pay", Pay(low=40_000, period="year")),
    ("cualquier salario", "min_pay", None),
    ("sin agencias", "no_agencies", True),
    ("sin empresas de trabajo temporal", "no_agencies", True),
    ("nivel junior", "levels", ("entry",)),
    ("sénior", "levels", ("senior",)),
    ("jornada completa", "employment", ("full_time",)),
    ("media jornada", "employment", ("part_time",)),
    ("jornada parcial", "employment", ("part_time",)),
    ("prácticas", "employment", ("internship",)),
    ("necesito visado", "needs_sponsorship", True),
    ("no necesito visado", "needs_sponsorship", False),
    ("sin turnos de noche", "avoid", ("turnos de noche",)),
    ("evitar apuestas y tabaco", "avoid", ("apuestas", "tabaco")),
    ("máximo 14 días", "max_age_days", 14),
    ("5 años de experiencia", "years", 5),
]
PORTUGUESE = [
    ("procuro emprego como enfermeira", "titles", ("enfermeira",)),
    ("só remoto", "remote", ("remote",)),
    ("apenas home office", "remote", ("remote",)),
    ("somente teletrabalho", "remote", ("remote",)),
    ("híbrido ou presencial", "remote", ("hybrid", "onsite")),
    ("a partir de R$ 10.000 por mês", "min_pay", Pay(low=10_000, currency="BRL", period="month")),
    ("acima de 60 mil", "min_pay", Pay(low=60_000, period="year")),
    ("no mínimo 30k", "min_pay", Pay(low=30_000, period="year")),
    ("qualquer salário", "min_pay", None),
    ("sem agências", "no_agencies", True),
    ("júnior", "levels", ("entry",)),
    ("pleno ou sênior", "levels", ("mid", "senior")),
    ("tempo integral", "employment", ("full_time",)),
    ("período integral", "employment", ("full_time",)),
    ("meio período", "employment", ("part_time",)),
    ("tempo parcial", "employment", ("part_time",)),
    ("estágio", "employment", ("internship",)),
    ("preciso de visto", "needs_sponsorship", True),
    ("sem plantões noturnos", "avoid", ("plantões noturnos",)),
    ("últimos 14 dias", "max_age_days", 14),
    ("4 anos de experiência", "years", 4),
]
FRENCH = [
    ("je cherche un poste d’infirmière", "titles", ("infirmière",)),
    ("uniquement télétravail", "remote", ("remote",)),
    ("télétravail seulement", "remote", ("remote",)),
    ("hybride ou sur site", "remote", ("hybrid", "onsite")),
    ("à partir de 45k", "min_pay", Pay(low=45_000, period="year")),
    ("au moins 2 500 € par mois", "min_pay", Pay(low=2_500, currency="EUR", period="month")),
    ("salaire indifférent", "min_pay", None),
    ("pas d'agences", "no_agencies", True),
    ("sans cabinets de recrutement", "no_agencies", True),
    ("débutant", "levels", ("entry",)),
    ("confirmé ou senior", "levels", ("mid", "senior")),
    ("temps plein", "employment", ("full_time",)),
    ("à temps partiel", "employment", ("part_time",)),
    ("stage", "employment", ("internship",)),
    ("besoin d'un visa", "needs_sponsorship", True),
    ("pas chez Acme", "avoid", ("Acme",)),
    ("éviter le tabac", "avoid", ("le tabac",)),
    ("14 derniers jours", "max_age_days", 14),
    ("moins de 14 jours", "max_age_days", 14),
    ("5 ans d'expérience", "years", 5),
]
RUSSIAN = [
    ("от 2500 евро в месяц", "min_pay", Pay(low=2_500, currency="EUR", period="month")),
    ("только удалённо", "remote", ("remote",)),
    ("только удаленка", "remote", ("remote",)),
    ("гибрид или офис", "remote", ("hybrid", "onsite")),
    ("от 200 000 ₽ в месяц", "min_pay", Pay(low=200_000, currency="RUB", period="month")),
    ("от 150 тыс. руб. в месяц", "min_pay", Pay(low=150_000, currency="RUB", period="month")),
    ("не меньше 70k", "min_pay", Pay(low=70_000, period="year")),
    ("любая зарплата", "min_pay", None),
    ("без агентств", "no_agencies", True),
    ("без кадровых агентств", "no_agencies", True),
    ("джуниор", "levels", ("entry",)),
    ("мидл или сеньор", "levels", ("mid", "senior")),
    ("полный день", "employment", ("full_time",)),
    ("полная занятость", "employment", ("full_time",)),
    ("частичная занятость", "employment", ("part_time",)),
    ("стажировка", "employment", ("internship",)),
    ("нужна виза", "needs_sponsorship", True),
    ("виза не нужна", "needs_sponsorship", False),
    ("без ночных смен", "avoid", ("ночных смен",)),
    ("избегать казино", "avoid", ("казино",)),
    ("за последние 14 дней", "max_age_days", 14),
    ("не старше 2 недель", "max_age_days", 14),
    ("опыт 5 лет", "years", 5),
]


@pytest.mark.parametrize(
    ("line", "field", "value"), [*GERMAN, *SPANISH, *PORTUGUESE, *FRENCH, *RUSSIAN]
)
def test_a_wish_sets_its_field(line: str, field: str, value: object) -> None:
    before = profile(min_pay=Pay(low=1, period="day")) if value is None else Profile()

    change = apply(before if field == "min_pay" and value is None else Profile(), line)

    assert getattr(change.profile, field) == value
    assert change.not_understood == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("in Berlin oder Hamburg", ["Berlin", "Hamburg"]),
        ("en Madrid o Barcelona", ["Madrid", "Barcelona"]),
        ("em Lisboa ou Porto", ["Lisbon", "Porto"]),
        ("à Paris ou Lyon", ["Paris", "Lyon"]),
        ("Москва или Берлин", ["Moscow", "Berlin"]),
        ("в Москве", ["Moscow"]),
    ],
)
def test_places_are_read(line: str, found: list[str]) -> None:
    change = apply(Profile(), line)

    assert [each.city for each in change.profile.places] == found
    assert change.not_understood == ()


@pytest.mark.parametrize(
    ("line", "city"),
    [
        ("auch in Wien", "Vienna"),
        ("también en Sevilla", "Sevilla"),
        ("também em Lisboa", "Lisbon"),
        ("aussi à Lyon", "Lyon"),
        ("также в Вене", "Vienna"),
    ],
)
def test_another_place_is_added(line: str, city: str) -> None:
    before = Profile(places=(Place(text="Berlin", city="Berlin", country="DE"),))

    after = apply(before, line).profile

    assert [each.city for each in after.places] == ["Berlin", city]


@pytest.mark.parametrize(
    "line", ["egal wo", "en cualquier lugar", "em qualquer lugar", "partout", "где угодно"]
)
def test_anywhere_drops_the_places(line: str) -> None:
    before = Profile(places=(Place(text="Berlin", city="Berlin", country="DE"),))

    assert apply(before, line).profile.places == ()


@pytest.mark.parametrize(
    "line",
    [
        "+rust -java, nur remote, ab 70k, keine Agenturen",
        "+rust -java, solo remoto, desde 70k, sin agencias",
        "+rust -java, só remoto, a partir de 70k, sem agências",
        "+rust -java, télétravail uniquement, à partir de 70k, sans agences",
        "+rust -java, только удалённо, от 70k, без агентств",
    ],
    ids=["German", "Spanish", "Portuguese", "French", "Russian"],
)
def test_the_line_of_the_help_is_read_in_every_language(line: str) -> None:
    change = apply(profile(skills=("Python", "Java")), line)

    assert change.not_understood == ()
    assert change.profile == profile(
        skills=("Python", "Rust"),
        remote=("remote",),
        min_pay=Pay(low=70_000, period="year"),
        no_agencies=True,
    )
