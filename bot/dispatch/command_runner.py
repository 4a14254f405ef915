"""Run a command line: find the command, read its arguments, count what became of it."""

import logging
from collections.abc import Awaitable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.dispatch.admission import refusal_of, tell_unsigned_device, usable
from bot.dispatch.answers import Answer
from bot.dispatch.german import GermanReader
from bot.dispatch.meaning import (
    Vocabulary,
)
from bot.live import Live
from bot.process.guard import guard, is_storage_error
from commands.conversation.addressing import (
    MOST_COMMANDS,
    addressed,
    count_commands,
    without_signature,
)
from commands.conversation.command import (
    LATE,
    AnyCommand,
    CommandContext,
    Context,
    FollowUp,
    Reply,
    UnfitError,
    UsageError,
)
from commands.conversation.command_words import find, match, nearest, usage
from commands.conversation.events import IncomingEvent, Message, Redaction
from commands.conversation.texts import errors as texts
from commands.conversation.texts import german as german_texts
from storage.database import Transaction

logger = logging.getLogger(__name__)

MAX_BODY = 4000
MAX_SUGGESTED = 300
# In words; more of them are a sentence.
_LONGEST_SUGGESTION = 3
R = TypeVar("R", Reply, Reply | None)


class _Internal(Reply):
    """The reply after a bug."""


@dataclass(frozen=True)
class CommandRunner:
    """Runs the lines of members and managers, each with the commands that they may use."""

    vocabulary: Vocabulary
    live: Live
    german: GermanReader

    async def run(self, ctx: Context, message: Message, words: str) -> Answer:
        """Run it, and what it stands for, as `!mehr` for the line of the next page."""
        answer = await self._run_line(ctx, message, words)
        then = answer.reply.then
        if then is None:
            return answer
        # "!mehr" stands for the line of the next page, which is run as it is.
        page = await self._run_line(ctx, in_place(message, then), then.line)
        return replace(page, chosen=then)

    async def _run_line(self, ctx: Context, message: Message, words: str) -> Answer:
        if len(message.body) > MAX_BODY:
            self.live.count(self.named(words), "refused")
            return Answer(Reply(texts.too_long(MAX_BODY)), message.event_id, "answered")
        ctx = self.context(ctx, message)
        if count_commands(message, self.live.settings) > MOST_COMMANDS:
            return Answer(
                Reply(texts.too_many_commands(MOST_COMMANDS)), message.event_id, "answered"
            )
        command, rest = match(words, self.vocabulary.commands)
        if command is not None and not command.prose:
            signed = without_signature(words, first_paragraph=command.lookup)
            command, rest = match(signed, self.vocabulary.commands)
        if command is None or command not in ctx.commands:
            reply = await self._not_here(command, words, ctx)
            return Answer(reply, message.event_id, "answered")
        if command.is_sentence is not None and command.is_sentence(rest):
            line = await self._understood(ctx, command, words)
            if line is not None:
                return await self._run_understood(ctx, message, line)
        if command.management:
            await tell_unsigned_device(ctx, message)
        before = 0 if command.lookup else await _changes(ctx.tx)
        try:
            work = command.answer(ctx, command.parse(rest))
            with ctx.tx.apart() if command.apart else nullcontext():
                reply = await guarded(ctx.tx, work, command.name, message)
        except UsageError:
            self.live.count(command.name, "usage")
            explained = usage(ctx.settings.prefix, command, ctx.commands)
            return Answer(Reply(explained), message.event_id, "answered")
        internal = isinstance(reply, _Internal)
        self.live.count(command.name, "internal" if internal else "ok")
        if command.lookup and reply.then is None and ctx.now - message.sent_at > LATE:
            reply = replace(reply, text=texts.LATE + reply.text)
        read_only = command.lookup or reply.proposed or internal
        unchanged = read_only or await _changes(ctx.tx) == before
        return Answer(reply, message.event_id, "answered" if unchanged else "changed")

    async def _understood(self, ctx: CommandContext, command: AnyCommand, words: str) -> str | None:
        """Return the shorter line with this command that a sentence behind its prefix means."""
        if len(words) > MAX_SUGGESTED:
            return None
        line = await self.german.look_up_in(ctx, words)
        same = line is not None and find(line, ctx.commands) is command and len(line) < len(words)
        return line if same else None

    async def _run_understood(self, ctx: Context, message: Message, line: str) -> Answer:
        answer = await self._run_line(ctx, message, line)
        told = german_texts.understood(ctx.settings.prefix, line)
        return replace(answer, reply=replace(answer.reply, text=told + answer.reply.text))

    def named(self, words: str) -> str:
        """Return the name for the counter, which never holds typed words."""
        command = find(words[:99], self.vocabulary.commands)
        return command.name if command else "unknown"

    def context(self, ctx: Context, message: Message) -> CommandContext:
        """Return what a command may know, with the commands that the sender may use there."""
        return CommandContext(
            ctx.now,
            ctx.tx,
            ctx.settings,
            ctx.managers,
            ctx.membership,
            ctx.faults,
            ctx.name_of,
            ctx.facts_of,
            ctx.resources,
            message=message,
            commands=usable(ctx, message, self.vocabulary.commands),
        )

    async def _not_here(self, command: AnyCommand | None, words: str, ctx: CommandContext) -> Reply:
        prefix = ctx.settings.prefix
        if command is None:
            self.live.count("unknown", "unknown")
            line = self._suggestion(words, ctx)
            if line is None and len(words) <= MAX_SUGGESTED:
                line = await self.german.look_up_in(ctx, words)
            told = texts.unknown(prefix, line)
            return Reply(told if line is None else told + texts.TO_TAP, (line,) if line else ())
        self.live.count(command.name, "refused")
        return Reply(refusal_of(ctx, ctx.message, command, self.vocabulary.commands))

    def _suggestion(self, words: str, ctx: CommandContext) -> str | None:
        """Return the line that may be meant, with the words behind the command."""
        address = addressed(ctx.message, ctx.settings, self.vocabulary.is_command)
        is_sentence = address is None or address.named or not address.called
        if is_sentence and len(words.split()) > _LONGEST_SUGGESTION:
            return None
        first, *rest = words.split(maxsplit=1)
        name = nearest(first, ctx.commands)
        return None if name is None else " ".join([name, *rest])[:MAX_SUGGESTED]


