"""Define commands, the events and the context they get, their replies, routes and jobs."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Generic, Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from commands.conversation.events import Message, Reaction, Redaction
from commands.conversation.room_facts import FactsOf, RoomFault, unknown_room
from commands.conversation.settings import Settings
from commands.conversation.texts.examples import examples
from commands.language.markup import NOTHING, Inline, Text
from storage.conversation.awaited import Awaited
from storage.database import Transaction

Membership = Callable[[str], bool | None]
NameOf = Callable[[str], str | None]

# Answers later than this are marked as late.
LATE = timedelta(minutes=15)


def unknown_membership(_user_id: str) -> bool | None:
    """Tell nothing about anybody."""
    return None


def unknown_name(_user_id: str) -> str | None:
    """Know nobody's name."""
    return None


def _no_members(_room_id: str) -> frozenset[str] | None:
    """Know no room."""
    return None


@dataclass(frozen=True)
class Resources:
    """What commands use that is neither in the transaction nor in the settings.

    `chance` returns a number from 0 to below 1, `members_of` who is joined to a room, without the
    bot (None: not known), `key` a secret of this bot that is not in its database. `note_forgotten`
    notes outside the database that somebody is forgotten, for when a copy of it is put back.
    """

    chance: Callable[[], float] = lambda: 0.5
    members_of: Callable[[str], frozenset[str] | None] = _no_members
    key: Callable[[], bytes] = bytes
    note_forgotten: Callable[[Transaction, str, datetime], Awaitable[None]] | None = None


class UsageError(Exception):
    """The words do not fit the command; its usage is the answer."""


class UnfitError(UsageError):
    """What was asked cannot be done; the answer is `text`: why, and what could be done instead.

    `options` are what the numbers in the text stand for: command lines, or answers in a dialogue.
    """

    def __init__(self, text: Text, options: tuple[str, ...] = ()) -> None:
        super().__init__("unfit")
        self.text, self.options = text, options


class Arguments(BaseModel):
    """The words after the name of a command, in field order; the last field takes the rest."""

    # Most of the commands are never asked for between two starts.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        """Return field name -> words; raise UsageError if there are more words than fields."""
        names = list(cls.model_fields)
        words = text.split(maxsplit=max(len(names) - 1, 0)) if names else text.split()
        if len(words) > len(names):
            raise UsageError
        return {name: word.strip() for name, word in zip(names, words, strict=False)}

    @classmethod
    def read(cls, text: str) -> Self:
        """Raise UsageError if the words do not fit."""
        try:
            return cls.model_validate(cls.split(text))
        except ValidationError as error:
            raise UsageError from error


@dataclass(frozen=True)
class Context:
    """The moment, the transaction and the settings of all that is done.

    `managers` are the members of the management room who may write there, `faults` those of that
    room. `membership` tells whether a person is in a room of the network at this moment; None:
    that is not known, so nothing may be assumed. `name_of` returns a member's display name,
    `facts_of` what is known of a room.
    """

    now: datetime
    tx: Transaction
    settings: Settings
    managers: frozenset[str] = frozenset()
    membership: Membership = unknown_membership
    faults: frozenset[RoomFault] = frozenset()
    name_of: NameOf = unknown_name
    facts_of: FactsOf = unknown_room
    resources: Resources = field(default_factory=Resources)

    @property
    def prefix(self) -> str:
        return self.settings.prefix

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.timezone

    @property
    def today(self) -> date:
        """Return the day it is where the network is."""
        return self.now.astimezone(self.zone).date()

    def named(self, user_id: str) -> str:
        """Return the display name; the id of somebody whose name is not known."""
        return self.name_of(user_id) or user_id

    def called(self, user_id: str) -> str:
        """Return "Ada Beispiel (@ada:example.org)", as the management reads it."""
        name = self.name_of(user_id)
        return user_id if name is None else f"{name} ({user_id})"


@dataclass(frozen=True, kw_only=True)
class CommandContext(Context):
    """The context of a command; `commands` are those available to this person here."""

    message: Message
    commands: "Sequence[AnyCommand]"

    @property
    def in_management(self) -> bool:
        """Return whether this is the management room, and the sender may decide there."""
        here = self.message.room_id == self.settings.management_room
        return here and self.message.sender in self.managers


@dataclass(frozen=True)
class Attachment:
    """A file that is made or read outside of the transaction, and sent after the answer.

    `source` is what bot/workers/attachments.py needs for this `kind`; `content` is that of its
    event.
    """

    kind: Literal["calendar", "document", "map"]
    source: Mapping[str, object]
    content: Mapping[str, object]


@dataclass(frozen=True)
class FollowUp:
    """A command line to run now; its answer stands below the event `below`.

    `offered_with` is the event in whose answer the line was offered, if it was one of several.
    """

    line: str
    below: str
    thread_root: str | None
    offered_with: str | None = None


@dataclass(frozen=True)
class Reply:
    """An answer where the command was; empty if all of it is posted elsewhere (see posting.py).

    `options` are the command lines that the numbers in the text stand for, `more` is that of
    the next page; command lines are without prefix. `preplace`: a choice is expected, and the
    first numbers are pre-placed as reactions. `proposed`: nothing is done until somebody
    agrees. `each`: the options are several requests, and each of them may be chosen once.
    `untraced`: of the answer nothing is kept once it is sent and cannot be answered any more.
    """

    text: Text = NOTHING
    options: tuple[str, ...] = ()
    more: str | None = None
    preplace: bool = True
    proposed: bool = False
    each: bool = False
    untraced: bool = False
    attachments: tuple[Attachment, ...] = ()
    then: FollowUp | None = None


