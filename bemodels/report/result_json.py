"""A result as one strict JSON object, for programs that read what a command found."""

from __future__ import annotations

import json

from bemodels.report.facts import to_json_value
from bemodels.result import Result


def result_to_json(result: Result) -> str:
    r"""Write a result as strict JSON.

    Parameters
    ----------
    result : Result
        Any result.

    Returns
    -------
    str
        One object with title, method, conclusion, estimates (the columns of
        ``to_frame()``),
        probabilities, tests, assumptions, checks, tables and provenance; an open limit
        is the text ``"Infinity"``; a newline at the end.

    Examples
    --------
    >>> from bemodels.result import Result
    >>> text = result_to_json(Result(title="empty", method="none", estimates=()))
    >>> sorted(json.loads(text))[:3]
    ['assumptions', 'checks', 'conclusion']
    """
    entries = {
        "title": result.title,
        "method": result.method,
        "conclusion": result.conclusion,
        "estimates": result.to_rows(),
        "probabilities": result.probabilities,
        "tests": result.tests,
        "assumptions": result.assumptions,
        "checks": result.checks,
        "tables": result.tables,
        "provenance": result.provenance,
    }
    values = {name: to_json_value(value, name) for name, value in entries.items()}
    return json.dumps(values, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
