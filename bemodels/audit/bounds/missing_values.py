"""A share of units of which some have no known value: its worst-case range."""

from __future__ import annotations

from dataclasses import dataclass, field

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import wilson_interval
from bemodels.result import (
    Assumption,
    Estimate,
    Interval,
    Provenance,
    Result,
    check_level,
)
from bemodels.result.display import format_level
from bemodels.result.rules import check_whole

NARROWER = (
    "The narrower interval of Imbens and Manski (2004) covers the share itself, "
    "wherever it lies in that range."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownShare:
    """Units with an attribute, among those where it is known, among all.

    Attributes
    ----------
    successes, known, total : int
        0 <= successes <= known <= total, total at least 1.
    low, high : float
        The share if none of the missing has the attribute, and if every one has.

    Raises
    ------
    InvalidDataError
        If a count is no whole number, or they are not in this order.
    NotEstimableError
        If nothing is known.
    """

    successes: int
    known: int
    total: int
    low: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        """Refuse counts that cannot be, and set both ends."""
        for name in ("successes", "known", "total"):
            count = check_whole(name, getattr(self, name), least=0)
            object.__setattr__(self, name, count)
        if not self.successes <= self.known <= self.total or not self.total:
            raise InvalidDataError(
                "0 <= successes <= known <= total and a total above 0 are needed, got "
                f"{self.successes}, {self.known} and {self.total}"
            )
        if not self.known:
            raise NotEstimableError(
                f"of {self.total} units none is known: the share may be anything from "
                "0 to 1"
            )
        object.__setattr__(self, "low", self.successes / self.total)
        object.__setattr__(self, "high", self.most / self.total)

    @property
    def most(self) -> int:
        """Units with the attribute if every one that is missing has it."""
        return self.successes + self.total - self.known

    def estimates(self, level: float, label: str = "") -> tuple[Estimate, ...]:
        """Return the share, its ends and the share among the known, with intervals.

        Parameters
        ----------
        level : float
            Of the sampling intervals.
        label : str, default ""
            Stands behind each name in brackets.

        Returns
        -------
        tuple of Estimate
            As in `missing_data_bounds`.
        """
        ends = [
            wilson_interval(count, self.total, level=level)
            for count in (self.successes, self.most)
        ]
        known = wilson_interval(self.successes, self.known, level=level)
        among = self.successes / self.known
        worst = Interval(
            low=self.low,
            high=self.high,
            level=1,
            kind="bounds",
            method="worst case over the missing (Manski); value: share among the known",
        )
        around = Interval(
            low=ends[0].low,
            high=ends[1].high,
            level=level,
            kind="confidence",
            method="of the whole worst-case range: Wilson's lower limit of its low end "
            "to Wilson's upper limit of its high end; value: share among the known",
        )
        rows = (
            ("share", among, worst),
            ("share_sampled", among, around),
            ("share_lowest", self.low, ends[0]),
            ("share_highest", self.high, ends[1]),
            ("share_known", among, known),
        )
        suffix = f"[{label}]" if label else ""
        return tuple(
            Estimate(
                estimand=name + suffix, value=value, unit="proportion", interval=one
            )
            for name, value, one in rows
        )


def missing_data_bounds(
    successes: int,
    known: int,
    total: int,
    *,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Return the worst-case range of a share of which some values are missing.

    Parameters
    ----------
    successes : int
        Units known to have the attribute.
    known : int
        Units of which it is known whether they have it, 1 or more.
    total : int
        All units.
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the sampling intervals, in (0, 1).

    Returns
    -------
    Result
        ``share`` of all units, its interval the worst case over the missing (bounds,
        without any assumption on them), its value the share among the known;
        ``share_sampled``, the same with the interval for a process that could have
        produced other units; ``share_lowest`` and ``share_highest``, the two ends with
        Wilson's intervals; ``share_known``, among the known alone, with Wilson's.

    Raises
    ------
    InvalidDataError
        If the counts are not 0 <= successes <= known <= total, or `level` lies outside
        (0, 1).
    NotEstimableError
        If nothing is known.

    Notes
    -----
    The range runs from successes/total, if no missing unit has the attribute, to
    (successes + total - known)/total, if every one has [1]_. The interval of
    ``share_sampled`` runs from Wilson's lower limit of the low end to Wilson's upper
    limit of the high end and covers the whole range; one that covers the share itself
    is narrower [2]_.

    References
    ----------
    .. [1] Manski CF (1989). Anatomy of the selection problem. Journal of Human
       Resources 24, 343-360.
    .. [2] Imbens GW, Manski CF (2004). Confidence intervals for partially identified
       parameters. Econometrica 72, 1845-1857.

    Examples
    --------
    Of 135 persons the citizenship of 94 is known, and 61 of them are Belgian.

    >>> result = missing_data_bounds(61, 94, 135)
    >>> bounds = result.estimate("share").interval
    >>> round(bounds.low, 3), round(bounds.high, 3)
    (0.452, 0.756)
    >>> round(result.estimate("share_known").value, 3)
    0.649
    """
    check_level(level)
    share = KnownShare(successes=successes, known=known, total=total)
    return Result(
        title="A share of which some values are missing",
        method="Worst case over the missing values, beside the share among the known",
        estimates=share.estimates(level),
        conclusion=_conclusion(share, level),
        assumptions=(WORST_CASE, AT_RANDOM, SAMPLED),
        provenance=provenance,
    )


WORST_CASE = Assumption(
    statement="The bounds of a share assume nothing on the missing values, only that "
    "the known ones are right.",
    support="by design",
)
AT_RANDOM = Assumption(
    statement="The share among the known is that of all units if values are missing "
    "regardless of what they are.",
    support="not checkable from these data",
)
SAMPLED = Assumption(
    statement="Sampling intervals are for a process that could have produced other "
    "units, independently of one another; the units counted are all there are.",
    support="not checkable from these data",
)


def _conclusion(share: KnownShare, level: float) -> str:
    ends = [
        wilson_interval(count, share.total, level=level)
        for count in (share.successes, share.most)
    ]
    return (
        f"Of {share.total} units {share.successes} have the attribute, and of "
        f"{share.total - share.known} it is not known: the share is "
        f"{100 * share.low:.1f} to {100 * share.high:.1f}%, whatever the missing are, "
        f"and {100 * share.successes / share.known:.1f}% of the {share.known} known. "
        f"With sampling, {100 * ends[0].low:.1f} to {100 * ends[1].high:.1f}% "
        f"({format_level(level)}). That range covers every share that the "
        f"missing values allow. {NARROWER}"
    )
