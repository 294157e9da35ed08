r"""Rates of two groups behind labels told with errors: the model, in words and in code.

.. math::
    x_r &\sim \operatorname{Poisson}(E_r (s_I \mu_{Ir} + (1 - s_L) \mu_{Lr})) \\
    y_r &\sim \operatorname{Poisson}(E_r ((1 - s_I) \mu_{Ir} + s_L \mu_{Lr})) \\
    \log\mu_{gr} &= X_r \beta_g, \quad \beta_{gk} \sim \operatorname{Normal}(m_k, h_k)
    \\
    v_g &\sim \operatorname{Binomial}(m_g, s_g), \quad
    s_g \sim \operatorname{Beta}(a_g, b_g), \quad s_I + s_L > 1

for row r with exposure :math:`E_r` in years, x incidents labelled inspired and y
labelled linked. The restriction is part of the prior: without it, swapping the groups
and turning the labels over would fit as well. Sampled are standard normal coefficients
and the logits of :math:`s_I` and of u, where :math:`s_L = 1 - s_I (1 - u)`, whose
Jacobian is :math:`s_I`; the density leaves out the constant :math:`P(s_I + s_L > 1)`.

The numbers of priors and of the validation are data, so that other ones, and other
rows, compile nothing. The density and its slopes are written out in
`bemodels.undercount.mislabelled.label_loops`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import betaln, gammaln

if TYPE_CHECKING:
    from collections.abc import Callable

    import pymc as pm

    from bemodels.undercount.mislabelled.labelled_counts import LabelledCounts
    from bemodels.undercount.mislabelled.rate_priors import MislabelledPriors
    from bemodels.undercount.mislabelled.validation import LabelValidation


def model_data(
    labelled: LabelledCounts,
    validation: LabelValidation,
    priors: MislabelledPriors,
) -> dict[str, Any]:
    """Return the values of the model's data variables.

    Parameters
    ----------
    labelled : LabelledCounts
        The counts and their design.
    validation : LabelValidation
        The counts of known truth.
    priors : MislabelledPriors
        The priors in force.

    Returns
    -------
    dict
        By name of the ``pymc.Data``.
    """
    location, scale = priors.of_terms(labelled.terms)
    right = np.array([validation.inspired_right, validation.linked_right], float)
    known = np.array([validation.inspired, validation.linked], float)
    betas = (priors.labels.inspired, priors.labels.linked)
    shapes = np.array([(one.a, one.b) for one in betas])
    chosen = gammaln(known + 1) - gammaln(right + 1) - gammaln(known - right + 1)
    constant = chosen.sum() - sum(betaln(one.a, one.b) for one in betas)
    return {
        "counts": labelled.counts.astype(float),
        "matrix": labelled.matrix,
        "log_years": np.log(labelled.years),
        "location": location,
        "scale": scale,
        "powers": shapes - 1 + np.column_stack([right, known - right]),
        "constant": np.array(constant - gammaln(labelled.counts + 1.0).sum()),
    }


@cache
def builder(terms: int) -> Callable[[], pm.Model]:
    """Return the function that writes the model down for a number of terms.

    Parameters
    ----------
    terms : int
        Coefficients of each group.

    Returns
    -------
    callable
        One and the same function for one number, so that a process compiles each once.
    """

    def build_label_model() -> pm.Model:
        return _write(terms)

    build_label_model.__qualname__ = f"label_model[{terms}]"
    return build_label_model


def _write(terms: int) -> pm.Model:
    """Write down the joint density of the module's docstring; sample nothing."""
    import pymc as pm

    from bemodels.bayes.written_slopes import WrittenSlopes
    from bemodels.undercount.mislabelled.label_loops import label_density

    with pm.Model() as model:
        draws = [pm.Flat("rate_draw", shape=(2, terms)), pm.Flat("label_draw", shape=2)]
        data = {name: pm.Data(name, value) for name, value in _start(terms).items()}
        constant = data.pop("constant")
        joint = WrittenSlopes(label_density, slopes=2, beside=[(2, terms), (2,)])
        density, _, _, coefficients, right = joint(*draws, *data.values())
        pm.Potential("log_density", density + constant)
        pm.Deterministic("inspired_coefficient", coefficients[0])
        pm.Deterministic("linked_coefficient", coefficients[1])
        pm.Deterministic("labelled_right", right)
    return model


def _start(terms: int) -> dict[str, Any]:
    """Return data of the right ranks and types, to be replaced."""
    return {
        "counts": np.ones((2, 2)),
        "matrix": np.ones((2, terms)),
        "log_years": np.zeros(2),
        "location": np.zeros(terms),
        "scale": np.ones(terms),
        "powers": np.ones((2, 2)),
        "constant": np.array(0.0),
    }
