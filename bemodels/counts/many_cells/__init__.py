"""Very many cities by period: city effects in closed form or integrated out."""

from bemodels.counts.many_cells.gamma_many import (
    GammaManyFit,
    fit_negative_binomial_many,
)
from bemodels.counts.many_cells.many_hierarchy import fit_hierarchical_many
from bemodels.counts.many_cells.poisson_many import PoissonManyFit, fit_poisson_many

__all__ = [
    "GammaManyFit",
    "PoissonManyFit",
    "fit_hierarchical_many",
    "fit_negative_binomial_many",
    "fit_poisson_many",
]
