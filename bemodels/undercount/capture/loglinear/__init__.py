"""Log-linear models of several lists, and how far apart they stand."""

from bemodels.undercount.capture.loglinear.behaviour_model import loglinear_behaviour
from bemodels.undercount.capture.loglinear.highest_order import (
    no_highest_order_interaction,
)
from bemodels.undercount.capture.loglinear.log_linear_lists import (
    loglinear_equal,
    loglinear_lists,
)
from bemodels.undercount.capture.loglinear.spread import compare_methods

__all__ = [
    "compare_methods",
    "loglinear_behaviour",
    "loglinear_equal",
    "loglinear_lists",
    "no_highest_order_interaction",
]
