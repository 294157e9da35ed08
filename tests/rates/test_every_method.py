"""Every method side by side: none is left out, and what does not exist says why."""

import pytest

from bemodels.rates import Group, every_method
from bemodels.rates.all_methods import SCALES, TESTS, methods_of

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)


@pytest.fixture(scope="module")
def tables():
    return every_method(INSPIRED, LINKED)


def test_a_row_is_what_its_function_returns(tables):
    for scale, table in zip(SCALES, tables, strict=False):
        methods = methods_of(scale)
        assert [row[0] for row in table.rows] == [one.name for one in methods]
        assert len(set(methods)) == len(methods)
    rows = {row[0]: row[2:4] for table in tables[:3] for row in table.rows}
    # Conditional exact limits, SCAS and Jeffreys as printed elsewhere.
    assert rows["odds_ratio_exact"] == pytest.approx((2.105458, 1660.695), rel=1e-6)
    assert rows["risk_ratio_jeffreys"] == pytest.approx((3.347, 245.47), rel=2e-4)
    assert "risk_difference_wald" not in rows


def test_every_interval_holds_the_sample_but_for_those_that_say_so(tables):
    samples = (3 / 12 - 1 / 95, 3 / 12 * 95, 3 * 94 / 9)
    for table, sample in zip(tables, samples, strict=False):
        for _, _, low, high, method in table.rows:
            assert low <= sample <= high or "the sample lies" in method


def test_p_values_are_those_of_the_tests(tables):
    assert [row[0] for row in tables[3].rows] == [one.__name__ for one in TESTS]
    p_values = {row[0]: row[1] for row in tables[3].rows}
    assert p_values["fisher"] == pytest.approx(0.004146, abs=5e-7)
    assert p_values["barnard"] == pytest.approx(0.0012845, abs=5e-8)
    assert p_values["scas_test"] == pytest.approx(0.005123, abs=5e-7)


def test_what_does_not_exist_says_why():
    tables = every_method(
        Group(attacks=0, incidents=600), Group(attacks=1, incidents=600)
    )
    rows = {row[0]: row[1:] for table in tables for row in table.rows}
    assert rows["risk_ratio_katz"][1:3] == ("none", "none")
    assert "not estimable" in rows["risk_ratio_katz"][3]
    assert rows["boschloo"][0] == "none"
    assert "250000" in rows["boschloo"][1]


def test_what_takes_minutes_is_named_and_left_out():
    tables = every_method(
        Group(attacks=4, incidents=150), Group(attacks=8, incidents=150)
    )
    rows = {row[0]: row for table in tables[:3] for row in table.rows}
    left_out = [row for row in rows.values() if row[4].startswith("left out ")]

    assert [row[0] for row in left_out] == [
        row[0] for row in rows.values() if row[1] == rows["risk_ratio_chan_zhang"][1]
    ]
    assert rows["risk_ratio_chan_zhang"][2:] == (
        "none",
        "none",
        "left out of the list for the time that it takes: groups of these sizes can "
        "have 22,801 tables, more than 20,000; bemodels.rates.risk_ratio_chan_zhang "
        "computes it alone, in seconds to minutes",
    )
