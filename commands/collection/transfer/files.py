"""Check a file of entries and return its rows, or the first fault in one sentence."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from commands.collection.texts import collection as texts
from commands.collection.transfer.rows import COLUMNS, MOST_LINKS, Row
from commands.language.patterns import Pattern
from commands.language.text_files import BrokenTableError, decode_whole, is_utf16, table_lines
from commands.language.texts.dates import month_of
from storage.collection.versions import EntrySnapshot

LARGEST_FILE = 100_000_000
_COLUMN_OF = MappingProxyType({field: column for column, field in COLUMNS.items()})
_REQUIRED = tuple(
    column for column, field in COLUMNS.items() if Row.model_fields[field].is_required()
)
_FIELDS = tuple(Row.model_fields)
# A cell that a spreadsheet would take for a formula begins with an apostrophe.
_FORMULA = Pattern(r"'*[=+\-@\t\r]")
# An AGS has 8 digits, or 5, and may begin with 0.
_WITHOUT_ZERO = Pattern(r"[1-9](?:[0-9]{6}|[0-9]{3})")
_DAY = Pattern(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?: 0{1,2}:00(?::00)?)?")
_MONTH = Pattern(r"([^\W\d_]{3,9})\.?[ -]([0-9]{2}|[0-9]{4})")
_GUARDED = Pattern(r"'+[=+\-@\t\r]")


class InvalidFileError(Exception):
    """The file cannot be imported; the text says where, why and what is allowed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True)
class LocatedRow:
    """A row and the line (or the number of the entry) where it stands."""

    place: int
    row: Row


def read(data: bytes) -> list[LocatedRow]:
    """Return the rows. Raises InvalidFileError."""
    text = _decode(data)
    is_json = text.lstrip()[:1] in ("{", "[")
    found = list(_json_rows(text) if is_json else _csv_rows(text))
    if not found:
        raise InvalidFileError(texts.NO_ROWS)
    _refuse_contradictions(found)
    return found


def guarded(cell: str) -> str:
    """Guard a cell from being calculated by a spreadsheet; `_unguarded` is the way back."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _decode(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise InvalidFileError(texts.too_large(LARGEST_FILE))
    if b"\0" in data and not is_utf16(data):
        raise InvalidFileError(texts.NOT_TEXT)
    text = decode_whole(data)
    if text is None:
        raise InvalidFileError(texts.not_utf8(_line_not_utf8(data)))
    return text


def _line_not_utf8(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _csv_rows(text: str) -> Iterator[LocatedRow]:
    lines = table_lines(text)
    try:
        heading = next(lines)
        columns = ["_".join(cell.casefold().split()) for cell in heading.cells]
        _check_columns(heading.number, columns)
        for line in lines:
            yield LocatedRow(line.number, _csv_row(columns, line.cells, line.number))
    except BrokenTableError as error:
        raise InvalidFileError(texts.broken_csv(error.line)) from None


def _check_columns(line: int, columns: Sequence[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise InvalidFileError(texts.unknown_column(line, column, tuple(COLUMNS)))
        if columns.count(column) > 1:
            raise InvalidFileError(texts.column_twice(line, column))
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise InvalidFileError(texts.missing_columns(line, missing))


def _csv_row(columns: Sequence[str], cells: Sequence[str], line: int) -> Row:
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        raise InvalidFileError(texts.wrong_width(line, len(cells), len(columns)))
    values: dict[str, object] = {}
    for column, cell in zip(columns, map(_unguarded, cells), strict=False):
        restored = _restored(COLUMNS[column], cell.strip())
        values[COLUMNS[column]] = _links(cell, line) if column == "links" else restored or cell
    for field in ("certainty", "status", "created_at"):
        if values.get(field) == "":
            del values[field]
    return _checked(values, lambda field: texts.in_csv(line, _COLUMN_OF.get(field, field)))


def _restored(field: str, cell: str) -> str | None:
    """Return what stood in the cell before a spreadsheet took it for a number or a date."""
    if field == "ags":
        return f"0{cell}" if _WITHOUT_ZERO.fullmatch(cell) else None
    if field not in ("adopted", "updated"):
        return None
    if found := _DAY.fullmatch(cell):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    found = _MONTH.fullmatch(cell)
    return None if found is None else month_of(found[1], found[2])


def _links(cell: str, line: int) -> list[dict[str, str]]:
    """Read one link per line: label, address and date, split by "|"."""
    lines = [text for text in cell.split("\n") if text.strip()]
    if any(text.count("|") < len(("label", "url")) for text in lines):
        raise InvalidFileError(texts.faulty(texts.in_csv(line, "links"), texts.LINKS))
    return [_link(text) for text in lines]


def _link(text: str) -> dict[str, str]:
    """Read a link; label and address may contain bars, an address has no spaces."""
    before, _, as_of = text.rpartition("|")
    words = before.rsplit(maxsplit=1)
    if len(words) > 1 and words[0].endswith("|"):
        label, url = words[0].removesuffix("|"), words[1]
    else:
        label, _, url = before.rpartition("|")
    as_of = as_of.strip()
    return {"label": label, "url": url, "as_of": _restored("updated", as_of) or as_of}


def _json_rows(text: str) -> Iterator[LocatedRow]:
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
        yield LocatedRow(place, _checked(values, partial(texts.in_json, place)))


def _checked(values: Mapping[str, object], where: Callable[[str], str]) -> Row:
    try:
        return Row.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        raise InvalidFileError(texts.faulty(where(field), problem(first))) from None


def problem(error: ErrorDetails) -> str:
    """Return why a field of a row does not fit."""
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


def _refuse_contradictions(found: Sequence[LocatedRow]) -> None:
    """Refuse a municipality described in two ways, and an entry that comes twice."""
    described: dict[tuple[str, str], tuple[int, object]] = {}
    entries: dict[object, int] = {}
    for place, row in ((each.place, each.row) for each in found):
        description = (row.presumed, row.official_name, row.kind, row.district, row.ags)
        first, known = described.setdefault((row.name, row.land), (place, description))
        if known != description:
            raise InvalidFileError(texts.contradiction(first, place, row.name))
        entry = (row.list, row.name, row.land, row.number, row.title)
        # An export may contain two entries that are equal.
        if row.created_at is None and entries.setdefault(entry, place) != place:
            raise InvalidFileError(texts.twice(entries[entry], place, row.name))


# --- faults of an entry


# Documents are not checked: their names come from elsewhere.
_OF_ENTRY = frozenset(Row.model_fields) - {"documents"}


def faults(whole: EntrySnapshot) -> Mapping[str, str]:
    """Return what is wrong with which field, in the words of the import."""
    facts = {**vars(whole.municipality), **vars(whole.guideline)}
    values = {name: value for name, value in facts.items() if name in _OF_ENTRY}
    values["links"] = [vars(link) for link in whole.guideline.links]
    try:
        Row.model_validate(values)
    except ValidationError as error:
        return MappingProxyType({str(e["loc"][0]): _words_of(e) for e in reversed(error.errors())})
    return MappingProxyType({})


def new_fault(before: EntrySnapshot | None, after: EntrySnapshot) -> tuple[str, str] | None:
    """Return the first field that could not be stored, and why; older faults are let be."""
    known = {} if before is None else faults(before)
    return next(((n, why) for n, why in faults(after).items() if n not in known), None)


def _words_of(error: ErrorDetails) -> str:
    if error["type"] == "too_long" and error["loc"] == ("links",):
        return texts.most_links(MOST_LINKS)
    return problem(error)
