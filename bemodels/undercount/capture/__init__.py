"""Several lists of the same incidents: which source saw which."""

from bemodels.undercount.capture.histories import histories_of
from bemodels.undercount.capture.two_lists import chapman, petersen

__all__ = ["chapman", "histories_of", "petersen"]