def in_place(event: IncomingEvent, then: FollowUp) -> Message:
    """Return the line as a message in place of the reaction or number that chose it."""
    room_id, sender, event_id, at = event.room_id, event.sender, event.event_id, event.sent_at
    root, below = then.thread_root, then.below
    backlog = not isinstance(event, Redaction) and event.backlog
    return Message(
        room_id, sender, event_id, then.line, at, root, event.direct, below=below, backlog=backlog
    )


async def _changes(tx: Transaction) -> int:
    """Return how many rows this connection has written so far."""
    [row] = await tx.execute_fetchall("SELECT total_changes() AS changes")
    return int(row["changes"])


async def guarded(
    tx: Transaction, work: Awaitable[R], name: str, event: IncomingEvent
) -> R | Reply:
    """Undo the writes of failed work, but not the mark of the handled event."""
    await tx.execute("SAVEPOINT work")
    reference = event.event_id.removeprefix("$")[:8]
    try:
        with guard(logger, f"failed: {name}, reference {reference}", passes=_is_no_bug):
            reply = await work
            await tx.execute("RELEASE work")
            return reply
    except UnfitError as error:
        await tx.execute("ROLLBACK TO work")
        return Reply(error.text, error.options)
    except UsageError:
        await tx.execute("ROLLBACK TO work")
        raise
    await tx.execute("ROLLBACK TO work")
    return _Internal(texts.internal(reference))


def _is_no_bug(error: Exception) -> bool:
    return isinstance(error, UnfitError | UsageError) or is_storage_error(error)
