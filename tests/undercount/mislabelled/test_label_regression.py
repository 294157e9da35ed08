"""The regression behind labels: quadrature, prior where nothing speaks, known truth."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from label_rows import LABELS, PRIORS, ROWS, UNIFORM, VALIDATION, simulated_rows
from scipy.stats import beta, binom, norm

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount.mislabelled import LabelValidation, fit_mislabelled

NONE = LabelValidation(inspired=0, inspired_right=0, linked=0, linked_right=0)
MANY = LabelValidation(inspired=100, inspired_right=86, linked=100, linked_right=95)


def fit(formula="inspired ~ x", data=ROWS, **changes):
    given = {"linked": "linked", "exposure": "years", "validation": VALIDATION}
    given |= {"priors": PRIORS, "seed": 1} | changes
    return fit_mislabelled(formula, data, **given)


def draws_of(posterior, name):
    return dict(posterior.all_quantities())[name].ravel()


@pytest.mark.sampling
def test_one_row_agrees_with_quadrature():
    """Both rates and both shares on a grid of four dimensions."""
    row = pd.DataFrame({"inspired": [12], "linked": [30], "years": [2.0]})
    rates = np.linspace(-3, 5, 81)
    shares = (np.arange(60) + 0.5) / 60
    one, other = np.exp(rates)[:, None] * 2, np.exp(rates)[None, :] * 2
    prior = norm(1, 1).pdf(rates)
    cells = np.zeros((60, 60))
    for i, s in enumerate(shares):
        for j, t in enumerate(shares):
            if s + t > 1:
                first, second = s * one + (1 - t) * other, (1 - s) * one + t * other
                log_like = 12 * np.log(first) + 30 * np.log(second) - first - second
                cells[i, j] = prior @ np.exp(log_like - 80) @ prior
    cells *= np.outer(
        beta.pdf(shares, 4, 1) * binom.pmf(10, 12, shares),
        beta.pdf(shares, 6, 1) * binom.pmf(20, 22, shares),
    )
    posterior = fit("inspired ~ 1", row)

    for axis, group in ((1, "inspired"), (0, "linked")):
        chances = np.cumsum(cells.sum(axis=axis)) / cells.sum()
        drawn = draws_of(posterior, f"labelled_right[{group}]")
        for place in (30, 45, 50, 55):
            below = (drawn < shares[place] + 0.5 / 60).mean()
            assert below == pytest.approx(chances[place], abs=0.035)


@pytest.mark.sampling
def test_counts_that_say_nothing_leave_prior_and_validation():
    row = pd.DataFrame({"inspired": [0], "linked": [0], "years": [1e-9]})

    posterior = fit("inspired ~ 1", row, validation=MANY)

    known = {"inspired": beta(4 + 86, 1 + 14), "linked": beta(6 + 95, 1 + 5)}
    for probability in (0.1, 0.5, 0.9):
        for group, one in known.items():
            drawn = draws_of(posterior, f"labelled_right[{group}]")
            below = (drawn < one.ppf(probability)).mean()
            assert below == pytest.approx(probability, abs=0.035)
            drawn = draws_of(posterior, f"{group}_coefficient[Intercept]")
            below = (drawn < norm(1, 1).ppf(probability)).mean()
            assert below == pytest.approx(probability, abs=0.035)


@pytest.mark.sampling
def test_counts_of_none_vary_as_the_model_lets_them():
    row = pd.DataFrame({"inspired": [0], "linked": [0], "years": [1e-9]})

    checks = {check.name: check for check in fit("inspired ~ 1", row).checks}

    check = checks["counts vary as the model lets them"]
    assert check.passed
    assert check.detail == (
        "Pearson's sum is larger in 0.500 of the counts drawn anew, ties being halved; "
        "between 0.01 and 0.99"
    )


@pytest.mark.sampling
def test_millions_of_incidents_leave_an_answer():
    """Along the ridge of labels and rates chains once stood still."""
    data = simulated_rows(6, right=(0.85, 0.95), times=10_000)

    result = fit(data=data).result()

    for name, truth in {"inspired": 0.85, "linked": 0.95}.items():
        interval = result.estimate(f"labelled_right[{name}]").interval
        assert interval.low < truth < interval.high


@pytest.mark.sampling
def test_known_truths_are_recovered():
    posterior = fit(data=simulated_rows(5, right=(0.85, 0.95)), validation=MANY)
    result = posterior.result()
    truth = {
        "inspired_coefficient[Intercept]": np.log(4),
        "inspired_coefficient[x]": 0.5,
        "linked_coefficient[Intercept]": np.log(10),
        "linked_coefficient[x]": -0.3,
        "labelled_right[inspired]": 0.85,
        "labelled_right[linked]": 0.95,
    }
    for name, value in truth.items():
        interval = result.estimate(name).interval
        assert interval.low < value < interval.high
        assert result.estimate(name).identified == "both"
    assert all(check.passed for check in result.checks)
    rows = result.table("From prior to posterior").rows
    assert [row[-1] for row in rows] == ["estimate", "estimate"]
    assert result.assumptions[0].statement.startswith(
        "Labels are right more often than guesses"
    )


@pytest.mark.sampling
def test_counts_that_vary_more_fail_the_check():
    data = simulated_rows(5, right=(0.85, 0.95))
    data.loc[::4, "linked"] *= 3

    checks = {check.name: check for check in fit(data=data, validation=MANY).checks}

    assert not checks["counts vary as the model lets them"].passed


def test_without_validation_a_prior_that_says_nothing_is_refused():
    flat = replace(PRIORS, labels=replace(LABELS, linked=UNIFORM))
    with pytest.raises(NotEstimableError) as error:
        fit(validation=NONE, priors=flat)
    assert str(error.value) == (
        "the share of linked incidents that is labelled right is not identified: "
        "counts alone do not tell errors of labels from rates, none was validated, and "
        "its prior Beta(1, 1) says nothing; validate labels, or state a prior whose "
        "shapes sum to more than 2"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"validation": 3}, "validation must be a LabelValidation, got 3"),
        ({"priors": 3}, "priors must be a MislabelledPriors, got 3"),
        ({"linked": None}, "linked must name a column, got None"),
        ({"exposure": None}, "exposure must name a column, got None"),
        (
            {"linked": "inspired"},
            "the counts labelled inspired and linked must be two columns, got "
            "'inspired' for both",
        ),
        (
            {"formula": "inspired ~ x + linked"},
            "the column 'linked' holds the counts themselves, and so can be no term "
            "of 'inspired ~ x + linked'",
        ),
        (
            {"formula": "inspired ~ log(inspired + 1)"},
            "the column 'inspired' holds the counts themselves, and so can be no term "
            "of 'inspired ~ log(inspired + 1)'",
        ),
        (
            {"exposure": "linked"},
            "the column 'linked' holds the counts themselves, and so cannot be their "
            "exposure",
        ),
        (
            {"data": ROWS.assign(linked=[9, 4, -1, 0, 21, 6])},
            "data, row 3, column 'linked': got -1; a count must be a whole number from "
            "0 to 1000000000",
        ),
        ({"seed": -1}, "seed must be a whole number of 0 or more, got -1"),
    ],
)
def test_wrong_arguments_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        fit(**changes)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"intercept_location": 11},
            "intercept_location must be a number between -10 and 10, got 11",
        ),
        (
            {"slope_scale": 0},
            "slope_scale must be a number between 0 and 5, got 0",
        ),
        ({"slope_reason": ""}, "slope_reason must say why, got none"),
    ],
)
def test_priors_that_are_none_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        replace(PRIORS, **changes)
    assert str(error.value) == message
