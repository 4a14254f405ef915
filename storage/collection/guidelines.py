"""The collection: municipalities and their guidelines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from storage.database import Row, Transaction
from storage.records import (
    column,
    each_of,
    fetch,
    fetch_one,
    insert,
    number,
    record,
    to_row,
    update,
)

# The details are those of `has_details`.
_UNCONFIRMED = """
    deleted_at IS NULL AND (certainty <> 'sicher' OR (coalesce(confirmed_at < ?, true) AND (
        coalesce(title, '') || coalesce(document_type, '') || coalesce(adopted, '')
            || coalesce(adopted_by, '') || coalesce(updated, '') || coalesce(summary, '')
            || coalesce(source, '') <> '' OR status <> 'unbekannt'
        OR EXISTS (SELECT 1 FROM guideline_link
                   WHERE guideline_link.guideline_id = guideline.guideline_id))))
"""


@dataclass(frozen=True)
class Municipality:
    """`municipality_id` 0 is not stored yet.

    If something is `presumed`, only the name is certain, and all after it is about what is
    presumed: nothing that a member may read.
    """

    municipality_id: int
    name: str
    presumed: str | None
    official_name: str
    kind: str
    land: str
    district: str
    ags: str | None

    @property
    def certain(self) -> "Municipality":
        """Return it as members may see it."""
        if self.presumed is None:
            return self
        return Municipality(self.municipality_id, self.name, None, "", "", "", "", None)


@dataclass(frozen=True)
class GuidelineLink:
    """`as_of` is YYYY, YYYY-MM or YYYY-MM-DD."""

    label: str
    url: str
    as_of: str | None


@dataclass(frozen=True, kw_only=True)
class Guideline:
    """An entry; `guideline_id` 0 is not stored yet. Dates are YYYY, YYYY-MM or YYYY-MM-DD.

    Without more than the first three and `created_at` nothing is known but the name. One that is
    deleted is kept, but only `get` and `any_of` return it.
    """

    guideline_id: int = 0
    municipality_id: int
    list: str
    number: int | None = None
    printed: str = ""
    certainty: str = "sicher"
    remark: str = ""
    title: str | None = None
    document_type: str | None = None
    status: str = "unbekannt"
    adopted: str | None = None
    adopted_by: str | None = None
    updated: str | None = None
    summary: str | None = None
    source: str | None = None
    provenance: str = ""
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    created_at: datetime
    links: tuple[GuidelineLink, ...] = ()
    deleted_at: datetime | None = None


async def add_municipality(tx: Transaction, municipality: Municipality) -> Municipality:
    """Insert it; return it with its id."""
    cursor = await insert(tx, "municipality", municipality)
    return replace(municipality, municipality_id=cursor.lastrowid or 0)


async def change_municipality(tx: Transaction, municipality: Municipality) -> None:
    await update(tx, "municipality", municipality)


async def municipalities(tx: Transaction) -> list[Municipality]:
    """Return those that have an entry."""
    return await fetch(
        tx,
        Municipality,
        """
        SELECT * FROM municipality WHERE municipality_id IN
            (SELECT municipality_id FROM guideline WHERE deleted_at IS NULL)
        ORDER BY municipality_id
        """,
    )


async def known_municipalities(tx: Transaction) -> list[Municipality]:
    """Return all, also those whose entries are all deleted."""
    return await fetch(tx, Municipality, "SELECT * FROM municipality ORDER BY municipality_id")


async def municipality(tx: Transaction, municipality_id: int) -> Municipality | None:
    return await fetch_one(
        tx,
        Municipality,
        "SELECT * FROM municipality WHERE municipality_id = ?",
        (municipality_id,),
    )


async def called(tx: Transaction, name: str, land: str) -> Municipality | None:
    """Return the one of that name in that Land, also if its entries are all deleted."""
    return await fetch_one(
        tx, Municipality, "SELECT * FROM municipality WHERE name = ? AND land = ?", (name, land)
    )


async def add(tx: Transaction, guideline: Guideline) -> Guideline:
    """Insert it; return it with its id."""
    cursor = await insert(tx, "guideline", guideline, without=("links",))
    stored = replace(guideline, guideline_id=cursor.lastrowid or 0)
    await _add_links(tx, stored)
    return stored


async def change(tx: Transaction, guideline: Guideline) -> None:
    """Store it as it is now; it stays with its municipality."""
    await update(tx, "guideline", guideline, without=("municipality_id", "links"))
    await tx.execute("DELETE FROM guideline_link WHERE guideline_id = ?", (guideline.guideline_id,))
    await _add_links(tx, guideline)


async def get(tx: Transaction, guideline_id: int) -> Guideline | None:
    """Return the entry, also if it is deleted."""
    return next((entry for _, entry in await numbered(tx, [guideline_id])), None)


async def numbered(
    tx: Transaction, guideline_ids: Iterable[int]
) -> list[tuple[Municipality, Guideline]]:
    """Return those with these ids, in their order, with their municipalities; also deleted ones."""
    ids = each_of(guideline_ids)
    rows = await tx.execute_fetchall(
        """
        SELECT guideline.* FROM json_each(?) AS chosen JOIN guideline ON guideline_id = chosen.value
        ORDER BY chosen.key
        """,
        (ids,),
    )
    links = await tx.execute_fetchall(
        """
        SELECT guideline_link.* FROM json_each(?) AS chosen
            JOIN guideline_link ON guideline_id = chosen.value ORDER BY position
        """,
        (ids,),
    )
    municipalities = await fetch(
        tx,
        Municipality,
        """
        SELECT * FROM municipality WHERE municipality_id IN (SELECT municipality_id
            FROM json_each(?) AS chosen JOIN guideline ON guideline_id = chosen.value)
        """,
        (ids,),
    )
    by_id = {each.municipality_id: each for each in municipalities}
    return [(by_id[each.municipality_id], each) for each in _with_links(rows, links)]


async def of_municipalities(tx: Transaction, municipality_ids: Iterable[int]) -> list[Guideline]:
    entries = await any_of(tx, municipality_ids)
    return [entry for entry in entries if entry.deleted_at is None]


async def any_of(tx: Transaction, municipality_ids: Iterable[int]) -> list[Guideline]:
    """Return all entries of the municipalities, also those that are deleted."""
    ids = each_of(municipality_ids)
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM guideline WHERE municipality_id IN (SELECT value FROM json_each(?))
        ORDER BY guideline_id
        """,
        (ids,),
    )
    links = await tx.execute_fetchall(
        """
        SELECT * FROM guideline_link WHERE guideline_id IN
            (SELECT guideline_id FROM guideline
             WHERE municipality_id IN (SELECT value FROM json_each(?)))
        ORDER BY position
        """,
        (ids,),
    )
    return _with_links(rows, links)


