"""The answers of the whole analysis, a Result a question, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bemodels.result import Posterior, Result, Table, join_results


@dataclass(frozen=True, slots=True, kw_only=True)
class CityYearPart:
    """One question of the analysis with its answer.

    Attributes
    ----------
    name : str
        A short heading.
    result : Result
        The answer.
    """

    name: str
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CityYears:
    """The whole analysis of counts by place and year.

    Attributes
    ----------
    title : str
        What was counted, and by what.
    parts : tuple of CityYearPart
        In reading order; no estimand stands in two of them.
    left_out : Table
        What could not be estimated of this table, and why; without rows where
        everything could.
    posteriors : tuple of Posterior
        The hierarchical fit, or none if it is left out.
    unconverged : str
        Why the draws of the hierarchical fit are no result; empty if they are, or if
        it is left out for another reason.
    """

    title: str
    parts: tuple[CityYearPart, ...]
    left_out: Table
    posteriors: tuple[Posterior, ...]
    unconverged: str = ""

    def part(self, name: str) -> Result:
        """Return the answer to one question.

        Parameters
        ----------
        name : str
            Its heading.

        Returns
        -------
        Result
            What was found.

        Raises
        ------
        KeyError
            If there is none of this name; the message lists those there are.
        """
        for one in self.parts:
            if one.name == name:
                return one.result
        known = "; ".join(one.name for one in self.parts)
        raise KeyError(f"no part {name!r}; this analysis holds {known}")

    def result(self) -> Result:
        """Put all parts together.

        Returns
        -------
        Result
            Everything the parts hold, with what was left out as the last table.
        """
        whole = join_results(
            [one.result for one in self.parts],
            title=self.title,
            method="Exact, likelihood and hierarchical analyses, part by part",
        )
        left_out = (self.left_out,) if self.left_out.rows else ()
        return replace(whole, tables=(*whole.tables, *left_out))

    def __repr__(self) -> str:
        names = ", ".join(one.name for one in self.parts)
        return f"CityYears: {self.title}; {names}; {len(self.left_out.rows)} left out"
