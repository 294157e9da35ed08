"""Two lists: a population from how far they overlap."""

from bemodels.undercount.capture.two_lists.overlap import chapman, petersen

__all__ = ["chapman", "petersen"]
