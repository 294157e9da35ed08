"""The line of column names: there, each once, and as it looks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from bemodels.data.problems import Problem, refuse
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_HEADER = "a value and not the name of a column stands on the first line"
OTHER_DELIMITERS = (";", "\t", ",", "|")
_VALUE = re.compile(r"[-+]?[0-9][0-9.,:/-]*")
# Categories of characters that a reader does not see: format, control, separators.
UNSEEN = ("Cc", "Cf", "Zl", "Zp")


def check_header(
    header: Sequence[str], *, source: str, delimiter: str, line: int = 1
) -> None:
    """Refuse a header whose names a reader would take for others.

    Parameters
    ----------
    header : sequence of str
        Names of the columns.
    source : str
        Name of the file.
    delimiter : str
        What stands between them; empty where the format needs none.
    line : int, default 1
        Where the header stands.

    Raises
    ------
    InvalidDataError
        If there is one column that holds another delimiter, or a name is empty, there
        twice, or has spaces around it or characters that nobody sees.
    """
    refuse(
        [
            Problem(file=source, line=line, value=value, rule=rule, hint=hint)
            for value, rule, hint in _wrong_names(header, delimiter)
        ]
    )


def _wrong_names(
    header: Sequence[str], delimiter: str
) -> Iterator[tuple[str, str, str]]:
    if delimiter and len(header) == 1:
        for other in OTHER_DELIMITERS:
            if other != delimiter and other in header[0]:
                yield (
                    shown(header[0]),
                    f"one column only, with {other!r} in its name",
                    f"if that is the delimiter, give --delimiter {other!r}",
                )
                return
    if values := [name for name in header if _VALUE.fullmatch(name)]:
        yield (
            shown(values[0]),
            NO_HEADER,
            "it must be a header; `bemodels template` has one",
        )
        return
    for name, times in Counter(header).items():
        if not name.strip():
            yield shown(name), "a column has no name", "name it in the header"
        elif any(unicodedata.category(one) in UNSEEN for one in name):
            yield ascii(name), "a column's name holds unseen characters", "remove them"
        elif name != name.strip():
            yield shown(name), "a column's name has spaces around it", "remove them"
        elif times > 1:
            yield shown(name), f"{times} columns have this name", "keep one"
