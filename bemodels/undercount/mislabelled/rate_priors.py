"""Priors of the regression behind labels: numbers with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import Beta
from bemodels.result import Prior
from bemodels.result.rules import check_fields, check_number
from bemodels.undercount.mislabelled.validation import LabelPrior, LabelValidation

# Beyond these a rate is none of incidents: e^10 is 22,000 a year.
RANGES = {
    "intercept_location": (-10, 10),
    "intercept_scale": (0, 5),
    "slope_scale": (0, 5),
}
INTERCEPT = "Intercept"
# A beta prior whose shapes sum to no more is flatter than a uniform one.
SAYS_NOTHING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MislabelledPriors:
    """Priors of the log rates of both groups and of how often labels are right.

    Attributes
    ----------
    labels : LabelPrior
        Of the shares labelled right, restricted to labels better than guesses.
    intercept_location, intercept_scale : float
        Mean and standard deviation of the normal prior on the log annual rate of each
        group where all terms are 0; the mean between -10 and 10, the standard deviation
        above 0 and below 5.
    slope_scale : float
        Standard deviation of the normal priors, around 0, on all other coefficients;
        above 0, below 5.
    intercept_reason, slope_reason : str
        Why these, in a sentence each; not empty.

    Raises
    ------
    InvalidDataError
        If a number lies outside its range, or a reason is missing.

    Examples
    --------
    >>> careful = LabelPrior(
    ...     inspired=Beta(a=4, b=1), linked=Beta(a=6, b=1), reason="Coded twice."
    ... )
    >>> priors = MislabelledPriors(
    ...     labels=careful,
    ...     intercept_location=1.0,
    ...     intercept_scale=1.0,
    ...     slope_scale=0.5,
    ...     intercept_reason="Between one incident in three years and 20 a year.",
    ...     slope_reason="A factor of two and a half at most.",
    ... )
    >>> priors.labels.reason
    'Coded twice.'
    """

    labels: LabelPrior
    intercept_location: float
    intercept_scale: float
    slope_scale: float
    intercept_reason: str
    slope_reason: str

    def __post_init__(self) -> None:
        """Refuse numbers that no rate has, and priors for which nobody answers."""
        check_fields(self)
        for name, (low, high) in RANGES.items():
            check_number(name, getattr(self, name), low=low, high=high)
        for name in ("intercept_reason", "slope_reason"):
            if not getattr(self, name).strip():
                raise InvalidDataError(f"{name} must say why, got none")

    def of_terms(self, terms: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Return means and standard deviations of the coefficients of one group.

        Parameters
        ----------
        terms : tuple of str, length p
            As the design names them.

        Returns
        -------
        location, scale : numpy.ndarray, shape (p,)
            Of normal priors.
        """
        first = np.array([term == INTERCEPT for term in terms])
        return (
            np.where(first, self.intercept_location, 0.0),
            np.where(first, self.intercept_scale, self.slope_scale),
        )

    def statements(self) -> tuple[Prior, ...]:
        """Return the priors as a report prints them.

        Returns
        -------
        tuple of Prior
            With densities and reasons.
        """
        location, scale = self.intercept_location, self.intercept_scale
        inspired, linked = (
            rf"\operatorname{{Beta}}({one.a:g}, {one.b:g})"
            for one in (self.labels.inspired, self.labels.linked)
        )
        rows = (
            (
                "intercept",
                rf"\beta_{{g0}} \sim \operatorname{{Normal}}({location:g}, {scale:g})",
                self.intercept_reason,
            ),
            (
                "slopes",
                r"\beta_{gk} \sim \operatorname{Normal}"
                rf"(0, {self.slope_scale:g}), \quad k > 0",
                self.slope_reason,
            ),
            (
                "labelled_right",
                rf"s_I \sim {inspired}, \quad s_L \sim {linked}, \quad s_I + s_L > 1",
                self.labels.reason,
            ),
        )
        return tuple(
            Prior(parameter=name, density=density, reason=reason)
            for name, density, reason in rows
        )


def check_identified(prior: LabelPrior, validation: LabelValidation) -> None:
    """Refuse a fit in which nothing tells errors of labels from rates.

    Parameters
    ----------
    prior : LabelPrior
        On the shares labelled right.
    validation : LabelValidation
        The counts of known truth.

    Raises
    ------
    NotEstimableError
        If of a group nothing was validated and its prior says no more than a uniform
        one.
    """
    pairs: tuple[tuple[str, int, Beta], ...] = (
        ("inspired", validation.inspired, prior.inspired),
        ("linked", validation.linked, prior.linked),
    )
    for group, known, beta in pairs:
        if not known and beta.a + beta.b <= SAYS_NOTHING:
            raise NotEstimableError(
                f"the share of {group} incidents that is labelled right is not "
                "identified: counts alone do not tell errors of labels from rates, "
                f"none was validated, and its prior Beta({beta.a:g}, {beta.b:g}) says "
                "nothing; validate labels, or state a prior whose shapes sum to more "
                f"than {SAYS_NOTHING}"
            )
