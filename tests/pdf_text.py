"""The text of a PDF as its fonts spell it: enough of it for what Typst writes."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"/Length (\d+)\b.*?stream\r?\n", re.DOTALL)
_SPELLED = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
# A change of font, the text of one piece, and the end of a run of pieces.
_PIECE = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\(((?:[^\\()]|\\.)*)\)|<([0-9A-F]+)>|(\bET\b)", re.DOTALL
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of_pdf(document):
    """Every run of text, a line each, page by page in the order in which it is set."""
    objects = {int(number): body for number, body in _OBJECT.findall(document)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page\b", body)]
    return "\n".join(_text_of_page(page, objects) for page in pages)


def _text_of_page(page, objects):
    resources = objects[_reference(page, rb"Resources")]
    fonts = {
        name: _spelling(objects, objects[int(number)])
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    content = _content(objects[_reference(page, rb"Contents")])
    runs, font = [[]], {}
    for name, literal, digits, end in _PIECE.findall(content):
        if name:
            font = fonts[name]
        elif end:
            runs.append([])
        else:
            glyphs = bytes.fromhex(digits.decode()) if digits else _unescaped(literal)
            pairs = (glyphs[at : at + 2] for at in range(0, len(glyphs), 2))
            runs[-1] += [font.get(pair, "") for pair in pairs]
    return "\n".join("".join(run) for run in runs)


def _reference(body, key):
    return int(re.search(rb"/%s (\d+) 0 R" % key, body)[1])


def _content(body):
    start = _STREAM.search(body)
    stream = body[start.end() : start.end() + int(start[1])]
    return zlib.decompress(stream) if b"FlateDecode" in body else stream


def _spelling(objects, font):
    """Two bytes for a glyph, and what it is read as."""
    table = _content(objects[_reference(font, rb"ToUnicode")])
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in _SPELLED.findall(table)
    }


def _unescaped(literal):
    def one(found):
        mark = found[1]
        return bytes([int(mark, 8)]) if mark.isdigit() else _LETTERS.get(mark, mark)

    return _ESCAPE.sub(one, literal)
