"""A room in a box: say something, read what the bot would send."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.dispatch.dispatch import Dispatch
from bot.dispatch.meaning import Vocabulary
from bot.live import Live, SenderLimit
from commands import COMMANDS, LISTENERS, ROUTES, sentences
from commands.conversation.command import AnyCommand, AnyListener, Context, Resources, Route
from commands.conversation.events import Message, Reaction, Redaction
from commands.conversation.posting import referred, resolved
from commands.conversation.room_facts import RoomFacts, RoomFault
from commands.conversation.settings import Network, Settings
from storage.conversation import outbox
from storage.database import Database, Transaction

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ROOM = "!raum:example.org"
MANAGEMENT = "!leitung:example.org"
MANAGER = "@leitung:example.org"
SETTINGS = Settings(Network(), "!", "1.2.3", ("Netzwerkbot", "bot", "@bot:example.org"), MANAGEMENT)


@dataclass
class Room:
    """`say` returns the bodies, `contents` keeps everything that would be sent."""

    database: Database
    commands: Sequence[AnyCommand] = COMMANDS
    routes: Sequence[Route] = ROUTES
    listeners: Sequence[AnyListener] = LISTENERS
    settings: Settings = SETTINGS
    limit: int = 20
    now: datetime = NOW
    contents: list[dict[str, Any]] = field(default_factory=list)
    sent_ids: list[str] = field(default_factory=list)
    managers: set[str] = field(default_factory=lambda: {MANAGER})
    # Everybody else is a member; None: nobody knows.
    outsiders: set[str] | None = field(default_factory=set)
    faults: set[RoomFault] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    facts: dict[str, RoomFacts] = field(default_factory=dict)
    resources: Resources = field(default_factory=Resources)

    def __post_init__(self) -> None:
        self._ids = count(1)
        self.live = Live(
            self.settings,
            lambda: self.now,
            lambda: frozenset(self.managers),
            self._membership,
            lambda: frozenset(self.faults),
            lambda user_id: self.names.get(user_id),
            lambda room_id: self.facts.get(room_id),
            resources=self.resources,
        )
        understood = sentences if {*COMMANDS} <= {*self.commands} else None
        vocabulary = Vocabulary(self.commands, self.routes, self.listeners, understood)
        self.dispatch = Dispatch(self.database, vocabulary, self.live, SenderLimit(self.limit))

    def continue_ids(self, other: "Room") -> None:
        """Count on where another room in the same database is: no event comes twice."""
        self._ids = other._ids

    def _membership(self, user_id: str) -> bool | None:
        return None if self.outsiders is None else user_id not in self.outsiders

    async def say(
        self,
        body: str,
        *,
        event_id: str | None = None,
        sender: str = "",
        room_id: str = ROOM,
        sent_at: datetime | None = None,
        thread_root: str | None = None,
        direct: bool = False,
        **more: Any,
    ) -> list[str]:
        """What would be answered; `more` are further fields of the message."""
        event_id = event_id or f"$e{next(self._ids)}"
        at = sent_at or self.now
        sender = sender or (MANAGER if room_id == MANAGEMENT else "@ada:example.org")
        message = Message(room_id, sender, event_id, body, at, thread_root, direct, **more)
        await self.dispatch.handle(message)
        return await self.read(room_id)

    async def react(
        self, key: str, target: str, *, sender: str, room_id: str = ROOM, direct: bool = False
    ) -> list[str]:
        event_id = f"$e{next(self._ids)}"
        event = Reaction(room_id, sender, event_id, key, target, self.now, direct)
        await self.dispatch.handle(event)
        return await self.read(room_id)

    async def redact(self, target: str, *, sender: str, room_id: str = ROOM) -> list[str]:
        event_id = f"$e{next(self._ids)}"
        await self.dispatch.handle(Redaction(room_id, sender, event_id, target, self.now))
        return await self.read(room_id)

    def context(self, tx: Transaction) -> Context:
        return self.live.context(tx)

    async def read(self, room_id: str = ROOM) -> list[str]:
        """Take what waits for the room out of the outbox, as if it had been sent.

        A person ('@…') may stand for their direct chat. Reactions and redactions have no body.
        """
        bodies = []
        async with self.database.transaction() as tx:
            while (event := await outbox.next_ready(tx, room_id, self.now)) is not None:
                names = referred(event.content)
                content = resolved(event.content, await outbox.sent_events(tx, names)) or {}
                await outbox.mark_sent(tx, event.outbox_id, f"$sent{event.outbox_id}")
                self.contents.append(dict(content))
                self.sent_ids.append(f"$sent{event.outbox_id}")
                if "body" in content:
                    bodies.append(str(content["body"]))
        return bodies
