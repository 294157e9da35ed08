"""The relative propensity at which a conclusion about numbers turns over."""

from __future__ import annotations

from functools import partial
from math import exp, log

from bemodels.result import Probability
from bemodels.undercount.fates import Fates
from bemodels.undercount.propensity_nodes import Nodes, moved_nodes
from bemodels.undercount.propensity_roots import refined_root

_FAR = log(1e6)
_HALF = 0.5


def probability_of_more(nodes: Nodes, others: float) -> float:
    """Return the probability of more expected actors than a number.

    Parameters
    ----------
    nodes : Nodes
        As `propensity_nodes` returns them.
    others : float
        A number of actors, 0 or more.

    Returns
    -------
    float
        P(expected inspired actors > others), given that nothing is contradicted; 0
        where everything is.
    """
    recorded = nodes.rung.recorded
    if not nodes.left:
        return 0.0
    return min(nodes.at_least(max(others, recorded)) / nodes.left, 1.0)


def tipping_points(
    inspired: Fates, linked: Fates, nodes: Nodes, linked_surfacing: float
) -> tuple[Probability, ...]:
    """Return where more inspired than linked actors becomes less likely than not.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded fates.
    nodes : Nodes
        As `propensity_nodes` returns them.
    linked_surfacing : float
        Share of linked actors who were recorded, in (0, 1].

    Returns
    -------
    tuple of Probability
        P(more inspired than linked actors); the relative propensity at which it is one
        half, where there is one; and that at which the plug-in number equals the
        recorded inspired actors, where attacks of both groups were recorded.
    """
    others = linked.recorded / linked_surfacing
    found = [
        Probability(
            statement=f"P(expected inspired actors > {others:g} linked "
            f"actor{'' if others == 1 else 's'})",
            value=probability_of_more(nodes, others),
            given="the stated relative propensity and the linked share seen",
        )
    ]
    center = turning_log_factor(nodes, others)
    if center is not None:
        found.append(
            Probability(
                statement="relative propensity at which more inspired than linked "
                "actors are as likely as not",
                value=exp(center) / linked_surfacing,
                given="the same spread and linked share seen",
            )
        )
    if linked.attacks and inspired.attacks:
        plug_in = inspired.attacks * others / linked.attacks
        found.append(
            Probability(
                statement="relative propensity at which the plug-in number is the "
                "recorded one",
                value=plug_in / inspired.recorded,
                given="attacks as recorded, without their uncertainty",
            )
        )
    return tuple(found)


def turning_log_factor(nodes: Nodes, others: float) -> float | None:
    """Return the log factor at which the probability is one half, if there is one.

    Parameters
    ----------
    nodes : Nodes
        As `propensity_nodes` returns them.
    others : float
        A number of actors, 0 or more.

    Returns
    -------
    float or None
        Log of the relative propensity times the linked share seen.
    """
    rung = nodes.rung
    if others <= rung.recorded:
        return None

    def below_half(sums: Nodes, log_center: float) -> float:
        return _HALF - probability_of_more(moved_nodes(sums, log_center), others)

    rough = partial(below_half, nodes.rougher)
    if rough(_FAR) < 0:
        return None
    start = log(rung.shape / rung.share.mean / others)
    return refined_root(rough, partial(below_half, nodes), start=start, step=0.5)
