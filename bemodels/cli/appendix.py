"""Fill a folder with an appendix and put it into its place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bemodels.bayes import SamplerSettings, save_draws
from bemodels.cli.appendix_facts import RunFacts, facts_of
from bemodels.data.files.opening import refuse_changed
from bemodels.report.analysis import Appendix
from bemodels.report.appendix import build_document, tables_of
from bemodels.report.csv_files import table_to_csv
from bemodels.report.document import Document
from bemodels.report.html_page import render_html
from bemodels.report.manifest import write_manifest
from bemodels.report.markdown import figure_files, render_markdown
from bemodels.report.pdf import render_pdf
from bemodels.report.publish import publish_folder, refuse_foreign
from bemodels.report.word import render_docx
from bemodels.result import Table
from bemodels.result.file_names import output_name

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "html": render_html,
    "pdf": render_pdf,
    "docx": render_docx,
    "md": render_markdown,
}
DRAWS_FILE, YEAR_DRAWS_FILE = "draws.nc", "draws-city-years.nc"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixRun:
    """What an appendix is made of.

    Attributes
    ----------
    appendix : Appendix
        What it prints.
    facts : RunFacts
        What its manifest states.
    digests : mapping of pathlib.Path to str
        The user's files as they were before they were read; nothing is published if
        one has changed.
    """

    appendix: Appendix
    facts: RunFacts
    digests: Mapping[Path, str] = field(default_factory=dict)


def write_appendix(
    out: Path,
    *,
    formats: tuple[str, ...],
    draws: int,
    command: str,
    run: Callable[[], AppendixRun],
) -> Path:
    """Write a posterior summary appendix into a folder of its own.

    Parameters
    ----------
    out : pathlib.Path
        The folder; replaced as a whole, and only if bemodels wrote it.
    formats : tuple of str
        Some of html, pdf, docx, md.
    draws : int
        Kept draws a chain, refused if they are too few before anything else is done.
    command : str
        The command that makes the appendix again.
    run : callable
        Computes what the appendix prints.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InvalidDataError
        If `out` holds what bemodels did not write, before anything is computed; or if
        a file of the user's changed while the command ran.
    NotConvergedError
        If a fit does not pass the convergence gate; nothing is then written.
    """
    started = datetime.now(UTC)
    SamplerSettings(draws=draws)
    refuse_foreign(out)

    # Computed when the folder to fill is there, so that none that cannot be made waits.
    def fill(folder: Path) -> None:
        computed = run()
        document = build_document(computed.appendix)
        _write_documents(folder, document, formats)
        _write_tables(folder, document)
        if computed.facts.places is not None:
            save_draws(computed.facts.places.fit.draws, folder / DRAWS_FILE)
        for one in computed.facts.years:
            for fit in one.found.posteriors:
                save_draws(fit.draws, folder / YEAR_DRAWS_FILE)
        write_manifest(
            folder,
            facts_of(computed.facts, command=command),
            started=started,
            finished=datetime.now(UTC),
        )
        refuse_changed(computed.digests)

    publish_folder(out, fill)
    return out


def _write_documents(
    folder: Path, document: Document, formats: tuple[str, ...]
) -> None:
    for name in formats:
        logger.info("writing appendix.%s", name)
        (folder / output_name(f"appendix.{name}")).write_bytes(
            RENDERERS[name](document)
        )
    if "md" in formats:
        for name, picture in figure_files(document).items():
            (folder / output_name(name)).write_bytes(picture)


def _write_tables(folder: Path, document: Document) -> None:
    """Write every table as a file of its own, and beside them which is which."""
    (folder / "tables").mkdir()
    listed = tables_of(document)
    index = Table(
        name="Tables of the appendix",
        columns=("file", "caption"),
        rows=tuple((f"tables/{number}.csv", table.name) for number, table in listed),
    )
    for name, table in (
        *((f"tables/{number}", table) for number, table in listed),
        ("tables", index),
    ):
        path = folder / output_name(f"{name}.csv")
        path.write_text(table_to_csv(table), encoding="utf-8", newline="")
