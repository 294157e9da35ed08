"""A simulated log is written under a name that passes for nothing else."""

from datetime import date
from math import inf

import numpy as np
import pytest

from bemodels.data.log.simulated_actors import ActorGroup
from bemodels.data.log.simulation import simulate_incidents
from bemodels.data.window import ObservationWindow
from bemodels.errors import InvalidDataError


@pytest.fixture(scope="module")
def made():
    return simulate_incidents(
        rng=np.random.default_rng(20180201),
        window=ObservationWindow(start=date(2014, 6, 1), end=date(2017, 10, 31)),
        rates={"Ghent": 9.0, "Mons": 4.0},
        phi=inf,
        inspired_share=0.3,
        linked=ActorGroup(detection=0.9, attack_share=0.1),
        inspired=ActorGroup(detection=0.4, attack_share=0.5),
    )


@pytest.mark.parametrize("name", ["incidents.csv", "synthetic.txt"])
def test_a_file_that_would_pass_for_a_real_one_is_not_written(made, tmp_path, name):
    with pytest.raises(InvalidDataError) as caught:
        made.write(tmp_path / name)
    assert str(caught.value) == (
        f"{name}: a simulated log must not pass for a real one (name it with the word "
        "synthetic, such as synthetic.csv)"
    )
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "synthetic\n.csv",
            "holds a sign that does not print",
        ),
        ("synthetic\0.csv", "holds a sign that does not print"),
        ("synthetic\u202e.csv", "holds a sign that does not print"),
        ("-synthetic.csv", "begins with a hyphen, as options do"),
        ("synthetic" + "x" * 250 + ".csv", "is longer than 240 bytes"),
    ],
)
def test_a_name_that_is_a_trap_is_not_written(made, tmp_path, name, message):
    with pytest.raises(InvalidDataError) as caught:
        made.write(tmp_path / name)
    assert str(caught.value).endswith(f": {message}; choose another name")
    assert str(caught.value).isprintable()
    assert not [*tmp_path.iterdir()]


def test_no_link_is_written_through(made, tmp_path):
    link = tmp_path / "synthetic.csv"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InvalidDataError) as caught:
        made.write(link)
    assert str(caught.value) == "synthetic.csv: cannot be written: File exists"
    assert not (tmp_path / "elsewhere").exists()


def test_no_file_is_overwritten(made, tmp_path):
    made.write(tmp_path / "synthetic.csv")
    with pytest.raises(InvalidDataError) as caught:
        made.write(tmp_path / "synthetic.csv")
    assert str(caught.value) == "synthetic.csv: cannot be written: File exists"
