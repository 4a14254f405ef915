"""The flat CSV of the census table 1000A-0000, as downloaded or saved again by a spreadsheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from commands.collection.renewal.places import ReadPlace, ReadRegister, is_town, short_name
from commands.collection.texts import register as texts
from commands.collection.transfer.files import InvalidFileError
from commands.language.text_files import BrokenTableError, TableLine, table_lines

_TABLE = "1000A"
_STATISTICS, _DAY, _VALUE, _COUNTED = "statistics_code", "time", "value", "value_variable_code"
_LEVEL, _LEVEL_NAME = "1_variable_code", "1_variable_label"
_KEY, _NAME = "1_variable_attribute_code", "1_variable_attribute_label"
_LONGEST_HEADING = 1_000
_COLUMNS = (_STATISTICS, _DAY, _LEVEL, _LEVEL_NAME, _KEY, _NAME, _VALUE, _COUNTED)
# What the lines are about: municipalities, or all of Germany; and how many persons.
_MUNICIPALITIES, _GERMANY, _PERSONS = "GEOGM", "GEODL", "PRS"
_BORDERS = re.compile(r"Gebietsstand\s+([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_GERMAN_DAY = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# Twelve digits; a spreadsheet takes it for a number and drops the zero in front.
_REGIONAL_KEY = re.compile("[0-9]{11,12}")
_ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3})+")
_UNKNOWN = frozenset({"", ".", "..", "...", "/", "x", "-"})
# To keep persons secret each number may be a few off; the sum was 0.01 % less than the total.
_TOLERANCE = 0.005


@dataclass(frozen=True)
class _CensusLine:
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def is_census(text: str) -> bool:
    """Tell whether it begins with the columns of a flat table, perhaps after sep=;."""
    heading = text[:_LONGEST_HEADING].casefold()
    return _KEY in heading or _STATISTICS in heading


def read(text: str) -> ReadRegister:
    """Return what stands in it. Raises InvalidFileError."""
    places: list[ReadPlace] = []
    days: set[date] = set()
    total: int | None = None
    others: dict[str, int] = {}
    for line in _lines(text):
        if line[_STATISTICS] != _TABLE:
            raise InvalidFileError(texts.wrong_table(line.number))
        of_persons = line[_COUNTED].startswith(_PERSONS)
        if of_persons and line[_LEVEL].startswith(_GERMANY):
            total = _population(line)
        elif of_persons and line[_LEVEL].startswith(_MUNICIPALITIES):
            places.append(_place(line))
            days.add(_day(line))
        elif _REGIONAL_KEY.fullmatch(line[_KEY]):
            others[_ags(line[_KEY])] = line.number
    for ags in others.keys() - {place.ags for place in places}:
        raise InvalidFileError(texts.broken_line(others[ags]))
    if not places:
        raise InvalidFileError(texts.NO_PLACES)
    if len(days) > 1:
        raise InvalidFileError(texts.SEVERAL_DAYS)
    known = sum(place.population or 0 for place in places)
    if total is not None and abs(known - total) > total * _TOLERANCE:
        raise InvalidFileError(texts.wrong_sum(known, total))
    [as_of] = days
    return ReadRegister(as_of, *texts.of_census(as_of), places)


def _lines(text: str) -> Iterator[_CensusLine]:
    lines = table_lines(text)
    try:
        heading = next(lines)
        columns = [cell.strip().casefold() for cell in heading.cells]
        _check(columns)
        for line in lines:
            yield _CensusLine(line.number, _cells(columns, line))
    except BrokenTableError as error:
        raise InvalidFileError(texts.broken_line(error.line)) from None


def _check(columns: Sequence[str]) -> None:
    missing = [column for column in _COLUMNS if column not in columns]
    if missing:
        raise InvalidFileError(texts.columns_missing(missing))
    twice = [column for column in _COLUMNS if columns.count(column) > 1]
    if twice:
        raise InvalidFileError(texts.column_twice(twice[0]))


def _cells(columns: Sequence[str], line: TableLine) -> Mapping[str, str]:
    too_many = any(cell.strip() for cell in line.cells[len(columns) :])
    # A cell of several lines is two quotation marks where none were, and lines lost between them.
    broken = any("\n" in cell or "\r" in cell for cell in line.cells)
    if len(line.cells) < len(columns) or too_many or broken:
        raise InvalidFileError(texts.broken_line(line.number))
    return {
        column: cell.strip()
        for column, cell in zip(columns, line.cells, strict=False)
        if column in _COLUMNS
    }


def _place(line: _CensusLine) -> ReadPlace:
    key = line[_KEY]
    if _ROUNDED.fullmatch(key):
        raise InvalidFileError(texts.rounded(line.number, key))
    if not _REGIONAL_KEY.fullmatch(key):
        raise InvalidFileError(texts.no_key(line.number, key))
    ags, official = _ags(key), line[_NAME]
    population = _population(line)
    return ReadPlace(line.number, ags, short_name(official), is_town(official, ags), population)


def _ags(key: str) -> str:
    """Leave out the association, which stands between the district and the municipality."""
    key = key.zfill(12)
    return key[:5] + key[9:]


def _population(line: _CensusLine) -> int | None:
    value = line[_VALUE]
    if value in _UNKNOWN:
        return None
    if not _NUMBER.fullmatch(value):
        raise InvalidFileError(texts.no_number(line.number))
    return int(value.replace(".", ""))


def _day(line: _CensusLine) -> date:
    found = _BORDERS.search(line[_LEVEL_NAME]) or _GERMAN_DAY.fullmatch(line[_DAY])
    iso = _ISO_DAY.fullmatch(line[_DAY])
    with suppress(ValueError):
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    raise InvalidFileError(texts.NO_DAY)
