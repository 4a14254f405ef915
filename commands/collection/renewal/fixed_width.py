"""GV100AD, the register of the Federal Statistical Office, read by gv100ad-py line by line."""

import re

from commands.collection.renewal.places import ReadPlace, ReadRegister, short_name
from commands.collection.texts import register as texts
from commands.collection.transfer.files import InvalidFileError

# The kind of record, the day, and the key of the Land.
_FIRST_LINE = re.compile(r"[1-6]0[0-9]{8}[0-9]{2}")
_END_OF_LINE = re.compile(r"\r\n|\r|\n")
_MUNICIPALITY = "60"
_LONGEST = 220
# Area, population, and how many of them are men; blanks stand before and behind the three.
_NUMBERS = slice(124, 165)
_THREE = re.compile(r" {4}(?:(?= *[0-9]+)[ 0-9]{11}){3} {4}")


class _Lines:
    """Gives the reader one line after the other, and knows which it was."""

    def __init__(self, text: str) -> None:
        # Not splitlines: a name may hold characters that it takes for the end of a line.
        self._lines = iter(_END_OF_LINE.split(text))
        self.number = 0

    def readline(self) -> str:
        line = next(self._lines, None)
        if line is None:
            return ""
        self.number += 1
        # Ctrl-Z ended files in DOS.
        line = line.strip("\x1a").rstrip()
        if not _is_whole(line):
            raise InvalidFileError(texts.broken_line(self.number))
        return f"{line}\n"


def _is_whole(line: str) -> bool:
    """Tell whether it is one line, and each number where the reader takes it from."""
    numbers = line.ljust(_LONGEST)[_NUMBERS]
    if not line.startswith(_MUNICIPALITY):
        return len(line) <= _LONGEST and not numbers.strip()
    return len(line) <= _LONGEST and _THREE.fullmatch(numbers) is not None


def is_fixed_width(text: str) -> bool:
    """Tell whether the first line begins like a record."""
    return _FIRST_LINE.match(text.lstrip()) is not None


def read(text: str) -> ReadRegister:
    """Return what stands in it. Raises InvalidFileError."""
    from gv100ad import District, GV100ADReader, Municipality, MunicipalityType

    towns = {
        MunicipalityType.KREISFREIE_STADT,
        MunicipalityType.STADTKREIS,
        MunicipalityType.STADT,
        MunicipalityType.GROSSE_KREISSTADT,
    }
    lines, places, empty, days = _Lines(text), list[ReadPlace](), set[str](), set()
    try:
        for record in GV100ADReader(lines).read():
            if isinstance(record, District):
                empty.add(record.regional_code)
            elif isinstance(record, Municipality):
                empty.discard(record.regional_code[:5])
                days.add(record.timestamp)
                if record.type is not MunicipalityType.GEMEINDEFREIES_GEBIET_UNBEWOHNT:
                    name, is_town = short_name(record.name), record.type in towns
                    # Nobody lives in none: 0 is what stands where the number is missing.
                    population = record.inhabitants or None
                    ags = record.regional_code
                    places.append(ReadPlace(lines.number, ags, name, is_town, population))
    except ValueError:
        raise InvalidFileError(texts.broken_line(lines.number)) from None
    if not places:
        raise InvalidFileError(texts.NO_PLACES)
    if empty:
        raise InvalidFileError(texts.districts_empty(sorted(empty)))
    # Other kinds of records may be older: what they are about has not changed since.
    as_of = max(days)
    return ReadRegister(as_of, *texts.of_gv100ad(as_of), places)
