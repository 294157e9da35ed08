"""A function with its slopes as a node: value, slopes, what is beside, and its name."""

import numpy as np
import pytest

pytestmark = pytest.mark.sampling
POWER = 3


@pytest.fixture(scope="module")
def cubes():
    from bemodels.bayes.written_slopes import WrittenSlopes, loops

    @loops
    def cube(x):
        return x**POWER

    @loops
    def weighted(x, weights):
        total = (weights * cube(x)).sum()
        return total, POWER * weights * x ** (POWER - 1), np.array([x.sum(), x[0]])

    return WrittenSlopes(weighted, slopes=1, beside=[(2,)])


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "NUMBA"])
def test_value_slopes_and_what_is_beside_come_out(cubes, mode):
    import pytensor
    import pytensor.tensor as pt

    x, weights = pt.dvector("x"), pt.dvector("weights")
    value, _, beside = cubes(x, weights)
    chained = pt.exp(value / 10)
    run = pytensor.function(
        [x, weights], [chained, pt.grad(chained, x), beside], mode=mode
    )

    found, slopes, sums = run(np.array([1.0, -0.5]), np.array([2.0, 3.0]))

    expected = np.exp((2 - 3 / 8) / 10)
    assert float(found) == pytest.approx(expected, rel=1e-14)
    assert slopes == pytest.approx(expected / 10 * np.array([6.0, 9 / 4]), rel=1e-14)
    assert sums == pytest.approx([0.5, 1.0])


def test_nothing_is_differentiated_by_what_is_no_draw(cubes):
    import pytensor.tensor as pt
    from pytensor.gradient import DisconnectedInputError

    x, weights = pt.dvector("x"), pt.dvector("weights")
    value, *_ = cubes(x, weights)

    with pytest.raises(DisconnectedInputError):
        pt.grad(value, weights)


def digest_of(inner, outer, scale=2.0):
    """Of two functions that are written anew at every call."""
    from bemodels.bayes.written_slopes import digest

    names = {"SCALE": scale}
    source = f"def inner(x):\n    return {inner}\ndef outer(x):\n    return {outer}\n"
    exec(source, names)  # noqa: S102 (functions with and without one difference)
    return digest(names["outer"])


def test_the_name_of_compiled_code_changes_with_all_that_it_calls():
    first = digest_of("x * SCALE", "inner(x) + 1")

    assert digest_of("x * SCALE", "inner(x) + 1") == first
    others = {
        digest_of("x * SCALE", "inner(x) + 2"),
        digest_of("x - SCALE", "inner(x) + 1"),
        digest_of("x * SCALE", "inner(x) + 1", scale=3.0),
    }
    assert len(others | {first}) == 4
