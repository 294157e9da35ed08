"""What the manifest of the appendix states of the run behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bemodels import counts
from bemodels.bayes import COMPILE_FLAGS
from bemodels.cli.belgium_fits import BelgiumFits
from bemodels.cli.defaults import OTHER_PLACES_AT_RISK, PLACES_AT_RISK
from bemodels.result import Cell, Table


def facts_of(
    fits: BelgiumFits, *, command: str, options: Mapping[str, object]
) -> dict[str, object]:
    """Gather what is needed to run the appendix again and to trace a difference.

    Parameters
    ----------
    fits : BelgiumFits
        What was computed.
    command : str
        The command that makes the appendix.
    options : mapping
        Its options as values.

    Returns
    -------
    dict
        For ``bemodels.report.manifest.write_manifest``.
    """
    fit = fits.rates_by_place
    root, *spawned = fit.seeds
    return {
        "command": command,
        "options": {
            **options,
            "places_at_risk": PLACES_AT_RISK,
            "other_places_at_risk": OTHER_PLACES_AT_RISK,
        },
        "inputs": fits.report.provenance,
        "priors": tuple(_priors(fits)),
        "sensitivities": _varied(fits),
        "model_fingerprints": dict(fit.fingerprint),
        "seeds": {"root": root, "spawned": spawned},
        "sampler": dict(fit.settings),
        "pytensor_flags": {name: str(value) for name, value in COMPILE_FLAGS.items()},
        "diagnostics": _named_rows(fits.summary),
        "lock_sha256": _lock_digest(),
    }


def _priors(fits: BelgiumFits) -> Iterator[dict[str, object]]:
    """Yield the priors of every fit, those behind the sensitivity tables included."""
    for result in fits.results:
        yield {"fit": result.title, "priors": result.card.priors}
    for places, priors in _other_fits():
        yield {
            "fit": f"Sensitivity of annual rates: {places} places at risk",
            "places_at_risk": places,
            "priors": priors.statements(),
        }


def _other_fits() -> Iterator[tuple[int, counts.PooledPriors]]:
    for places in OTHER_PLACES_AT_RISK:
        yield places, counts.PLACE_PRIORS
    for priors in (counts.WIDER_PLACE_PRIORS, counts.TIGHTER_PLACE_PRIORS):
        yield PLACES_AT_RISK, priors


def _varied(fits: BelgiumFits) -> dict[str, tuple[Cell, ...]]:
    """Return what each sensitivity table varies, as it labels its rows."""
    tables = (
        *fits.sensitivity,
        *fits.attack_rates.tables,
        *fits.fates.tables,
        *fits.scenarios.tables,
    )
    return {table.name: tuple(row[0] for row in table.rows) for table in tables}


def _named_rows(summary: Table) -> dict[str, dict[str, Cell]]:
    names = summary.columns[1:]
    return {str(row[0]): dict(zip(names, row[1:], strict=True)) for row in summary.rows}


def _lock_digest() -> str:
    """Return the digest of the lock file where there is a checkout, else nothing."""
    lock = Path(__file__).parents[2] / "requirements.lock"
    return hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else ""
