"""The municipalities of Germany: recognises a name, refuses none.

What ships with the program is © GeoBasis-DE / BKG 2016; an operator may have imported a newer one.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction, one
from storage.records import each_of, exists, fetch, fetch_one


@dataclass(frozen=True)
class RegisterPlace:
    """`kind` is S for a town, else G; `district` is the key of the district.

    `standing` 1 was found by a name from before, 2 is in no register any more; `name` is what it
    is called now, if it is. `population` is the number of inhabitants, if the register tells it.
    """

    ags: str
    name: str
    kind: str
    district: str
    key: str
    population: int | None = None
    standing: int = 0

    @property
    def is_gone(self) -> bool:
        return self.standing == 2


@dataclass(frozen=True)
class RegisterEdition:
    """An imported register; `as_of` is YYYY-MM-DD. `credit` must stay with the data."""

    as_of: str
    source: str
    population_of: str
    licence: str
    credit: str
    imported_at: datetime


async def is_empty(tx: Transaction) -> bool:
    return not await exists(tx, "SELECT 1 FROM register_place LIMIT 1")


async def add(tx: Transaction, places: Iterable[RegisterPlace]) -> None:
    """Store the shipped ones."""
    await tx.executemany(
        "INSERT INTO register_place VALUES (?, ?, ?, ?, ?)",
        ((place.ags, place.name, place.kind, place.district, place.key) for place in places),
    )


async def edition(tx: Transaction) -> RegisterEdition | None:
    """Return what is said of the imported register; None if the shipped one is in force."""
    return await fetch_one(tx, RegisterEdition, "SELECT * FROM register_edition")


async def without_entry(tx: Transaction) -> list[RegisterPlace]:
    """Return all places that are not in the collection, those of the names in force first."""
    return await fetch(
        tx, RegisterPlace, "SELECT * FROM place_without_entry ORDER BY standing, ags"
    )


async def named_without_entry(tx: Transaction, keys: Sequence[str]) -> list[RegisterPlace]:
    """Return those of them with one of these folded names, in the order of the names."""
    found = await fetch(
        tx,
        RegisterPlace,
        """
        SELECT * FROM place_without_entry WHERE key IN (SELECT value FROM json_each(?))
        ORDER BY standing, ags
        """,
        (json.dumps(keys),),
    )
    return sorted(_in_force(found), key=lambda place: keys.index(place.key))


async def beginning_without_entry(tx: Transaction, beginning: str) -> list[RegisterPlace]:
    """Return those without an entry whose folded name begins so."""
    found = await fetch(
        tx,
        RegisterPlace,
        "SELECT * FROM place_without_entry WHERE key BETWEEN ? AND ? ORDER BY standing, ags",
        (beginning, f"{beginning}\U0010ffff"),
    )
    return _in_force(found)


async def among(tx: Transaction, keys: Sequence[str], starts: Sequence[str]) -> list[RegisterPlace]:
    """Return those without an entry with one of the keys, or that begin with one of the starts.

    Those of the names in force come last.
    """
    return await fetch(
        tx,
        RegisterPlace,
        """
        SELECT place.* FROM json_each(?) JOIN place_without_entry AS place ON place.key = value
        UNION SELECT place.* FROM json_each(?) JOIN place_without_entry AS place
            ON place.key BETWEEN value AND value || ?
        ORDER BY standing DESC, ags
        """,
        (json.dumps(keys), json.dumps(starts), "\U0010ffff"),
    )


async def with_ags(tx: Transaction, ags: str) -> RegisterPlace | None:
    """Return the one of them with this official key, also if it is gone."""
    sql = "SELECT * FROM place_without_entry WHERE ags = ? ORDER BY standing"
    return await fetch_one(tx, RegisterPlace, sql, (ags,))


async def other_names(tx: Transaction, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Return by official key what registers call a municipality that was renamed, or called it."""
    rows = await tx.execute_fetchall(
        """
        SELECT ags, called FROM former_place WHERE ags IN (SELECT value FROM json_each(?1))
        UNION SELECT ags, name FROM former_place WHERE ags IN (SELECT value FROM json_each(?1))
        """,
        (each_of(keys),),
    )
    found: dict[str, list[str]] = {}
    for ags, name in rows:
        found.setdefault(ags, []).append(name)
    return found


# --- inhabitants


async def population(tx: Transaction, ags: str) -> tuple[int, str] | None:
    """Return the number of inhabitants and where it is from, if the register tells it."""
    row = await one(
        tx,
        """
        SELECT population, population_of FROM imported_place, register_edition
        WHERE ags = ? AND population IS NOT NULL
        """,
        (ags,),
    )
    return None if row is None else (row["population"], row["population_of"])


async def populations(tx: Transaction, keys: Collection[str]) -> Mapping[str, int]:
    """Return the numbers of inhabitants by official key, as far as the register tells them."""
    rows = await tx.execute_fetchall(
        """
        SELECT ags, population FROM imported_place
        WHERE ags IN (SELECT value FROM json_each(?)) AND population IS NOT NULL
        """,
        (each_of(keys),),
    )
    return {row["ags"]: row["population"] for row in rows}


def _in_force(found: Sequence[RegisterPlace]) -> list[RegisterPlace]:
    """Return those of the best standing: a name in force is not a former name of another place."""
    best = min((place.standing for place in found), default=0)
    return [place for place in found if place.standing == best]
