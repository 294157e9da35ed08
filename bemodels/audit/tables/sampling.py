"""Tables of counts drawn under one of two laws, given row and column sums."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from bemodels.audit.tables.arranging import arranged_table
from bemodels.audit.tables.dealing import deal_tables, numbers_below
from bemodels.audit.tables.laws import Law, PoissonLaw, UniformLaw
from bemodels.audit.tables.margins import Lower, Margins, read_margins
from bemodels.errors import NotEstimableError
from bemodels.result import check_type
from bemodels.result.rules import check_whole


def sample_tables_uniform(
    row_sums: Iterable[int],
    column_sums: Iterable[int],
    *,
    lower: Lower = (),
    rng: np.random.Generator,
    draws: int,
) -> np.ndarray:
    """Draw tables with given row and column sums, each as likely as any other.

    Parameters
    ----------
    row_sums, column_sums : iterable of int
        What rows and columns add up to; both have the same total.
    lower : tuple of (int, int, int)
        A triple of row, column and least count for each cell of which one is known;
        rows and columns are counted from 0.
    rng : numpy.random.Generator
        Where the numbers come from.
    draws : int
        How many tables, 1 or more.

    Returns
    -------
    numpy.ndarray of int64, shape (draws, rows, columns)
        Independent draws. They are possible tables, not data: no cell was counted, and
        none may be written where counts are kept.

    Raises
    ------
    InvalidDataError
        If a sum or a least count is none, or the totals differ.
    NotEstimableError
        If no table has these sums and least counts, or the counting table would have
        more than 10,000,000 states.

    Notes
    -----
    Cells are drawn one after another from the counting table [1]_, in whole numbers:
    the draws are independent and exact. Uniform tables are a stated weighting: they
    favour bursts over the law of `sample_tables_poisson`.

    References
    ----------
    .. [1] Miller JW, Harrison MT (2013). Exact sampling and counting for fixed-margin
       matrices. Annals of Statistics 41, 1569-1592.

    Examples
    --------
    >>> rng = np.random.default_rng(20180418)
    >>> tables = sample_tables_uniform((2, 1), (1, 2), rng=rng, draws=1000)
    >>> tables.shape, tables.sum(axis=2)[0].tolist(), tables.sum(axis=1)[0].tolist()
    ((1000, 2, 2), [2, 1], [1, 2])
    """
    margins = read_margins(row_sums, column_sums, lower)
    return _dealt(margins, UniformLaw(), rng=rng, draws=draws)


def sample_tables_poisson(
    row_sums: Iterable[int],
    column_sums: Iterable[int],
    *,
    lower: Lower = (),
    rng: np.random.Generator,
    draws: int,
) -> np.ndarray:
    r"""Draw tables of independent Poisson cells, given their row and column sums.

    Parameters
    ----------
    row_sums, column_sums : iterable of int
        What rows and columns add up to; both have the same total.
    lower : tuple of (int, int, int)
        A triple of row, column and least count for each cell of which one is known;
        rows and columns are counted from 0. Cells are conditioned on reaching it, not
        raised by it.
    rng : numpy.random.Generator
        Where the numbers come from.
    draws : int
        How many tables, 1 or more.

    Returns
    -------
    numpy.ndarray of int64, shape (draws, rows, columns)
        Independent draws. They are possible tables, not data: no cell was counted, and
        none may be written where counts are kept.

    Raises
    ------
    InvalidDataError
        If a sum or a least count is none, or the totals differ.
    NotEstimableError
        If no table has these sums and least counts, or, where there are least counts,
        the counting table would have more than 10,000,000 states.

    Notes
    -----
    Where each mean is a row's number times a column's, as with main effects of places
    and years, the law given both margins is free of them: a table has a probability
    proportional to :math:`\prod_{ij} 1 / n_{ij}!`. Without least counts the draws are
    those of `scipy.stats.random_table` by Boyett's method; with them cells are drawn
    one after another from a counting table [1]_, in whole numbers.

    References
    ----------
    .. [1] Miller JW, Harrison MT (2013). Exact sampling and counting for fixed-margin
       matrices. Annals of Statistics 41, 1569-1592.

    Examples
    --------
    >>> rng = np.random.default_rng(20180418)
    >>> tables = sample_tables_poisson(
    ...     (2, 1), (1, 2), lower=((0, 0, 1),), rng=rng, draws=2
    ... )
    >>> tables.tolist()
    [[[1, 1], [0, 1]], [[1, 1], [0, 1]]]
    """
    margins = read_margins(row_sums, column_sums, lower)
    if any(map(any, margins.least)):
        return _dealt(margins, PoissonLaw(), rng=rng, draws=draws)
    check_draws(rng, draws)
    from scipy.stats import random_table

    # Its other method, Patefield's, loses counts where a single row or column is not 0.
    tables = random_table.rvs(
        margins.rows, margins.columns, size=draws, method="boyett", random_state=rng
    )
    return np.asarray(tables, dtype=np.int64)


def check_draws(rng: np.random.Generator, draws: int) -> None:
    """Refuse what is no generator and no number of draws.

    Parameters
    ----------
    rng : numpy.random.Generator
        Where the numbers come from.
    draws : int
        How many tables.

    Raises
    ------
    InvalidDataError
        If it is another thing, or below 1.
    """
    check_type("rng", rng, np.random.Generator)
    check_whole("draws", draws, least=1)


def _dealt(
    margins: Margins, law: Law, *, rng: np.random.Generator, draws: int
) -> np.ndarray:
    check_draws(rng, draws)
    arranged = arranged_table(margins, law)
    if not arranged.table.total:
        raise NotEstimableError("no table has these sums and least counts")
    places = numbers_below(arranged.table.total, rng=rng, size=draws)
    return arranged.restored(deal_tables(arranged.table, places))
