"""The section on counts by city and year: where each part stands, what is drawn."""

from bemodels import CountTable, counts
from bemodels.cli.city_year_section import (
    MOST_DRAWN,
    CityYearFits,
    city_year_section,
)
from bemodels.counts import CityYearPart, CityYears
from bemodels.report import Picture
from bemodels.result import Estimate, Interval, Result, Table


def rate(name, value):
    interval = Interval(
        low=0.0, high=2 * value, level=0.95, kind="confidence", method="exact"
    )
    return Estimate(estimand=name, value=value, unit="a year", interval=interval)


def section(*parts):
    found = CityYears(
        title="t",
        parts=parts,
        left_out=Table(name="Left out", columns=("question", "reason"), rows=()),
        posteriors=(),
    )
    return city_year_section(CityYearFits(found=found, summaries=()))


def test_the_places_with_the_highest_rates_are_drawn():
    estimates = tuple(
        rate(f"{name}[place {number:02}]", float(number))
        for number in range(1, MOST_DRAWN + 3)
        for name in ("annual_rate_exact", "standardised_annual_rate")
    )
    part = Result(title="t", method="m", estimates=estimates)
    (picture,) = section(
        CityYearPart(name="Annual rates by place", result=part)
    ).posterior
    assert "place 03 3 to 3" in picture.alt
    assert "place 02" not in picture.alt


def test_parts_stand_where_an_appendix_is_read_for_them():
    table = CountTable(
        keys=("city", "year"),
        rows=(("Ghent", 2016, 4, 1.0), ("Ghent", 2017, 1, 0.5)),
    )
    found = counts.analyse_city_years(table, priors=counts.CITY_YEAR_PRIORS, seed=1)
    whole = city_year_section(CityYearFits(found=found, summaries=()))
    tables = {
        name: [one.name for one in getattr(whole, name) if isinstance(one, Table)]
        for name in ("posterior", "posterior_predictive", "sensitivities")
    }
    assert tables["posterior"][:6] == [
        "Sums",
        "Counts by city and year",
        "Fits",
        "Annual rates by variance factor",
        "Years",
        "Rate ratio of each year to the year before",
    ]
    assert "Rows by number of incidents" in tables["posterior_predictive"]
    assert tables["sensitivities"][-1] == "Left out"
    drawn = [one for one in whole.posterior if isinstance(one, Picture)]
    assert len(drawn) == 2  # rates by year, and their ratio; one place is not pooled
