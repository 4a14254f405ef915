"""The collection: municipalities and their guidelines."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

# The details are those of `has_details`.
_UNCONFIRMED = """
    deleted_at IS NULL AND (certainty <> 'sicher' OR (confirmed_at IS NULL AND (
        coalesce(title, '') || coalesce(document_type, '') || coalesce(adopted, '')
            || coalesce(adopted_by, '') || coalesce(updated, '') || coalesce(summary, '')
            || coalesce(source, '') <> '' OR status <> 'unbekannt'
        OR EXISTS (SELECT 1 FROM guideline_link
                   WHERE guideline_link.guideline_id = guideline.guideline_id))))
"""
_MOMENTS = ("confirmed_at", "created_at", "deleted_at")


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
        """As members may see it."""
        if self.presumed is None:
            return self
        return Municipality(self.municipality_id, self.name, None, "", "", "", "", None)


@dataclass(frozen=True)
class Link:
    """`as_of` is YYYY, YYYY-MM or YYYY-MM-DD."""

    label: str
    url: str
    as_of: str | None


@dataclass(frozen=True)
class Guideline:
    """An entry; `guideline_id` 0 is not stored yet. Dates are YYYY, YYYY-MM or YYYY-MM-DD.

    One that is deleted is kept, but only `get` and `any_of` find it.
    """

    guideline_id: int
    municipality_id: int
    list: str
    number: int | None
    printed: str
    certainty: str
    remark: str
    title: str | None
    document_type: str | None
    status: str
    adopted: str | None
    adopted_by: str | None
    updated: str | None
    summary: str | None
    source: str | None
    provenance: str
    confirmed_by: str | None
    confirmed_at: datetime | None
    created_at: datetime
    links: tuple[Link, ...] = ()
    deleted_at: datetime | None = None


async def add_municipality(tx: Transaction, municipality: Municipality) -> Municipality:
    """The same with its number."""
    cursor = await tx.execute(
        """
        INSERT INTO municipality (name, presumed, official_name, kind, land, district, ags)
        VALUES (:name, :presumed, :official_name, :kind, :land, :district, :ags)
        """,
        asdict(municipality),
    )
    return replace(municipality, municipality_id=cursor.lastrowid or 0)


async def change_municipality(tx: Transaction, municipality: Municipality) -> None:
    await tx.execute(
        """
        UPDATE municipality SET name = :name, presumed = :presumed,
            official_name = :official_name, kind = :kind, land = :land, district = :district,
            ags = :ags WHERE municipality_id = :municipality_id
        """,
        asdict(municipality),
    )


async def municipalities(tx: Transaction) -> list[Municipality]:
    """Those that have an entry."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM municipality WHERE municipality_id IN
            (SELECT municipality_id FROM guideline WHERE deleted_at IS NULL)
        ORDER BY municipality_id
        """
    )
    return [municipality_of(row) for row in rows]


async def known_municipalities(tx: Transaction) -> list[Municipality]:
    """Also those whose entries are all deleted."""
    rows = await tx.execute_fetchall("SELECT * FROM municipality ORDER BY municipality_id")
    return [municipality_of(row) for row in rows]


async def municipality(tx: Transaction, municipality_id: int) -> Municipality | None:
    row = await one(tx, "SELECT * FROM municipality WHERE municipality_id = ?", (municipality_id,))
    return None if row is None else municipality_of(row)


async def called(tx: Transaction, name: str, land: str) -> Municipality | None:
    """The one of that name in that Land, also if its entries are all deleted."""
    row = await one(tx, "SELECT * FROM municipality WHERE name = ? AND land = ?", (name, land))
    return None if row is None else municipality_of(row)


async def add(tx: Transaction, guideline: Guideline) -> Guideline:
    """The same with its number."""
    cursor = await tx.execute(
        """
        INSERT INTO guideline (municipality_id, list, number, printed, certainty, remark, title,
            document_type, status, adopted, adopted_by, updated, summary, source, provenance,
            confirmed_by, confirmed_at, created_at, deleted_at)
        VALUES (:municipality_id, :list, :number, :printed, :certainty, :remark, :title,
            :document_type, :status, :adopted, :adopted_by, :updated, :summary, :source,
            :provenance, :confirmed_by, :confirmed_at, :created_at, :deleted_at)
        """,
        _row(guideline),
    )
    stored = replace(guideline, guideline_id=cursor.lastrowid or 0)
    await _add_links(tx, stored)
    return stored


async def change(tx: Transaction, guideline: Guideline) -> None:
    await tx.execute(
        """
        UPDATE guideline SET list = :list, number = :number, printed = :printed,
            certainty = :certainty, remark = :remark, title = :title,
            document_type = :document_type, status = :status, adopted = :adopted,
            adopted_by = :adopted_by, updated = :updated, summary = :summary, source = :source,
            provenance = :provenance, confirmed_by = :confirmed_by,
            confirmed_at = :confirmed_at, created_at = :created_at, deleted_at = :deleted_at
        WHERE guideline_id = :guideline_id
        """,
        _row(guideline),
    )
    await tx.execute("DELETE FROM guideline_link WHERE guideline_id = ?", (guideline.guideline_id,))
    await _add_links(tx, guideline)


async def get(tx: Transaction, guideline_id: int) -> Guideline | None:
    """Also one that is deleted."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM guideline WHERE guideline_id = ?", (guideline_id,)
    )
    links = await tx.execute_fetchall(
        "SELECT * FROM guideline_link WHERE guideline_id = ? ORDER BY position", (guideline_id,)
    )
    return next(iter(_with_links(rows, links)), None)


