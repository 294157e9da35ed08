"""What is known of levels without a count: an exact upper limit of their rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from bemodels.intervals import garwood_interval
from bemodels.result import Estimate

if TYPE_CHECKING:
    from bemodels.counts.fits.count_fit import CountFit
    from bemodels.data.designs.count_design import CountDesign

_ROWS_NAMED = 5


def estimate_separated_levels(fit: CountFit, *, level: float) -> tuple[Estimate, ...]:
    """Return the exact annual rate of every level whose fitted mean is 0.

    Parameters
    ----------
    fit : CountFit
        Any fit.
    level : float
        Of the two-sided interval, in (0, 1).

    Returns
    -------
    tuple of Estimate
        ``annual_rate_exact[label]``, from 0 to Garwood's limit over the level's years;
        a level is one of a factor or a cell of several. Rows of mean 0 that no level
        holds, such as those at the end of a continuous term, are taken together.

    References
    ----------
    .. [1] Garwood F (1936). Fiducial limits for the Poisson distribution. Biometrika
       28, 437-442.
    """
    return tuple(
        Estimate(
            estimand=f"annual_rate_exact[{label}]",
            value=0.0,
            unit=fit.design.rate_unit,
            interval=garwood_interval(
                0, float(fit.design.exposure[rows].sum()), level=level
            ),
        )
        for label, rows in _separated_levels(fit.design, fit.separation.rows).items()
    )


def _separated_levels(
    design: CountDesign, separated: np.ndarray
) -> dict[str, np.ndarray]:
    """Find the largest levels that hold rows of mean 0 alone, with their rows."""
    found: dict[str, np.ndarray] = {}
    left = separated.copy()
    for factors in _factors(design):
        for label, rows in _levels(design.frame, factors):
            if separated[rows].all() and left[rows].any():
                named = ", ".join(factors)
                found[f"{named}: {label}" if label in found else label] = rows
                left[rows] = False
    if left.any():
        found[_row_label(np.flatnonzero(left) + 1)] = np.flatnonzero(left)
    return found


def _factors(design: CountDesign) -> list[tuple[str, ...]]:
    """Return the columns of each term made of categories alone, the smaller first."""
    columns = []
    for term, factors in design.spec.term_factors.items():
        kinds = [design.spec.encoder_state.get(one) for one in factors]
        if all(kind and kind[0].value == "categorical" for kind in kinds):
            names = {str(name) for name in design.spec.term_variables[term]}
            columns.append(tuple(name for name in design.frame if name in names))
    return sorted(set(columns), key=lambda names: (len(names), names))


def _levels(
    frame: pd.DataFrame, factors: tuple[str, ...]
) -> list[tuple[str, np.ndarray]]:
    groups = frame.groupby(list(factors), observed=True).indices
    return [
        (", ".join(map(str, key if isinstance(key, tuple) else (key,))), rows)
        for key, rows in groups.items()
    ]


def _row_label(numbers: np.ndarray) -> str:
    named = ", ".join(map(str, numbers[:_ROWS_NAMED]))
    more = len(numbers) - _ROWS_NAMED
    return f"rows {named}" + (f" and {more} more" if more > 0 else "")
