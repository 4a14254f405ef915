"""After a restore: what a row says may stand in its room already, or have gone out by mail."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

import aiohttp

from bot.delivery.outbox import NotSentError, Sender
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.marks import Marker, lasting
from storage.conversation.outbox import OutgoingEvent
from storage.conversation.queues import is_mail
from storage.database import Database
from storage.recovery import earlier_posts, state
from storage.recovery.earlier_posts import EarlierPost
from storage.recovery.state import Recovery

# By what the transaction ids of its posts begin with: the table that gives the number behind.
_NUMBERED: Mapping[str, str] = MappingProxyType(
    {
        "submission": "submission",
        "question": "submission",
        "meeting": "meeting",
        "reminder": "meeting",
        "exchange": "question",
        "profile": "profile",
        "contact": "inquiry_person",
        "inquiry": "inquiry",
        "introduction": "introduction",
        "management-question": "management_question",
        "announcement": "announcement",
    }
)
_NUMBER = re.compile(rf"(?:otherwise-)?({'|'.join(_NUMBERED)})-(\d+)(?:-|$)")
_HELD = timedelta(seconds=20)


@dataclass(frozen=True)
class EarlierPostsFirst:
    """A sender that looks for what was said in the lost time before it says anything.

    Edits, removals and reactions are sent again: that changes nothing that people see.
    """

    sender: Sender
    database: Database
    read: Callable[[str], Awaitable[None]]
    marker: Marker

    async def send(self, event: OutgoingEvent) -> str:
        """Return the id of the earlier post, or send it. Raises as the sender does."""
        if is_mail(event.room_id):
            await self._hold(event)
        elif event.event_type == "m.room.message" and "m.new_content" not in event.content:
            earlier = await self._earlier(event)
            if earlier is not None:
                return earlier.event_id
        return await self.sender.send(event)

    async def find(self, event: OutgoingEvent) -> str | None:
        return await self.sender.find(event)

    async def open_chat(self, user_id: str) -> None:
        await self.sender.open_chat(user_id)

    async def _earlier(self, event: OutgoingEvent) -> EarlierPost | None:
        """Return the post of the lost time that this is. Raises NotSentError."""
        try:
            await self.read(event.room_id)
        except (RefusedError, UnreachableError, aiohttp.ClientError, TimeoutError) as error:
            raise NotSentError(f"not read back: {type(error).__name__}") from error
        mark = self.marker.of(event.transaction_id, event.content)
        removal = self.marker.of(f"{event.transaction_id}-removed", {})
        async with self.database.reading() as tx:
            found = await earlier_posts.of_mark(tx, mark.name)
        same = [each for each in found if each.words == mark.words]
        if same or not found:
            return next(iter(same), None) or await self._removed(removal.name)
        async with self.database.reading() as tx:
            recovery = await state.current(tx)
        certain = recovery is not None and is_certain(event.transaction_id, recovery)
        return found[0] if certain else None

    async def _removed(self, name: str) -> EarlierPost | None:
        async with self.database.reading() as tx:
            return next(iter(await earlier_posts.of_mark(tx, name)), None)

    async def _hold(self, event: OutgoingEvent) -> None:
        """Hold a mail until the recovery has settled. Raises NotSentError."""
        if event.transaction_id.startswith(state.ASKED_FOR):
            return
        async with self.database.reading() as tx:
            recovery = await state.current(tx)
        if recovery is not None and not recovery.settled:
            raise NotSentError("waits for the end of the recovery", _HELD)


def is_certain(transaction_id: str, recovery: Recovery) -> bool:
    """Return whether posts of this name are the same, whatever they say.

    A moment in the name, or a number that the copy had not given yet, may be of another thing.
    """
    if lasting(transaction_id) != transaction_id:
        return False
    numbered = _NUMBER.match(transaction_id)
    if numbered is None:
        return True
    return int(numbered[2]) <= recovery.numbers.get(_NUMBERED[numbered[1]], 0)
