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
and turning the labels over would fit as well. The density leaves out the constant
:math:`P(s_I + s_L > 1)`.

How it is sampled changes nothing of this, and decides how well the chains move. Counts
tell of labelled numbers alone, so that a chain that moves :math:`s_g` has to move the
rates with it, along a ridge that ends where a group has no incident left. What is
sampled instead are t, incidents in all in the middle of the rows, q, their share
labelled inspired, and w and u,

.. math::
    1 - s_I &= (1 - q) w, \qquad 1 - s_L = q u, \qquad
    s_I + s_L - 1 = d = q (1 - u) + (1 - q) (1 - w) \\
    \bar\mu_I &= t q (1 - u) / d, \qquad \bar\mu_L = t (1 - q) (1 - w) / d

all pairs of labels better than guesses being there for w and u in (0, 1), with
:math:`\log\bar\mu_g = \bar X \beta_g + e`, where :math:`\bar X` is the mean row,
weighted by its counts, and e the logarithm of all years. From log t and the logits of
q, w and u to :math:`\log\bar\mu_g` and :math:`s_g` the Jacobian is
:math:`d\, q (1 - q) w u`. :math:`\bar X \beta_g` moves along one axis of the normal
prior; along all other axes, standard normal draws are sampled.

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

# A count of 0 has a logarithm, too.
HALF = 0.5
# A chain starts within two standard deviations of what the counts say.
DISPERSED = 2.0
# A mean row so much shorter than the longest row has no direction of its own.
SHORT = 0.1


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
    mean_row = middle_row(labelled, scale)
    axes, length = prior_axes(mean_row, scale)
    middle = np.array([[mean_row @ location, length], *_rough_totals(labelled)])
    middle[0, 0] += np.log(labelled.years.sum())
    powers, constant = _of_labels(validation, priors)
    constant -= gammaln(labelled.counts + 1.0).sum()
    return {
        "counts": labelled.counts.astype(float),
        "matrix": labelled.matrix,
        "log_years": np.log(labelled.years),
        "location": location,
        "axes": axes,
        "middle": middle,
        "powers": powers,
        "constant": np.array(constant + np.log(middle[1:, 1]).sum())
        - 2 * np.log(length),
    }


def middle_row(labelled: LabelledCounts, scale: np.ndarray) -> np.ndarray:
    """Return the row of the design in whose log means the chains move.

    Parameters
    ----------
    labelled : LabelledCounts
        The counts and their design.
    scale : numpy.ndarray, shape (p,)
        Of the priors of coefficients.

    Returns
    -------
    numpy.ndarray, shape (p,)
        The mean row, weighted by its counts; where the terms cancel out in it, the row
        of the design that is longest in units of the prior.
    """
    weights = labelled.counts.sum(axis=1) + HALF
    mean: np.ndarray = weights @ labelled.matrix / weights.sum()
    lengths = np.linalg.norm(labelled.matrix * scale, axis=1)
    if np.linalg.norm(mean * scale) >= SHORT * lengths.max():
        return mean
    longest: np.ndarray = labelled.matrix[lengths.argmax()]
    return longest


def prior_axes(row: np.ndarray, scale: np.ndarray) -> tuple[np.ndarray, float]:
    """Return axes of the normal prior of which a row moves along the first alone.

    Parameters
    ----------
    row : numpy.ndarray, shape (p,)
        Of the design, not 0.
    scale : numpy.ndarray, shape (p,)
        Of the priors of coefficients.

    Returns
    -------
    axes : numpy.ndarray, shape (p, p)
        Coefficients a standard normal draw, by columns.
    length : float
        By how much the row's log mean rises a standard normal draw.
    """
    along = row * scale
    turned, first = np.linalg.qr(np.column_stack([along, np.eye(len(row))]))
    turned[:, 0] *= np.sign(first[0, 0])
    return scale[:, None] * turned, float(np.linalg.norm(along))


def _rough_totals(labelled: LabelledCounts) -> np.ndarray:
    """Return location and scale of draws of log t and of logit q, by the counts."""
    inspired, linked = labelled.counts.sum(axis=0) + HALF
    total = inspired + linked
    return np.array(
        [
            [np.log(total), DISPERSED * total**-0.5],
            [np.log(inspired / linked), DISPERSED * (1 / inspired + 1 / linked) ** 0.5],
        ]
    )


def _of_labels(
    validation: LabelValidation, priors: MislabelledPriors
) -> tuple[np.ndarray, float]:
    """Return the powers of shares labelled right and wrong, and their constant."""
    right = np.array([validation.inspired_right, validation.linked_right], float)
    known = np.array([validation.inspired, validation.linked], float)
    betas = (priors.labels.inspired, priors.labels.linked)
    shapes = np.array([(one.a, one.b) for one in betas])
    chosen = gammaln(known + 1) - gammaln(right + 1) - gammaln(known - right + 1)
    constant = chosen.sum() - sum(betaln(one.a, one.b) for one in betas)
    return shapes - 1 + np.column_stack([right, known - right]), float(constant)


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
        "axes": np.eye(terms),
        "middle": np.array([[0.0, 1.0], [0.0, 1.0], [0.0, 1.0]]),
        "powers": np.ones((2, 2)),
        "constant": np.array(0.0),
    }
