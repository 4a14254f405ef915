"""One message in, at most one reply out, in one transaction."""

import logging
import re
import unicodedata
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar
from urllib.parse import unquote

from commands.command import (
    AnyCommand,
    AnyListener,
    Context,
    Heard,
    Message,
    Occasion,
    Reaction,
    Reply,
    UsageError,
)
from commands.command_words import find, nearest
from commands.dialogue import is_word
from commands.posting import answer
from commands.settings import Settings
from commands.texts import errors as texts
from commands.texts.markup import NOTHING, Text
from storage import inbox, outbox
from storage.database import Database, Transaction, is_environment_error

logger = logging.getLogger(__name__)

MAX_BODY = 4000
LATE = timedelta(minutes=15)
_MINUTE = timedelta(minutes=1)
# A mention in Markdown, as some clients write it: [Name](https://matrix.to/#/@bot:example.org)
_PILL = re.compile(
    r"\[(?P<label>[^\]\n]{1,200})\]\(https://matrix\.to/#/(?P<target>[^)\s]{1,300})\)"
)
R = TypeVar("R", Reply, Reply | None)
# Neither can be sent back as it came: half of a character, and NUL.
_UNSENDABLE = re.compile("[\ud800-\udfff\x00]")


@dataclass
class _Recent:
    """When a sender's last answered commands were sent, and when they were told of the limit."""

    answered: deque[datetime] = field(default_factory=deque)
    told_at: datetime | None = None

    def is_idle(self, at: datetime) -> bool:
        return not self.answered or abs(at - self.answered[-1]) >= _MINUTE


@dataclass
class SenderLimit:
    """Counts commands per sender by the homeserver's time, so that a backlog counts as it was."""

    per_minute: int
    _senders: dict[str, _Recent] = field(default_factory=dict)

    def count(self, sender: str, at: datetime) -> int:
        """How many commands over the limit this one is: 0 may run, 1 is told, more is ignored."""
        self._forget_idle(at)
        recent = self._senders.setdefault(sender, _Recent())
        # A foreign homeserver may tell any time, also one far ahead: that counts for itself.
        recent.answered = deque(a for a in recent.answered if abs(at - a) < _MINUTE)
        if len(recent.answered) < self.per_minute:
            recent.answered.append(at)
            return 0
        if recent.told_at is not None and abs(at - recent.told_at) < _MINUTE:
            return 2
        recent.told_at = at
        return 1

    def _forget_idle(self, at: datetime) -> None:
        if len(self._senders) > 1000:
            busy = {s: r for s, r in self._senders.items() if not r.is_idle(at)}
            self._senders = busy


def _uncounted(_name: str, _outcome: str) -> None:
    pass


class _Internal(Reply):
    """What is said of a bug."""


@dataclass(frozen=True)
class Dispatch:
    """`managers` are the members of the management room who may write there, now; `count` gets
    a command's name and one of ok, refused, usage, unknown, internal, limited."""

    database: Database
    commands: Sequence[AnyCommand]
    listeners: Sequence[AnyListener]
    settings: Settings
    limit: SenderLimit
    now: Callable[[], datetime]
    managers: Callable[[], frozenset[str]] = frozenset
    count: Callable[[str, str], None] = _uncounted

    def occasion(self, tx: Transaction) -> Occasion:
        return Occasion(self.now(), tx, self.settings, self.managers())

    async def handle(self, heard: Heard) -> bool:
        """True if it was for the bot: then there may be something to send."""
        words = addressed(heard, self.settings) if isinstance(heard, Message) else None
        if words is None and not _may_concern_us(heard):
            return False
        async with self.database.transaction() as tx:
            if await inbox.is_handled(tx, heard.event_id):
                return False
            text = await self._outcome(self.occasion(tx), heard, words)
            if text is None:
                return False
            await inbox.mark_handled(tx, heard.event_id, self.now())
            if text.blocks:
                transaction_id = f"answer-{heard.event_id}"
                content = answer(text, heard, transaction_id)
                about = await _subject(tx, heard)
                await outbox.put(
                    tx, heard.room_id, content, transaction_id, self.now(), about=about
                )
        return True

    async def _outcome(self, occasion: Occasion, heard: Heard, words: str | None) -> Text | None:
        """What to answer; an empty text if nothing, None if it was not for us after all."""
        if isinstance(heard, Message) and (words is not None or heard.direct):
            excess = self.limit.count(heard.sender, heard.sent_at)
            if excess:
                self.count(self._named(words), "limited")
                return texts.too_many() if excess == 1 else NOTHING
        called = isinstance(heard, Message) and is_called(heard, self.settings)
        reply = None if called else await self._listen(occasion, heard)
        if reply is not None:
            return reply.text
        if words is None or not isinstance(heard, Message):
            return None
        return await self._answer(occasion, heard, words)

    async def _listen(self, occasion: Occasion, heard: Heard) -> Reply | None:
        """The first reply of those who listen to this kind of event."""
        for listener in self.listeners:
            if isinstance(heard, listener.hears):
                work = listener.run(occasion, heard)
                reply = await _guarded(occasion.tx, work, listener.run.__name__, heard)
                if reply is not None:
                    return reply
        return None

    async def _answer(self, occasion: Occasion, message: Message, words: str) -> Text:
        if len(message.body) > MAX_BODY:
            self.count(self._named(words), "refused")
            return texts.too_long(MAX_BODY)
        ctx = self._context(occasion, message)
        word, _, rest = words.partition(" ")
        command = find(word, ctx.commands)
        if command is None:
            return await self._in_dialogue(ctx, words) or self._unknown(word, ctx)
        try:
            work = command.run(ctx, command.parse(rest))
            reply = await _guarded(ctx.tx, work, command.name, message)
        except UsageError:
            self.count(command.name, "usage")
            return texts.usage(self.settings.prefix, command.usage, command.example)
        self.count(command.name, "internal" if isinstance(reply, _Internal) else "ok")
        late = command.lookup and self.now() - message.sent_at > LATE
        return texts.late() + reply.text if late else reply.text

    async def _in_dialogue(self, ctx: Context, words: str) -> Text | None:
        """Who answers "!zurück" in a dialogue means "zurück"."""
        if not (ctx.message.direct and is_word(words)):
            return None
        reply = await self._listen(ctx, replace(ctx.message, body=words))
        return reply.text if reply else None

    def _named(self, words: str | None) -> str:
        """Never the word that somebody typed."""
        command = find((words or "")[:99].split(" ")[0], self.commands)
        return command.name if command else "unknown"

    def _context(self, occasion: Occasion, message: Message) -> Context:
        # Who was put out may still send what an old key can read.
        in_management = message.room_id == self.settings.management_room
        is_manager = in_management and message.sender in occasion.managers
        available = [c for c in self.commands if is_manager or not c.management]
        return Context(
            occasion.now,
            occasion.tx,
            occasion.settings,
            occasion.managers,
            message=message,
            commands=available,
        )

    def _unknown(self, word: str, ctx: Context) -> Text:
        prefix = self.settings.prefix
        elsewhere = find(word, self.commands)
        if elsewhere is None:
            self.count("unknown", "unknown")
            return texts.unknown(prefix, nearest(word, ctx.commands))
        self.count(elsewhere.name, "refused")
        return texts.only_management(prefix, elsewhere.name)


