"""The appendix as blocks, its tables as CSV, and a result as JSON."""

import csv
import json
from dataclasses import replace
from io import StringIO
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bemodels import (
    Assumption,
    Check,
    Estimate,
    HypothesisTest,
    Interval,
    ModelCard,
    Parameter,
    Prior,
    Probability,
    Provenance,
    Result,
    Table,
)
from bemodels.report.analysis import Analysis, Appendix
from bemodels.report.appendix import build_document, tables_of
from bemodels.report.appendix_run_tables import summary_tables, version_table
from bemodels.report.appendix_tables import estimate_table
from bemodels.report.blocks import Heading, Para, TableBlock
from bemodels.report.cells import cell_texts
from bemodels.report.csv_files import table_to_csv
from bemodels.report.html_page import render_html
from bemodels.report.result_json import result_to_json

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> #read(\"x\") \\input{x}"


def small_table(name="A table"):
    return Table(name=name, columns=("place", "n"), rows=(("Ghent", 1),))


def full_result(text="Ghent"):
    interval = Interval(low=1, high=inf, level=0.95, kind="confidence", method=text)
    return Result(
        title=text,
        method=text,
        estimates=(Estimate(estimand=text, value=inf, unit=text, interval=interval),),
        probabilities=(Probability(statement=text, value=0.5, given=text),),
        tests=(HypothesisTest(null=text, method=text, p_value=0.5),),
        assumptions=(Assumption(statement=text, support="by design"),),
        checks=(Check(name=text, passed=True, detail=text),),
        tables=(small_table(text),),
        card=ModelCard(
            equations=(r"y \sim \operatorname{Poisson}(\mu)",),
            priors=(Prior(parameter=text, density=r"\mu > 0", reason=text),),
            parameters=(Parameter(name=text, symbol=r"\mu", meaning=text, unit=text),),
        ),
        provenance=(Provenance(source="file.csv", sha256="0" * 64, rows=1),),
    )


def appendix(text="Ghent"):
    result = full_result(text)
    return Appendix(
        title="An appendix",
        subtitle="of a test",
        opening=text,
        data=(small_table(text),),
        provenance=result.provenance,
        analyses=(
            Analysis(
                name="One analysis",
                question=text,
                result=result,
                prior_predictive=(small_table(),),
                posterior_predictive=(small_table(),),
                sensitivity=(small_table(),),
            ),
        ),
        versions=small_table("Software"),
        command="bemodels appendix",
    )


