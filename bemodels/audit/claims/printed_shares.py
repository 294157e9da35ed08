"""Shares that the report on Belgium sets beside the incidents of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bemodels.audit.claims.low_share import ExpectedShare

if TYPE_CHECKING:
    from bemodels.audit.claims.low_share import Basis
    from bemodels.data import BelgiumReport


def printed_shares(report: BelgiumReport, place: str) -> tuple[ExpectedShare, ...]:
    """Return the shares of other records that the text sets beside a place.

    Parameters
    ----------
    report : BelgiumReport
        The data.
    place : str
        As the report names it.

    Returns
    -------
    tuple of ExpectedShare
        Empty where the text sets none beside it.

    Examples
    --------
    >>> from bemodels import belgium
    >>> [one.share for one in printed_shares(belgium(), "Antwerp")]
    [0.2]
    """
    return tuple(
        ExpectedShare(
            share=int(str(percent)) / 100,
            basis=cast("Basis", basis),
            source=f"{among}, as the report prints it",
        )
        for name, percent, among, basis in report.expected_shares.to_table().rows
        if name == place
    )
