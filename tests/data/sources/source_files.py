"""Synthetic files with the real headers of public databases."""

import csv
from io import StringIO
from xml.sax.saxutils import escape
from zipfile import ZipFile


def text_of(header, rows, *, delimiter=","):
    """Return a table; a row names the cells that are not empty."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return text.getvalue()


def write(folder, header, rows, *, delimiter=",", encoding="utf-8"):
    """Write a table into a folder, and return its path."""
    path = folder / "synthetic.csv"
    path.write_bytes(text_of(header, rows, delimiter=delimiter).encode(encoding))
    return path


def shuffled(header, rows):
    """Return a header and rows in another order."""
    return sorted(header), rows[::-1]


_PARTS = {
    "[Content_Types].xml": """<Types
 xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType=
 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType=
 "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>""",
    "_rels/.rels": """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="xl/workbook.xml" Type=
 "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>""",
    "xl/workbook.xml": """<workbook
 xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="synthetic" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="worksheets/sheet1.xml" Type=
 "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
</Relationships>""",
}


def write_workbook(path, header, rows):
    """Write a workbook in which a cell of digits is a number."""
    table = [header, *([row.get(name, "") for name in header] for row in rows)]
    lines = ("".join(map(_excel_cell, line)) for line in table)
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{''.join(f'<row>{line}</row>' for line in lines)}</sheetData>"
        "</worksheet>"
    )
    with ZipFile(path, "w") as archive:
        for name, part in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>\n{part}')
    return path


def _excel_cell(text):
    if text.isdecimal():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
