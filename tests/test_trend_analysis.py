"""The analysis of the trend says in its README what it writes."""

import pytest
from analysis_runs import FOLDER, check_files, interval_of, rows_of, run


@pytest.mark.sampling
def test_trend(tmp_path):
    printed, files = run("05_trend", tmp_path)

    check_files(files, "05_trend")
    text = (FOLDER / "05_trend" / "README.md").read_text(encoding="utf-8")
    told = {
        ("vectors", "decline"): "{1:.1f}% to {2:.1f}%",
        ("vectors", "decline_with_sampling"): "{1:.1f}% to {2:.1f}%",
        ("vectors", "decline_with_sampling_midp"): "{1:.1f}% to {2:.1f}%",
        ("weighted_by_vectors", "decline"): "{0:.1f}% ({1:.1f} to {2:.1f})",
        ("weighted_by_peak", "decline"): "{0:.1f}% ({1:.1f} to {2:.1f})",
        ("factors", "decline[variance factor 2]"): "{1:.1f}% to {2:.1f}%",
        ("factors", "decline[variance factor 3]"): "{1:.1f}% to {2:.1f}%",
        ("factors", "tipping_variance_factor"): "{1:.1f} to {2:.1f}, by vector",
        ("late", "late_incidents[no fall is shown]"): "(exact interval) | {1:.0f} to "
        "{2:.0f} |",
    }
    for (name, estimand), words in told.items():
        found = interval_of(files[f"estimates_{name}"], estimand)
        assert words.format(*found) in text, estimand
    *_, at_three = rows_of(files["table_factors_1"])
    assert (
        f"a fall is shown at {at_three['vectors at which a fall is shown']} of "
        f"{at_three['vectors']} vectors"
    ) in text
    rows = rows_of(files["table_earlier_1"])
    assert [row["vectors with a rise shown"] for row in rows][1::2] == [
        *("68", "202", "182", "60")
    ]
    assert "prior (scenario)" in printed
    estimates = {row["estimand"]: row for row in rows_of(files["estimates_tables"])}
    for law, phi, ratio in (
        ("uniform", "| 1.0 (0.42 to 3.8) |", "| 0.87 (0.26 to 1.65) |"),
        (
            "independent Poisson",
            "| 14 (1.6 to about 5800) |",
            "| 0.37 (0.18 to 0.93) |",
        ),
    ):
        assert phi in text
        assert ratio in text
        found = float(estimates[f"phi[{law}]"]["estimate"])
        assert found == pytest.approx(float(phi.split()[1]), rel=0.05)
        names = f"phi[{law}]", f"place_by_year[Brussels, 2017 to 2016][{law}]"
        assert {estimates[name]["identified"] for name in names} == {"prior"}
        found = estimates[f"rate_ratio[2017 to 2016][{law}]"]
        assert float(found["estimate"]) == pytest.approx(
            float(ratio.split()[1]), abs=0.01
        )
    for row in rows_of(files["table_tables_1"]):
        assert float(row["variance within"]) > 0
        assert 0 < float(row["share between"]) < 1
        error = float(row["variance between"]) / int(row["tables"])
        assert float(row["Monte Carlo error"]) == pytest.approx(error**0.5)
