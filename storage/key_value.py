"""Facts about the running process, for !status: one value per name."""

from datetime import datetime

from storage.database import Transaction, one
from storage.records import from_row, number, to_row

# When the bot was started for the first time, in Unix seconds.
FIRST_STARTED_AT = "first_started_at"
# A random word of this database, since one that was begun anew counts again from 1.
GENERATION = "generation"
# The secret of the marks on posts, see bot/matrix/marks.py.
MARK_KEY = "mark key"
# Their ids as the running bot knows them, with a space between.
NETWORK_ROOMS = "network rooms"
# Addresses that lead elsewhere than at first, likewise.
MOVED_ALIASES = "moved aliases"
# How far an undo of very many changes is, as JSON; not there if none is under way.
UNDOING = "undoing"
# The kind of error that keeps the sandbox from its work; not there if it works.
SANDBOX_FAILURE = "sandbox failure"
# The version that ran last; the first release noted none.
VERSION_RUN = "version run"
# Since when new members are greeted, in Unix seconds.
GREETING_SINCE = "greeting since"
# By how many seconds the clock of this machine is ahead, and rooms as configured, with a space
# between; not there if all is well.
CLOCK_OFF = "clock off"
MISSING_ROOMS = "missing rooms"
# When ping_url last took a sign of life; the kind of failure since it does not, not there if it
# does; when that was last in the log.
PINGED, PING_FAILURE, PING_WARNED = "pinged", "ping failure", "ping warned"


async def put(tx: Transaction, name: str, value: str, now: datetime) -> None:
    await tx.execute(
        "INSERT OR REPLACE INTO key_value (name, value, noted_at) VALUES (?, ?, ?)",
        (name, value, to_row(now)),
    )


async def put_once(tx: Transaction, name: str, value: str, now: datetime) -> str:
    """Store it unless there is one; return the value that was stored first."""
    await tx.execute(
        "INSERT OR IGNORE INTO key_value (name, value, noted_at) VALUES (?, ?, ?)",
        (name, value, to_row(now)),
    )
    return await get(tx, name) or value


async def get(tx: Transaction, name: str) -> str | None:
    row = await one(tx, "SELECT value FROM key_value WHERE name = ?", (name,))
    return None if row is None else str(row["value"])


async def noted(tx: Transaction, name: str) -> tuple[str, datetime] | None:
    """Return the value and since when it stands."""
    row = await one(tx, "SELECT value, noted_at FROM key_value WHERE name = ?", (name,))
    return None if row is None else (str(row["value"]), from_row(row["noted_at"]))


async def remove(tx: Transaction, name: str) -> None:
    await tx.execute("DELETE FROM key_value WHERE name = ?", (name,))


async def database_bytes(tx: Transaction) -> int:
    """Return the size of the database file."""
    return await number(
        tx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    )