async def _subject(tx: Transaction, heard: Heard) -> str | None:
    """What answers a reaction is about the same: who replies to it is understood."""
    return await outbox.subject_of(tx, heard.target) if isinstance(heard, Reaction) else None


def _may_concern_us(heard: Heard) -> bool:
    """Ordinary talk in a room does not even reach the database."""
    if not isinstance(heard, Message) or heard.direct:
        return True
    related = (heard.thread_root, heard.reply_to, heard.replaces)
    return any(event_id is not None for event_id in related)


def addressed(message: Message, settings: Settings) -> str | None:
    """The words meant for the bot, without prefix and name, or None."""
    if message.replaces is not None:
        return None
    body = _readable(message)
    called = _after_name(body, settings.bot_names)
    text = body if called is None else called
    if text.startswith(settings.prefix):
        text = text.removeprefix(settings.prefix)
    elif called is None and not message.direct:
        return None
    # The first gap, of whatever kind, is where the command's name ends.
    words = re.sub(r"\s+", " ", text, count=1) if text[:1].isalpha() else ""
    return words or None


def is_called(message: Message, settings: Settings) -> bool:
    """By prefix or name, not only because we are alone with the sender."""
    return addressed(replace(message, direct=False), settings) is not None


def _readable(message: Message) -> str:
    return unicodedata.normalize("NFC", _UNSENDABLE.sub("\ufffd", message.body)).strip()


def _after_name(body: str, names: Sequence[str]) -> str | None:
    """What follows "Name:", "Name," or a mention of that name, else None."""
    bare = {_bare(name) for name in names}
    pill = _PILL.match(body)
    if pill is not None and bare & {_bare(pill["label"]), _bare(unquote(pill["target"]))}:
        return body[pill.end() :].lstrip(":,").strip()
    said = body.removeprefix("@")
    # The longest first: "bot:example.org: hilfe" also begins like "bot:".
    for name in sorted(bare, key=len, reverse=True):
        head, rest = said[: len(name)], said[len(name) :]
        if rest[:1] in (":", ",") and _bare(head) == name:
            return rest[1:].strip()
    return None


def _bare(name: str) -> str:
    return unicodedata.normalize("NFC", name).removeprefix("@").casefold()


async def _guarded(tx: Transaction, work: Awaitable[R], name: str, heard: Heard) -> R | Reply:
    """A failure undoes what was written, but not that the event was handled."""
    await tx.execute("SAVEPOINT work")
    try:
        reply = await work
    except UsageError:
        await tx.execute("ROLLBACK TO work")
        raise
    except Exception as error:  # the one place where a bug is caught
        if is_environment_error(error):
            raise
        await tx.execute("ROLLBACK TO work")
        return _Internal(_internal(error, name, heard))
    await tx.execute("RELEASE work")
    return reply


def _internal(error: Exception, name: str, heard: Heard) -> Text:
    """Logged without the traceback's last line: it could quote what the member wrote."""
    reference = heard.event_id.removeprefix("$")[:8]
    frames = []
    traceback = error.__traceback__
    while traceback is not None:
        frames.append(f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    logger.error(
        "failed: %s, reference %s, %s at %s",
        name,
        reference,
        type(error).__name__,
        " > ".join(frames),
    )
    return texts.internal(reference)
