"""Labelled sets of any origin are read and measured; the figures are what the formulas say."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import metrics, quality, titles
from benchmarks.labels import LabelSet, Text, read_sets
from benchmarks.lines import LabelsUnreadableError
from benchmarks.scorers import scorers
from benchmarks.sides import side_of
from tools.meaning_texts import esco_groups

CV = (
    "Ada Example\nWork experience\nNurse, Wren Hospital, 2015 - present\n"
    "I cared for patients in the ICU.\nEducation\nBSc Nursing, 2014"
)
OTHER_CV = "Ben Example\nEmployment history\nRoofer, 2010 to 2020\nI built roofs.\nEducation: none"
JOB = "Registered Nurse\nYou will care for patients. Requirements: ICU experience. Apply now."
OTHER_JOB = "Roofer\nWe are looking for a roofer. Your tasks: repair roofs. We offer good pay."


def write(folder: Path, **files: Iterable[Mapping[str, Any]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in files.items():
        text = "\n".join(map(json.dumps, entries)) + "\n"
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def nurse_and_roofer(folder: Path, *, query: str, fitting: str, other: str) -> Path:
    return write(
        folder,
        queries=[{"id": "q", "text": query}],
        documents=[{"id": 1, "text": other}, {"id": 2, "text": fitting}],
        judgements=[
            {"query": "q", "document": 1, "grade": 0},
            {"query": "q", "document": 2, "grade": 2.5},
            {"query": "q", "document": 99, "grade": 1},
        ],
    )


def only(folder: Path) -> LabelSet:
    (found,) = read_sets(folder)
    return found


def local_rank(labels: LabelSet) -> list[str]:
    """Return the documents' texts as the local judge ranks them for the first query."""
    query = labels.queries[0]
    scores = scorers()["local"](labels)(query)
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    return [query.documents[at].text for at in order]


@pytest.mark.parametrize(
    ("query", "fitting", "other", "kind"),
    [
        (JOB, CV, OTHER_CV, "people for a job"),
        (CV, JOB, OTHER_JOB, "jobs for a person"),
        ("Nurse", "RN", "Roofer", "titles for a title"),
    ],
    ids=["a job asks for people", "a person asks for jobs", "a title asks for titles"],
)
def test_what_is_ranked_for_what_is_told_from_the_texts(
    tmp_path: Path, query: str, fitting: str, other: str, kind: str
) -> None:
    labels = only(nurse_and_roofer(tmp_path / "mine", query=query, fitting=fitting, other=other))

    assert labels.kind == kind
    assert local_rank(labels) == [fitting, other]


def test_a_set_may_say_itself_what_its_queries_are(tmp_path: Path) -> None:
    nurse_and_roofer(tmp_path, query="Nurse", fitting="RN", other="Roofer")
    (tmp_path / "set.json").write_text('{"queries": "people"}')

    assert only(tmp_path).kind == "jobs for a person"


def test_people_speak_of_a_past_and_jobs_to_somebody() -> None:
    assert side_of([CV, OTHER_CV], [JOB, OTHER_JOB]) == "people"
    assert side_of([JOB, OTHER_JOB], [CV, OTHER_CV]) == "jobs"
    assert side_of(["tekla, steel detailing, autocad"], [CV]) == "jobs"
    assert side_of(["Python, Kafka; wants backend work"], [JOB]) == "people"


def test_packed_files_are_read_like_open_ones(tmp_path: Path) -> None:
    nurse_and_roofer(tmp_path, query=JOB, fitting=CV, other=OTHER_CV)
    before = only(tmp_path)
    for path in list(tmp_path.glob("*.jsonl")):
        path.with_suffix(".jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()

    assert only(tmp_path) == before


def test_where_only_the_relevant_are_listed_all_documents_are_ranked(tmp_path: Path) -> None:
    write(
        tmp_path,
        queries=[{"id": "q", "title": "Nurse"}],
        documents=[{"id": name, "title": name} for name in ("RN", "Roofer", "Cook")],
        judgements=[{"query": "q", "document": "RN", "grade": 1}] * 2,
    )

    (query,) = only(tmp_path).queries

    graded = dict(zip((each.title for each in query.documents), query.grades, strict=True))
    assert graded == {"RN": 1, "Roofer": 0, "Cook": 0}


def test_a_grade_that_is_given_twice_is_their_mean(tmp_path: Path) -> None:
    write(
        tmp_path,
        queries=[{"id": "q", "title": "Nurse"}],
        documents=[{"id": "d", "title": "RN"}],
        judgements=[{"query": "q", "document": "d", "grade": grade} for grade in (1, 4)],
    )

    assert only(tmp_path).queries[0].grades == [2.5]


def test_a_missing_title_is_the_first_line_and_a_missing_text_the_title(tmp_path: Path) -> None:
    write(
        tmp_path,
        queries=[{"id": "q", "text": "Nurse\nICU", "extra": [1]}],
        documents=[{"id": "d", "title": "RN", "text": None}],
        judgements=[{"query": "q", "document": "d", "grade": -1}],
    )

    (query,) = only(tmp_path).queries

    assert query.query == Text(title="Nurse", text="Nurse\nICU")
    assert query.documents == [Text(title="RN", text="RN")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("judgements.jsonl", '{"query": "q", "document": 1, "grade": "good"}', "no number 'grade'"),
        ("judgements.jsonl", "{oops", "line 1"),
        ("judgements.jsonl", '{"query": "?", "document": "?", "grade": 1}', "no line names"),
        ("documents.jsonl", "[]", "not an object"),
        ("set.json", '{"queries": "dogs"}', "not one of jobs, people, titles"),
    ],
)
def test_a_set_that_cannot_be_read_says_where_and_why(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    nurse_and_roofer(tmp_path, query=JOB, fitting=CV, other=OTHER_CV)
    (tmp_path / name).write_text(content)

    with pytest.raises(LabelsUnreadableError, match=said):
        only(tmp_path)


def test_days_without_a_pick_or_a_person_are_refused(tmp_path: Path) -> None:
    write(tmp_path, picks=[])
    with pytest.raises(LabelsUnreadableError, match=r"profile\.json"):
        only(tmp_path)

    (tmp_path / "profile.json").write_text("{}")
    with pytest.raises(LabelsUnreadableError, match="no pick"):
        only(tmp_path)


def test_a_folder_without_a_set_ends_the_command_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="No labelled set in"):
        quality.main(["--labels", str(tmp_path)])


