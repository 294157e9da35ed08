"""Over which true rates size, coverage and power of a design are taken, as it says."""

import numpy as np
import pytest

from bemodels.rates.design import design_of
from bemodels.rates.design.enumeration import (
    ANY,
    RISK_DIFFERENCE,
    coverage_of,
    power_of,
)
from bemodels.rates.design.held_values import held_by_score
from bemodels.rates.group import Group
from bemodels.rates.score import risk_differences


@pytest.mark.parametrize(
    ("counts", "known"),
    [((5, 5, 2, 9), 0.0605), ((3, 12, 1, 95), 0.0513)],
)
def test_size_is_told_for_any_common_rate(counts, known) -> None:
    group, reference = (
        Group(attacks=x, incidents=n) for x, n in (counts[:2], counts[2:])
    )
    table = design_of(group, reference).tables[0].to_frame().set_index("procedure")
    score = table.loc["SCAS score", "size, any common rate"].iloc[0]
    sizes = counts[1], counts[3]
    rejects = ~held_by_score(risk_differences.SCAS, sizes, 0.95)(0.0)
    on_a_line = [power_of(rejects, p, p) for p in np.linspace(0, 1, 2001)]

    assert score == pytest.approx(known, abs=5.1e-5)
    assert score == pytest.approx(max(on_a_line), abs=1e-6)


def test_rates_above_the_grid_are_taken_over_the_whole_range() -> None:
    few, many = Group(attacks=2, incidents=9), Group(attacks=5, incidents=5)
    table = design_of(many, few).tables[0]
    turned = design_of(few, many).tables[0]
    scas = next(row for row in table.rows if row[0] == "SCAS score")
    sizes, held = (5, 9), held_by_score(risk_differences.SCAS, (5, 9), 0.95)

    assert table.note.startswith(
        "Size: greatest probability of rejecting equal rates, for any common rate, in "
        "both columns. Coverage: over rates of 0.02 to 0.98 in the group and in the "
        "reference. Both are taken over the whole range, since a sample rate exceeds "
        "0.6 in the group or 0.12 in the reference. "
    )
    assert all(row[3] == row[4] for row in table.rows)
    assert scas[6:] == coverage_of(held, RISK_DIFFERENCE, sizes, rates=ANY)
    # The whole range is the same for both groups: turned round, the same is found.
    for one, other in zip(table.rows, turned.rows, strict=True):
        assert one[:3] == other[:3]
        found = [cell for cell in one[3:] if cell != "-"]
        assert found == pytest.approx([x for x in other[3:] if x != "-"], abs=1e-9)


def test_rare_rates_keep_to_the_grid_of_rare_rates() -> None:
    nothing, linked = Group(attacks=0, incidents=12), Group(attacks=0, incidents=95)
    note = design_of(nothing, linked).tables[0].note

    assert note.startswith(
        "Size: greatest probability of rejecting equal rates, for a common rate up to "
        "0.20, and for any. Coverage: over rates of 0.02 to 0.6 in the group and 0.003 "
        "to 0.12 in the reference. "
    )


def test_power_at_the_sample_rates_is_said_to_add_nothing() -> None:
    design = design_of(Group(attacks=1, incidents=3), Group(attacks=0, incidents=4))

    assert design.tables[0].note.endswith(
        " Power: at 0.333 against 0, the sample rates. So it compares the procedures, "
        "and adds nothing to a p-value of the same sample (Hoenig and Heisey 2001, "
        "American Statistician 55, 19-24); for planning, exact_power takes stated "
        "rates. A warning is a method that is widespread and should not be reported; a "
        "test alone has no coverage."
    )
