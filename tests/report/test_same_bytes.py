"""The same document gives the same bytes in every process."""

import os
import subprocess
import sys
from pathlib import Path

PRINT_DIGESTS = """
from hashlib import sha256
from sample_documents import sample_document
from bemodels.report.html_page import render_html
from bemodels.report.markdown import render_markdown
from bemodels.report.pdf import render_pdf
from bemodels.report.word import render_docx

for render in (render_html, render_docx, render_pdf, render_markdown):
    print(render.__name__, sha256(render(sample_document())).hexdigest())
"""


def start(seed, clock, folder):
    return subprocess.Popen(
        [sys.executable, "-c", PRINT_DIGESTS],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(__file__).parent),
            "SOURCE_DATE_EPOCH": clock,
            "TZ": f"UTC{seed}",
        },
    )


def test_two_processes_write_the_same_bytes(tmp_path):
    folders = [tmp_path / "one", tmp_path / "another"]
    for folder in folders:
        folder.mkdir()
    runs = [start("1", "0", folders[0]), start("2", "1700000000", folders[1])]
    printed = [run.communicate(timeout=60)[0] for run in runs]

    assert printed[0] == printed[1]
    assert printed[0].count("\n") == 4