async def everything(tx: Transaction) -> list[Guideline]:
    """Return all entries in the order in which they were stored."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM guideline WHERE deleted_at IS NULL ORDER BY guideline_id"
    )
    links = await tx.execute_fetchall("SELECT * FROM guideline_link ORDER BY position")
    return _with_links(rows, links)


async def places(tx: Transaction, guideline_ids: Iterable[int]) -> set[str]:
    """Return the names of the municipalities whose entries these are."""
    return set(
        await column(
            tx,
            """
            SELECT name FROM guideline JOIN municipality USING (municipality_id)
            WHERE guideline_id IN (SELECT value FROM json_each(?))
            """,
            (each_of(guideline_ids),),
        )
    )


async def namesakes(tx: Transaction, names: Iterable[str]) -> frozenset[str]:
    """Return those of the names that several municipalities have."""
    return frozenset(
        await column(
            tx,
            """
            SELECT name FROM municipality WHERE name IN (SELECT value FROM json_each(?))
            GROUP BY name HAVING count(*) > 1
            """,
            (each_of(names),),
        )
    )


async def unconfirmed(
    tx: Transaction, since: datetime, start: int = 0, most: int = -1
) -> list[tuple[Municipality, Guideline]]:
    """Return the entries to be confirmed: with names that are only probable, never, not since."""
    order = (
        "ORDER BY certainty = 'sicher', confirmed_at IS NOT NULL, confirmed_at, guideline_id"
        " LIMIT ? OFFSET ?"
    )
    sql = " ".join(("SELECT guideline_id FROM guideline WHERE", _UNCONFIRMED, order))
    return await numbered(tx, await column(tx, sql, (to_row(since), most, start)))


async def count_unconfirmed(tx: Transaction, since: datetime) -> int:
    sql = " ".join(("SELECT count(*) FROM guideline WHERE", _UNCONFIRMED))
    return await number(tx, sql, (to_row(since),))


def has_details(entry: Guideline) -> bool:
    """Tell whether more than the name is known; there may be a document, though."""
    details = (entry.title, entry.document_type, entry.adopted, entry.adopted_by, entry.updated)
    more = (entry.summary, entry.source, entry.links)
    return any(details) or any(more) or entry.status != "unbekannt"


async def _add_links(tx: Transaction, guideline: Guideline) -> None:
    await tx.executemany(
        "INSERT INTO guideline_link VALUES (?, ?, ?, ?, ?)",
        [
            (guideline.guideline_id, position, link.label, link.url, link.as_of)
            for position, link in enumerate(guideline.links, start=1)
        ],
    )


def _with_links(rows: Iterable[Row], link_rows: Iterable[Row]) -> list[Guideline]:
    links: dict[int, tuple[GuidelineLink, ...]] = {}
    for row in link_rows:
        of = row["guideline_id"]
        links[of] = (*links.get(of, ()), record(GuidelineLink, row))
    return [
        replace(record(Guideline, row), links=links.get(row["guideline_id"], ())) for row in rows
    ]
