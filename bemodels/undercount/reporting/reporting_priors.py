"""Priors of the reporting regression: numbers with their reasons, and no default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bemodels.bayes.spreads import HalfNormalSpread, NoSpread
from bemodels.errors import InvalidDataError
from bemodels.result import Prior
from bemodels.result.reasons import check_sentence
from bemodels.result.rules import check_number, check_type, shown

INTERCEPT = "Intercept"
WIDEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPrior:
    """A normal prior of the coefficient of one term.

    Attributes
    ----------
    term : str
        As the fit names it, such as ``"C(country)[T.France]"``.
    location, scale : float
        Mean, between -20 and 20, and standard deviation, above 0 and below 20.

    Raises
    ------
    InvalidDataError
        If a number lies outside its range, or the term is no text.
    """

    term: str
    location: float
    scale: float

    def __post_init__(self) -> None:
        """Refuse what has no density."""
        check_type("term", self.term, str)
        check_number("location", self.location, low=-WIDEST, high=WIDEST)
        check_number("scale", self.scale, low=0, high=WIDEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoefficientPriors:
    """Independent normal priors of the coefficients of a formula.

    Attributes
    ----------
    intercept_location, intercept_scale : float
        Mean, between -20 and 20, and standard deviation of the term ``Intercept``.
    slope_scale : float
        Standard deviation of every other coefficient, around 0. Above 0 and below 20,
        as that of the intercept.
    terms : tuple of TermPrior
        Those of single terms, before all else.
    reason : str
        Why these, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If a number lies outside its range, or the reason is missing.
    """

    intercept_location: float
    intercept_scale: float
    slope_scale: float
    terms: tuple[TermPrior, ...] = ()
    reason: str

    def __post_init__(self) -> None:
        """Refuse numbers without a density and priors without a reason."""
        location = self.intercept_location
        check_number("intercept_location", location, low=-WIDEST, high=WIDEST)
        check_number("intercept_scale", self.intercept_scale, low=0, high=WIDEST)
        check_number("slope_scale", self.slope_scale, low=0, high=WIDEST)
        check_type("terms", self.terms, tuple)
        for one in self.terms:
            check_type("each of terms", one, TermPrior)
        check_sentence("reason", self.reason)

    def numbers(self, names: Sequence[str]) -> np.ndarray:
        """Return location and scale of every coefficient.

        Parameters
        ----------
        names : sequence of str, length K
            The terms of the formula.

        Returns
        -------
        numpy.ndarray, shape (2, K)
            Locations, then scales.

        Raises
        ------
        InvalidDataError
            If a prior is of a term that the formula does not have.
        """
        known = {
            INTERCEPT: (self.intercept_location, self.intercept_scale),
            **{one.term: (one.location, one.scale) for one in self.terms},
        }
        for one in self.terms:
            if one.term not in names:
                raise InvalidDataError(
                    f"a prior is of the term {shown(one.term)}, which the formula does "
                    f"not have; its terms are {', '.join(map(shown, names))}"
                )
        return np.array([known.get(name, (0.0, self.slope_scale)) for name in names]).T


class RatePriors(CoefficientPriors):
    """Priors of the coefficients of log annual rates; see `CoefficientPriors`."""

    __slots__ = ()


class WeakDetection(CoefficientPriors):
    """Priors of the coefficients of logit detection that validation must inform.

    Without validation counts they are refused: they say too little of detection for a
    number to rest on them. The attributes are those of `CoefficientPriors`.
    """

    __slots__ = ()


class StatedDetection(CoefficientPriors):
    """Priors of the coefficients of logit detection that hold what is known of it.

    With them a fit needs no validation counts: its detection is a scenario, and the
    reason says where it comes from. The attributes are those of `CoefficientPriors`.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPriors:
    """Priors of rate, detection and, where they are pooled, places.

    Attributes
    ----------
    rate : RatePriors
        Of the coefficients of log annual rates.
    detection : WeakDetection or StatedDetection
        Of the coefficients of logit detection; only the latter stand without
        validation.
    places : HalfNormalSpread or NoSpread
        Prior of the standard deviation of log rates between pooled places;
        ``NoSpread()`` where no column is pooled.
    places_reason : str
        Why, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If a prior is of another type, or a reason is missing.
    """

    rate: RatePriors
    detection: WeakDetection | StatedDetection
    places: HalfNormalSpread | NoSpread
    places_reason: str

    def __post_init__(self) -> None:
        """Refuse other values."""
        check_type("rate", self.rate, RatePriors)
        check_type("detection", self.detection, WeakDetection, StatedDetection)
        check_type("places", self.places, HalfNormalSpread, NoSpread)
        check_sentence("places_reason", self.places_reason)

    def statements(
        self, rate_terms: Sequence[str], detection_terms: Sequence[str]
    ) -> tuple[Prior, ...]:
        """Return the priors as a model's card prints them.

        Parameters
        ----------
        rate_terms, detection_terms : sequence of str
            Of the two formulas.

        Returns
        -------
        tuple of Prior
            A line a coefficient, and one of the places if they are pooled.
        """
        lines = [
            *_lines("rate_coefficient", r"\beta", self.rate, rate_terms),
            *_lines(
                "detection_coefficient", r"\alpha", self.detection, detection_terms
            ),
        ]
        if not isinstance(self.places, NoSpread):
            lines.append(
                Prior(
                    parameter="place_sd",
                    density=rf"\sigma \sim {self.places}",
                    reason=self.places_reason,
                )
            )
        return tuple(lines)


def _lines(
    name: str, symbol: str, priors: CoefficientPriors, terms: Sequence[str]
) -> list[Prior]:
    return [
        Prior(
            parameter=f"{name}[{term}]",
            density=rf"{symbol}_{{{place}}} \sim "
            rf"\operatorname{{Normal}}({location:g}, {scale:g})",
            reason=priors.reason,
        )
        for place, (term, (location, scale)) in enumerate(
            zip(terms, priors.numbers(terms).T, strict=True)
        )
    ]