def test_the_command_writes_every_scorers_figures_on_every_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nurse_and_roofer(tmp_path / "labels/ours", query=JOB, fitting=CV, other=OTHER_CV)
    days = write(
        tmp_path / "labels/picks",
        picks=[
            {"date": "2026-01-01", "title": "Registered Nurse", "summary": "ICU.", "score": 90},
            {"date": "2026-01-01", "title": "Roofer", "summary": "Roofs.", "score": 10},
            {"date": "2026-01-01", "title": "Cook", "summary": "Kitchen.", "score": 30},
        ],
    )
    (days / "profile.json").write_text('{"title": "Nurse", "text": "Wants to work in an ICU."}')

    quality.main(["--labels", str(tmp_path / "labels"), "--json", str(tmp_path / "figures.json")])

    rows = json.loads((tmp_path / "figures.json").read_text())
    local = {(row["set"], row["metric"]): row["value"] for row in rows if row["scorer"] == "local"}
    assert "ours" in capsys.readouterr().out
    assert {frozenset(row) for row in rows} == {
        frozenset(("set", "scorer", "metric", "value", "low", "high"))
    }
    assert {row["scorer"] for row in rows} >= {"random", "keyword", "tfidf", "bm25", "meaning"}
    assert {row["scorer"] for row in rows} >= {"local", "personal"}
    assert local["ours", "MAP"] == 1
    assert local["picks", "nDCG@5"] >= 0.9


def test_the_metrics_are_those_of_the_books() -> None:
    scores, grades = [3.0, 2.0, 1.0, 0.0], [1.0, 3.0, 0.0, 2.0]

    assert metrics.ndcg5(scores, grades) == pytest.approx(
        (1 + 3 * 0.6309 + 2 * 0.4307) / 4.7619, 1e-3
    )
    assert metrics.kendall(scores, grades) == pytest.approx(0)
    assert metrics.spearman(scores, grades) == pytest.approx(0)
    assert metrics.average_precision(scores, grades) == pytest.approx((1 + 1 + 3 / 4) / 3)


def test_a_grade_below_0_gains_nothing() -> None:
    assert metrics.ndcg5([2.0, 1.0], [-1.0, 1.0]) == metrics.ndcg5([2.0, 1.0], [0.0, 1.0])
    assert metrics.ndcg5([2.0, 1.0], [-1.0, -2.0]) is None


_GRADES = st.lists(st.integers(-2, 5).map(float), min_size=2, max_size=12)


@given(_GRADES)
def test_the_grades_themselves_are_the_best_ranking(grades: list[float]) -> None:
    measured = [metric(grades, grades) for metric in (*_all_metrics(), metrics.ndcg5)]

    assert all(value is None or value == pytest.approx(1) for value in measured)


@given(_GRADES, st.randoms(use_true_random=False))
def test_every_metric_stays_in_its_bounds(grades: list[float], chance: Any) -> None:
    scores = [chance.random() for _ in grades]

    assert all(-1.001 <= (metric(scores, grades) or 0) <= 1.001 for metric in _all_metrics())


def _all_metrics() -> tuple[metrics.Metric, ...]:
    return metrics.ndcg10, metrics.average_precision, metrics.kendall, metrics.spearman


@pytest.mark.shared
def test_real_titles_are_ranked_as_well_as_people_would(shared: Path) -> None:
    """Of every fourth title, which takes a second; the command measures all."""
    labels = next(each for each in read_sets(shared / "data/labels") if each.name == "titles")
    rank = scorers()["local"](labels)

    found = [
        metrics.average_precision(rank(query), query.grades) or 0 for query in labels.queries[2::4]
    ]

    assert sum(found) / len(found) >= 0.58


@pytest.mark.shared
def test_names_that_nothing_was_fitted_to_find_each_other(shared: Path) -> None:
    names = esco_groups(shared / "data/labels/titles/esco_occupations_en.csv.gz", held_out=True)
    labels = titles.held_out([each for each in names if len(each) >= 5][::4])
    compared = {
        name: [
            metrics.average_precision(scorer(labels)(query), query.grades) or 0
            for query in labels.queries
        ]
        for name, scorer in scorers().items()
        if name in ("tfidf", "local")
    }

    assert sum(compared["local"]) > sum(compared["tfidf"])
    assert sum(compared["local"]) / len(labels.queries) >= 0.75
