"""The ridge regression in closed form, against what numpy finds the long way."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring.taste.ridge import fit

Floats = NDArray[np.float64]
_DAY = 3.0  # the variance of a day's own effect


def examples(count: int = 40, width: int = 6) -> tuple[Floats, Floats]:
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(count, width))
    return rows, rows @ chance.normal(size=width) + 0.1 * chance.normal(size=count)


def days(count: int, *, each: int = 8) -> list[str]:
    return [f"day {n // each}" for n in range(count)]


def by_least_squares(
    rows: Floats, targets: Floats, *, weights: Floats, names: list[str], strength: float
) -> Floats:
    """Solve the same as one least-squares problem: days are columns, penalties are rows."""
    column = {name: at for at, name in enumerate(dict.fromkeys(names))}
    effects = np.zeros((len(rows), len(column)))
    effects[range(len(rows)), [column[name] for name in names]] = np.sqrt(_DAY)
    whole = np.hstack([rows, effects])
    penalty = np.sqrt(strength) * np.eye(whole.shape[1])
    left = np.vstack([np.sqrt(weights)[:, None] * whole, penalty])
    right = np.concatenate([np.sqrt(weights) * targets, np.zeros(whole.shape[1])])
    solution, *_ = np.linalg.lstsq(left, right, rcond=None)
    return np.asarray(solution[: rows.shape[1]])


@pytest.mark.parametrize("strength", [0.5, 3.0, 24.0])
def test_the_weights_are_those_of_the_least_squares(strength: float) -> None:
    rows, targets = examples()
    weights = np.linspace(0.3, 3.0, len(rows))
    names = days(len(rows))

    fitted = fit(
        rows @ rows.T,
        targets,
        weights=weights,
        days=names,
        groups=[str(n) for n in range(len(rows))],
        strengths=(strength,),
    )

    expected = by_least_squares(rows, targets, weights=weights, names=names, strength=strength)
    assert np.allclose(rows.T @ fitted.shares, expected)


def test_the_left_out_error_is_that_of_fits_without_each_group() -> None:
    rows, targets = examples(count=18)
    products, names = rows @ rows.T, days(18)
    groups = [f"job {n % 7}" for n in range(18)]
    weights = np.linspace(0.5, 2.0, 18)

    fitted = fit(products, targets, weights=weights, days=names, groups=groups, strengths=(2.0,))

    missed = 0.0
    for group in set(groups):
        left = [n for n in range(18) if groups[n] == group]
        kept = [n for n in range(18) if groups[n] != group]
        same = np.array([[_DAY * (names[a] == names[b]) for b in range(18)] for a in range(18)])
        base = products + same
        inside = base[np.ix_(kept, kept)] + np.diag(2.0 / weights[kept])
        foretold = base[np.ix_(left, kept)] @ np.linalg.solve(inside, targets[kept])
        missed += float(weights[left] @ (targets[left] - foretold) ** 2)
    assert fitted.error == pytest.approx(missed / weights.sum())


def test_noise_is_regularised_more_than_a_rule() -> None:
    rows, targets = examples(count=60)
    noise = np.random.default_rng(4).normal(size=60)
    names, groups = days(60), [str(n) for n in range(60)]
    weights = np.ones(60)

    clear = fit(rows @ rows.T, targets, weights=weights, days=names, groups=groups)
    unclear = fit(rows @ rows.T, noise, weights=weights, days=names, groups=groups)

    assert clear.strength < unclear.strength


def test_a_day_that_was_scored_higher_as_a_whole_teaches_nothing() -> None:
    rows = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    targets = np.array([2.0, 1.0, 12.0, 11.0])

    fitted = fit(
        rows @ rows.T,
        targets - targets.mean(),
        weights=np.ones(4),
        days=["a", "a", "b", "b"],
        groups=list("1234"),
        strengths=(0.01,),
    )

    first, second = rows.T @ fitted.shares
    assert first - second == pytest.approx(1.0, abs=0.05)
