"""nutpie's wrappers and ours: the same density, the same draws."""

import numpy as np
import nutpie
import pytensor
import pytest

from bemodels.bayes import COMPILE_FLAGS
from bemodels.bayes.callbacks import quick_callbacks
from bemodels.counts import PLACE_PRIORS
from bemodels.counts.pooled.model import build_pooled_model, model_data

pytestmark = pytest.mark.sampling
DATA = model_data(np.array([62, 14, 5, 1, 0]), np.full(5, 41 / 12), PLACE_PRIORS)


def draws_of(program):
    tree = nutpie.sample(
        program.with_data(**DATA),
        draws=100,
        tune=100,
        chains=2,
        seed=1,
        progress_bar=False,
    )
    return tree["posterior"].to_dataset()


def test_quick_callbacks_give_the_draws_of_nutpies_own():
    with pytensor.config.change_flags(**COMPILE_FLAGS):
        own = nutpie.compile_pymc_model(build_pooled_model(), freeze_model=False)
        with quick_callbacks():
            quick = nutpie.compile_pymc_model(build_pooled_model(), freeze_model=False)

    assert draws_of(quick).equals(draws_of(own))


def test_nutpies_own_are_back_afterwards():
    from nutpie import compile_pymc

    before = compile_pymc._make_c_logp_func
    with quick_callbacks():
        inside = compile_pymc._make_c_logp_func

    assert compile_pymc._make_c_logp_func is before is not inside
