"""Shares with missing values: by hand, against every completion, on the report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels import belgium
from bemodels.audit import belgium_missing_bounds, missing_data_bounds
from bemodels.audit.bounds.counts_of_percent import count_of_percent
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import wilson_interval


def limits(one):
    return one.interval.low, one.interval.high


def test_citizenship_is_bounded_as_by_hand():
    # R: binom::binom.wilson(61, 94), (61, 135) and (102, 135).
    result = missing_data_bounds(61, 94, 135)
    share = result.estimate("share")
    assert limits(share) == (61 / 135, 102 / 135)
    assert (share.value, share.interval.kind, share.interval.level) == (
        61 / 94,
        "bounds",
        1,
    )
    assert limits(result.estimate("share_known")) == pytest.approx(
        (0.5483, 0.7378), abs=5e-5
    )
    sampled = result.estimate("share_sampled").interval
    assert (sampled.low, sampled.high) == pytest.approx((0.3704, 0.8203), abs=5e-5)
    assert (sampled.kind, sampled.level) == ("confidence", 0.95)
    assert result.conclusion == (
        "Of 135 units 61 have the attribute, and of 41 it is not known: the share is "
        "45.2 to 75.6%, whatever the missing are, and 64.9% of the 94 known. With "
        "sampling, 37.0 to 82.0% (95%). That range covers every share that the "
        "missing values allow. The narrower interval of Imbens and Manski (2004) "
        "covers the share itself, wherever it lies in that range."
    )


@settings(deadline=None)
@given(
    counts=st.tuples(*[st.integers(0, 40)] * 3).map(sorted),
    level=st.sampled_from([0.5, 0.9, 0.99]),
)
def test_bounds_are_the_ends_of_every_completion(counts, level):
    successes, known, total = counts
    if not known:
        return
    result = missing_data_bounds(successes, known, total, level=level)
    shares = [(successes + more) / total for more in range(total - known + 1)]
    assert limits(result.estimate("share")) == (min(shares), max(shares))
    assert min(shares) <= result.estimate("share").value <= max(shares)
    completed = [
        wilson_interval(successes + more, total, level=level)
        for more in range(total - known + 1)
    ]
    assert limits(result.estimate("share_sampled")) == (
        min(one.low for one in completed),
        max(one.high for one in completed),
    )
    assert result.estimate("share_lowest").interval == completed[0]
    assert result.estimate("share_highest").interval == completed[-1]
    assert result.estimate("share_lowest").value == shares[0]
    assert result.estimate("share_highest").value == shares[-1]


def test_without_missing_values_the_bounds_are_the_share():
    result = missing_data_bounds(3, 10, 10)
    assert limits(result.estimate("share")) == (0.3, 0.3)
    whole = wilson_interval(3, 10)
    assert limits(result.estimate("share_sampled")) == (whole.low, whole.high)
    assert result.estimate("share_known").interval == whole


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (
            (5, 4, 10),
            "0 <= successes <= known <= total and a total above 0 are needed, got 5, 4 "
            "and 10",
        ),
        (
            (1, 11, 10),
            "0 <= successes <= known <= total and a total above 0 are needed, got 1, "
            "11 and 10",
        ),
        (
            (0, 0, 0),
            "0 <= successes <= known <= total and a total above 0 are needed, got 0, 0 "
            "and 0",
        ),
        ((-1, 4, 10), "successes must be a whole number of 0 or more, got -1"),
        ((1, 4.5, 10), "known must be a whole number of 0 or more, got 4.5"),
        ((1, 4, "x"), "total must be a whole number of 0 or more, got 'x'"),
    ],
)
def test_counts_that_cannot_be_are_refused(counts, message):
    with pytest.raises(InvalidDataError) as error:
        missing_data_bounds(*counts)
    assert str(error.value) == message


def test_where_nothing_is_known_nothing_is_estimated():
    with pytest.raises(NotEstimableError) as error:
        missing_data_bounds(0, 0, 10)
    assert str(error.value) == (
        "of 10 units none is known: the share may be anything from 0 to 1"
    )


def test_a_level_that_is_none_is_refused():
    for function, given_ in (
        (missing_data_bounds, (1, 2, 3)),
        (belgium_missing_bounds, (belgium(),)),
    ):
        with pytest.raises(InvalidDataError) as error:
            function(*given_, level=1)
        assert str(error.value) == "level must lie between 0 and 1, got 1"


def test_the_shares_of_the_report_have_their_counts():
    result = belgium_missing_bounds(belgium())
    counts = [row[:4] for row in result.tables[0].rows]
    assert counts == [
        ("citizenship: Belgian", 61, 94, 135),
        ("origin: Moroccan link", 38, 116, 135),
        ("connection: local cell", 60, 70, 94),
        ("connection: deployed operative", 13, 70, 94),
        ("municipality: Molenbeek", 9, 20, 62),
        ("municipality: Schaerbeek", 5, 20, 62),
        ("weapon: knife", 2, 4, 107),
        ("target: police officers", 2, 4, 107),
    ]
    for label, successes, known, total, *cells in result.tables[0].rows:
        alone = missing_data_bounds(successes, known, total)
        for one in alone.estimates:
            named = result.estimate(f"{one.estimand}[{label}]")
            assert (named.value, named.interval) == (one.value, one.interval)
        share, sampled, _, _, among = alone.estimates
        assert tuple(cells) == (
            *limits(share),
            *limits(sampled),
            among.value,
            *limits(among),
        )
    assert result.conclusion == (
        "Of 5 of 8 shares the missing values leave open whether they exceed one half: "
        "citizenship: Belgian; municipality: Molenbeek; municipality: Schaerbeek; "
        "weapon: knife; target: police officers."
    )
    assert [one.source.split("/")[1] for one in result.provenance] == [
        "totals.csv",
        "persons.csv",
        "municipalities.csv",
        "connections.csv",
        "statements.csv",
    ]


def test_what_counts_as_a_known_weapon_is_said_with_the_numbers_of_the_report():
    result = belgium_missing_bounds(belgium())
    assert result.assumptions[-1].statement == (
        "Weapon and target count as known for the 4 attacks alone. The report has a "
        "weapon of 8 incidents and a target of 9, but does not say which they were, "
        "apart from the attacks and an explosive that was found before any attack; "
        "those of the others count as missing here, so the true ranges are narrower."
    )


def test_only_the_report_has_shares_of_the_report():
    with pytest.raises(InvalidDataError) as error:
        belgium_missing_bounds(None)
    assert str(error.value) == "report must be a BelgiumReport, got None"


def test_a_percentage_tells_a_count_if_only_one_prints_so():
    assert count_of_percent(72, 18) == 13
    assert count_of_percent(13, 8) == 1  # 12.5 is rounded half up
    for percent, of, fits in ((44, 107, 1), (17, 18, 1), (1, 20, 0), (5, 300, 3)):
        counts = [n for n in range(of + 1) if int(100 * n / of + 0.5) == percent]
        assert len(counts) == fits
        if fits == 1:
            assert count_of_percent(percent, of) == counts[0]
            continue
        with pytest.raises(NotEstimableError) as error:
            count_of_percent(percent, of)
        assert str(error.value) == (
            f"{percent}% of {of} is printed of {fits} counts, so it tells none"
        )
