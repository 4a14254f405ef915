"""Read what people say about themselves; recognise addresses and numbers; pure."""

import re
import unicodedata
from enum import Enum

from commands.collection.terms import SIZE_BOUNDS, class_of
from commands.exchange.profiles.texts import commands as said
from commands.language.patterns import Pattern
from commands.language.visible import one_line

LONGEST_ROLE, LONGEST_REPORTS, MOST_TOPICS, LONGEST_PLACE = 80, 200, 12, 100
FIRST_YEAR = 1990


class Reachable(Enum):
    """What a text would let others reach somebody by, past the bot."""

    MAIL = "mail"
    PHONE = "phone"
    STREET = "street"


_AT = Pattern(rf"@|{said.AT}", re.IGNORECASE)
_STREET = Pattern(said.STREET, re.IGNORECASE)
_CALLED = Pattern(rf"\b(?:{said.PHONE})\b[\s.:=]*([+(]?\d[\d\s/().–-]*)", re.IGNORECASE)
_NUMBER = Pattern(r"(?<![\w.])[+(]?\s?\d[\d\s/().–-]*\d")
_DATE = Pattern(
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?(?:(?:19|20)\d\d)?(?!\d)"
)
_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GROUPED = Pattern(r"(?<!\d)[1-9]\d{0,2}(?:\.\d{3})+(?!\d)")
_SHORTEST_PHONE, _SHORTEST_EXTENSION, _NO_YEAR = 6, 3, 7


def reachable_by(text: str) -> Reachable | None:
    """Return what in the text is an address or a number to call; years and counts are none."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if c == "\n" or c.isprintable())
    if _AT.search(plain):
        return Reachable.MAIL
    if _STREET.search(plain):
        return Reachable.STREET
    called = (_digits(found[1]) for found in _CALLED.finditer(plain))
    if any(len(each) >= _SHORTEST_EXTENSION and not _YEAR.fullmatch(each) for each in called):
        return Reachable.PHONE
    undated = _DATE.sub(" ; ", plain)
    for found in _NUMBER.finditer(undated):
        dials = found[0].lstrip("( ").startswith(("0", "+"))
        if dials and len(_digits(found[0])) >= _SHORTEST_PHONE:
            return Reachable.PHONE
    counted = _YEAR.sub(" ; ", _GROUPED.sub(" ; ", undated))
    is_long = (len(_digits(found[0])) >= _NO_YEAR for found in _NUMBER.finditer(counted))
    return Reachable.PHONE if any(is_long) else None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())


# --- size and year


def _counted_as(name: str) -> str:
    """Return a pattern for a count such as "20.000" or "20 Tsd.", under this name."""
    return rf"(?P<{name}>[1-9]\d{{0,2}}(?:[.\s]\d{{3}})+|[1-9]\d{{0,6}}){said.THOUSAND}"


_FIRST, _SECOND = _counted_as("a"), _counted_as("b")
_SIZES = tuple(
    Pattern(rf"{said.SIZE_BEFORE}(?:{pattern})\s*{said.PEOPLE}", re.IGNORECASE)
    for pattern in (
        rf"(?P<below>{said.BELOW})\s*{_FIRST}",
        rf"(?:{said.ABOVE})\s*{_FIRST}|{_SECOND}\s*(?:{said.PEOPLE})\s*(?:{said.UP})",
        rf"{_FIRST}\s*(?:{said.TO})\s*{_SECOND}",
        rf"{_FIRST}",
    )
)
_SHORTEST_COUNT = 1_000


def size_of(words: str) -> int | None:
    """Read "unter 20.000", "5.000 bis 20.000", "12345 Einwohner", "100.000 und mehr"."""
    plain = one_line(words).strip(" .?!").casefold()
    if plain in said.LARGEST:
        return len(SIZE_BOUNDS) + 1
    for position, pattern in enumerate(_SIZES):
        found = pattern.fullmatch(plain)
        if found is not None:
            return _class(found, position)
    return None


def _class(found: re.Match[str], position: int) -> int | None:
    counts = [_count(found, name) for name in "ab" if name in found.re.groupindex]
    given = [each for each in counts if each is not None]
    if any(each < _SHORTEST_COUNT for each in given):
        return None
    if position == 0:
        return class_of(given[0] - 1)
    if len(given) > 1:
        return class_of(given[0]) if class_of(given[0]) == class_of(given[1] - 1) else None
    return class_of(given[0])


def _count(found: re.Match[str], name: str) -> int | None:
    digits = found[name]
    if digits is None:
        return None
    behind = found.string[found.end(name) :].lstrip()
    return int(_digits(digits)) * (1_000 if behind.startswith(("tsd", "tausend")) else 1)


_SINCE = Pattern(said.SINCE, re.IGNORECASE)


def year_in(words: str, this_year: int) -> int | None:
    """Read "seit 2019"; a year to come is none."""
    found = _SINCE.fullmatch(one_line(words).strip(" .!"))
    year = 0 if found is None else int(found["year"])
    return year if FIRST_YEAR <= year <= this_year else None


# --- a profile in one line

_TOPICS = Pattern(said.TOPICS, re.IGNORECASE)


def parts_of(line: str) -> list[str]:
    """Part "Bonn | Losverfahren, Bürgerrat | Leitung"; also "Bonn, Thema Losverfahren"."""
    if "|" in line:
        place, *rest = (one_line(each) for each in line.split("|"))
    else:
        place, *topics = (one_line(each) for each in line.split(",", 1))
        rest = topics
    if rest:
        rest[0] = _TOPICS.sub("", rest[0], count=1)
    return [place, *rest]


def is_nothing(words: str) -> bool:
    return words.casefold() in said.NOTHING
