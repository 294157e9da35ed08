"""Grids of P(more inspired than linked), held to sums and to quadrature."""

from itertools import pairwise
from math import log

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import gammaincc
from scipy.stats import nbinom

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.undercount import (
    Fates,
    hidden_given_propensity,
    more_inspired_over_propensity,
    more_inspired_over_surfacing,
    probability_more_inspired,
)

INSPIRED, LINKED = Fates(arrests=9, attacks=3), Fates(arrests=94, attacks=1)
NOBODY = Fates(arrests=0, attacks=0)


@pytest.fixture(scope="module")
def by_surfacing():
    return more_inspired_over_surfacing(INSPIRED, LINKED)


@pytest.fixture(scope="module")
def by_propensity():
    return more_inspired_over_propensity(INSPIRED, LINKED, log_sd=0)


def test_cells_by_surfacing_against_every_pair_of_numbers(by_surfacing):
    rows = by_surfacing.tables[0].rows
    likely = [row for row in rows if 0.001 < row[2] < 0.999 and row[0] > 0.2]
    populations = np.arange(6000)
    for linked, inspired, more in likely[::37]:
        of_linked = nbinom(95, linked).pmf(populations - 95)
        beyond = nbinom(12, inspired).sf(populations - 12)
        assert more == pytest.approx(float(of_linked @ beyond), rel=1e-9)
    assert len(likely[::37]) > 4


def test_every_cell_is_that_of_the_pair_alone(by_surfacing):
    for linked, inspired, more in by_surfacing.tables[0].rows[::131]:
        alone = probability_more_inspired(
            INSPIRED, LINKED, inspired_surfacing=inspired, linked_surfacing=linked
        )
        assert more == pytest.approx(alone, rel=1e-9, abs=1e-300)


def test_the_grid_by_surfacing_is_full_and_falls_with_the_inspired_share(by_surfacing):
    (table,) = by_surfacing.tables
    cells = {row[:2]: row[2] for row in table.rows}
    linked, inspired = (sorted({row[at] for row in table.rows}) for at in (0, 1))
    assert len(cells) == len(linked) * len(inspired) == 1600
    for one in linked:
        column = [cells[one, other] for other in inspired]
        assert column == sorted(column, reverse=True)
    for other in inspired:
        row = [cells[one, other] for one in linked]
        assert all(b > a - 1e-12 for a, b in pairwise(row))


def test_the_line_of_one_half_has_the_printed_ratios(by_surfacing):
    """From .1230 where .3 of the linked surfaced down to .1224 where .99 did."""
    (line,) = by_surfacing.curves
    ratios = [y / x for x, y in zip(line.x, line.y, strict=True) if x >= 0.3]
    assert min(ratios) == pytest.approx(0.1224, abs=5e-5)
    assert max(ratios) < 0.12305
    for x, y in zip(line.x, line.y, strict=True):
        half = probability_more_inspired(
            INSPIRED, LINKED, inspired_surfacing=y, linked_surfacing=x
        )
        assert half == pytest.approx(0.5, abs=1e-9)


def conditioned(relative, share):
    """P(expected inspired > linked / share), by adaptive quadrature over the share."""
    top = min(1.0, 1 / (relative * share))

    def mass(actors):
        return quad(
            lambda q: (
                gammaincc(3.5, actors * relative * share * q) * q**0.5 * (1 - q) ** 93.5
            ),
            0,
            top,
            points=[0.005, 0.02, 0.06],
            epsabs=1e-17,
            epsrel=1e-10,
            limit=200,
        )[0]

    return mass(max(95 / share, 12)) / mass(12)


def test_cells_by_propensity_against_adaptive_quadrature(by_propensity):
    rows = by_propensity.table(
        "Grid of P(more inspired than linked actors) by propensity"
    ).rows
    assert len(rows) == 25 * 46
    for share, relative, more in rows[::163]:
        assert more == pytest.approx(conditioned(relative, share), rel=1e-7)


def test_cells_where_propensity_varies_are_those_of_its_rung():
    rows = more_inspired_over_propensity(INSPIRED, LINKED, log_sd=0.5).tables[1].rows
    for share, relative, more in rows[3::577]:
        rung = hidden_given_propensity(
            INSPIRED,
            LINKED,
            relative_propensity=relative,
            log_sd=0.5,
            linked_surfacing=share,
        )
        assert more == pytest.approx(rung.probabilities[1].value, rel=1e-6)


def test_at_the_turning_propensity_it_is_one_half(by_propensity):
    table, _ = by_propensity.tables
    (line,) = by_propensity.curves
    assert table.rows == tuple(zip(line.x, line.y, strict=True))
    for share, relative in table.rows:
        assert conditioned(relative, share) == pytest.approx(0.5, abs=1e-7)
    assert table.rows[-1][1] == pytest.approx(2.753, abs=5e-4)


def test_contradicted_cells_hold_no_number():
    """A hundred recorded actors of whom none attacked leave a large ratio no case."""
    result = more_inspired_over_propensity(
        Fates(arrests=100, attacks=0), Fates(arrests=0, attacks=30), log_sd=0
    )
    rows = result.tables[1].rows
    assert {row[2] for row in rows if isinstance(row[2], str)} == {"contradicted"}
    at_largest = [row for row in rows if log(row[0] * row[1]) > log(30)]
    assert at_largest
    assert all(row[2] == "contradicted" for row in at_largest)


def test_without_a_tipping_point_there_is_no_line():
    result = more_inspired_over_propensity(LINKED, INSPIRED, log_sd=0)
    assert result.tables[0].rows[-1] == (1.0, "none")
    assert len(result.curves[0].x) < len(result.tables[0].rows)


def test_wrong_groups_are_refused():
    with pytest.raises(InvalidDataError) as error:
        more_inspired_over_surfacing(12, LINKED)
    assert str(error.value) == "inspired must be a Fates, got 12"
    with pytest.raises(InvalidDataError) as error:
        more_inspired_over_propensity(INSPIRED, LINKED, log_sd=-1)
    assert str(error.value) == "log_sd must lie in [0, 5], got -1"
    with pytest.raises(NotEstimableError) as error:
        more_inspired_over_surfacing(INSPIRED, NOBODY)
    assert str(error.value) == (
        "with no recorded actor any number of hidden ones fits, got 0 arrest actions "
        "and 0 attacks"
    )
    with pytest.raises(NotEstimableError) as error:
        more_inspired_over_propensity(INSPIRED, NOBODY, log_sd=0)
    assert str(error.value).startswith("a propensity relative to linked actors needs")


def test_a_grid_too_large_to_sum_is_refused():
    with pytest.raises(NotEstimableError) as error:
        more_inspired_over_surfacing(INSPIRED, Fates(arrests=20_000, attacks=1))
    assert str(error.value).endswith(
        "numbers of linked actors would have to be summed in a cell of the grid, at "
        "most 200000 are"
    )
