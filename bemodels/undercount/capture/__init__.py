"""Several lists of the same incidents: which source saw which."""

from bemodels.undercount.capture.classes import latent_classes
from bemodels.undercount.capture.graphs import (
    SCALE,
    PopulationPrior,
    decomposable_graphs,
)
from bemodels.undercount.capture.histories import histories_of

__all__ = [
    "SCALE",
    "PopulationPrior",
    "decomposable_graphs",
    "histories_of",
    "latent_classes",
]
