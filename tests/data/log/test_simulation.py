from dataclasses import replace
from datetime import date
from math import inf, prod, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bemodels.data.log.reading import read_incidents
from bemodels.data.log.simulated_actors import ActorGroup, LateRecording
from bemodels.data.log.simulation import simulate_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError

WINDOW = ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31))
CITIES = [f"City {n:03d}" for n in range(200)]
DESIGN = {
    "window": WINDOW,
    "rates": dict.fromkeys(CITIES, 12.0),
    "phi": inf,
    "inspired_share": 0.3,
    "linked": ActorGroup(detection=0.9, attack_share=0.1),
    "inspired": ActorGroup(detection=0.4, attack_share=0.5),
}
SMALL = {**DESIGN, "rates": {"Ghent": 9.0, "Mons": 4.0}}


def simulated(seed=20180201, **changes):
    return simulate_incidents(rng=np.random.default_rng(seed), **{**DESIGN, **changes})


def observed_and_expected(made):
    table = made.log.count_incidents(("city", "year"), places=[*CITIES])
    labels = [row[:2] for row in table.rows]
    assert table.years == tuple(made.truth.years[one] for one in labels)
    expected = np.array([made.truth.expected[one] for one in labels])
    return np.array(table.counts), expected


def test_expected_counts_are_rate_effect_exposure_and_detection():
    late = LateRecording(at_end=0.5, days=30)
    made = simulated(
        rates={"Ghent": 12.0},
        year_effects={2015: 2.0},
        late=late,
        sources={"press": 0.5, "court": 0.2},
    )
    seen = 0.7 * 0.9 + 0.3 * 0.4
    reported = 1 - 0.5 * 0.8
    days = range(304)  # from 1 January to 31 October 2017
    in_time = sum(1 - 0.5 * np.exp(-age / 30) for age in days) / 304
    assert made.truth.years["Ghent", 2014] == 7 / 12
    assert made.truth.expected["Ghent", 2017] == pytest.approx(
        12 * 10 / 12 * seen * reported * in_time, rel=1e-12
    )
    # A delay of 30 days is all but over at the end of 2015.
    assert made.truth.expected["Ghent", 2015] == pytest.approx(
        24 * seen * reported, rel=1e-9
    )


@pytest.mark.parametrize("phi", [inf, 1.5])
def test_counts_scatter_around_the_truth_as_stated(phi):
    made = simulated(
        phi=phi,
        year_effects={2015: 1.7, 2016: 0.5},
        late=LateRecording(at_end=0.8, days=90),
        sources={"press": 0.7, "court": 0.5},
    )
    counts, expected = observed_and_expected(made)
    variance = expected + expected**2 / phi
    for year in range(4):
        part = slice(year, None, 4)
        standard_error = sqrt(variance[part].sum())
        assert abs(counts[part].sum() - expected[part].sum()) < 4 * standard_error
    # alpha = 1/phi by moments; its standard error from the same cells
    excess = (counts - expected) ** 2 - counts
    alpha = excess.sum() / (expected**2).sum()
    standard_error = excess.std() * sqrt(len(excess)) / (expected**2).sum()
    assert abs(alpha - 1 / phi) < 4 * standard_error


def test_groups_surface_and_attack_as_stated():
    made = simulated()
    fates = made.truth.fates
    for name, share in (("linked", 0.7), ("inspired", 0.3)):
        group, fate = DESIGN[name], fates[name]
        actors, hidden = sum(fate.values()), fate["hidden"]
        everyone = sum(sum(one.values()) for one in fates.values())
        near(actors, everyone, share)
        near(actors - hidden, actors, group.detection)
        near(fate["attack"], actors - hidden, group.attack_share)
        rows = made.log.frame[made.log.frame["link"] == name]
        assert (rows["kind"] == "attack").sum() == fate["attack"]
        assert (rows["kind"] == "arrest action").sum() == fate["arrest action"]
        assert fate["unrecorded"] == 0


def near(successes, trials, share):
    assert abs(successes - trials * share) < 4 * sqrt(trials * share * (1 - share))


def test_sources_report_independently_of_one_another():
    shares = {"press": 0.7, "court": 0.5, "police": 0.2}
    made = simulated(sources=shares)
    cells = made.log.frame["sources"].str.split("|")
    seen = 1 - prod(1 - one for one in shares.values())
    for name, share in shares.items():
        near(
            cells.map(lambda row, name=name: name in row).sum(),
            len(cells),
            share / seen,
        )
    both = cells.map(lambda row: {"press", "court"} <= set(row)).sum()
    near(both, len(cells), 0.35 / seen)
    surfaced = sum(
        count
        for fates in made.truth.fates.values()
        for fate, count in fates.items()
        if fate != "hidden"
    )
    near(len(cells), surfaced, seen)


def test_late_incidents_are_those_near_the_end():
    late = LateRecording(at_end=0.9, days=60)
    made, whole = simulated(late=late), simulated()
    months = made.log.frame["date"].str.slice(0, 7).value_counts()
    before = whole.log.frame["date"].str.slice(0, 7).value_counts()
    assert months["2014-06"] == before["2014-06"]
    kept = 1 - 0.9 * np.exp(-np.arange(31) / 60).mean()
    near(months["2017-10"], before["2017-10"], kept)
    unrecorded = sum(one["unrecorded"] for one in made.truth.fates.values())
    assert len(made.log) + unrecorded == len(whole.log)


