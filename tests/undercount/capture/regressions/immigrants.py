"""Illegal immigrants in the Netherlands by how often they were apprehended."""

from pathlib import Path

import pandas as pd

IMMIGRANTS = pd.read_csv(Path(__file__).with_name("netherlands_immigrants.csv"))


def limits(result):
    one = result.estimate("population")
    return one.interval.low, one.value, one.interval.high


def quantity(result, name):
    return dict(result.table("What the population is made of").rows)[name]
