"""The history of the entries of the collection: each change, from which state to which."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Literal

from storage.collection import documents, guidelines
from storage.collection.documents import GuidelineDocument
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from storage.database import Row, Transaction, one
from storage.records import column, from_row, number, to_row

What = Literal["created", "changed", "confirmed", "deleted", "restored"]
# An entry as JSON: its fields, those of its municipality, and its documents; moments as numbers.
State = Mapping[str, Any]

_LAST = 2**63 - 1
_NUMBERS = frozenset({"guideline_id", "municipality_id"})
_MOMENTS = frozenset({"confirmed_at", "created_at", "deleted_at"})
OF_MUNICIPALITY = tuple(each.name for each in fields(Municipality) if each.name not in _NUMBERS)
_OF_GUIDELINE = tuple(each.name for each in fields(Guideline) if each.name not in _NUMBERS)


@dataclass(frozen=True)
class EntrySnapshot:
    """An entry with all that belongs to it."""

    guideline: Guideline
    municipality: Municipality
    documents: tuple[GuidelineDocument, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """The author, time and cause of a change. `actor` None: the program, or somebody forgotten.

    `origin` is of an import, `undoes` the batch that is taken back. Changes that are made and
    undone together have one `batch`; 0 is one of its own.
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
    """If `created`, `before` has at most fields of the municipality that were different."""

    version_id: int
    guideline_id: int
    action: What
    by: Provenance
    before: State | None
    after: State


def state(whole: EntrySnapshot) -> State:
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
    """Return the part of a state that is about it."""
    told = asdict(municipality)
    return {name: told[name] for name in OF_MUNICIPALITY}


def with_state(whole: EntrySnapshot, told: State) -> EntrySnapshot:
    """Return the entry with the fields of that state; others stay as they are."""
    values = {name: told[name] for name in _OF_GUIDELINE if name in told}
    for name in _MOMENTS & values.keys():
        values[name] = None if values[name] is None else from_row(values[name])
    if "links" in values:
        values["links"] = tuple(GuidelineLink(**link) for link in values["links"])
    entry = replace(whole.guideline, **values)
    own = {name: told[name] for name in OF_MUNICIPALITY if name in told}
    attached = whole.documents
    if "documents" in told:
        attached = tuple(_document(entry.guideline_id, each) for each in told["documents"])
    return EntrySnapshot(entry, replace(whole.municipality, **own), attached)


def changed(before: State | None, after: State) -> list[str]:
    """Return the names of the fields that are different; one that `before` lacks is not."""
    told = before or {}
    return [name for name, value in after.items() if name in told and told[name] != value]


async def whole(tx: Transaction, guideline_id: int) -> EntrySnapshot | None:
    """Return the entry as it is stored now, also if it is deleted."""
    entry = await guidelines.get(tx, guideline_id)
    if entry is None:
        return None
    municipality = await guidelines.municipality(tx, entry.municipality_id)
    attached = await documents.attached(tx, guideline_id)
    return None if municipality is None else EntrySnapshot(entry, municipality, tuple(attached))


async def wholes(tx: Transaction, guideline_ids: Collection[int]) -> dict[int, EntrySnapshot]:
    """Return several entries by id."""
    attached: defaultdict[int, tuple[GuidelineDocument, ...]] = defaultdict(tuple)
    for each in await documents.attached(tx, *guideline_ids):
        attached[each.guideline_id] += (each,)
    return {
        entry.guideline_id: EntrySnapshot(entry, municipality, attached[entry.guideline_id])
        for municipality, entry in await guidelines.numbered(tx, guideline_ids)
    }


async def next_batch(tx: Transaction) -> int:
    return await newest(tx) + 1


async def add(tx: Transaction, version: Version) -> None:
    by = version.by
    await tx.execute(
        """
        INSERT INTO guideline_version (batch, guideline_id, done_at, actor, action, submission_id,
            origin, reason, undoes, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            by.batch or await next_batch(tx),
            version.guideline_id,
            to_row(by.at),
            by.actor,
            version.action,
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
    """Return them newest first."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM guideline_version WHERE guideline_id = ?
        ORDER BY version_id DESC LIMIT ? OFFSET ?
        """,
        (guideline_id, limit, offset),
    )
    return [_version(row) for row in rows]


async def count(tx: Transaction, guideline_id: int) -> int:
    return await number(
        tx, "SELECT count(*) FROM guideline_version WHERE guideline_id = ?", (guideline_id,)
    )


async def last_of_municipality(tx: Transaction, municipality_id: int) -> int:
    """Return the number of the last version of any of its entries; 0 if there is none."""
    return await number(
        tx,
        """
        SELECT max(version_id)
        FROM guideline CROSS JOIN guideline_version USING (guideline_id) WHERE municipality_id = ?
        """,
        (municipality_id,),
    )


async def newest(tx: Transaction) -> int:
    """Return the number of the last version of all; 0 if there is none."""
    return await number(tx, "SELECT max(version_id) FROM guideline_version")


async def municipalities_since(tx: Transaction, version_id: int) -> list[int]:
    """Return those with entries that were changed after that version, but by no submission."""
    return await column(
        tx,
        """
        SELECT DISTINCT municipality_id FROM guideline_version JOIN guideline USING (guideline_id)
        WHERE version_id > ? AND submission_id IS NULL
        """,
        (version_id,),
    )


async def to_undo(tx: Transaction) -> int | None:
    """Return the last batch that is neither undone nor an undo itself."""
    row = await one(
        tx,
        """
        SELECT max(batch) AS batch FROM guideline_version WHERE undoes IS NULL AND batch NOT IN
            (SELECT undoes FROM guideline_version WHERE undoes IS NOT NULL)
        """,
    )
    return None if row is None else row["batch"]


async def size(tx: Transaction, batch: int) -> int:
    """Return how many changes a batch has."""
    return await number(tx, "SELECT count(*) FROM guideline_version WHERE batch = ?", (batch,))


async def actor_of(tx: Transaction, batch: int) -> str | None:
    """Return the author of a batch; None if there is none or they were forgotten."""
    actors = await column(
        tx, "SELECT actor FROM guideline_version WHERE batch = ? LIMIT 1", (batch,)
    )
    return next(iter(actors), None)


async def of_batch(tx: Transaction, batch: int, limit: int, before: int | None) -> list[Version]:
    """Return the versions before that one, newest first; None: from the last one."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM guideline_version WHERE batch = ? AND version_id < ?
        ORDER BY version_id DESC LIMIT ?
        """,
        (batch, _LAST if before is None else before, limit),
    )
    return [_version(row) for row in rows]


async def forget_person(tx: Transaction, user_id: str, manager: str) -> None:
    """Take the person out of all versions; put `manager` where they confirmed an entry."""
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
    """Take the authors out of all changes before the moment; keep the changes."""
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
    by = Provenance(
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
    return Version(row["version_id"], row["guideline_id"], row["action"], by, before, after)
