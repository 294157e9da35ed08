"""Every method of several lists on the same histories: how far apart they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import (
    Assumption,
    Provenance,
    Result,
    check_level,
    check_type,
)
from bemodels.result.rules import shown
from bemodels.undercount.capture.capture_table import (
    CaptureTable,
    checked_histories,
)
from bemodels.undercount.capture.heterogeneity import CHAO, DARROCH, GAMMA35, POISSON2
from bemodels.undercount.capture.loglinear.highest_order import (
    no_highest_order_interaction,
)
from bemodels.undercount.capture.loglinear.log_linear_lists import (
    loglinear_equal,
    loglinear_lists,
    model_name,
)
from bemodels.undercount.capture.loglinear.model_terms import read_interactions
from bemodels.undercount.capture.loglinear.population_result import CLOSED, MATCHED
from bemodels.undercount.capture.loglinear.spread_wording import (
    checks_of,
    spread_sentence,
    spread_table,
)

if TYPE_CHECKING:
    import pandas as pd

    from bemodels.undercount.capture.heterogeneity import Heterogeneity

LISTS_ALIKE = "lists see alike"
LISTS_DIFFER = "each list has its own chance"
ALIKE = "incidents are seen equally easily"
FORMS = (CHAO, POISSON2, DARROCH, GAMMA35)


def compare_methods(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    interactions: Sequence[Sequence[str]] = (),
    others: Mapping[str, Result] | tuple[()] = (),
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Lay the populations of every method side by side, without a winner.

    Parameters
    ----------
    histories : mapping of str to int, or pandas.DataFrame
        Patterns, one digit a list (1 if it saw the incident), to incidents; or one row
        an incident with one 0/1 column a list. Patterns that are absent count zero.
    interactions : sequence of sequences of str, default ()
        Models with interactions to lay beside the others, such as
        ``[("ab",), ("ab", "cd")]``.
    others : mapping of str to Result, default ()
        Results of other methods for the same histories, by name; each must hold an
        estimate of ``population``.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1); not of `others`, which have theirs.

    Returns
    -------
    Result
        ``population[method]`` for each method that has an estimate; a table of all,
        with what each takes for granted and what speaks against it, or the reason
        where there is none; the spread in the conclusion; the checks that failed, and
        all of `others`.

    Raises
    ------
    InvalidDataError
        If an argument breaks a rule, or two methods have one name.
    NotEstimableError
        If no method has an estimate.

    Notes
    -----
    A lower bound counts in the spread like any estimate. Model Mb, which takes the
    lists to be in order of time, is not among them unless `others` holds it.

    Examples
    --------
    >>> result = compare_methods({"11": 167, "10": 781, "01": 254})
    >>> result.conclusion.partition(":")[0]
    '5 methods put the population of the same 1202 recorded incidents at'
    """
    check_level(level)
    table = checked_histories(histories)
    _check_arguments(interactions, others, table)
    counted = dict(zip(table.patterns, table.counts, strict=True))
    answers: dict[str, Result | str] = {}
    granted: dict[str, str] = {}
    for name, words, method in _methods(counted, interactions, level, table):
        _refuse_twice(name, answers)
        granted[name] = words
        try:
            answers[name] = method()
        except NotEstimableError as refusal:
            answers[name] = str(refusal)
    for name, result in dict(others).items():
        _refuse_twice(name, answers)
        answers[name] = result
    found = {
        name: one.estimate("population")
        for name, one in answers.items()
        if isinstance(one, Result)
    }
    if not found:
        raise NotEstimableError(
            f"no method has an estimate for {table}: {next(iter(answers.values()))}"
        )
    return Result(
        title=f"Spread of methods: {table}",
        method="Every method of several lists, none preferred",
        estimates=tuple(
            replace(one, estimand=f"population[{name}]") for name, one in found.items()
        ),
        conclusion=spread_sentence(table, answers, found),
        assumptions=(
            Assumption(
                statement="Each method takes something else for granted of incidents "
                "that no list saw; which of them holds, these histories cannot say.",
                support="not checkable from these data",
            ),
            CLOSED,
            MATCHED,
        ),
        checks=checks_of(answers, granted),
        tables=(spread_table(answers, found, granted, level),),
        provenance=provenance,
    )


def _check_arguments(
    interactions: Sequence[Sequence[str]],
    others: Mapping[str, Result] | tuple[()],
    table: CaptureTable,
) -> None:
    check_type("interactions", interactions, list, tuple)
    seen: dict[tuple[str, ...], object] = {}
    for some in interactions:
        terms = read_interactions(some, table)
        if not terms:
            raise InvalidDataError("a model with interactions needs one, got none")
        if terms in seen:
            raise InvalidDataError(
                f"interactions must differ, got {shown(seen[terms])} and {shown(some)}"
            )
        seen[terms] = some
    if others == ():
        return
    check_type("others", others, Mapping)
    for name, result in dict(others).items():
        check_type("a name of others", name, str)
        check_type(f"others[{name!r}]", result, Result)
        if "population" not in {one.estimand for one in result.estimates}:
            raise InvalidDataError(
                f"others[{name!r}] must hold an estimate of population, got "
                f"{shown(result.title)}"
            )


def _methods(
    counted: Mapping[str, int],
    interactions: Sequence[Sequence[str]],
    level: float,
    table: CaptureTable,
) -> list[tuple[str, str, Callable[[], Result]]]:
    """Name every method, say what it takes for granted, and how it is asked."""
    forms = FORMS if len(table.lists) > 2 else ()  # noqa: PLR2004  # needs a third list
    equal = partial(loglinear_equal, counted, level=level)
    lists = partial(loglinear_lists, counted, level=level)
    pairs = [(", ".join(some), tuple(some)) for some in interactions]
    return [
        ("M0", f"{LISTS_ALIKE}; {ALIKE}", equal),
        *(
            (
                model_name("M0", "Mh", one),
                f"{LISTS_ALIKE}; {_short(one)}",
                partial(equal, heterogeneity=one),
            )
            for one in forms
        ),
        ("Mt", f"{LISTS_DIFFER}; {ALIKE}", lists),
        *(
            (
                model_name("Mt", "Mth", one),
                f"{LISTS_DIFFER}; {_short(one)}",
                partial(lists, heterogeneity=one),
            )
            for one in forms
        ),
        *(
            (
                f"Mt with {name}",
                f"{LISTS_DIFFER}, and those of {name} depend; {ALIKE}",
                partial(lists, interactions=some),
            )
            for name, some in pairs
        ),
        *(
            (
                f"highest-order interaction, xi = {name}",
                "lists depend in any way; what all of them share makes the hidden "
                f"{name} times as many",
                partial(no_highest_order_interaction, counted, xi, level=level),
            )
            for name, xi in (("1/2", 0.5), ("1", 1.0), ("2", 2.0))
        ),
    ]


def _short(form: Heterogeneity) -> str:
    # what a lower bound is, the name of the method says
    return form.meaning.partition(";")[0]


def _refuse_twice(name: str, answers: Mapping[str, Result | str]) -> None:
    if name in answers:
        raise InvalidDataError(f"two methods are called {name!r}")
