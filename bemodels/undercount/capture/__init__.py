"""Several lists of the same incidents: which source saw which."""

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
    "compare_methods",
    "histories_of",
    "loglinear_behaviour",
    "loglinear_equal",
    "loglinear_lists",
    "no_highest_order_interaction",
]
