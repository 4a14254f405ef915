"""What became of the entries of the collection: each change, from which state to which."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal

from storage import documents, guidelines
from storage.database import Row, Transaction, one
from storage.documents import GuidelineDocument
from storage.guidelines import Guideline, Link, Municipality
from storage.times import from_row, to_row

What = Literal["created", "changed", "confirmed", "deleted", "restored"]
# An entry as JSON: its fields, those of its municipality, and its documents; moments as numbers.
State = Mapping[str, Any]

_LAST = 2**63 - 1
_NUMBERS = frozenset({"guideline_id", "municipality_id"})
_MOMENTS = frozenset({"confirmed_at", "created_at", "deleted_at"})
OF_MUNICIPALITY = tuple(each.name for each in fields(Municipality) if each.name not in _NUMBERS)
_OF_GUIDELINE = tuple(each.name for each in fields(Guideline) if each.name not in _NUMBERS)


@dataclass(frozen=True)
class Whole:
    """An entry with all that belongs to it."""

    guideline: Guideline
    municipality: Municipality
    documents: tuple[GuidelineDocument, ...] = ()


@dataclass(frozen=True)
class By:
    """Who changes something, when and why. `actor` None: the program, or somebody forgotten.

    `origin` is of an import, `undoes` the batch that is taken back. What is done and undone
    together has one `batch`; 0 is one of its own.
    """

    at: datetime
    actor: str | None = None
    submission_id: int | None = None
    origin: str | None = None
    reason: str | None = None
    undoes: int | None = None
    batch: int = 0


@dataclass(frozen=True)
class Version:
    """`before` of what is created has, if anything, facts of the municipality that were others."""

    version_id: int
    guideline_id: int
    what: What
    by: By
    before: State | None
    after: State


def state(whole: Whole) -> State:
    entry = whole.guideline
    told: dict[str, Any] = {name: getattr(entry, name) for name in _OF_GUIDELINE}
    for name in _MOMENTS:
        told[name] = None if told[name] is None else to_row(told[name])
    told["links"] = [asdict(link) for link in entry.links]
    told["documents"] = [
        {"sha256": each.sha256, "name": each.name, "added_at": to_row(each.added_at)}
        for each in whole.documents
    ]
    return told | dict(municipality_state(whole.municipality))


def municipality_state(municipality: Municipality) -> State:
    """The part of a state that is about it."""
    told = asdict(municipality)
    return {name: told[name] for name in OF_MUNICIPALITY}


def with_state(whole: Whole, told: State) -> Whole:
    """The entry as it is told there; what is not told there stays as it is."""
    values = {name: told[name] for name in _OF_GUIDELINE if name in told}
    for name in _MOMENTS & values.keys():
        values[name] = None if values[name] is None else from_row(values[name])
    if "links" in values:
        values["links"] = tuple(Link(**link) for link in values["links"])
    entry = replace(whole.guideline, **values)
    own = {name: told[name] for name in OF_MUNICIPALITY if name in told}
    attached = whole.documents
    if "documents" in told:
        attached = tuple(_document(entry.guideline_id, each) for each in told["documents"])
    return Whole(entry, replace(whole.municipality, **own), attached)


def changed(before: State | None, after: State) -> list[str]:
    """Names of the fields that are different; what is not told before is not."""
    told = before or {}
    return [name for name, value in after.items() if name in told and told[name] != value]


async def whole(tx: Transaction, guideline_id: int) -> Whole | None:
    """As it is stored now, also if it is deleted."""
    entry = await guidelines.get(tx, guideline_id)
    if entry is None:
        return None
    municipality = await guidelines.municipality(tx, entry.municipality_id)
    attached = await documents.attached(tx, guideline_id)
    return None if municipality is None else Whole(entry, municipality, tuple(attached))


async def wholes(tx: Transaction, guideline_ids: Collection[int]) -> dict[int, Whole]:
    """Several at once, by number."""
    attached: defaultdict[int, tuple[GuidelineDocument, ...]] = defaultdict(tuple)
    for each in await documents.attached_to(tx, guideline_ids):
        attached[each.guideline_id] += (each,)
    return {
        entry.guideline_id: Whole(entry, municipality, attached[entry.guideline_id])
        for municipality, entry in await guidelines.numbered(tx, guideline_ids)
    }


async def next_batch(tx: Transaction) -> int:
    [row] = await tx.execute_fetchall(
        "SELECT coalesce(max(version_id), 0) + 1 AS n FROM guideline_version"
    )
    return int(row["n"])


async def add(tx: Transaction, version: Version) -> None:
    by = version.by
    await tx.execute(
        """
        INSERT INTO guideline_version (batch, guideline_id, done_at, actor, what, submission_id,
            origin, reason, undoes, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            by.batch or await next_batch(tx),
            version.guideline_id,
            to_row(by.at),
            by.actor,
            version.what,
            by.submission_id,
            by.origin,
            by.reason,
            by.undoes,
            None if version.before is None else _json(version.before),
            _json(version.after),
        ),
    )