def test_sections_follow_the_guidelines():
    headings = [
        block.text
        for block in build_document(appendix()).blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    assert headings == [
        "Data and provenance",
        "Models and priors",
        "Prior predictive checks",
        "Computation and convergence",
        "Posterior summaries",
        "Posterior predictive checks",
        "Sensitivity",
        "Assumptions",
        "Reproducibility",
    ]


@pytest.mark.parametrize(
    ("findings", "paragraphs"),
    [((), ["Told at once."]), (("The first.", "", "The second."), None)],
)
def test_findings_stand_in_paragraphs_in_the_place_of_the_conclusion(
    findings, paragraphs
):
    whole = appendix()
    (analysis,) = whole.analyses
    result = replace(analysis.result, conclusion="Told at once.")
    told = replace(analysis, result=result, findings=findings)
    document = build_document(replace(whole, analyses=(told,)))
    said = [one.text for one in document.blocks if isinstance(one, Para)]
    places = [said.index(one) for one in paragraphs or ["The first.", "The second."]]
    assert places == list(range(places[0], places[0] + len(places)))
    assert ("Told at once." in said) is not bool(findings)


def test_tables_are_numbered_in_reading_order():
    numbers = [number for number, _ in tables_of(build_document(appendix()))]

    assert numbers == [f"S{i + 1}" for i in range(len(numbers))]
    assert len(numbers) > 8


def test_a_hostile_name_of_a_place_stays_text():
    page = render_html(build_document(appendix(HOSTILE))).decode("utf-8")

    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 10


def test_json_is_strict_and_complete():
    def refuse(constant):
        raise AssertionError(constant)

    found = json.loads(result_to_json(full_result()), parse_constant=refuse)

    assert list(found) == [
        "title",
        "method",
        "conclusion",
        "estimates",
        "probabilities",
        "tests",
        "assumptions",
        "checks",
        "tables",
        "provenance",
    ]
    assert found["estimates"][0]["interval_high"] == "Infinity"
    assert found["estimates"][0]["estimate"] == "Infinity"
    assert found["tables"][0]["rows"] == [["Ghent", 1]]
    assert found["provenance"][0]["sha256"] == "0" * 64


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_of_a_csv_is_a_formula(text):
    table = Table(name="t", columns=(text, "n"), rows=((text, -1.5),))
    rows = list(csv.reader(StringIO(table_to_csv(table))))

    assert rows[0][0] == rows[1][0] == f"'{text}"
    assert rows[1][1] == "-1.5"


@given(
    rows=st.lists(
        st.tuples(st.text("abc,\"'\né ", max_size=8), st.floats(allow_nan=False)),
        max_size=5,
    )
)
def test_a_csv_keeps_every_digit(rows):
    table = Table(name="t", columns=("place", "x"), rows=tuple(rows))
    found = list(csv.reader(StringIO(table_to_csv(table), newline="")))[1:]

    assert [(name, float(x)) for name, x in found] == rows


def test_a_summary_is_split_into_what_and_how_well():
    summary = Table(
        name="Posterior summaries",
        columns=("quantity", "unit", "mean", "ess_bulk", "r_hat", "mcse_mean"),
        rows=(("phi", "none", 0.1, 2000.6, 1.00046, 0.00012),),
    )
    posterior, convergence = summary_tables("Rates", summary)

    assert posterior.columns == ("quantity", "mean", "unit")
    assert posterior.rows == (("phi", 0.1, "none"),)
    assert convergence.columns == ("quantity", "ess_bulk", "r_hat", "mcse_mean")
    assert convergence.rows == (("phi", 2000.6, 1.00046, 0.00012),)
    assert cell_texts(convergence) == (("phi", "2001", "1.0005", "0.00012"),)


def sections_of(document):
    """The names of the tables below each heading of the first level."""
    found = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            names = found.setdefault(block.text, [])
        elif isinstance(block, TableBlock):
            names.append(block.table.name)
    return found


def test_a_table_that_no_section_names_stands_under_sensitivity():
    left, fit = small_table("Moved incidents"), small_table("Fit")
    whole = replace(full_result(), tables=(fit, left))
    analysis = Analysis(
        name="One", question="?", result=whole, posterior_predictive=(fit,)
    )
    found = sections_of(build_document(replace(appendix(), analyses=(analysis,))))

    assert found["Posterior predictive checks"] == ["Fit"]
    assert found["Sensitivity"] == ["Moved incidents"]


def test_checks_stand_by_what_they_check():
    checks = tuple(
        Check(name=name, passed=True, detail="")
        for name in ("posterior predictive", "")
    )
    analysis = Analysis(
        name="One", question="?", result=replace(full_result(), checks=checks)
    )
    assert analysis.predictive_checks == checks[:1]
    assert analysis.other_checks == checks[1:]


def test_estimates_stand_in_the_order_of_the_card_and_none_is_left_out():
    (one,) = full_result().estimates
    parameters = tuple(
        Parameter(name=name, symbol="x", meaning="", unit="")
        for name in ("rate", "mean")
    )
    result = replace(
        full_result(),
        estimates=tuple(
            replace(one, estimand=name)
            for name in ("extra", "mean", "rate[b]", "rate[a]")
        ),
        card=ModelCard(parameters=parameters),
    )
    rows = estimate_table("One", result).rows

    assert [row[0] for row in rows] == ["rate[b]", "rate[a]", "mean", "extra"]


def test_bounds_have_no_level():
    (one,) = full_result().estimates
    bounds = Interval(low=0, high=1, level=1, kind="bounds", method="worst case")
    result = replace(full_result(), estimates=(replace(one, interval=bounds),))

    assert estimate_table("One", result).rows[0][5] == "bounds: worst case"


def test_a_hypothesis_is_told_from_a_finding():
    tables = dict(tables_of(build_document(appendix("The rates are equal."))))
    (tests,) = (one for one in tables.values() if "p-value" in one.columns)

    assert tests.rows == (("H0: The rates are equal.", "The rates are equal.", 0.5),)


def test_the_versions_begin_with_our_own():
    table = version_table({"packages": {"numpy": "2.5"}, "python": "CPython 3.13"})

    assert [row[0] for row in table.rows] == ["bemodels", "Python", "numpy"]
