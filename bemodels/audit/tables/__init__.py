"""Tables of counts with given row and column sums: how many there are, and some."""

from bemodels.audit.tables.counting import count_tables
from bemodels.audit.tables.sampling import (
    sample_tables_poisson,
    sample_tables_uniform,
)

__all__ = ["count_tables", "sample_tables_poisson", "sample_tables_uniform"]
