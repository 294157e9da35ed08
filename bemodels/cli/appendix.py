"""Run the report's analyses and put the appendix into its place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bemodels.bayes import SamplerSettings, save_draws
from bemodels.cli.appendix_facts import facts_of
from bemodels.cli.belgium_appendix import compose_appendix
from bemodels.cli.belgium_fits import run_analyses
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

RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "html": render_html,
    "pdf": render_pdf,
    "docx": render_docx,
    "md": render_markdown,
}
DRAWS_FILE = "draws.nc"
logger = logging.getLogger(__name__)


def write_appendix(
    out: Path, *, formats: tuple[str, ...], seed: int, draws: int
) -> Path:
    """Write the posterior summary appendix of the report on Belgium.

    Parameters
    ----------
    out : pathlib.Path
        The folder; replaced as a whole, and only if bemodels wrote it.
    formats : tuple of str
        Some of html, pdf, docx, md.
    seed : int
        Fixes every draw.
    draws : int
        Kept draws a chain.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InvalidDataError
        If `out` holds what bemodels did not write, before anything is computed.
    NotConvergedError
        If a fit does not pass the convergence gate; nothing is then written.
    """
    started = datetime.now(UTC)
    SamplerSettings(draws=draws)  # refuses too few before anything else is done
    refuse_foreign(out)
    options = {"formats": formats, "seed": seed, "draws": draws}
    command = f"bemodels appendix --formats {','.join(formats)} --seed {seed}"
    command += f" --draws {draws}"

    # Computed when the folder to fill is there, so that none that cannot be made waits.
    def fill(folder: Path) -> None:
        fits = run_analyses(seed=seed, draws=draws)
        document = build_document(compose_appendix(fits, command=command))
        _write_documents(folder, document, formats)
        _write_tables(folder, document)
        save_draws(fits.rates_by_place.draws, folder / DRAWS_FILE)
        write_manifest(
            folder,
            facts_of(fits, command=command, options=options),
            started=started,
            finished=datetime.now(UTC),
        )

    publish_folder(out, fill)
    return out


def _write_documents(
    folder: Path, document: Document, formats: tuple[str, ...]
) -> None:
    for name in formats:
        logger.info("writing appendix.%s", name)
        (folder / f"appendix.{name}").write_bytes(RENDERERS[name](document))
    if "md" in formats:
        for name, picture in figure_files(document).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(picture)


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
        path = folder / f"{name}.csv"
        path.write_text(table_to_csv(table), encoding="utf-8", newline="")
