"""Whether a share is low against what somebody expects, on a stated basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scipy.special import bdtr, bdtrc

from bemodels.audit.claims.claim_parts import (
    CHOSEN,
    PROCESS,
    check_part,
    check_share,
)
from bemodels.audit.claims.verdicts import (
    Reading,
    judge_below,
    judge_without_basis,
)
from bemodels.errors import InvalidDataError
from bemodels.intervals import clopper_pearson_limits
from bemodels.result import (
    Assumption,
    Estimate,
    HypothesisTest,
    Interval,
    Probability,
    Provenance,
    Result,
    Table,
    check_level,
)
from bemodels.result.display import format_number, format_p_value
from bemodels.result.rules import check_fields, shown

Basis = Literal["population", "recorded persons", "religious or ethnic group"]
CAUTION = (
    "Caution: the expected share is that of a religious or ethnic group. Its size is "
    "an estimate that no official source gives, all but a few of its members are in "
    "no record of this kind, and recorded incidents are no measure of any group. The "
    "comparison says nothing of the group or of the people in it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedShare:
    """What share somebody expects of a place, and why.

    Attributes
    ----------
    share : float
        In (0, 1).
    basis : {"population", "recorded persons", "religious or ethnic group"}
        Whose share it is. The last is never taken unless it is stated, and prints a
        caution.
    source : str
        Where the share comes from, so that a reader can look it up.

    Raises
    ------
    InvalidDataError
        If the share is none, the basis is another, or no source is given.
    """

    share: float
    basis: Basis
    source: str

    def __post_init__(self) -> None:
        """Refuse a share without a basis and a source."""
        check_fields(self)
        check_share("an expected share", self.share)
        if not self.source.strip():
            raise InvalidDataError("an expected share needs a source that names it")


def claim_low_share(
    count: int,
    total: int,
    *,
    expected: ExpectedShare | None,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Ask whether numbers support that a place has surprisingly few of all units.

    Parameters
    ----------
    count, total : int
        Units in the place, and in all.
    expected : ExpectedShare or None
        The share that would be no surprise; without one nothing can be told but from
        which share on the count would be low.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the interval, in (0, 1).

    Returns
    -------
    Result
        ``share`` with its exact interval; the exact binomial test of the expected
        share; the share above which the count would be low.

    Raises
    ------
    InvalidDataError
        If a count, the expected share or `level` is impossible.

    Notes
    -----
    The interval is that of Clopper and Pearson [1]_, to which the central exact
    binomial test belongs: twice the smaller tail.

    References
    ----------
    .. [1] Clopper CJ, Pearson ES (1934). The use of confidence or fiducial limits
       illustrated in the case of the binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> from bemodels.audit import verdict
    >>> fighters = ExpectedShare(
    ...     share=0.2, basis="recorded persons", source="the report's share of fighters"
    ... )
    >>> verdict(claim_low_share(4, 107, expected=fighters))
    'supported'
    >>> verdict(claim_low_share(4, 107, expected=None))
    'cannot be told'
    """
    check_level(level)
    check_part(count, total, names=("count", "total"))
    if not isinstance(expected, ExpectedShare | None):
        raise InvalidDataError(
            "expected must be one ExpectedShare, or None where no share is stated, got "
            f"{shown(expected)}"
        )
    share = _share(count, total, level)
    judged = _judge(share, expected)
    return Result(
        title="Is a share low against what is expected?",
        method="Exact binomial interval and test",
        estimates=(share,),
        conclusion=_conclusion(count, total, share, expected, str(judged.rows[0][-2])),
        probabilities=(
            Probability(
                statement="share above which the count would be low",
                value=share.interval.high,
                given=f"{count} of {total}",
            ),
        ),
        tests=_tests(count, total, expected),
        assumptions=_assumptions(expected),
        tables=(judged,),
        provenance=provenance,
    )


def _share(count: int, total: int, level: float) -> Estimate:
    low, high = clopper_pearson_limits(count, total, (1 - level) / 2)
    return Estimate(
        estimand="share",
        value=count / total,
        unit="proportion",
        interval=Interval(
            low=low,
            high=high,
            level=level,
            kind="confidence",
            method="exact binomial (Clopper-Pearson)",
        ),
    )


def _judge(share: Estimate, expected: ExpectedShare | None) -> Table:
    reading = Reading(value=share.value, interval=share.interval)
    what = "share of all units"
    if expected is None:
        return judge_without_basis(reading, what=what, claimed="below what is expected")
    return judge_below(
        [reading],
        expected.share,
        what=what,
        claimed=f"below {format_number(expected.share)} ({expected.basis}: "
        f"{expected.source})",
    )


def _tests(
    count: int, total: int, expected: ExpectedShare | None
) -> tuple[HypothesisTest, ...]:
    if expected is None:
        return ()
    at_most = float(bdtr(count, total, expected.share))
    at_least = float(bdtrc(count - 1, total, expected.share)) if count else 1.0
    return (
        HypothesisTest(
            null=f"The share is {format_number(expected.share)}",
            method="exact binomial test, central",
            p_value=min(1.0, 2 * min(at_most, at_least)),
        ),
    )


def _assumptions(expected: ExpectedShare | None) -> tuple[Assumption, ...]:
    if expected is None:
        return PROCESS, CHOSEN
    stated = Assumption(
        statement=f"The expected share is stated: {format_number(expected.share)} "
        f"({expected.basis}: {expected.source}), without an uncertainty of its own.",
        support="not checkable from these data",
    )
    caution = Assumption(statement=CAUTION, support="not checkable from these data")
    of_group = expected.basis == "religious or ethnic group"
    return (PROCESS, CHOSEN, stated, *([caution] if of_group else []))


def _conclusion(
    count: int,
    total: int,
    share: Estimate,
    expected: ExpectedShare | None,
    found: str,
) -> str:
    tipping = f"{format_number(100 * share.interval.high)}%"
    if expected is None:
        return (
            f"Whether {count} of {total} is low {found}: no expected share is stated. "
            f"It would be low if more than {tipping} were expected."
        )
    (test,) = _tests(count, total, expected)
    caution = f" {CAUTION}" if expected.basis == "religious or ethnic group" else ""
    above = share.interval.low > expected.share
    other = ", on the other side: it is higher than expected" if above else ""
    return (
        f"That {count} of {total} is low against "
        f"{format_number(100 * expected.share)}% ({expected.basis}: "
        f"{expected.source}) is {found} ({format_p_value(test.p_value)}{other}); it is "
        f"low against any share above {tipping}.{caution}"
    )
