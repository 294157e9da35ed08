"""The density behind labels in code against that in words; nothing is sampled."""

from dataclasses import replace

import numpy as np
import pytest
from label_rows import PRIORS, ROWS, UNIFORM, VALIDATION
from scipy.special import expit
from scipy.stats import beta, binom, norm, poisson

from bemodels.undercount.mislabelled.label_draws import draw_prior, log_likelihood
from bemodels.undercount.mislabelled.label_loops import label_density
from bemodels.undercount.mislabelled.label_model import builder, model_data
from bemodels.undercount.mislabelled.labelled_counts import read_labelled

LABELLED, _ = read_labelled("inspired ~ x", ROWS, linked="linked", exposure="years")
POINTS = [
    {
        "rate_draw": np.array([[0.3, -1.2], [0.8, 0.4]]),
        "label_draw": np.array([1.1, 0.7]),
    },
    {
        "rate_draw": np.array([[-1.5, 0.2], [1.9, -0.6]]),
        "label_draw": np.array([-0.4, 3.0]),
    },
]


@pytest.fixture(scope="module")
def log_density():
    import pymc as pm

    model = builder(2)()
    with model:
        pm.set_data(model_data(LABELLED, VALIDATION, PRIORS))
    return model.compile_logp(jacobian=False)


def density_in_words(point):
    location, scale = np.array([1.0, 0.0]), np.array([1.0, 0.5])
    coefficients = location + scale * point["rate_draw"]
    rates = np.exp(LABELLED.matrix @ coefficients.T) * ROWS[["years"]].to_numpy()
    inspired, u = expit(point["label_draw"])
    linked = 1 - inspired * (1 - u)
    first = inspired * rates[:, 0] + (1 - linked) * rates[:, 1]
    second = (1 - inspired) * rates[:, 0] + linked * rates[:, 1]
    jacobian = np.log(inspired) + np.log([inspired, 1 - inspired, u, 1 - u]).sum()
    return (
        poisson(first).logpmf(ROWS["inspired"]).sum()
        + poisson(second).logpmf(ROWS["linked"]).sum()
        + norm(location, scale).logpdf(coefficients).sum()
        + 2 * np.log(scale).sum()
        + binom(12, inspired).logpmf(10)
        + binom(22, linked).logpmf(20)
        + beta(4, 1).logpdf(inspired)
        + beta(6, 1).logpdf(linked)
        + jacobian
    )


@pytest.mark.parametrize("point", POINTS)
def test_the_density_in_code_is_the_density_in_words(log_density, point):
    assert float(log_density(point)) == pytest.approx(
        density_in_words(point), rel=1e-12
    )


@pytest.mark.parametrize("point", POINTS)
def test_slopes_are_those_of_differences(point):
    data = model_data(LABELLED, VALIDATION, PRIORS)
    data.pop("constant")
    rest = list(data.values())
    _, of_rate, of_label, *_ = label_density(*point.values(), *rest)
    for place, slopes in ((0, of_rate), (1, of_label)):
        for index in np.ndindex(slopes.shape):
            ends = []
            for step in (1e-5, -1e-5):
                moved = [one.copy() for one in point.values()]
                moved[place][index] += step
                ends.append(label_density(*moved, *rest)[0])
            difference = (ends[0] - ends[1]) / 2e-5
            assert slopes[index] == pytest.approx(difference, rel=1e-6, abs=1e-6)


def test_the_log_likelihood_of_draws_is_that_of_poisson_counts():
    draws = draw_prior(PRIORS, LABELLED.terms, size=3, rng=np.random.default_rng(1))
    found = log_likelihood(draws, LABELLED)[0]
    for number in range(3):
        one = draws.isel(chain=0, draw=number)
        rates = (
            np.column_stack(
                [
                    np.exp(LABELLED.matrix @ one[f"{group}_coefficient"].to_numpy())
                    for group in ("inspired", "linked")
                ]
            )
            * ROWS[["years"]].to_numpy()
        )
        s, t = one["labelled_right"].to_numpy()
        means = rates @ np.array([[s, 1 - s], [1 - t, t]])
        expected = poisson(means).logpmf(ROWS[["inspired", "linked"]]).sum()
        assert found[number] == pytest.approx(expected, rel=1e-12)


def test_the_prior_is_drawn_better_than_guesses():
    flat = replace(
        PRIORS,
        labels=replace(PRIORS.labels, inspired=UNIFORM, linked=UNIFORM),
    )
    draws = draw_prior(flat, ("Intercept",), size=4000, rng=np.random.default_rng(2))
    right = draws["labelled_right"].to_numpy()[0]

    assert (right.sum(axis=1) > 1).all()
    # Uniform on the upper triangle: the mean of each is 2/3.
    assert right.mean(axis=0) == pytest.approx([2 / 3, 2 / 3], abs=0.02)
