"""What a command is: a name, typed arguments, and a function from them to a reply."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from commands.settings import Settings
from commands.texts.markup import NOTHING, Text
from storage.database import Transaction

# Who is answered later than this has perhaps forgotten what was asked.
LATE = timedelta(minutes=15)


class UsageError(Exception):
    """The words do not fit the command's arguments."""


class Arguments(BaseModel):
    """The words after the command name, in field order; the last field takes the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        """Field name -> words; raises UsageError if there are more words than fields."""
        names = list(cls.model_fields)
        words = text.split(maxsplit=max(len(names) - 1, 0)) if names else text.split()
        if len(words) > len(names):
            raise UsageError
        return {name: word.strip() for name, word in zip(names, words, strict=False)}


@dataclass(frozen=True)
class File:
    """A file in a room. `source` is what it takes to get it, see bot/matrix/media.py."""

    name: str
    source: Mapping[str, object]
    encrypted: bool


@dataclass(frozen=True)
class Message:
    """A text or a file that reached the bot; `body` of a file is what was written with it.

    `reply_to` is what it answers, `replied_file` the file there; `replaces` is the earlier
    message of which this one is an edit. Answers stand below the event `below`, if that is another.
    """

    room_id: str
    sender: str
    event_id: str
    body: str
    sent_at: datetime
    thread_root: str | None = None
    direct: bool = False
    reply_to: str | None = None
    replies_to_unreadable: bool = False
    replied_file: File | None = None
    file: File | None = None
    replaces: str | None = None
    below: str | None = None


@dataclass(frozen=True)
class Reaction:
    """Somebody put `key`, such as ✅, on the event `target`."""

    room_id: str
    sender: str
    event_id: str
    key: str
    target: str
    sent_at: datetime
    direct: bool = False


@dataclass(frozen=True)
class Redaction:
    """Somebody removed the event `target`; who may do that, the homeserver decided."""

    room_id: str
    sender: str
    event_id: str
    target: str
    sent_at: datetime
    direct: bool = False


Heard = Message | Reaction | Redaction


@dataclass(frozen=True)
class Occasion:
    """What anything may know that is done: when, in which transaction, for whom.

    `managers` are the members of the management room who may write there.
    """

    now: datetime
    tx: Transaction
    settings: Settings
    managers: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Context(Occasion):
    """Everything a command may know; `commands` are those available to this person here."""

    message: Message
    commands: "Sequence[AnyCommand]"

    @property
    def in_management(self) -> bool:
        """In that room, and one of those who may decide there."""
        here = self.message.room_id == self.settings.management_room
        return here and self.message.sender in self.managers


@dataclass(frozen=True)
class Attachment:
    """A file made or found outside of the transaction, by `kind`, and brought after the answer.

    `source` is what that takes, see bot/bringing.py; `content` is that of its event.
    """

    kind: Literal["calendar", "document", "map"]
    source: Mapping[str, object]
    content: Mapping[str, object]


@dataclass(frozen=True)
class Then:
    """A command line, answered below the event `below` as if the person had just said it.

    `offered_with` is the event in whose answer it was offered, if it was one of several.
    """

    line: str
    below: str
    thread_root: str | None
    offered_with: str | None = None


@dataclass(frozen=True)
class Reply:
    """An answer where it was asked; nothing if all is said elsewhere, see commands/posting.py.

    `options` are the command lines that the numbers in the text stand for, `more` is that of the
    next page; command lines are without prefix. `preplace`: one of them is asked for, and the
    first numbers are there as reactions, too. `proposed`: nothing is done until somebody agrees.
    """

    text: Text = NOTHING
    options: tuple[str, ...] = ()
    more: str | None = None
    preplace: bool = True
    proposed: bool = False
    attachments: tuple[Attachment, ...] = ()
    then: Then | None = None


A = TypeVar("A", bound=Arguments)


@dataclass(frozen=True)
class Command(Generic[A]):
    """A value: what people type, what it needs, what it does."""

    name: str
    run: Callable[[Context, A], Awaitable[Reply]]
    arguments: type[A]
    summary: str
    example: str
    aliases: tuple[str, ...] = ()
    management: bool = False
    # A pure look-up changes nothing: it may be late, repeated or taken back.
    lookup: bool = False

    @property
    def usage(self) -> str:
        """What to type, without the prefix: "leitlinie <Ort> [Liste]"."""
        fields = self.arguments.model_fields.items()
        words = (
            f"<{field.title or name}>" if field.is_required() else f"[{field.title or name}]"
            for name, field in fields
        )
        return " ".join([self.name, *words])

    def parse(self, text: str) -> A:
        """Raises UsageError."""
        try:
            return self.arguments.model_validate(self.arguments.split(text))
        except ValidationError as error:
            raise UsageError from error


AnyCommand = Command[Any]

H = TypeVar("H", Message, Reaction, Redaction)


@dataclass(frozen=True)
class Listener(Generic[H]):
    """Hears what is no command; the first that has a reply ends it.

    `run` may write only if it returns one: of everything else nothing is kept, not even its id.
    """

    hears: type[H]
    run: Callable[[Occasion, H], Awaitable[Reply | None]]


AnyListener = Listener[Any]
