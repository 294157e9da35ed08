"""The smallest workbook that holds frames, written as Excel would."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd


class Failed(str):
    """The error that stands in a cell whose formula failed."""

    __slots__ = ()


def workbook(frame, **others):
    """Return a workbook of a sheet called log, and of others by their names."""
    sheets = {"log": frame, **others}
    parts = dict(zip(sheets, map(sheet_of, sheets.values()), strict=True))
    return packed(parts)


def sheet_of(frame):
    cells = [
        list(frame),
        *([text(one) for one in row] for row in frame.itertuples(index=False)),
    ]
    return "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in cells if row)


def cell(one):
    if isinstance(one, Failed):
        return f'<c t="e"><f>1/0</f><v>{one}</v></c>'
    if isinstance(one, str):
        return f'<c t="inlineStr"><is><t>{one}</t></is></c>'
    return f"<c><v>{one}</v></c>" if one is not None else "<c/>"


def packed(sheets):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    numbered = list(enumerate(sheets.items(), start=1))
    named = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, (name, _) in numbered
    )
    related = "".join(
        f'<Relationship Id="r{i}" Type="{office}/worksheet" '
        f'Target="worksheets/sheet{i}.xml"/>'
        for i, _ in numbered
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        '<Default Extension="rels" ContentType="application/xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        f"{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships "
        f'xmlns="{packages}/relationships">'
        f"{related}</Relationships>",
        **{
            f"xl/worksheets/sheet{i}.xml": f'<worksheet xmlns="{main}">'
            f"<sheetData>{rows}</sheetData></worksheet>"
            for i, (_, rows) in numbered
        },
    }
    archived = BytesIO()
    with ZipFile(archived, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + part)
    return archived.getvalue()


def text(value):
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return None if pd.isna(value) else value
