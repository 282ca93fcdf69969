"""Why a score moved, in words: the change that did it, with its points or its cap."""

from typing import Any

from scoring.explain.moved import EDITED, NEWER_JUDGE, OTHER_JUDGE, move_reasons
from scoring.judges.local import judge_locally
from scoring.model import Part, Pay, Verdict
from tests import factories as make
from tests.scoring.test_carry import PAID, TEXT, opinion


def said(old: Verdict, new: Verdict, fields: dict[str, Any], **options: Any) -> tuple[str, ...]:
    posting = make.posting(text=f"{TEXT} You write Rust every day.", pay=PAID)
    return move_reasons(
        old,
        new,
        posting=posting,
        before=make.profile(),
        after=make.profile(**fields),
        **options,
    )


RUST = {"skills": ("Python", "PostgreSQL", "Kubernetes", "Rust")}
PAY = {"min_pay": Pay(low=80_000, currency="EUR", period="year")}


def local(fields: dict[str, Any]) -> Verdict:
    posting = make.posting(text=f"{TEXT} You write Rust every day.", pay=PAID)
    return judge_locally(posting, make.profile(**fields))


def test_a_local_score_names_the_change_with_its_points() -> None:
    old, new = local({}), local(RUST)

    assert new.fit > old.fit
    assert said(old, new, RUST) == (f"Rust is now yours: +{new.fit - old.fit}",)


def test_a_cap_is_named_first_with_its_bound() -> None:
    both = RUST | PAY

    first, *_ = said(local({}), local(both), both)

    assert first == "you now ask €80,000 a year: capped at 50"


def test_a_models_score_names_the_change_it_was_asked_about() -> None:
    assert said(opinion(), opinion(fit=90), RUST) == ("Rust is now yours",)


def test_a_models_score_that_facts_moved_names_the_points_or_the_cap() -> None:
    capped = opinion(fit=50, cap="pays less than you ask")

    assert said(opinion(), capped, PAY) == ("you now ask €80,000 a year: capped at 50",)
    assert said(opinion(), opinion(fit=84), {"remote": ("remote",)}) == ("workplace: + remote: -2",)


def test_what_was_learned_is_told_beside_the_rest() -> None:
    old, new = local({}), local(RUST)
    learned = Part(name="learned", points=4, most=10, evidence="you like robots")
    new = new.model_copy(
        update={"fit": new.fit + 4, "parts": (*new.parts, learned), "judge": f"{new.judge}+t1"}
    )

    assert said(old, new, RUST)[-1] == "what I learned from your buttons: +4"


def test_other_reasons_are_told_too() -> None:
    old = local({})
    changed = {"fit": old.fit + 3}

    assert said(old, old, RUST) == ()
    assert said(old, old.model_copy(update=changed), {}, edited=True) == (EDITED,)
    assert said(old, opinion(), {}) == (OTHER_JUDGE,)
    newer = old.model_copy(update=changed | {"judge": "local-99"})
    assert said(old, newer, {}) == (NEWER_JUDGE,)
