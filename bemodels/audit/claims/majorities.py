"""Whether a majority is as clear as a sentence says."""

from __future__ import annotations

from bemodels.audit.bounds.missing_values import KnownShare
from bemodels.audit.claims.claim_parts import (
    PROCESS,
    check_share,
    share_estimate,
)
from bemodels.audit.claims.verdicts import Reading, judge_above
from bemodels.intervals import wilson_interval
from bemodels.result import Provenance, Result, check_level
from bemodels.result.display import format_number


def claim_majority(
    successes: int,
    known: int,
    total: int,
    *,
    threshold: float,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Ask whether numbers support that more than some share of all units is so.

    Parameters
    ----------
    successes, known, total : int
        Units that are so, among those of which it is known, among all.
    threshold : float
        What the sentence's words stand for, in (0, 1): one half for "a clear
        majority", which Wilson's lower limit has to exceed.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        As `missing_data_bounds`, with a verdict over every completion of what is
        missing; where nothing is, ``share`` alone with Wilson's interval.

    Raises
    ------
    InvalidDataError
        If a count, `threshold` or `level` is impossible.
    NotEstimableError
        If nothing is known.

    Examples
    --------
    >>> from bemodels.audit import verdict
    >>> verdict(claim_majority(61, 94, 135, threshold=0.5))
    'cannot be told'
    >>> verdict(claim_majority(61, 94, 94, threshold=0.5))
    'supported'
    """
    check_level(level)
    check_share("threshold", threshold)
    share = KnownShare(successes=successes, known=known, total=total)
    judged = judge_above(
        [
            Reading(
                value=count / share.total,
                interval=wilson_interval(count, share.total, level=level),
            )
            for count in range(share.successes, share.most + 1)
        ],
        threshold,
        what="share of all units",
        claimed=f"above {format_number(threshold)}",
    )
    missing = share.total - share.known
    left_open = f", and of {missing} it is not known" if missing else ""
    found = str(judged.rows[0][-2])
    return Result(
        title="Is a majority as clear as a sentence says?",
        method="Wilson's interval for every completion of what is missing",
        estimates=share.estimates(level)
        if missing
        else (share_estimate("share", share.successes, share.total, level),),
        conclusion=f"{share.successes} of {share.total} are so{left_open}. That more "
        f"than {format_number(100 * threshold)}% of all are so"
        f"{'' if found.startswith('cannot') else ' is'} {found}.",
        assumptions=(PROCESS,),
        tables=(judged,),
        provenance=provenance,
    )
