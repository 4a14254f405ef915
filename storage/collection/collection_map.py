"""The counts of a map of the collection, as members may see them: without what is presumed."""

from dataclasses import dataclass

from storage.database import Transaction
from storage.records import fetch


@dataclass(frozen=True)
class OfLand:
    """`land` is empty for the entries of which it is not certain."""

    land: str
    entries: int


@dataclass(frozen=True)
class OfKind:
    """`kind` is empty for the bodies of which it is not certain."""

    kind: str
    bodies: int


@dataclass(frozen=True)
class Mapped:
    """The entries of a body in one list."""

    name: str
    land: str
    ags: str | None
    list: str
    entries: int


async def lands(tx: Transaction, list_name: str | None) -> list[OfLand]:
    """Count the entries of one list or of both; return the Land with most first."""
    return await fetch(
        tx,
        OfLand,
        """
        SELECT land, count(*) AS entries FROM entry_listing WHERE list = coalesce(?, list)
        GROUP BY land ORDER BY entries DESC, land
        """,
        (list_name,),
    )


async def kinds(tx: Transaction, list_name: str | None) -> list[OfKind]:
    """Count the bodies that have an entry, each once."""
    return await fetch(
        tx,
        OfKind,
        """
        SELECT iif(presumed IS NULL, municipality.kind, '') AS kind,
            count(DISTINCT municipality_id) AS bodies
        FROM entry_listing JOIN municipality USING (municipality_id)
        WHERE list = coalesce(?, list)
        GROUP BY 1 ORDER BY 1
        """,
        (list_name,),
    )


async def mapped(tx: Transaction, list_name: str | None) -> list[Mapped]:
    return await fetch(
        tx,
        Mapped,
        """
        SELECT entry_listing.name, entry_listing.land, iif(presumed IS NULL, ags, NULL) AS ags,
            list, count(*) AS entries
        FROM entry_listing JOIN municipality USING (municipality_id)
        WHERE list = coalesce(?, list)
        GROUP BY municipality_id, list ORDER BY municipality_id, list
        """,
        (list_name,),
    )