A = TypeVar("A", bound=Arguments)


@dataclass(frozen=True)
class Family:
    """The commands whose names begin with the name of one: `termin neu`, `termin absagen`.

    `heading` stands above their list. `refusal` makes an answer from the prefix and the name of
    a command for people who may not use it, if the usual sentence says too little.
    """

    heading: str
    refusal: Callable[[str, str], Text] | None = None


@dataclass(frozen=True, eq=False)
class Command(Generic[A]):
    """A command: name, what it does, the words behind its name, and its lines for the help.

    Name and aliases may have several words; the longest that fits counts.
    """

    name: str
    run: Callable[[CommandContext, A], Awaitable[Reply]]
    arguments: type[A]
    summary: str
    example: str
    aliases: tuple[str, ...] = ()
    management: bool = False
    # For everybody who can reach the bot; all other commands are for members of the network.
    public: bool = False
    # A pure look-up changes nothing: it may be late, repeated or taken back.
    lookup: bool = False
    # Its statements may take long: they leave the event loop to others.
    apart: bool = False
    # Its last words may be a letter: what looks like a signature below it stays.
    prose: bool = False
    # It shows what it would do and asks, so that ordinary German need not be read back before.
    previews: bool = False
    # Of the words behind its name: whether they go on as a sentence, which ordinary German reads.
    is_sentence: Callable[[str], bool] | None = None
    # They may begin as a sentence goes on: "stand seit 1.9.".
    any_words: bool = False
    # What to say where the configuration lacks what it needs, instead of running it.
    missing: "Callable[[CommandContext], Reply | None] | None" = None
    family: Family | None = None
    # Of the name and the words that ordinary German gave: what is meant, asked about in words.
    read_back: "Callable[[CommandContext, str, str], Awaitable[Sequence[ReadBack]]] | None" = None

    @property
    def examples(self) -> tuple[str, ...]:
        """Return some command lines without prefix, the simplest first."""
        return examples(self.name, self.example)

    def parse(self, text: str) -> A:
        """Raise UsageError if the words do not fit."""
        return self.arguments.read(text)

    async def answer(self, ctx: CommandContext, args: A) -> Reply:
        """Run it, if there is all that it needs."""
        missing = None if self.missing is None else self.missing(ctx)
        return missing or await self.run(ctx, args)


AnyCommand = Command[Any]


@dataclass(frozen=True)
class ReadBack:
    """A whole command line that ordinary German may mean; `asked` is the question about it."""

    line: str
    label: tuple[Inline, ...]
    asked: tuple[Inline, ...]


@dataclass(frozen=True)
class Route:
    """Handlers of words, reactions and removals that belong to one kind of subject.

    Our posts have a subject such as "submission:12", of which `kind` is the first part. A
    message below such a post, a reaction to it, or the removal of the message that it answered
    goes to this route. So do reactions to somebody's own message, its edits and its removal, if
    `find` returns a subject for its event id. `on_awaited` gets the next word of a person of whom
    one of this kind is awaited, unless it names a command and commands go first
    (`after_commands`). A `public` route is for everybody; what another would take from somebody
    who is no member is refused.

    Each returns None for events that are not meant, and may write only if it returns a reply:
    nothing about other events is stored, not even an id.
    """

    kind: str
    on_message: Callable[[Context, Message, str], Awaitable[Reply | None]] | None = None
    on_reaction: Callable[[Context, Reaction, str], Awaitable[Reply | None]] | None = None
    on_removal: Callable[[Context, Redaction, str], Awaitable[Reply | None]] | None = None
    on_awaited: Callable[[Context, Message, Awaited], Awaitable[Reply | None]] | None = None
    after_commands: bool = False
    public: bool = False
    on_edit: Callable[[Context, Message, str], Awaitable[Reply | None]] | None = None
    find: Callable[[Transaction, str], Awaitable[str | None]] | None = None


H = TypeVar("H", Message, Reaction, Redaction)


@dataclass(frozen=True)
class Listener(Generic[H]):
    """A handler of all events of a type that are no command; it is bound like those of a route.

    An event must concern one listener at most: they are called in no particular order, and only
    with events that `fits`, which is pure, lets through. One with
    `left_over`, which is pure, gets only messages that fit, that no route took and that call no
    command.
    """

    hears: type[H]
    run: Callable[[Context, H], Awaitable[Reply | None]]
    left_over: Callable[[H], bool] | None = None
    fits: Callable[[H], bool] | None = None


AnyListener = Listener[Any]


@dataclass(frozen=True)
class Job:
    """Something done from time to time; `run` gets a transaction of its own.

    If `next_due` returns a moment before the next turn, there is a turn then, too. One comes also
    so long `after_change`, that is after somebody has written something. One that `needs_rooms`
    has its first turn when the first sync has told who is in them and may write there.
    """

    name: str
    every: timedelta
    run: Callable[[Context], Awaitable[None]]
    next_due: Callable[[Transaction], Awaitable[datetime | None]] | None = None
    after_change: timedelta | None = None
    needs_rooms: bool = False
