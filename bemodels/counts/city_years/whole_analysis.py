"""The whole analysis of counts by place and year, in the order of a reviewer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bemodels.bayes import SamplerSettings
from bemodels.counts.agreement.hierarchical_ratio import places_first
from bemodels.counts.city_years.answers import CityYearPart, CityYears
from bemodels.counts.city_years.counted_cells import counted_cells, fits_compared
from bemodels.counts.city_years.fit_parts import (
    dispersion_part,
    heterogeneity_part,
    hierarchical_part,
    rootogram_part,
    zeros_part,
)
from bemodels.counts.city_years.month_parts import FLAT, check_months, flat_part
from bemodels.counts.city_years.prediction_parts import (
    left_out_part,
    models_part,
    priors_part,
)
from bemodels.counts.city_years.rate_parts import (
    complete_years,
    rates_by_place,
    rates_by_year,
)
from bemodels.counts.city_years.ratio_parts import (
    detectable_ratios,
    last_by_model,
    successive_ratios,
)
from bemodels.counts.city_years.series_parts import (
    decline_part,
    step_part,
    trend_part,
)
from bemodels.counts.city_years.setting import YEAR, CityYearSetting
from bemodels.counts.hierarchical import CityYearPriors
from bemodels.data import CountTable, notice_tables
from bemodels.errors import BemodelsError, InvalidDataError
from bemodels.result import (
    ModelCard,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.rules import check_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_OUT = "Left out"
KEYS = 2
# Models are refitted thousands of times, each with a coefficient a place.
MOST_ROWS = 1000
PARTS: dict[str, Callable[[CityYearSetting], Result]] = {
    "What was counted": counted_cells,
    "Fits": fits_compared,
    "Hierarchical model": hierarchical_part,
    "Annual rates by place": rates_by_place,
    "Annual rates by year": rates_by_year,
    "Each year beside the one before": successive_ratios,
    "The last year by every model": last_by_model,
    FLAT: flat_part,
    "Complete counts of partial years": complete_years,
    "Dispersion": dispersion_part,
    "Zeros": zeros_part,
    "Rootogram": rootogram_part,
    "Each count predicted from the others": left_out_part,
    "Models by prediction": models_part,
    "What the priors decide": priors_part,
    "Shock or bursts": heterogeneity_part,
    "Decline from the peak": decline_part,
    "One step": step_part,
    "Trend": trend_part,
    "What could be found": detectable_ratios,
}
logger = logging.getLogger(__name__)


def analyse_city_years(
    table: CountTable,
    *,
    priors: CityYearPriors,
    seed: int,
    months: CountTable | None = None,
    draws: int = 1000,
    level: float = 0.95,
) -> CityYears:
    """Run the whole analysis of counts by place and year.

    Parameters
    ----------
    table : CountTable
        By two keys: a place, such as ``city``, and ``year``; up to 1,000 rows. A place
        that was observed without an incident needs a row with a count of 0.
    priors : CityYearPriors
        Of the hierarchical model, such as ``CITY_YEAR_PRIORS``; there is no default.
    seed : int
        Fixes every draw of every part; 0 or more.
    months : CountTable, optional
        The same incidents by ``year_month``, as ``log.count_incidents(["year_month"])``
        returns them: whether the year is flat is asked of these alone.
    draws : int, default 1000
        Kept draws a chain of the hierarchical model, 100 or more.
    level : float, default 0.95
        Nominal coverage, or posterior mass, of every interval, in (0, 1).

    Returns
    -------
    CityYears
        One Result a question, in the order in which a reviewer asks: what was counted;
        the models; rates by place and by year; each year beside the one before; the
        last year by every model; with months, whether the year is flat, and what
        partial years are worth by season; complete counts of partial years; dispersion,
        zeros and rootogram; what the hierarchical model predicts, beside others, and
        what its priors decide; the kind of heterogeneity; the decline from the peak
        with late reporting; one step; a trend; and what these exposures could show at
        all. A question that this table does not answer is left out, with the reason.

    Raises
    ------
    InvalidDataError
        If an argument is of another type or out of its range, or the table has more
        than 1,000 rows or other keys than a place and ``year``; or if the months hold
        other totals than the table.

    Notes
    -----
    Every part is a function of its own in `bemodels.counts`; this one only composes
    them. The prior of the step weighs as much as one incident at the mean rate of all
    years. Each estimand has one name in the whole: what several functions call
    ``rate_ratio`` is told apart by what it compares.

    Examples
    --------
    One city has no hierarchical model, and takes a moment; several take a minute.

    >>> import bemodels
    >>> from bemodels.counts import CITY_YEAR_PRIORS
    >>> rows = (("A", 2015, 5, 1.0), ("A", 2016, 12, 1.0), ("A", 2017, 4, 0.5))
    >>> table = bemodels.CountTable(keys=("city", "year"), rows=rows)
    >>> found = analyse_city_years(table, priors=CITY_YEAR_PRIORS, seed=1)
    >>> part = found.part("Each year beside the one before")
    >>> round(part.estimate("rate_ratio[2017 to 2016]").value, 3)
    0.667
    """
    setting = _setting(
        table, priors=priors, seed=seed, months=months, draws=draws, level=level
    )
    parts: list[CityYearPart] = []
    missing: list[tuple[str, str]] = []
    for name, answer in PARTS.items():
        logger.info("%s", name)
        try:
            parts.append(CityYearPart(name=name, result=answer(setting)))
        except BemodelsError as error:
            missing.append((name, str(error)))
    return CityYears(
        title=f"{setting.table.total} {setting.table.unit} by {setting.key} and {YEAR}",
        parts=tuple(_told_once(parts, notice_tables(table.notices))),
        left_out=Table(
            name=LEFT_OUT, columns=("question", "reason"), rows=tuple(missing)
        ),
        posteriors=setting.posteriors,
        unconverged=setting.unconverged,
    )


def _setting(
    table: CountTable,
    *,
    priors: CityYearPriors,
    seed: int,
    months: CountTable | None,
    draws: int,
    level: float,
) -> CityYearSetting:
    """Check everything at the door: what a part refuses later is a reason."""
    check_type("table", table, CountTable)
    if len(table.keys) != KEYS or YEAR not in table.keys:
        raise InvalidDataError(
            f"the analysis needs a table by a place and {YEAR}, got one by "
            f"{', '.join(table.keys)}"
        )
    if len(table) > MOST_ROWS:
        raise InvalidDataError(
            f"the analysis takes up to {MOST_ROWS} rows, got {len(table)}: its models "
            "are refitted thousands of times; fit_poisson_many and "
            "fit_negative_binomial_many take more"
        )
    check_type("priors", priors, CityYearPriors)
    check_level(level)
    SamplerSettings(draws=draws)
    if months is not None:
        check_months(months, table)
        # What is told of the table as well is told once.
        own = tuple(one for one in months.notices if one not in table.notices)
        months = replace(months, notices=own)
    return CityYearSetting(
        table=places_first(table),
        priors=priors,
        seed=check_whole("seed", seed, least=0),
        draws=draws,
        level=level,
        months=months,
    )


def _told_once(
    parts: list[CityYearPart], notices: tuple[Table, ...]
) -> Iterator[CityYearPart]:
    """Leave out of each part the notices and the models that one before it has."""
    told: set[Table] = set()
    stated: set[str] = set()
    for one in parts:
        kept = tuple(table for table in one.result.tables if table not in told)
        result = replace(one.result, tables=kept)
        told.update(notices)
        if stated.issuperset(result.card.equations):
            result = replace(result, card=ModelCard())
        stated.update(result.card.equations)
        yield replace(one, result=result)
