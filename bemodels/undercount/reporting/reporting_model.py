r"""Counts of events of which some are recorded: the model, in words and in code.

.. math::
    y_i &\sim \operatorname{Poisson}(E_i \mu_i p_i) \\
    \log\mu_i &= x_i^\top\beta + c_{k(i)}, \quad
        c_k \sim \operatorname{Normal}(0, \sigma) \\
    \operatorname{logit} p_i &= w_i^\top\alpha \\
    v_j &\sim \operatorname{Binomial}(m_j, p_j)

with exposures E in years, events recorded y, and of m known events v that were found.
Coefficients have independent normal priors, :math:`\sigma` a half-normal one; c is
there only where a column of places is pooled.

How it is sampled changes nothing of this, and decides how well the chains move. Counts
tell of :math:`\log\mu + \log p` alone, so that a chain that moves :math:`\alpha` has to
move :math:`\beta` with it, along a ridge that bends where p is far from 1. What is
sampled is t and u,

.. math::
    \alpha = a + A u, \qquad \beta = b + B t - P \log p(\alpha)

where P, n columns of it, is by how much a penalised fit of :math:`\beta` falls as the
logarithm of the detection of each count rises; given u, this is a shift, and the
density is multiplied by :math:`\det A \det B` alone, a constant. Where the design of
the rate is saturated, the counts do not move as u does. A and B are axes of the
penalised fit and :math:`\sigma` and c are drawn as in `bemodels.bayes.scaled_effects`,
r being what a place recorded over what a typical one would have, which the draws of t
and u say.

Chains start at independent uniform draws between -1 and 1, that is up to two standard
deviations of the penalised fit off it on every axis.

Everything that makes one model differ from another of as many terms and places is data.
The density and its slopes are written out in
`bemodels.undercount.reporting.reporting_loops`.

References
----------
.. [1] Whittemore AS, Gong G (1991). Poisson regression with misclassified counts:
   application to cervical cancer mortality rates. Applied Statistics 40, 81-93.
.. [2] Dvorzak M, Wagner H (2016). Sparse Bayesian modelling of underreported count
   data. Statistical Modelling 16, 24-46.
.. [3] Stoner O, Economou T, Drummond Marques da Silva G (2019). A hierarchical
   framework for correcting under-reporting in count data. Journal of the American
   Statistical Association 114, 1481-1492.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import gammaln, log_expit

from bemodels.undercount.reporting.rough_coordinates import HALF, rough_coordinates

if TYPE_CHECKING:
    from collections.abc import Callable

    import pymc as pm

    from bemodels.undercount.reporting.reporting_design import ReportingDesign
    from bemodels.undercount.reporting.reporting_priors import ReportingPriors
    from bemodels.undercount.reporting.rough_coordinates import RoughCoordinates

SAMPLED = ("rate_coefficient", "detection_coefficient", "place_sd", "place_effect")


def model_data(design: ReportingDesign, priors: ReportingPriors) -> dict[str, Any]:
    """Return the values of the model's data variables.

    Parameters
    ----------
    design : ReportingDesign
        Counts, validation and their designs.
    priors : ReportingPriors
        The priors in force.

    Returns
    -------
    dict
        By name of the ``pymc.Data``.
    """
    rough = rough_coordinates(design, priors)
    counts, places = design.rate.counts, len(design.places)
    told = np.bincount(design.place, counts, minlength=places) + HALF
    resolution = told.mean() ** -0.5
    middle = rough.rate + rough.answer @ log_expit(design.detection @ rough.detection)
    return {
        "rate_design": design.rate.matrix.to_numpy(float),
        "detection_design": design.detection,
        "checked_design": design.checked,
        "cells": np.array([counts, np.log(design.rate.exposure)]),
        "checked": np.array([design.found, design.known], dtype=float),
        "place": design.place,
        "rate_axes": np.column_stack([rough.rate_axes, middle]),
        "answer": rough.answer,
        "detection_axes": np.column_stack([rough.detection_axes, rough.detection]),
        "rate_prior": priors.rate.numbers(design.rate.terms),
        "detection_prior": priors.detection.numbers(design.detection_terms),
        "spreads": np.array([[*priors.places.numbers, resolution]]),
        "place_counts": told,
        "constant": np.array(_constant(design, rough)),
    }


def _constant(design: ReportingDesign, rough: RoughCoordinates) -> float:
    """Return what no draw changes: axes, factorials, binomial coefficients."""
    axes = (rough.rate_axes, rough.detection_axes)
    volume = sum(np.log(np.diagonal(one)).sum() for one in axes)
    found, known = design.found, design.known
    ways = gammaln(known + 1) - gammaln(found + 1) - gammaln(known - found + 1)
    return float(volume - gammaln(design.rate.counts + 1).sum() + ways.sum())


@cache
def builder(terms: int, detection_terms: int, places: int) -> Callable[[], pm.Model]:
    """Return the function that writes the model down for a shape.

    Parameters
    ----------
    terms, detection_terms, places : int
        Numbers of coefficients and of effects.

    Returns
    -------
    callable
        One and the same function for one shape, so that a process compiles each once.
    """

    def build_reporting_model() -> pm.Model:
        return _write(terms, detection_terms, places)

    shape = f"{terms} + {detection_terms} + {places}"
    build_reporting_model.__qualname__ = f"reporting_model[{shape}]"
    return build_reporting_model


def _write(terms: int, detection_terms: int, places: int) -> pm.Model:
    """Write down the joint density of the module's docstring; sample nothing."""
    import pymc as pm

    from bemodels.bayes.written_slopes import WrittenSlopes
    from bemodels.undercount.reporting.reporting_loops import reporting_density

    sizes = (terms, detection_terms, 1, places)
    names = ("rate_draw", "detection_draw", "spread_draw", "place_draw")
    with pm.Model() as model:
        draws = [
            pm.Flat(name, shape=size) for name, size in zip(names, sizes, strict=True)
        ]
        data = {
            name: pm.Data(name, value)
            for name, value in _start(terms, detection_terms, places).items()
        }
        constant = data.pop("constant")
        joint = WrittenSlopes(
            reporting_density, slopes=len(draws), beside=[(size,) for size in sizes]
        )
        density, *beside = joint(*draws, *data.values())
        pm.Potential("log_density", density + constant)
        for name, value in zip(SAMPLED, beside[len(draws) :], strict=True):
            pm.Deterministic(name, value[0] if name == "place_sd" else value)
    return model


def _start(terms: int, detection_terms: int, places: int) -> dict[str, Any]:
    """Return data of the right ranks and types, to be replaced."""
    return {
        "rate_design": np.ones((2, terms)),
        "detection_design": np.ones((2, detection_terms)),
        "checked_design": np.ones((2, detection_terms)),
        "cells": np.zeros((2, 2)),
        "checked": np.ones((2, 2)),
        "place": np.zeros(2, dtype=np.int64),
        "rate_axes": np.eye(terms, terms + 1),
        "answer": np.zeros((terms, 2)),
        "detection_axes": np.eye(detection_terms, detection_terms + 1),
        "rate_prior": np.ones((2, terms)),
        "detection_prior": np.ones((2, detection_terms)),
        "spreads": np.array([[0.5, 0.0, 0.0, 1.0, 1.0]]),
        "place_counts": np.ones(places),
        "constant": np.array(0.0),
    }
