"""The line about a posting: a task in its own words and language, or plain facts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.judges.cutting import whole_sentence
from scoring.judges.summary import MOST_CHARS, summarise
from tests import factories as make

TASK = "Bake sourdough bread and rolls for nine cafés before sunrise"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("We are a bakery with ninety years of history and happy guests.", id="boast"),
        pytest.param("Our mission is to bring joy to every breakfast table in town.", id="mission"),
        pytest.param("Requirements\n• Proven experience with ovens and with dough", id="demand"),
        pytest.param("Benefits\n• Free bread, health insurance and thirty days off", id="benefit"),
        pytest.param("We are an equal opportunity employer and welcome everybody.", id="equality"),
        pytest.param("Do you dream of flour, of butter and of a life by the oven?", id="question"),
        pytest.param(
            "This position will be open for at least three days from now.", id="formality"
        ),
        pytest.param(
            "Monday to Friday from 3 am to 11 am, no shifts on public holidays.", id="hours"
        ),
        pytest.param(
            "You are a passionate self-starter who thrives in a team of bakers.", id="type"
        ),
    ],
)
def test_a_task_is_told_and_nothing_else(other: str) -> None:
    text = f"{other}\n\nWhat you will do\n• {TASK}\n\n{other}"

    assert summarise(make.posting(title="Baker", text=text)) == f"{TASK}."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Wir sind eine Bäckerei mit Herz.\n\nDeine Aufgaben\n"
            "• Du backst Brot und Brötchen für unsere neun Cafés\n\n"
            "Dein Profil\n• Erfahrung in einer Backstube und Freude am frühen Aufstehen",
            "Du backst Brot und Brötchen für unsere neun Cafés.",
            id="German",
        ),
        pytest.param(
            "Nous sommes une boulangerie.\n\nVos missions\n"
            "• Préparer et cuire le pain pour les neuf cafés de la ville\n\nVotre profil\n"
            "• Vous avez une expérience de deux ans dans un fournil",
            "Préparer et cuire le pain pour les neuf cafés de la ville.",
            id="French",
        ),
        pytest.param(
            "Somos una panadería.\n\nFunciones\n"
            "• Preparar y hornear el pan para las nueve cafeterías\n\nRequisitos\n"
            "• Experiencia mínima de dos años en un obrador de pan",
            "Preparar y hornear el pan para las nueve cafeterías.",
            id="Spanish",
        ),
        pytest.param(
            "Somos uma padaria.Responsabilidades e atribuiçõesPreparar e assar os pães para as "
            "nove cafeteriasRequisitos e qualificaçõesExperiência de dois anos em padarias",
            "Preparar e assar os pães para as nove cafeterias.",
            id="Portuguese, without line ends",
        ),
    ],
)
def test_a_summary_is_in_the_language_of_the_posting(text: str, told: str) -> None:
    assert summarise(make.posting(title="Baker", text=text)) == told


def test_where_no_sentence_tells_the_work_the_facts_are_told() -> None:
    text = "We are a studio with ninety years of history. We care for SQL and Python, and for you."

    told = summarise(make.posting(title="Analyst", text=text, language="en"))

    assert told == "Analyst at Kestrel Robotics in Berlin; it names SQL and Python."


def test_facts_of_a_posting_in_another_language_are_told_without_words() -> None:
    text = "Wir sind eine Bäckerei mit neunzig Jahren Geschichte und lieben Python und Brot."

    told = summarise(make.posting(title="Analystin", text=text, language="de"))

    assert told == "Analystin · Kestrel Robotics · Berlin · Python"


def test_a_heading_that_runs_into_its_sentence_is_left_out() -> None:
    text = f"Responsibilities: Ovens: {TASK}."

    assert summarise(make.posting(title="Baker", text=text)) == f"{TASK}."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("bake bread;", "Bake bread.", id="small and loose"),
        pytest.param(
            "Bake bread daily. " + "And more " * 9, "Bake bread daily.", id="a second sentence"
        ),
        pytest.param(
            "Bake all the bread of the town, while the others sleep in their beds",
            "Bake all the bread of the town.",
            id="a clause",
        ),
        pytest.param("Bake bread x" + "y" * 80, "Bake bread…", id="no place to end"),
    ],
)
def test_a_long_line_ends_where_a_sentence_can(text: str, told: str) -> None:
    assert whole_sentence(text, most=33) == told


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=600),
        st.lists(
            st.sampled_from(
                ("Aufgaben", "You will", "bake", "•", "\n", "Requirements:", "ção", "Du backst",
                 "(", "und", ". ", "Bereitung", "…", "https://x.example", "Benefits", "e.g.", "😀")
            ),
            max_size=80,
        ).map(" ".join),
    ),
    st.sampled_from(("en", "de", None)),
)  # fmt: skip
def test_whatever_the_text_a_summary_is_one_line_that_fits(text: str, language: str) -> None:
    told = summarise(make.posting(text=text, language=language))

    assert 0 < len(told) <= MOST_CHARS
    assert "\n" not in told
