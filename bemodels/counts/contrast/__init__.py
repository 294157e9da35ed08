"""Contrasts of rates: what a table of these exposures can show."""

from bemodels.counts.contrast.detectable import minimum_detectable_rate_ratio

__all__ = ["minimum_detectable_rate_ratio"]
