"""Posterior draws with all that is needed to report them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from bemodels.result.exhibits import Curve, ModelCard, Parameter, Table
from bemodels.result.notebook import posterior_html
from bemodels.result.outcome import Result
from bemodels.result.rules import check_level
from bemodels.result.text import posterior_text
from bemodels.result.values import (
    Assumption,
    Check,
    Estimate,
    Identified,
    Interval,
    Probability,
    Provenance,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import xarray as xr

SAMPLE_DIMENSIONS = ("chain", "draw")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Posterior:
    """A sampled fit that has passed the convergence gate.

    Attributes
    ----------
    title, method : str
        As in the `Result` it gives.
    draws : xarray.DataTree
        Groups as ArviZ names them (posterior, prior, posterior_predictive, ...). The
        posterior group holds the variables that `card.parameters` names, with
        dimensions chain, draw and at most one more.
    card : ModelCard
        The model; its parameters are the quantities that are reported.
    checks : tuple of Check
        Convergence and predictive checks.
    seeds : tuple of int
        The seed that fixes every draw, then those spawned from it.
    settings : tuple of (str, str)
        How the sampler was run, name and value.
    fingerprint : tuple of (str, str)
        The model and its log density at fixed points, name and value, to know it by.
    quantile_functions : mapping of str to callable
        Quantile functions of quantities that have an exact distribution given each
        draw of the others: averaged over these, they have no Monte Carlo error of
        their own.
    identified : mapping of str to {"data", "prior", "both"}
        What the posterior of a quantity comes from, where it is another than that of
        its parameter.
    conclude : callable, optional
        What the estimates of ``result()`` say, in words.
    probabilities, assumptions, curves, tables, provenance
        Handed on to the `Result`.
    """

    title: str
    method: str
    draws: xr.DataTree
    card: ModelCard
    checks: tuple[Check, ...]
    seeds: tuple[int, ...]
    settings: tuple[tuple[str, str], ...] = ()
    fingerprint: tuple[tuple[str, str], ...] = ()
    quantile_functions: Mapping[str, Callable[[float], float]] = field(
        default_factory=dict
    )
    identified: Mapping[str, Identified] = field(default_factory=dict)
    conclude: Callable[[Sequence[Estimate]], str] | None = None
    probabilities: tuple[Probability, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    curves: tuple[Curve, ...] = ()
    tables: tuple[Table, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def result(self, level: float = 0.95) -> Result:
        """Reduce the draws to a median and an equal-tailed interval a quantity.

        Parameters
        ----------
        level : float, default 0.95
            Posterior mass of every interval, in (0, 1).

        Returns
        -------
        Result
            One estimate a parameter, or one a label of the parameter's dimension,
            called ``name[label]``.

        Raises
        ------
        InvalidDataError
            If `level` lies outside (0, 1).
        """
        check_level(level)
        estimates = tuple(
            self._estimate(name, parameter, values, level)
            for parameter in self.card.parameters
            for name, values in self.quantities(parameter)
        )
        return Result(
            title=self.title,
            method=self.method,
            conclusion=self.conclude(estimates) if self.conclude else "",
            estimates=estimates,
            probabilities=self.probabilities,
            assumptions=self.assumptions,
            checks=self.checks,
            curves=self.curves,
            tables=self.tables,
            card=self.card,
            provenance=self.provenance,
        )

    def quantile(self, name: str, draws: np.ndarray, probability: float) -> float:
        """Return a posterior quantile of a quantity.

        Parameters
        ----------
        name : str
            As an estimand of ``result()``.
        draws : numpy.ndarray
            Its draws, which are asked where it has no quantile function.
        probability : float
            In (0, 1).

        Returns
        -------
        float
            The quantile, in the quantity's unit.
        """
        known = self.quantile_functions.get(name)
        return float(known(probability) if known else np.quantile(draws, probability))

    def all_quantities(self) -> Iterator[tuple[str, np.ndarray]]:
        """Yield every reported quantity with its draws, in the card's order.

        Yields
        ------
        name : str
            As an estimand of ``result()``.
        draws : numpy.ndarray, shape (chains, draws)
            Its draws.
        """
        for parameter in self.card.parameters:
            yield from self.quantities(parameter)

    def quantities(self, parameter: Parameter) -> Iterator[tuple[str, np.ndarray]]:
        """Yield each reported quantity of a parameter with its draws.

        Parameters
        ----------
        parameter : Parameter
            One of `card.parameters`.

        Yields
        ------
        name : str
            ``parameter.name`` or, with a further dimension, ``name[label]``.
        draws : numpy.ndarray, shape (chains, draws)
            Its draws.
        """
        array = self.draws["posterior"][parameter.name]
        extra = [str(dim) for dim in array.dims if dim not in SAMPLE_DIMENSIONS]
        if not extra:
            yield parameter.name, array.to_numpy()
            return
        (dim,) = extra
        for label in array[dim].to_numpy():
            draws = array.sel({dim: label}).transpose(*SAMPLE_DIMENSIONS)
            yield f"{parameter.name}[{label}]", draws.to_numpy()

    def _estimate(
        self, name: str, parameter: Parameter, draws: np.ndarray, level: float
    ) -> Estimate:
        low, median, high = (
            self.quantile(name, draws, probability)
            for probability in ((1 - level) / 2, 0.5, (1 + level) / 2)
        )
        averaged = name in self.quantile_functions
        return Estimate(
            estimand=name,
            value=median,
            unit=parameter.unit,
            interval=Interval(
                low=low,
                high=high,
                level=level,
                kind="credible",
                method="posterior median, equal tails"
                + ", averaged over the draws" * averaged,
            ),
            identified=self.identified.get(name, parameter.identified),
        )

    def __repr__(self) -> str:
        return posterior_text(self)

    def _repr_html_(self) -> str:
        return posterior_html(self)
