"""Separation in the examples that ppmlhdfe is tested with.

Correia S, Guimarães P, Zylkin T (2019). Verifying the existence of maximum likelihood
estimates for generalized linear models. arXiv:1903.01633; examples 2, 3, 5, 10, 13 and
15 of those that accompany it. A row is an outcome, its regressors, and whether it is
separated. Some outcomes are no counts, so that detection alone is tested.
"""

import numpy as np
import pandas as pd
import pytest

from bemodels.data.designs.separation import find_separation

FACTORS = {
    "2, two factors": "0 11 0/1 11 0/0 21 1/0 22 0/1 22 0",
    "3, three factors": "0 536 1/0 557 1/1 131 0/1 152 0/1 241 0/1 262 0/1 313 0"
    "/1 374 0/1 423 0/1 484 0/1 515 0/1 578 0/1 625 0/1 646 0/1 667 0/1 688 0",
    "13, two factors": "0 33 0/0 43 1/0 44 0/0 66 0/0 77 0/0 88 0/0 99 0/1 11 0/1 22 0"
    "/1 22 0/1 33 0/1 44 0/1 55 0/1 66 0/1 77 0/1 88 0/1 99 0/1 aa 0",
}
NUMBERS = {
    "5, four numbers": "0 5 11 2 2 0/0 5 2 11 2 0/0 5 2 2 11 0/0 0 -1 -1 -1 1"
    "/1 5 5 5 5 0/2 4 4 4 4 0/3 3 3 3 3 0/4 2 2 2 2 0/5 1 1 1 1 0",
    "10, three numbers": "0 -5 0 1 1/0 -2 0 1 1/0 0 2 1 1/0 0 0 2 0/0 0 0 3 1/0 2 3 4 1"
    "/.5 2 2 2 0/1.1 1 1 2 0/2.1 4 2 4 0/3.3 3 3 2 0",
    "15, three numbers": "0 1 0 0 0/0 1 0 0 0/0 -1 0 0 0/0 0 1 0 0/0 0 1 0 0/0 0 1 0 0"
    "/0 0 -1 0 0/0 0 -1 0 0/0 0 0 1 1/0 0 0 2 1/0 0 0 3 1/0 0 0 4 1/0 0 0 5 1/0 0 0 6 1"
    "/0 0 0 7 1/0 0 0 8 1/0 0 0 1000 1/1 0 0 0 0/2 0 0 0 0/3 0 0 0 0/4 0 0 0 0"
    "/5 0 0 0 0/6 0 0 0 0",
}


def found_in(outcomes, regressors):
    """The columns' space, without the directions that they do not tell apart."""
    whole = np.column_stack([np.ones(len(outcomes)), regressors])
    left, lengths, _ = np.linalg.svd(whole, full_matrices=False)
    basis = left[:, lengths > 1e-9 * lengths[0]]
    return find_separation(basis, np.array(outcomes)).rows.astype(int).tolist()


@pytest.mark.parametrize("name", FACTORS)
def test_rows_of_factors_are_those_of_ppmlhdfe(name):
    outcomes, labels, expected = zip(
        *(row.split() for row in FACTORS[name].split("/")), strict=True
    )
    dummies = pd.get_dummies(pd.DataFrame(map(list, labels)), dtype=float)

    assert found_in([float(one) for one in outcomes], dummies.to_numpy()) == [
        int(one) for one in expected
    ]


@pytest.mark.parametrize("name", NUMBERS)
def test_rows_of_numbers_are_those_of_ppmlhdfe(name):
    rows = np.array([row.split() for row in NUMBERS[name].split("/")], dtype=float)

    assert found_in(rows[:, 0], rows[:, 1:-1]) == rows[:, -1].tolist()
