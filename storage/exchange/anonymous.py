"""Who asked without a name, as long as the question is open: all of it is in one small table.

Each change writes the table anew. SQLite overwrites what is deleted, but not what it moves to
another page while it balances a tree; a table that is emptied first has no such remains.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from storage.connection import connect
from storage.database import ForeignDatabaseError, Transaction, open_unchanged, prepared, version_of
from storage.records import column, exists, fetch, fetch_one, insert, moment, to_row

Step = Literal["draft", "waiting", "open", "adding", "ending"]
_TABLE = "anonymous_link"


@dataclass(frozen=True)
class AnonymousLink:
    """`due_at` is when a draft is dropped, a question that waits is posted, or one is ended."""

    user_id: str
    step: Step
    title: str = ""
    text: str = ""
    topics: tuple[str, ...] = ()
    question_id: int | None = None
    additions: int = 0
    due_at: datetime | None = None


async def of(tx: Transaction, user_id: str) -> AnonymousLink | None:
    sql = "SELECT * FROM anonymous_link WHERE user_id = ?"
    return await fetch_one(tx, AnonymousLink, sql, (user_id,))


async def to(tx: Transaction, question_id: int) -> AnonymousLink | None:
    """Return the link to the question, while it is open."""
    sql = "SELECT * FROM anonymous_link WHERE question_id = ?"
    return await fetch_one(tx, AnonymousLink, sql, (question_id,))


async def everything(tx: Transaction) -> list[AnonymousLink]:
    return await fetch(tx, AnonymousLink, "SELECT * FROM anonymous_link ORDER BY user_id")


async def due(tx: Transaction, now: datetime) -> list[AnonymousLink]:
    """Return those with something due, in the order of its moments."""
    sql = "SELECT * FROM anonymous_link WHERE due_at <= ? ORDER BY due_at, user_id"
    return await fetch(tx, AnonymousLink, sql, (to_row(now),))


async def next_due(tx: Transaction) -> datetime | None:
    return await moment(tx, "SELECT min(due_at) FROM anonymous_link WHERE due_at IS NOT NULL")


async def put(tx: Transaction, link: AnonymousLink) -> None:
    """Store it in the place of an earlier one of the person."""
    await drop(tx, link.user_id)
    await insert(tx, _TABLE, link)


async def drop(tx: Transaction, user_id: str) -> None:
    """Forget whose question it is."""
    others = "SELECT * FROM anonymous_link WHERE user_id <> ? ORDER BY user_id"
    left = [tuple(row) for row in await tx.execute_fetchall(others, (user_id,))]
    gone = await tx.execute("DELETE FROM anonymous_link")
    if gone.rowcount > len(left):
        tx.wants_checkpoint = True
    if left:
        marks = ", ".join("?" * len(left[0]))
        sql = " ".join(("INSERT INTO anonymous_link VALUES (", marks, ")"))
        await tx.executemany(sql, left)


async def tidy(tx: Transaction, user_id: str) -> None:
    """Drop what was said and offered to the person on the way: nothing of it is needed any more."""
    await tx.execute(
        "DELETE FROM awaited WHERE user_id = ?"
        " AND (kind = 'anonymous' OR payload ->> 'untraced' IS NOT NULL)",
        (user_id,),
    )
    await tx.execute(
        """
        DELETE FROM outbox WHERE untraced = 1 AND state <> 'waiting' AND room_id IN
            (SELECT room_id FROM direct_chat WHERE user_id = ?)
        """,
        (user_id,),
    )
    tx.wants_checkpoint = tx.wants_rewriting = True


# --- what somebody may not do for a while


async def mark(tx: Transaction, digest: str, expires_at: datetime) -> None:
    """Note it, or let it last longer."""
    await tx.execute(
        """
        INSERT INTO anonymous_mark VALUES (?, ?)
        ON CONFLICT (digest) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)
        """,
        (digest, to_row(expires_at)),
    )


async def is_marked(tx: Transaction, digest: str, now: datetime) -> bool:
    sql = "SELECT 1 FROM anonymous_mark WHERE digest = ? AND expires_at > ?"
    return await exists(tx, sql, (digest, to_row(now)))


async def forget_marks(tx: Transaction, now: datetime) -> None:
    await tx.execute("DELETE FROM anonymous_mark WHERE expires_at <= ?", (to_row(now),))


async def forget_abandoned(tx: Transaction) -> None:
    """Drop posts of which nothing is to be kept and that nobody can answer any more."""
    abandoned = await column(
        tx,
        """
        DELETE FROM outbox WHERE untraced = 1 AND state <> 'waiting' AND NOT EXISTS
            (SELECT 1 FROM awaited WHERE awaited.subject = outbox.subject)
        RETURNING outbox_id
        """,
    )
    if abandoned:
        tx.wants_checkpoint = tx.wants_rewriting = True


# --- places that could give somebody away


async def places_among(tx: Transaction, names: str, endings: str) -> list[str]:
    """Return the keys, of a JSON list of keys and names, that are one or the beginning of one.

    `endings` are patterns of what may follow what people say for short: "Frankfurt" is the
    beginning of "Frankfurt am Main".
    """
    return await column(
        tx,
        """
        WITH said AS (
            SELECT value ->> 'key' AS key, value ->> 'name' AS name FROM json_each(:names)
        )
        SELECT key FROM said
        WHERE EXISTS (SELECT 1 FROM place_ever_named AS place WHERE place.key = said.key)
            OR EXISTS (SELECT 1 FROM municipality_key AS known
                       WHERE known.key = said.key AND known.via <> 5)
            OR EXISTS (SELECT 1 FROM place_ever_named AS place, json_each(:endings) AS ending
                       WHERE place.key BETWEEN said.key AND said.key || '\U0010ffff'
                           AND place.name GLOB said.name || ending.value)
        """,
        {"names": names, "endings": endings},
    )


async def forget_askers(path: Path) -> int:
    """Return how many links were in the copy, which is migrated. Raises as open_database."""
    async with open_unchanged(path) as tx:
        if not await version_of(tx):
            raise ForeignDatabaseError
    async with connect(f"{path.as_uri()}?mode=rw", uri=True) as connection:
        database = await prepared(connection)
        async with database.transaction() as tx:
            links = await drop_askers(tx)
        await database.checkpoint()
        await connection.execute("VACUUM")
        await database.checkpoint()
        await database.close()
        return links


async def drop_askers(tx: Transaction) -> int:
    """Drop from a copy who asks without a name, and all that was said on the way.

    Return how many links there were. The schema may be one from before there were any.
    """
    if not await exists(tx, "SELECT 1 FROM sqlite_master WHERE name = ?", (_TABLE,)):
        return 0
    links = await tx.execute("DELETE FROM anonymous_link")
    await tx.execute("DELETE FROM anonymous_mark")
    await tx.execute("DELETE FROM outbox WHERE untraced = 1")
    await tx.execute(
        "DELETE FROM awaited WHERE kind IN ('anonymous', 'asking-dialogue')"
        " OR payload ->> 'untraced' IS NOT NULL"
    )
    return links.rowcount


_TABLES = ("awaited", "outbox")


async def overwrite(tx: Transaction) -> None:
    """Do it if something has been deleted since the last time, or the program was started."""
    if not tx.wants_rewriting:
        return
    tx.wants_rewriting = False
    # The marks tell that somebody asked without a name this month.
    if not await exists(tx, "SELECT 1 FROM anonymous_mark"):
        return
    for table in _TABLES:
        await _write_anew(tx, table)
    tx.wants_checkpoint = True


async def _write_anew(tx: Transaction, table: str) -> None:
    rows = [tuple(row) for row in await tx.execute_fetchall(" ".join(("SELECT * FROM", table)))]
    await tx.execute(" ".join(("DELETE FROM", table)))
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        await tx.executemany(" ".join(("INSERT INTO", table, "VALUES (", marks, ")")), rows)
