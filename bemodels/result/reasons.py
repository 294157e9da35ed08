"""Reasons: what changes an answer is stated with one, in words."""

from __future__ import annotations

from bemodels.errors import InvalidDataError
from bemodels.result.rules import shown


def check_reason(what: str, reason: object) -> None:
    """Refuse a choice for which nobody answers.

    Parameters
    ----------
    what : str
        What the message calls the choice.
    reason : object
        What was given.

    Raises
    ------
    InvalidDataError
        If it is no text, or empty.

    Examples
    --------
    >>> check_reason("a prior on delays", " ")
    Traceback (most recent call last):
        ...
    bemodels.errors.InvalidDataError: a prior on delays needs a reason, got none
    """
    if not _says_something(reason):
        raise InvalidDataError(f"{what} needs a reason, got none")


def check_sentence(name: str, text: object) -> None:
    """Refuse a field that is to hold a sentence and does not.

    Parameters
    ----------
    name : str
        Of the field.
    text : object
        What was given.

    Raises
    ------
    InvalidDataError
        If it is no text, or empty.

    Examples
    --------
    >>> check_sentence("reason", "Those in force, both scales doubled.")
    """
    if not _says_something(text):
        raise InvalidDataError(f"{name} must be a sentence, got {shown(text)}")


def _says_something(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())
