"""Tables drawn under two laws, against lists of all tables and exact chances."""

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from every_table import every_table, ways_of
from hypothesis import assume, given, settings
from scipy.stats import chisquare, hypergeom, random_table
from test_count_tables import PLACES, YEARS, margins

from bemodels.audit import count_tables, sample_tables_poisson, sample_tables_uniform
from bemodels.audit.tables.arranging import arranged_table
from bemodels.audit.tables.dealing import deal_tables, numbers_below
from bemodels.audit.tables.laws import PoissonLaw, UniformLaw
from bemodels.audit.tables.margins import read_margins
from bemodels.errors import InvalidDataError, NotEstimableError

SAMPLERS = (sample_tables_uniform, sample_tables_poisson)
DATED = ((0, 2, 1), (4, 1, 1))
ROWS, COLUMNS, LEAST = (4, 3, 2), (2, 3, 4), ((0, 2, 1), (2, 0, 1))


def all_dealt(given_margins, law):
    """Deal the table of every number there is, and count how often each comes."""
    arranged = arranged_table(read_margins(*given_margins), law)
    assume(arranged.table.total < 3000)
    places = np.array(range(arranged.table.total), dtype=object)
    dealt = arranged.restored(deal_tables(arranged.table, places))
    return Counter(tuple(map(tuple, one)) for one in dealt.tolist())


@settings(derandomize=True, max_examples=100, deadline=None)
@given(margins())
def test_every_number_deals_its_table_and_every_table_comes_once(given_margins):
    assert all_dealt(given_margins, UniformLaw()) == Counter(
        every_table(*given_margins)
    )


@settings(derandomize=True, max_examples=100, deadline=None)
@given(margins(largest=2))
def test_under_the_poisson_law_a_table_comes_as_often_as_it_has_ways(given_margins):
    found = all_dealt(given_margins, PoissonLaw())

    assert shares(found) == shares(
        {table: ways_of(table) for table in every_table(*given_margins)}
    )


def shares(counts):
    """Return exact shares: ways by rows and ways by columns differ by a factor."""
    total = sum(counts.values())
    return {table: Fraction(count, total) for table, count in counts.items()}


@pytest.mark.parametrize("lower", [(), LEAST])
@pytest.mark.parametrize("sample", SAMPLERS)
def test_draws_agree_with_the_law_by_a_chi_square(sample, lower):
    tables = every_table(ROWS, COLUMNS, lower)
    weigh = ways_of if sample is sample_tables_poisson else lambda _: 1
    weights = np.array([weigh(table) for table in tables], dtype=float)

    drawn = sample(
        ROWS, COLUMNS, lower=lower, rng=np.random.default_rng(3), draws=20_000
    )

    seen = Counter(tuple(map(tuple, one)) for one in drawn.tolist())
    assert set(seen) <= set(tables)
    expected = 20_000 * weights / weights.sum()
    observed = [seen[table] for table in tables]
    assert chisquare(observed, expected).pvalue > 0.01


def test_the_first_cell_has_its_exact_chances_under_both_laws():
    rng, draws = np.random.default_rng(4), 4000
    uniform = sample_tables_uniform(PLACES, YEARS, rng=rng, draws=draws)[:, 0, 0]
    poisson = sample_tables_poisson(PLACES, YEARS, rng=rng, draws=draws)[:, 0, 0]
    dated = sample_tables_poisson(
        PLACES, YEARS, lower=((0, 2, 1),), rng=rng, draws=draws
    )[:, 0, 0]
    cells = np.arange(13)

    total = count_tables(PLACES, YEARS)
    alone = np.array([tables_with_first(cell) / total for cell in cells])
    assert alone.sum() == pytest.approx(1, abs=1e-12)
    chances = hypergeom.pmf(cells, 107, 12, 62)
    assert fits(uniform, draws * alone)
    assert fits(poisson, draws * chances)
    # That Brussels had one incident or more in 2016 is all but certain: no shift by 1.
    assert fits(dated, draws * chances)


def tables_with_first(cell):
    """Count tables by their first cell: with at least a number, less one more."""
    return count_tables(PLACES, YEARS, lower=((0, 0, cell),)) - count_tables(
        PLACES, YEARS, lower=((0, 0, cell + 1),)
    )


def fits(drawn, expected):
    observed = np.bincount(drawn, minlength=len(expected)).astype(float)
    few = expected < 5
    pooled = [np.append(one[~few], one[few].sum()) for one in (observed, expected)]
    return chisquare(*pooled).pvalue > 0.01


@pytest.mark.parametrize("lower", [(), DATED])
@pytest.mark.parametrize("sample", SAMPLERS)
def test_draws_keep_the_margins_and_the_least_counts(sample, lower):
    tables = sample(PLACES, YEARS, lower=lower, rng=np.random.default_rng(5), draws=500)

    assert tables.dtype == np.int64
    assert tables.shape == (500, 8, 4)
    assert (tables.sum(axis=2) == PLACES).all()
    assert (tables.sum(axis=1) == YEARS).all()
    assert tables.min() == 0
    for row, column, least in lower:
        assert tables[:, row, column].min() >= least
    turned = tuple((column, row, least) for row, column, least in lower)
    rng = np.random.default_rng(5)
    across = sample(YEARS, PLACES, lower=turned, rng=rng, draws=500)
    assert (across.sum(axis=2) == YEARS).all()
    again = sample(PLACES, YEARS, lower=lower, rng=np.random.default_rng(5), draws=500)
    assert np.array_equal(tables, again)


