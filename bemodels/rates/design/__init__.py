"""What a design of two groups can see: size, power, coverage and sample size."""

from bemodels.rates.design.comparison_design import design_of
from bemodels.rates.design.detectable import (
    minimum_detectable_lower_rate,
    minimum_detectable_rate,
)
from bemodels.rates.design.method_design import design_of_method
from bemodels.rates.design.planning import (
    exact_power,
    exact_sample_size,
)

__all__ = [
    "design_of",
    "design_of_method",
    "exact_power",
    "exact_sample_size",
    "minimum_detectable_lower_rate",
    "minimum_detectable_rate",
]
