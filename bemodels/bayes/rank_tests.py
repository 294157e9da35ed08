"""Whether ranks are uniform: a test, a check and a curve a quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes.rank_bands import (
    chance_of_uniform_ranks,
    rank_band,
    ranks_at_most,
)
from bemodels.result import Check, Curve, HypothesisTest, Result, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bemodels.bayes.settings import SamplerSettings

MOST_REFUSED = 0.02
METHOD = (
    "simultaneous ECDF band, exact (Säilynoja, Bürkner and Vehtari 2022, section 2.2)"
)


def judge_ranks(
    ranks: Mapping[str, np.ndarray],
    *,
    kept: int,
    refusals: Sequence[tuple[int, str]],
    settings: SamplerSettings,
    level: float,
    seed: int,
) -> Result:
    """Return what the ranks of truths among their posterior draws say.

    Parameters
    ----------
    ranks : mapping of str to numpy.ndarray of int, shape (R,)
        By quantity, a rank a replicate, from 0 to `kept`.
    kept : int
        Draws among which each truth was ranked.
    refusals : sequence of (int, str)
        Replicates that the convergence gate refused, with the reason.
    settings : SamplerSettings
        Those that the replicates were drawn with.
    level : float
        Probability that uniform ranks stay inside the band.
    seed : int
        The seed of all replicates.

    Returns
    -------
    Result
        Tests, checks, curves and tables; no estimates.
    """
    replicates = len(next(iter(ranks.values())))
    chances = {
        name: chance_of_uniform_ranks(values, kept) for name, values in ranks.items()
    }
    outside = [name for name, chance in chances.items() if chance <= 1 - level]
    return Result(
        title="Simulation-based calibration",
        method=f"{replicates} truths from the prior, each ranked among {kept} thinned "
        f"draws of its posterior; {METHOD}",
        estimates=(),
        conclusion=_conclusion(ranks, outside, len(refusals), replicates, level),
        tests=tuple(
            HypothesisTest(
                null=f"The ranks of {name} are uniform.", method=METHOD, p_value=chance
            )
            for name, chance in chances.items()
        ),
        checks=(
            *(_inside_band(name, chances[name], level) for name in ranks),
            _few_refused(len(refusals), replicates),
        ),
        curves=tuple(
            _curve(name, values, kept, level) for name, values in ranks.items()
        ),
        tables=(
            _table_of_ranks(ranks, chances, kept),
            *_table_of_refusals(refusals),
            _settings_table(settings, seed),
        ),
    )


def _conclusion(
    ranks: Mapping[str, np.ndarray],
    outside: list[str],
    refused: int,
    replicates: int,
    level: float,
) -> str:
    converged = f"{refused} of {replicates} replicates failed the convergence gate."
    if not outside:
        return (
            f"The ranks of all {len(ranks)} quantities stay inside the simultaneous "
            f"{100 * level:g}% band of uniform ranks. {converged}"
        )
    return (
        f"The ranks of {len(outside)} of {len(ranks)} quantities leave the "
        f"simultaneous {100 * level:g}% band of uniform ranks ({', '.join(outside)}): "
        "the draws are not those of the posterior of the model that made the data. "
        f"{converged}"
    )


def _inside_band(name: str, chance: float, level: float) -> Check:
    return Check(
        name=f"calibration of {name}",
        passed=chance > 1 - level,
        detail=f"p of uniform ranks {chance:.2g}; inside the simultaneous "
        f"{100 * level:g}% band above {1 - level:.2g}",
    )


def _few_refused(refused: int, replicates: int) -> Check:
    return Check(
        name="convergence of replicates",
        passed=refused <= MOST_REFUSED * replicates,
        detail=f"{refused} of {replicates} failed the convergence gate, at most "
        f"{100 * MOST_REFUSED:g}%; their ranks are kept",
    )


def _curve(name: str, ranks: np.ndarray, kept: int, level: float) -> Curve:
    """Return how far the share of ranks runs from the uniform one, with its band."""
    low, high = rank_band(len(ranks), kept, level=level)
    uniform = np.arange(1, kept + 1) / (kept + 1)

    def away(numbers: np.ndarray) -> tuple[float, ...]:
        return tuple((numbers / len(ranks) - uniform).tolist())

    return Curve(
        name=f"Ranks of {name}",
        x=tuple(uniform.tolist()),
        y=away(ranks_at_most(ranks, kept)),
        low=away(np.array(low)),
        high=away(np.array(high)),
        x_label="rank of the truth over the number of ranks",
        y_label="share of ranks up to there, less the uniform one",
        level=level,
        kind="prediction",
    )


def _table_of_ranks(
    ranks: Mapping[str, np.ndarray], chances: Mapping[str, float], kept: int
) -> Table:
    return Table(
        name="Ranks of truths",
        columns=("quantity", "mean", "sd", "lowest tenth", "highest tenth", "p"),
        rows=tuple(
            (
                name,
                float(share.mean()),
                float(share.std(ddof=1)),
                float((share < 0.1).mean()),  # noqa: PLR2004
                float((share > 0.9).mean()),  # noqa: PLR2004
                chances[name],
            )
            for name, share in ((name, r / kept) for name, r in ranks.items())
        ),
        note="Ranks over their largest value. Uniform ranks have a mean of 0.5 and an "
        "sd of 0.29, with a tenth of them at either end. Posteriors that are too "
        "narrow put more there, posteriors that are shifted put more on one side.",
    )


def _table_of_refusals(refusals: Sequence[tuple[int, str]]) -> tuple[Table, ...]:
    if not refusals:
        return ()
    return (
        Table(
            name="Replicates that failed the convergence gate",
            columns=("replicate", "reason"),
            rows=tuple(refusals),
            note="Their ranks are kept.",
        ),
    )


def _settings_table(settings: SamplerSettings, seed: int) -> Table:
    return Table(
        name="Settings of the sampler",
        columns=("setting", "value"),
        rows=(*settings.lines(), ("seed of all replicates", str(seed))),
    )
