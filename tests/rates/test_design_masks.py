"""The masks of a whole design hold what the interval of each of its tables holds."""

import numpy as np
import pytest

from bemodels.rates import bayes, melded
from bemodels.rates.design.held_by_betas import held_by_melding, held_by_posterior
from bemodels.rates.design.method_design import limits_of_every_table
from bemodels.rates.unconditional.nuisance import (
    line_of_difference,
    line_of_odds_ratio,
    line_of_ratio,
)

SIZES = (4, 7)
RATIOS = np.geomspace(1e-3, 1e3, 61)
LINES = {
    "risk difference": (line_of_difference, np.linspace(-0.97, 0.97, 61)),
    "risk ratio": (line_of_ratio, RATIOS),
    "odds ratio": (line_of_odds_ratio, RATIOS),
}
CASES = [
    *((held_by_melding, method) for method in melded.METHODS),
    *((held_by_posterior, method) for method in bayes.METHODS),
]


@pytest.mark.parametrize("level", [0.8, 0.95])
@pytest.mark.parametrize(
    ("mask", "method"), CASES, ids=[method.name for _, method in CASES]
)
def test_a_mask_holds_what_the_interval_of_each_table_holds(mask, method, level):
    line, values = LINES[method.scale]
    low, high = limits_of_every_table(method, SIZES, level)
    holds = mask(line, SIZES, level)

    for value in values:
        held = (low <= value) & (value <= high)
        near = np.isclose(low, value, rtol=1e-6) | np.isclose(high, value, rtol=1e-6)
        assert ((holds(value) == held) | near).all()


@pytest.mark.parametrize(
    ("mask", "method"), CASES, ids=[method.name for _, method in CASES]
)
def test_a_mask_turns_at_every_limit(mask, method):
    """Of those that a design asks about: its odds ratios go up to 498."""
    line, values = LINES[method.scale]
    holds, turned = mask(line, SIZES, 0.9), 0
    for limits, inward in zip(
        limits_of_every_table(method, SIZES, 0.9), (1, -1), strict=True
    ):
        for table in np.argwhere((limits > values[0]) & (limits < values[-1])):
            limit = limits[tuple(table)]
            step = inward * 1e-6 * abs(limit)
            assert holds(limit + step)[tuple(table)]
            assert not holds(limit - step)[tuple(table)]
            turned += 1
    assert turned > (SIZES[0] + 1) * (SIZES[1] + 1)
