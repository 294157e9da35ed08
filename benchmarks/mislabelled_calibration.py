"""Simulation-based calibration of the regression behind labels on six rows."""

from __future__ import annotations

import argparse
import logging
import time

import pandas as pd

from bemodels.intervals import Beta
from bemodels.undercount.mislabelled import (
    LabelPrior,
    LabelValidation,
    MislabelledPriors,
    calibrate_mislabelled,
)

SEED = 20_180_418
ROWS = pd.DataFrame(
    {
        "inspired": [0] * 6,
        "linked": [0] * 6,
        "x": [-1.0, -0.5, 0.0, 0.5, 1.0, 0.0],
        "years": [1.0, 0.5, 2.0, 1.0, 3.0, 1.5],
    }
)
PRIORS = MislabelledPriors(
    labels=LabelPrior(
        inspired=Beta(a=4, b=1), linked=Beta(a=6, b=1), reason="careful labels"
    ),
    intercept_location=1.0,
    intercept_scale=1.0,
    slope_scale=0.5,
    intercept_reason="a handful a year",
    slope_reason="a factor of two and a half at most",
)
# How many are validated counts; how many were right is drawn anew.
VALIDATION = LabelValidation(inspired=12, inspired_right=0, linked=22, linked_right=0)


def main(replicates: int) -> None:
    """Rank truths, and print what their ranks say."""
    logging.getLogger("bemodels.bayes.calibration").setLevel(logging.DEBUG)
    logging.getLogger("bemodels.bayes.calibration").addHandler(logging.StreamHandler())
    start = time.perf_counter()
    result = calibrate_mislabelled(
        "inspired ~ x",
        ROWS,
        linked="linked",
        exposure="years",
        validation=VALIDATION,
        priors=PRIORS,
        replicates=replicates,
        seed=SEED,
    )
    print(result)
    print(f"{time.perf_counter() - start:.0f} s in all")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("replicates", type=int, help="truths, such as 1000")
    main(**vars(parser.parse_args()))
