"""Latent classes: against quadrature, the published median, and refusals."""

import numpy as np
import pytest
from scipy.stats import nbinom

from bemodels.bayes import diagnose
from bemodels.errors import InvalidDataError, NotConvergedError, NotEstimableError
from bemodels.undercount.capture import latent_classes
from bemodels.undercount.capture.capture_table import checked_histories
from bemodels.undercount.capture.classes import class_sampler
from bemodels.undercount.capture.classes.class_density import class_model
from bemodels.undercount.capture.classes.class_sampler import draw_classes

TINY = {"10": 4, "01": 3, "11": 3}
KOSOVO = {
    **{"1000": 1131, "0100": 845, "1100": 177, "0010": 936, "1010": 228},
    **{"0110": 217, "1110": 181, "0001": 306, "1001": 106, "0101": 31},
    **{"1101": 18, "0011": 123, "1011": 42, "0111": 32, "1111": 27},
}


def probabilities_by_quadrature(hidden, *, a, b, points):
    """P(hidden <= h) with two lists and classes: five integrals, alpha in closed form.

    u = -log(1 - V) is Lomax: its distribution function is 1 - (b/(b + u))**a.
    """
    x, w = np.polynomial.legendre.leggauss(points)
    x, w = (x + 1) / 2, w / 2
    first = np.exp(-b * ((1 - x) ** (-1 / a) - 1))  # 1 - V
    grid = np.meshgrid(1 - first, x, x, x, x, indexing="ij")
    weights = np.einsum("i,j,k,l,m->ijklm", w, w, w, w, w).ravel()
    share, p, q, r, s = (one.ravel() for one in grid)

    def theta(one, other):
        of_first = (p if one else 1 - p) * (q if other else 1 - q)
        of_second = (r if one else 1 - r) * (s if other else 1 - s)
        return share * of_first + (1 - share) * of_second

    unseen = theta(0, 0)
    logs = sum(
        k * np.log(theta(*map(int, pattern)) / (1 - unseen))
        for pattern, k in TINY.items()
    )
    posterior = weights * np.exp(logs)
    posterior /= posterior.sum()
    n = sum(TINY.values())
    return [float(posterior @ nbinom.cdf(h, n, 1 - unseen)) for h in hidden]


@pytest.mark.sampling
def test_two_lists_and_classes_against_quadrature():
    hidden = [0, 2, 5, 10, 30]
    expected = probabilities_by_quadrature(hidden, a=2, b=1.5, points=14)
    finer = probabilities_by_quadrature(hidden, a=2, b=1.5, points=18)
    assert expected == pytest.approx(finer, abs=2e-4)
    model = class_model(checked_histories(TINY), classes=2, shape=2, rate=1.5)
    drawn = draw_classes(model, rng=np.random.default_rng(5), chains=4, draws=3000)
    for h, probability in zip(hidden, finer, strict=True):
        below = (drawn.hidden <= h).astype(float)
        error = diagnose(f"at most {h}", below).mcse
        assert error < 0.01
        assert below.mean() == pytest.approx(probability, abs=4 * error)


@pytest.mark.sampling
def test_kosovo_has_the_published_median():
    """R package LCMCR, K = 10, a = b = .25: medians 10,598 and 10,422 of two seeds."""
    result = latent_classes(
        KOSOVO, rng=np.random.default_rng(1), classes=10, a=0.25, b=0.25, draws=3000
    )
    population = result.estimate("population")
    assert 10_300 < population.value < 10_700
    assert 9_000 < population.interval.low < 9_300
    assert 13_400 < population.interval.high < 15_000
    assert result.estimate("hidden").value == population.value - 4400
    names = [check.name for check in result.checks]
    assert names[:3] == ["r_hat (rank-normalised)", "ess_bulk", "ess_tail"]


@pytest.mark.sampling
def test_one_rng_gives_the_same_draws(monkeypatch):
    monkeypatch.setattr(class_sampler, "WARM_UP", 50)
    model = class_model(checked_histories(TINY), classes=2, shape=1, rate=1)
    first, second = (
        draw_classes(model, rng=np.random.default_rng(2), chains=4, draws=20)
        for _ in range(2)
    )
    assert (first.hidden == second.hidden).all()
    assert (first.missed == second.missed).all()


@pytest.mark.sampling
def test_chains_too_short_to_agree_are_refused():
    with pytest.raises(NotConvergedError) as refused:
        latent_classes(
            TINY, rng=np.random.default_rng(2), classes=2, a=1, b=1, draws=100
        )
    assert "has not converged" in str(refused.value)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"rng": 1}, "rng must be a Generator, got 1"),
        ({"classes": 1}, "classes must be a whole number of 2 or more, got 1"),
        ({"classes": 51}, "classes must be 50 or fewer, got 51"),
        ({"a": 0}, "a must be a number between 0 and 1e+06, got 0"),
        ({"b": -1}, "b must be a number between 0 and 1e+06, got -1"),
        ({"draws": 99}, "draws must be a whole number of 100 or more, got 99"),
        ({"chains": 3}, "chains must be a whole number of 4 or more, got 3"),
        ({"histories": {"1": 3}}, "histories must have 2 to 10 lists, got 1"),
        ({"level": 0}, "level must lie between 0 and 1, got 0"),
    ],
)
def test_bad_arguments_are_refused_in_a_line(changed, message):
    given = {"histories": TINY, "rng": np.random.default_rng(1), "classes": 2}
    given |= {"a": 1, "b": 1, "draws": 100} | changed
    with pytest.raises(InvalidDataError) as refused:
        latent_classes(given.pop("histories"), **given)
    assert str(refused.value) == message


def test_no_record_is_refused():
    with pytest.raises(NotEstimableError) as refused:
        latent_classes(
            {"10": 0}, rng=np.random.default_rng(1), classes=2, a=1, b=1, draws=100
        )
    assert str(refused.value) == (
        "the histories hold no incident, so they say nothing of those not seen"
    )
