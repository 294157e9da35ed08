"""Whether a part is more concentrated in a period than the whole that it belongs to."""

from __future__ import annotations

from bemodels.audit.claims.claim_parts import (
    CHOSEN,
    PROCESS,
    check_part,
    share_estimate,
)
from bemodels.audit.claims.two_shares import odds_ratio_estimate
from bemodels.audit.claims.verdicts import Reading, judge_above
from bemodels.errors import InvalidDataError
from bemodels.intervals import TwoByTwo
from bemodels.result import Estimate, Interval, Probability, Provenance, Result
from bemodels.result.rules import check_level, check_whole, shown


def claim_part_in_period(
    part_in_period: int,
    part: int,
    *,
    whole: int,
    whole_in_period: tuple[int, int],
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Ask whether a part lies in a period more often than the rest of the whole does.

    Parameters
    ----------
    part_in_period, part : int
        Units of the part in the period, and in all, such as plots.
    whole : int
        Units of the whole, the part among them, such as incidents.
    whole_in_period : (int, int)
        The fewest and the most units of the whole that the period can hold, where the
        text leaves it open; twice the same number where it does not.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``odds_ratio_least`` and ``odds_ratio_most``, of the part against the rest with
        most and with fewest units in the period, with exact intervals; the share of the
        part in the period with Wilson's; the share of the rest as bounds; the largest
        number of the whole in the period that would support the sentence.

    Raises
    ------
    InvalidDataError
        If the counts cannot be, one by one or together.

    Examples
    --------
    >>> from bemodels.audit import verdict
    >>> result = claim_part_in_period(13, 18, whole=107, whole_in_period=(36, 83))
    >>> verdict(result)
    'cannot be told'
    """
    check_level(level)
    check_part(part_in_period, part, names=("part_in_period", "part"))
    check_part(part, whole, names=("part", "whole"))
    counts = _counts(part_in_period, part, whole, whole_in_period)
    tables = [
        TwoByTwo(
            successes=part_in_period,
            trials=part,
            reference_successes=count - part_in_period,
            reference_trials=whole - part,
        )
        for count in counts
    ]
    odds = [odds_ratio_estimate(one, "odds_ratio", level) for one in tables]
    judged = judge_above(
        [Reading(value=one.value, interval=one.interval) for one in odds],
        1.0,
        what="odds ratio of the part against the rest of the whole",
        claimed="above 1",
    )
    held = [n for n, one in zip(counts, odds, strict=True) if one.interval.low > 1]
    return Result(
        title="Is a part more concentrated in a period than the rest?",
        method="Exact conditional interval of the odds ratio, for each possible number",
        estimates=(
            odds_ratio_estimate(tables[-1], "odds_ratio_least", level),
            odds_ratio_estimate(tables[0], "odds_ratio_most", level),
            share_estimate("share_of_part", part_in_period, part, level),
            _rest(tables),
        ),
        conclusion=_conclusion(tables, counts, held, str(judged.rows[0][-2])),
        probabilities=tuple(
            Probability(
                statement=f"most of {whole} in the period that would support it",
                value=max(held),
                given=f"{part_in_period} of {part} of the part",
            )
            for _ in held[:1]
        ),
        assumptions=(PROCESS, CHOSEN),
        tables=(judged,),
        provenance=provenance,
    )


def _counts(inside: int, part: int, whole: int, given: tuple[int, int]) -> range:
    if not isinstance(given, tuple) or len(given) != len(("fewest", "most")):
        raise InvalidDataError(
            f"whole_in_period must be the fewest and the most, got {shown(given)}"
        )
    fewest, most = (check_whole("whole_in_period", one, least=0) for one in given)
    if not inside <= fewest <= most <= whole - part + inside or part == whole:
        raise InvalidDataError(
            f"whole_in_period must lie in {inside}..{whole - part + inside}, since "
            f"{inside} of {part} of the part are in the period and the whole is more "
            f"than the part, got {fewest} to {most} of {whole}"
        )
    return range(fewest, most + 1)


def _rest(tables: list[TwoByTwo]) -> Estimate:
    ends = [one.reference_successes / one.reference_trials for one in tables]
    return Estimate(
        estimand="share_of_rest",
        value=(ends[0] + ends[-1]) / 2,
        unit="proportion",
        interval=Interval(
            low=ends[0],
            high=ends[-1],
            level=1,
            kind="bounds",
            method="every number that the text allows; value: the middle",
        ),
    )


def _conclusion(
    tables: list[TwoByTwo], counts: range, held: list[int], found: str
) -> str:
    first, last = tables[0], tables[-1]
    limit = (
        f"It holds as long as the period has {max(held)} or fewer of the whole."
        if held
        else "It holds for none of these numbers."
    )
    return (
        f"Of the part {first.successes} of {first.trials} are in the period, of the "
        f"rest {first.reference_successes} to {last.reference_successes} of "
        f"{first.reference_trials} (the period has {counts[0]} to {counts[-1]} of the "
        f"whole): that the part is more concentrated in it {_is(found)}. {limit}"
    )


def _is(found: str) -> str:
    return found if found.startswith("cannot") else f"is {found}"
