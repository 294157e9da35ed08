"""Two ratios by well-known methods: each row is its function's, in one order."""

from math import inf

import pytest

from bemodels import InvalidDataError
from bemodels.rates import (
    Group,
    compare_attack_rates,
    every_method,
    odds_ratio_woolf,
    ratios_by_method,
    risk_ratio_katz,
)

INSPIRED, LINKED = Group(attacks=3, incidents=12), Group(attacks=1, incidents=95)


def rows_of(group, reference, **level):
    table = ratios_by_method(group, reference, **level)
    return {row[:2]: row[2:] for row in table.rows}


def test_intervals_are_as_printed():
    rows = rows_of(INSPIRED, LINKED)

    # SCAS, Jeffreys and the exact conditional limits as printed elsewhere.
    scas, exact = (
        rows["risk ratio", "SCAS score"],
        rows["odds ratio", "conditional exact"],
    )
    assert scas[1:] == pytest.approx((23.75, 3.073, 477.9), rel=5e-4)
    assert exact[1:] == pytest.approx((29.1285, 2.105458, 1660.695), rel=2e-6)
    assert rows["odds ratio", "Jeffreys posterior"][1:] == pytest.approx(
        (28.130, 3.680, 388.0), rel=2e-4
    )


def test_what_is_recommended_stands_in_the_report():
    report = {
        (one.interval.low, one.interval.high)
        for one in compare_attack_rates(INSPIRED, LINKED).estimates
    }
    for standing, _, low, high in rows_of(INSPIRED, LINKED).values():
        if standing == "recommended":
            assert any((low, high) == pytest.approx(one, rel=1e-9) for one in report)


def test_every_row_is_a_method_of_the_whole_list():
    every = {
        row[2:4] for table in every_method(INSPIRED, LINKED)[1:3] for row in table.rows
    }
    for _, _, low, high in rows_of(INSPIRED, LINKED).values():
        assert (low, high) in every


def test_warnings_are_the_wald_intervals():
    rows = rows_of(INSPIRED, LINKED, level=0.9)
    warned = {key: row[2:] for key, row in rows.items() if row[0] == "warning"}

    katz, woolf = (
        method(INSPIRED, LINKED, level=0.9)
        for method in (risk_ratio_katz, odds_ratio_woolf)
    )
    assert warned == {
        ("risk ratio", "Katz, log Wald"): (katz.low, katz.high),
        ("odds ratio", "Woolf, log Wald"): (woolf.low, woolf.high),
    }


def test_what_does_not_exist_is_said():
    rows = rows_of(INSPIRED, Group(attacks=0, incidents=95))

    assert rows["risk ratio", "Katz, log Wald"] == ("warning", "none", "none", "none")
    assert rows["risk ratio", "SCAS score"][1::2] == (inf, inf)
    neither = rows_of(Group(attacks=0, incidents=12), Group(attacks=0, incidents=95))
    assert neither["risk ratio", "melded, guaranteed"] == (
        "recommended",
        "none",
        0,
        inf,
    )
    assert neither["odds ratio", "conditional exact"][1] == "none"


def test_a_level_is_a_share_and_a_group_a_group():
    with pytest.raises(InvalidDataError) as error:
        ratios_by_method(INSPIRED, LINKED, level=95)
    assert str(error.value) == "level must lie between 0 and 1, got 95"
    with pytest.raises(InvalidDataError) as error:
        ratios_by_method(3, LINKED)
    assert str(error.value) == "group must be a Group, got 3"
