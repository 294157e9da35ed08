"""How one rate moved over successive periods: by one step, or by a factor a year."""

from bemodels.counts.steps.log_trend import log_linear_trend
from bemodels.counts.steps.one_step import changepoint

__all__ = ["changepoint", "log_linear_trend"]
