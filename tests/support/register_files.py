"""Registers of municipalities as the statistical offices publish them, made by code.

GV100AD follows the office's record description (Datensatzbeschreibung GV100AD, kinds 10 to 60,
220 characters a line); `EBERBACH` is the line that the tests of gv100ad-py read. The flat CSV
follows the columns of the published census table 1000A-0000.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from commands.collection.renewal.files import read
from commands.collection.renewal.renew import RegisterRenewal, renew
from commands.collection.terms import LANDS
from commands.collection.transfer.shipped import shipped_places
from storage.database import Database
from tests.support.config_files import WITH_DIRECTORY
from tests.support.say import NOW

EBERBACH = (
    "6020220131082260135001Eberbach, Stadt                                                         "
    "                            63    000000081150000001426700000006914    69412*****  28401302624"
    "05277                           "
)


@dataclass(frozen=True)
class OfficialPlace:
    """`name` is official, with its title: "Bonn, Stadt"; `kind` as in GV100AD, 64 is Gemeinde."""

    ags: str
    name: str
    population: int = 1_000
    kind: int = 64


def shipped(
    *,
    without: Iterable[str] = (),
    renamed: Mapping[str, str] | None = None,
    populations: Mapping[str, int] | None = None,
    new: Iterable[OfficialPlace] = (),
) -> list[OfficialPlace]:
    """Return the shipped register with these changes, in the order of the official keys."""
    gone, names, counts = set(without), renamed or {}, populations or {}
    places = [
        OfficialPlace(
            place.ags,
            names.get(place.ags, f"{place.name}{', Stadt' if place.kind == 'S' else ''}"),
            counts.get(place.ags, 1_000),
            63 if place.kind == "S" else 64,
        )
        for place in shipped_places()
        if place.ags not in gone
    ]
    return sorted((*places, *new), key=lambda place: place.ags)


def a_few() -> list[OfficialPlace]:
    """Return three of each Land, Bonn among them."""
    places = [
        OfficialPlace(f"{key}{district}000", f"{land}stadt {district}, Stadt", 5_000, 61)
        for key, land in LANDS.items()
        for district in ("111", "112", "113")
    ]
    bonn = OfficialPlace("05314000", "Bonn, Stadt", 330_000, 61)
    return sorted((*places, bonn), key=lambda place: place.ags)


def gv100ad(places: Iterable[OfficialPlace], day: str = "20221231") -> str:
    """Return the text of the file, its Länder and districts before what is in them."""
    lines: list[str] = []
    land = district = ""
    for place in places:
        if place.ags[:2] != land:
            land = place.ags[:2]
            lines.append(_line("10", day, f"{land:8}    ", LANDS.get(land, "?"), "Hauptstadt"))
        if place.ags[:5] != district:
            district = place.ags[:5]
            lines.append(_line("40", day, f"{district:8}    ", "Kreis", "Sitz", 44))
        lines.append(_line("50", day, f"{district:8}0000", "Verband", "", 50))
        numbers = f"{100:011}{place.population:011}{place.population // 2:011}    12345       "
        lines.append(_line("60", day, f"{place.ags}0000", place.name, "", place.kind, numbers))
    return "".join(f"{line}\r\n" for line in lines)


def _line(
    record: str, day: str, key: str, name: str, seat: str, kind: int | str = "  ", rest: str = ""
) -> str:
    return f"{record}{day}{key}{name:50}{seat:50}{kind:2}    {rest}".ljust(220)


COLUMNS = (
    *("statistics_code", "statistics_label", "time_code", "time_label", "time"),
    *("1_variable_code", "1_variable_label", "1_variable_attribute_code"),
    *("1_variable_attribute_label", "value", "value_unit", "value_variable_code"),
    *("value_variable_label", "value_q"),
)


def census(
    places: Sequence[OfficialPlace],
    *,
    columns: Sequence[str] = COLUMNS,
    delimiter: str = ";",
    total: int | None = None,
) -> str:
    """Return the flat table; the line of Germany comes first."""
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, columns, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    everybody = sum(place.population for place in places) if total is None else total
    writer.writerow(_cells("GEODL1", "Deutschland", "DG", "Deutschland", everybody))
    for place in places:
        key = f"{place.ags[:5]}0000{place.ags[5:]}"
        label = "Gemeinden (Gebietsstand 15.05.2022)"
        writer.writerow(_cells("GEOGM4", label, key, place.name, place.population))
    return table.getvalue()


def _cells(level: str, label: str, key: str, name: str, value: int) -> dict[str, str]:
    table = "Bevölkerung kompakt (Gebietsstand 15.05.2022)"
    shown = ("1000A", table, "STAG", "Stichtag", "2022-05-15", level, label, key, name, str(value))
    return dict(zip(COLUMNS, (*shown, "Anzahl", "PRS018", "Personen", "e"), strict=True))


def write_config(folder: Path) -> Path:
    file = folder / "config.toml"
    file.write_text(WITH_DIRECTORY.format(directory=folder / "data"), encoding="utf-8")
    return file


async def put_into_force(
    database: Database, text: str, *, older: bool = False, now: datetime = NOW
) -> RegisterRenewal:
    """Do as netzwerkbot register import does with a file of that text."""
    async with database.transaction() as tx:
        return await renew(tx, read(text.encode()), now, older=older)
