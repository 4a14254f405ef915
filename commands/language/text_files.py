"""Text files as office programs save them: their encoding, and how a table is written in them."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from commands.language.patterns import Pattern

_NOT_ASCII = Pattern(r"[^\x00-\x7f]")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ";,\t"
# The first line by which Excel learns what stands between the cells.
_SEPARATOR = Pattern(r"\"?sep=(?P<delimiter>[;,\t|])\"?[;,\t|]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


def is_utf16(data: bytes) -> bool:
    return data[:2] in _BYTE_ORDER_MARKS


def decode(data: bytes) -> str | None:
    """Return text in UTF-8 or what Windows writes; None: it is none.

    A byte that is broken in UTF-8 costs one character, not all the others.
    """
    if is_utf16(data):
        return _decoded(data, "utf-16")
    if b"\0" in data:
        return None
    text = data.decode("utf-8-sig", "replace")
    marks = _NOT_ASCII.findall(text)
    return text if len(marks) >= 2 * marks.count("\ufffd") else _decoded(data, "cp1252")


def decode_whole(data: bytes) -> str | None:
    """Return the text only if no character of it is lost."""
    text = decode(data)
    if text is None or "\ufffd" not in text or "\ufffd".encode() in data:
        return text
    return None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


@dataclass(frozen=True)
class TableLine:
    number: int
    cells: list[str]


class BrokenTableError(Exception):
    """The line cannot be read: an open quotation mark, or a cell that is far too long."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def table_lines(text: str) -> Iterator[TableLine]:
    """Yield the heading and the lines in which something stands. Raises BrokenTableError.

    The heading ends with its last name: spreadsheets also save empty columns behind it.
    """
    separator = _SEPARATOR.match(text)
    before, start = (1, separator.end()) if separator else (0, 0)
    heading = re.split(r"[\r\n]", text[start:], maxsplit=1)[0]
    delimiter = separator["delimiter"] if separator else max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter, strict=True)
    try:
        cells = next(reader, [])
        while cells and not cells[-1].strip():
            cells.pop()
        yield TableLine(before + 1, cells)
        number = before + reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield TableLine(number, cells)
            number = before + reader.line_num + 1
    except csv.Error:
        raise BrokenTableError(before + reader.line_num) from None
