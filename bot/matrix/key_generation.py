"""Whether a store of keys is the newest of its device.

A number grows in the store and, right after, in the account's data on the homeserver, whenever keys
are used or come in. A store put back from a copy is behind: what it holds would be used twice, and
what came since is missing.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.matrix.api import Api, RefusedError, segment

_TYPE = "de.netzwerk-buergerbeteiligung.key_generation"
# In the store, once the homeserver has refused its keys for a newer one's.
_OUTDATED = -1


class OutdatedKeysError(Exception):
    """The store of this device is older than what the homeserver has seen of it."""


def stored(store: Path) -> int | None:
    """Return the number in the store; None if there is none, or it cannot be read."""
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return None


async def is_outdated(api: Api, user_id: str, device_id: str, store: Path) -> bool:
    """Raises UnreachableError, RefusedError."""
    number = stored(store)
    if number is None or number == _OUTDATED:
        return number is not None
    published = (await _published(api, user_id)).get(device_id)
    return isinstance(published, int) and published > number


def mark_outdated(database: Any) -> None:
    """Tell the next start; `database` is the open store."""
    database.execute_sql(f"PRAGMA user_version = {_OUTDATED}")


async def advance(api: Api, user_id: str, device_id: str, database: Any) -> None:
    """Count up in the open store first: it may be ahead of the homeserver, but never behind."""
    number = int(database.execute_sql("PRAGMA user_version").fetchone()[0]) + 1
    database.execute_sql(f"PRAGMA user_version = {number}")
    await api.call("PUT", _path(user_id), {device_id: number})


async def _published(api: Api, user_id: str) -> dict[str, object]:
    try:
        answer = await api.call("GET", _path(user_id))
    except RefusedError as error:
        if error.status == 404:
            return {}
        raise
    return answer if isinstance(answer, dict) else {}


def _path(user_id: str) -> str:
    return f"v3/user/{segment(user_id)}/account_data/{_TYPE}"
