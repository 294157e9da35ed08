"""From bytes to UTF-8 text: what a file pretends to be, and what it must not hold."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from bemodels.data.problems import Problem, refuse, refuse_file
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook", "name it .xlsx if it is one"),
    (b"\x1f\x8b", "packed with gzip", "name it .csv.gz, or unpack it"),
    (b"PAR1", "a Parquet file", "name it .parquet"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save it as .xlsx or .csv"),
    (b"<stata_dta>", "a Stata file", "name it .dta"),
    (b"%PDF", "a PDF document", "a table of text is needed"),
    (b"BZh", "packed with bzip2", "unpack it, or pack it with gzip"),
    (b"\xfd7zXZ\x00", "packed with xz", "unpack it, or pack it with gzip"),
)
HTML = re.compile(rb"\s*<(!doctype|html|table)\b", re.IGNORECASE)
WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Tab, line feed and carriage return are a table's own.
_CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
_UNWANTED = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xef\xbf[\xbe\xbf]")
_SURROGATE = 0xED
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


def to_utf8(
    content: bytes, *, source: str, encoding: str
) -> tuple[bytes, tuple[str, ...]]:
    r"""Return the bytes of a text file in UTF-8, after looking at every one of them.

    Nothing is guessed: a file that is not in the stated encoding is refused, with the
    place and, where one fits, the encoding that it may be in.

    Parameters
    ----------
    content : bytes
        As they lie on the disk.
    source : str
        Name of the file.
    encoding : str
        The encoding that was stated, such as ``"utf-8"`` or ``"latin-1"``.

    Returns
    -------
    content : bytes
        In UTF-8, without a byte order mark.
    notices : tuple of str
        What was accepted and must be told.

    Raises
    ------
    InvalidDataError
        If the file is empty or of another kind, a byte is not of the encoding, or a
        character is a control character or no character at all.

    Examples
    --------
    >>> to_utf8("Liège".encode("latin-1"), source="log.csv", encoding="latin-1")
    (b'Li\xc3\xa8ge', ())
    """
    codec = _codec(encoding, source)
    if not content or content.isspace():
        refuse_file(source, "the file is empty", hint="a header and rows are needed")
    _refuse_other_kinds(content, source)
    notices: tuple[str, ...] = ()
    if codec == "utf-8" and content.startswith(codecs.BOM_UTF8):
        content = content.removeprefix(codecs.BOM_UTF8)
        notices = (f"{source}: a byte order mark at its start was removed",)
    if codec == "utf-8":
        _refuse_wide(content, source)
        _check_utf8(content, source)
    else:
        notices = tuple(_also_utf8(content, source, encoding))
        content = _decoded(content, codec, source).encode("utf-8")
    if _holds_unwanted(content):
        refuse(list(_unwanted(content, source)))
    return content, notices


def _holds_unwanted(content: bytes) -> bool:
    if len(content.translate(None, _CONTROLS)) < len(content):
        return True
    return not content.isascii() and any(one in content for one in _NONCHARACTERS)


def _codec(encoding: str, source: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # a codec may be known and yet be none of text
    except (LookupError, UnicodeError):
        refuse_file(source, f"no encoding is called {shown(encoding)}")
    return "utf-8" if name == "utf-8-sig" else name


def _refuse_other_kinds(content: bytes, source: str) -> None:
    for mark, kind, hint in MAGIC:
        if content.startswith(mark):
            refuse_file(source, f"is no text but {kind}", hint=hint)
    if HTML.match(content):
        refuse_file(
            source,
            "is no table of text but an HTML page",
            hint="download the file itself, not the page about it",
        )


def _refuse_wide(content: bytes, source: str) -> None:
    for mark, name in WIDE_MARKS.items():
        if content.startswith(mark):
            refuse_file(
                source,
                f"is in {name.upper()}, not in UTF-8",
                hint=f"give encoding={name!r}, or save it as UTF-8",
            )
    if content.count(0) > len(content) // 4:
        refuse_file(
            source,
            "a quarter of its bytes are NUL",
            hint="if it is UTF-16, give encoding='utf-16-le' or encoding='utf-16-be'",
        )


def _check_utf8(content: bytes, source: str) -> None:
    try:
        codecs.utf_8_decode(content, "strict", True)  # noqa: FBT003 (codecs' own)
    except UnicodeDecodeError:
        refuse(list(_not_utf8(content, source)))


def _not_utf8(content: bytes, source: str) -> Iterator[Problem]:
    """Yield the first wrong byte of every line that holds one."""
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            byte = line[error.start]
            other = bytes([byte]).decode("latin-1")
            hint = f"it would be {other!r} in Latin-1: give encoding='latin-1' if so"
            after = line[error.start + 1 : error.start + 2]
            if byte == _SURROGATE and after >= b"\xa0":
                hint = "half of a surrogate pair; write the character anew"
            yield Problem(
                file=source,
                line=number,
                rule=f"byte {error.start + 1} of the line, 0x{byte:02x}, is not UTF-8",
                hint=hint,
            )


def _also_utf8(content: bytes, source: str, encoding: str) -> Iterator[str]:
    """Tell of letters that are whole in UTF-8 too, as others' rarely are."""
    if content.isascii():
        return
    with suppress(UnicodeDecodeError):
        content.decode("utf-8")
        yield (
            f"{source}: read as {encoding}, and would be right as UTF-8 too; if "
            "letters look wrong, leave the encoding out"
        )


def _decoded(content: bytes, codec: str, source: str) -> str:
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        refuse_file(
            source,
            f"byte 0x{content[error.start]:02x} is not {codec}",
            line=line,
            hint="state the encoding that it is in with encoding=",
        )


def _unwanted(content: bytes, source: str) -> Iterator[Problem]:
    for found in _UNWANTED.finditer(content):
        start = content.rfind(b"\n", 0, found.start()) + 1
        character = found[0].decode("utf-8")
        yield Problem(
            file=source,
            line=content.count(b"\n", 0, found.start()) + 1,
            value=shown(character),
            rule=f"character {len(content[start : found.start()].decode()) + 1} of the "
            "line is a control character or none at all",
            hint="remove it; only text, tabs and line ends may stand in the file",
        )
