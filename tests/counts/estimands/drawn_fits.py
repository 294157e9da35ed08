"""Posteriors of the hierarchical model whose draws are made up, not sampled.

So what is asked of them has an answer by hand, in no time.
"""

import numpy as np
import xarray as xr

from bemodels.counts import CITY_YEAR_PRIORS
from bemodels.counts.hierarchical.card import card_of
from bemodels.counts.hierarchical.cells import cells_of
from bemodels.counts.hierarchical.groups import SAMPLE, add_groups
from bemodels.data import CountTable
from bemodels.result import Assumption, Check, Posterior, Table

SHAPE = (4, 500)
YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
COUNTS = {"A": (4, 5, 6, 2), "B": (0, 1, 0, 2), "C": (0, 0, 0, 0)}
MADE_UP = Assumption(statement="Draws are made up.", support="by design")
CHECKS = (
    Check(name="divergences", passed=True, detail="0"),
    Check(name="r_hat (rank-normalised)", passed=True, detail="of the fit"),
)
TABLES = tuple(
    Table(name=name, columns=("text",), rows=(("told",),))
    for name in ("Prior predictive check", "Notices")
)


def table_of(counts, years=YEARS):
    """Return a table of counts by city and year, from 2014 on."""
    return CountTable(
        keys=("city", "year"),
        rows=tuple(
            (city, 2014 + number, count, exposure)
            for city, row in counts.items()
            for number, (count, exposure) in enumerate(zip(row, years, strict=True))
        ),
    )


TABLE = table_of(COUNTS)


def drawn_fit(table=TABLE, *, priors=CITY_YEAR_PRIORS, width=0.5, **centers):
    """Return independent normal draws around stated centres, 0 where none is."""
    rng = np.random.default_rng(1)
    cells = cells_of(table)
    present = {
        "city_effect": priors.cities.numbers[3],
        "year_effect": priors.years.spread.numbers[3],
    }
    shapes = {name: () for name in ("intercept", "city_sd", "year_sd", "heterogeneity")}
    shapes |= {"city_effect": ("place",), "year_effect": ("period",)}
    sizes = {"place": len(cells.places), "period": len(cells.periods)}

    def drawn(name, dims):
        noise = rng.normal(size=(*SHAPE, *(sizes[dim] for dim in dims)))
        return (centers.get(name, 0.0) + width * noise) * present.get(name, 1)

    draws = xr.Dataset(
        {name: ((*SAMPLE, *dims), drawn(name, dims)) for name, dims in shapes.items()}
    )
    card = card_of(priors, table.unit)
    tree = xr.DataTree.from_dict({"posterior": draws})
    add_groups(tree, cells, priors, card, seeds=np.random.SeedSequence(1).spawn(3))
    return Posterior(
        title="Made-up draws",
        method="made up",
        draws=tree,
        card=card,
        checks=CHECKS,
        seeds=(1,),
        assumptions=(MADE_UP,),
        tables=TABLES,
    )
