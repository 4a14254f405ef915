"""Which municipalities have other names than at a stamp: so that not all of them are read again.

Triggers write it down in the temporary part of the connection, where a rollback takes it back like
everything else. What another process writes is not seen there, only that one has written.
"""

from collections.abc import Collection

from storage.database import Transaction
from storage.records import column, exists, number

# Of more, all are read again.
_MOST = 500
_TABLE = "CREATE TEMP TABLE name_change (municipality_id INTEGER, stamp TEXT)"
# Tables of `main`: a temporary trigger sees what this connection writes.
_TRIGGERS = (
    """
    CREATE TEMP TRIGGER municipality_added AFTER INSERT ON main.municipality BEGIN
        INSERT INTO name_change (municipality_id) VALUES (new.municipality_id);
    END
    """,
    """
    CREATE TEMP TRIGGER municipality_changed AFTER UPDATE ON main.municipality BEGIN
        INSERT INTO name_change (municipality_id) VALUES (new.municipality_id);
    END
    """,
    """
    CREATE TEMP TRIGGER municipality_removed AFTER DELETE ON main.municipality BEGIN
        INSERT INTO name_change (municipality_id) VALUES (old.municipality_id);
    END
    """,
    """
    CREATE TEMP TRIGGER key_added AFTER INSERT ON main.municipality_key BEGIN
        INSERT INTO name_change (municipality_id) VALUES (new.municipality_id);
    END
    """,
    """
    CREATE TEMP TRIGGER key_changed AFTER UPDATE ON main.municipality_key BEGIN
        INSERT INTO name_change (municipality_id)
        VALUES (old.municipality_id), (new.municipality_id);
    END
    """,
    """
    CREATE TEMP TRIGGER key_removed AFTER DELETE ON main.municipality_key BEGIN
        INSERT INTO name_change (municipality_id) VALUES (old.municipality_id);
    END
    """,
)


async def watch(tx: Transaction, stamp: str) -> int:
    """Write down what changes after the stamp; return how others' writing can be noticed."""
    if not await _is_watched(tx):
        for statement in (_TABLE, *_TRIGGERS):
            await tx.execute(statement)
    await tx.execute("DELETE FROM name_change")
    await tx.execute("INSERT INTO name_change (stamp) VALUES (?)", (stamp,))
    return await _writings_of_others(tx)


async def since(tx: Transaction, stamp: str, seen: int) -> Collection[int] | None:
    """Return who has other names since; None if nobody knows, or if it is too many.

    `seen` is what `watch` returned at that stamp.
    """
    if await _writings_of_others(tx) != seen or not await _is_watched(tx):
        return None
    if not await exists(tx, "SELECT 1 FROM name_change WHERE stamp = ?", (stamp,)):
        return None
    sql = "SELECT DISTINCT municipality_id FROM name_change WHERE stamp IS NULL LIMIT ?"
    changed = await column(tx, sql, (_MOST + 1,))
    return changed if len(changed) <= _MOST else None


async def _is_watched(tx: Transaction) -> bool:
    return await exists(tx, "SELECT 1 FROM sqlite_temp_master WHERE name = 'name_change'")


async def _writings_of_others(tx: Transaction) -> int:
    return await number(tx, "PRAGMA data_version")
