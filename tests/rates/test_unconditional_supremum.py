"""The supremum over the nuisance parameter, against dense grids and long rows."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from bemodels.rates.group import Group
from bemodels.rates.unconditional import (
    barnard,
    boschloo,
    p_values_of_every_table,
)
from bemodels.rates.unconditional.exact_p_values import tables_rejected
from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO, BOSCHLOO_MINLIKE
from bemodels.rates.unconditional.nuisance import (
    equal_proportions,
    line_of_difference,
    line_of_odds_ratio,
    line_of_ratio,
)
from bemodels.rates.unconditional.pooled_z_tests import BARNARD
from bemodels.rates.unconditional.row_probabilities import by_runs, row_probabilities
from bemodels.rates.unconditional.supremum import (
    greatest_probabilities,
    greatest_probability,
    is_more_probable,
    largest_event_within,
)

LINES = (
    equal_proportions(),
    line_of_difference(0.3),
    line_of_difference(-0.95),
    line_of_ratio(7.0),
    line_of_ratio(0.02),
    line_of_odds_ratio(40.0),
    equal_proportions().within(0.001, 0.03),
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("sizes", [(1, 1), (3, 40), (25, 4), (12, 95)])
def test_no_dense_grid_is_higher(line, sizes) -> None:
    rng = np.random.default_rng(sum(sizes))
    reference = np.sin(np.linspace(0, np.pi / 2, 20_001)) ** 2
    reference = line.low + (line.high - line.low) * reference
    group = np.clip(line.group_of(reference), 0, 1)
    first = binom.pmf(np.arange(sizes[0] + 1), sizes[0], group[:, None])
    second = binom.pmf(np.arange(sizes[1] + 1), sizes[1], reference[:, None])
    for share in (0.02, 0.2, 0.7):
        event = rng.random((sizes[0] + 1, sizes[1] + 1)) < share
        event[0, -1] = True
        dense = float(np.einsum("kx,kx->k", first, second @ event.T).max())
        found = greatest_probability(event, line)
        assert found == pytest.approx(dense, abs=2e-6)
        assert found >= dense - 1e-9
        assert is_more_probable(event, line, found * 0.999)
        assert not is_more_probable(event, line, found * 1.001)


@pytest.mark.parametrize("line", LINES)
def test_halving_finds_the_last_event_that_a_limit_allows(line) -> None:
    ranks = np.random.default_rng(7).integers(0, 40, size=(5, 24))
    _, ranks = np.unique(ranks, return_inverse=True)
    every = greatest_probabilities(ranks, line)
    for limit in (1e-4, 0.05, 0.5, 0.999):
        found = largest_event_within(ranks, line, limit)
        assert np.array_equal(found, every[ranks] <= limit)


@pytest.mark.parametrize("test", [BARNARD, BOSCHLOO, BOSCHLOO_MINLIKE])
@pytest.mark.parametrize("sizes", [(1, 3), (7, 7), (12, 40)])
def test_tables_are_rejected_as_their_p_values_say(test, sizes) -> None:
    p_values = p_values_of_every_table(sizes, test)
    for level in (0.5, 0.9, 0.95, 0.999):
        rejected = tables_rejected(sizes, test, level)
        assert np.array_equal(rejected, p_values <= 1 - level)


def test_runs_are_sums_of_counts() -> None:
    event = np.random.default_rng(4).random((9, 31)) < 0.6
    proportions = np.array([0.0, 1e-9, 0.02, 0.5, 0.9, 1.0])
    dense = row_probabilities(event, proportions)
    assert by_runs(event, proportions) == pytest.approx(dense, abs=1e-13)


def test_a_tail_keeps_its_digits() -> None:
    event = np.zeros((1, 51), dtype=bool)
    event[0, 40:] = True
    found = by_runs(event, np.array([0.01]))[0, 0]
    assert found == pytest.approx(binom.sf(39, 50, 0.01), rel=1e-9)
    assert 0 < found < 1e-60


def test_one_incident_against_very_many() -> None:
    # The attack of 1/1 comes with the common rate; no table is more extreme than it
    # with no other attack: p (1 - p)^m is greatest at p = 1 / (m + 1).
    m = 250_000
    pair = Group(attacks=1, incidents=1), Group(attacks=0, incidents=m)
    expected = (m / (m + 1)) ** m / (m + 1)
    assert barnard(*pair).p_value == pytest.approx(expected, rel=1e-6)
    assert boschloo(*pair).p_value == pytest.approx(2 * expected, rel=1e-6)


def test_long_rows_and_swapped() -> None:
    pair = Group(attacks=3, incidents=12), Group(attacks=15, incidents=2_000)
    other = barnard(*pair[::-1]).p_value
    assert barnard(*pair).p_value == pytest.approx(other, rel=1e-8)
