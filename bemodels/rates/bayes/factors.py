"""Bayes factors of two attack rates against one, as a range over stated priors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

from scipy.special import betaln

from bemodels.errors import InvalidDataError
from bemodels.intervals import probability_greater
from bemodels.rates.bayes.beta_prior import BetaPrior
from bemodels.rates.bayes.dependent_prior import DependentPrior
from bemodels.rates.bayes.evidence import LogFactors, dependent_log_factors
from bemodels.rates.bayes.gunel_dickey import GunelDickeyPrior, gunel_dickey_log_factors
from bemodels.rates.bayes.independent_result import INDEPENDENT_INCIDENTS
from bemodels.rates.group import Group
from bemodels.result import Cell, Result, Table, check_type
from bemodels.result.rules import shown

FactorPrior = BetaPrior | DependentPrior | GunelDickeyPrior
NAMES = {
    "BF10": "a difference against none",
    "BF+0": "a larger rate of the group against none",
    "BF-0": "a smaller rate of the group against none",
}
FEWEST = 2
_LARGEST_LOG = 700.0
# Prior in words, what was fixed or its reason, which factor, natural logarithm.
Row = tuple[str, str, str, float]


def bayes_factors(
    group: Group, reference: Group, *, priors: Sequence[FactorPrior]
) -> Result:
    """Return Bayes factors of two attack rates against one, over several priors.

    Parameters
    ----------
    group, reference : Group
        The counts.
    priors : sequence of BetaPrior, DependentPrior or GunelDickeyPrior
        Two or more: a Bayes factor is a statement about its prior, so it is never
        shown alone.

    Returns
    -------
    Result
        Two tables and no estimate: every factor with its prior, and the least and the
        greatest of each kind. BF10 is for any difference; BF+0 and BF-0, where the
        prior has sides, for a larger and a smaller rate of the group.

    Raises
    ------
    InvalidDataError
        If fewer than two priors are given, one is no prior, or one is centred on the
        pooled rate of these very counts, which would use them twice.
    NotEstimableError
        If an integral does not stand still.

    Notes
    -----
    A `BetaPrior` is that of both rates on their own, and of the one rate if there is
    no difference. Dependent priors follow [1]_ and [2]_, the four sampling plans of a
    table and the one between them [3]_. Half of BF+0 and BF-0 is BF10 if the prior of
    the difference is symmetric.

    References
    ----------
    .. [1] Kass RE, Vaidyanathan SK (1992). Approximate Bayes factors and orthogonal
       parameters, with application to testing equality of two binomial proportions.
       Journal of the Royal Statistical Society B 54, 129-144.
    .. [2] Gronau QF, Raj KNA, Wagenmakers EJ (2021). Informed Bayesian inference for
       the A/B test. Journal of Statistical Software 100(17), 1-39.
    .. [3] Gunel E, Dickey J (1974). Bayes factors for independence in contingency
       tables. Biometrika 61, 545-557.

    Examples
    --------
    >>> result = bayes_factors(
    ...     Group(attacks=3, incidents=12),
    ...     Group(attacks=1, incidents=95),
    ...     priors=(
    ...         BetaPrior(a=1, b=1, name="uniform"),
    ...         GunelDickeyPrior(concentration=1, reason="uniform cells"),
    ...     ),
    ... )
    >>> name, least, _, greatest, _ = result.table("Range of the Bayes factors").rows[0]
    >>> f"{name} {least:.1f} to {greatest:.1f}"
    'BF10 13.3 to 51.3'
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    _check(group, reference, priors)
    rows = [row for prior in priors for row in _rows(group, reference, prior)]
    return Result(
        title=f"Bayes factors: {group} against {reference} recorded incidents",
        method="Marginal likelihoods, closed forms and quadrature",
        estimates=(),
        assumptions=(INDEPENDENT_INCIDENTS,),
        tables=(_range_table(rows, len(priors)), _factor_table(rows)),
    )


def _check(group: Group, reference: Group, priors: Sequence[FactorPrior]) -> None:
    check_type("priors", priors, Sequence)
    for prior in priors:
        if not isinstance(prior, FactorPrior):
            raise InvalidDataError(
                "each of the priors must be a BetaPrior, a DependentPrior or a "
                f"GunelDickeyPrior, got {shown(prior)}"
            )
        if isinstance(prior, DependentPrior) and prior.uses_twice(group, reference):
            raise InvalidDataError(
                f"no Bayes factor is computed from the prior {prior}: its base rate is "
                "the pooled rate of these counts, which would use them twice"
            )
    if len(set(map(str, priors))) < FEWEST:
        raise InvalidDataError(
            "priors must hold two or more different ones: a Bayes factor is shown as a "
            f"range over priors, got {len(priors)}"
        )


def _rows(group: Group, reference: Group, prior: FactorPrior) -> Iterator[Row]:
    """Yield every Bayes factor under a prior."""
    if isinstance(prior, GunelDickeyPrior):
        for plan, factor in gunel_dickey_log_factors(group, reference, prior):
            yield str(prior), f"{plan}; {prior.reason}", "BF10", factor
        return
    if isinstance(prior, BetaPrior):
        reason, factors = prior.name, _beta_log_factors(group, reference, prior)
    else:
        reason = prior.reason
        factors = dependent_log_factors(group, reference, prior)
    sides = factors.different, factors.greater, factors.smaller
    for name, factor in zip(NAMES, sides, strict=True):
        yield str(prior), reason, name, factor


def _beta_log_factors(group: Group, reference: Group, prior: BetaPrior) -> LogFactors:
    """Return the log factors of two rates with one beta prior against one rate.

    The two sides have prior probability 1/2 each, since both rates have one prior.
    """
    first, second = prior.after(group), prior.after(reference)
    attacks = group.attacks + reference.attacks
    both = Group(attacks=attacks, incidents=group.incidents + reference.incidents)
    one = prior.after(both)
    different = float(
        betaln(first.a, first.b)
        + betaln(second.a, second.b)
        - betaln(one.a, one.b)
        - betaln(prior.a, prior.b)
    )
    return LogFactors(
        different=different,
        greater=different + log(2 * probability_greater(first, second)),
        smaller=different + log(2 * probability_greater(second, first)),
    )


def _factor_table(rows: Sequence[Row]) -> Table:
    return Table(
        name="Bayes factors by prior",
        columns=("prior", "reason", "factor", "value", "natural logarithm"),
        rows=tuple((*row[:3], _value(row[3]), row[3]) for row in rows),
        note="; ".join(f"{name}: {meaning}" for name, meaning in NAMES.items())
        + ". Above 1 the data speak for it, below 1 against it.",
    )


def _range_table(rows: Sequence[Row], priors: int) -> Table:
    return Table(
        name="Range of the Bayes factors",
        columns=("factor", "least", "under", "greatest", "under (greatest)"),
        rows=tuple(
            _range_of(name, [row for row in rows if row[2] == name])
            for name in NAMES
            if any(row[2] == name for row in rows)
        ),
        note=f"Over {priors} stated priors; another prior gives another number.",
    )


def _range_of(name: str, rows: Sequence[Row]) -> tuple[Cell, ...]:
    least, greatest = min(rows, key=_logarithm), max(rows, key=_logarithm)
    return name, _value(least[3]), least[0], _value(greatest[3]), greatest[0]


def _logarithm(row: Row) -> float:
    return row[3]


def _value(logarithm: float) -> Cell:
    """Return the factor, or its power of ten where it is no number here."""
    if abs(logarithm) > _LARGEST_LOG:
        return f"10^{logarithm / log(10):.1f}"
    return exp(logarithm)
