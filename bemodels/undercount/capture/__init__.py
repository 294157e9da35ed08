"""Several lists of the same incidents: which source saw which."""

from bemodels.undercount.capture.capture_table import CaptureTable
from bemodels.undercount.capture.classes import latent_classes
from bemodels.undercount.capture.frequencies import (
    chao1,
    chao1_bias_corrected,
    chao_lower_bound,
    loglinear_frequencies,
    zelterman,
    zero_truncated_poisson,
)
from bemodels.undercount.capture.graphs import (
    SCALE,
    PopulationPrior,
    decomposable_graphs,
)
from bemodels.undercount.capture.heterogeneity import (
    CHAO,
    DARROCH,
    GAMMA35,
    POISSON2,
    Heterogeneity,
)
from bemodels.undercount.capture.histories import histories_of
from bemodels.undercount.capture.history_files import (
    histories_of_columns,
    read_histories,
)
from bemodels.undercount.capture.loglinear import (
    compare_methods,
    loglinear_behaviour,
    loglinear_equal,
    loglinear_lists,
    no_highest_order_interaction,
)
from bemodels.undercount.capture.match_sensitivity import matching_errors
from bemodels.undercount.capture.regressions import (
    zelterman_regression,
    zero_truncated_poisson_regression,
)
from bemodels.undercount.capture.two_lists import (
    chapman,
    chapman_of,
    petersen,
    petersen_of,
)

__all__ = [
    "CHAO",
    "DARROCH",
    "GAMMA35",
    "POISSON2",
    "SCALE",
    "CaptureTable",
    "Heterogeneity",
    "PopulationPrior",
    "chao1",
    "chao1_bias_corrected",
    "chao_lower_bound",
    "chapman",
    "chapman_of",
    "compare_methods",
    "decomposable_graphs",
    "histories_of",
    "histories_of_columns",
    "latent_classes",
    "loglinear_behaviour",
    "loglinear_equal",
    "loglinear_frequencies",
    "loglinear_lists",
    "matching_errors",
    "no_highest_order_interaction",
    "petersen",
    "petersen_of",
    "read_histories",
    "zelterman",
    "zelterman_regression",
    "zero_truncated_poisson",
    "zero_truncated_poisson_regression",
]
