"""Which detections validation informs: by the designs, whatever the priors say.

Counts tell of rate times detection alone. A level of detection is informed where its
row is a combination of validated rows; and where rows of counts whose detection is
informed fix the rate of one of its counts, which then fixes its detection. Nothing is
taken from the curvature of the logit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bemodels.undercount.reporting.reporting_design import ReportingDesign

# Of the length of a row: what is left of it outside the span of others.
SMALLEST = 1e-8


def inside(rows: np.ndarray, span: np.ndarray) -> np.ndarray:
    """Tell which rows are combinations of other rows.

    Parameters
    ----------
    rows : numpy.ndarray, shape (n, D)
        Those that are asked about.
    span : numpy.ndarray, shape (m, D)
        Those of which they may be combinations; m may be 0.

    Returns
    -------
    numpy.ndarray of bool, shape (n,)
        Columns are brought to one size first.

    Examples
    --------
    >>> inside(np.array([[1, 3], [1, 4]]), np.array([[2, 6]])).tolist()
    [True, False]
    """
    size = np.abs(span).max(axis=0, initial=0.0)
    scale = np.where(size > 0, size, 1.0)
    asked, spanning = rows / scale, span / scale
    _, values, axes = np.linalg.svd(spanning, full_matrices=False)
    axes = axes[values > SMALLEST * values.max(initial=0.0)]
    left = np.linalg.norm(asked - asked @ axes.T @ axes, axis=1)
    found: np.ndarray = left <= SMALLEST * np.linalg.norm(asked, axis=1)
    return found


def informed_detection(design: ReportingDesign) -> np.ndarray:
    """Return the rows that span what is known of detection.

    Parameters
    ----------
    design : ReportingDesign
        Counts and validation.

    Returns
    -------
    numpy.ndarray, shape (m, D)
        Validated rows, and those of counts that equal rates tie to them; none without
        validation.
    """
    rates = _rates_and_places(design)
    span, known = design.checked, -1
    informed = inside(design.detection, span)
    while informed.sum() > known:
        known = int(informed.sum())
        tied = inside(rates, rates[informed])
        span = np.vstack([design.checked, design.detection[informed | tied]])
        informed = inside(design.detection, span)
    return span


def rates_beside(design: ReportingDesign, unknown: np.ndarray) -> np.ndarray:
    """Tell which coefficients of the rate the counts fix, some detections unknown.

    Parameters
    ----------
    design : ReportingDesign
        The counts.
    unknown : numpy.ndarray of bool, shape (L,)
        Levels of detection that may be anything.

    Returns
    -------
    numpy.ndarray of bool, shape (K,)
        A contrast within a level stays fixed, as the unknown cancels.
    """
    matrix = design.rate.matrix.to_numpy(float)
    free = (design.level[:, None] == np.flatnonzero(unknown)).astype(float)
    terms = matrix.shape[1]
    single = np.eye(terms, terms + free.shape[1])
    return inside(single, np.hstack([matrix, free]))


def places_beside(design: ReportingDesign, unknown: np.ndarray) -> bool:
    """Tell whether places can be compared, some detections unknown.

    Parameters
    ----------
    design : ReportingDesign
        The counts.
    unknown : numpy.ndarray of bool, shape (L,)
        Levels of detection that may be anything.

    Returns
    -------
    bool
        Whether each place has counts at the same ones of these levels.
    """
    seen = {
        frozenset(design.level[(design.place == place) & unknown[design.level]])
        for place in range(len(design.places))
    }
    return len(seen) == 1


def _rates_and_places(design: ReportingDesign) -> np.ndarray:
    """Return the design of the rate with a column a pooled place."""
    matrix: np.ndarray = design.rate.matrix.to_numpy(float)
    if not design.pooled:
        return matrix
    places = np.arange(len(design.places))
    return np.hstack([matrix, (design.place[:, None] == places).astype(float)])
