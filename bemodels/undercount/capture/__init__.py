"""Several lists of the same incidents: which source saw which."""

from bemodels.undercount.capture.frequencies import (
    chao1,
    chao1_bias_corrected,
    chao_lower_bound,
    loglinear_frequencies,
    zelterman,
    zero_truncated_poisson,
)
from bemodels.undercount.capture.heterogeneity import (
    CHAO,
    DARROCH,
    GAMMA35,
    POISSON2,
    Heterogeneity,
)
from bemodels.undercount.capture.histories import histories_of
from bemodels.undercount.capture.two_lists import chapman, petersen

__all__ = [
    "CHAO",
    "DARROCH",
    "GAMMA35",
    "POISSON2",
    "Heterogeneity",
    "chao1",
    "chao1_bias_corrected",
    "chao_lower_bound",
    "chapman",
    "histories_of",
    "loglinear_frequencies",
    "petersen",
    "zelterman",
    "zero_truncated_poisson",
]
