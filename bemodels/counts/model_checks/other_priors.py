"""What the priors decide: made a little stronger, and exchanged for wider ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes import power_scaled
from bemodels.bayes.spreads import (
    ExponentialSpread,
    HalfNormalSpread,
    NoSpread,
)
from bemodels.counts.hierarchical.cells import cells_of
from bemodels.counts.hierarchical.fitting import fit_hierarchical
from bemodels.counts.hierarchical.log_probabilities import log_likelihood
from bemodels.counts.hierarchical.priors import CityYearPriors
from bemodels.counts.model_checks.prior_densities import log_prior
from bemodels.errors import NotEstimableError
from bemodels.result import Check, Result, Table, check_type
from bemodels.result.display import format_number
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    from bemodels.counts.hierarchical.cells import Cells
    from bemodels.data import CountTable
    from bemodels.result import Posterior

OTHERS = (HalfNormalSpread(scale=1.0), ExponentialSpread(mean=1.0))
SENSITIVE = 0.05
LEAST_NARROWING = 0.5
MOST_SPREAD_OF_MEDIANS = 1.5
MOST_MOVED = 0.25
LIMITS = (0.025, 0.5, 0.975)
NAME = "heterogeneity"
RATES = ("annual_rate", "annual_total")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heterogeneity:
    """1/sqrt(phi) under one prior: its 95% limits and median before and after."""

    prior: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]

    @property
    def narrowing(self) -> float:
        """How much of the prior's 95% interval the data have taken away."""
        return 1 - (self.after[2] - self.after[0]) / (self.before[2] - self.before[0])


def prior_sensitivity(
    table: CountTable, *, priors: CityYearPriors, seed: int
) -> Result:
    """Return how much the hierarchical fit of a table hangs on its priors.

    Parameters
    ----------
    table : CountTable
        As `fit_hierarchical` takes it.
    priors : CityYearPriors
        Under which it is fitted, with a prior of 1/sqrt(phi); it is fitted again with
        HalfNormal(1) and Exponential(mean 1) in its place.
    seed : int
        Fixes every draw; 0 or more.

    Returns
    -------
    Result
        The estimates of the fit under `priors`; a table of power-scaling sensitivities
        [1]_, one row a quantity; a table of 1/sqrt(phi) under three priors, before and
        after the data; a conclusion that says so where the data barely inform phi; and
        a check of how far the annual rates move between these priors.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range.
    NotConvergedError
        If a fit does not pass the gate.
    NotEstimableError
        If `priors` make the model Poisson: there is no phi.

    Notes
    -----
    Sensitivity is the slope of the distance between the posterior and the one under a
    prior, or a likelihood, raised to a power close to 1; the priors are those of level
    and standard deviations. A quantity whose prior sensitivity exceeds 0.05 hangs on
    these priors; if its likelihood sensitivity does not, the data say little about it.

    The data barely inform phi, by the rule of this function, if under one of the three
    priors the 95% interval of 1/sqrt(phi) is more than half as long after the data as
    before, or if its medians under the three differ by a factor of more than 1.5.

    References
    ----------
    .. [1] Kallioinen N, Paananen T, Bürkner PC, Vehtari A (2024). Detecting and
       diagnosing prior and likelihood sensitivity with power-scaling. Statistics and
       Computing 34, 57.
    """
    cells = cells_of(table)
    check_type("priors", priors, CityYearPriors)
    seed = check_whole("seed", seed, least=0)
    if isinstance(priors.dispersion, NoSpread):
        raise NotEstimableError(
            "under a Poisson model there is no phi whose prior could matter"
        )
    chosen = [priors, *(replace(priors, dispersion=other) for other in OTHERS)]
    fits = [fit_hierarchical(table, priors=one, seed=seed) for one in chosen]
    found = [
        _heterogeneity(fit, one.dispersion.label)
        for fit, one in zip(fits, chosen, strict=True)
    ]
    moved = _moved_rates(fits)
    of_fit = fits[0].result()
    return replace(
        of_fit,
        title=f"What the priors decide. {of_fit.title}",
        conclusion=f"{_verdict(found)} {_of_rates(moved)}",
        checks=(*of_fit.checks, _check(moved)),
        tables=(
            _power_scaling(fits[0], cells, priors),
            _three_priors(found),
            *of_fit.tables,
        ),
    )


