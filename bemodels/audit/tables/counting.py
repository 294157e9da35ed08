"""How many tables of counts have given row and column sums."""

from __future__ import annotations

from collections.abc import Iterable

from bemodels.audit.tables.arranging import arranged_table
from bemodels.audit.tables.laws import UniformLaw
from bemodels.audit.tables.margins import Lower, read_margins


def count_tables(
    row_sums: Iterable[int], column_sums: Iterable[int], *, lower: Lower = ()
) -> int:
    """Count the tables of whole numbers with given row and column sums.

    Parameters
    ----------
    row_sums, column_sums : iterable of int
        What rows and columns add up to; both have the same total.
    lower : tuple of (int, int, int)
        A triple of row, column and least count for each cell of which one is known;
        rows and columns are counted from 0.

    Returns
    -------
    int
        Exact, however large; 0 where the least counts do not fit into the sums.

    Raises
    ------
    InvalidDataError
        If a sum or a least count is none, or the totals differ.
    NotEstimableError
        If the counting table would have more than 10,000,000 states.

    Notes
    -----
    Rows are filled cell by cell; the ways to go on depend on what each column still
    holds and on what is left of the row [1]_. Rows and columns change places where that
    makes the table smaller.

    References
    ----------
    .. [1] Miller JW, Harrison MT (2013). Exact sampling and counting for fixed-margin
       matrices. Annals of Statistics 41, 1569-1592.

    Examples
    --------
    One vector of counts by year and the places of the report on Belgium:

    >>> count_tables((62, 14, 14, 5, 4, 4, 2, 2), (12, 35, 48, 12))
    1084660405284
    >>> count_tables((2, 1), (2, 1)), count_tables((2, 1), (2, 1), lower=((0, 1, 1),))
    (2, 1)
    """
    margins = read_margins(row_sums, column_sums, lower)
    return arranged_table(margins, UniformLaw()).table.total
