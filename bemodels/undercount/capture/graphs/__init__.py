"""Several lists, averaged exactly over every way in which they may depend."""

from bemodels.undercount.capture.graphs.averaging import decomposable_graphs
from bemodels.undercount.capture.graphs.population_prior import SCALE, PopulationPrior

__all__ = ["SCALE", "PopulationPrior", "decomposable_graphs"]