def test_a_second_city_is_another_one_and_no_other_incident():
    made = simulated(several_places=0.25)
    cities = made.log.frame["city"].str.split("|")
    near((cities.str.len() == 2).sum(), len(cities), 0.25)
    assert (cities.map(set).str.len() == cities.str.len()).all()
    counts, expected = observed_and_expected(made)
    assert counts.sum() == len(made.log)
    assert abs(counts.sum() - expected.sum()) < 4 * sqrt(expected.sum())
    placements = made.log.count_placements(("city",))
    assert sum(placements.counts) == cities.str.len().sum()


def test_the_same_seed_gives_the_same_bytes():
    options = {"phi": 2.0, "several_places": 0.3, "sources": {"press": 0.6}}
    assert simulated(**options).content == simulated(**options).content
    backwards = {city: 12.0 for city in reversed(CITIES)}
    assert simulated(rates=backwards).content == simulated().content
    assert simulated(seed=1).content != simulated(seed=2).content


def test_a_written_log_says_synthetic_and_reads_back(tmp_path):
    made = simulated(**SMALL)
    place = made.write(tmp_path / "my_synthetic_log.csv")
    first, header, *rows = place.read_text(encoding="utf-8").splitlines()
    assert first == "# synthetic: simulated by bemodels; no row is a real incident"
    assert header == "incident_id,date,city,kind,link"
    assert all(row.startswith("synthetic-") for row in rows)
    log = read_incidents(place, window=WINDOW)
    assert log.frame.equals(made.log.frame)
    assert log.provenance[0].sha256 == made.log.provenance[0].sha256
    assert log.notices[0] == (
        "my_synthetic_log.csv: the first line says that it is synthetic: "
        "'# synthetic: simulated by bemodels; no row is a real incident'"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_below_the_synthetic_one_keep_their_numbers(tmp_path, end):
    place = tmp_path / "synthetic.csv"
    lines = [
        '# synthetic: with, "quotes", and commas',
        "incident_id,date,city,kind",
        "a1,2016-03-22,Ghent,attack",
        "a2,2016-03-23,Ghent,bombing",
    ]
    place.write_bytes(end.join([*lines, ""]).encode())
    with pytest.raises(InvalidDataError) as caught:
        read_incidents(place)
    assert str(caught.value) == (
        "synthetic.csv, line 4, column 'kind': got 'bombing'; one of attack, arrest "
        "action, plot is needed (a mapping file can bring your codes onto these)"
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rates": {}}, "rates must name at least one city"),
        (
            {"rates": {"Ghent": -1.0}},
            "the rate of Ghent must be a finite number above 0, got -1.0",
        ),
        ({"phi": 0.0}, "phi must be a finite number above 0, got 0.0"),
        (
            {"inspired_share": 1.5},
            "inspired_share must be a probability from 0 to 1, got 1.5",
        ),
        (
            {"sources": {"press": -0.1}},
            "the share of press must be a probability from 0 to 1, got -0.1",
        ),
        (
            {"year_effects": {2015: inf}},
            "the effect of 2015 must be a finite number above 0, got inf",
        ),
        (
            {"rates": {"Ghent": 1.0}, "several_places": 0.5},
            "several_places needs a second city in rates",
        ),
        (
            {"year_effects": {2013: 2.0}},
            "year_effects names 2013, which has no day in the window",
        ),
        (
            {"sources": {"press": 0.0}},
            "synthetic.csv: no incidents: nothing follows the header",
        ),
    ],
)
def test_arguments_out_of_range_are_refused(changes, message):
    with pytest.raises(InvalidDataError) as caught:
        simulated(**changes)
    assert str(caught.value) == message


def test_groups_and_delays_out_of_range_are_refused():
    with pytest.raises(InvalidDataError) as caught:
        replace(DESIGN["linked"], detection=2)
    assert str(caught.value) == "detection must be a probability from 0 to 1, got 2"
    with pytest.raises(InvalidDataError) as caught:
        LateRecording(at_end=0.5, days=0)
    assert str(caught.value) == "days must be a finite number above 0, got 0"


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    detection=st.floats(0, 1),
    share=st.floats(0, 1),
    days=st.integers(7, 900),  # in fewer there may be no incident, which is refused
)
def test_nothing_is_lost_between_actors_and_rows(seed, detection, share, days):
    end = date.fromordinal(WINDOW.start.toordinal() + days)
    window = ObservationWindow(start=WINDOW.start, end=end)
    made = simulated(
        seed=seed,
        window=window,
        rates={"Ghent": 400.0, "Mons": 4000.0},
        inspired=ActorGroup(detection=detection, attack_share=share),
        late=LateRecording(at_end=0.5, days=100),
    )
    recorded = sum(
        one["attack"] + one["arrest action"] for one in made.truth.fates.values()
    )
    assert recorded == len(made.log)
    assert made.log.frame["date"].between(str(window.start), str(window.end)).all()
    assert made.log.frame["incident_id"].is_monotonic_increasing
