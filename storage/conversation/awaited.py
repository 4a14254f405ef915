"""What somebody was asked or offered, so that their next word can be the answer."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from storage.database import Row, Transaction
from storage.records import from_row, to_row


@dataclass(frozen=True)
class Awaited:
    """`payload` can be written as JSON; what is in it is a matter of the `kind`.

    Without `room_id` the answer comes in the direct chat. `subject` is that of the posts about it,
    of which there is one per kind. `alone`: a person has at most one of these. Without
    `expires_at` it is kept as long as dialogues are.
    """

    user_id: str
    kind: str
    payload: Mapping[str, Any]
    asked_at: datetime
    expires_at: datetime | None = None
    room_id: str | None = None
    thread_root: str | None = None
    subject: str | None = None
    alone: bool = False
    awaited_id: int = 0


async def put(tx: Transaction, awaited: Awaited) -> None:
    """Store it as the newest, in the place of one with this subject, or of one that is alone."""
    await tx.execute(
        """
        INSERT OR REPLACE INTO awaited (user_id, room_id, thread_root, kind, subject, payload,
            alone, asked_at, expires_at) VALUES (:user_id, :room_id, :thread_root, :kind, :subject,
            :payload, :alone, :asked_at, :expires_at)
        """,
        asdict(awaited)
        | {
            "payload": json.dumps(dict(awaited.payload)),
            "asked_at": to_row(awaited.asked_at),
            "expires_at": None if awaited.expires_at is None else to_row(awaited.expires_at),
        },
    )


async def here(
    tx: Transaction, user_id: str, room_id: str, thread_root: str | None, *, direct: bool
) -> list[Awaited]:
    """Return what the person may answer in this room and thread, the newest first."""
    there = "(room_id = ? AND thread_root IS ?) OR (room_id IS NULL AND ?)"
    return await _those(tx, f"user_id = ? AND ({there})", user_id, room_id, thread_root, direct)


async def of_kind(tx: Transaction, user_id: str, kind: str) -> list[Awaited]:
    """Return all of this kind, the newest first."""
    return await _those(tx, "user_id = ? AND kind = ?", user_id, kind)


async def alone(tx: Transaction, user_id: str) -> Awaited | None:
    """Return the dialogue or the preview of the person."""
    return next(iter(await _those(tx, "user_id = ? AND alone = 1", user_id)), None)


async def about(tx: Transaction, kind: str, subject: str) -> Awaited | None:
    return next(iter(await _those(tx, "kind = ? AND subject = ?", kind, subject)), None)


async def patch(tx: Transaction, awaited_id: int, fields: Mapping[str, Any]) -> None:
    """Put other fields into the payload; None takes one out."""
    await tx.execute(
        "UPDATE awaited SET payload = json_patch(payload, ?) WHERE awaited_id = ?",
        (json.dumps(dict(fields)), awaited_id),
    )


async def patch_here(
    tx: Transaction,
    kind: str,
    user_id: str,
    room_id: str,
    thread_root: str | None,
    fields: Mapping[str, Any],
    *,
    up_to: int | None = None,
) -> None:
    """Do the same to all of this kind in the room and thread, or to those not newer than one."""
    await tx.execute(
        """
        UPDATE awaited SET payload = json_patch(payload, :fields)
        WHERE user_id = :user_id AND room_id = :room_id AND thread_root IS :thread_root
            AND kind = :kind AND awaited_id <= coalesce(:up_to, awaited_id)
            AND json_patch(payload, :fields) <> payload
        """,
        {
            "fields": json.dumps(dict(fields)),
            "user_id": user_id,
            "room_id": room_id,
            "thread_root": thread_root,
            "kind": kind,
            "up_to": up_to,
        },
    )


async def end(tx: Transaction, awaited_id: int) -> None:
    await tx.execute("DELETE FROM awaited WHERE awaited_id = ?", (awaited_id,))


async def end_alone(tx: Transaction, user_id: str) -> bool:
    """Return whether there was a dialogue or a preview."""
    cursor = await tx.execute("DELETE FROM awaited WHERE user_id = ? AND alone = 1", (user_id,))
    return cursor.rowcount == 1


async def end_about(tx: Transaction, kind: str, subject: str) -> bool:
    """Return whether there was one."""
    cursor = await tx.execute("DELETE FROM awaited WHERE kind = ? AND subject = ?", (kind, subject))
    return cursor.rowcount == 1


async def forget_before(tx: Transaction, now: datetime, asked_before: datetime) -> None:
    """Drop what expired before `now`, and what has no such moment if it was asked long ago."""
    await tx.execute(
        "DELETE FROM awaited WHERE expires_at < ? OR (expires_at IS NULL AND asked_at < ?)",
        (to_row(now), to_row(asked_before)),
    )


async def forget_replaced(tx: Transaction, ending: str, before: datetime) -> None:
    """Let old posts about previews be forgotten of which nobody awaits an answer any more."""
    await tx.execute(
        """
        UPDATE outbox SET subject = NULL WHERE subject GLOB ? AND created_at < ?
            AND subject NOT IN (SELECT subject FROM awaited WHERE subject IS NOT NULL)
        """,
        (f"*{ending}:*", to_row(before)),
    )


async def _those(tx: Transaction, condition: str, *values: object) -> list[Awaited]:
    sql = " ".join(("SELECT * FROM awaited WHERE", condition, "ORDER BY awaited_id DESC"))
    return [_from_row(row) for row in await tx.execute_fetchall(sql, values)]


def _from_row(row: Row) -> Awaited:
    expires_at = row["expires_at"]
    return Awaited(
        **dict(row)
        | {
            "payload": json.loads(row["payload"]),
            "alone": bool(row["alone"]),
            "asked_at": from_row(row["asked_at"]),
            "expires_at": None if expires_at is None else from_row(expires_at),
        }
    )
