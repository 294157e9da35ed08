"""Several lists of the same incidents: which source saw which."""

from bemodels.undercount.capture.histories import histories_of

__all__ = ["histories_of"]
