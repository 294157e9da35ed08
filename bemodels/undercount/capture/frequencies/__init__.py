"""One list: a population from how often its units were seen."""

from bemodels.undercount.capture.frequencies.chao_bounds import (
    chao1,
    chao1_bias_corrected,
    chao_lower_bound,
)
from bemodels.undercount.capture.frequencies.loglinear_times import (
    loglinear_frequencies,
)
from bemodels.undercount.capture.frequencies.truncated_poisson import (
    zelterman,
    zero_truncated_poisson,
)

__all__ = [
    "chao1",
    "chao1_bias_corrected",
    "chao_lower_bound",
    "loglinear_frequencies",
    "zelterman",
    "zero_truncated_poisson",
]
