"""What this family, the closed forms and MOVER list is what they name in public."""

import pytest

from bemodels import rates
from bemodels.rates import closed_form, mover, score


@pytest.mark.parametrize("part", [closed_form, mover, score])
def test_every_interval_is_listed_under_its_own_name(part):
    listed = {method.name: method for method in part.METHODS}
    intervals = {name for name in part.__all__ if not name.endswith("_test")}

    assert len(listed) == len(part.METHODS)
    assert set(listed) == intervals
    for name, method in listed.items():
        assert method.interval is getattr(rates, name)
        assert name.startswith(method.scale.replace(" ", "_"))
        assert (method.p_value is not None) == (part is score)
