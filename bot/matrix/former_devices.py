"""Devices that the bot had before, with an old store of keys: note their posts, log them out."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bot.matrix.api import Api, RefusedError, segment
from bot.matrix.session import Credential, Session, WrongCredentialError, log_in, store_of
from storage.conversation import sent_posts
from storage.database import Database
from storage.matrix import sync

logger = logging.getLogger(__name__)

_PAGE = 100
_PLAIN = {"m.room.encrypted": "m.room.message"}
_MARGIN_MS = 3_600_000


def former_stores(directory: Path, device_id: str) -> list[Path]:
    """Return the files of the keys of other devices than this one."""
    return sorted(set(directory.glob("*.db")) - {store_of(directory, device_id)})


async def retire(
    session: Session,
    database: Database,
    directory: Path,
    credential: Credential,
    now: Callable[[], datetime],
) -> None:
    """Note what former devices have posted, and log them out; what fails is tried at next start.

    The database may be as old as the keys: then the bot would post all that again.
    Raises UnreachableError.
    """
    for store in former_stores(directory, session.device_id):
        device_id = unquote(store.stem)
        if credential.password is None:
            logger.warning("please log out the former device %s", device_id)
            continue
        try:
            answer = await log_in(
                replace(session.api, access_token=None),
                session.user_id,
                credential.password,
                "Netzwerkbot",
                device_id,
            )
            api = replace(session.api, access_token=answer["access_token"])
            await _note_posts(api, session, database, now())
            await api.call("POST", "v3/logout", {})
        except (RefusedError, WrongCredentialError) as error:
            logger.warning("please log out the former device %s (%s)", device_id, error)
            continue
        for file in (store, *(store.with_name(store.name + end) for end in ("-wal", "-shm"))):
            with suppress(FileNotFoundError):
                file.unlink()
        logger.info("logged out the former device %s", device_id)


async def _note_posts(api: Api, session: Session, database: Database, now: datetime) -> None:
    async with database.statement() as tx:
        read_to = await sync.last_at(tx)
    if read_to is None:
        return
    since = int(read_to.timestamp() * 1000) - _MARGIN_MS
    for room_id in (await api.call("GET", "v3/joined_rooms"))["joined_rooms"]:
        for event in await _own_events(api, room_id, session.user_id, since):
            transaction_id = event.get("unsigned", {}).get("transaction_id")
            name = session.ours(transaction_id) if isinstance(transaction_id, str) else None
            if name is not None:
                kind = _PLAIN.get(event["type"], event["type"])
                async with database.transaction() as tx:
                    await sent_posts.put_found(tx, room_id, kind, name, event["event_id"], now)


async def _own_events(api: Api, room_id: str, user_id: str, since: int) -> list[dict[str, Any]]:
    """Return what the bot sent to the room after the moment, in milliseconds."""
    found: list[dict[str, Any]] = []
    start: str | None = None
    while True:
        query = {"dir": "b", "limit": str(_PAGE)} | ({"from": start} if start else {})
        page = await api.call("GET", f"v3/rooms/{segment(room_id)}/messages", query=query)
        found += [event for event in page["chunk"] if event["sender"] == user_id]
        start = page.get("end")
        oldest = min((event["origin_server_ts"] for event in page["chunk"]), default=since)
        if start is None or oldest <= since:
            return found
