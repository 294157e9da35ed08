"""What every part of the analysis by city and year starts from, each fitted once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from bemodels.counts.agreement.label_contrast import labels_of_key
from bemodels.counts.agreement.likelihood_models import additive_design
from bemodels.counts.city_years.totals import totals_alike
from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.families import NEGATIVE_BINOMIAL, POISSON
from bemodels.counts.fits.fitting import fit_design
from bemodels.counts.hierarchical import CityYearPriors, fit_hierarchical
from bemodels.data import CountTable
from bemodels.data.designs.count_design import CountDesign
from bemodels.errors import BemodelsError, NotConvergedError
from bemodels.result import Posterior

YEAR = "year"
# Days of a common year are 0.9993 years: what is written as 1.00 is a whole one.
WHOLE = 0.995


@dataclass(frozen=True, kw_only=True, eq=False)
class CityYearSetting:
    """A table by place and year, and what was stated about it.

    Attributes
    ----------
    table : CountTable
        By two keys, that of places first, then ``year``.
    priors : CityYearPriors
        Of the hierarchical model.
    seed : int
        Fixes every draw.
    draws : int
        Kept draws a chain of the hierarchical model.
    level : float
        Of every interval, in (0, 1).
    months : CountTable or None, default None
        The same incidents by ``year_month``, if they are known.
    """

    table: CountTable
    priors: CityYearPriors
    seed: int
    draws: int
    level: float
    months: CountTable | None = None

    @property
    def key(self) -> str:
        """What places are called, such as ``"city"``."""
        return self.table.keys[0]

    @property
    def places(self) -> tuple[str | int, ...]:
        """Every place, in order."""
        return labels_of_key(self.table, self.key)

    @property
    def years(self) -> tuple[str | int, ...]:
        """Every year, in order."""
        return labels_of_key(self.table, YEAR)

    @property
    def successive(self) -> tuple[tuple[str | int, str | int], ...]:
        """Every year but the first, each with the one before it."""
        return tuple((later, earlier) for earlier, later in pairwise(self.years))

    @property
    def partial_years(self) -> dict[str | int, float]:
        """Years in which no place was observed whole, with the longest exposure."""
        longest = {year: max(of) for year, of in self._exposures.items()}
        return {year: years for year, years in longest.items() if years < WHOLE}

    @property
    def _exposures(self) -> dict[str | int, list[float]]:
        exposures: dict[str | int, list[float]] = {year: [] for year in self.years}
        for _, year, _, years in self.table.rows:
            exposures[year].append(years)
        return exposures

    @cached_property
    def by_place(self) -> CountTable:
        """Counts and exposures of every place, summed over years."""
        return self._summed(self.key)

    @cached_property
    def over_places(self) -> CountTable:
        """Counts and exposures of every year, summed over places."""
        return self._summed(YEAR)

    def _summed(self, key: str) -> CountTable:
        # The whole analysis tells of the files and the notices once.
        return replace(self.table.summed((key,)), provenance=(), notices=())

    @cached_property
    def by_year(self) -> CountTable:
        """Counts of all places together by year, with the exposure of one of them.

        Raises
        ------
        NotEstimableError
            If places were not observed alike: their sum then has no exposure.
        """
        return totals_alike(self.table, YEAR)

    @cached_property
    def design(self) -> CountDesign:
        """The product of a factor a place and a factor a year.

        Raises
        ------
        NotEstimableError
            If the rows do not tell the two apart.
        """
        return additive_design(self.table)

    @cached_property
    def poisson(self) -> CountFit:
        """The Poisson fit."""
        return fit_design(self.design, POISSON)

    @cached_property
    def nb2(self) -> CountFit:
        """The negative binomial fit, variance mu + mu^2/phi."""
        return fit_design(self.design, NEGATIVE_BINOMIAL)

    @property
    def posterior(self) -> Posterior:
        """The hierarchical fit.

        Raises
        ------
        BemodelsError
            If the table cannot be fitted, or the chains do not agree.
        """
        if isinstance(self._drawn, BemodelsError):
            raise self._drawn
        return self._drawn

    @property
    def posteriors(self) -> tuple[Posterior, ...]:
        """The hierarchical fit, or none; why there is none is told by its own part."""
        return () if isinstance(self._drawn, BemodelsError) else (self._drawn,)

    @property
    def unconverged(self) -> str:
        """What the convergence gate said, or nothing."""
        refused = isinstance(self._drawn, NotConvergedError)
        return str(self._drawn) if refused else ""

    @cached_property
    def _drawn(self) -> Posterior | BemodelsError:
        # A failure is kept as well, so that no part draws a second time.
        try:
            return fit_hierarchical(
                self.table, priors=self.priors, seed=self.seed, draws=self.draws
            )
        except BemodelsError as error:
            return error

    def rng(self, number: int) -> np.random.Generator:
        """Return a source of chance of one part's own.

        Parameters
        ----------
        number : int
            Of the part; the order in which parts run then changes nothing.

        Returns
        -------
        numpy.random.Generator
            Independent of those of other numbers and of the hierarchical fit.
        """
        # The fit has the first spawned keys of this seed for itself.
        sequence = np.random.SeedSequence(self.seed, spawn_key=(1000 + number,))
        return np.random.default_rng(sequence)
