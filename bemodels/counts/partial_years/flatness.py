"""Whether the year is flat, so that seven months stand for seven twelfths of it."""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc

from bemodels.counts.exact_rates import POISSON_WITHIN
from bemodels.counts.partial_years.flat_chances import flat_p_value
from bemodels.counts.partial_years.harmonic import Harmonic, fit_harmonic
from bemodels.counts.partial_years.monthly_counts import (
    WholeYears,
    read_months,
    whole_years,
)
from bemodels.data import CountTable, notice_tables
from bemodels.data.window import MONTHS_IN_YEAR
from bemodels.result import (
    Assumption,
    Estimate,
    HypothesisTest,
    Interval,
    Result,
    Table,
    check_level,
)
from bemodels.result.display import format_level, format_number

MONTHS_TABLE = "Incidents by calendar month, whole years only"
POWER_TABLE = "What the test of one wave would see"
_AMPLITUDES = (0.25, 0.5, 0.75, 1.0)
_POWER = 0.8
_MOST_ENUMERATED = 200
_FLAT = "The rate is the same on every day of the year."
SAME_SEASON = Assumption(
    statement="The season is the same every year, whatever a year's own rate.",
    support="not checkable from these data",
)


def flatness_within_year(table: CountTable, *, level: float = 0.95) -> Result:
    """Test whether incidents fall evenly on the days of the year.

    Parameters
    ----------
    table : CountTable
        By ``year_month``, as ``log.count(by=["year_month"])`` returns it. Calendar
        years that were observed in part are left out: their months would weigh unevenly
        if years differ.
    level : float, default 0.95
        Nominal coverage of the interval, and 1 less the size of the tests whose power
        is shown, in (0, 1).

    Returns
    -------
    Result
        Pearson's test of equal rates by days, exact given the total (up to 200
        incidents) and by chi-square; the score test of one wave a year;
        ``seasonal_amplitude``, by what share of its mean the rate swings to either
        side, with those in the confidence region of its cosine and sine; and the
        power of that test in a table, since few incidents pass any test.

    Raises
    ------
    InvalidDataError
        If `table` is none by month, or `level` lies outside (0, 1).
    NotEstimableError
        If no calendar year was observed whole, or none of these holds an incident.

    Notes
    -----
    Over whole years each month has the same share of every year, so that its count over
    all of them is multinomial whatever the rates of the years. The exact p-value adds
    up all outcomes; none is drawn. One wave is looked for as by Edwards [1]_, with
    months of their own lengths. An amplitude of 1 is a rate that falls to 0 half a year
    after its peak; the estimate is one scoring step and may exceed it. It is above 0 by
    chance alone: the interval and the test say whether it is more.

    References
    ----------
    .. [1] Edwards JH (1961). The recognition and estimation of cyclic trends. Annals of
       Human Genetics 25, 83-87.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"count": [1, 4, 9, 3, 2, 2, 1, 0, 3, 2, 6, 2]})
    >>> frame["year_month"] = [f"2016-{month:02}" for month in range(1, 13)]
    >>> frame["years"] = 1 / 12
    >>> table = CountTable.from_frame(frame, keys=["year_month"])
    >>> result = flatness_within_year(table)
    >>> [round(test.p_value, 4) for test in result.tests]
    [0.0173, 0.0175, 0.0642]
    """
    check_level(level)
    whole = whole_years(read_months(table))
    wave = fit_harmonic(np.array(whole.counts), np.array(whole.days))
    return Result(
        title=f"Flatness within the year: {whole.total} {table.unit} in "
        f"{', '.join(map(str, whole.years))}",
        method="Counts of calendar months over whole years, given their total",
        conclusion=_conclusion(wave, level),
        estimates=(_amplitude(wave, level),),
        tests=_tests(whole, wave),
        assumptions=(POISSON_WITHIN, SAME_SEASON),
        tables=(
            _months_table(whole),
            _power_table(wave, level),
            *notice_tables(table.notices),
        ),
        provenance=table.provenance,
    )


def _amplitude(wave: Harmonic, level: float) -> Estimate:
    # The amplitudes of all waves in a circle; it holds no wave where it passes 0.
    reach = wave.reach(level)
    return Estimate(
        estimand="seasonal_amplitude",
        value=wave.amplitude,
        unit="share of the mean rate",
        interval=Interval(
            low=max(0.0, wave.amplitude - reach),
            high=wave.amplitude + reach,
            level=level,
            kind="confidence",
            method="amplitudes in the score region of cosine and sine",
        ),
    )


def _tests(whole: WholeYears, wave: Harmonic) -> tuple[HypothesisTest, ...]:
    expected = whole.total * whole.shares
    pearson = float(((np.array(whole.counts) - expected) ** 2 / expected).sum())
    exact = (
        [
            (
                "exact multinomial, Pearson's statistic",
                flat_p_value(whole.counts, whole.days),
            )
        ]
        if whole.total <= _MOST_ENUMERATED
        else []
    )
    found = (
        *exact,
        ("Pearson chi-square", float(chdtrc(MONTHS_IN_YEAR - 1, pearson))),
        ("score test of one wave a year", wave.p_value),
    )
    return tuple(
        HypothesisTest(null=_FLAT, method=name, p_value=p_value)
        for name, p_value in found
    )


def _months_table(whole: WholeYears) -> Table:
    expected = (whole.total * whole.shares).tolist()
    rows = zip(whole.days, whole.counts, expected, strict=True)
    return Table(
        name=MONTHS_TABLE,
        columns=("month", "days", "incidents", "expected if flat"),
        rows=tuple((month, *row) for month, row in enumerate(rows, start=1)),
    )


def _power_table(wave: Harmonic, level: float) -> Table:
    return Table(
        name=POWER_TABLE,
        columns=("amplitude (share of the mean rate)", "power"),
        rows=tuple(
            (amplitude, wave.power(amplitude, level=level)) for amplitude in _AMPLITUDES
        ),
        note="By the noncentral chi-square distribution, for the incidents of the "
        f"whole years and a test at {format_level(level)}. At amplitude 1 the rate "
        "falls to 0 half a year after its peak.",
    )


def _conclusion(wave: Harmonic, level: float) -> str:
    seen = wave.seen_with(_POWER, level=level)
    what = (
        f"a swing of {format_number(seen)} of the mean rate to either side"
        if seen <= 1
        else "no wave, not even a rate that falls to 0,"
    )
    return f"With these counts {what} would be seen with a power of {_POWER:.0%}."
