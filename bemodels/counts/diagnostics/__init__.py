"""Whether counts look like those of the model that was fitted to them."""

from bemodels.counts.diagnostics.overdispersion import dispersion_tests
from bemodels.counts.diagnostics.probability_integrals import pit_histogram
from bemodels.counts.diagnostics.randomised_residuals import quantile_residuals
from bemodels.counts.diagnostics.rootograms import rootogram
from bemodels.counts.diagnostics.zero_counts import zero_check

__all__ = [
    "dispersion_tests",
    "pit_histogram",
    "quantile_residuals",
    "rootogram",
    "zero_check",
]
