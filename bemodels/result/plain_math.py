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
_SPACE = re.compile(r"\\[;,]")
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
    >>> plain_math(r"\pi(\mu_j) \propto 1, \; j \in \{b, c\}")
    'π(μ_j) ∝ 1, j ∈ {b, c}'
    """
    spaced = _SPACE.sub(" ", tex)
    # Braces that are to be seen are kept from those that group.
    spaced = spaced.replace(r"\{", "\x01").replace(r"\}", "\x02")
    named = _NAMED.sub(r"\1", spaced)
    signs = _COMMAND.sub(lambda found: _sign(found[1]), named)
    plain = re.sub(r"\{([^{}]*)\}", r"\1", signs).replace("\\", "")
    return re.sub(" +", " ", plain).replace("\x01", "{").replace("\x02", "}")


def _sign(command: str) -> str:
    if command in _SIGNS:
        return _SIGNS[command]
    try:
        return lookup(f"GREEK SMALL LETTER {command}")
    except KeyError:
        return command
