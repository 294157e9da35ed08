"""Manifests: what they record of a run and its outputs, and how."""

import json
import os
import re
import tomllib
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from math import inf, nan
from pathlib import Path

import numpy as np
import pytest
from report_folders import (
    FILES,
    NO_FACTS,
    NOON,
    SVG_SHA256,
    TIMES,
    fill,
    manifest_of,
)

from bemodels.errors import InvalidDataError
from bemodels.report import machine
from bemodels.report.facts import FACTS, record_facts
from bemodels.report.integrity import verify_folder
from bemodels.report.machine import installed_version, machine_facts
from bemodels.report.manifest import write_manifest
from bemodels.result import Check, Prior, Provenance


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "appendix")


def test_every_output_is_recorded_with_its_checksum_and_size(folder):
    outputs = manifest_of(folder)["outputs"]

    assert list(outputs) == sorted(FILES)
    assert outputs["figures/one.svg"] == {"bytes": 6, "sha256": SVG_SHA256}


def test_the_run_is_recorded_with_its_inputs_and_priors(tmp_path):
    facts = NO_FACTS | {
        "inputs": (Provenance(source="belgium/cities.csv", sha256="ab", rows=7),),
        "priors": [Prior(parameter="phi", density="N(0, 1)", reason="weak")],
        "seeds": {"root": 20180201, "chains": (np.int64(1), np.uint64(2**63))},
        "diagnostics": {"mu": {"r_hat": np.float64(1.001), "ess": np.float32(0.5)}},
        "options": {"share": Fraction(1, 4), "limit": inf, "low": -inf, "out": None},
    }
    write_manifest(tmp_path, facts, **TIMES)

    run = manifest_of(tmp_path)["run"]
    assert run["inputs"] == [
        {"source": "belgium/cities.csv", "sha256": "ab", "rows": 7}
    ]
    assert run["priors"] == [
        {"parameter": "phi", "density": "N(0, 1)", "reason": "weak"}
    ]
    assert run["seeds"] == {"root": 20180201, "chains": [1, 2**63]}
    assert run["diagnostics"] == {"mu": {"r_hat": 1.001, "ess": 0.5}}
    assert run["options"] == {
        "share": 0.25,
        "limit": "Infinity",
        "low": "-Infinity",
        "out": None,
    }


def test_two_runs_differ_in_their_time_entry_alone(tmp_path):
    for name, hours in (("one", 0), ("two", 1)):
        (tmp_path / name).mkdir()
        started = NOON + timedelta(hours=hours)
        write_manifest(tmp_path / name, NO_FACTS, started=started, finished=started)

    one, two = manifest_of(tmp_path / "one"), manifest_of(tmp_path / "two")
    assert one.pop("time") != two.pop("time")
    assert one == two


def test_equal_runs_at_equal_times_write_equal_bytes(tmp_path):
    one, two = fill(tmp_path / "one"), fill(tmp_path / "two")

    assert (one / "manifest.json").read_bytes() == (two / "manifest.json").read_bytes()


def test_times_are_recorded_in_utc(tmp_path):
    brussels = timezone(timedelta(hours=1))
    moment = datetime(2018, 2, 1, 13, 0, 0, 999, tzinfo=brussels)
    write_manifest(tmp_path, NO_FACTS, started=moment, finished=moment)

    time = manifest_of(tmp_path)["time"]
    assert sorted(time) == ["finished", "seal", "started"]
    assert time["started"] == time["finished"] == "2018-02-01T12:00:00+00:00"


def test_the_file_is_strict_json_with_sorted_keys(folder):
    text = (folder / "manifest.json").read_text(encoding="utf-8")

    assert text == json.dumps(manifest_of(folder), indent=2, sort_keys=True) + "\n"
    assert "NaN" not in text


def test_a_second_manifest_replaces_the_first_and_its_unfinished_file(folder):
    (folder / "manifest.json.unfinished").write_text("half a manif")
    (folder / "late.csv").write_text("a\n")
    write_manifest(folder, NO_FACTS, **TIMES)

    assert all(check.passed for check in verify_folder(folder))
    assert list(manifest_of(folder)["outputs"]) == sorted([*FILES, "late.csv"])
    assert not (folder / "manifest.json.unfinished").exists()


