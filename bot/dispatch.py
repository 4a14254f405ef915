"""One message in, at most one reply out, in one transaction."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from bot.addressing import addressed, is_called
from bot.answers import Answer, keep, take_back
from bot.sender_limit import SenderLimit
from commands.command import (
    LATE,
    AnyCommand,
    AnyListener,
    Context,
    Heard,
    Message,
    Occasion,
    Redaction,
    Reply,
    Then,
    UsageError,
)
from commands.command_words import find, nearest
from commands.dialogue import is_word
from commands.numbers import number_of
from commands.settings import Settings
from commands.texts import errors as texts
from commands.texts.markup import Text
from storage import inbox
from storage.database import Database, Transaction, is_environment_error
from storage.inbox import Handled, Outcome

logger = logging.getLogger(__name__)

MAX_BODY = 4000
R = TypeVar("R", Reply, Reply | None)


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
            occasion = self.occasion(tx)
            said = await self._outcome(occasion, heard, words)
            if said is None:
                return False
            await keep(occasion, heard, said)
        return True

    async def _outcome(self, occasion: Occasion, heard: Heard, words: str | None) -> Answer | None:
        """What to answer, perhaps with nothing; None if it was not for us after all."""
        counted = isinstance(heard, Message) and (words is not None or heard.direct)
        if counted:
            excess = self._excess(heard, words)
            if excess is not None:
                return Answer(excess)
        called = isinstance(heard, Message) and is_called(heard, self.settings)
        reply = None if called else await self._listen(occasion, heard)
        if reply is not None:
            return await self._follow(occasion, heard, reply, counted=counted)
        if isinstance(heard, Redaction):
            return await take_back(occasion, heard)
        if not isinstance(heard, Message):
            return None
        if heard.replaces is not None:
            return await self._edited(occasion, heard, heard.replaces)
        return None if words is None else await self._answer(occasion, heard, words)

    def _excess(self, heard: Heard, words: str | None) -> Reply | None:
        """What is said to whom sends too much, or nothing the second time."""
        excess = self.limit.count(heard.sender, heard.sent_at)
        if excess:
            self.count(self._named(words), "limited")
        return None if not excess else Reply(texts.too_many()) if excess == 1 else Reply()

    async def _listen(self, occasion: Occasion, heard: Heard) -> Reply | None:
        """The first reply of those who listen to this kind of event."""
        for listener in self.listeners:
            if isinstance(heard, listener.hears):
                work = listener.run(occasion, heard)
                reply = await _guarded(occasion.tx, work, listener.run.__name__, heard)
                if reply is not None:
                    return reply
        return None

    async def _follow(
        self, occasion: Occasion, heard: Heard, reply: Reply, *, counted: bool
    ) -> Answer:
        """A reply may be a command line to be answered in its place."""
        then = reply.then
        if then is None:
            return Answer(reply)
        if not counted:
            excess = self._excess(heard, then.line)
            if excess is not None:
                return Answer(excess, then=then)
        message = _as_message(heard, then)
        original = heard.replaces if isinstance(heard, Message) else None
        if original is None:
            return replace(await self._answer(occasion, message, then.line), then=then)
        before = await inbox.handled(occasion.tx, original)
        said = self._asked_before(self._context(occasion, message), then.line, before)
        if said is None:
            said = _in_place(await self._answer(occasion, message, then.line), before, original)
        return replace(said, then=then)

    async def _edited(self, occasion: Occasion, edit: Message, original: str) -> Answer | None:
        """An edited command gets another answer in place of the first; nothing is done twice."""
        message = replace(edit, replaces=None)
        words = addressed(message, self.settings)
        before = await inbox.handled(occasion.tx, original)
        known = before is not None and before.outcome is not None
        # What was an answer in a dialogue does not become a command by another word.
        if words is None or not (known or before is None or is_called(message, self.settings)):
            return None
        if not edit.direct:
            excess = self._excess(edit, words)
            if excess is not None:
                return Answer(excess)
        asked = self._asked_before(self._context(occasion, message), words, before)
        if asked is not None:
            return asked
        return _in_place(await self._answer(occasion, edit, words), before, original)

    def _asked_before(self, ctx: Context, words: str, before: Handled | None) -> Answer | None:
        """Nothing is done because of an edit if something may have been done before it."""
        command = find(words.partition(" ")[0], ctx.commands)
        if before is None or before.outcome == "told" or command is None or command.lookup:
            return None
        asked = texts.done_already(self.settings.prefix, words)
        return Answer(Reply(asked, options=(words,)), "told")

    async def _answer(self, occasion: Occasion, message: Message, words: str) -> Answer:
        if len(message.body) > MAX_BODY:
            self.count(self._named(words), "refused")
            return Answer(Reply(texts.too_long(MAX_BODY)), "told")
        ctx = self._context(occasion, message)
        word, _, rest = words.partition(" ")
        command = find(word, ctx.commands)
        if command is None:
            in_dialogue = await self._in_dialogue(ctx, words)
            return Answer(self._unknown(word, ctx), "told") if in_dialogue is None else in_dialogue
        before = 0 if command.lookup else await _changes(ctx.tx)
        try:
            work = command.run(ctx, command.parse(rest))
            reply = await _guarded(ctx.tx, work, command.name, message)
        except UsageError:
            self.count(command.name, "usage")
            usage = texts.usage(self.settings.prefix, command.usage, command.example)
            return Answer(Reply(usage), "told")
        self.count(command.name, "internal" if isinstance(reply, _Internal) else "ok")
        if reply.then is not None:
            return await self._follow(occasion, message, reply, counted=True)
        late = command.lookup and self.now() - message.sent_at > LATE
        only_told = command.lookup or reply.proposed or isinstance(reply, _Internal)
        outcome: Outcome = "told" if only_told or await _changes(ctx.tx) == before else "done"
        return Answer(replace(reply, text=texts.late() + reply.text) if late else reply, outcome)

    async def _in_dialogue(self, ctx: Context, words: str) -> Answer | None:
        """Who answers "!zurück" in a dialogue means "zurück"."""
        if not (ctx.message.direct and is_word(words)):
            return None
        reply = await self._listen(ctx, replace(ctx.message, body=words))
        return None if reply is None else Answer(reply)

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

    def _unknown(self, word: str, ctx: Context) -> Reply:
        prefix = self.settings.prefix
        elsewhere = find(word, self.commands)
        if elsewhere is None:
            self.count("unknown", "unknown")
            return Reply(texts.unknown(prefix, nearest(word, ctx.commands)))
        self.count(elsewhere.name, "refused")
        return Reply(texts.only_management(prefix, elsewhere.name))


def _in_place(said: Answer, before: Handled | None, original: str) -> Answer:
    """What an edit gets takes the place of what its original got, if that only told something."""
    if before is None:
        return replace(said, answers=original)
    return replace(said, edits=original) if before.outcome == "told" else said


def _may_concern_us(heard: Heard) -> bool:
    """Ordinary talk in a room does not even reach the database; a number may be a choice."""
    if not isinstance(heard, Message) or heard.direct:
        return True
    related = (heard.thread_root, heard.reply_to, heard.replaces)
    return any(event_id is not None for event_id in related) or number_of(heard.body) is not None


def _as_message(heard: Heard, then: Then) -> Message:
    """As if the line had been said where the reaction was, or in the place of the number."""
    return Message(
        heard.room_id,
        heard.sender,
        heard.event_id,
        then.line,
        heard.sent_at,
        then.thread_root,
        heard.direct,
        below=then.below,
    )


async def _changes(tx: Transaction) -> int:
    """How many rows were written by this connection so far."""
    [row] = await tx.execute_fetchall("SELECT total_changes() AS changes")
    return int(row["changes"])


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
