"""Cells as they are printed: names for readers, numbers by what they are."""

import pytest

from bemodels.report.cells import cell_texts, estimand_label
from bemodels.result import Table


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("attack_rate", "attack rate"),
        ("annual_rate[Brussels]", "Brussels: annual rate"),
        ("fate_mean[inspired, arrests]", "inspired, arrests: fate mean"),
        ("annual_rate[a[1]]", "a[1]: annual rate"),
        ('annual_rate[#read("x")]', '#read("x"): annual rate'),
        ("P(x_1 > x_2)", "P(x_1 > x_2)"),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_the_name_of_an_estimand_is_written_for_readers(name, label):
    assert estimand_label(name) == label


@pytest.mark.parametrize(
    ("heading", "cell", "printed"),
    [
        ("quantity", "mean_rate", "mean rate"),
        ("parameter", "log_mean_rate", "log mean rate"),
        ("place", "mean_rate", "mean_rate"),
        ("r_hat", 0.99964, "0.9996"),
        ("r_hat", 1.0, "1.0000"),
        ("r_hat", "-", "-"),
        ("ess_bulk", 2117.6, "2118"),
        ("ess_tail", 12345.4, "12345"),
        ("mean", 1.00046, "1"),
        ("probability", 0.99997, "> 0.9999"),
        ("P(more), linked 0.9", 0.99997, "> 0.9999"),
        ("P(more), linked 0.9", 1.3e-117, "< 1e-10"),
        ("probability", 1.0, "1"),
        ("p-value", 0.0082921, "0.008292"),
        ("p-value", 0.0, "< 1e-300"),
        ("p-value", 0.99997, "> 0.9999"),
    ],
)
def test_a_cell_is_printed_by_its_heading(heading, cell, printed):
    table = Table(name="t", columns=(heading,), rows=((cell,),))

    assert cell_texts(table) == ((printed,),)
