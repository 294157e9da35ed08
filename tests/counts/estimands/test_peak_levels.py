"""A contrast with the highest of several periods says that it may have been picked."""

import pandas as pd
import pytest

from bemodels.counts import fit_poisson, rate_difference, rate_ratio

DATA = pd.DataFrame(
    {
        "n": [12, 35, 48, 12] * 2,
        "years": [7 / 12, 1, 1, 10 / 12] * 2,
        "year": [2014, 2015, 2016, 2017] * 2,
        "city": list("AAAABBBB"),
    }
)


@pytest.fixture(scope="module")
def fit():
    return fit_poisson("n ~ C(year) + city", DATA, exposure="years")


def labels(result):
    return [
        one.statement for one in result.assumptions if "named before" in one.statement
    ]


@pytest.mark.parametrize("contrast", [rate_ratio, rate_difference])
@pytest.mark.parametrize(("value", "reference"), [(2017, 2016), (2016, 2014)])
def test_the_peak_is_labelled_on_either_side(fit, contrast, value, reference):
    assert labels(contrast(fit, "year", value, reference)) == [
        "Contrasts with year 2016 hold if it was named before the counts were seen. It "
        "has the highest rate of 4: if it was picked for that, it is high by chance in "
        "part, and its contrasts are exaggerated (decline_from_peak allows for the "
        "choice)."
    ]


def test_the_peak_is_that_of_rates_not_of_counts():
    short = DATA.assign(years=[0.1, 1, 1, 1] * 2)
    fit = fit_poisson("n ~ C(year)", short, exposure="years")
    assert labels(rate_ratio(fit, "year", 2015, 2016)) == []
    assert labels(rate_ratio(fit, "year", 2015, 2014))[0].startswith(
        "Contrasts with year 2014"
    )


def test_other_contrasts_are_not_labelled(fit):
    assert labels(rate_ratio(fit, "year", 2015, 2014)) == []
    assert labels(rate_ratio(fit, "city", "B", "A")) == []
    two = DATA.query("year > 2015").reset_index(drop=True)
    pair = fit_poisson("n ~ C(year)", two, exposure="years")
    assert labels(rate_ratio(pair, "year", 2017, 2016)) == []