def _heterogeneity(fit: Posterior, label: str) -> _Heterogeneity:
    before, after = (
        tuple(np.quantile(fit.draws[f"{group}/{NAME}"].to_numpy(), LIMITS).tolist())
        for group in ("prior", "posterior")
    )
    return _Heterogeneity(prior=label, before=before, after=after)


def _verdict(found: list[_Heterogeneity]) -> str:
    least = min(one.narrowing for one in found)
    medians = [one.after[1] for one in found]
    apart = max(medians) / min(medians)
    barely = least < LEAST_NARROWING or apart > MOST_SPREAD_OF_MEDIANS
    return (
        f"The data {'barely ' * barely}inform phi: they shorten the 95% interval of "
        f"1/sqrt(phi) by {100 * least:.0f}% at least, and under three priors its "
        f"medians run from {format_number(min(medians))} to "
        f"{format_number(max(medians))}."
    )


def _moved_rates(fits: list[Posterior]) -> dict[str, float]:
    """Return how far the median of each rate moves, in its standard deviations."""
    draws = [dict(fit.all_quantities()) for fit in fits]
    names = [name for name in draws[0] if name.partition("[")[0] in RATES]
    moved = {}
    for name in names:
        logs = [np.log(one[name]) for one in draws]
        medians = [float(np.median(one)) for one in logs]
        moved[name] = (max(medians) - min(medians)) / float(logs[0].std())
    return moved


def _of_rates(moved: dict[str, float]) -> str:
    most = max(moved, key=lambda name: moved[name])
    return (
        "The medians of the annual rates move by at most "
        f"{format_number(moved[most])} posterior standard deviations of their "
        f"logarithm ({most})."
    )


def _check(moved: dict[str, float]) -> Check:
    most = max(moved, key=lambda name: moved[name])
    return Check(
        name="annual rates under other priors of 1/sqrt(phi)",
        passed=moved[most] <= MOST_MOVED,
        detail=f"largest move of a median {format_number(moved[most])} posterior "
        f"standard deviations of the log rate ({most}), at most {MOST_MOVED:g}",
    )


def _power_scaling(fit: Posterior, cells: Cells, priors: CityYearPriors) -> Table:
    draws = fit.draws["posterior"].to_dataset()
    densities = log_prior(draws, priors), log_likelihood(draws, cells)
    rows = []
    for name, values in fit.all_quantities():
        if name in SAME:
            continue
        prior, data = (power_scaled(one, values) for one in densities)
        rows.append((name, prior, data, _diagnosis(prior, data)))
    return Table(
        name="Sensitivity to power-scaling",
        columns=("quantity", "prior", "likelihood", "reading"),
        rows=tuple(rows),
        note="How fast the posterior moves as the priors of level and standard "
        "deviations, or the likelihood, are raised to a power close to 1; above "
        f"{SENSITIVE:g} counts as sensitive.",
    )


# Functions of 1/sqrt(phi): how fast they move depends on the scale, not on the data.
SAME = ("phi", "alpha")


def _diagnosis(prior: float, data: float) -> str:
    if prior <= SENSITIVE:
        return "the priors decide little"
    if data <= SENSITIVE:
        return "the priors decide, the data say little"
    return "the priors and the data both decide"


def _three_priors(found: list[_Heterogeneity]) -> Table:
    return Table(
        name="1/sqrt(phi) under three priors",
        columns=(
            "prior",
            *(f"prior {word}" for word in ("2.5%", "median", "97.5%")),
            *(f"posterior {word}" for word in ("2.5%", "median", "97.5%")),
            "interval shortened by",
        ),
        rows=tuple(
            (one.prior, *one.before, *one.after, one.narrowing) for one in found
        ),
        note="The data barely inform phi if under one of these priors the interval is "
        "shortened by less than half, or if the posterior medians differ by a factor "
        f"of more than {MOST_SPREAD_OF_MEDIANS:g}.",
    )
