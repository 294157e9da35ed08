"""The result of a change point: published numbers, quadrature, other priors, doors."""

from math import inf

import coal
import numpy as np
import pytest
from scipy.stats import gamma, poisson

from bemodels.counts import changepoint
from bemodels.counts.steps.one_step import SET_TABLE
from bemodels.errors import InvalidDataError
from bemodels.result.display import format_probability

COUNTS, YEARS = (9, 14, 3, 0), (7 / 12, 1.0, 1.0, 10 / 12)
PRIOR = {"shape": 2, "rate": 0.25, "no_change": 0.4}
SENSITIVITY = "Sensitivity of the step to the prior of the rates"


@pytest.fixture(scope="module")
def small():
    return changepoint(COUNTS, YEARS, **PRIOR)


@pytest.fixture(scope="module")
def disasters():
    return changepoint(coal.COUNTS, coal.YEARS, shape=2, rate=1, no_change=0.5)


def test_the_disasters_change_where_the_print_says(disasters):
    # T. Newman, Yearly coal-mining disasters changepoint detection (Lancaster
    # University, 2022): one step under Gamma(2, 1) has its posterior mode in 1892, the
    # first year of the second regime.
    step = disasters.estimate("change_point")

    assert coal.FIRST_YEAR + step.value == 1892
    assert (step.interval.low, step.interval.high) == (36, 46)


def test_a_set_with_a_gap_is_a_hull_and_a_table_of_runs(disasters):
    table = disasters.table(SET_TABLE)
    curve = disasters.curves[0]

    assert [row[:2] for row in table.rows] == [(36, 43), (46, 46)]
    for first, last, probability in table.rows:
        assert probability == pytest.approx(sum(curve.y[first - 1 : last]))
    assert table.note.endswith(
        "all that tie included: 9 of 111, with 95.7%. The interval of the change "
        "point is their hull, gaps included."
    )


NODES, WEIGHTS = np.polynomial.legendre.leggauss(200)
LARGEST_RATE = 70.0


def on(upper):
    """Return nodes and weights of a Gauss-Legendre rule from 0 on."""
    upper = np.asarray(upper)[..., None]
    return upper * (NODES + 1) / 2, upper * WEIGHTS / 2


def density(rates_of_periods):
    """Return the probability of the counts at rates of shape (..., T)."""
    return poisson.pmf(COUNTS, rates_of_periods * np.array(YEARS)).prod(axis=-1)


def prior_density(rate):
    return gamma(PRIOR["shape"], scale=1 / PRIOR["rate"]).pdf(rate)


def integral(k, largest_after):
    """Integrate over both rates with a step after k periods; no conjugacy is used."""
    before, weights = on(LARGEST_RATE)
    after, own_weights = on(largest_after(before))
    first = np.arange(len(COUNTS)) < k
    rates = np.where(first, before[:, None, None], after[:, :, None])
    inner = own_weights * density(rates) * prior_density(after)
    return weights * prior_density(before) @ inner.sum(axis=1)


def anything(before):
    return np.full_like(before, LARGEST_RATE)


def share(largest_after):
    """Return the posterior probability, given a step, of a smaller rate after it."""
    over = sum(integral(k, largest_after) for k in (1, 2, 3))
    return over / sum(integral(k, anything) for k in (1, 2, 3))


@pytest.mark.parametrize(
    ("tail", "limit"),
    [
        (0.025, lambda one: one.interval.low),
        (0.5, lambda one: one.value),
        (0.975, lambda one: one.interval.high),
    ],
)
def test_rates_and_ratio_are_those_of_quadrature(small, tail, limit):
    rate, ratio = (
        limit(small.estimate(name)) for name in ("annual_rate[after]", "rate_ratio")
    )

    assert share(lambda before: np.full_like(before, rate)) == pytest.approx(tail)
    assert share(lambda before: ratio * before) == pytest.approx(tail)


def test_the_probabilities_are_those_of_quadrature(small):
    rate, weights = on(LARGEST_RATE)
    constant = np.broadcast_to(rate[:, None], (len(rate), len(COUNTS)))
    none = weights * prior_density(rate) @ density(constant)
    step = sum(integral(k, anything) for k in (1, 2, 3)) / 3
    expected = 0.4 * none / (0.4 * none + 0.6 * step)
    no_change, fell = small.probabilities

    assert no_change.value == pytest.approx(expected)
    assert no_change.given == (
        "the data, rates Gamma(2, 0.25) and a prior probability of 0.4"
    )
    assert fell.value == pytest.approx(share(lambda before: before))


