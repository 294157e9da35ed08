"""The posterior summary appendix: results in the order a reviewer asks for them.

The order follows Kruschke's guidelines for reporting Bayesian analyses [1]_: data,
models and priors, what the priors imply, computation, posterior, fit, sensitivity,
assumptions, and what is needed to run it again.

References
----------
.. [1] Kruschke JK (2021). Bayesian analysis reporting guidelines. Nature Human
   Behaviour 5, 1282-1291.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from bemodels.report.appendix_tables import (
    assumption_table,
    check_table,
    estimate_table,
    parameter_table,
    prior_table,
    probability_table,
    provenance_table,
)
from bemodels.report.blocks import (
    Block,
    Code,
    FigureBlock,
    Heading,
    Math,
    Para,
    TableBlock,
)
from bemodels.report.document import Document
from bemodels.report.figures_picture import Picture
from bemodels.result import Check, Provenance, Result, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One question's share of the appendix.

    Attributes
    ----------
    name : str
        Heading under which it stands in every section.
    question : str
        What was asked, in a sentence.
    result : Result
        What was found; its card, checks and assumptions are printed.
    summary : tuple of Table
        Of draws; stands in the place of the result's estimates.
    convergence, fit : tuple of Check
        The result's checks, by the section in which they are printed.
    prior_predictive, computation, posterior, posterior_predictive, sensitivity : tuple
        What each section shows beside the result's own parts, tables and pictures in
        reading order.
    """

    name: str
    question: str
    result: Result
    summary: tuple[Table, ...] = ()
    convergence: tuple[Check, ...] = ()
    fit: tuple[Check, ...] = ()
    prior_predictive: tuple[Table | Picture, ...] = ()
    computation: tuple[Table | Picture, ...] = ()
    posterior: tuple[Table | Picture, ...] = ()
    posterior_predictive: tuple[Table | Picture, ...] = ()
    sensitivity: tuple[Table | Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """All that the appendix prints.

    Attributes
    ----------
    title, subtitle, opening : str
        The opening says how to read it.
    data : tuple of Table
        The data, as transcribed.
    provenance : tuple of Provenance
        The files they were read from.
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


@dataclass(frozen=True, slots=True)
class _Numbering:
    """Hands out S1, S2, ... to tables and to figures."""

    tables: Iterator[int] = field(default_factory=lambda: count(1))
    figures: Iterator[int] = field(default_factory=lambda: count(1))

    def block(self, item: Table | Picture, tex: tuple[str, ...] = ()) -> Block:
        if isinstance(item, Table):
            number = f"S{next(self.tables)}"
            return TableBlock(number=number, table=item, tex_columns=tex)
        return FigureBlock(
            number=f"S{next(self.figures)}",
            caption=item.caption,
            alt=item.alt,
            svg=item.svg,
            png=item.png,
        )


def build_document(appendix: Appendix) -> Document:
    """Lay the appendix out as one list of blocks.

    Parameters
    ----------
    appendix : Appendix
        What to print.

    Returns
    -------
    Document
        For any renderer; tables and figures are numbered S1, S2, ...
    """
    number = _Numbering()
    return Document(
        title=appendix.title,
        subtitle=appendix.subtitle,
        blocks=(
            Para(text=appendix.opening),
            *_data(appendix, number),
            *_models(appendix, number),
            *_section(appendix, number, "Prior predictive checks", "prior_predictive"),
            *_computation(appendix, number),
            *_posterior(appendix, number),
            *_section(
                appendix, number, "Posterior predictive checks", "posterior_predictive"
            ),
            *_section(appendix, number, "Sensitivity", "sensitivity"),
            *_assumptions(appendix, number),
            *_reproducibility(appendix, number),
        ),
    )


def tables_of(document: Document) -> tuple[tuple[str, Table], ...]:
    """Return the numbered tables of a document.

    Parameters
    ----------
    document : Document
        Any document.

    Returns
    -------
    tuple of (str, Table)
        Number and table, in reading order.
    """
    return tuple(
        (block.number, block.table)
        for block in document.blocks
        if isinstance(block, TableBlock)
    )


def _data(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    yield Heading(level=1, text="Data and provenance")
    for table in appendix.data:
        yield number.block(table)
    yield number.block(provenance_table(appendix.provenance))


def _models(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    yield Heading(level=1, text="Models and priors")
    for analysis in appendix.analyses:
        card = analysis.result.card
        yield Heading(level=2, text=analysis.name)
        yield Para(text=f"{analysis.question} {analysis.result.method}.")
        for equation in card.equations:
            yield Math(tex=equation)
        if card.priors:
            yield number.block(prior_table(analysis.name, card), ("density",))
        if card.parameters:
            yield number.block(parameter_table(analysis.name, card), ("symbol",))


def _section(
    appendix: Appendix, number: _Numbering, title: str, part: str
) -> Iterator[Block]:
    shown = [one for one in appendix.analyses if getattr(one, part)]
    if shown:
        yield Heading(level=1, text=title)
    for analysis in shown:
        yield Heading(level=2, text=analysis.name)
        for item in getattr(analysis, part):
            yield number.block(item)
        if part == "posterior_predictive" and analysis.fit:
            yield number.block(check_table(analysis.name, analysis.fit))


def _computation(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    yield Heading(level=1, text="Computation and convergence")
    for analysis in appendix.analyses:
        yield Heading(level=2, text=analysis.name)
        if not analysis.computation:
            yield Para(
                text="Closed forms and quadrature to about ten digits: no draws, so "
                "nothing that could fail to converge."
            )
        for item in analysis.computation:
            yield number.block(item)
        if analysis.convergence:
            yield number.block(check_table(analysis.name, analysis.convergence))


def _posterior(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    yield Heading(level=1, text="Posterior summaries")
    for analysis in appendix.analyses:
        result = analysis.result
        yield Heading(level=2, text=analysis.name)
        for table in analysis.summary:
            yield number.block(table)
        if result.estimates and not analysis.summary:
            yield number.block(estimate_table(analysis.name, result.estimates))
        if result.probabilities or result.tests:
            yield number.block(probability_table(analysis.name, result))
        for item in analysis.posterior:
            yield number.block(item)


def _assumptions(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    yield Heading(level=1, text="Assumptions")
    for analysis in appendix.analyses:
        yield number.block(assumption_table(analysis.name, analysis.result.assumptions))


def _reproducibility(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    yield Heading(level=1, text="Reproducibility")
    yield Para(
        text="The same version, seed and machine give every table and file again, byte "
        "for byte. manifest.json beside this file holds the sha256 of every input and "
        "output; this command makes the appendix anew:"
    )
    yield Code(text=appendix.command)
    yield Para(text="sha256 of the files that the data were read from:")
    yield Code(
        text="\n".join(f"{one.sha256}  {one.source}" for one in appendix.provenance)
    )
    yield number.block(appendix.versions)
