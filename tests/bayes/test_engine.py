"""The engine: compiled once, the same draws on any number of cores, a mended cache."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

import bemodels
from bemodels.bayes import (
    SamplerSettings,
    compile_once,
    draw_carefully,
    draw_posterior,
    engine,
    fingerprint,
    load_draws,
    save_draws,
)
from bemodels.counts import PLACE_PRIORS
from bemodels.counts.pooled.model import build_pooled_model, model_data
from bemodels.errors import InvalidDataError

pytestmark = pytest.mark.sampling
SETTINGS = SamplerSettings(draws=200, tune=200)
COUNTS, YEARS = np.array([62, 14, 5, 1, 0]), np.full(5, 41 / 12)


@pytest.fixture(scope="module")
def data():
    return model_data(COUNTS, YEARS, PLACE_PRIORS)


def draw(data, seed=1):
    return draw_posterior(
        compile_once(build_pooled_model),
        data,
        seed=np.random.SeedSequence(seed),
        settings=SETTINGS,
    )


def test_other_data_and_other_priors_compile_nothing(data, monkeypatch):
    compile_once(build_pooled_model)

    def refuse(*_, **__):
        raise AssertionError("compiled again")

    monkeypatch.setattr("nutpie.compile_pymc_model", refuse)
    longer = model_data(np.arange(40), np.full(40, 2.0), PLACE_PRIORS)

    assert draw(data)["posterior"].sizes == draw(longer)["posterior"].sizes
    assert float(draw(data)["posterior/phi"].mean()) != pytest.approx(
        float(draw(longer)["posterior/phi"].mean()), rel=0.2
    )


@pytest.mark.parametrize("cores", [1, 2, 4])
def test_draws_do_not_depend_on_the_number_of_cores(data, monkeypatch, cores):
    import nutpie

    expected, plain = draw(data), nutpie.sample

    def sample(*args, **options):
        return plain(*args, cores=cores, **options)

    monkeypatch.setattr(nutpie, "sample", sample)

    assert (
        draw(data)["posterior"].to_dataset().equals(expected["posterior"].to_dataset())
    )


def test_no_clock_stands_in_the_draws(data):
    tree = draw(data)

    assert not any("created_at" in group.attrs for group in tree.subtree)


def test_the_fingerprint_is_the_density_at_three_points(data):
    """Against PyMC's own compilation of the same model, Jacobian included."""
    import pymc as pm

    model = build_pooled_model()
    with model:
        pm.set_data(data)
    compiled = model.compile_logp(jacobian=True)
    expected = [
        float(compiled({"log_mean_rate": x, "heterogeneity_log__": x}))
        for x in (-0.5, 0.0, 0.5)
    ]
    found = fingerprint(compile_once(build_pooled_model), data)

    # nutpie leaves out terms that no parameter touches.
    assert np.diff(found) == pytest.approx(np.diff(expected), rel=1e-9)


def test_a_full_disk_leaves_the_older_draws(data, tmp_path, monkeypatch):
    tree, path = draw(data), tmp_path / "draws.nc"
    save_draws(tree, path)
    before = path.read_bytes()

    def fill_disk(self, filepath, **_):
        filepath.write_bytes(b"half of it")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xarray.DataTree.to_netcdf", fill_disk)
    with pytest.raises(OSError, match="No space left"):
        save_draws(tree, path)

    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["draws.nc", "draws.nc.sha256"]


def test_draws_without_their_digest_are_refused(data, tmp_path):
    path = tmp_path / "draws.nc"
    save_draws(draw(data), path)
    (tmp_path / "draws.nc.sha256").unlink()

    with pytest.raises(InvalidDataError) as error:
        load_draws(path)
    assert str(error.value) == "draws.nc: no draws here with their digest"


def fit_in_a_process(cache):
    """Return how often the functions on disk were found, the draws, and the warnings.

    The C functions, that is: they are what takes long.
    """
    code = (
        "import bemodels; from bemodels.bayes import compile_once; "
        "from bemodels.counts import PLACE_PRIORS, fit_pooled; "
        "from bemodels.counts.pooled.model import build_pooled_model; "
        "fit = fit_pooled(bemodels.belgium().place_counts(), places_at_risk=21, "
        "priors=PLACE_PRIORS, seed=1); "
        "program = compile_once(build_pooled_model).program; "
        "print(program.compiled_logp_func.cache_hits, "
        "program.compiled_expand_func.cache_hits); "
        "print(float(fit.draws['posterior/phi'].sum()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ) | {"PYTENSOR_FLAGS": f"base_compiledir={cache}"},
    )
    return *done.stdout.splitlines(), done.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A compile cache that was empty until one process filled it, and what it found."""
    cache = tmp_path_factory.mktemp("cache")
    return cache, fit_in_a_process(cache)


def test_a_second_process_finds_the_compiled_density_on_disk(filled):
    cache, (hits, draws, _) = filled

    assert hits == "0 0"
    assert fit_in_a_process(cache)[:2] == ("1 1", draws)


def test_a_broken_compile_cache_is_moved_aside(filled, tmp_path):
    """Truncated cache files would crash every later run."""
    cache, (_, draws, _) = filled
    shutil.copytree(cache, tmp_path, dirs_exist_ok=True)
    broken = list((tmp_path / "numba").glob("*.nbi"))
    for path in broken:
        os.truncate(path, 60)
    _, again, warnings = fit_in_a_process(tmp_path)

    assert broken
    assert again == draws
    assert "the compile cache was broken" in warnings
    assert list((tmp_path / "numba.broken-1").glob("*.nbi"))


@pytest.mark.parametrize(
    ("diverged", "accepted"),
    [((0,), (0.95,)), ((3, 0), (0.95, 0.99)), ((3, 2), (0.95, 0.99))],
)
def test_chains_that_diverge_are_drawn_anew_with_shorter_steps(
    monkeypatch, diverged, accepted
):
    import xarray as xr

    asked = []

    def pretend(model, data, *, seed, settings):
        divergences = np.arange(400) < diverged[len(asked)]
        asked.append((settings.target_accept, seed.generate_state(1)[0]))
        stats = xr.Dataset({"diverging": ("draw", divergences)})
        return xr.DataTree.from_dict({"sample_stats": stats})

    monkeypatch.setattr(engine, "draw_posterior", pretend)
    model = engine.CompiledModel(name="model", program=None)

    tree, settings = draw_carefully(
        model, {}, seed=np.random.SeedSequence(1), settings=SamplerSettings()
    )

    assert tuple(target for target, _ in asked) == accepted
    assert len({seed for _, seed in asked}) == len(accepted)
    assert int(tree["sample_stats/diverging"].sum()) == diverged[-1]
    assert settings.target_accept == accepted[-1]


def test_the_report_is_found_where_the_package_is():
    assert bemodels.belgium().total_incidents == 107