def test_poisson_cells_have_the_means_of_the_margins_and_uniform_ones_have_not():
    rng, draws = np.random.default_rng(6), 4000
    expected = np.outer(PLACES, YEARS) / 107
    poisson = sample_tables_poisson(PLACES, YEARS, lower=DATED, rng=rng, draws=draws)
    uniform = sample_tables_uniform(PLACES, YEARS, lower=DATED, rng=rng, draws=draws)

    # Verviers in 2015 is conditioned on, which all others of its row and column feel.
    free = np.ones((8, 4), dtype=bool)
    free[4], free[:, 1] = False, False
    assert np.abs(poisson.mean(axis=0) - expected)[free].max() < 0.15
    assert uniform.mean(axis=0)[1, 0] - expected[1, 0] > 0.5


class Bytes:
    """Stands for a generator whose bytes are known."""

    def __init__(self, values):
        self.values = list(values)

    def bytes(self, count):
        taken, self.values = self.values[:count], self.values[count:]
        return bytes(taken)


def test_numbers_use_as_many_bits_as_they_need_and_too_large_ones_are_drawn_again():
    # Below 5: the three upper bits of a byte, 5 to 7 refused.
    given_bytes = Bytes(
        [0b101_00000, 0b100_11111, 0b000_11111, 0b111_00000, 0b011_00000]
    )
    assert numbers_below(5, rng=given_bytes, size=3).tolist() == [4, 0, 3]
    assert not given_bytes.values
    assert numbers_below(1, rng=Bytes([0x80, 0x00]), size=1).tolist() == [0]
    # Below 256 a byte, below 257 nine bits of two.
    assert numbers_below(256, rng=Bytes([255]), size=1).tolist() == [255]
    nine = Bytes([0b10000000, 0b11111111, 0b10000000, 0b01111111])
    assert numbers_below(257, rng=nine, size=1).tolist() == [256]
    large = numbers_below(10**40, rng=np.random.default_rng(1), size=2000)
    assert max(large) < 10**40
    assert np.mean([float(one) for one in large]) == pytest.approx(5e39, rel=0.05)


def test_draws_are_exact_where_ways_exceed_what_a_machine_number_holds():
    sums = (100,) * 4
    rng = np.random.default_rng(7)
    tables = sample_tables_poisson(
        sums, (200, 200), lower=((0, 0, 40),), rng=rng, draws=3000
    )

    chances = hypergeom.pmf(np.arange(101), 400, 200, 100)
    chances[:40] = 0
    expected = 3000 * chances / chances.sum()
    assert fits(tables[:, 0, 0], expected)


@pytest.mark.parametrize("sample", SAMPLERS)
def test_tables_of_zeros_and_of_one_cell_are_drawn_too(sample):
    rng = np.random.default_rng(8)

    assert sample((3,), (3,), rng=rng, draws=2).tolist() == [[[3]], [[3]]]
    assert sample((0, 0), (0,), rng=rng, draws=1).tolist() == [[[0], [0]]]
    assert sample((2, 0), (0, 2), rng=rng, draws=1).tolist() == [[[0, 2], [0, 0]]]
    assert sample((0, 900), (900, 0), rng=rng, draws=1).tolist() == [[[0, 0], [900, 0]]]
    assert sample((900,), (300, 600), rng=rng, draws=1).tolist() == [[[300, 600]]]


def test_scipys_default_still_loses_counts_of_a_single_row():
    # Once this fails, SciPy's own choice of method can be left to it.
    tables = random_table.rvs(
        [900], [300, 600], size=1, random_state=np.random.default_rng(1)
    )
    assert tables.sum() != 900


@pytest.mark.parametrize("sample", SAMPLERS)
def test_what_cannot_be_drawn_is_refused(sample):
    rng = np.random.default_rng(9)
    with pytest.raises(NotEstimableError) as impossible:
        sample((1, 2), (1, 2), lower=((0, 1, 2),), rng=rng, draws=1)
    assert str(impossible.value) == "no table has these sums and least counts"
    with pytest.raises(InvalidDataError) as seed:
        sample((1, 2), (1, 2), rng=9, draws=1)
    assert str(seed.value) == "rng must be a Generator, got 9"
    with pytest.raises(InvalidDataError) as number:
        sample((1, 2), (1, 2), rng=rng, draws=0)
    assert str(number.value) == "draws must be a whole number of 1 or more, got 0"
    with pytest.raises(InvalidDataError) as sums:
        sample((1, 2), (1, 1), rng=rng, draws=1)
    assert str(sums.value) == "row sums add up to 3, column sums to 2"


def test_only_the_exact_dealing_needs_a_counting_table():
    rows, columns = (220, 215, 93, 64), (108, 286, 71, 127)
    rng = np.random.default_rng(10)

    assert sample_tables_poisson(rows, columns, rng=rng, draws=1).sum() == 592
    for sample, lower in ((SAMPLERS[0], ()), (SAMPLERS[1], ((0, 0, 1),))):
        with pytest.raises(NotEstimableError) as error:
            sample(rows, columns, lower=lower, rng=rng, draws=1)
        assert str(error.value) == (
            "the counting table of 4 by 4 sums would have 757426176 states, at most "
            "10000000 are taken"
        )
