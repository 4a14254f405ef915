"""A file of entries becomes checked rows, or one sentence about the first fault."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from commands.collection.rows import COLUMNS, Row
from commands.texts import collection as texts

LARGEST_FILE = 100_000_000
_COLUMN_OF = MappingProxyType({field: column for column, field in COLUMNS.items()})
_REQUIRED = tuple(
    column for column, field in COLUMNS.items() if Row.model_fields[field].is_required()
)
_FIELDS = tuple(Row.model_fields)
# What a spreadsheet would take for a formula is written behind an apostrophe.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


class InvalidFileError(Exception):
    """The file cannot be imported; the text says where, why and what is allowed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class Found:
    """A row and the line (or the number of the entry) where it stands."""

    place: int
    row: Row


def read(data: bytes) -> list[Found]:
    """Raises InvalidFileError."""
    text = _decode(data)
    is_json = text.lstrip()[:1] in ("{", "[")
    found = list(_json_rows(text) if is_json else _csv_rows(text))
    if not found:
        raise InvalidFileError(texts.NO_ROWS)
    _refuse_contradictions(found)
    return found


def guarded(cell: str) -> str:
    """A cell that a spreadsheet will not calculate; `_unguarded` is the way back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _decode(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise InvalidFileError(texts.too_large(LARGEST_FILE))
    if b"\0" in data:
        raise InvalidFileError(texts.NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidFileError(texts.not_utf8(line)) from None


def _csv_rows(text: str) -> Iterator[Found]:
    header_line = text.split("\n", 1)[0]
    delimiter = ";" if header_line.count(";") > header_line.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [cell.strip() for cell in next(reader, [])]
        _check_columns(columns)
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                yield Found(line, _csv_row(columns, cells, line))
            line = reader.line_num + 1
    except csv.Error:
        raise InvalidFileError(texts.broken_csv(reader.line_num)) from None


def _check_columns(columns: Sequence[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise InvalidFileError(texts.unknown_column(column, tuple(COLUMNS)))
        if columns.count(column) > 1:
            raise InvalidFileError(texts.column_twice(column))
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise InvalidFileError(texts.missing_columns(missing))


def _csv_row(columns: Sequence[str], cells: Sequence[str], line: int) -> Row:
    if len(cells) != len(columns):
        raise InvalidFileError(texts.wrong_width(line, len(cells), len(columns)))
    values: dict[str, object] = {}
    for column, cell in zip(columns, map(_unguarded, cells), strict=True):
        values[COLUMNS[column]] = _links(cell, line) if column == "links" else cell
    for field in ("certainty", "status", "created_at"):
        if values.get(field) == "":
            del values[field]
    return _checked(values, lambda field: texts.in_csv(line, _COLUMN_OF.get(field, field)))


def _links(cell: str, line: int) -> list[dict[str, str]]:
    """One link a line: label, address and date, parted by "|"."""
    lines = [text for text in cell.split("\n") if text.strip()]
    if any(text.count("|") < len(("label", "url")) for text in lines):
        raise InvalidFileError(texts.faulty(texts.in_csv(line, "links"), texts.LINKS))
    return [_link(text) for text in lines]


def _link(text: str) -> dict[str, str]:
    """Both label and address may have bars in them; an address has no spaces."""
    before, _, as_of = text.rpartition("|")
    words = before.rsplit(maxsplit=1)
    if len(words) > 1 and words[0].endswith("|"):
        label, url = words[0].removesuffix("|"), words[1]
    else:
        label, _, url = before.rpartition("|")
    return {"label": label, "url": url, "as_of": as_of}


def _json_rows(text: str) -> Iterator[Found]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidFileError(texts.broken_json(error.lineno)) from None
    except (RecursionError, ValueError):  # nested too deep; a number with too many digits
        raise InvalidFileError(texts.broken_json(1)) from None
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise InvalidFileError(texts.NO_ENTRIES)
    for place, values in enumerate(entries, start=1):
        if not isinstance(values, dict):
            raise InvalidFileError(texts.not_an_object(place))
        yield Found(place, _checked(values, partial(texts.in_json, place)))


def _checked(values: Mapping[str, object], where: Callable[[str], str]) -> Row:
    try:
        return Row.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        raise InvalidFileError(texts.faulty(where(field), problem(first))) from None


def problem(error: ErrorDetails) -> str:
    """Why a field of a row does not fit."""
    context = error.get("ctx", {})
    match error["type"]:
        case "value_error":
            return str(context["error"])
        case "extra_forbidden":
            return texts.unknown_field(_FIELDS)
        case "missing":
            return texts.MISSING
        case "literal_error":
            return texts.allowed(str(context["expected"]))
        case "string_too_long" | "too_long":
            is_text = isinstance(error["input"], str)
            return texts.at_most(int(context["max_length"]), is_text=is_text)
        case "string_too_short" | "too_short":
            return texts.EMPTY
        case "greater_than_equal" | "less_than_equal" | "int_parsing" | "int_type":
            return texts.NUMBER
        case kind:
            return texts.MOMENT if kind.startswith(("datetime", "timezone")) else texts.WRONG_KIND


def _refuse_contradictions(found: Sequence[Found]) -> None:
    """A municipality is described alike in all its rows, and no entry comes twice."""
    described: dict[tuple[str, str], tuple[int, object]] = {}
    entries: dict[object, int] = {}
    for place, row in ((each.place, each.row) for each in found):
        description = (row.presumed, row.official_name, row.kind, row.district, row.ags)
        first, known = described.setdefault((row.name, row.land), (place, description))
        if known != description:
            raise InvalidFileError(texts.contradiction(first, place, row.name))
        entry = (row.list, row.name, row.land, row.number, row.title)
        # An export has entries as they are, and there may be two that nothing tells apart.
        if row.created_at is None and entries.setdefault(entry, place) != place:
            raise InvalidFileError(texts.twice(entries[entry], place, row.name))
