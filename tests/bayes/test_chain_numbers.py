"""Diagnostics of many quantities at once are those of ArviZ, to their last digits."""

import numpy as np
import pytest
from arviz_stats.base import array_stats

from bemodels.bayes import diagnose, diagnose_all
from bemodels.bayes.diagnostics import AXES, NUMBERS, TAILS


def by_arviz(draws):
    return {
        "mean": draws.mean(),
        "sd": draws.std(ddof=1),
        "r_hat": array_stats.rhat(draws, method="rank", **AXES),
        "ess_bulk": array_stats.ess(draws, method="bulk", **AXES),
        "ess_tail": array_stats.ess(draws, method="tail", prob=TAILS, **AXES),
        "mcse": array_stats.mcse(draws, method="mean", **AXES),
        "mcse_limit": max(
            array_stats.mcse(draws, method="quantile", prob=one, **AXES)
            for one in TAILS
        ),
    }


def correlated(share, shape, seed):
    steps = np.random.default_rng(seed).normal(size=shape)
    for i in range(1, shape[1]):
        steps[:, i] += share * steps[:, i - 1]
    return steps


def quantities(shape):
    rng = np.random.default_rng(3)
    return [
        ("independent", rng.normal(size=shape)),
        ("slow", correlated(0.95, shape, 4)),
        ("alternating", correlated(-0.8, shape, 5)),
        ("heavy tails", rng.standard_cauchy(size=shape)),
        ("skewed", np.exp(3 * rng.normal(size=shape))),
        ("whole numbers", rng.poisson(0.4, size=shape).astype(float)),
        ("nearly always 0", (rng.random(shape) < 0.01).astype(float)),
        ("large", 1e12 + rng.normal(size=shape)),
        ("small", 1e-12 * rng.normal(size=shape)),
        ("apart", rng.normal(size=shape) + np.arange(shape[0])[:, None]),
        ("stuck", np.repeat(rng.normal(size=(shape[0], 1)), shape[1], axis=1)),
        ("trend", np.linspace(0, 3, shape[1]) + rng.normal(size=shape)),
    ]


SHAPES = [(4, 500), (4, 1000), (5, 101), (4, 333), (2, 100)]


@pytest.mark.filterwarnings("ignore:divide by zero")
@pytest.mark.filterwarnings("ignore:invalid value")
@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_is_that_of_arviz(shape):
    given = quantities(shape)
    found = diagnose_all(given)

    assert [one.name for one in found] == [name for name, _ in given]
    for one, (name, draws) in zip(found, given, strict=True):
        for key, expected in by_arviz(draws).items():
            if (name, key) == ("stuck", "r_hat"):
                # Some number over what rounding makes of 0.
                assert not getattr(one, key) < 1.01
                continue
            assert getattr(one, key) == pytest.approx(
                float(expected), rel=1e-9 if name == "large" else 1e-12, nan_ok=True
            ), (name, key)


def test_a_quantity_alone_has_the_numbers_that_it_has_among_others():
    given = quantities((4, 500))

    for one, pair in zip(diagnose_all(given), given, strict=True):
        alone = diagnose(*pair)
        for key in NUMBERS:
            assert getattr(alone, key) == pytest.approx(
                getattr(one, key), rel=1e-12, nan_ok=True
            ), (pair[0], key)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_draws_that_are_no_numbers_have_no_diagnostics(value):
    draws = np.random.default_rng(1).normal(size=(4, 500))
    wrong = draws.copy()
    wrong[2, 7] = value

    sound, other, again = diagnose_all([("a", draws), ("b", wrong), ("c", draws)])

    assert sound.ess_bulk == again.ess_bulk
    assert np.isnan([getattr(other, key) for key in NUMBERS]).all()
