"""Short TeX as a terminal can show it: letters and signs for their commands."""

from __future__ import annotations

import re
from unicodedata import lookup

_SIGNS = {
    "sim": "~",
    "propto": "∝",
    "lambda": "λ",
    "log": "log ",
    "mid": "|",
    "in": "∈",
    "ge": "≥",
    "quad": " ",
    "sqrt": "√",
}
_NAMED = re.compile(r"\\(?:operatorname|text|mathrm)\{([^{}]*)\}")
_SPACE = re.compile(r"\\[;:, ]")
_COMMAND = re.compile(r"\\([a-z]+)")


def plain_math(tex: str) -> str:
    r"""Write a short formula without markup.

    Parameters
    ----------
    tex : str
        TeX, such as a prior's density.

    Returns
    -------
    str
        The same with letters and signs; a command that has none keeps its name.

    Examples
    --------
    >>> plain_math(r"p_g \sim \operatorname{Beta}(1/2, 1/2)")
    'p_g ~ Beta(1/2, 1/2)'
    >>> plain_math(r"1/\sqrt{\phi} \sim \operatorname{HalfNormal}(1)")
    '1/√φ ~ HalfNormal(1)'
    >>> plain_math(r"\log r \sim \operatorname{Normal}(\log 1, 1^2), \; j \in \{a, b\}")
    'log r ~ Normal(log 1, 1^2), j ∈ {a, b}'
    """
    named = _NAMED.sub(r"\1", tex)
    signs = _COMMAND.sub(lambda found: _sign(found[1]), _SPACE.sub(" ", named))
    bare = re.sub(r"(?<!\\)\{([^{}\\]*)\}", r"\1", signs).replace("\\", "")
    return re.sub(r"\s+(?=,)", "", " ".join(bare.split()))


def _sign(command: str) -> str:
    if command in _SIGNS:
        return _SIGNS[command]
    try:
        return lookup(f"GREEK SMALL LETTER {command}")
    except KeyError:
        return command
