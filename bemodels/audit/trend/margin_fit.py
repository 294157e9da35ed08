r"""The Poisson model of place and year, fitted on the margins of an unprinted table.

With main effects of place and year alone the margins are sufficient [1]_: the fitted
incidents of a cell are row times column over the total, whatever the cells were, and
exposures that differ by year alone change rates, not fitted incidents.

References
----------
.. [1] Birch MW (1963). Maximum likelihood in three-way contingency tables. Journal of
   the Royal Statistical Society B 25, 220-233.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from bemodels.audit.trend.two_years import TwoYears
from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import clopper_pearson_limits, garwood_interval
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    Interval,
    ModelCard,
    Parameter,
    Provenance,
    Result,
    Table,
    check_level,
)
from bemodels.result.rules import check_whole, shown

FITTED_TABLE = "Fitted incidents by place and year"
_MONTHS = 12
_FEWEST = 2
_NO_INTERACTION = Assumption(
    statement="Every place has the same relative change from year to year: no "
    "interaction of place and year. The margins cannot contradict it.",
    support="not checkable from these data",
)
_NO_DISPERSION = Assumption(
    statement="Incidents of a place and year vary as a Poisson count. The margins hold "
    "nothing about dispersion within the table: every table with these margins fits "
    "the same, and none can be told apart.",
    support="not checkable from these data",
)


def fit_margins(
    places: Mapping[str, int],
    years: Mapping[int, int],
    *,
    months: Mapping[int, int],
    level: float = 0.95,
    provenance: tuple[Provenance, ...] = (),
) -> Result:
    r"""Fit the Poisson model of place and year on the margins of its table.

    Parameters
    ----------
    places : mapping of str to int
        Incidents of each place over all years; two places or more.
    years : mapping of int to int
        Incidents of each year over all places, in rising order; two years or more.
    months : mapping of int to int
        Months observed of each of the years.
    level : float, default 0.95
        Coverage of every interval, in (0, 1).
    provenance : tuple of Provenance
        The files that the margins were read from.

    Returns
    -------
    Result
        ``annual_rate[year]`` over all places (Garwood), ``rate_ratio[later to
        earlier]`` of successive years and ``share[place]`` (Clopper-Pearson), none of
        which asks for the cells; a table of fitted incidents; a check that says that
        dispersion is left open.

    Raises
    ------
    InvalidDataError
        If a margin is not what it must be, or the two differ in their sums.
    NotEstimableError
        If there is no incident, or none in two successive years.

    Notes
    -----
    :math:`\hat\mu_{ij} = R_i C_j / N`. Given the total, years and places are
    independent of one another in this model, so that the contrasts of years hang on
    the column sums alone and those of places on the row sums.

    Examples
    --------
    >>> result = fit_margins(
    ...     {"Brussels": 62, "Charleroi": 14, "elsewhere": 31},
    ...     {2014: 12, 2015: 35, 2016: 48, 2017: 12},
    ...     months={2014: 7, 2015: 12, 2016: 12, 2017: 10},
    ... )
    >>> share = result.estimate("share[Brussels]")
    >>> low, high = share.interval.low, share.interval.high
    >>> f"{share.value:.3f} ({low:.3f} to {high:.3f})"
    '0.579 (0.480 to 0.674)'
    >>> [round(one, 2) for one in result.table(FITTED_TABLE).rows[0][1:5]]
    [6.95, 20.28, 27.81, 6.95]
    """
    check_level(level)
    rows = _margin("places", places, str)
    columns = _margin("years", years, int)
    observed = _months_of(columns, months)
    total = _total(rows, columns)
    return Result(
        title=f"Poisson model of {len(rows)} places and {len(columns)} years, fitted "
        f"on the margins of {total} incidents",
        method="Main effects of place and year; the margins are sufficient",
        conclusion="Year ratios and place shares are those of the margins, whatever "
        "the cells; the margins say nothing of dispersion within the table, nor of "
        "any place's own trend.",
        estimates=(
            *_rates(columns, observed, level),
            *_ratios(columns, observed, level),
            *_shares(rows, total, level),
        ),
        assumptions=(_NO_INTERACTION, _NO_DISPERSION),
        checks=(
            Check(
                name="dispersion and interaction can be checked",
                passed=False,
                detail=f"{len(rows) + len(columns) - 1} parameters, and the margins "
                f"hold {len(rows) + len(columns) - 1} numbers: nothing is left over",
            ),
        ),
        tables=(_fitted(rows, columns, total),),
        card=_CARD,
        provenance=provenance,
    )


def _margin[Label: (str, int)](
    name: str, given: Mapping[Label, int], kind: type
) -> dict[Label, int]:
    if not isinstance(given, Mapping) or len(given) < _FEWEST:
        raise InvalidDataError(
            f"{name} must map two labels or more to counts, got {shown(given)}"
        )
    for label in given:
        if not isinstance(label, kind) or isinstance(label, bool):
            word = "text" if kind is str else "a whole number"
            raise InvalidDataError(
                f"each of {name} must be labelled with {word}, got {shown(label)}"
            )
    return {
        label: check_whole(f"the count of {label}", count, least=0)
        for label, count in given.items()
    }


def _months_of(columns: Mapping[int, int], months: Mapping[int, int]) -> dict[int, int]:
    if any(later <= year for year, later in pairwise(columns)):
        raise InvalidDataError(f"years must rise, got {shown(list(columns))}")
    if not isinstance(months, Mapping) or set(months) != set(columns):
        raise InvalidDataError(
            f"months must be those of {', '.join(map(str, columns))}, got "
            f"{shown(months)}"
        )
    return {
        year: check_whole(f"the months of {year}", months[year], least=1)
        for year in columns
    }


def _total(rows: Mapping[str, int], columns: Mapping[int, int]) -> int:
    total, other = sum(rows.values()), sum(columns.values())
    if total != other:
        raise InvalidDataError(
            f"places and years must hold the same incidents, got {total} and {other}"
        )
    if not total:
        raise NotEstimableError("the margins fit nothing: there is no incident")
    return total


def _rates(
    columns: Mapping[int, int], months: Mapping[int, int], level: float
) -> tuple[Estimate, ...]:
    return tuple(
        Estimate(
            estimand=f"annual_rate[{year}]",
            value=_MONTHS * count / months[year],
            unit="incidents per year",
            interval=garwood_interval(count, months[year] / _MONTHS, level=level),
        )
        for year, count in columns.items()
    )


def _ratios(
    columns: Mapping[int, int], months: Mapping[int, int], level: float
) -> tuple[Estimate, ...]:
    found = []
    for earlier, later in pairwise(columns):
        pair = TwoYears(
            before=columns[earlier],
            after=columns[later],
            months_before=months[earlier],
            months_after=months[later],
        )
        if not pair.total:
            raise NotEstimableError(
                f"a ratio is not estimable: there is no incident in {earlier} and "
                f"{later}"
            )
        found.append(
            Estimate(
                estimand=f"rate_ratio[{later} to {earlier}]",
                value=pair.ratio,
                unit="ratio",
                interval=pair.exact(level=level),
            )
        )
    return tuple(found)


def _shares(rows: Mapping[str, int], total: int, level: float) -> tuple[Estimate, ...]:
    found = []
    for place, count in rows.items():
        low, high = clopper_pearson_limits(count, total, (1 - level) / 2)
        limits = Interval(
            low=low, high=high, level=level, kind="confidence", method="Clopper-Pearson"
        )
        found.append(
            Estimate(
                estimand=f"share[{place}]",
                value=count / total,
                unit="proportion",
                interval=limits,
            )
        )
    return tuple(found)


def _fitted(rows: Mapping[str, int], columns: Mapping[int, int], total: int) -> Table:
    return Table(
        name=FITTED_TABLE,
        columns=("place", *map(str, columns), "all years"),
        rows=tuple(
            (place, *(count * column / total for column in columns.values()), count)
            for place, count in rows.items()
        ),
        note="Row times column over the total: the model's means, never data. Every "
        "table with these margins has the same.",
    )


_CARD = ModelCard(
    equations=(
        r"y_{ij} \sim \operatorname{Poisson}(\mu_{ij}), \quad "
        r"\log \mu_{ij} = \log t_j + \alpha_i + \beta_j",
        r"\hat\mu_{ij} = R_i C_j / N",
    ),
    parameters=(
        Parameter(
            name="annual_rate",
            symbol=r"\textstyle\sum_i \mu_{ij} / t_j",
            meaning="annual rate of a year over all places",
            unit="incidents per year",
            identified="data",
        ),
        Parameter(
            name="rate_ratio",
            symbol=r"e^{\beta_{j+1} - \beta_j}",
            meaning="annual rate over that of the year before",
            unit="ratio",
            identified="data",
        ),
        Parameter(
            name="share",
            symbol=r"e^{\alpha_i} / \textstyle\sum_k e^{\alpha_k}",
            meaning="share of a place in all incidents",
            unit="proportion",
            identified="data",
        ),
    ),
)
