"""Completed months: closed forms, symmetries, calibration, and what is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betanbinom, gamma, kstest

from bemodels.errors import InvalidDataError
from bemodels.undercount.delays import (
    DelayPrior,
    ReportingTriangle,
    complete_late_months,
)
from bemodels.undercount.delays.beta_products import Thinned
from bemodels.undercount.delays.reverse_hazards import delay_counts

JEFFREYS = DelayPrior(weight=0.5, reason="Jeffreys")
MONTHS = ("2017-07", "2017-08", "2017-09", "2017-10")
TRIANGLE = ReportingTriangle(
    months=MONTHS, counts=((6, 3, 1, 0), (7, 4, 1), (5, 2), (4,))
)


def complete(triangle=TRIANGLE, **changes):
    return complete_late_months(
        triangle, **{"longest": 2, "tail": 0.0, "prior": JEFFREYS, **changes}
    )


def numbers(estimate):
    return estimate.interval.low, estimate.value, estimate.interval.high


def test_with_one_month_of_delay_the_answer_is_beta_negative_binomial():
    triangle = ReportingTriangle(
        months=MONTHS, counts=((6, 3, 0, 0), (7, 4, 0), (5, 2), (4,))
    )
    late = betanbinom(4, 18 + 0.5, 9 + 0.5)

    result = complete(triangle, longest=1)

    assert numbers(result.estimate("late[2017-10]")) == tuple(
        late.ppf([0.025, 0.5, 0.975])
    )
    assert numbers(result.estimate("final[2017-10]")) == tuple(
        4 + late.ppf([0.025, 0.5, 0.975])
    )
    assert result.estimate("final[2017-10]").interval.kind == "prediction"


def test_shares_of_a_million_incidents_are_those_of_drawn_products():
    """Quantiles so narrow are looked for close by, not where integrals drown."""
    counts = tuple(
        tuple(one * 1_000_000 for one in row)
        for row in ((6, 3, 1, 0), (7, 4, 1), (5, 2), (4,))
    )
    share = complete(ReportingTriangle(months=MONTHS, counts=counts)).estimate(
        "recorded_share[0]"
    )

    rng = np.random.default_rng(4)
    drawn = rng.beta(18e6 + 0.5, 9e6 + 0.5, 200_000) * rng.beta(
        20e6 + 1, 2e6 + 0.5, 200_000
    )
    width = share.interval.high - share.interval.low
    assert numbers(share) == pytest.approx(
        np.quantile(drawn, [0.025, 0.5, 0.975]), abs=0.01 * width
    )


def test_where_all_is_recorded_at_once_a_mean_is_nearly_gamma():
    row = (4_000_000, 0, 0, 0)
    triangle = ReportingTriangle(months=MONTHS, counts=(row, row[:3], row[:2], (9,)))

    mean = complete(triangle, longest=1).estimate("expected[2017-10]")

    assert numbers(mean) == pytest.approx(gamma(9).ppf([0.025, 0.5, 0.975]), rel=1e-5)
    assert mean.interval.kind == "credible"


def test_a_stated_tail_leaves_more_to_come_and_is_said_first():
    with_tail, without = complete(tail=0.2), complete()

    for month in MONTHS[2:]:
        more, less = (one.estimate(f"late[{month}]") for one in (with_tail, without))
        assert more.interval.high > less.interval.high
        assert more.identified == "both"
        assert less.identified == "data"
    assert with_tail.assumptions[0].statement == (
        "The share of incidents recorded later than 2 months after they occurred, or "
        "never, is 0.2: a stated number, which no data here support."
    )
    assert with_tail.estimate("recorded_share[0]") == without.estimate(
        "recorded_share[0]"
    )


def test_a_month_without_an_incident_has_an_exact_upper_limit_alone():
    triangle = ReportingTriangle(
        months=MONTHS, counts=((6, 3, 0, 0), (7, 4, 0), (5, 2), (0,))
    )

    result = complete(triangle, longest=1)

    late = result.estimate("late[2017-10]")
    assert numbers(late) == (0, 0, betanbinom(1, 18.5, 9.5).ppf(0.975))
    assert late.interval.method == (
        "none is recorded: 0, with the exact upper limit alone, as the scale prior "
        "leaves no distribution"
    )
    assert result.estimate("expected[2017-10]").value == 0


def test_the_table_holds_the_chain_ladder_and_empty_cells_where_there_is_none():
    rows = complete().table("Months completed for late recording").rows
    assert [row[:2] for row in rows] == [("2017-09", 7), ("2017-10", 4)]
    # Factors 27/18 and 22/20.
    assert [row[-1] for row in rows] == pytest.approx([7 * 1.1, 4 * 1.5 * 1.1])

    none_before = ReportingTriangle(months=MONTHS[:2], counts=((0, 3), (4,)))
    (row,) = complete(none_before, longest=1).tables[0].rows
    assert row[-1] == ""


def test_a_step_of_which_no_incident_speaks_is_said():
    triangle = ReportingTriangle(months=MONTHS[:3], counts=((0, 0, 0), (5, 2), (4,)))

    result = complete(triangle, longest=2)

    assert (
        "No incident speaks of a delay of 2 months, of which the prior alone does. "
        "Reason given: Jeffreys."
    ) in [one.statement for one in result.assumptions]
    assert result.estimate("recorded_share[1]").identified == "both"
    # The prior of p_2 alone: one less it is Beta(1, 1/2).
    low = result.estimate("recorded_share[1]").interval.low
    assert low == pytest.approx(1 - (1 - 0.025) ** 2, abs=1e-9)


@settings(deadline=None, max_examples=4)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 30))
def test_a_month_before_recording_began_changes_nothing(first, second, last):
    rows = ((first, second, 0), (second, first), (last,))
    short = ReportingTriangle(months=MONTHS[1:], counts=rows)
    long = ReportingTriangle(months=MONTHS, counts=((0, 0, 0, 0), *rows))

    assert complete(short, longest=1).estimates == complete(long, longest=1).estimates


def test_curves_hold_what_the_estimates_say():
    result = complete()
    finals, shares = result.curves
    assert finals.x == (-1.0, 0.0)
    assert finals.y == tuple(
        result.estimate(f"final[{month}]").value for month in MONTHS[2:]
    )
    assert shares.low == tuple(
        result.estimate(f"recorded_share[{delay}]").interval.low for delay in (0, 1)
    )


def test_predictions_are_calibrated_over_delays_drawn_from_the_prior():
    """A randomised probability integral of what came later is uniform."""
    rng = np.random.default_rng(20)
    prior = DelayPrior(weight=1.0, reason="uniform")
    places = []
    for _ in range(600):
        shares = rng.dirichlet([1, 1, 1, 1])
        matrix = np.zeros((6, 6), dtype=int)
        for month in range(5):
            visible = min(4, 6 - month)
            given = shares[:visible] / shares[:visible].sum()
            matrix[month, :visible] = rng.multinomial(rng.poisson(5), given)
        unseen = rng.negative_binomial(3, shares[0])
        thinned = Thinned(
            product=delay_counts(matrix, 3).share_recorded(prior, 0), kept=1.0, seen=3
        )
        below = thinned.unseen_at_most(unseen - 1) if unseen else 0.0
        places.append(rng.uniform(below, thinned.unseen_at_most(unseen)))

    assert kstest(places, "uniform").pvalue > 0.001


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"triangle": 3}, "triangle must be a ReportingTriangle, got 3"),
        ({"prior": 3}, "prior must be a DelayPrior, got 3"),
        ({"longest": 0}, "longest must be a whole number of 1 or more, got 0"),
        (
            {"longest": 1},
            "longest must lie between 2, the longest delay in the triangle, and 3, the "
            "months less one, got 1",
        ),
        (
            {"longest": 4},
            "longest must lie between 2, the longest delay in the triangle, and 3, the "
            "months less one, got 4",
        ),
        ({"tail": 1}, "tail must lie in [0, 1), got 1"),
        ({"tail": "none"}, "tail must lie in [0, 1), got 'none'"),
        ({"level": 2}, "level must lie between 0 and 1, got 2"),
    ],
)
def test_wrong_arguments_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as error:
        complete(**changes)
    assert str(error.value) == message
