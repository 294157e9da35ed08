"""Every hidden number stands in the sentence of its assumption."""

from math import inf

import numpy as np
import pandas as pd
import pytest

from bemodels.undercount.capture import (
    CHAO,
    DARROCH,
    GAMMA35,
    SCALE,
    chao1,
    chao1_bias_corrected,
    chao_lower_bound,
    chapman,
    decomposable_graphs,
    loglinear_frequencies,
    petersen,
    zelterman,
    zelterman_regression,
    zero_truncated_poisson,
    zero_truncated_poisson_regression,
)

ILLEGAL = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}
EACH = [times for times, units in ILLEGAL.items() for _ in range(units)]
FRAME = pd.DataFrame({"times": EACH, "even": np.arange(len(EACH)) % 2})
RECORDS = {
    "100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142, "111": 12,
}  # fmt: skip
INDEPENDENT = (
    "the lists are independent and every unit is as likely as another to stand on one "
    "of them"
)
BELOW = "which cannot be meant as it stands: the lower limit lies below the units seen"
POISSON = "each unit is seen a Poisson number of times, whatever its rate"


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (
            petersen(3, 2, 1),
            f"If {INDEPENDENT}, 2 units stand on neither list (95% 0 to 28)",
        ),
        (
            petersen(2, 2, 1),
            f"If {INDEPENDENT}, 1 unit stands on neither list (95% 0 to 13)",
        ),
        (
            petersen(3, 3, 3),
            f"If {INDEPENDENT}, 0 units stand on neither list (95% 0 to 0.44)",
        ),
        (
            petersen(948, 421, 167),
            f"If {INDEPENDENT}, 1,188 units stand on neither list (95% 954 to 1,468)",
        ),
        (
            chapman(421, 332, 88),
            f"If {INDEPENDENT}, 913 units stand on neither list (95% 665 to 1,161)",
        ),
        (
            chapman(10, 20, 0),
            f"If {INDEPENDENT}, 200 units stand on neither list (95% -98 to 498, "
            f"{BELOW})",
        ),
        (
            chao_lower_bound({2: 95, 3: 32}),
            f"If {POISSON}, at least 0 units were never seen (95% 7 to 23, which "
            "cannot be meant as it stands: the interval leaves out the estimate)",
        ),
        (
            loglinear_frequencies(
                {1: 10, 2: 20, 3: 5}, occasions=3, heterogeneity=DARROCH
            ),
            "If the log odds of being seen are normal among units that were never "
            "seen, 0.62 units were never seen (95% 0 to 4); the form of unequal "
            "chances does not fit: its coefficient is -0.9808; below 0 no distribution "
            "of chances has it",
        ),
        (
            chao_lower_bound(ILLEGAL),
            f"If {POISSON}, at least 7,394 units were never seen (95% 6,205 to 8,810)",
        ),
        (
            chao1(EACH),
            f"If {POISSON}, at least 7,394 units were never seen (95% 6,205 to 8,810)",
        ),
        (
            chao1_bias_corrected([1, 1, 1, 1, 2]),
            f"If {POISSON}, at least 3 units were never seen (95% 0.39 to 23)",
        ),
        (
            chao1_bias_corrected([1, 1]),
            f"If {POISSON}, at least 1 unit was never seen (95% 0.081 to 12)",
        ),
        (
            chao_lower_bound({1: 1, 2: 30}),
            f"If {POISSON}, at least 0.017 units were never seen (95% under 0.01 to "
            "0.91)",
        ),
        (
            chao_lower_bound({1: 1, 2: 60}),
            f"If {POISSON}, at least 0 units were never seen (95% under 0.01 to 0.62)",
        ),
        (
            zero_truncated_poisson(ILLEGAL),
            "If every unit is seen at the same expected rate, a Poisson number of "
            "times, 5,200 units were never seen (95% 4,483 to 5,917)",
        ),
        (
            zero_truncated_poisson({3: 4, 4: 5, 5: 3}),
            "If every unit is seen at the same expected rate, a Poisson number of "
            f"times, 0.27 units were never seen (95% -0.8 to 1, {BELOW})",
        ),
        (
            zero_truncated_poisson({12: 4, 14: 5, 15: 3}),
            "If every unit is seen at the same expected rate, a Poisson number of "
            "times, under 0.01 units were never seen (95% -0.0076 to under 0.01, "
            f"{BELOW})",
        ),
        (
            zelterman(ILLEGAL),
            "If units never seen have the one Poisson rate of those seen once and "
            "twice, 7,545 units were never seen (95% 6,204 to 8,885)",
        ),
        (
            loglinear_frequencies(ILLEGAL, occasions=inf),
            "If every unit has the same chance of being seen, 5,200 units were never "
            "seen (95% 4,531 to 5,970)",
        ),
        (
            loglinear_frequencies(ILLEGAL, occasions=inf, heterogeneity=CHAO),
            "If units may differ in any way in how easily they are seen, at least "
            "7,394 units were never seen (95% 6,208 to 8,824)",
        ),
        (
            loglinear_frequencies(ILLEGAL, occasions=100, heterogeneity=GAMMA35),
            "If minus the log odds of being seen is a gamma variable, of rate 3.5 "
            "among units that were never seen, 24,621 units were never seen (95% "
            "17,056 to 33,614)",
        ),
        (
            zero_truncated_poisson_regression("times ~ 1", FRAME),
            "If units of the same covariates are seen at one Poisson rate, which the "
            "formula gives, 5,200 units were never seen (95% 4,483 to 5,917)",
        ),
        (
            zelterman_regression("times ~ 1", FRAME),
            "If units never seen have the Poisson rate of those of the same covariates "
            "seen once and twice, which the formula gives, 7,545 units were never seen "
            "(95% 6,204 to 8,885)",
        ),
        (
            decomposable_graphs(RECORDS, delta=1, log_prior=SCALE),
            "If the lists depend on one another by a decomposable graph, which units "
            "on no list follow, too, and the priors are as stated, 106 units are on no "
            "list (95% 55 to 174)",
        ),
    ],
)
def test_the_assumption_comes_first(result, told):
    assert result.conclusion == f"{told}; another assumption gives another number."
