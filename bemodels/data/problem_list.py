"""Problems gathered while a file is read on, so that one refusal names them all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bemodels.data.causes import Cause, cause_of
from bemodels.data.problems import PROBLEMS_SHOWN, Problem, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# More than a message shows, since problems are sorted by line at the end.
CAUSES_KEPT = 100 * PROBLEMS_SHOWN
KEPT_OF_A_CAUSE = 2 * PROBLEMS_SHOWN


class ProblemList:
    """The problems of a file: the first of each cause are kept, and all are counted.

    Parameters
    ----------
    problems : iterable of Problem, default ()
        Those that are known already.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._kept: dict[Cause, list[Problem]] = {}
        self._counts: Counter[Cause] = Counter()
        self.total = 0  # problems found, of which the first are kept
        for one in problems:
            self.add(one)

    def add(self, problem: Problem) -> None:
        """Note a problem.

        Parameters
        ----------
        problem : Problem
            The problem.
        """
        cause = cause_of(problem)
        self.count(cause, 1)
        if cause in self._kept or len(self._kept) < CAUSES_KEPT:
            kept = self._kept.setdefault(cause, [])
            if len(kept) < KEPT_OF_A_CAUSE:
                kept.append(problem)

    def count(self, cause: Cause, times: int) -> None:
        """Note that a cause has more problems than are kept.

        Parameters
        ----------
        cause : tuple of str
            As `cause_of` gives it.
        times : int
            How many more.
        """
        self._counts[cause] += times
        self.total += times

    def absorb(self, other: ProblemList) -> None:
        """Take over what was found elsewhere in the same file.

        Parameters
        ----------
        other : ProblemList
            Its problems.
        """
        self._take(other, lambda one: one)

    def changed(self, change: Callable[[Problem], Problem]) -> ProblemList:
        """Say every problem otherwise.

        Parameters
        ----------
        change : callable
            Takes a problem, returns another.

        Returns
        -------
        ProblemList
            As many problems.
        """
        changed = ProblemList()
        changed._take(self, change)
        return changed

    def _take(self, other: ProblemList, change: Callable[[Problem], Problem]) -> None:
        for cause, times in other._counts.items():
            kept = [change(one) for one in other._kept.get(cause, ())]
            for one in kept:
                self.add(one)
            self.count(cause_of(kept[0]) if kept else cause, times - len(kept))

    def refuse(self) -> None:
        """Raise everything that was found, in the order of the lines.

        Raises
        ------
        InvalidDataError
            If anything was.
        """
        kept = [one for group in self._kept.values() for one in group]
        kept.sort(key=lambda one: one.line)
        refuse(kept, counts=self._counts)
