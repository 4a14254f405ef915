"""Read a register of municipalities from a file that an operator has downloaded.

The file may be anything: it is unpacked within limits, told by its first line, and read whole or
refused with the line that is at fault.
"""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from datetime import date

from commands.collection.renewal import census, fixed_width
from commands.collection.renewal.places import ReadPlace, ReadRegister
from commands.collection.terms import LANDS
from commands.collection.texts import register as texts
from commands.collection.transfer.files import InvalidFileError
from commands.language.text_files import decode_whole, is_utf16
from commands.language.visible import one_line

# The largest of them has 4 MB.
LARGEST_FILE = 10_000_000
_LARGEST_POPULATION = 20_000_000
_LONGEST_NAME, _LONGEST_LINE = 100, 10_000
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_TABLES = (".csv", ".txt", ".asc")
_AGS = re.compile("[0-9]{8}")


def read(data: bytes) -> ReadRegister:
    """Return the register. Raises InvalidFileError."""
    text = _decoded(_unpacked(data))
    if not text.strip():
        raise InvalidFileError(texts.EMPTY_FILE)
    if census.is_census(text):
        found = census.read(text)
    elif fixed_width.is_fixed_width(text):
        found = fixed_width.read(text)
    else:
        raise InvalidFileError(texts.WRONG_FILE)
    _check_places(found.places)
    if not date(1990, 1, 1) <= found.as_of <= date(2100, 1, 1):
        raise InvalidFileError(texts.NO_DAY)
    return found


def _check_places(places: Iterable[ReadPlace]) -> None:
    lines: dict[str, int] = {}
    for place in places:
        if not _AGS.fullmatch(place.ags) or place.ags[:2] not in LANDS:
            raise InvalidFileError(texts.no_key(place.line, place.ags))
        if place.ags in lines:
            raise InvalidFileError(texts.key_twice(lines[place.ags], place.line, place.ags))
        if not place.key or len(place.name) > _LONGEST_NAME or one_line(place.name) != place.name:
            raise InvalidFileError(texts.no_name(place.line))
        if not 0 <= (place.population or 0) <= _LARGEST_POPULATION:
            raise InvalidFileError(texts.no_number(place.line))
        lines[place.ags] = place.line
    lands = Counter(ags[:2] for ags in lines)
    missing = [land for key, land in LANDS.items() if not lands[key]]
    if missing:
        raise InvalidFileError(texts.lands_missing(len(lines), missing))


def _decoded(data: bytes) -> str:
    if b"\0" in data and not is_utf16(data):
        raise InvalidFileError(texts.WRONG_FILE)
    text = decode_whole(data)
    if text is None:
        raise InvalidFileError(texts.BROKEN_CHARACTERS)
    # A line of millions of cells would take a hundred times its size.
    if any(len(line) > _LONGEST_LINE for line in io.StringIO(text)):
        raise InvalidFileError(texts.WRONG_FILE)
    return text


def _unpacked(data: bytes) -> bytes:
    if len(data) <= LARGEST_FILE and data.startswith(_GZIP):
        data = _from_gzip(data)
    elif len(data) <= LARGEST_FILE and data.startswith(_ZIP):
        data = _from_zip(data)
    if len(data) > LARGEST_FILE:
        raise InvalidFileError(texts.too_large(LARGEST_FILE))
    return data


def _from_gzip(data: bytes) -> bytes:
    """Return at most one byte more than the limit. Raises InvalidFileError."""
    import gzip

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            return packed.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error):
        raise InvalidFileError(texts.BROKEN_ARCHIVE) from None


def _from_zip(data: bytes) -> bytes:
    """Return at most one byte more than the limit, of the only table in it."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            tables = [name for name in archive.namelist() if name.lower().endswith(_TABLES)]
            if len(tables) != 1:
                raise InvalidFileError(texts.which_of_archive(len(tables)))
            with archive.open(tables[0]) as packed:
                return packed.read(LARGEST_FILE + 1)
    # An unknown method is a NotImplementedError, a password a RuntimeError.
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, ValueError):
        raise InvalidFileError(texts.BROKEN_ARCHIVE) from None
