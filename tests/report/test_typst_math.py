"""Equations in Typst's notation."""

import pytest
from sample_documents import EQUATIONS

from bemodels.errors import BemodelsError
from bemodels.report.typst_math import to_typst


def test_each_equation_gets_its_own():
    formulas = to_typst(EQUATIONS)

    assert list(formulas) == list(EQUATIONS)
    assert formulas[r"\frac{\Gamma(\phi+y)}{\Gamma(\phi)\,y!}"].startswith("frac(")


def test_names_of_distributions_are_operators():
    (formula,) = to_typst((r"\operatorname{NegBin}(n, \pi)",)).values()

    assert formula == r'op("NegBin") \( n \, pi \)'


def test_no_equation_needs_no_pandoc():
    assert to_typst(()) == {}


def test_hostile_tex_does_not_leave_its_quotes():
    (formula,) = to_typst((r'\text{"#read("/etc/passwd")}',)).values()

    assert formula == r'upright("\"#read(\"/etc/passwd\")")'


def test_an_unknown_command_is_an_error():
    with pytest.raises(BemodelsError, match=r"\\input"):
        to_typst((r"\input{/etc/passwd}",))
