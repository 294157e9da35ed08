"""Whether one share is higher: against SciPy's exact interval and Newcombe's print."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from scipy.stats.contingency import odds_ratio

from bemodels.audit import claim_higher_share, claim_part_in_period, verdict
from bemodels.errors import InvalidDataError


def limits(one):
    return one.interval.low, one.interval.high


def compared(successes=7, trials=14, reference=27, reference_trials=62, **options):
    return claim_higher_share(
        successes,
        trials,
        reference_successes=reference,
        reference_trials=reference_trials,
        **options,
    )


def test_half_of_14_is_not_shown_to_be_higher_than_27_of_62():
    result = compared()
    other = odds_ratio([[7, 7], [27, 35]], kind="conditional")
    assert result.estimate("odds_ratio").value == pytest.approx(
        other.statistic, rel=1e-6
    )
    interval = other.confidence_interval(0.95)
    assert limits(result.estimate("odds_ratio")) == pytest.approx(interval, rel=1e-6)
    assert result.tests[1].p_value == pytest.approx(
        fisher_exact([[7, 7], [27, 35]]).pvalue, rel=1e-9
    )
    one_sided = fisher_exact([[7, 7], [27, 35]], alternative="greater").pvalue
    assert result.tests[0].p_value == pytest.approx(2 * one_sided, rel=1e-9)
    assert verdict(result) == "not supported by these numbers"
    assert result.conclusion == (
        "That 7 of 14 (50%) is a higher share than 27 of 62 (43.55%) is not supported "
        "by these numbers (p = 0.8831). It would take 11 of 14 or more."
    )
    assert [one.value for one in result.probabilities] == [11]


def test_the_difference_is_as_newcombe_prints_it():
    # Newcombe (1998), table II, example (a): 56/70 less 48/80, method 10.
    difference = compared(56, 70, 48, 80).estimate("difference")
    assert difference.value == pytest.approx(0.2)
    assert [round(one, 4) for one in limits(difference)] == [0.0524, 0.3339]


@settings(max_examples=30, deadline=None)
@given(
    trials=st.integers(1, 12),
    reference=st.tuples(st.integers(0, 20), st.integers(0, 20)),
    level=st.sampled_from([0.8, 0.95]),
)
def test_the_least_supported_number_is_the_first_of_all(trials, reference, level):
    successes, others = reference
    if not successes + others:
        return
    every = [
        compared(one, trials, successes, successes + others, level=level)
        for one in range(trials + 1)
    ]
    held = [place for place, one in enumerate(every) if verdict(one) == "supported"]
    for one in every:
        assert [int(p.value) for p in one.probabilities] == held[:1]
        central = one.tests[0].p_value
        share = one.estimate("share").value > one.estimate("reference_share").value
        # The central interval and the central p-value are one test.
        assert (verdict(one) == "supported") == (share and central < 1 - level)
        recorded = one.tables[0].rows[0][6]
        assert recorded == ("yes" if share else "no")


def test_an_equal_share_is_not_higher_as_recorded():
    # The odds ratio of 2/6 and 6/18 is 1, and not a rounding above it.
    assert compared(2, 6, 6, 18).tables[0].rows[0][6] == "no"


def test_a_small_p_value_on_the_other_side_is_told_as_that():
    assert compared(1, 27, 14, 63).conclusion == (
        "That 1 of 27 (3.704%) is a higher share than 14 of 63 (22.22%) is not "
        "supported by these numbers (p = 0.04942, on the other side: it is lower). It "
        "would take 13 of 27 or more."
    )


def test_what_is_supported_says_from_where_on():
    assert compared(14, 14).conclusion.endswith("It would be from 11 of 14 on.")
    assert compared(1, 1, 1, 2).conclusion.endswith(
        "No number of 1 would be supported as higher."
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"successes": 15}, "successes must be trials or fewer, got 15 of 14"),
        ({"trials": 0}, "trials must be a whole number of 1 or more, got 0"),
        (
            {"reference": 2.5},
            "reference_successes must be a whole number of 0 or more, got 2.5",
        ),
        (
            {"reference": 63},
            "reference_successes must be reference_trials or fewer, got 63 of 62",
        ),
        ({"level": 0}, "level must lie between 0 and 1, got 0"),
    ],
)
def test_counts_that_cannot_be_are_refused(changed, message):
    with pytest.raises(InvalidDataError) as error:
        compared(**changed)
    assert str(error.value) == message


def in_period(inside=13, part=18, whole=107, whole_in_period=(36, 83), **options):
    return claim_part_in_period(
        inside, part, whole=whole, whole_in_period=whole_in_period, **options
    )


def test_13_of_18_plots_are_more_than_the_rest_as_long_as_2016_has_51_or_fewer():
    result = in_period()
    held = []
    for count in range(36, 84):
        table = [[13, 5], [count - 13, 89 - (count - 13)]]
        other = odds_ratio(table, kind="conditional").confidence_interval(0.95)
        held += [count] * (other.low > 1)
    assert held == list(range(36, 52))
    assert [one.value for one in result.probabilities] == [51]
    assert verdict(result) == "cannot be told"
    assert result.tables[0].rows[0][-1] == "16 of 48 readings support it"
    # 83 in 2016 are 70 of the 89 others, a larger share than 13 of 18.
    assert result.tables[0].rows[0][6] == "open"
    rest = result.estimate("share_of_rest")
    assert limits(rest) == (23 / 89, 70 / 89)
    assert rest.interval.kind == "bounds"
    least, most = odds_ratio([[13, 5], [70, 19]]), odds_ratio([[13, 5], [23, 66]])
    assert limits(result.estimate("odds_ratio_least")) == pytest.approx(
        least.confidence_interval(0.95), rel=1e-6
    )
    assert limits(result.estimate("odds_ratio_most")) == pytest.approx(
        most.confidence_interval(0.95), rel=1e-6
    )
    assert result.conclusion == (
        "Of the part 13 of 18 are in the period, of the rest 23 to 70 of 89 (the "
        "period has 36 to 83 of the whole): that the part is more concentrated in it "
        "cannot be told. It holds as long as the period has 51 or fewer of the whole."
    )


def test_a_known_period_gives_a_plain_verdict():
    assert verdict(in_period(whole_in_period=(36, 51))) == "supported"
    none = in_period(whole_in_period=(52, 83))
    assert verdict(none) == "not supported by these numbers"
    assert none.probabilities == ()
    assert none.conclusion.endswith(
        "that the part is more concentrated in it is not supported by these numbers. "
        "It holds for none of these numbers."
    )


LIMITS = (
    "whole_in_period must lie in 13..102, since 13 of 18 of the part are in the period "
    "and the whole is more than the part, got {} of 107"
)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"whole_in_period": (12, 20)}, LIMITS.format("12 to 20")),
        ({"whole_in_period": (36, 103)}, LIMITS.format("36 to 103")),
        ({"whole_in_period": (40, 36)}, LIMITS.format("40 to 36")),
        (
            {"whole_in_period": 36},
            "whole_in_period must be the fewest and the most, got 36",
        ),
        (
            {"whole_in_period": (36, "x")},
            "whole_in_period must be a whole number of 0 or more, got 'x'",
        ),
        ({"inside": 19}, "part_in_period must be part or fewer, got 19 of 18"),
        ({"part": 108}, "part must be whole or fewer, got 108 of 107"),
        (
            {"whole": 18, "whole_in_period": (13, 13)},
            "whole_in_period must lie in 13..13, since 13 of 18 of the part are in the "
            "period and the whole is more than the part, got 13 to 13 of 18",
        ),
    ],
)
def test_periods_that_cannot_be_are_refused(changed, message):
    with pytest.raises(InvalidDataError) as error:
        in_period(**changed)
    assert str(error.value) == message
