"""Two lists: a population from how far they overlap."""

from bemodels.undercount.capture.two_lists.listed_overlap import (
    chapman_of,
    petersen_of,
)
from bemodels.undercount.capture.two_lists.overlap import chapman, petersen

__all__ = ["chapman", "chapman_of", "petersen", "petersen_of"]