async def numbered(
    tx: Transaction, guideline_ids: Iterable[int]
) -> list[tuple[Municipality, Guideline]]:
    """Those with these numbers, in their order, each with its municipality; also deleted ones."""
    numbers = json.dumps(list(guideline_ids))
    rows = await tx.execute_fetchall(
        """
        SELECT guideline.* FROM json_each(?) AS wanted JOIN guideline ON guideline_id = wanted.value
        ORDER BY wanted.key
        """,
        (numbers,),
    )
    links = await tx.execute_fetchall(
        """
        SELECT guideline_link.* FROM json_each(?) AS wanted
            JOIN guideline_link ON guideline_id = wanted.value ORDER BY position
        """,
        (numbers,),
    )
    of = await tx.execute_fetchall(
        """
        SELECT * FROM municipality WHERE municipality_id IN (SELECT municipality_id
            FROM json_each(?) AS wanted JOIN guideline ON guideline_id = wanted.value)
        """,
        (numbers,),
    )
    places = {row["municipality_id"]: municipality_of(row) for row in of}
    return [(places[each.municipality_id], each) for each in _with_links(rows, links)]


async def of_municipalities(tx: Transaction, municipality_ids: Iterable[int]) -> list[Guideline]:
    entries = await any_of(tx, municipality_ids)
    return [entry for entry in entries if entry.deleted_at is None]


async def any_of(tx: Transaction, municipality_ids: Iterable[int]) -> list[Guideline]:
    """All entries of the municipalities, also those that are deleted."""
    numbers = json.dumps(list(municipality_ids))
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM guideline WHERE municipality_id IN (SELECT value FROM json_each(?))
        ORDER BY guideline_id
        """,
        (numbers,),
    )
    links = await tx.execute_fetchall(
        """
        SELECT * FROM guideline_link WHERE guideline_id IN
            (SELECT guideline_id FROM guideline
             WHERE municipality_id IN (SELECT value FROM json_each(?)))
        ORDER BY position
        """,
        (numbers,),
    )
    return _with_links(rows, links)


async def places(tx: Transaction, guideline_ids: Iterable[int]) -> set[str]:
    """The names of the municipalities whose entries these are."""
    rows = await tx.execute_fetchall(
        """
        SELECT name FROM guideline JOIN municipality USING (municipality_id)
        WHERE guideline_id IN (SELECT value FROM json_each(?))
        """,
        (json.dumps(list(guideline_ids)),),
    )
    return {row["name"] for row in rows}


async def everything(tx: Transaction) -> list[Guideline]:
    """All entries in the order in which they were stored."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM guideline WHERE deleted_at IS NULL ORDER BY guideline_id"
    )
    links = await tx.execute_fetchall("SELECT * FROM guideline_link ORDER BY position")
    return _with_links(rows, links)


async def namesakes(tx: Transaction, names: Iterable[str]) -> frozenset[str]:
    """Those of the names that several municipalities have."""
    rows = await tx.execute_fetchall(
        """
        SELECT name FROM municipality WHERE name IN (SELECT value FROM json_each(?))
        GROUP BY name HAVING count(*) > 1
        """,
        (json.dumps(list(names)),),
    )
    return frozenset(row["name"] for row in rows)


async def unconfirmed(
    tx: Transaction, start: int = 0, most: int = -1
) -> list[tuple[Municipality, Guideline]]:
    """What the management should look at: first names that are only probable, then details."""
    order = "ORDER BY certainty = 'sicher', guideline_id LIMIT ? OFFSET ?"
    sql = " ".join(("SELECT guideline_id FROM guideline WHERE", _UNCONFIRMED, order))
    rows = await tx.execute_fetchall(sql, (most, start))
    return await numbered(tx, [row["guideline_id"] for row in rows])


async def count_unconfirmed(tx: Transaction) -> int:
    sql = " ".join(("SELECT count(*) AS n FROM guideline WHERE", _UNCONFIRMED))
    [row] = await tx.execute_fetchall(sql)
    return int(row["n"])


def has_details(entry: Guideline) -> bool:
    """More than the name is known; there may be a document, though."""
    told = (entry.title, entry.document_type, entry.adopted, entry.adopted_by, entry.updated)
    more = (entry.summary, entry.source, entry.links)
    return any(told) or any(more) or entry.status != "unbekannt"


async def _add_links(tx: Transaction, guideline: Guideline) -> None:
    if guideline.links:
        await tx.executemany(
            "INSERT INTO guideline_link VALUES (?, ?, ?, ?, ?)",
            [
                (guideline.guideline_id, position, link.label, link.url, link.as_of)
                for position, link in enumerate(guideline.links, start=1)
            ],
        )


def _row(guideline: Guideline) -> dict[str, object]:
    values = {key: value for key, value in asdict(guideline).items() if key != "links"}
    moments = {name: getattr(guideline, name) for name in _MOMENTS}
    return values | {
        name: None if moment is None else to_row(moment) for name, moment in moments.items()
    }


def municipality_of(row: Row) -> Municipality:
    return Municipality(
        row["municipality_id"],
        row["name"],
        row["presumed"],
        row["official_name"],
        row["kind"],
        row["land"],
        row["district"],
        row["ags"],
    )


def _with_links(rows: Iterable[Row], link_rows: Iterable[Row]) -> list[Guideline]:
    links: dict[int, list[Link]] = {}
    for row in link_rows:
        link = Link(row["label"], row["url"], row["as_of"])
        links.setdefault(row["guideline_id"], []).append(link)
    return [_guideline(row, tuple(links.get(row["guideline_id"], ()))) for row in rows]


def _guideline(row: Row, links: tuple[Link, ...]) -> Guideline:
    values = dict(row)
    for name in _MOMENTS:
        values[name] = None if values[name] is None else from_row(values[name])
    return Guideline(**values, links=links)
