"""What an average over decomposable graphs assumes, in words and in TeX."""

from __future__ import annotations

from math import inf

from bemodels.result import Assumption, Parameter, Prior
from bemodels.undercount.capture.graphs.population_prior import (
    LogPrior,
    PopulationPrior,
)
from bemodels.undercount.capture.graphs.summed_posterior import GraphPosterior
from bemodels.undercount.capture.graphs.tail_bound import Tail
from bemodels.undercount.capture.sizes import OF_UNITS

CONDITION = (
    "The lists depend on one another by a decomposable graph, which units on no list "
    "follow, too, and the priors are as stated"
)
EQUATIONS = (
    r"p(n \mid N, G) = \frac{N!}{(N - n)! \prod_x n_x!} \prod_{C} f(C) \Big/ "
    r"\prod_{S} f(S) \quad \text{over cliques } C \text{ and separators } S",
    r"f(A) = \frac{\Gamma(\delta 2^k)}{\Gamma(\delta 2^k + N)} \prod_q "
    r"\frac{\Gamma(\delta 2^{k - |A|} + n_q)}{\Gamma(\delta 2^{k - |A|})} \quad "
    r"\text{over cells } q \text{ of the marginal table of } A",
)
PARAMETERS = (
    *OF_UNITS,
    Parameter(
        name="graph",
        symbol="G",
        meaning="which lists depend on one another directly",
        unit="graph",
        identified="both",
    ),
)


def stated_priors(delta: float, log_prior: LogPrior, least: int) -> tuple[Prior, ...]:
    """Return the priors with their numbers and reasons.

    Parameters
    ----------
    delta : float
        Of the hyper-Dirichlet law, a cell.
    log_prior : callable
        Of N.
    least : int
        Smallest number of hidden units.

    Returns
    -------
    tuple of Prior, length 3
        Of N, the graph and the cells.
    """
    if isinstance(log_prior, PopulationPrior):
        density, reason = log_prior.density, log_prior.reason
    else:
        name = getattr(log_prior, "__name__", type(log_prior).__name__)
        density = rf"\log p(N) = \text{{the function {name}}} + \text{{constant}}"
        reason = "Stated by the caller, without a reason."
    at_least = f" + {least}" if least else ""
    return (
        Prior(
            parameter="population",
            density=density + rf", \quad N \ge n{at_least}",
            reason=reason,
        ),
        Prior(
            parameter="graph",
            density=r"p(G) \propto 1",
            reason="Every decomposable graph is as probable as any other beforehand.",
        ),
        Prior(
            parameter="cell probabilities",
            density=rf"p \mid G \sim \operatorname{{HyperDirichlet}}({delta:g}, G)",
            reason=f"A count of {delta:g} in each cell before any was seen; stated, "
            "and not to be learnt from the data.",
        ),
    )


def assumed(posterior: GraphPosterior, least: int) -> tuple[Assumption, ...]:
    """Return what the average rests on.

    Parameters
    ----------
    posterior : GraphPosterior
        The summed posterior.
    least : int
        Smallest number of hidden units.

    Returns
    -------
    tuple of Assumption
        What hidden means comes first.
    """
    return (
        Assumption(
            statement="Hidden is population minus recorded: units that some list could "
            f"have held and none holds, {least} or more of them. Units that no list "
            "could ever hold are not among them.",
            support="not checkable from these data",
        ),
        Assumption(
            statement="The lists speak of one closed population, and units are matched "
            "across lists without error.",
            support="not checkable from these data",
        ),
        Assumption(
            statement="Lists that a graph does not join are independent given the "
            "others. That the units on no list follow the graph, too, no data show: "
            "under the saturated graph their number comes from the prior alone.",
            support="not checkable from these data",
        ),
        Assumption(
            statement="The priors on N, on graphs and on cells are as stated. "
            + _far_out(posterior.tail),
            support="not checkable from these data",
        ),
    )


def _far_out(tail: Tail) -> str:
    slowest = float(tail.exponents.min())
    if slowest == inf:
        return (
            f"The prior rules out N = {tail.start}, and every larger N is taken to be "
            "ruled out with it."
        )
    return f"Far out the posterior falls like N**-{slowest:.4g}."
