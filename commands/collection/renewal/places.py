"""A register as a file tells it, whatever its format, before anybody has compared it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from commands.language import names
from storage.collection.register import RegisterEdition, RegisterPlace

# "Albersdorf (Kreis Dithmarschen)": the census tells namesakes apart so.
_DISTRICT = re.compile(r"\s*\((?:(?:Land)?kreis|LK) .*\)$", re.IGNORECASE)
# "Bonn, Stadt", "Straubing, GKSt", "Neustadt, Barbarossast., Krst."
_TOWN = re.compile(r"stadt|\b(?:GK)?St\b|\bKrst\b", re.IGNORECASE)
_PARISH = re.compile("kirchspiel", re.IGNORECASE)
_SPACING = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<=\b[a-z])\. (?=[a-z]\.)"), "."),  # "a. d. Lahn"
    (re.compile(r"(?<=[a-z])\.(?=[A-ZÄÖÜ])"), ". "),  # "a.Inn"
    (re.compile(r"(?<=\w)/ (?=\w)"), "/"),  # "Lauenburg/ Elbe"
)


@dataclass(frozen=True)
class ReadPlace:
    """A municipality and the line where it stands; `population` is None if it is not told.

    Its `name` may end with the district that tells it from namesakes: "Kleve (Kreis Dithmarschen)".
    """

    line: int
    ags: str
    name: str
    is_town: bool
    population: int | None

    @cached_property
    def key(self) -> str:
        return names.place_key(self.name)

    def beside(self, known: RegisterPlace | None) -> RegisterPlace:
        """Return it as it is stored: by the known name if that is but written in another way."""
        name = without_district(self.name)
        key = self.key if name == self.name else names.place_key(name)
        if known is not None and known.key in (key, self.key):
            name, key = known.name, known.key
        kind = "S" if self.is_town else "G"
        return RegisterPlace(self.ags, name, kind, self.ags[:5], key, self.population)


@dataclass(frozen=True)
class ReadRegister:
    """`as_of` is the day whose borders it has; the rest is shown beside the data."""

    as_of: date
    source: str
    population_of: str
    licence: str
    credit: str
    places: Sequence[ReadPlace]

    def edition(self, now: datetime) -> RegisterEdition:
        return RegisterEdition(
            self.as_of.isoformat(),
            self.source,
            self.population_of,
            self.licence,
            self.credit,
            now.replace(microsecond=0),
        )


# --- official names: with titles, and districts that tell namesakes apart


def without_district(name: str) -> str:
    return _DISTRICT.sub("", name)


def short_name(official: str) -> str:
    """Return "Bad Homburg v.d. Höhe" for "Bad Homburg v. d. Höhe, Stadt"."""
    name, _, title = official.strip().partition(",")
    for pattern, instead in _SPACING:
        name = pattern.sub(instead, name)
    name = name.strip()
    # Beside Garding, the town, there is "Garding, Kirchspiel".
    return f"{title.strip()} {name}" if _PARISH.fullmatch(title.strip()) else name


def is_town(official: str, ags: str) -> bool:
    """Return whether the title says so; towns without a district need none."""
    _, _, title = official.partition(",")
    return ags.endswith("000") or _TOWN.search(title) is not None
