"""What the manifest of the appendix states of the run behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bemodels.bayes import COMPILE_FLAGS
from bemodels.cli.analysis_sections import PlaceFits
from bemodels.cli.city_year_section import CityYearFits
from bemodels.counts import CITY_YEAR_PRIORS, PooledPriors
from bemodels.result import Cell, Posterior, Provenance, Result, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What one kind of appendix states of its run.

    Attributes
    ----------
    options : mapping
        Options as values, defaults resolved.
    inputs : tuple of Provenance
        The files that were read.
    results : tuple of Result
        The results whose models the appendix states.
    places : PlaceFits or None
        The sampled model, if there is one.
    others : tuple of (int, PooledPriors)
        Places at risk and priors of the fits behind the sensitivity tables.
    years : tuple of CityYearFits
        The analysis by city and year, or none.
    """

    options: Mapping[str, object]
    inputs: tuple[Provenance, ...]
    results: tuple[Result, ...]
    places: PlaceFits | None
    others: tuple[tuple[int, PooledPriors], ...]
    years: tuple[CityYearFits, ...] = ()


def facts_of(run: RunFacts, *, command: str) -> dict[str, object]:
    """Gather what is needed to run the appendix again and to trace a difference.

    Parameters
    ----------
    run : RunFacts
        The run.
    command : str
        The command that makes the appendix.

    Returns
    -------
    dict
        For ``bemodels.report.manifest.write_manifest``.
    """
    return {
        "command": command,
        "options": run.options,
        "inputs": run.inputs,
        "priors": tuple(_priors(run)),
        "sensitivities": _varied(run),
        **_sampled_places(run.places),
        "city_years": tuple(_sampled_years(run.years)),
        "pytensor_flags": {name: str(value) for name, value in COMPILE_FLAGS.items()},
        "lock_sha256": _lock_digest(),
    }


def _sampled_places(places: PlaceFits | None) -> dict[str, object]:
    if places is None:
        names = ("model_fingerprints", "seeds", "sampler", "diagnostics")
        return {name: {} for name in names}
    return _sampled(places.fit, places.summary)


def _sampled_years(years: tuple[CityYearFits, ...]) -> Iterator[dict[str, object]]:
    for one in years:
        for fit, summary in zip(one.found.posteriors, one.summaries, strict=True):
            yield _sampled(fit, summary)


def _sampled(fit: Posterior, summary: Table) -> dict[str, object]:
    root, *spawned = fit.seeds
    return {
        "model_fingerprints": dict(fit.fingerprint),
        "seeds": {"root": root, "spawned": spawned},
        "sampler": dict(fit.settings),
        "diagnostics": _named_rows(summary),
    }


def _priors(run: RunFacts) -> Iterator[dict[str, object]]:
    """Yield the priors of every fit, those behind the sensitivity tables included."""
    for result in run.results:
        yield {"fit": result.title, "priors": result.card.priors}
    for one in run.years:
        yield {"fit": one.found.title, "priors": CITY_YEAR_PRIORS.statements()}
    for places, priors in run.others:
        yield {
            "fit": f"Sensitivity of annual rates: {places} places at risk",
            "places_at_risk": places,
            "priors": priors.statements(),
        }


def _varied(run: RunFacts) -> dict[str, tuple[Cell, ...]]:
    """Return what each sensitivity table varies, as it labels its rows."""
    tables = [] if run.places is None else [*run.places.sensitivity]
    sampled = run.places.fit.title if run.places else ""
    for result in run.results:
        tables += [] if result.title == sampled else result.tables
    return {table.name: tuple(row[0] for row in table.rows) for table in tables}


def _named_rows(summary: Table) -> dict[str, dict[str, Cell]]:
    names = summary.columns[1:]
    return {str(row[0]): dict(zip(names, row[1:], strict=True)) for row in summary.rows}


def _lock_digest() -> str:
    """Return the digest of the lock file where there is a checkout, else nothing."""
    lock = Path(__file__).parents[2] / "requirements.lock"
    return hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else ""
