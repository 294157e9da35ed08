r"""How much the data narrowed a prior: what may be called an estimate.

.. math::
    1 - \frac{\operatorname{var}(\text{posterior})}{\operatorname{var}(\text{prior})}

on the logit scale of a proportion or the log scale of a ratio. It is 0 where the data
say nothing, near 1 where they say all, and below 0 where they widen the prior. It
exists for proper priors only; the scale prior of a population has no variance.
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy.special import polygamma

from bemodels.errors import InvalidDataError
from bemodels.intervals import Beta
from bemodels.result import Table
from bemodels.result.rules import check_fields, check_number, shown

LEAST_CONTRACTION = 0.1
CONTRACTION = (
    "Contraction is 1 - var(posterior)/var(prior): 0 where the data say nothing. Under "
    f"{LEAST_CONTRACTION:g} the word is scenario."
)
SCALE_NOTE = (
    "Population and hidden have the prior 1/N, which has no variance, and so no "
    "contraction; whatever rests on a stated or transferred probability is a scenario."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A prior and its posterior on a scale on which both have a variance.

    Attributes
    ----------
    quantity : str
        Name of the parameter.
    scale : str
        ``"logit"`` or ``"log"``.
    prior_variance, posterior_variance : float
        On that scale; the prior's above 0, the posterior's 0 or more.

    Raises
    ------
    InvalidDataError
        If a variance is out of its range or infinite.
    """

    quantity: str
    scale: str
    prior_variance: float
    posterior_variance: float

    def __post_init__(self) -> None:
        """Refuse a prior without a variance."""
        check_fields(self)
        check_number("prior_variance", self.prior_variance, low=0, high=float("inf"))
        if not 0 <= self.posterior_variance < float("inf"):
            raise InvalidDataError(
                "posterior_variance must be 0 or more and finite, got "
                f"{shown(self.posterior_variance)}"
            )

    @property
    def contraction(self) -> float:
        """One less the ratio of the posterior's variance to the prior's."""
        return 1 - self.posterior_variance / self.prior_variance

    @property
    def word(self) -> str:
        """``"estimate"``, or ``"scenario"`` where the contraction is under 0.1."""
        return "scenario" if self.contraction < LEAST_CONTRACTION else "estimate"


def logit_variance(beta: Beta) -> float:
    """Return the variance of the logit of a beta-distributed proportion.

    Parameters
    ----------
    beta : Beta
        The distribution.

    Returns
    -------
    float
        trigamma(a) + trigamma(b), above 0.

    References
    ----------
    .. [1] Johnson NL, Kotz S, Balakrishnan N (1995). Continuous Univariate
       Distributions, volume 2, 2nd edition, chapter 25. Wiley.

    Examples
    --------
    >>> f"{logit_variance(Beta(a=1, b=1)):.4f}"
    '3.2899'
    """
    return float(polygamma(1, beta.a) + polygamma(1, beta.b))


def contraction_table(*narrowings: Narrowing) -> Table:
    """Return how far each proper prior was narrowed, in rows.

    Parameters
    ----------
    *narrowings : Narrowing
        One a parameter.

    Returns
    -------
    Table
        Standard deviations before and after, the contraction, and the word that
        follows from it.
    """
    return Table(
        name="From prior to posterior",
        columns=(
            "parameter",
            "scale",
            "prior sd",
            "posterior sd",
            "contraction",
            "called",
        ),
        rows=tuple(
            (
                one.quantity,
                one.scale,
                one.prior_variance**0.5,
                one.posterior_variance**0.5,
                one.contraction,
                one.word,
            )
            for one in narrowings
        ),
        note=f"{CONTRACTION} {SCALE_NOTE}",
    )
