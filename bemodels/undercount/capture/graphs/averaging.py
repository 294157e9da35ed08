"""How many units no list holds, averaged over every decomposable graph."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError
from bemodels.intervals.equal_tails import median_estimate
from bemodels.result import Estimate, ModelCard, Provenance, Result, check_level
from bemodels.result.display import format_count
from bemodels.result.rules import check_number, check_whole, shown
from bemodels.undercount.capture.capture_table import (
    MOST_SUMMED,
    checked_histories,
)
from bemodels.undercount.capture.graphs.chordal import chordal_graphs
from bemodels.undercount.capture.graphs.graph_card import (
    CONDITION,
    EQUATIONS,
    PARAMETERS,
    assumed,
    stated_priors,
)
from bemodels.undercount.capture.graphs.graph_tables import (
    curve_of,
    graphs_table,
    pairs_table,
    summaries_table,
)
from bemodels.undercount.capture.graphs.marginal_likelihood import graph_likelihood
from bemodels.undercount.capture.graphs.population_prior import checked_log_prior
from bemodels.undercount.capture.graphs.summed_posterior import (
    GraphPosterior,
    sum_posterior,
)
from bemodels.undercount.capture.sizes import ON_NO_LIST, hidden_in_words

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.undercount.capture.graphs.population_prior import LogPrior

LARGEST_DELTA = 1e6
LARGEST_MINIMUM = 10**9


def decomposable_graphs(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    delta: float,
    log_prior: LogPrior,
    minimum_hidden: int = 0,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Average the population over every way in which lists may depend.

    Each decomposable graph says which lists depend on one another directly. All 8, 61
    or 822 graphs of three, four or five lists are weighed exactly, without draws, and
    without a largest population.

    Parameters
    ----------
    histories : mapping of str to int, or DataFrame
        Patterns such as ``"011"`` to units on just these lists (absent patterns are 0),
        or one column of 0 and 1 a list and one row a unit. Units on no list are not
        observed, and refused. Three to five lists; at most 1e7 units.
    delta : float
        Parameter of the hyper-Dirichlet prior in each of the 2**k cells of k lists,
        above 0 and below 1e6: as if so many units had been seen in each cell before.
        It decides much: lay several side by side.
    log_prior : callable
        From an int64 array of populations N to the log of their prior, up to a
        constant; minus infinity rules an N out. `SCALE` is minus log N; a
        `PopulationPrior` says its reason. Smooth, but for jumps, beyond 128 hidden
        units; where the sum ends, it is taken to fall on as fast as it last did.
    minimum_hidden : int, default 0
        The smallest number of hidden units that is possible, up to 1e9.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (units; medians with equal tails, the smallest
        number whose cumulative probability reaches the level), the probability of each
        graph and of each pair being joined.

    Raises
    ------
    InvalidDataError
        If histories, `delta`, `minimum_hidden` or `level` are not as above, or
        `log_prior` answers with other than a number below infinity for each N.
    NotEstimableError
        If no unit is recorded; if the posterior does not sum (the likelihood of the
        saturated graph falls only like N to the power -delta (2**k - 1)); if the prior
        rules out every N; or if a quantile lies above 2**53.

    Notes
    -----
    The sum ends where a bound of the remaining tail is below 1e-9 of the total. A tail
    that falls too slowly for that below 2**53 goes on as the power law that it follows
    there, or is refused if it follows none.

    The mean does not exist where the joint density falls like N**-2 or more slowly, and
    is then left out.

    References
    ----------
    .. [1] Madigan D, York JC (1997). Bayesian methods for estimation of the size of a
       closed population. Biometrika 84:19-31.

    Examples
    --------
    Spina bifida in upstate New York by birth, death and medical records [1]_:

    >>> from bemodels.undercount.capture import SCALE
    >>> records = {
    ...     "100": 60, "010": 49, "110": 4, "001": 247,
    ...     "101": 112, "011": 142, "111": 12,
    ... }
    >>> result = decomposable_graphs(records, delta=1, log_prior=SCALE)
    >>> population = result.estimate("population")
    >>> population.interval.low, population.value, population.interval.high
    (681.0, 732.0, 800.0)
    """
    check_level(level)
    patterns = checked_histories(histories, least=3, most=5, recorded=MOST_SUMMED)
    check_number("delta", delta, low=0, high=LARGEST_DELTA)
    least = _checked_minimum(minimum_hidden)
    checked = checked_log_prior(log_prior)
    posterior = sum_posterior(
        graph_likelihood(patterns, float(delta)), checked, least=least
    )
    estimates = _estimates(posterior, float(delta), level)
    hidden = estimates[1]
    lists, n = patterns.lists, patterns.recorded
    return Result(
        title=f"Population behind {format_count(n, 'unit', 'units')} on {len(lists)} "
        f"lists ({', '.join(lists)})",
        method=f"Exact average over all {len(chordal_graphs(len(lists)))} decomposable "
        "graphs",
        estimates=estimates,
        conclusion=hidden_in_words(
            CONDITION,
            hidden.value,
            (hidden.interval.low, hidden.interval.high),
            level=level,
            unseen=ON_NO_LIST,
        ),
        assumptions=assumed(posterior, least),
        tables=(
            summaries_table(posterior),
            graphs_table(posterior, lists),
            pairs_table(posterior, lists),
        ),
        curves=(curve_of(posterior),),
        card=ModelCard(
            equations=EQUATIONS,
            priors=stated_priors(float(delta), log_prior, least),
            parameters=PARAMETERS,
        ),
        provenance=provenance,
    )


def _checked_minimum(hidden: int) -> int:
    least = check_whole("minimum_hidden", hidden, least=0)
    if least > LARGEST_MINIMUM:
        raise InvalidDataError(
            f"minimum_hidden must be {LARGEST_MINIMUM} or less, got {shown(least)}"
        )
    return least


def _estimates(
    posterior: GraphPosterior, delta: float, level: float
) -> tuple[Estimate, ...]:
    def quantile(shift: int, probability: float) -> float:
        return float(posterior.quantiles((probability,))[0] + shift)

    return tuple(
        median_estimate(
            estimand,
            partial(quantile, shift),
            unit="units",
            level=level,
            method=f"decomposable graphs, hyper-Dirichlet with delta {delta:g} a cell; "
            "posterior median, equal tails, exact",
            identified="both",
        )
        for estimand, shift in (
            ("population", posterior.likelihood.recorded),
            ("hidden", 0),
        )
    )
