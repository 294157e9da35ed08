"""The draws of a hierarchical fit, as the questions that are put to it need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.result import check_type
from bemodels.result.rules import shown

if TYPE_CHECKING:
    import xarray as xr

    from bemodels.result import Posterior


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeyDraws:
    """Places or periods with their effects.

    Attributes
    ----------
    key : str
        What they are called in the table, such as ``"city"``.
    labels : tuple of str or int, length L
        In order.
    of_row : numpy.ndarray of int, shape (n,)
        Which of them each row belongs to.
    effects : numpy.ndarray, shape (chains, draws, L)
        On the log scale; zeros where the model has none.
    """

    key: str
    labels: tuple[str | int, ...]
    of_row: np.ndarray
    effects: np.ndarray

    def of(self, rows: np.ndarray) -> np.ndarray:
        """Return the effects that rows have.

        Parameters
        ----------
        rows : numpy.ndarray
            Their places, or a mask.

        Returns
        -------
        numpy.ndarray, shape (chains, draws, m)
            On the log scale.
        """
        return self.effects[..., self.of_row[rows]]

    def place_of(self, label: object, *, argument: str) -> int:
        """Return which of the labels was given.

        Parameters
        ----------
        label : object
            What was given.
        argument : str
            Under which name.

        Returns
        -------
        int
            Its place among the labels.

        Raises
        ------
        InvalidDataError
            If there is no such label.
        """
        if label not in self.labels:
            known = ", ".join(map(shown, self.labels))
            raise InvalidDataError(
                f"{argument} must be a level of {self.key}, which are {known}, got "
                f"{shown(label)}"
            )
        return self.labels.index(label)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CityYearDraws:
    """Log rates of places and periods, draw by draw, with the counts behind them.

    Attributes
    ----------
    places, periods : KeyDraws
        With their effects.
    intercept : numpy.ndarray, shape (chains, draws)
        Log annual rate where both effects are 0.
    alpha : numpy.ndarray, shape (chains, draws)
        Dispersion 1/phi, variance mu + alpha mu^2; zeros in a Poisson model.
    counts : numpy.ndarray of int, shape (n,)
        A row a place and period.
    years : numpy.ndarray, shape (n,)
        Their exposures.
    rate_unit : str
        Of an annual rate, such as ``"incidents per year"``.
    """

    places: KeyDraws
    periods: KeyDraws
    intercept: np.ndarray
    alpha: np.ndarray
    counts: np.ndarray
    years: np.ndarray
    rate_unit: str

    @property
    def unit(self) -> str:
        """What was counted."""
        return self.rate_unit.removesuffix(" per year")

    def by(self, name: str, *, argument: str) -> tuple[KeyDraws, KeyDraws]:
        """Return the key of a name, and the other one.

        Parameters
        ----------
        name : str
            What was given.
        argument : str
            What it was given for.

        Returns
        -------
        tuple of KeyDraws
            The one that was asked for first.

        Raises
        ------
        InvalidDataError
            If it is none of the two keys of the table.
        """
        check_type(argument, name, str)
        if name == self.places.key:
            return self.places, self.periods
        if name == self.periods.key:
            return self.periods, self.places
        raise InvalidDataError(
            f"{argument} must be a key of the table, which are "
            f"{shown(self.places.key)}, {shown(self.periods.key)}, got {shown(name)}"
        )

    def rates(self, rows: np.ndarray) -> np.ndarray:
        """Return the annual rate of rows, around which their own rates vary.

        Parameters
        ----------
        rows : numpy.ndarray
            Their places, or a mask.

        Returns
        -------
        numpy.ndarray, shape (chains, draws, m)
            Means of the negative binomial, per year.
        """
        logs = self.intercept[..., None] + self.places.of(rows)
        rates: np.ndarray = np.exp(logs + self.periods.of(rows))
        return rates


def read_draws(fit: Posterior) -> CityYearDraws:
    """Read the draws of a hierarchical fit.

    Parameters
    ----------
    fit : Posterior
        Any.

    Returns
    -------
    CityYearDraws
        Effects and dispersion that the model leaves out are 0.

    Raises
    ------
    InvalidDataError
        If it comes from another model.
    """
    constant = _constant(fit)
    draws = fit.draws["posterior"].to_dataset()
    (rate,) = (one for one in fit.card.parameters if one.name == "annual_rate")
    return CityYearDraws(
        places=_key(draws, constant, "place", effect="city_effect"),
        periods=_key(draws, constant, "period", effect="year_effect"),
        intercept=draws["intercept"].to_numpy(),
        alpha=_draws_or_zeros(draws, "alpha", draws["intercept"].shape),
        counts=fit.draws["observed_data/incidents"].to_numpy(),
        years=constant["years"].to_numpy(),
        rate_unit=rate.unit,
    )


def _constant(fit: Posterior) -> xr.Dataset:
    if "constant_data" in fit.draws:
        constant = fit.draws["constant_data"].to_dataset()
        if {"place_key", "period_key"} <= set(constant.attrs):
            return constant
    raise InvalidDataError(
        "fit must be a CountFit or the Posterior of fit_hierarchical, got a Posterior "
        f"of another model: {shown(fit.title)}"
    )


def _key(
    draws: xr.Dataset, constant: xr.Dataset, dimension: str, *, effect: str
) -> KeyDraws:
    labels = tuple(draws[dimension].to_numpy().tolist())
    shape = (*draws["intercept"].shape, len(labels))
    return KeyDraws(
        key=constant.attrs[f"{dimension}_key"],
        labels=labels,
        of_row=constant[f"{dimension}_of_cell"].to_numpy(),
        effects=_draws_or_zeros(draws, effect, shape),
    )


def _draws_or_zeros(draws: xr.Dataset, name: str, shape: tuple[int, ...]) -> np.ndarray:
    if name not in draws:
        return np.zeros(shape)
    values: np.ndarray = draws[name].to_numpy()
    return values
