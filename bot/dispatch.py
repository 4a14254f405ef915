"""One message in, at most one reply out, in one transaction."""

import logging
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import unquote

from commands.command import AnyCommand, Context, Message, Reply, UsageError
from commands.command_words import find, nearest
from commands.posting import answer
from commands.settings import Settings
from commands.texts import errors as texts
from commands.texts.markup import Text
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


@dataclass(frozen=True)
class Dispatch:
    database: Database
    commands: Sequence[AnyCommand]
    settings: Settings
    limit: SenderLimit
    now: Callable[[], datetime]

    async def handle(self, message: Message) -> bool:
        """True if an answer was put into the outbox."""
        words = addressed(message, self.settings)
        if words is None:
            return False
        async with self.database.transaction() as tx:
            if not await inbox.mark_handled(tx, message.event_id, self.now()):
                return False
            excess = self.limit.count(message.sender, message.sent_at)
            if excess > 1:
                return False
            text = texts.too_many() if excess else await self._answer(tx, message, words)
            transaction_id = f"answer-{message.event_id}"
            content = answer(text, message, transaction_id)
            return await outbox.put(tx, message.room_id, content, transaction_id, self.now())

    async def _answer(self, tx: Transaction, message: Message, words: str) -> Text:
        if len(message.body) > MAX_BODY:
            return texts.too_long(MAX_BODY)
        ctx = self._context(tx, message)
        word, _, rest = words.partition(" ")
        command = find(word, ctx.commands)
        if command is None:
            return self._unknown(word, ctx)
        try:
            reply = await _run(command, ctx, rest)
        except UsageError:
            return texts.usage(self.settings.prefix, command.usage, command.example)
        except Exception as error:  # the one place where a bug is caught
            if is_environment_error(error):
                raise
            return _internal(error, command, message)
        late = command.lookup and self.now() - message.sent_at > LATE
        return texts.late() + reply.text if late else reply.text

    def _context(self, tx: Transaction, message: Message) -> Context:
        in_management = message.room_id == self.settings.management_room
        available = [c for c in self.commands if in_management or not c.management]
        return Context(message, self.now(), tx, self.settings, available)

    def _unknown(self, word: str, ctx: Context) -> Text:
        prefix = self.settings.prefix
        elsewhere = find(word, self.commands)
        if elsewhere is not None:
            return texts.only_management(prefix, elsewhere.name)
        return texts.unknown(prefix, nearest(word, ctx.commands))


def addressed(message: Message, settings: Settings) -> str | None:
    """The words meant for the bot, without prefix and name, or None."""
    body = unicodedata.normalize("NFC", _UNSENDABLE.sub("\ufffd", message.body)).strip()
    called = _after_name(body, settings.bot_names)
    text = body if called is None else called
    if text.startswith(settings.prefix):
        text = text.removeprefix(settings.prefix)
    elif called is None and not message.direct:
        return None
    # The first gap, of whatever kind, is where the command's name ends.
    words = re.sub(r"\s+", " ", text, count=1) if text[:1].isalpha() else ""
    return words or None


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


async def _run(command: AnyCommand, ctx: Context, rest: str) -> Reply:
    """Run the command so that a failure undoes its writes but not ours."""
    arguments = command.parse(rest)
    if command.lookup:
        return await command.run(ctx, arguments)
    await ctx.tx.execute("SAVEPOINT command")
    try:
        reply = await command.run(ctx, arguments)
    except BaseException:
        await ctx.tx.execute("ROLLBACK TO command")
        raise
    await ctx.tx.execute("RELEASE command")
    return reply


def _internal(error: Exception, command: AnyCommand, message: Message) -> Text:
    """Logged without the traceback's last line: it could quote what the member wrote."""
    reference = message.event_id.removeprefix("$")[:8]
    frames = []
    traceback = error.__traceback__
    while traceback is not None:
        frames.append(f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    logger.error(
        "command failed: %s, reference %s, %s at %s",
        command.name,
        reference,
        type(error).__name__,
        " > ".join(frames),
    )
    return texts.internal(reference)
