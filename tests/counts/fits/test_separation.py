"""Separation: the programme against one for each row, and where contrasts go."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from bemodels.counts import (
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.data.designs.count_design import read_design
from bemodels.data.designs.separation import find_separation
from bemodels.errors import NotEstimableError

INF = np.inf


def lowered_one_by_one(matrix, counts):
    """Ask of each row without a count whether a direction lowers it, raising none."""
    zero, positive = matrix[counts == 0], matrix[counts > 0]
    found = np.zeros(len(counts), dtype=bool)
    for row in np.flatnonzero(counts == 0):
        answer = linprog(
            matrix[row],
            A_ub=zero,
            b_ub=np.zeros(len(zero)),
            A_eq=positive,
            b_eq=np.zeros(len(positive)),
            bounds=(-1, 1),
        )
        found[row] = answer.fun < -1e-7
    return found


def table(rng, places, years=4):
    """Return a sparse table of counts, most of its cells 0."""
    frame = pd.DataFrame(
        [(f"c{place}", year) for place in range(places) for year in range(years)],
        columns=["city", "year"],
    )
    rates = np.repeat(rng.gamma(0.4, 2, places), years)
    return frame.assign(y=rng.poisson(rates), x=rng.normal(size=len(frame)).round(1))


@pytest.mark.parametrize(
    ("formula", "places"),
    [
        ("y ~ C(city) + C(year)", 6),
        ("y ~ C(city) * C(year)", 6),
        ("y ~ C(city) + year", 6),
        ("y ~ x", 1),
        ("y ~ C(city) + C(city):x", 6),
    ],
)
def test_the_rows_are_those_found_one_by_one(formula, places):
    rng = np.random.default_rng(20140601)
    separated = 0
    for _ in range(20):
        design = read_design(formula, table(rng, places), None)
        if not design.counts.any():
            continue
        found = find_separation(design.coordinates.columns, design.counts).rows
        matrix = design.matrix.to_numpy(float)
        assert (found == lowered_one_by_one(matrix, design.counts)).all()
        separated += found.any()
    assert separated > 0


@pytest.mark.parametrize(
    "fit", [fit_poisson, fit_negative_binomial, fit_negative_binomial_linear]
)
def test_a_reference_without_a_count_sends_every_other_to_plus_infinity(fit):
    data = pd.DataFrame({"y": [0, 0, 2, 4, 1, 0], "city": list("AABBCC")})
    found = fit("y ~ city", data)
    assert found.params.tolist() == [-INF, INF, INF]
    assert found.standard_errors.tolist() == [INF, INF, INF]
    assert found.separated_terms == ("Intercept", "city[T.B]", "city[T.C]")
    assert found.fitted == pytest.approx([0, 0, 3, 3, 0.5, 0.5], rel=1e-12)
    # B against C is as finite as ever.
    contrast = found.contrast(np.array([0, 1, -1]))
    assert contrast.value == pytest.approx(np.log(6), rel=1e-10)
    other = fit("y ~ C(city, contr.treatment('C'))", data)
    assert other.params.iloc[2] == pytest.approx(np.log(6), rel=1e-10)
    assert contrast.standard_error == pytest.approx(
        other.standard_errors.iloc[2], rel=1e-9
    )


def test_two_levels_without_a_count_are_not_compared():
    data = pd.DataFrame({"y": [0, 0, 0, 0, 1, 4], "city": list("AABBCC")})
    fit = fit_poisson("y ~ city", data)
    assert fit.params.tolist() == [-INF, 0, INF]
    assert fit.separated_terms == ("Intercept", "city[T.C]")
    assert fit.not_estimable_terms == ("city[T.B]",)
    assert fit.standard_errors["city[T.B]"] == INF
    with pytest.raises(NotEstimableError) as refused:
        fit.contrast(np.array([0, 1, 0]))
    assert str(refused.value) == "a contrast of means that are both 0 has no estimate"


def test_an_empty_cell_of_an_interaction_is_minus_infinity():
    data = pd.DataFrame({"y": [2, 3, 4, 0], "city": list("AABB"), "year": [1, 2, 1, 2]})
    fit = fit_poisson("y ~ city * C(year)", data)
    assert fit.separated_terms == ("city[T.B]:C(year)[T.2]",)
    assert fit.params["city[T.B]:C(year)[T.2]"] == -INF
    assert fit.params.iloc[:3].tolist() == pytest.approx(np.log([2, 2, 1.5]).tolist())


def test_an_empty_first_cell_turns_the_sign_of_its_interactions():
    data = pd.DataFrame(
        {"y": [2, 3, 1, 0, 4, 0], "city": list("AAABBB"), "year": [1, 2, 3] * 2}
    )
    fit = fit_poisson("y ~ city * C(year)", data)
    expected = {
        "city[T.B]": -INF,
        "city[T.B]:C(year)[T.2]": INF,
        "city[T.B]:C(year)[T.3]": 0.0,
    }
    assert fit.params[list(expected)].to_dict() == expected
    assert fit.not_estimable_terms == ("city[T.B]:C(year)[T.3]",)


@pytest.mark.parametrize(
    ("counts", "params"),
    [
        ([2, 1, 0, 0, 0], None),
        ([3, 0, 0, 0, 0], [INF, -INF]),
        ([0, 0, 0, 0, 3], [-INF, INF]),
        ([0, 0, 3, 0, 0], None),
    ],
)
def test_a_continuous_term_is_separated_by_counts_at_one_end_alone(counts, params):
    data = pd.DataFrame({"y": counts, "x": [1.0, 2.0, 3.0, 4.0, 5.0]})
    fit = fit_poisson("y ~ x", data)
    if params is None:
        assert fit.separated_terms == ()
        assert (fit.fitted > 0).all()
    else:
        assert fit.params.tolist() == params
        assert (fit.fitted > 0).tolist() == [y > 0 for y in counts]
        assert fit.fitted.sum() == pytest.approx(3, rel=1e-12)


def test_the_limit_of_ever_smaller_counts_is_what_the_fit_says():
    """Fractions of an incident in place of 0 approach the separated fit."""
    data = pd.DataFrame(
        {
            "y": [0, 0, 0, 2, 1, 3, 0, 4, 0],
            "city": list("AAABBBCCC"),
            "year": [1, 2, 3] * 3,
        }
    )
    fit = fit_poisson("y ~ city + C(year)", data)
    matrix = fit.design.matrix.to_numpy(float)
    nearly = np.where(fit.separation.rows, 1e-7, data["y"])
    beta = np.zeros(matrix.shape[1])
    for _ in range(300):
        mean = np.exp(matrix @ beta)
        step = np.linalg.solve((matrix.T * mean) @ matrix, matrix.T @ (nearly - mean))
        beta += step * min(1, 1 / np.abs(step).max())
    assert np.exp(matrix @ beta) == pytest.approx(fit.fitted, abs=2e-6)
    finite = np.isfinite(fit.params)
    assert beta[finite] == pytest.approx(fit.params[finite].to_numpy(), abs=1e-5)
    assert (np.sign(beta[~finite]) == np.sign(fit.params[~finite])).all()
    assert (np.abs(beta[~finite]) > 15).all()