def test_time_may_run_backwards(small):
    back = changepoint(COUNTS[::-1], YEARS[::-1], **PRIOR)
    fell = (small.probabilities[1].value, back.probabilities[1].value)

    for one, other in (("before", "after"), ("after", "before")):
        there = small.estimate(f"annual_rate[{one}]")
        here = back.estimate(f"annual_rate[{other}]")
        assert here.value == pytest.approx(there.value, rel=1e-9)
        assert here.interval.high == pytest.approx(there.interval.high, rel=1e-9)
    assert sum(fell) == pytest.approx(1, abs=1e-12)
    assert back.estimate("rate_ratio").value == pytest.approx(
        1 / small.estimate("rate_ratio").value, rel=1e-9
    )
    assert back.estimate("rate_ratio").interval.low == pytest.approx(
        1 / small.estimate("rate_ratio").interval.high, rel=1e-9
    )


def test_each_row_of_the_sensitivity_is_an_analysis_of_its_own(small):
    rows = small.table(SENSITIVITY).rows

    assert len(rows) == 9
    assert rows[4][:2] == (PRIOR["shape"], PRIOR["rate"])
    for shape, rate, mean, none, _, mode in rows:
        own = changepoint(COUNTS, YEARS, shape=shape, rate=rate, no_change=0.4)
        assert mean == pytest.approx(shape / rate)
        assert own.probabilities[0].value == none
        assert own.estimate("change_point").value == mode


@pytest.mark.parametrize(
    ("counts", "no_change", "steady"),
    [(COUNTS, 0.4, True), ((3, 4, 2, 0), 0.4, False), ((3, 4, 3, 3), 0.9, True)],
)
def test_a_check_says_whether_the_answer_hangs_on_the_prior(counts, no_change, steady):
    result = changepoint(counts, YEARS, **(PRIOR | {"no_change": no_change}))
    (check,) = result.checks
    none = [row[3] for row in result.table(SENSITIVITY).rows]

    assert check.passed is steady
    assert steady is (max(none) < 0.5 or min(none) > 0.5)
    assert check.detail == (
        f"P(no change) is {format_probability(min(none))} to "
        f"{format_probability(max(none))} over the priors of the "
        "table"
    )


def test_the_last_curve_starts_at_the_prior_and_rises(small):
    vaguer = small.curves[1]

    assert vaguer.x[0] == 0
    assert vaguer.y[0] == small.probabilities[0].value
    assert vaguer.y[-1] > 0.9


def test_nothing_at_all_has_rates_that_the_prior_gives():
    result = changepoint((0, 0), (1, 1), shape=0.01, rate=2, no_change=0.5)
    rate = result.estimate("annual_rate[after]")

    assert result.estimate("change_point").value == 1
    assert rate.interval.high == pytest.approx(gamma(0.01, scale=1 / 3).ppf(0.975))
    assert result.estimate("rate_ratio").value == pytest.approx(1)
    assert result.estimate("rate_ratio").interval.high < inf


def test_ratios_that_no_float_holds_are_0_or_infinite():
    vague = {"shape": 1e-3, "rate": 1e-3, "no_change": 0.5}
    rise = changepoint((0, 9), (1, 1), **vague).estimate("rate_ratio")
    fall = changepoint((9, 0), (1, 1), **vague).estimate("rate_ratio")

    assert rise.interval.low > 1
    assert rise.interval.high == inf
    assert fall.interval.low == pytest.approx(0, abs=1e-300)
    assert fall.interval.high == pytest.approx(1 / rise.interval.low, rel=1e-9)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"counts": (1, -1, 2.5), "exposure": (1, 0, 1)},
            "table, row 2, column 'counts': got -1; a count must be a whole number "
            "from 0 to 1000000000\n"
            "table, row 2, column 'exposure': got 0; exposure must be a finite "
            "number of years above 0\n"
            "table, row 3, column 'counts': got 2.5; a count must be a whole number "
            "from 0 to 1000000000",
        ),
        (
            {"counts": (1, 2, 3)},
            "counts and exposure must have one cell a period each, got 3 and 4",
        ),
        (
            {"counts": (1,), "exposure": (1,)},
            "two or more periods are needed, got 1",
        ),
        ({"counts": "123"}, "counts must be a sequence, got '123'"),
        ({"exposure": 1}, "exposure must be a sequence, got 1"),
        ({"shape": 0}, "shape must be a finite number above 0, got 0"),
        ({"rate": inf}, "rate must be a finite number above 0, got inf"),
        ({"no_change": 1}, "no_change must be a number between 0 and 1, got 1"),
        ({"level": 95}, "level must lie between 0 and 1, got 95"),
    ],
)
def test_what_is_no_series_or_no_prior_is_refused(change, message):
    arguments = {"counts": COUNTS, "exposure": YEARS, **PRIOR, **change}
    with pytest.raises(InvalidDataError) as caught:
        changepoint(arguments.pop("counts"), arguments.pop("exposure"), **arguments)

    assert str(caught.value) == message


def test_whole_numbers_of_any_kind_are_counts(small):
    result = changepoint(np.array(COUNTS, dtype=float), np.array(YEARS), **PRIOR)

    assert repr(result) == repr(small)
