"""Overwrite what SQLite left behind of rows that are gone.

It overwrites what is deleted, but not the copy that stays when it moves a row to another page to
balance a tree. So tables through which traces of anonymous questions went are written anew.
"""

from storage.database import Transaction
from storage.records import exists

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
