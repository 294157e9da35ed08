"""What is shown beside the median: other summaries, graphs, pairs, the curve."""

from __future__ import annotations

from itertools import combinations
from string import ascii_lowercase

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from bemodels.result import Cell, Curve, Table
from bemodels.undercount.capture.graphs.chordal import chordal_graphs
from bemodels.undercount.capture.graphs.summed_posterior import GraphPosterior

_SHOWN = 10
_POINTS = 121
_DRAWN = 0.99


def graph_probabilities(posterior: GraphPosterior) -> NDArray[np.float64]:
    """Return the posterior probability of every graph.

    Parameters
    ----------
    posterior : GraphPosterior
        The summed posterior.

    Returns
    -------
    ndarray, shape (graphs,)
        In the order of `chordal_graphs`; they sum to 1.
    """
    logs = posterior.log_moment(0)
    return np.asarray(np.exp(logs - logsumexp(logs)))


def summaries_table(posterior: GraphPosterior) -> Table:
    """Lay other summaries of the population beside the median.

    Parameters
    ----------
    posterior : GraphPosterior
        The summed posterior.

    Returns
    -------
    Table
        The mean as text where it does not exist.
    """
    n = posterior.likelihood.recorded
    exponent = float(posterior.tail.exponents.min())
    first, second = (float(logsumexp(posterior.log_moment(p))) for p in (-1, -2))
    total, mean = (float(logsumexp(posterior.log_moment(p))) for p in (0, 1))
    shown: Cell = f"none: the tail falls like N**-{exponent:.4g}, not faster than N**-2"
    if mean < np.inf:
        shown = float(np.exp(mean - total))
    return Table(
        name="Summaries of the population",
        columns=("summary", "units"),
        rows=(
            ("median", posterior.quantiles((0.5,))[0] + n),
            ("mode", posterior.mode() + n),
            (
                "E[1/N] / E[1/N**2], least relative squared error",
                float(np.exp(first - second)),
            ),
            ("mean", shown),
        ),
        note="One posterior; where they differ much, no single number stands for it.",
    )


def graphs_table(posterior: GraphPosterior, lists: tuple[str, ...]) -> Table:
    """List the most probable graphs.

    Parameters
    ----------
    posterior : GraphPosterior
        The summed posterior.
    lists : tuple of str
        Names of the lists.

    Returns
    -------
    Table
        At most ten, with the number of units that each gives.
    """
    graphs = chordal_graphs(len(lists))
    probabilities = graph_probabilities(posterior)
    with np.errstate(invalid="ignore"):
        units = np.exp(posterior.log_moment(-1) - posterior.log_moment(-2))
    order = np.argsort(-probabilities, kind="stable")[:_SHOWN]
    note = f"{_key(lists)} Lists in one bracket depend on one another."
    if others := len(graphs) - len(order):
        rest = max(1 - float(probabilities[order].sum()), 0.0)
        note += f" The {others} other graphs together have probability {rest:.3g}."
    return Table(
        name="Most probable graphs",
        columns=("cliques", "posterior probability", "E[1/N] / E[1/N**2] (units)"),
        rows=tuple(
            (graphs[one].name, float(probabilities[one]), float(units[one]))
            for one in order
            if not np.isnan(units[one])
        ),
        note=note,
    )


def pairs_table(posterior: GraphPosterior, lists: tuple[str, ...]) -> Table:
    """Say how probable it is that two lists depend directly.

    Parameters
    ----------
    posterior : GraphPosterior
        The summed posterior.
    lists : tuple of str
        Names of the lists.

    Returns
    -------
    Table
        One row a pair.
    """
    graphs = chordal_graphs(len(lists))
    probabilities = graph_probabilities(posterior)
    rows = []
    for one, other in combinations(range(len(lists)), 2):
        edge = f"{ascii_lowercase[one]}{ascii_lowercase[other]}"
        joined = np.array([edge in graph.edges for graph in graphs])
        before, after = float(joined.mean()), float(probabilities[joined].sum())
        rows.append((lists[one], lists[other], before, min(after, 1.0)))
    return Table(
        name="Pairs of lists that depend directly",
        columns=("list", "other list", "prior probability", "posterior probability"),
        rows=tuple(rows),
        note="Summed over the graphs that join the two.",
    )


def curve_of(posterior: GraphPosterior) -> Curve:
    """Draw the posterior of the population.

    Parameters
    ----------
    posterior : GraphPosterior
        The summed posterior.

    Returns
    -------
    Curve
        Between its 0.5% and 99.5% quantiles, or up to what was summed if that is less;
        its name says what lies beyond.
    """
    tail = (1 - _DRAWN) / 2
    drawn = min(1 - tail, posterior.summed)
    low, high = posterior.quantiles((tail, drawn))
    hidden = np.unique(np.linspace(low, high, _POINTS).astype(np.int64))
    logs = posterior.log_mass(hidden) - posterior.log_total
    n = posterior.likelihood.recorded
    return Curve(
        name=f"Posterior of the population; {1 - drawn:.1%} lies beyond {high + n}",
        x=tuple(map(float, hidden + n)),
        y=tuple(map(float, np.exp(logs))),
        x_label="population (units)",
        y_label="posterior probability of each number",
        level=1,
        kind="credible",
    )


def _key(lists: tuple[str, ...]) -> str:
    if lists == tuple(ascii_lowercase[: len(lists)]):
        return "Lists a, b, c ... are the digits of a pattern in order."
    named = zip(ascii_lowercase, lists, strict=False)
    return ", ".join(f"{letter} is {name}" for letter, name in named) + "."
