"""Several lists of the same incidents: which source saw which."""

from bemodels.undercount.capture.classes import latent_classes
from bemodels.undercount.capture.graphs import (
    SCALE,
    PopulationPrior,
    decomposable_graphs,
)
from bemodels.undercount.capture.heterogeneity import CHAO, DARROCH, GAMMA35, POISSON2
from bemodels.undercount.capture.histories import histories_of
from bemodels.undercount.capture.loglinear import (
    compare_methods,
    loglinear_behaviour,
    loglinear_equal,
    loglinear_lists,
    no_highest_order_interaction,
)

__all__ = [
    "CHAO",
    "DARROCH",
    "GAMMA35",
    "POISSON2",
    "SCALE",
    "PopulationPrior",
    "compare_methods",
    "decomposable_graphs",
    "histories_of",
    "latent_classes",
    "loglinear_behaviour",
    "loglinear_equal",
    "loglinear_lists",
    "no_highest_order_interaction",
]
