"""A table with the fit that was made of it, checked to belong together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bemodels.bayes import SamplerSettings
from bemodels.counts.hierarchical.cells import Cells, cells_of
from bemodels.counts.hierarchical.fitting import TARGET_ACCEPT
from bemodels.counts.hierarchical.priors import CityYearPriors
from bemodels.data import CountTable
from bemodels.errors import InvalidDataError
from bemodels.result import Posterior, check_type


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FittedTable:
    """A hierarchical fit with the cells and the priors that it was made of.

    Attributes
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.
    cells : Cells
        The counts.
    priors : CityYearPriors
        The priors in force.
    """

    posterior: Posterior
    cells: Cells
    priors: CityYearPriors

    @property
    def settings(self) -> SamplerSettings:
        """Settings of a refit: as many draws and chains as the fit has."""
        chains, draws = self.posterior.draws["posterior/intercept"].shape
        return SamplerSettings(draws=draws, chains=chains, target_accept=TARGET_ACCEPT)


def fitted_table(
    posterior: Posterior, table: CountTable, priors: CityYearPriors
) -> FittedTable:
    """Put a fit beside what it was made of.

    Parameters
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.
    table : CountTable
        Of which it was made.
    priors : CityYearPriors
        Under which it was made.

    Returns
    -------
    FittedTable
        The three, checked.

    Raises
    ------
    InvalidDataError
        If an argument is of another type, or the fit was made of another table or
        under other priors.
    """
    check_type("posterior", posterior, Posterior)
    cells = cells_of(table)
    check_type("priors", priors, CityYearPriors)
    if not _holds(posterior, cells):
        raise InvalidDataError("the posterior was not fitted to this table")
    if posterior.card.priors != priors.statements():
        raise InvalidDataError(
            "the posterior was not fitted under these priors but under "
            f"{posterior.method.partition('; ')[2]}"
        )
    return FittedTable(posterior=posterior, cells=cells, priors=priors)


def _holds(posterior: Posterior, cells: Cells) -> bool:
    groups = {"observed_data", "constant_data", "posterior"}
    if not groups <= set(posterior.draws.children):
        return False
    seen, known = (posterior.draws[name] for name in ("observed_data", "constant_data"))
    pairs = (
        (seen.get("incidents"), cells.counts),
        (known.get("years"), cells.years),
        (known.get("place_of_cell"), cells.place),
        (known.get("period_of_cell"), cells.period),
    )
    return all(one is not None and np.array_equal(one, other) for one, other in pairs)
