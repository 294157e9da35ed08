"""Several results of one question, as one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from bemodels.result.exhibits import ModelCard
from bemodels.result.outcome import Result
from bemodels.result.rules import check_type


def join_results(results: Sequence[Result], *, title: str, method: str) -> Result:
    """Put the parts of several results together under one title.

    Parameters
    ----------
    results : sequence of Result
        In the order of reading; no estimand may appear twice.
    title, method : str
        Of the whole.

    Returns
    -------
    Result
        Everything the parts hold; assumptions, tables and sources that several share
        are named once.

    Raises
    ------
    InvalidDataError
        If two parts hold an estimate of one name, or one is no `Result`.
    """
    for part in results:
        check_type("each of the results", part, Result)
    return Result(
        title=title,
        method=method,
        estimates=tuple(one for part in results for one in part.estimates),
        conclusion=" ".join(part.conclusion for part in results if part.conclusion),
        probabilities=tuple(one for part in results for one in part.probabilities),
        tests=tuple(one for part in results for one in part.tests),
        assumptions=_once(one for part in results for one in part.assumptions),
        checks=tuple(one for part in results for one in part.checks),
        curves=tuple(one for part in results for one in part.curves),
        tables=_once(one for part in results for one in part.tables),
        card=ModelCard(
            equations=tuple(one for part in results for one in part.card.equations),
            priors=_once(one for part in results for one in part.card.priors),
            parameters=_once(one for part in results for one in part.card.parameters),
        ),
        provenance=_once(one for part in results for one in part.provenance),
    )


def _once[Value: Hashable](values: Iterable[Value]) -> tuple[Value, ...]:
    """Keep the first of equal values, in their order."""
    return tuple(dict.fromkeys(values))
