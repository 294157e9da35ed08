"""How what is no table is worded, a line each, in a terminal as in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result.display import (
    format_level,
    format_number,
    format_p_value,
    format_probability,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bemodels.result.exhibits import Curve
    from bemodels.result.outcome import Result
    from bemodels.result.posterior import Posterior
    from bemodels.result.values import Assumption, Check, HypothesisTest, Probability

QUANTITIES_NAMED = 8
# A hypothesis that begins with one of these begins with no name.
ARTICLES = frozenset({"A", "All", "An", "Both", "Each", "Every", "No", "The", "There"})


def sentences(result: Result) -> tuple[str, ...]:
    """Write what stands below a result's tables, a line each.

    Parameters
    ----------
    result : Result
        Any result.

    Returns
    -------
    tuple of str
        Probabilities, tests, checks, assumptions and sources.
    """
    sources = ", ".join(one.source for one in result.provenance)
    return (
        *probability_sentences(result.probabilities),
        *hypothesis_sentences(result.tests),
        *check_sentences(result.checks),
        *assumption_sentences(result.assumptions),
        *([f"Data: {sources}"] if sources else []),
    )


def probability_sentences(probabilities: Iterable[Probability]) -> Iterator[str]:
    """Write probabilities, a line each.

    Parameters
    ----------
    probabilities : iterable of Probability
        Of a result.

    Yields
    ------
    str
        Statement, number and condition.
    """
    for one in probabilities:
        yield f"{one.statement}: {format_probability(one.value)}, given {one.given}"


def hypothesis_sentences(tests: Iterable[HypothesisTest]) -> Iterator[str]:
    """Write tests, a line each, so that no hypothesis reads as a finding.

    Parameters
    ----------
    tests : iterable of HypothesisTest
        Of a result.

    Yields
    ------
    str
        Hypothesis, method and p-value.
    """
    for one in tests:
        first, *others = one.null.removesuffix(".").split(" ")
        first = first.lower() if first in ARTICLES else first
        null = " ".join((first, *others))
        yield f"H0: {null}; {one.method}: {format_p_value(one.p_value)}"


def check_sentences(checks: Iterable[Check]) -> Iterator[str]:
    """Write checks, a line each.

    Parameters
    ----------
    checks : iterable of Check
        Of a result.

    Yields
    ------
    str
        Verdict, name and detail.
    """
    for one in checks:
        yield f"{'passed' if one.passed else 'FAILED'}: {one.name}: {one.detail}"


def assumption_sentences(assumptions: Iterable[Assumption]) -> Iterator[str]:
    """Write assumptions, a line each.

    Parameters
    ----------
    assumptions : iterable of Assumption
        Of a result.

    Yields
    ------
    str
        Support and statement.
    """
    for one in assumptions:
        yield f"Assumes ({one.support}): {one.statement}"


def curve_line(curve: Curve) -> str:
    """Write what a curve shows, without its points.

    Parameters
    ----------
    curve : Curve
        Any curve.

    Returns
    -------
    str
        Name, number of points, axes with their ranges, and the band.
    """
    axes = "; ".join(
        f"{label}: {format_number(min(values))} to {format_number(max(values))}"
        for label, values in ((curve.x_label, curve.x), (curve.y_label, curve.y))
        if values
    )
    band = (
        "bounds"
        if curve.kind == "bounds"
        else f"{format_level(curve.level)} {curve.kind}"
    )
    shown = [f"{len(curve.x)} points", axes, f"{band} band" if curve.low else "no band"]
    return f"Curve {curve.name!r}: {'; '.join(filter(None, shown))}"


def draws_summary(posterior: Posterior) -> Iterator[str]:
    """Write what a sampled fit holds, a line each.

    Parameters
    ----------
    posterior : Posterior
        Any fit.

    Yields
    ------
    str
        Draws and chains, quantities, checks; one more a check that failed.
    """
    quantities = dict(posterior.all_quantities())
    shapes = {draws.shape for draws in quantities.values()}
    for chains, draws in sorted(shapes):
        yield f"{chains} chains x {draws} draws, seed {posterior.seeds[0]}"
    names = list(quantities)
    more = len(names) - QUANTITIES_NAMED
    listed = ", ".join(names[:QUANTITIES_NAMED])
    yield f"{len(names)} quantities: {listed}{f', ... {more} more' if more > 0 else ''}"
    failed = [check for check in posterior.checks if not check.passed]
    passed = len(posterior.checks) - len(failed)
    yield f"{passed} checks passed, {len(failed)} failed"
    yield from check_sentences(failed)
