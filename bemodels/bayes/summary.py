"""One row a quantity: where it lies, how surely, and how well it was computed."""

from __future__ import annotations

from typing import Literal

from bemodels.bayes.diagnostics import diagnose
from bemodels.errors import InvalidDataError
from bemodels.result import Posterior, Table, check_level

IntervalWord = Literal["eti", "hdi"]


def summarise_draws(
    posterior: Posterior, *, ci_prob: float, ci_kind: IntervalWord
) -> Table:
    """Summarise every reported quantity of a posterior.

    Parameters
    ----------
    posterior : Posterior
        Draws that passed the gate.
    ci_prob : float
        Mass of the interval, in (0, 1); ArviZ's default of 0.89 is never relied on.
    ci_kind : {"eti", "hdi"}
        Equal-tailed or highest-density interval.

    Returns
    -------
    Table
        Columns quantity, unit, median, mean, sd, interval limits, ess_bulk, ess_tail,
        r_hat, mcse_mean.

    Raises
    ------
    InvalidDataError
        If `ci_prob` lies outside (0, 1) or `ci_kind` is another word.
    """
    check_level(ci_prob)
    if ci_kind not in ("eti", "hdi"):
        raise InvalidDataError(f"ci_kind must be 'eti' or 'hdi', got {ci_kind!r}")
    interval = f"{100 * ci_prob:g}% {ci_kind}"
    return Table(
        name="Posterior summaries",
        columns=(
            "quantity",
            "unit",
            "median",
            "mean",
            "sd",
            f"{interval} low",
            f"{interval} high",
            "ess_bulk",
            "ess_tail",
            "r_hat",
            "mcse_mean",
        ),
        rows=_rows(posterior, ci_prob, ci_kind),
    )


def _rows(
    posterior: Posterior, ci_prob: float, ci_kind: IntervalWord
) -> tuple[tuple[str | int | float, ...], ...]:
    from arviz_stats.base import array_stats

    tail = (1 - ci_prob) / 2
    rows = []
    for parameter in posterior.card.parameters:
        for name, draws in posterior.quantities(parameter):
            found = diagnose(name, draws)
            if ci_kind == "hdi":
                low, high = array_stats.hdi(draws.ravel(), ci_prob)
            else:
                low, high = (
                    posterior.quantile(name, draws, one) for one in (tail, 1 - tail)
                )
            rows.append(
                (
                    name,
                    parameter.unit,
                    posterior.quantile(name, draws, 0.5),
                    found.mean,
                    found.sd,
                    float(low),
                    float(high),
                    found.ess_bulk,
                    found.ess_tail,
                    found.r_hat,
                    found.mcse,
                )
            )
    return tuple(rows)
