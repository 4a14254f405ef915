"""The files published over HTTP: made again after each change, in a thread."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from commands.collection.transfer.export import Format, export
from commands.meetings.calendar.write import write
from storage import health
from storage.database import Database, Transaction, open_unchanged
from storage.meetings import meetings

_INTERNAL = frozenset({"presumed", "remark", "certainty", "confirmed_by"})
# About an entry whose municipality is presumed.
_PRESUMED = frozenset({"official_name", "kind", "land", "district", "ags"})


@dataclass(frozen=True)
class Publication:
    """A file; `etag` has no quotes, `changed_at` is when this process first had the content."""

    content: bytes
    etag: str
    changed_at: datetime


@dataclass
class Published:
    """A published file; `state` differs whenever `make` would return other bytes."""

    database: Database
    state: Callable[[Transaction], Awaitable[str]]
    make: Callable[[], Awaitable[bytes]]
    now: Callable[[], datetime]
    _state: str | None = None
    _page: Publication | None = None
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self) -> Publication:
        async with self._making:
            async with self.database.statement() as tx:
                state = await self.state(tx)
            if self._page is None or state != self._state:
                content = await self.make()
                etag = hashlib.sha256(content).hexdigest()[:32]
                if self._page is None or etag != self._page.etag:
                    self._page = Publication(content, etag, self.now())
                self._state = state
            return self._page


def calendar(database: Database, file: Path, name: str, now: Callable[[], datetime]) -> Published:
    """Publish all meetings as a calendar of this name."""

    async def make() -> bytes:
        with database.watched():
            return await _beside(file, lambda tx: _calendar(tx, name, now()))

    return Published(database, health.state_of_meetings, make, now)


def collection(database: Database, file: Path, now: Callable[[], datetime]) -> Published:
    async def make() -> bytes:
        with database.watched():
            return await _beside(file, _collection)

    return Published(database, health.state_of_collection, make, now)


async def _beside(file: Path, work: Callable[[Transaction], Awaitable[bytes]]) -> bytes:
    """Work in a thread with a connection of its own, so that no loop or transaction waits."""
    return await asyncio.to_thread(lambda: asyncio.run(_reading(file, work)))


async def _reading(file: Path, work: Callable[[Transaction], Awaitable[bytes]]) -> bytes:
    async with open_unchanged(file) as tx:
        return await work(tx)


async def _calendar(tx: Transaction, name: str, now: datetime) -> bytes:
    found = await meetings.everything(tx)
    slots = await meetings.slots_of(tx, *(meeting.meeting_id for meeting in found))
    # The stamp of an entry is its last change: equal meetings give equal bytes.
    stamp = max((meeting.changed_at for meeting in found), default=now)
    return write(found, await meetings.all_series(tx), slots, now=stamp, name=name)


async def _collection(tx: Transaction) -> bytes:
    """Return the collection for members: no presumed facts, no internal remarks, no names."""
    content, _ = await export(tx, Format.JSON)
    whole = json.loads(content)
    entries = [_as_members_see(entry) for entry in whole["entries"]]
    return f"{json.dumps(whole | {'entries': entries}, ensure_ascii=False, indent=1)}\n".encode()


def _as_members_see(entry: dict[str, Any]) -> dict[str, Any]:
    hidden = _INTERNAL if entry["presumed"] is None else _INTERNAL | _PRESUMED
    return {key: value for key, value in entry.items() if key not in hidden}
