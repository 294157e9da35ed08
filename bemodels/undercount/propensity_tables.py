"""What a stated relative propensity learns from the data, and its plug-in number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import exp

import numpy as np
from scipy.special import gammaincc

from bemodels.intervals import Beta
from bemodels.result import Assumption, Table
from bemodels.undercount.contraction import (
    CONTRACTION,
    Narrowing,
    contraction_table,
    logit_variance,
)
from bemodels.undercount.fates import Fates
from bemodels.undercount.propensity_nodes import Nodes, Rung

_JEFFREYS = 0.5
NO_PRIOR = (
    "Population and hidden under a stated relative propensity follow from it and have "
    "no prior of their own, and so no contraction: they are scenarios."
)
NO_LINKED_ATTACK = (
    "No linked attack is recorded: how small the linked attack share may be, and so "
    "how large the population, rests on the Jeffreys prior alone."
)


def contractions(nodes: Nodes, linked: Fates) -> Table:
    """Return how far the data narrowed what has a proper prior.

    Parameters
    ----------
    nodes : Nodes
        As `propensity_nodes` returns them.
    linked : Fates
        Recorded fates; without an attack their share is a scenario.

    Returns
    -------
    Table
        The linked attack share, and the relative propensity where it varies.
    """
    share = Narrowing(
        quantity="linked attack share",
        scale="logit",
        prior_variance=logit_variance(Beta(a=_JEFFREYS, b=_JEFFREYS)),
        posterior_variance=_posterior_variance(nodes, lambda one: one.logit_share),
    )
    log_sd = nodes.rung.log_sd
    if not log_sd:
        return _called(contraction_table(share), linked)
    relative = Narrowing(
        quantity="relative propensity",
        scale="log",
        prior_variance=log_sd**2,
        posterior_variance=_posterior_variance(nodes, lambda one: log_sd * one.z),
    )
    return _called(contraction_table(share, relative), linked)


def _called(table: Table, linked: Fates) -> Table:
    """Say what has no contraction, and what is a scenario whatever it contracts."""
    rows, note = table.rows, f"{CONTRACTION} {NO_PRIOR}"
    if not linked.attacks:
        rows = ((*rows[0][:-1], "scenario"), *rows[1:])
        note = f"{note} {NO_LINKED_ATTACK}"
    return replace(table, rows=rows, note=note)


def share_assumed(linked: Fates) -> tuple[Assumption, ...]:
    """Return what has to be assumed of the linked attack share.

    Parameters
    ----------
    linked : Fates
        Recorded fates.

    Returns
    -------
    tuple of Assumption
        That it rests on its prior, without a linked attack; else none.
    """
    if linked.attacks:
        return ()
    return (
        Assumption(statement=NO_LINKED_ATTACK, support="not checkable from these data"),
    )


def plug_in_table(inspired: Fates, linked: Fates, rung: Rung) -> Table:
    """Return the number that divides one observed share by the other.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded fates.
    rung : Rung
        What is counted and stated.

    Returns
    -------
    Table
        One row; where no linked attack was recorded there is no such number.
    """
    if not linked.attacks:
        plug_in: float | str = "none: no linked attack"
    else:
        ratio = inspired.attacks * linked.recorded / linked.attacks
        plug_in = ratio / exp(rung.log_center)
    return Table(
        name="Expected inspired actors without a posterior",
        columns=("plug-in (actors)", "recorded (actors)"),
        rows=((plug_in, inspired.recorded),),
        note="Inspired attacks times linked actors over linked attacks, divided by the "
        "relative propensity and by the linked share seen: a point that rests on few "
        "attacks, with no interval.",
    )


def _posterior_variance(nodes: Nodes, of: Callable[[Nodes], np.ndarray]) -> float:
    """Return the variance of a quantity once contradictions are excluded."""
    rung = nodes.rung
    weight = nodes.weight * gammaincc(rung.shape, rung.recorded * nodes.propensity)
    weight = weight / weight.sum()
    values = of(nodes)
    return float(weight @ (values - weight @ values) ** 2)