async def of_guideline(
    tx: Transaction, guideline_id: int, limit: int = 1, offset: int = 0
) -> list[Version]:
    """Newest first."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM guideline_version WHERE guideline_id = ?
        ORDER BY version_id DESC LIMIT ? OFFSET ?
        """,
        (guideline_id, limit, offset),
    )
    return [_version(row) for row in rows]


async def count(tx: Transaction, guideline_id: int) -> int:
    [row] = await tx.execute_fetchall(
        "SELECT count(*) AS n FROM guideline_version WHERE guideline_id = ?", (guideline_id,)
    )
    return int(row["n"])


async def last_of_municipality(tx: Transaction, municipality_id: int) -> int:
    """Number of the last version of any of its entries; 0 if all are as they were at first."""
    [row] = await tx.execute_fetchall(
        """
        SELECT coalesce(max(version_id), 0) AS n
        FROM guideline CROSS JOIN guideline_version USING (guideline_id) WHERE municipality_id = ?
        """,
        (municipality_id,),
    )
    return int(row["n"])


async def newest(tx: Transaction) -> int:
    """Number of the last version of all; 0 if there is none."""
    return await next_batch(tx) - 1


async def municipalities_since(tx: Transaction, version_id: int) -> list[int]:
    """Those that have entries which were changed after that version, but by no submission."""
    rows = await tx.execute_fetchall(
        """
        SELECT DISTINCT municipality_id FROM guideline_version JOIN guideline USING (guideline_id)
        WHERE version_id > ? AND submission_id IS NULL
        """,
        (version_id,),
    )
    return [row["municipality_id"] for row in rows]


async def to_undo(tx: Transaction) -> int | None:
    """The last batch that is neither undone nor an undo itself."""
    row = await one(
        tx,
        """
        SELECT max(batch) AS batch FROM guideline_version WHERE undoes IS NULL AND batch NOT IN
            (SELECT undoes FROM guideline_version WHERE undoes IS NOT NULL)
        """,
    )
    return None if row is None else row["batch"]


async def of_batch(tx: Transaction, batch: int, limit: int, before: int | None) -> list[Version]:
    """Newest first, those before that version; None: from the last one."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM guideline_version WHERE batch = ? AND version_id < ?
        ORDER BY version_id DESC LIMIT ?
        """,
        (batch, _LAST if before is None else before, limit),
    )
    return [_version(row) for row in rows]


async def forget_person(tx: Transaction, user_id: str, manager: str) -> None:
    """Nothing tells who it was; `manager` stands for whoever confirmed an entry."""
    await tx.execute("UPDATE guideline_version SET actor = NULL WHERE actor = ?", (user_id,))
    await tx.execute(
        """
        UPDATE guideline_version SET
            before = iif(before ->> 'confirmed_by' = :user_id,
                json_set(before, '$.confirmed_by', :manager), before),
            after = iif(after ->> 'confirmed_by' = :user_id,
                json_set(after, '$.confirmed_by', :manager), after)
        WHERE :user_id IN (before ->> 'confirmed_by', after ->> 'confirmed_by')
        """,
        {"user_id": user_id, "manager": manager},
    )


async def forget_before(tx: Transaction, moment: datetime, manager: str) -> None:
    """Who made the changes before the moment, and who confirmed; what they were stays."""
    await tx.execute(
        """
        UPDATE guideline_version SET actor = NULL,
            before = iif(before ->> 'confirmed_by' GLOB '@*',
                json_set(before, '$.confirmed_by', :manager), before),
            after = iif(after ->> 'confirmed_by' GLOB '@*',
                json_set(after, '$.confirmed_by', :manager), after)
        WHERE done_at < :moment AND (actor IS NOT NULL OR before ->> 'confirmed_by' GLOB '@*'
            OR after ->> 'confirmed_by' GLOB '@*')
        """,
        {"moment": to_row(moment), "manager": manager},
    )


def _json(told: State) -> str:
    return json.dumps(dict(told), ensure_ascii=False)


def _document(guideline_id: int, told: Mapping[str, Any]) -> GuidelineDocument:
    added_at = from_row(told["added_at"])
    return GuidelineDocument(guideline_id, told["sha256"], told["name"], added_at)


def _version(row: Row) -> Version:
    by = By(
        from_row(row["done_at"]),
        row["actor"],
        row["submission_id"],
        row["origin"],
        row["reason"],
        row["undoes"],
        row["batch"],
    )
    before = None if row["before"] is None else json.loads(row["before"])
    after = json.loads(row["after"])
    return Version(row["version_id"], row["guideline_id"], row["what"], by, before, after)
