"""The decline over the vectors of the report, against the audit's own figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from possible_vectors import VECTORS, belgium_vectors, one_vector
from scipy.stats import beta

from bemodels.audit import PossibleCounts, decline_over_vectors
from bemodels.audit.trend.decline_envelope import (
    COUNTS_TABLE,
    ENDS_TABLE,
    PARTS_TABLE,
)
from bemodels.audit.trend.over_vectors import GEOMETRIC, HALF_WAY, bounds_over
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Provenance


@pytest.fixture(scope="module")
def result():
    return decline_over_vectors(belgium_vectors(), before=2016, after=2017)


def limits(result, name):
    interval = result.estimate(name).interval
    return interval.low, interval.high


def test_the_ends_lie_where_the_audit_found_them(result):
    # 36.5 to 51.2 and 82.1 to 87.3; mid-P 39.4 to 52.3 and 81.6 to 86.3.
    rows = {(row[0], row[1]): row[2:] for row in result.table(ENDS_TABLE).rows}
    assert rows["exact", "low"] == pytest.approx((36.5, 51.2), abs=0.05)
    assert rows["exact", "high"] == pytest.approx((82.1, 87.3), abs=0.05)
    assert rows["mid-P", "low"] == pytest.approx((39.4, 52.3), abs=0.05)
    assert rows["mid-P", "high"] == pytest.approx((81.6, 86.3), abs=0.05)


def test_the_exact_ends_are_those_of_the_beta_limits_at_every_vector(result):
    found = []
    for *_, before, after in VECTORS:
        shares = beta.ppf([0.975, 0.025], [after + 1, after], [before, before + 1])
        found.append(100 * (1 - 1.2 * shares / (1 - shares)))
    lows, highs = zip(*found, strict=True)
    assert limits(result, "decline_with_sampling") == pytest.approx(
        (min(lows), max(highs)), rel=1e-9
    )
    low_end, high_end, *_ = result.table(ENDS_TABLE).rows
    assert low_end[2:] == pytest.approx((min(lows), max(lows)))
    assert high_end[2:] == pytest.approx((min(highs), max(highs)))


def test_the_decline_alone_is_what_rounds_to_70(result):
    declines = [100 * (1 - 1.2 * after / before) for *_, before, after in VECTORS]
    decline = result.estimate("decline")
    assert limits(result, "decline") == pytest.approx((min(declines), max(declines)))
    assert min(declines) >= 69.5
    assert max(declines) < 70.5
    assert decline.value == pytest.approx((min(declines) + max(declines)) / 2)
    assert (decline.interval.kind, decline.interval.level) == ("bounds", 1)
    assert decline.interval.method == "range over 240 vectors; the value is its middle"


def test_the_interval_that_holds_whichever_vector_is_a_confidence_interval(result):
    for name in ("decline_with_sampling", "decline_with_sampling_midp"):
        one = result.estimate(name)
        assert (one.interval.kind, one.interval.level) == ("confidence", 0.95)
        assert one.interval.method.endswith(
            ", lowest to highest limit over 240 vectors"
        )
        assert (one.identified, one.unit) == ("data", "%")
        assert one.value == result.estimate("decline").value


def test_the_two_parts_are_told_apart(result):
    ignorance, narrowest, widest, both = (
        row[1] for row in result.table(PARTS_TABLE).rows
    )
    rows = result.table(COUNTS_TABLE).rows
    widths = [row[5] - row[4] for row in rows]
    assert ignorance == pytest.approx(70.487805 - 69.52, abs=0.005)
    assert (narrowest, widest) == (min(widths), max(widths))
    assert both == pytest.approx(max(r[5] for r in rows) - min(r[4] for r in rows))


def test_every_vector_is_in_the_table_by_counts_once(result):
    table = result.table(COUNTS_TABLE)
    assert sum(row[2] for row in table.rows) == 240
    first = table.rows[0]
    assert first[:3] == (36, 9, 4)
    assert first[3:6] == pytest.approx((70, 36.53, 87.29), abs=0.01)
    assert first[6:] == pytest.approx((39.45, 86.34), abs=0.01)
    assert table.columns[:2] == ("2016", "2017")


def test_the_curves_have_the_widest_limits_at_each_count():
    possible = PossibleCounts(
        vectors=[[10, 4], [10, 6], [8, 2]], years=(2016, 2017), months=(12, 12)
    )
    result = decline_over_vectors(possible, before=2016, after=2017)
    exact, midp = result.curves
    rows = {row[:2]: row for row in result.table(COUNTS_TABLE).rows}
    assert exact.x == (8, 10)
    assert exact.y == pytest.approx((75, 50))
    assert exact.low == pytest.approx((rows[8, 2][4], rows[10, 6][4]))
    assert exact.high == pytest.approx((rows[8, 2][5], rows[10, 4][5]))
    assert midp.low == pytest.approx((rows[8, 2][6], rows[10, 6][6]))
    assert (exact.kind, exact.level) == ("confidence", 0.95)


def test_the_conclusion_names_both_parts(result):
    assert result.conclusion == (
        "Whichever of 240 vectors is true, the decline of the annual rate from 2016 to "
        "2017 lies between 36.53% and 87.29% (95%, if incidents are independent, all "
        "are recorded and the years were not picked): a fall is shown at each of 240 "
        "vectors. The counts left open move the decline itself between 69.52% and "
        "70.49%."
    )


GIVEN = "95%, if incidents are independent, all are recorded and the years were not "


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (36, 9),
            f"70% (36.53% to 87.29%; {GIVEN}picked): a fall is shown.",
        ),
        (
            (9, 40),
            f"-433.3% (-1150% to -154.7%; {GIVEN}picked): a rise is shown. A decline "
            "below 0 is a rise.",
        ),
        (
            (9, 7),
            f"6.667% (-181.6% to 70.46%; {GIVEN}picked): neither a fall nor a rise is "
            "shown.",
        ),
    ],
)
def test_of_one_vector_the_decline_is_told_with_its_interval(counts, words):
    found = decline_over_vectors(one_vector(1, 1, *counts), before=2016, after=2017)
    assert found.conclusion == (
        f"The decline of the annual rate from 2016 to 2017 is {words}"
    )


@pytest.mark.parametrize(
    ("vectors", "words"),
    [
        (
            [(36, 9), (40, 10)],
            "between 36.53% and 87.29% (GIVEN): a fall is shown at each of 2 vectors. "
            "The counts left open do not move the decline itself, 70%.",
        ),
        (
            [(36, 9), (9, 40), (9, 7)],
            "between -1150% and 87.29% (GIVEN): a fall is shown at 1 of 3 vectors, a "
            "rise at 1, neither at 1. The counts left open move the decline itself "
            "between -433.3% and 70%. A decline below 0 is a rise.",
        ),
        (
            [(9, 8), (9, 7)],
            "between -211.5% and 70.46% (GIVEN): neither a fall nor a rise is shown at "
            "any of 2 vectors. The counts left open move the decline itself between "
            "-6.667% and 6.667%. A decline below 0 is a rise.",
        ),
    ],
)
def test_of_several_vectors_it_is_told_at_how_many_a_change_is_shown(vectors, words):
    possible = PossibleCounts(vectors=vectors, years=(2016, 2017), months=(12, 10))
    found = decline_over_vectors(possible, before=2016, after=2017)
    words = words.replace("GIVEN", f"{GIVEN}picked")
    assert found.conclusion == (
        f"Whichever of {len(vectors)} vectors is true, the decline of the annual rate "
        f"from 2016 to 2017 lies {words}"
    )


@settings(deadline=None, derandomize=True, max_examples=30)
@given(
    vectors=st.lists(
        st.tuples(st.integers(1, 60), st.integers(0, 60)),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_the_interval_at_every_vector_lies_within(vectors):
    possible = PossibleCounts(vectors=vectors, years=(1, 2), months=(12, 10))
    whole = decline_over_vectors(possible, before=1, after=2)
    for vector in vectors:
        alone = PossibleCounts(vectors=[vector], years=(1, 2), months=(12, 10))
        one = decline_over_vectors(alone, before=1, after=2)
        for name in ("decline", "decline_with_sampling", "decline_with_sampling_midp"):
            low, high = limits(one, name)
            whole_low, whole_high = limits(whole, name)
            assert whole_low <= low <= high <= whole_high
            if name != "decline":
                assert low <= one.estimate("decline").value <= high


def test_a_wider_level_gives_a_wider_interval(result):
    wider = decline_over_vectors(belgium_vectors(), before=2016, after=2017, level=0.99)
    low, high = limits(wider, "decline_with_sampling")
    own_low, own_high = limits(result, "decline_with_sampling")
    assert low < own_low
    assert high > own_high
    assert wider.table(ENDS_TABLE).note == (
        "99% intervals of the decline at each of 240 vectors."
    )


def test_the_source_goes_with_the_result():
    source = Provenance(source="statements.csv", sha256="0" * 64, rows=47)
    found = decline_over_vectors(
        one_vector(12, 35, 48, 12), before=2016, after=2017, provenance=(source,)
    )
    assert found.provenance == (source,)
    assert "one vector" in found.title


def test_what_is_no_set_of_vectors_is_refused_at_the_door():
    with pytest.raises(InvalidDataError) as error:
        decline_over_vectors(VECTORS[:1], before=2016, after=2017)
    assert str(error.value) == (
        "possible must be a PossibleCounts, got [(30, 32, 36, 9)]"
    )
    with pytest.raises(InvalidDataError) as error:
        decline_over_vectors(belgium_vectors(), before=2016, after=2017, level=95)
    assert str(error.value) == "level must lie between 0 and 1, got 95"


def test_a_decline_from_nothing_is_refused():
    with pytest.raises(NotEstimableError) as error:
        decline_over_vectors(one_vector(3, 3, 0, 4), before=2016, after=2017)
    assert str(error.value) == (
        "a decline is not estimable: a vector has no incident in 2016"
    )


@pytest.mark.parametrize(
    ("ends", "middle", "value"),
    [
        ((2, 8), HALF_WAY, 5),
        ((2, 8), GEOMETRIC, 4),
        ((0, float("inf")), GEOMETRIC, 1),
        ((float("inf"), float("inf")), HALF_WAY, float("inf")),
        ((float("inf"), float("inf")), GEOMETRIC, float("inf")),
        ((0.1, 0.1), GEOMETRIC, 0.1),
    ],
)
def test_the_value_of_bounds_is_the_middle_that_is_named(ends, middle, value):
    found = bounds_over("x", ends, unit="ratio", vectors=1, middle=middle)
    assert found.value == pytest.approx(value)
    assert found.interval.method == (
        f"range over one vector; the value is its {middle.words}"
    )
