"""Regression models of counts with exposure, by maximum likelihood."""

from bemodels.counts.fits.bias_reduced import fit_bias_reduced_poisson
from bemodels.counts.fits.clustered import (
    ClusteredErrors,
    cluster_standard_errors,
)
from bemodels.counts.fits.count_fit import CountFit
from bemodels.counts.fits.covariances import (
    quasi_poisson_scale,
    robust_standard_errors,
)
from bemodels.counts.fits.fitting import (
    fit_negative_binomial,
    fit_negative_binomial_linear,
    fit_poisson,
)
from bemodels.counts.fits.profile import profile_interval

__all__ = [
    "ClusteredErrors",
    "CountFit",
    "cluster_standard_errors",
    "fit_bias_reduced_poisson",
    "fit_negative_binomial",
    "fit_negative_binomial_linear",
    "fit_poisson",
    "profile_interval",
    "quasi_poisson_scale",
    "robust_standard_errors",
]
