"""What goes into an appendix: analyses with their results, data and versions."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.report.figures_picture import Picture
from bemodels.result import Check, Provenance, Result, Table

PREDICTIVE = "posterior predictive"
CLOSED_FORM = (
    "Closed forms and quadrature to about ten digits: no draws, so nothing that could "
    "fail to converge."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One question's share of the appendix.

    Everything that the result holds is printed. A table of it that no section below
    names stands under sensitivity.

    Attributes
    ----------
    name : str
        Heading under which it stands in every section.
    question : str
        What was asked, in a sentence.
    result : Result
        What was found.
    findings : tuple of str
        What is concluded, in paragraphs; stands in the place of the result's
        conclusion.
    parts : tuple of Result
        The questions of which the result is made up, where their assumptions differ: an
        assumption is then listed with those that it belongs to.
    summary : tuple of Table
        Of draws; stands in the place of the result's estimates.
    without_draws : str
        How it was computed, where there is nothing to show of a computation.
    prior_predictive, computation, posterior, posterior_predictive, sensitivity : tuple
        What each section shows beside the result's own parts, tables and pictures in
        reading order.
    """

    name: str
    question: str
    result: Result
    findings: tuple[str, ...] = ()
    parts: tuple[Result, ...] = ()
    summary: tuple[Table, ...] = ()
    without_draws: str = CLOSED_FORM
    prior_predictive: tuple[Table | Picture, ...] = ()
    computation: tuple[Table | Picture, ...] = ()
    posterior: tuple[Table | Picture, ...] = ()
    posterior_predictive: tuple[Table | Picture, ...] = ()
    sensitivity: tuple[Table | Picture, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What is concluded: the findings, or the result's conclusion."""
        told = self.findings or (self.result.conclusion,)
        return tuple(filter(None, told))

    @property
    def predictive_checks(self) -> tuple[Check, ...]:
        """The result's checks of fit, by how their names begin."""
        return tuple(filter(_is_predictive, self.result.checks))

    @property
    def other_checks(self) -> tuple[Check, ...]:
        """The result's checks of the computation."""
        return tuple(one for one in self.result.checks if not _is_predictive(one))

    @property
    def sensitivities(self) -> tuple[Table | Picture, ...]:
        """The result's tables that no other section shows, and what was added."""
        placed = (
            *self.prior_predictive,
            *self.computation,
            *self.posterior,
            *self.posterior_predictive,
            *self.sensitivity,
        )
        left = (one for one in self.result.tables if one not in placed)
        return (*left, *self.sensitivity)


def _is_predictive(check: Check) -> bool:
    return check.name.startswith(PREDICTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """All that the appendix prints.

    Attributes
    ----------
    title, subtitle, opening : str
        The opening says how to read it.
    data : tuple of Table
        The data, as transcribed and as the models take them.
    provenance : tuple of Provenance
        The files they were read from; empty where they are not to be told.
    analyses : tuple of Analysis
        In reading order.
    versions : Table
        Software behind the numbers.
    command : str
        The command that makes the appendix again.
    """

    title: str
    subtitle: str
    opening: str
    data: tuple[Table, ...]
    provenance: tuple[Provenance, ...]
    analyses: tuple[Analysis, ...]
    versions: Table
    command: str
