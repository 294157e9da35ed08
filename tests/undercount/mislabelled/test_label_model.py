"""The density behind labels in code against that in words; nothing is sampled."""

from dataclasses import replace

import numpy as np
import pytest
from label_rows import PRIORS, ROWS, UNIFORM, VALIDATION
from scipy.special import expit
from scipy.stats import beta, binom, norm, poisson

from bemodels.undercount.mislabelled.label_draws import draw_prior, log_likelihood
from bemodels.undercount.mislabelled.label_loops import label_density
from bemodels.undercount.mislabelled.label_model import (
    builder,
    middle_row,
    model_data,
    prior_axes,
)
from bemodels.undercount.mislabelled.labelled_counts import read_labelled

LABELLED, _ = read_labelled("inspired ~ x", ROWS, linked="linked", exposure="years")
LOCATION, SCALE = np.array([1.0, 0.0]), np.array([1.0, 0.5])
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


def in_words(point):
    """Return coefficients by group and shares labelled right, from the docstring."""
    counts = ROWS[["inspired", "linked"]].to_numpy().sum(axis=0) + 0.5
    log_t = np.log(counts.sum()) + 2 / np.sqrt(counts.sum()) * point["rate_draw"][0, 0]
    logit_q = np.log(counts[0] / counts[1]) + point["rate_draw"][1, 0] * 2 * np.sqrt(
        (1 / counts).sum()
    )
    q, w, u = expit([logit_q, *point["label_draw"]])
    right = np.array([1 - (1 - q) * w, 1 - q * u])
    means = np.exp(log_t) * np.array([q * (1 - u), (1 - q) * (1 - w)])
    means /= right.sum() - 1
    weights = ROWS["inspired"] + ROWS["linked"] + 0.5
    row = np.array([1.0, (weights @ ROWS["x"]) / weights.sum()])
    # Log means in the middle row, and one standard normal across it, fix two terms.
    along = row * SCALE
    across = np.array([-along[1], along[0]]) / np.hypot(*along)
    turned = np.array([along, across])
    off = np.log(means) - np.log(ROWS["years"].sum()) - row @ LOCATION
    side = point["rate_draw"][:, 1] * side_of_axes(across)
    standard = np.linalg.solve(turned, np.array([off, side])).T
    return LOCATION + SCALE * standard, right


def side_of_axes(across):
    """Return whether the second axis points along a vector, or against it."""
    axes = model_data(LABELLED, VALIDATION, PRIORS)["axes"]
    return np.sign(axes[:, 1] / SCALE @ across)


def jacobian(point):
    """Return the logarithm of how volumes change, by differences."""
    ends = []
    for place in range(6):
        columns = []
        for step in (1e-6, -1e-6):
            flat = np.hstack([one.ravel() for one in point.values()])
            flat[place] += step
            moved = dict(rate_draw=flat[:4].reshape(2, 2), label_draw=flat[4:])
            columns.append(np.hstack([one.ravel() for one in in_words(moved)]))
        ends.append((columns[0] - columns[1]) / 2e-6)
    return np.linalg.slogdet(np.array(ends))[1]


def density_in_words(point):
    coefficients, (inspired, linked) = in_words(point)
    rates = np.exp(LABELLED.matrix @ coefficients.T) * ROWS[["years"]].to_numpy()
    first = inspired * rates[:, 0] + (1 - linked) * rates[:, 1]
    second = (1 - inspired) * rates[:, 0] + linked * rates[:, 1]
    return (
        poisson(first).logpmf(ROWS["inspired"]).sum()
        + poisson(second).logpmf(ROWS["linked"]).sum()
        + norm(LOCATION, SCALE).logpdf(coefficients).sum()
        + binom(12, inspired).logpmf(10)
        + binom(22, linked).logpmf(20)
        + beta(4, 1).logpdf(inspired)
        + beta(6, 1).logpdf(linked)
        + jacobian(point)
    )


@pytest.mark.parametrize("point", POINTS)
def test_the_density_in_code_is_the_density_in_words(log_density, point):
    assert float(log_density(point)) == pytest.approx(density_in_words(point), rel=1e-8)


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


@pytest.mark.parametrize(
    "formula", ["inspired ~ x", "inspired ~ 0 + x", "inspired ~ 1"]
)
def test_the_middle_row_moves_along_the_first_axis_alone(formula):
    labelled, _ = read_labelled(formula, ROWS, linked="linked", exposure="years")
    _, scale = PRIORS.of_terms(labelled.terms)
    row = middle_row(labelled, scale)
    axes, length = prior_axes(row, scale)

    # Axes of a normal prior: their outer products are its covariance.
    assert axes @ axes.T == pytest.approx(np.diag(scale**2), abs=1e-12)
    assert row @ axes == pytest.approx([length, *[0] * (len(row) - 1)], abs=1e-12)
    assert length > 0


def test_where_terms_cancel_out_the_longest_row_is_the_middle():
    rows = ROWS.assign(x=[-1, 1, -1, 1, 3, -3], inspired=4, linked=5)
    labelled, _ = read_labelled(
        "inspired ~ 0 + x", rows, linked="linked", exposure="years"
    )

    assert middle_row(labelled, np.array([0.5])) == pytest.approx([3.0])
