"""Whether one share is higher than another, as a sentence says."""

from __future__ import annotations

from bisect import bisect_left

from bemodels.audit.claims.claim_parts import (
    CHOSEN,
    PROCESS,
    check_part,
    share_estimate,
)
from bemodels.audit.claims.verdicts import SUPPORTED, Reading, judge_above
from bemodels.intervals import (
    TwoByTwo,
    conditional_odds_ratio,
    exact_odds_ratio_interval,
    fisher_central_p_value,
    fisher_p_value,
)
from bemodels.intervals.recovered_limits import (
    Limits,
    difference_limits,
    mover_interval,
)
from bemodels.result import (
    Estimate,
    HypothesisTest,
    Probability,
    Provenance,
    Result,
    check_level,
)
from bemodels.result.display import format_number, format_p_value

NULL = "The two shares are the same"


def claim_higher_share(
    successes: int,
    trials: int,
    *,
    reference_successes: int,
    reference_trials: int,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Ask whether numbers support that one share is higher than another.

    Parameters
    ----------
    successes, trials : int
        Of the share that is called higher.
    reference_successes, reference_trials : int
        Of the share that it is compared with.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``odds_ratio`` with its exact interval, on which the verdict rests;
        ``difference`` with Newcombe's; either share with Wilson's; Fisher's exact test,
        central and by minimum likelihood; the least number of successes that would be
        supported.

    Raises
    ------
    InvalidDataError
        If a count or `level` is impossible.

    Notes
    -----
    The interval is the central exact conditional one, so it excludes 1 where the
    central p-value [1]_ is less than what the level leaves.

    References
    ----------
    .. [1] Fay MP (2010). Two-sided exact tests and matching confidence intervals for
       discrete data. R Journal 2(1), 53-58.

    Examples
    --------
    >>> from bemodels.audit import verdict
    >>> result = claim_higher_share(
    ...     7, 14, reference_successes=27, reference_trials=62
    ... )
    >>> verdict(result)
    'not supported by these numbers'
    """
    check_level(level)
    check_part(successes, trials, names=("successes", "trials"))
    check_part(
        reference_successes,
        reference_trials,
        names=("reference_successes", "reference_trials"),
    )
    table = TwoByTwo(
        successes=int(successes),
        trials=int(trials),
        reference_successes=int(reference_successes),
        reference_trials=int(reference_trials),
    )
    odds = odds_ratio_estimate(table, "odds_ratio", level)
    judged = judge_above(
        [Reading(value=odds.value, interval=odds.interval)],
        1.0,
        what="odds ratio of the two shares",
        claimed="above 1",
    )
    least = _least_supported(table, level)
    return Result(
        title="Is one share higher than another?",
        method="Exact conditional interval of the odds ratio; Fisher's exact test",
        estimates=(
            odds,
            _difference(table, level),
            share_estimate("share", table.successes, table.trials, level),
            share_estimate(
                "reference_share",
                table.reference_successes,
                table.reference_trials,
                level,
            ),
        ),
        conclusion=_conclusion(
            table, str(judged.rows[0][-2]), least, lower=odds.interval.high < 1
        ),
        probabilities=()
        if least is None
        else (
            Probability(
                statement=f"least number of {trials} that would be supported as higher",
                value=least,
                given=f"{reference_successes} of {reference_trials}",
            ),
        ),
        tests=(
            HypothesisTest(
                null=NULL,
                method="Fisher's exact test, central",
                p_value=fisher_central_p_value(table),
            ),
            HypothesisTest(
                null=NULL,
                method="Fisher's exact test, minimum likelihood",
                p_value=fisher_p_value(table),
            ),
        ),
        assumptions=(PROCESS, CHOSEN),
        tables=(judged,),
        provenance=provenance,
    )


def odds_ratio_estimate(table: TwoByTwo, name: str, level: float) -> Estimate:
    """Return the conditional odds ratio with its exact interval.

    Parameters
    ----------
    table : TwoByTwo
        The counts.
    name : str
        Of the estimand.
    level : float
        Coverage.

    Returns
    -------
    Estimate
        A ratio, 1 where the margins allow one table only.
    """
    alone = len(table.support) == 1
    return Estimate(
        estimand=name,
        value=1.0 if alone else conditional_odds_ratio(table),
        unit="ratio",
        interval=exact_odds_ratio_interval(table, level=level),
    )


def is_supported(table: TwoByTwo, level: float) -> bool:
    """Tell whether the exact interval of the odds ratio lies above 1.

    Parameters
    ----------
    table : TwoByTwo
        The counts.
    level : float
        Coverage.

    Returns
    -------
    bool
        Whether it does.
    """
    return exact_odds_ratio_interval(table, level=level).low > 1


def _least_supported(table: TwoByTwo, level: float) -> int | None:
    """Return the fewest successes that the same reference would support."""

    def supported(successes: int) -> bool:
        one = TwoByTwo(
            successes=successes,
            trials=table.trials,
            reference_successes=table.reference_successes,
            reference_trials=table.reference_trials,
        )
        return is_supported(one, level)

    counts = range(table.trials + 1)
    least = bisect_left(counts, 1, key=lambda count: int(supported(count)))
    return least if least < len(counts) else None


def _difference(table: TwoByTwo, level: float) -> Estimate:
    sides = [
        share_estimate("", part, whole, level)
        for part, whole in (
            (table.successes, table.trials),
            (table.reference_successes, table.reference_trials),
        )
    ]
    return Estimate(
        estimand="difference",
        value=sides[0].value - sides[1].value,
        unit="proportion",
        interval=mover_interval(
            difference_limits,
            *(Limits(one.interval.low, one.value, one.interval.high) for one in sides),
            level=level,
            method="Newcombe (Wilson limits)",
        ),
    )


def _conclusion(table: TwoByTwo, found: str, least: int | None, *, lower: bool) -> str:
    one = f"{table.successes} of {table.trials}"
    other = f"{table.reference_successes} of {table.reference_trials}"
    p = format_p_value(fisher_central_p_value(table))
    other_side = ", on the other side: it is lower" if lower else ""
    if least is None:
        needed = f"No number of {table.trials} would be supported as higher."
    elif found == SUPPORTED:
        needed = f"It would be from {least} of {table.trials} on."
    else:
        needed = f"It would take {least} of {table.trials} or more."
    return (
        f"That {one} ({format_number(100 * table.successes / table.trials)}%) is a "
        f"higher share than {other} "
        f"({format_number(100 * table.reference_successes / table.reference_trials)}%) "
        f"is {found} ({p}{other_side}). {needed}"
    )
