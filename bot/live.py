"""State that changes while the bot runs: rooms after an upgrade, commands of each sender."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from commands.about.help import short_for
from commands.about.texts import help as texts
from commands.conversation.command import (
    AnyCommand,
    Context,
    Membership,
    NameOf,
    Resources,
    unknown_membership,
    unknown_name,
)
from commands.conversation.room_facts import FactsOf, RoomFault, unknown_room
from commands.conversation.settings import Settings
from commands.language.markup import Text
from storage.database import Transaction

_MINUTE = timedelta(minutes=1)


def _no_rooms(_user_id: str) -> frozenset[str]:
    return frozenset()


@dataclass
class Live:
    """The present settings, shared by all parts, which read its fields when they need them.

    Membership, power and safety of rooms are asked here only: `settings` name the present rooms,
    `managers` returns the members of the management room who may write there now, `faults` what
    is wrong with that room, `membership` whether a person is a member, `name_of` a member's name,
    `facts_of` what is known of a room. `earlier_rooms` are those that were replaced.
    `count` gets a command's name and one of ok, refused, usage, unknown, internal, limited.
    """

    settings: Settings
    now: Callable[[], datetime]
    managers: Callable[[], frozenset[str]] = frozenset
    membership: Membership = unknown_membership
    faults: Callable[[], frozenset[RoomFault]] = frozenset
    name_of: NameOf = unknown_name
    facts_of: FactsOf = unknown_room
    # The rooms of the network that a person is in, also those that were replaced.
    rooms_of: Callable[[str], frozenset[str]] = _no_rooms
    earlier_rooms: frozenset[str] = frozenset()
    count: Callable[[str, str], None] = lambda _name, _outcome: None
    resources: Resources = field(default_factory=Resources)

    def is_member(self, user_id: str) -> bool | None:
        return self.membership(user_id)

    def first_words(self, commands: Sequence[AnyCommand], person: str | None) -> Text:
        """Return what a person reads in a new direct chat, or (None) a room that the bot joins."""
        prefix = self.settings.prefix
        if person is None:
            return texts.joined(prefix)
        is_member = self.membership(person) is True
        usable = [c for c in commands if c.public or (is_member and not c.management)]
        return short_for(prefix, usable, in_management=False, direct=True)

    def context(self, tx: Transaction) -> Context:
        managers, faults = self.managers(), self.faults()
        membership, name_of, facts_of = self.membership, self.name_of, self.facts_of
        return Context(
            self.now(),
            tx,
            self.settings,
            managers,
            membership,
            faults,
            name_of,
            facts_of,
            self.resources,
        )


@dataclass
class _Recent:
    """Times of a sender's last commands within the limit, and of the last notice about it."""

    sent_at: deque[datetime] = field(default_factory=deque)
    notified_at: datetime | None = None

    def is_idle(self, at: datetime) -> bool:
        return not self.sent_at or abs(at - self.sent_at[-1]) >= _MINUTE


@dataclass
class SenderLimit:
    """Counts commands per sender by the time of the bot, a backlog by when it was sent."""

    per_minute: int
    _senders: dict[str, _Recent] = field(default_factory=dict)

    def count(self, sender: str, at: datetime) -> int:
        """Return 0 within the limit, 1 for the first command above it, 2 for further ones."""
        self._forget_idle(at)
        recent = self._senders.setdefault(sender, _Recent())
        # Another homeserver may give any time, also one far ahead: that counts separately.
        recent.sent_at = deque(a for a in recent.sent_at if abs(at - a) < _MINUTE)
        if len(recent.sent_at) < self.per_minute:
            recent.sent_at.append(at)
            return 0
        if recent.notified_at is not None and abs(at - recent.notified_at) < _MINUTE:
            return 2
        recent.notified_at = at
        return 1

    def _forget_idle(self, at: datetime) -> None:
        if len(self._senders) > 1000:
            busy = {s: r for s, r in self._senders.items() if not r.is_idle(at)}
            self._senders = busy
