"""Put another register of municipalities into force, and tell what that means for entries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from storage.collection.guidelines import Municipality
from storage.collection.register import RegisterEdition, RegisterPlace
from storage.database import Transaction
from storage.records import each_of, fetch, insert


class FormerPlace(NamedTuple):
    """A municipality as an earlier register had it: `called` so then, and `name` now.

    `standing` is 1 if it has another name now, 2 if it is gone.
    """

    ags: str
    called: str
    name: str
    kind: str
    district: str
    key: str
    standing: int


@dataclass(frozen=True)
class PlaceOfEntry:
    """An entry whose municipality has this official key."""

    guideline_id: int
    name: str
    ags: str


async def in_force(tx: Transaction) -> list[RegisterPlace]:
    """Return the register as it is now, without former names."""
    rows = await tx.execute_fetchall(
        """
        SELECT ags, name, kind, district, key, population FROM known_place
        WHERE standing = 0 ORDER BY ags
        """
    )
    return [RegisterPlace(*row) for row in rows]


async def former(tx: Transaction) -> list[FormerPlace]:
    rows = await tx.execute_fetchall("SELECT * FROM former_place ORDER BY ags, key")
    return [FormerPlace(*row) for row in rows]


async def replace(
    tx: Transaction,
    edition: RegisterEdition,
    places: Iterable[RegisterPlace],
    former_places: Iterable[FormerPlace],
) -> None:
    """Put it into force; what was imported before goes, what shipped with the program stays."""
    for table in ("imported_place", "former_place", "register_edition"):
        await tx.execute(" ".join(("DELETE FROM", table)))
    await tx.executemany(
        "INSERT INTO imported_place VALUES (?, ?, ?, ?, ?, ?)",
        [(each.ags, each.name, each.kind, each.district, each.key, each.population)
         for each in places],
    )  # fmt: skip
    await tx.executemany("INSERT INTO former_place VALUES (?, ?, ?, ?, ?, ?, ?)", former_places)
    await insert(tx, "register_edition", edition)


async def municipalities(tx: Transaction, keys: Collection[str]) -> list[Municipality]:
    """Return those of the collection that are certain to have one of these official keys."""
    return await fetch(
        tx,
        Municipality,
        """
        SELECT * FROM municipality
        WHERE presumed IS NULL AND ags IN (SELECT value FROM json_each(?))
        """,
        (each_of(keys),),
    )


async def entries(tx: Transaction, keys: Collection[str]) -> list[PlaceOfEntry]:
    """Return the entries, not deleted, of municipalities with one of these official keys."""
    return await fetch(
        tx,
        PlaceOfEntry,
        """
        SELECT guideline_id, name, ags FROM guideline JOIN municipality USING (municipality_id)
        WHERE deleted_at IS NULL AND ags IN (SELECT value FROM json_each(?))
        ORDER BY guideline_id
        """,
        (each_of(keys),),
    )
