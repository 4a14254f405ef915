"""What a map of the collection counts, as members may see it: nothing that is only presumed."""

from dataclasses import dataclass

from storage.database import Transaction


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
    """Of one list or of both; those with most entries first."""
    rows = await tx.execute_fetchall(
        """
        SELECT land, count(*) AS entries FROM browsed WHERE list = coalesce(?, list)
        GROUP BY land ORDER BY entries DESC, land
        """,
        (list_name,),
    )
    return [OfLand(*row) for row in rows]


async def kinds(tx: Transaction, list_name: str | None) -> list[OfKind]:
    """Of the bodies that have an entry; each is counted once."""
    rows = await tx.execute_fetchall(
        """
        SELECT iif(presumed IS NULL, kind, '') AS kind_shown, count(DISTINCT municipality_id)
        FROM browsed JOIN municipality USING (municipality_id)
        WHERE list = coalesce(?, list)
        GROUP BY kind_shown ORDER BY kind_shown
        """,
        (list_name,),
    )
    return [OfKind(*row) for row in rows]


async def mapped(tx: Transaction, list_name: str | None) -> list[Mapped]:
    rows = await tx.execute_fetchall(
        """
        SELECT browsed.name, browsed.land, iif(presumed IS NULL, ags, NULL), list, count(*)
        FROM browsed JOIN municipality USING (municipality_id)
        WHERE list = coalesce(?, list)
        GROUP BY municipality_id, list ORDER BY municipality_id, list
        """,
        (list_name,),
    )
    return [Mapped(*row) for row in rows]
