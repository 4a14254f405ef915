"""Read back from the rooms what the bot posted after the copy of its database was made."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from json import dumps
from typing import Any

import aiohttp

from bot.matrix.api import RefusedError, UnreachableError, segment
from bot.matrix.marks import mark_in
from bot.matrix.session import Session
from storage.database import Database
from storage.recovery import earlier_posts, state
from storage.recovery.earlier_posts import EarlierPost

# Of a room, or of all of them: it may go well the next time.
FAILURES = (RefusedError, UnreachableError, aiohttp.ClientError, TimeoutError)

logger = logging.getLogger(__name__)

# Of a hundred posts each.
_PAGES = 200
_TIMEOUT = 300
_MARGIN = timedelta(hours=1)
_TYPES = ("m.room.message", "m.room.encrypted", "m.room.redaction")


@dataclass
class PostReader:
    """Reads each room once, back to `since` and an hour more: clocks differ."""

    session: Session
    database: Database
    since: datetime
    now: Callable[[], datetime]
    _read: set[str] = field(default_factory=set)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def read_all(self) -> None:
        """Read all rooms that the bot is in; raise of the last that fails what `read` raises."""
        failure: Exception | None = None
        for room_id in (await self.session.api.call("GET", "v3/joined_rooms"))["joined_rooms"]:
            try:
                await self.read(room_id)
            except FAILURES as error:
                failure = error
        if failure is not None:
            raise failure

    async def read(self, room_id: str) -> None:
        """Read the room unless that was done. Raises UnreachableError, RefusedError."""
        if room_id in self._read:
            return
        async with self._lock:
            async with self.database.reading() as tx:
                is_read = await earlier_posts.is_read(tx, room_id)
            if not is_read:
                async with asyncio.timeout(_TIMEOUT):
                    posts = await self._posts(room_id)
                if posts is None:
                    return
                async with self.database.transaction() as tx:
                    if not await earlier_posts.are_known(tx, posts):
                        await state.note_lost(tx, self.now())
                    await earlier_posts.put(tx, room_id, posts, self.now())
            self._read.add(room_id)

    async def is_answered(self, room_id: str, event_id: str) -> bool:
        """Return whether the lost time answered the event. Raises as `read`."""
        await self.read(room_id)
        async with self.database.reading() as tx:
            return await earlier_posts.is_answered(tx, event_id)

    async def _posts(self, room_id: str) -> list[EarlierPost] | None:
        """Return the oldest first; None if the bot is not in the room."""
        found: list[EarlierPost] = []
        oldest = (self.since - _MARGIN).timestamp() * 1000
        start: str | None = None
        for _ in range(_PAGES):
            try:
                page = await self._page(room_id, start)
            except RefusedError as error:
                if error.status in (403, 404):
                    return None
                raise
            chunk = [event for event in page["chunk"] if event.get("sender") == self._own]
            found += [post for event in chunk if (post := _post(room_id, event)) is not None]
            start = page.get("end")
            times = [event["origin_server_ts"] for event in page["chunk"]]
            if start is None or min(times, default=oldest + 1) < oldest:
                return found[::-1]
        logger.warning("a room was not read back to the copy: too many posts")
        return found[::-1]

    async def _page(self, room_id: str, start: str | None) -> dict[str, Any]:
        only = dumps({"senders": [self._own], "types": list(_TYPES)})
        query = {"dir": "b", "limit": "100", "filter": only} | ({"from": start} if start else {})
        path = f"v3/rooms/{segment(room_id)}/messages"
        page: dict[str, Any] = await self.session.api.call("GET", path, query=query)
        return page

    @property
    def _own(self) -> str:
        return self.session.user_id


def _post(room_id: str, event: dict[str, Any]) -> EarlierPost | None:
    """Return what can be told of the event in clear; an edit is no post of its own.

    A removal stands for the event that it removed, of which no mark is left.
    """
    content = event.get("content") or {}
    mark = mark_in(content)
    relation = content.get("m.relates_to")
    relation = relation if isinstance(relation, dict) else {}
    if mark is None or relation.get("rel_type") == "m.replace":
        return None
    reply = relation.get("m.in_reply_to")
    answers = reply.get("event_id") if isinstance(reply, dict) else None
    event_id = content.get("redacts") or event.get("redacts") or event["event_id"]
    return EarlierPost(mark.name, mark.words, room_id, event_id, answers)
