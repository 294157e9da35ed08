"""Every statement is fitted once, however many tables show it."""

import logging

import pytest

import bemodels
from bemodels.cli import belgium_fits, place_fits
from bemodels.cli.place_fits import Setting, fit_each, vary_places
from bemodels.counts import PLACE_PRIORS


@pytest.fixture
def base():
    table = bemodels.belgium().place_counts()
    return Setting(table=table, places_at_risk=100, priors=PLACE_PRIORS)


@pytest.fixture
def fitted(monkeypatch):
    """Record what is fitted, and fit nothing."""
    calls = []

    def fit(table, **stated):
        calls.append((table.total, len(table), stated))
        return len(calls)

    monkeypatch.setattr(place_fits, "fit_pooled", fit)
    return calls


def test_a_setting_named_twice_is_fitted_once(base, fitted, caplog):
    with caplog.at_level(logging.INFO, logger="bemodels"):
        fits = fit_each((base, *vary_places(base).values(), base), seed=3, draws=200)

    assert [call[2]["places_at_risk"] for call in fitted] == [100, 21, 50, 200, 571]
    assert fits[base] == 1
    assert all(call[2]["seed"] == 3 and call[2]["draws"] == 200 for call in fitted)
    assert caplog.messages[1] == (
        "fit 2 of 5: 21 places at risk (21 listed), Normal(-1.2, 1.5), HalfNormal(1)"
    )


def test_another_number_of_places_stands_among_those_always_shown(base):
    varied = vary_places(
        Setting(table=base.table, places_at_risk=300, priors=PLACE_PRIORS)
    )
    assert list(varied) == [21, 50, 100, 200, 300, 571]
    assert [one.places_at_risk for one in varied.values()] == list(varied)


def test_the_appendix_fits_eight_settings(base, fitted, monkeypatch):
    """100 places with the priors in force stand in all three pairs of tables."""
    shown = []

    def compare(fits, **_):
        shown.append(list(fits.values()))
        return ()

    monkeypatch.setattr(place_fits, "compare_fits", compare)
    monkeypatch.setattr(belgium_fits.counts, "compare_fits", compare)
    belgium_fits._fit_places(bemodels.belgium(), base, seed=1, draws=1000)

    assert len(fitted) == 8
    assert shown == [[2, 3, 1, 4, 5], [1, 6, 7], [1, 8]]
    assert [call[1] for call in fitted] == [21] * 7 + [22]
