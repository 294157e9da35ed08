"""Roots begun on a few nodes are those of the many."""

from math import exp, pi, sqrt

import pytest
from scipy.integrate import quad
from scipy.special import betainc, gamma

from bemodels.errors import NotEstimableError
from bemodels.undercount import Fates, hidden_given_propensity
from bemodels.undercount.propensity_roots import refined_root

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)


@pytest.mark.parametrize("off", [0.0, 1e-9, -1e-3, 40.0])
def test_where_the_cheaper_one_errs_the_root_is_still_that_of_the_other(off):
    root = refined_root(lambda x: x - 2 - off, lambda x: x**3 - 8, start=-5.0, step=0.5)
    assert root == pytest.approx(2, abs=1e-12)


def test_the_dear_function_is_asked_few_times():
    asked = []

    def fine(x):
        asked.append(x)
        return x**3 - 8

    refined_root(lambda x: x**3 - 8 - 1e-8, fine, start=-50.0, step=0.5)
    assert len(asked) < 10


def test_what_crosses_nowhere_is_refused():
    with pytest.raises(NotEstimableError):
        refined_root(lambda x: x, lambda x: -1.0, start=0.0, step=1.0)


def beyond(actors, given_log_sd):
    """P(expected actors > a number, propensity possible), by nested integrals."""

    def at(z):
        ratio = exp(given_log_sd * z)
        return quad(
            lambda t: (
                t**2.5
                * exp(-t)
                * betainc(1.5, 94.5, min(1.0, 1 / ratio, t / (ratio * actors)))
            ),
            0,
            40,
            points=[0.1, 1, 3, 10],
            limit=200,
            epsabs=1e-9,
        )[0] / gamma(3.5)

    def weighted(z):
        return exp(-z * z / 2) / sqrt(2 * pi) * at(z)

    return quad(weighted, -7, 7, epsabs=1e-8, limit=40)[0]


def test_quantiles_of_a_varying_propensity_against_nested_quadrature():
    result = hidden_given_propensity(
        INSPIRED, LINKED, relative_propensity=1, log_sd=1, linked_surfacing=1
    )
    population = result.estimate("population")
    at_all = beyond(12, 1)
    share = beyond(population.value, 1) / at_all
    assert share == pytest.approx(0.5, abs=1e-7)
