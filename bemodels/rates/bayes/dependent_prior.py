"""A prior under which two attack rates resemble one another, as far as is stated."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose, log
from typing import Literal

from bemodels.errors import NotEstimableError
from bemodels.rates.group import Group
from bemodels.result.reasons import check_reason
from bemodels.result.rules import check_fields, check_number

Source = Literal["stated beforehand", "these data"]
# How near a stated base rate may come to the pooled one and still be another.
_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class DependentPrior:
    """Normal priors on the grand log odds and on the log odds ratio of two rates.

    Attributes
    ----------
    base_log_odds : float
        Mean of the grand log odds, the mean of the two rates' log odds.
    base_width : float
        Its standard deviation, above 0, in log odds.
    log_odds_ratio : float
        Mean of the log odds ratio, group over reference; 0 favours neither.
    log_odds_ratio_width : float
        Its standard deviation, above 0.
    reason : str
        Why these numbers, in a sentence; not empty.
    source : {"stated beforehand", "these data"}
        Whether the base rate was computed from the counts that it is then used with.

    Raises
    ------
    InvalidDataError
        If a number is infinite, a width not above 0, or no reason is given.

    Examples
    --------
    >>> prior = DependentPrior(
    ...     base_log_odds=-3,
    ...     base_width=1,
    ...     log_odds_ratio=0,
    ...     log_odds_ratio_width=1,
    ...     reason="about one incident in twenty is an attack elsewhere",
    ... )
    >>> str(prior)
    'dependent, base N(-3, 1), log odds ratio N(0, 1)'
    """

    base_log_odds: float
    base_width: float
    log_odds_ratio: float
    log_odds_ratio_width: float
    reason: str
    source: Source = "stated beforehand"

    def __post_init__(self) -> None:
        """Refuse what is no prior, and one for which nobody answers."""
        check_fields(self)
        for name in ("base_log_odds", "log_odds_ratio"):
            check_number(name, getattr(self, name), low=-inf, high=inf)
        for name in ("base_width", "log_odds_ratio_width"):
            check_number(name, getattr(self, name), low=0, high=inf)
        check_reason("a dependent prior", self.reason)

    def uses_twice(self, group: Group, reference: Group) -> bool:
        """Tell whether the base rate is the pooled rate of these very counts.

        Parameters
        ----------
        group, reference : Group
            The counts.

        Returns
        -------
        bool
            True if it says so, or if its number is that of the pooled rate.
        """
        if self.source == "these data":
            return True
        attacks, others = _pooled(group, reference)
        return bool(attacks and others) and isclose(
            self.base_log_odds, log(attacks / others), rel_tol=_SAME, abs_tol=_SAME
        )

    def __str__(self) -> str:
        return (
            f"dependent, base N({self.base_log_odds:.5g}, {self.base_width:g}), log "
            f"odds ratio N({self.log_odds_ratio:g}, {self.log_odds_ratio_width:g})"
        )


def prior_at_pooled_rate(
    group: Group,
    reference: Group,
    *,
    base_width: float,
    log_odds_ratio: float,
    log_odds_ratio_width: float,
) -> DependentPrior:
    """Return a prior centred on the pooled rate of the data: it uses them twice.

    Parameters
    ----------
    group, reference : Group
        The counts.
    base_width, log_odds_ratio, log_odds_ratio_width : float
        As in `DependentPrior`.

    Returns
    -------
    DependentPrior
        Labelled; no Bayes factor is computed from it.

    Raises
    ------
    NotEstimableError
        If no incident is an attack, or every incident is: the log odds are infinite.

    Examples
    --------
    >>> prior = prior_at_pooled_rate(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     base_width=1,
    ...     log_odds_ratio=0,
    ...     log_odds_ratio_width=1,
    ... )
    >>> round(prior.base_log_odds, 4), prior.source
    (-3.2484, 'these data')
    """
    attacks, others = _pooled(group, reference)
    if not attacks or not others:
        raise NotEstimableError(
            f"no prior can be centred on a pooled rate of {attacks}/{attacks + others}:"
            " its log odds are infinite"
        )
    return DependentPrior(
        base_log_odds=log(attacks / others),
        base_width=base_width,
        log_odds_ratio=log_odds_ratio,
        log_odds_ratio_width=log_odds_ratio_width,
        reason=f"the pooled rate {attacks}/{attacks + others} of these very counts: "
        "the data are used twice",
        source="these data",
    )


def _pooled(group: Group, reference: Group) -> tuple[int, int]:
    """Return the attacks and the other incidents of both groups."""
    attacks = group.attacks + reference.attacks
    return attacks, group.incidents + reference.incidents - attacks
