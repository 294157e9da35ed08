"""Parts of a result as tables of the appendix: wording and order, nothing computed."""

from __future__ import annotations

from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    ModelCard,
    Provenance,
    Result,
    Table,
)
from bemodels.result.display import KNOWN_FROM, format_cell

DIGEST_SHOWN = 16


def provenance_table(provenance: tuple[Provenance, ...]) -> Table:
    """Return the files that the data were read from.

    Parameters
    ----------
    provenance : tuple of Provenance
        One a file.

    Returns
    -------
    Table
        File, rows and the beginning of its digest.
    """
    return Table(
        name="Files that the data were read from",
        columns=("file", "rows", "sha256, first 16 digits"),
        rows=tuple(
            (one.source, one.rows, one.sha256[:DIGEST_SHOWN]) for one in provenance
        ),
        note="The manifest holds the whole digests.",
    )


def prior_table(name: str, card: ModelCard) -> Table:
    """Return a model's priors with their reasons.

    Parameters
    ----------
    name : str
        The analysis.
    card : ModelCard
        Its model.

    Returns
    -------
    Table
        Parameter, density (TeX) and reason.
    """
    return Table(
        name=f"{name}: priors",
        columns=("parameter", "density", "reason"),
        rows=tuple((one.parameter, one.density, one.reason) for one in card.priors),
    )


def parameter_table(name: str, card: ModelCard) -> Table:
    """Return a model's parameters and derived quantities.

    Parameters
    ----------
    name : str
        The analysis.
    card : ModelCard
        Its model.

    Returns
    -------
    Table
        Quantity, symbol (TeX), meaning, unit and what it is known from.
    """
    return Table(
        name=f"{name}: parameters and derived quantities",
        columns=("quantity", "symbol", "meaning", "unit", "known from"),
        rows=tuple(
            (one.name, one.symbol, one.meaning, one.unit, KNOWN_FROM[one.identified])
            for one in card.parameters
        ),
    )


def estimate_table(name: str, estimates: tuple[Estimate, ...]) -> Table:
    """Return estimates with their intervals.

    Parameters
    ----------
    name : str
        The analysis.
    estimates : tuple of Estimate
        In the order of the result.

    Returns
    -------
    Table
        Quantity, estimate, limits, unit, interval and what it is known from.
    """
    return Table(
        name=f"{name}: estimates",
        columns=("quantity", "estimate", "low", "high", "unit", "interval", "from"),
        rows=tuple(
            (
                one.estimand,
                one.value,
                one.interval.low,
                one.interval.high,
                one.unit,
                f"{100 * one.interval.level:g}% {one.interval.kind}: "
                f"{one.interval.method}",
                KNOWN_FROM[one.identified],
            )
            for one in estimates
        ),
    )


def probability_table(name: str, result: Result) -> Table:
    """Return probabilities and p-values.

    Parameters
    ----------
    name : str
        The analysis.
    result : Result
        What was found.

    Returns
    -------
    Table
        Statement, number and what it is conditional on.
    """
    rows = [(one.statement, one.value, one.given) for one in result.probabilities]
    rows += [(f"p-value: {one.null}", one.p_value, one.method) for one in result.tests]
    return Table(
        name=f"{name}: probabilities and tests",
        columns=("statement", "value", "given, or by"),
        rows=tuple(rows),
    )


def check_table(name: str, checks: tuple[Check, ...]) -> Table:
    """Return checks with their outcome.

    Parameters
    ----------
    name : str
        The analysis.
    checks : tuple of Check
        In the order of the result.

    Returns
    -------
    Table
        Check, outcome and the numbers behind it.
    """
    return Table(
        name=f"{name}: checks",
        columns=("check", "outcome", "numbers"),
        rows=tuple(
            (one.name, "passed" if one.passed else "failed", one.detail)
            for one in checks
        ),
    )


def assumption_table(name: str, assumptions: tuple[Assumption, ...]) -> Table:
    """Return assumptions with what stands behind them.

    Parameters
    ----------
    name : str
        The analysis.
    assumptions : tuple of Assumption
        In the order of the result.

    Returns
    -------
    Table
        Assumption and support.
    """
    return Table(
        name=f"{name}: assumptions",
        columns=("assumption", "support"),
        rows=tuple((one.statement, one.support) for one in assumptions),
    )


def summary_tables(name: str, summary: Table) -> tuple[Table, Table]:
    """Split a summary of draws into what was found and how well it was computed.

    Parameters
    ----------
    name : str
        The analysis.
    summary : Table
        As ``bemodels.bayes.summarise_draws`` returns it.

    Returns
    -------
    posterior, convergence : Table
        Median, mean, sd and interval; effective draws, r_hat and Monte Carlo error.
    """
    split = summary.columns.index("ess_bulk")
    convergence = ("quantity", *summary.columns[split:])
    return (
        Table(
            name=f"{name}: posterior of every quantity",
            columns=summary.columns[:split],
            rows=tuple(row[:split] for row in summary.rows),
            note="eti: equal-tailed interval.",
        ),
        Table(
            name=f"{name}: convergence of every quantity",
            columns=convergence,
            rows=tuple(
                (row[0], *row[split:-2], f"{row[-2]:.4f}", format_cell(row[-1]))
                for row in summary.rows
            ),
            note="ess: effective draws, of the centre and of the tails; mcse_mean: "
            "Monte Carlo standard error of the mean.",
        ),
    )


def version_table(machine: dict[str, object]) -> Table:
    """Return the software behind the numbers.

    Parameters
    ----------
    machine : dict
        As ``bemodels.report.machine.machine_facts`` returns it.

    Returns
    -------
    Table
        Software and version.
    """
    packages = machine["packages"]
    rows = [("Python", str(machine["python"]))]
    if isinstance(packages, dict):
        rows += [(str(name), str(version)) for name, version in packages.items()]
    return Table(name="Software", columns=("software", "version"), rows=tuple(rows))
