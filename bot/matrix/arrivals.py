"""Find out that a post of ours has arrived, although the answer to our request was lost.

Between its arrival and our next attempt somebody may react to it, or answer it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.matrix.fetch import fetch_event
from bot.matrix.messages import AnyEvent, unsigned
from bot.matrix.session import Session
from commands.conversation.events import IncomingEvent, Message, Reaction
from commands.conversation.posting import TRANSACTION_FIELD
from storage.conversation import sent_posts
from storage.database import Database


@dataclass(frozen=True)
class Arrivals:
    """`on_found` is called when the outbox need not try any longer."""

    session: Session
    database: Database
    on_found: Callable[[], None]

    async def look_for_targets(self, event: IncomingEvent) -> None:
        """Mark the posts as sent to which the event refers, before anybody asks what they are.

        Raises as fetch_event: then the event has to come again.
        """
        targets = _targets(event)
        if not targets:
            return
        async with self.database.reading() as tx:
            possible = await sent_posts.possible_posts(tx, event.room_id, targets)
        for event_id in possible:
            found = await fetch_event(self.session, event.room_id, event_id)
            transaction_id = None if found is None else self._transaction_id(found)
            if transaction_id is None:
                continue
            async with self.database.statement() as tx:
                if await sent_posts.mark_arrived(tx, transaction_id, event_id, event.room_id):
                    self.on_found()

    def _transaction_id(self, event: AnyEvent) -> str | None:
        """Return that of an event of ours: our field, if the homeserver tells another device."""
        if event.sender != self.session.user_id:
            return None
        told = unsigned(event).get("transaction_id")
        if isinstance(told, str):
            return self.session.ours(told)
        own = event.source["content"].get(TRANSACTION_FIELD)
        return own if isinstance(own, str) else None


def _targets(event: IncomingEvent) -> list[str]:
    match event:
        case Reaction(target=target):
            return [target]
        case Message(reply_to=reply_to, thread_root=root):
            return [each for each in (reply_to, root) if each is not None]
    return []