def test_a_file_name_that_is_no_utf_8_survives(tmp_path):
    name = os.fsdecode(b"Li\xe8ge.csv")
    (tmp_path / name).write_text("a\n")
    write_manifest(tmp_path, NO_FACTS, **TIMES)

    assert list(manifest_of(tmp_path)["outputs"]) == [name]
    assert verify_folder(tmp_path)[1] == Check(
        name="Li\\udce8ge.csv", passed=True, detail="sha256 as recorded"
    )


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"diagnostics": {"mu": [1.0, nan]}}, "run.diagnostics.mu[1]: not a number"),
        ({"options": {"out": Path("x")}}, "run.options.out: a manifest cannot hold a "),
        ({"seeds": {1, 2}}, "run.seeds: a manifest cannot hold a set"),
        ({"priors": Prior}, "run.priors: a manifest cannot hold a type"),
        ({"seeds": {1: 2}}, "run.seeds: keys are text, got 1"),
    ],
)
def test_facts_that_json_cannot_hold_are_refused(facts, message):
    with pytest.raises(InvalidDataError) as caught:
        record_facts(NO_FACTS | facts)
    assert str(caught.value).startswith(message)


def test_facts_that_are_not_stated_are_refused():
    with pytest.raises(InvalidDataError) as caught:
        record_facts({name: () for name in FACTS if name not in ("seeds", "priors")})
    assert str(caught.value) == "the run does not state: priors, seeds"


def test_a_time_without_a_zone_is_refused(tmp_path):
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(InvalidDataError) as caught:
        write_manifest(tmp_path, NO_FACTS, started=naive, finished=NOON)
    assert str(caught.value) == "a time needs its zone, got 2018-02-01T12:00:00"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_a_link_or_a_pipe_gets_no_manifest(tmp_path):
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "p")
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "l").symlink_to(tmp_path)
    for name in ("pipe", "link"):
        with pytest.raises(InvalidDataError) as caught:
            write_manifest(tmp_path / name, NO_FACTS, **TIMES)
        assert str(caught.value) == f"{tmp_path / name}: {name[0]} is no plain file"


def test_what_is_no_folder_gets_no_manifest(tmp_path):
    with pytest.raises(InvalidDataError) as caught:
        write_manifest(tmp_path / "no", NO_FACTS, **TIMES)
    assert str(caught.value) == (
        f"{tmp_path / 'no'}: not a folder, so there is nothing to record"
    )


def test_every_declared_dependency_is_among_the_packages():
    pyproject = Path(__file__).parents[2] / "pyproject.toml"
    declared = tomllib.loads(pyproject.read_text())["project"]["dependencies"]

    assert {re.match(r"[\w.-]+", one)[0] for one in declared} <= set(machine.PACKAGES)


def test_the_machine_is_told_without_its_name():
    facts = machine_facts()

    assert facts["cpu"]
    assert facts["packages"]["numpy"] == np.__version__
    assert os.uname().nodename not in facts.values()


def test_the_bemodels_that_wrote_it_is_recorded(folder):
    assert manifest_of(folder)["bemodels"] == installed_version("bemodels")


@pytest.mark.parametrize(
    ("cpuinfo", "model"),
    [
        ("processor\t: 0\nmodel name\t: AMD EPYC  \nmodel name\t: x\n", "AMD EPYC"),
        ("processor\t: 0\nBogoMIPS\t: 50.00\n", "known to the platform"),
        ("model name\t: \n", "known to the platform"),
        (None, "known to the platform"),
    ],
)
def test_the_processor_is_read_from_the_system(tmp_path, monkeypatch, cpuinfo, model):
    monkeypatch.setattr(machine.platform, "processor", lambda: "known to the platform")
    if cpuinfo is not None:
        (tmp_path / "cpuinfo").write_text(cpuinfo)
    assert machine._cpu_model(tmp_path / "cpuinfo") == model
