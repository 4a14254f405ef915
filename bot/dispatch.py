"""One message in, at most one reply out, in one transaction."""

import logging
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rapidfuzz import process

from commands.command import AnyCommand, Context, Message, Reply, UsageError
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
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass
class SenderLimit:
    """Counts commands per sender by the homeserver's time, so that a backlog counts as it was."""

    per_minute: int
    _recent: dict[str, deque[datetime]] = field(default_factory=dict)

    def count(self, sender: str, at: datetime) -> int:
        """How many commands over the limit this one is: 0 may run, 1 is told, more is ignored."""
        recent = self._recent.setdefault(sender, deque(maxlen=self.per_minute + 2))
        while recent and at - recent[0] >= _MINUTE:
            recent.popleft()
        recent.append(at)
        self._forget_others(at)
        return max(0, len(recent) - self.per_minute)

    def _forget_others(self, at: datetime) -> None:
        if len(self._recent) > 1000:
            self._recent = {
                sender: seen for sender, seen in self._recent.items() if at - seen[-1] < _MINUTE
            }


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
        prefix = self.settings.prefix
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
            return texts.usage(prefix, command.usage, command.example)
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
        names = [name for c in ctx.commands for name in (c.name, *c.aliases)]
        match = process.extractOne(fold(word), names, processor=fold, score_cutoff=60)
        nearest = None if match is None else match[0]
        return texts.unknown(self.settings.prefix, nearest)


def addressed(message: Message, settings: Settings) -> str | None:
    """The words meant for the bot, without prefix and name, or None."""
    body = unicodedata.normalize("NFC", message.body).strip()
    called = _after_name(body, settings.bot_names)
    text = body if called is None else called
    if text.startswith(settings.prefix) and text[len(settings.prefix) :][:1].isalpha():
        text = text[len(settings.prefix) :]
    elif called is None and not message.direct:
        return None
    words = re.sub(r"\s+", " ", text, count=1) if text[:1].isalpha() else ""
    return words or None


def _after_name(body: str, names: Sequence[str]) -> str | None:
    """What follows "Name:" or "Name,", else None."""
    for name in names:
        rest = body[len(name) :]
        if body[: len(name)].casefold() == name.casefold() and rest[:1] in (":", ","):
            return rest[1:].strip()
    return None


def find(word: str, commands: Sequence[AnyCommand]) -> AnyCommand | None:
    wanted = fold(word)
    return next((c for c in commands if wanted in map(fold, (c.name, *c.aliases))), None)


def fold(word: str) -> str:
    """Command words ignore case and accept umlauts transliterated."""
    return word.casefold().translate(_UMLAUTS)


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
