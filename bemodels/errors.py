"""The errors that bemodels raises on purpose.

All carry a message that a person can act on: where, what was found, what was expected.
"""


class BemodelsError(Exception):
    """Base of them all, so that one ``except`` catches the family."""


class InvalidDataError(BemodelsError, ValueError):
    """The data break a rule that all data must keep, such as attacks <= incidents.

    Parameters
    ----------
    message : str
        One line a problem.
    problems : tuple
        The problems of a file, with line, column, value, rule and hint each; empty
        where the message says it all.
    total : int
        How many there are, which may be more than the message names.
    """

    def __init__(
        self, message: str, *, problems: tuple[object, ...] = (), total: int = 1
    ) -> None:
        super().__init__(message)
        self.problems = problems
        self.total = total


class NotEstimableError(BemodelsError, ValueError):
    """The data are sound, yet they hold no estimate of what was asked."""


class NotConvergedError(BemodelsError, RuntimeError):
    """The chains disagree or broke off, so the draws stand for no posterior."""
