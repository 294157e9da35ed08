"""The two scenarios of how the table is filled, side by side."""

from statistics import NormalDist

import numpy as np

from bemodels import (
    Assumption,
    Check,
    Estimate,
    Interval,
    Provenance,
    Result,
    Table,
    audit,
    counts,
)

LEVEL = 0.95
Draws = dict[str, list[dict[str, np.ndarray]]]
Quantity = tuple[str, str, str, str]
# Name of a quantity, what it is called, its unit, and what it is known from.
QUANTITIES: tuple[Quantity, ...] = (
    ("phi", "phi", "none", "prior"),
    ("heterogeneity", "heterogeneity", "none", "prior"),
    ("rate_ratio", "rate_ratio[2017 to 2016]", "ratio", "both"),
    ("place_ratio", "rate_ratio_of_place[Brussels, 2017 to 2016]", "ratio", "prior"),
    ("place_contrast", "place_by_year[Brussels, 2017 to 2016]", "ratio", "prior"),
)
# Of phi the variance is infinite or nearly so; ratios are split on the log scale.
SPLIT = (
    ("heterogeneity", "heterogeneity, 1 / sqrt(phi)", np.asarray),
    ("rate_ratio", "log rate ratio, 2017 to 2016", np.log),
    ("place_contrast", "log place-by-year contrast, Brussels", np.log),
)


def side_by_side(
    found: Draws,
    weights: audit.VectorWeights,
    priors: counts.CityYearPriors,
    sources: tuple[Provenance, ...],
) -> Result:
    """Return the quantities under each law, with the variance in its two parts."""
    tables = {law: len(fits) for law, fits in found.items()}
    return Result(
        title="Scenarios: the hierarchical model averaged over tables with the margins",
        method="Negative binomial with effects of place and year, fitted to tables "
        "drawn under two laws; draws of all fits together",
        conclusion=_conclusion(found),
        estimates=tuple(
            _estimate(law, fits, quantity)
            for quantity in QUANTITIES
            for law, fits in found.items()
        ),
        assumptions=_assumptions(weights, priors),
        checks=tuple(
            Check(
                name=f"every fit converged, {law} tables",
                passed=True,
                detail=f"{number} of {number} passed the convergence gate; one that "
                "does not ends the run",
            )
            for law, number in tables.items()
        ),
        tables=(_parts(found), _heterogeneity(found, priors)),
        provenance=sources,
    )


def _estimate(
    law: str, fits: list[dict[str, np.ndarray]], quantity: Quantity
) -> Estimate:
    name, estimand, unit, identified = quantity
    pooled = np.concatenate([fit[name] for fit in fits])
    low, median, high = np.quantile(pooled, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
    return Estimate(
        estimand=f"{estimand}[{law}]",
        value=float(median),
        unit=unit,
        interval=Interval(
            low=float(low),
            high=float(high),
            level=LEVEL,
            kind="credible",
            method=f"median, equal tails, over {len(fits)} {law} tables",
        ),
        identified=identified,
    )


def split(fits: list[dict[str, np.ndarray]], name: str, scale: object) -> tuple:
    """Return mean, its Monte Carlo error, and variance within and between tables."""
    drawn = [scale(fit[name]) for fit in fits]
    means = np.array([one.mean() for one in drawn])
    within = float(np.mean([one.var() for one in drawn]))
    between = float(means.var(ddof=1))
    return float(means.mean()), (between / len(fits)) ** 0.5, within, between


def _parts(found: Draws) -> Table:
    rows = []
    for name, words, scale in SPLIT:
        for law, fits in found.items():
            mean, error, within, between = split(fits, name, scale)
            share = between / (within + between)
            rows.append((words, law, len(fits), mean, error, within, between, share))
    return Table(
        name="Variance within and between tables",
        columns=(
            *("quantity", "law of tables", "tables", "mean", "Monte Carlo error"),
            *("variance within", "variance between", "share between"),
        ),
        rows=tuple(rows),
        note="Within: the mean of the posterior variances, what one table would leave. "
        "Between: the variance of the posterior means, what the unprinted vector and "
        "cells add. The Monte Carlo error is that of so few tables.",
    )


def _heterogeneity(found: Draws, priors: counts.CityYearPriors) -> Table:
    """Lay the prior of heterogeneity, a half normal, beside both averages."""
    tails = ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
    scale = priors.dispersion.scale
    rows = [
        (f"prior, {priors.dispersion.label}", *_half_normal(scale, tails)),
        *(
            (f"{law} tables", *map(float, np.quantile(_pooled(fits), tails)))
            for law, fits in found.items()
        ),
    ]
    return Table(
        name="Heterogeneity 1 / sqrt(phi) before and after tables",
        columns=("given", "2.5%", "median", "97.5%"),
        rows=tuple(rows),
        note="What moves it from its prior is how the table was filled, not what was "
        "printed.",
    )


def _half_normal(scale: float, probabilities: tuple[float, ...]) -> list[float]:
    normal = NormalDist(sigma=scale)
    return [normal.inv_cdf((1 + one) / 2) for one in probabilities]


def _pooled(fits: list[dict[str, np.ndarray]]) -> np.ndarray:
    return np.concatenate([fit["heterogeneity"] for fit in fits])


def _assumptions(
    weights: audit.VectorWeights, priors: counts.CityYearPriors
) -> tuple[Assumption, ...]:
    unknown = "not checkable from these data"
    return (
        Assumption(
            statement="Cells are imputed by a law: uniform over tables with the "
            "margins, or independent Poisson cells given the margins. The margins hold "
            "nothing of dispersion within the table, so the law decides phi.",
            support=unknown,
        ),
        Assumption(
            statement=f"Vectors are weighted: {weights.name}. Reason given: "
            f"{weights.reason}",
            support=unknown,
        ),
        Assumption(
            statement="The places without a count of their own are one row, as if they "
            "were one place.",
            support="by design",
        ),
        Assumption(statement=f"Priors: {priors.label}.", support=unknown),
    )


def _conclusion(found: Draws) -> str:
    told = "; ".join(
        f"{law} tables: phi {_median(fits, 'phi'):.2g}, annual rate of 2017 over 2016 "
        f"{_median(fits, 'rate_ratio'):.2f}"
        for law, fits in found.items()
    )
    return (
        f"Medians by the law that fills the table: {told}. The report prints nothing "
        "that chooses between the laws, so phi is a scenario of the law, and through "
        "phi the year ratio of this model hangs on the law too."
    )


def _median(fits: list[dict[str, np.ndarray]], name: str) -> float:
    return float(np.median(np.concatenate([fit[name] for fit in fits])))
