"""What a notebook shows: short, self-contained, and every text escaped."""

from html.parser import HTMLParser

from test_text import posterior, squares

from bemodels import (
    Assumption,
    Check,
    Estimate,
    HypothesisTest,
    Interval,
    Probability,
    Result,
    Table,
)

HOSTILE = "<script>alert(1)</script>"


class Page(HTMLParser):
    def __init__(self, thing):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(thing._repr_html_())

    def handle_starttag(self, tag, attrs):
        assert not attrs
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += f"{data}\n"


def estimate(name):
    interval = Interval(low=1, high=2, level=0.9, kind="confidence", method=HOSTILE)
    return Estimate(estimand=name, value=1.5, unit=HOSTILE, interval=interval)


def hostile():
    return Result(
        title=HOSTILE,
        method=HOSTILE,
        estimates=(estimate(HOSTILE),),
        probabilities=(Probability(statement=HOSTILE, value=0.5, given=HOSTILE),),
        tests=(HypothesisTest(null=HOSTILE, method=HOSTILE, p_value=0.5),),
        assumptions=(Assumption(statement=HOSTILE, support="by design"),),
        checks=(
            Check(name=HOSTILE, passed=False, detail=HOSTILE),
            Check(name="good", passed=True, detail="fine"),
        ),
        tables=(
            Table(name=HOSTILE, columns=(HOSTILE,), rows=((HOSTILE,),), note=HOSTILE),
        ),
    )


def test_every_text_is_escaped_and_nothing_is_dropped():
    page = Page(hostile())

    assert set(page.tags) <= {
        *("div", "p", "b", "br", "ul", "li"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    # 2 of the whole, 3 of the estimate, 4 of the table, 7 of the sentences.
    assert page.text.count(HOSTILE) == 16
    for text in (
        f"FAILED: {HOSTILE}: {HOSTILE}",
        "checks passed: 1 of 2",
        f"{HOSTILE}: 0.5, given {HOSTILE}",
        f"H0: {HOSTILE}; {HOSTILE}: p = 0.5",
        f"Assumes (by design): {HOSTILE}",
    ):
        assert f"{text}\n" in page.text


def test_a_result_of_tables_alone_shows_them():
    page = Page(Result(title="t", method="m", estimates=(), tables=(squares(2),)))

    found = " ".join(page.text.split())
    assert found == "t m Squares n its square 0 0 1 1 In whole numbers."
    assert page.tags.count("table") == 1


def test_the_conclusion_stands_above_the_tables():
    result = Result(
        title="t", method="m", estimates=(), conclusion="<so>", tables=(squares(1),)
    )
    page = Page(result)

    assert " ".join(page.text.split()).startswith("t m <so> Squares n ")
    assert page.text.count("<so>") == 1


def test_long_tables_are_cut():
    many = Result(
        title="t", method="m", estimates=tuple(map(estimate, map(str, range(100))))
    )

    assert "and 70 more in" in many._repr_html_()
    assert many._repr_html_().count("<tr>") == 31
    assert "and 18 more in" in squares(48)._repr_html_()
    assert "more in" not in squares(30)._repr_html_()


def test_draws_show_what_they_are():
    page = Page(posterior(Check(name=HOSTILE, passed=False, detail="12")))

    assert f"FAILED: {HOSTILE}: 12\n" in page.text
    assert "4 chains x 10 draws, seed 7\n" in page.text
    assert page.text.endswith("result()\n gives every quantity with its interval.\n")
