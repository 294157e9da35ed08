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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from bemodels.report.analysis import Analysis, Appendix
from bemodels.report.appendix_tables import (
    assumption_table,
    check_table,
    estimate_table,
    hypothesis_table,
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
from bemodels.result import Table


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
            *_prior_predictive(appendix, number),
            *_computation(appendix, number),
            *_posterior(appendix, number),
            *_posterior_predictive(appendix, number),
            *_sensitivity(appendix, number),
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
    if appendix.provenance:
        yield number.block(provenance_table(appendix.provenance))


def _models(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    if appendix.analyses:
        yield Heading(level=1, text="Models and priors")
    for analysis in appendix.analyses:
        card = analysis.result.card
        yield Heading(level=2, text=analysis.name)
        yield Para(text=f"{analysis.question} Method: {analysis.result.method}.")
        for equation in card.equations:
            yield Math(tex=equation)
        if card.priors:
            yield number.block(prior_table(analysis.name, card), ("density",))
        if card.parameters:
            yield number.block(parameter_table(analysis.name, card), ("symbol",))


def _prior_predictive(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    parts = {one.name: one.prior_predictive for one in appendix.analyses}
    yield from _section("Prior predictive checks", parts, number)


def _section(
    title: str, parts: Mapping[str, tuple[Table | Picture, ...]], number: _Numbering
) -> Iterator[Block]:
    """Yield what each analysis, by its name, has to show under a title."""
    if any(parts.values()):
        yield Heading(level=1, text=title)
    for name, items in parts.items():
        if items:
            yield Heading(level=2, text=name)
        yield from map(number.block, items)


def _computation(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    if appendix.analyses:
        yield Heading(level=1, text="Computation and convergence")
    for analysis in appendix.analyses:
        yield Heading(level=2, text=analysis.name)
        if not analysis.computation:
            yield Para(text=analysis.without_draws)
        yield from map(number.block, analysis.computation)
        if analysis.other_checks:
            yield number.block(check_table(analysis.name, analysis.other_checks))


def _posterior(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    if appendix.analyses:
        yield Heading(level=1, text="Posterior summaries")
    for analysis in appendix.analyses:
        yield Heading(level=2, text=analysis.name)
        for text in analysis.paragraphs:
            yield Para(text=text)
        yield from map(number.block, _found(analysis))
        yield from map(number.block, analysis.posterior)


def _found(analysis: Analysis) -> Iterator[Table]:
    name, result = analysis.name, analysis.result
    yield from analysis.summary
    if result.estimates and not analysis.summary:
        yield estimate_table(name, result)
    if result.probabilities:
        yield probability_table(name, result.probabilities)
    if result.tests:
        yield hypothesis_table(name, result.tests)


def _posterior_predictive(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    parts = {one.name: _fit(one) for one in appendix.analyses}
    yield from _section("Posterior predictive checks", parts, number)


def _fit(analysis: Analysis) -> tuple[Table | Picture, ...]:
    checks = analysis.predictive_checks
    judged = (check_table(f"{analysis.name}, fit", checks),) if checks else ()
    return (*analysis.posterior_predictive, *judged)


def _sensitivity(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    parts = {one.name: one.sensitivities for one in appendix.analyses}
    yield from _section("Sensitivity", parts, number)


def _assumptions(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    if appendix.analyses:
        yield Heading(level=1, text="Assumptions")
    for analysis in appendix.analyses:
        yield number.block(assumption_table(analysis))


def _reproducibility(appendix: Appendix, number: _Numbering) -> Iterator[Block]:
    yield Heading(level=1, text="Reproducibility")
    yield Para(
        text="The same version, seed and machine give every table and file again, byte "
        "for byte. manifest.json beside this file holds the sha256 of every input and "
        "output; this command makes the appendix anew:"
    )
    yield Code(text=appendix.command)
    if not appendix.provenance:
        return
    yield Para(text="sha256 of the files that the data were read from:")
    yield Code(
        text="\n".join(f"{one.sha256}  {one.source}" for one in appendix.provenance)
    )
    yield number.block(appendix.versions)
