"""What a prior learnt from the data, and the word that follows."""

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import beta as beta_distribution

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import Beta
from bemodels.undercount import (
    Fates,
    SurfacingPrior,
    hidden_given_prior,
    population_mean,
)
from bemodels.undercount.contraction import Narrowing, logit_variance

TWELVE = Fates(arrests=9, attacks=3)


def prior(a, b):
    return SurfacingPrior(beta=Beta(a=a, b=b), reason="stated for a test")


def narrowing(before, after):
    return Narrowing(
        quantity="one", scale="log", prior_variance=before, posterior_variance=after
    )


@pytest.mark.parametrize("shapes", [(2, 8), (0.8, 0.9), (3.5, 1.2)])
def test_the_variance_of_a_logit_is_that_of_its_density(shapes):
    x = np.linspace(-60, 60, 400_001)
    density = np.exp(
        beta_distribution(*shapes).logpdf(expit(x)) + np.log(expit(x) * expit(-x))
    )
    density = np.nan_to_num(density, posinf=0) * (x[1] - x[0])
    variance = density @ x**2 - (density @ x) ** 2

    assert logit_variance(Beta(a=shapes[0], b=shapes[1])) == pytest.approx(
        variance, rel=1e-6
    )


@pytest.mark.parametrize(
    ("after", "contraction", "word"),
    [(4.0, 0.0, "scenario"), (3.7, 0.075, "scenario"), (1.0, 0.75, "estimate")],
)
def test_under_a_tenth_the_word_is_scenario(after, contraction, word):
    one = narrowing(4.0, after)
    assert one.contraction == pytest.approx(contraction)
    assert one.word == word


def test_surfacing_is_not_contracted_at_all():
    result = hidden_given_prior(TWELVE, prior(2, 8))
    table, _ = result.tables
    ((name, scale, before, after, contraction, word),) = table.rows

    assert (name, scale, contraction, word) == ("surfacing", "logit", 0.0, "scenario")
    assert before == after == pytest.approx(logit_variance(Beta(a=2, b=8)) ** 0.5)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (0.0, 1.0, "prior_variance must be a finite number above 0, got 0.0"),
        (np.inf, 1.0, "prior_variance must be a finite number above 0, got inf"),
        (1.0, -1.0, "posterior_variance must be 0 or more and finite, got -1.0"),
    ],
)
def test_a_prior_without_a_variance_has_no_contraction(before, after, message):
    with pytest.raises(InvalidDataError) as error:
        narrowing(before, after)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("a", "b", "printed"), [(2, 8, 108), (3, 7, 54), (5, 5, 27), (1.5, 4.5, 120)]
)
def test_a_mean_that_exists(a, b, printed):
    assert population_mean(TWELVE, prior(a, b)) == pytest.approx(printed)


@pytest.mark.parametrize("a", [1, 0.999, 0.5])
def test_an_infinite_mean_is_refused_while_its_quantiles_stay(a):
    with pytest.raises(NotEstimableError) as error:
        population_mean(TWELVE, prior(a, 1))
    assert str(error.value) == (
        "the mean of the population is infinite under a prior whose first shape is 1 "
        f"or less, got {a}: its quantiles exist"
    )
    assert hidden_given_prior(TWELVE, prior(a, 1)).estimate("population").value >= 12
