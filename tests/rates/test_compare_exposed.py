"""The report of two event rates: its numbers by other means, its checks, its edges."""

from math import inf

import pytest
from scipy.stats import beta, binom, chi2

from bemodels.errors import InvalidDataError
from bemodels.rates import (
    Exposed,
    compare_event_rates,
    poisson_etest,
    rate_difference_scas,
    rate_ratio_midp,
    rate_ratio_scas,
)

GROUP = Exposed(events=60, years=51477.5)
REFERENCE = Exposed(events=30, years=54308.7)
CONTRASTS = ["rate_ratio", "rate_ratio_midp", "rate_ratio_exact", "rate_difference"]
PART = "Every part of the report could be computed"


def limits(one):
    return one.interval.low, one.interval.high


def test_exact_limits_are_quantiles_of_other_distributions():
    # Chi-square for one rate (Garwood), beta for the group's share of all events.
    result = compare_event_rates(GROUP, REFERENCE)
    low, high = beta.ppf([0.025, 0.975], [60, 61], [31, 30])
    years = REFERENCE.years / GROUP.years

    for name, one in (("annual_rate", GROUP), ("reference_annual_rate", REFERENCE)):
        expected = chi2.ppf([0.025, 0.975], [2 * one.events, 2 * one.events + 2])
        assert limits(result.estimate(name)) == pytest.approx(
            expected / (2 * one.years), rel=1e-9
        )
    assert limits(result.estimate("rate_ratio_exact")) == pytest.approx(
        (low / (1 - low) * years, high / (1 - high) * years), rel=1e-9
    )
    share = GROUP.years / (GROUP.years + REFERENCE.years)
    above = binom.sf(60, 90, share), binom.pmf(60, 90, share)
    midp, exact, etest = result.tests
    assert midp.p_value == pytest.approx(2 * above[0] + above[1], rel=1e-9)
    assert exact.p_value == pytest.approx(2 * (above[0] + above[1]), rel=1e-9)
    assert etest == poisson_etest(GROUP, REFERENCE)


def test_every_contrast_has_the_interval_named():
    result = compare_event_rates(GROUP, REFERENCE, level=0.9)

    assert [one.estimand for one in result.estimates[2:]] == CONTRASTS
    assert [one.value for one in result.estimates[2:5]] == pytest.approx(
        [2 * 54308.7 / 51477.5] * 3
    )
    assert result.estimates[5].value == pytest.approx(60 / 51477.5 - 30 / 54308.7)
    for name, interval in (
        ("rate_ratio", rate_ratio_scas),
        ("rate_ratio_midp", rate_ratio_midp),
        ("rate_difference", rate_difference_scas),
    ):
        found = result.estimate(name).interval
        assert found == interval(GROUP, REFERENCE, level=0.9)


def test_tests_are_held_to_the_score_interval():
    agreeing = compare_event_rates(GROUP, REFERENCE).checks
    apart = compare_event_rates(
        Exposed(events=6, years=10), Exposed(events=2, years=15)
    ).checks
    end = "they are of different families"

    assert [(one.name, one.passed, one.detail) for one in agreeing] == [
        (
            "Conditional Poisson test, central mid-P and SCAS score (Laud) agree",
            True,
            f"p = 0.0006203; rate ratio 1.37 to 3.302, level 95%; {end}",
        ),
        (
            "E-test of two Poisson rates, ordered by the score statistic and SCAS "
            "score (Laud) agree",
            True,
            f"p = 0.0005673; rate ratio 1.37 to 3.302, level 95%; {end}",
        ),
    ]
    assert [(one.passed, one.detail) for one in apart] == [
        (True, f"p = 0.05833; rate ratio 0.9947 to 29.65, level 95%; {end}"),
        (False, f"p = 0.03988; rate ratio 0.9947 to 29.65, level 95%; {end}"),
    ]


def test_no_event_leaves_a_difference_and_says_what_is_missing():
    result = compare_event_rates(Exposed(events=0, years=3), Exposed(events=0, years=5))

    assert [one.estimand for one in result.estimates] == [
        "annual_rate",
        "reference_annual_rate",
        "rate_difference",
    ]
    assert [(one.name, one.passed, one.detail) for one in result.checks] == [
        (PART, False, f"no {name}: there was no event, so that any ratio fits")
        for name in CONTRASTS[:3]
    ]
    assert [one.p_value for one in result.tests] == [1, 1, 1]


def test_groups_turned_round_invert_ratios_and_negate_the_difference():
    few, none = Exposed(events=4, years=5), Exposed(events=0, years=1)
    for group, reference in ((GROUP, REFERENCE), (few, none)):
        result = compare_event_rates(group, reference)
        turned = compare_event_rates(reference, group)
        for name in CONTRASTS[:3]:
            low, high = limits(result.estimate(name))
            assert limits(turned.estimate(name)) == pytest.approx(
                (1 / high, 1 / low if low else inf), rel=1e-7
            )
        low, high = limits(result.estimate("rate_difference"))
        difference = limits(turned.estimate("rate_difference"))
        assert difference == pytest.approx((-high, -low), rel=1e-7)


def test_what_is_no_exposure_is_refused():
    with pytest.raises(
        InvalidDataError, match=r"^reference must be an Exposed, got 3$"
    ):
        compare_event_rates(GROUP, 3)
    with pytest.raises(InvalidDataError, match="level"):
        compare_event_rates(GROUP, REFERENCE, level=1)
