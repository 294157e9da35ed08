"""What stands beside the completed months: assumptions, card, table and curves."""

from __future__ import annotations

from bemodels.errors import NotEstimableError
from bemodels.result import (
    Assumption,
    Cell,
    Curve,
    Estimate,
    ModelCard,
    Parameter,
    Prior,
    Table,
)
from bemodels.result.display import format_count, format_level, format_sentence
from bemodels.undercount.delays.reverse_hazards import DelayCounts, DelayPrior
from bemodels.undercount.delays.triangle import ReportingTriangle

MONTHS_TABLE = "Months completed for late recording"
ONE_DISTRIBUTION = Assumption(
    statement="Delays have the same distribution in every month: recording became "
    "neither quicker nor slower.",
    support="checked",
)
NO_DELETION = Assumption(
    statement="What was recorded stays recorded, in the month in which it occurred.",
    support="not checkable from these data",
)
INDEPENDENT = Assumption(
    statement="Incidents are recorded independently of one another; incidents recorded "
    "together make the true uncertainty wider.",
    support="not checkable from these data",
)
SCALE_PRIOR = Prior(
    parameter="expected",
    density=r"p(\lambda_t) \propto 1/\lambda_t",
    reason="Invariant to the unit in which incidents are counted; under it a month's "
    "total says nothing of delays.",
)


def assumptions(
    counts: DelayCounts, tail: float, prior: DelayPrior
) -> tuple[Assumption, ...]:
    """Return what the completed months rest on, the tail first.

    Parameters
    ----------
    counts : DelayCounts
        What speaks of each step.
    tail : float
        The stated share that is recorded later still.
    prior : DelayPrior
        The prior in force.

    Returns
    -------
    tuple of Assumption
        With the steps that the prior alone speaks of, where there are any.
    """
    stated = Assumption(
        statement="The share of incidents recorded later than "
        f"{format_count(counts.longest, 'month', 'months')} after they occurred, or "
        f"never, is {tail:g}: a stated number, which no data here support.",
        support="not checkable from these data",
    )
    prior_only = tuple(
        Assumption(
            statement="No incident speaks of a delay of "
            f"{format_count(delay, 'month', 'months')}, of which the prior alone does. "
            f"Reason given: {format_sentence(prior.reason)}",
            support="not checkable from these data",
        )
        for delay in counts.unseen
    )
    return (stated, ONE_DISTRIBUTION, *prior_only, NO_DELETION, INDEPENDENT)


def card(prior: DelayPrior, longest: int, tail: float) -> ModelCard:
    """Return the model on one page.

    Parameters
    ----------
    prior : DelayPrior
        The prior in force.
    longest : int
        The longest delay.
    tail : float
        The stated share that is recorded later still.

    Returns
    -------
    ModelCard
        Equations, priors and quantities.
    """
    rows = (
        ("final", "N_t", "incidents of a month once all are recorded", "incidents"),
        ("late", "N_t - n_t", "incidents of a month still to be recorded", "incidents"),
        ("expected", r"\lambda_t", "mean number of incidents of a month", "incidents"),
        (
            "recorded_share",
            "F_d",
            f"share recorded within d months, of those within {longest}",
            "proportion",
        ),
    )
    return ModelCard(
        equations=(
            rf"n_{{td}} \sim \operatorname{{Poisson}}({1 - tail:g}\,\lambda_t p_d), "
            rf"\quad d = 0, \ldots, {longest}, \quad \sum_d p_d = 1",
            r"g_d = p_d / (p_0 + \ldots + p_d), \quad F_d = \prod_{j > d} (1 - g_j)",
            r"N_t - n_t \mid n_t, F \sim \operatorname{NegBin}"
            rf"(n_t, {1 - tail:g}\,F)",
        ),
        priors=(SCALE_PRIOR, prior.statement(longest)),
        parameters=tuple(
            Parameter(name=name, symbol=symbol, meaning=meaning, unit=unit)
            for name, symbol, meaning, unit in rows
        ),
    )


def months_table(
    triangle: ReportingTriangle,
    counts: DelayCounts,
    tail: float,
    late: tuple[Estimate, ...],
    level: float,
) -> Table:
    """Return the completed months in rows, the chain ladder beside them.

    Parameters
    ----------
    triangle : ReportingTriangle
        The counts.
    counts : DelayCounts
        What speaks of each step.
    tail : float
        The stated share that is recorded later still.
    late : tuple of Estimate
        Three a month: final, late and expected.
    level : float
        Of the intervals.

    Returns
    -------
    Table
        A row a month.
    """
    limits = format_level(level)
    months = triangle.months[-counts.longest :]
    recorded = triangle.recorded[-counts.longest :]
    ladder = _ladder(recorded, counts, tail)
    rows: list[tuple[Cell, ...]] = []
    for place, (month, seen) in enumerate(zip(months, recorded, strict=True)):
        final, coming, mean = late[3 * place : 3 * place + 3]
        ends = final.interval.low, final.interval.high
        rows.append(
            (month, seen, coming.value, final.value, *ends, mean.value, ladder[place])
        )
    return Table(
        name=MONTHS_TABLE,
        columns=(
            *("month", "recorded", "late, median", "final, median"),
            *(f"final {limits} low", f"final {limits} high"),
            *("expected, median", "chain ladder"),
        ),
        rows=tuple(rows),
        note="Incidents. The chain ladder is the largest likelihood, without a prior; "
        "it has no entry where a step has no incident before it. Months before these "
        f"lack the stated tail of {tail:g} alone.",
    )


def _ladder(recorded: tuple[int, ...], counts: DelayCounts, tail: float) -> list[Cell]:
    try:
        shares = counts.chain_ladder()[:-1]
    except NotEstimableError:
        return [""] * len(recorded)
    return [
        seen / (share * (1 - tail)) if share else ""
        for seen, share in zip(recorded, reversed(shares), strict=True)
    ]


def completed_curve(
    triangle: ReportingTriangle, late: tuple[Estimate, ...], level: float
) -> Curve:
    """Return the final numbers of the last months as a line with a band.

    Parameters
    ----------
    triangle : ReportingTriangle
        The counts.
    late : tuple of Estimate
        Three a month: final, late and expected.
    level : float
        Of the band.

    Returns
    -------
    Curve
        Against the months up to the last.
    """
    finals = late[::3]
    return Curve(
        name=f"Final numbers of the months up to {triangle.months[-1]}",
        x=tuple(float(place) for place in range(1 - len(finals), 1)),
        y=tuple(one.value for one in finals),
        low=tuple(one.interval.low for one in finals),
        high=tuple(one.interval.high for one in finals),
        x_label="months after the last one",
        y_label="final number (incidents)",
        level=level,
        kind="prediction",
    )


def shares_curve(shares: tuple[Estimate, ...], level: float) -> Curve:
    """Return the shares recorded within each delay as a line with a band.

    Parameters
    ----------
    shares : tuple of Estimate
        In the order of delays.
    level : float
        Of the band.

    Returns
    -------
    Curve
        Against months of delay.
    """
    return Curve(
        name="Share recorded by delay",
        x=tuple(float(delay) for delay in range(len(shares))),
        y=tuple(one.value for one in shares),
        low=tuple(one.interval.low for one in shares),
        high=tuple(one.interval.high for one in shares),
        x_label="delay (months)",
        y_label="share recorded within it",
        level=level,
        kind="credible",
    )
