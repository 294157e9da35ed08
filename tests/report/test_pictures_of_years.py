"""What an analysis by city and year adds to the pictures of a result on counts."""

from bemodels import Estimate, Interval, Result, Table
from bemodels.report import pictures_of

NOTE = "With the peak: chosen after seeing the counts."
RATIOS = Table(
    name="Rate ratio of each year to the year before",
    columns=("contrast", "model", "stands as", "estimate", "95% low", "95% high"),
    rows=(
        ("2015 to 2014 (with the peak)", "Poisson", "comparison", 1.5, 0.9, 2.5),
        ("2016 to 2015 (with the peak)", "Poisson", "comparison", "none", "none", "n"),
    ),
    note=NOTE,
)


def rate(name, value):
    interval = Interval(
        low=value / 2, high=2 * value, level=0.9, kind="confidence", method="exact"
    )
    return Estimate(estimand=name, value=value, unit="a year", interval=interval)


def result(*estimates, **parts):
    return Result(title="t", method="m", estimates=estimates, **parts)


def test_ratios_of_successive_years_say_which_were_chosen():
    (picture,) = pictures_of(result(tables=(RATIOS,)))
    assert picture.caption.endswith(f"with 95% intervals. {NOTE}")
    assert picture.alt == (
        "Horizontal intervals under each pair of years: 2015 to 2014 (with the peak), "
        "Poisson 0.9 to 2.5; 2016 to 2015 (with the peak), Poisson none to n."
    )


def test_rates_over_the_same_years_are_drawn_where_there_are_no_others():
    estimates = (
        rate("annual_rate_exact[Ghent]", 4.0),
        rate("standardised_annual_rate[Ghent]", 3.0),
    )
    (picture,) = pictures_of(result(*estimates))
    assert picture.alt.endswith("From alone to pooled: Ghent 4 to 3.")
    (picture,) = pictures_of(result(*estimates, rate("annual_rate[Ghent]", 2.0)))
    assert picture.alt.endswith("From alone to pooled: Ghent 4 to 2.")
