"""Arguments of Python that a message names, as they are typed in a command."""

from __future__ import annotations

import re
import shlex
from ast import literal_eval

_ARGUMENT = re.compile(
    r"\b(sheet|encoding|delimiter|max_bytes)=('(?:[^'\\]|\\.)*'|\"[^\"]*\")?"
)


def typed_hint(hint: str) -> str:
    r"""Name options where a hint names arguments.

    Parameters
    ----------
    hint : str
        What to do about a problem of a file.

    Returns
    -------
    str
        The same of the command line.

    Examples
    --------
    >>> typed_hint("give encoding='latin-1' if so, or name it with sheet=")
    'give --encoding latin-1 if so, or name it with --sheet'
    >>> typed_hint(r"give delimiter='\t'")
    'give --delimiter tab'
    """
    return _ARGUMENT.sub(_option, hint)


def typed_message(error: Exception) -> str:
    """Name options where the hints of an error's problems name arguments.

    Parameters
    ----------
    error : Exception
        Perhaps one with problems of a file, whose cells are left as they are.

    Returns
    -------
    str
        Its message.

    Examples
    --------
    >>> from bemodels.data.problems import refuse_file
    >>> try:
    ...     refuse_file("sheet=.xlsx", "which sheet?", hint="name it with sheet=: 'a'")
    ... except ValueError as error:
    ...     typed_message(error)
    "sheet=.xlsx: which sheet? (name it with --sheet: 'a')"
    """
    message = str(error)
    for problem in getattr(error, "problems", ()):
        if hint := getattr(problem, "hint", ""):
            message = message.replace(f" ({hint})", f" ({typed_hint(hint)})")
    return message


def _option(found: re.Match[str]) -> str:
    name, value = found.groups()
    option = f"--{name.replace('_', '-')}"
    if value is None:
        return option
    text = literal_eval(value)
    return f"{option} {'tab' if text == '\t' else shlex.quote(text)}"
