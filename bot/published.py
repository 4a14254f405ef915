"""What is published over HTTP: made anew when it has changed, beside the loop."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from commands.calendar.write import write
from commands.collection import Format, export
from storage import health, meetings
from storage.database import Database, Transaction, open_unchanged

_INTERNAL = frozenset({"presumed", "remark", "certainty", "confirmed_by"})
# If something is presumed, these are about that.
_PRESUMED = frozenset({"official_name", "kind", "land", "district", "ags"})


@dataclass(frozen=True)
class Page:
    """`etag` without quotes; `changed_at` is when this process first had this content."""

    content: bytes
    etag: str
    changed_at: datetime


@dataclass
class Published:
    """`state` differs whenever `make` would give something else."""

    database: Database
    state: Callable[[Transaction], Awaitable[str]]
    make: Callable[[], Awaitable[bytes]]
    now: Callable[[], datetime]
    _state: str | None = None
    _page: Page | None = None
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self) -> Page:
        async with self._making:
            async with self.database.statement() as tx:
                state = await self.state(tx)
            if self._page is None or state != self._state:
                content = await self.make()
                etag = hashlib.sha256(content).hexdigest()[:32]
                if self._page is None or etag != self._page.etag:
                    self._page = Page(content, etag, self.now())
                self._state = state
            return self._page


def calendar(database: Database, file: Path, name: str, now: Callable[[], datetime]) -> Published:
    """All meetings as a calendar of this name."""

    async def make() -> bytes:
        return await _beside(file, lambda tx: _calendar(tx, name, now()))

    return Published(database, health.state_of_meetings, make, now)


def collection(database: Database, file: Path, now: Callable[[], datetime]) -> Published:
    async def make() -> bytes:
        return await _beside(file, _collection)

    return Published(database, health.state_of_collection, make, now)


async def _beside(file: Path, work: Callable[[Transaction], Awaitable[bytes]]) -> bytes:
    """In a thread and with a connection of its own, so that neither loop nor transaction waits."""
    return await asyncio.to_thread(lambda: asyncio.run(_reading(file, work)))


async def _reading(file: Path, work: Callable[[Transaction], Awaitable[bytes]]) -> bytes:
    async with open_unchanged(file) as tx:
        return await work(tx)


async def _calendar(tx: Transaction, name: str, now: datetime) -> bytes:
    found = await meetings.everything(tx)
    slots = await meetings.slots_of(tx, *(meeting.meeting_id for meeting in found))
    # The stamp of an entry says when it was changed: equal dates are equal bytes.
    stamp = max((meeting.changed_at for meeting in found), default=now)
    return write(found, await meetings.all_series(tx), slots, now=stamp, name=name)


async def _collection(tx: Transaction) -> bytes:
    """As members may see it: nothing presumed, nothing said about the printed form, no names."""
    content, _ = await export(tx, Format.JSON)
    whole = json.loads(content)
    entries = [_as_members_see(entry) for entry in whole["entries"]]
    return f"{json.dumps(whole | {'entries': entries}, ensure_ascii=False, indent=1)}\n".encode()


def _as_members_see(entry: dict[str, Any]) -> dict[str, Any]:
    hidden = _INTERNAL if entry["presumed"] is None else _INTERNAL | _PRESUMED
    return {key: value for key, value in entry.items() if key not in hidden}
