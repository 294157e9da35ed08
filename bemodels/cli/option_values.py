"""What the words of options mean; a word that means nothing is refused."""

from __future__ import annotations

import argparse
import re

from bemodels.cli.defaults import FEWEST_LISTS, FORMATS, MOST_LISTS

LEAST_SHOWN = 2


def whole(text: str) -> int:
    """Read a whole number of 0 or more.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    int
        The number.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is none.
    """
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise argparse.ArgumentTypeError(
            f"expected a whole number from 0 to 999999999999999, got {text!r}"
        )
    return int(text)


def least_shown(text: str) -> int:
    """Read from which number on a count is printed.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    int
        At least 2.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is no such number: with 0 or 1 nothing would be hidden.
    """
    value = whole(text)
    if value < LEAST_SHOWN:
        raise argparse.ArgumentTypeError(
            f"expected a whole number from {LEAST_SHOWN}, got {text!r}"
        )
    return value


def size(text: str) -> int:
    """Read a number of bytes.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    int
        1 or more.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is none.
    """
    if not re.fullmatch(r"[0-9]{1,15}", text) or not int(text):
        raise argparse.ArgumentTypeError(
            f"expected a whole number of bytes above 0, got {text!r}"
        )
    return int(text)


def number(text: str) -> float:
    """Read a number.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    float
        The number.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is none.
    """
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a number, got {text!r}") from None


def share(text: str) -> float:
    """Read a number between 0 and 1.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    float
        In (0, 1).

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is none.
    """
    value = number(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(
            f"expected a number between 0 and 1, got {text!r}"
        )
    return value


def beta(text: str) -> tuple[float, float]:
    """Read the shapes of a beta prior.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    tuple of float, length 2
        The shapes.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is none.
    """
    match = re.fullmatch(r"beta:([0-9.eE+-]+),([0-9.eE+-]+)", text)
    if not match:
        raise argparse.ArgumentTypeError(
            f"expected beta:A,B with two numbers above 0, got {text!r}"
        )
    return number(match[1]), number(match[2])


def routes(text: str) -> tuple[int, int, int]:
    """Read how many arrests were found by each route.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    tuple of int, length 3
        By an independent lead only, through a connection only, both ways.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is none.
    """
    match = re.fullmatch(r"([0-9]{1,7}),([0-9]{1,7}),([0-9]{1,7})", text)
    if not match:
        raise argparse.ArgumentTypeError(
            "expected INDEPENDENT,CONNECTION,BOTH, three whole numbers such as 5,8,4, "
            f"got {text!r}"
        )
    return int(match[1]), int(match[2]), int(match[3])


def keys(text: str) -> tuple[str, ...]:
    """Read names with commas between them, such as the keys of a count.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    tuple of str
        The names, without blanks around them.
    """
    return tuple(one.strip() for one in text.split(","))


def lists(text: str) -> tuple[str, ...]:
    """Read the names of several lists.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    tuple of str, length 2 to 10
        The names.

    Raises
    ------
    argparse.ArgumentTypeError
        If there are too few or too many.
    """
    names = keys(text)
    if not FEWEST_LISTS <= len(names) <= MOST_LISTS:
        raise argparse.ArgumentTypeError(
            f"expected {FEWEST_LISTS} to {MOST_LISTS} names with commas between them, "
            f"such as police,press,court, got {text!r}"
        )
    return names


def formats(text: str) -> tuple[str, ...]:
    """Read the formats of an appendix, each once.

    Parameters
    ----------
    text : str
        As it is typed.

    Returns
    -------
    tuple of str
        Some of html, pdf, docx, md.

    Raises
    ------
    argparse.ArgumentTypeError
        If the text is none.
    """
    chosen = tuple(dict.fromkeys(text.split(",")))
    for one in chosen:
        if one not in FORMATS:
            raise argparse.ArgumentTypeError(
                f"expected some of {','.join(FORMATS)}, got {one!r}"
            )
    return chosen
