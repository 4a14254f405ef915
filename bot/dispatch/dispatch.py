"""Handle an event: one message in, at most one reply out, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.dispatch.admission import refusal_of_call
from bot.dispatch.answers import Answer, Effect, Revision, keep, take_back
from bot.dispatch.command_runner import MAX_BODY, CommandRunner, guarded, in_place
from bot.dispatch.german import GermanReader
from bot.dispatch.meaning import (
    Call,
    Incoming,
    Invocation,
    Meaning,
    Removal,
    Vocabulary,
    look_up,
    may_concern_us,
)
from bot.live import Live, SenderLimit
from commands.conversation.addressing import (
    MOST_COMMANDS,
    Address,
    addressed,
    id_of_part,
    parts_of,
)
from commands.conversation.command import (
    Context,
    Reply,
)
from commands.conversation.command_words import find
from commands.conversation.events import IncomingEvent, Message, Redaction
from commands.conversation.texts import errors as texts
from commands.conversation.texts import german as german_texts
from commands.language.markup import Text
from commands.language.understanding import Where
from commands.meetings.announcements import meetings_in
from commands.meetings.choosing import meant_of
from storage.conversation import inbox
from storage.database import Database


@dataclass(frozen=True)
class Dispatch:
    """Handles every event of the rooms, from its meaning to the stored answer."""

    database: Database
    vocabulary: Vocabulary
    live: Live
    limit: SenderLimit

    async def handle(self, event: IncomingEvent) -> Effect:
        """Answer the event if it is for the bot; return what was made of it.

        Each of several commands in one message is handled as a message of its own.
        """
        settings = self.live.settings
        parts: Sequence[IncomingEvent] = [event]
        if isinstance(event, Message):
            parts = parts_of(event, settings, self.vocabulary.is_command)
        handled = [await self._handle(part) for part in parts]
        handled += [await self._handle(each) for each in await self._parts_gone(event, len(parts))]
        return max(handled)

    def address_of(self, event: IncomingEvent) -> Address | None:
        if not isinstance(event, Message):
            return None
        return addressed(event, self.live.settings, self.vocabulary.is_command)

    def may_ask_about_a_file(self, message: Message) -> bool:
        address = self.address_of(message)
        return message.replaces is None and address is not None and len(address.words) > 1

    async def _parts_gone(self, event: IncomingEvent, left: int) -> list[Redaction]:
        """Return the removals of further commands of a message that was removed or edited."""
        target = event.target if isinstance(event, Redaction) else None
        if isinstance(event, Message):
            target = event.replaces
        if target is None:
            return []
        gone: list[int] = []
        async with self.database.reading() as tx:
            for number in range(left + 1, MOST_COMMANDS + 1):
                if not await inbox.is_handled(tx, id_of_part(target, number)):
                    break
                gone.append(number)
        room_id, sender, at = event.room_id, event.sender, event.sent_at
        return [
            Redaction(
                room_id,
                sender,
                id_of_part(event.event_id, n),
                id_of_part(target, n),
                at,
                event.direct,
            )
            for n in gone
        ]

    async def _handle(self, event: IncomingEvent) -> Effect:
        address = self.address_of(event)
        # A manager may write the reason for a refusal beside its thread.
        in_management = event.room_id == self.live.settings.management_room
        if not (in_management or may_concern_us(event, address)):
            return Effect.NOTHING
        async with self.database.transaction(at_once=True) as tx:
            if await inbox.is_handled(tx, event.event_id):
                return Effect.NOTHING
            incoming = Incoming(event, address)
            if not self.vocabulary.is_plain_command(event, address):
                incoming = await look_up(tx, event, address, self.vocabulary.routes)
            ctx = self.live.context(tx)
            answer = await self._answer(ctx, incoming)
            if answer is None:
                return Effect.NOTHING
            await keep(ctx, event, answer, incoming.reacted_to)
        only = answer.outcome == "answered" and not answer.reply.attachments
        return Effect.ANSWERED if only else Effect.CHANGED

    async def _answer(self, ctx: Context, incoming: Incoming) -> Answer | None:
        """Return the answer, perhaps an empty one; None if the event is not for the bot."""
        event, address = incoming.event, incoming.address
        if incoming.is_addressed:
            excess = self._excess(event, "" if address is None else address.words)
            if excess is not None:
                return Answer(excess, event.event_id)
        refused: Text | None = None
        for meaning in self.vocabulary.meanings(incoming):
            if isinstance(meaning, Call):
                why = refusal_of_call(ctx, event, public=meaning.public)
                if why is not None:
                    refused = refused or await self._refused(ctx, meaning, event, why)
                    continue
            if refused is not None and not self._names_command(ctx, meaning):
                break
            answer = await self._do(ctx, incoming, meaning)
            if answer is not None:
                return answer
        return None if refused is None else Answer(Reply(refused), event.event_id)

    async def _refused(
        self, ctx: Context, call: Call, event: IncomingEvent, why: Text
    ) -> Text | None:
        """Return `why` if the call would have taken the event; undo what it did."""
        await ctx.tx.execute("SAVEPOINT refused")
        reply = await guarded(ctx.tx, call.run(ctx), call.name, event)
        await ctx.tx.execute("ROLLBACK TO refused")
        await ctx.tx.execute("RELEASE refused")
        return None if reply is None else why

    def _names_command(self, ctx: Context, meaning: Meaning) -> bool:
        if not isinstance(meaning, Invocation):
            return False
        return find(meaning.words, self._runner.context(ctx, meaning.message).commands) is not None

    async def _do(self, ctx: Context, incoming: Incoming, meaning: Meaning) -> Answer | None:
        event = incoming.event
        match meaning:
            case Removal(target):
                taken = await take_back(ctx, event.room_id, target)
                return Answer(Reply(), event.event_id) if taken else None
            case Invocation():
                return await self._invoke(ctx, incoming, meaning)
            case Call(name=name, run=run):
                reply = await guarded(ctx.tx, run(ctx), name, event)
                if reply is None or reply.then is None:
                    return None if reply is None else Answer(reply, event.event_id)
                # The chosen line is run in place of the event that chose it.
                original = event.replaces if isinstance(event, Message) else None
                line = Invocation(in_place(event, reply.then), reply.then.line, original)
                answer = await self._invoke(ctx, incoming, line)
                return None if answer is None else replace(answer, chosen=reply.then)

    async def _invoke(
        self, ctx: Context, incoming: Incoming, invocation: Invocation
    ) -> Answer | None:
        """Run the line; the answer to an edit replaces the first one; run no change twice."""
        message, words, before = invocation.message, invocation.words, incoming.before
        if invocation.where is not None and not self._is_command(invocation):
            return await self._read_german(ctx, incoming, invocation)
        if not incoming.is_addressed:
            excess = self._excess(message, words)
            if excess is not None:
                return Answer(excess, message.event_id)
        if invocation.original is None:
            return await self._runner.run(ctx, message, words)
        command = find(words, self._runner.context(ctx, message).commands)
        changed = before is not None and before.outcome != "answered"
        if changed and command is not None and not command.lookup:
            question = texts.done_already(ctx.settings.prefix, words)
            return Answer(Reply(question, options=(words,)), message.event_id, "answered")
        answer = await self._runner.run(ctx, message, words)
        if before is None:
            return replace(answer, question=invocation.original)
        if changed:
            return answer
        return Revision(answer.reply, invocation.original, answer.outcome, answer.chosen)

    def _is_command(self, invocation: Invocation) -> bool:
        """Return whether a line without prefix is a command, and no ordinary German."""
        if self.vocabulary.sentences is None:
            return True
        return invocation.where is not Where.BELOW_DATE and self._german.is_command(
            invocation.words
        )

    async def _read_german(
        self, ctx: Context, incoming: Incoming, invocation: Invocation
    ) -> Answer | None:
        """Do what a sentence means; None if nothing is to be said."""
        message, where = invocation.message, invocation.where or Where.DIRECT
        if len(message.body) > MAX_BODY:
            return await self._runner.run(ctx, message, invocation.words)
        context = self._runner.context(ctx, message)
        said = invocation.words if where is Where.DIRECT else message.body
        numbers = meetings_in(invocation.about)
        plan = None
        if numbers and where is not Where.MENTION:
            number = meant_of(numbers, said)
            plan = await self._german.plan(context, said, Where.BELOW_DATE, number)
        if plan is None and where is not Where.BELOW_DATE:
            plan = await self._german.plan(context, said, where, None)
        if plan is None:
            return None
        if not incoming.is_addressed:
            excess = self._excess(message, "")
            if excess is not None:
                return Answer(excess, message.event_id)
        if plan.line is None:
            answer = Answer(plan.reply or Reply(), message.event_id, "answered")
        else:
            answer = await self._runner.run(ctx, message, plan.line)
            if plan.told and answer.reply.text.blocks:
                told = german_texts.understood(ctx.prefix, plan.line)
                answer = replace(answer, reply=replace(answer.reply, text=told + answer.reply.text))
        if invocation.original is None:
            return answer
        if incoming.before is None or incoming.before.outcome != "answered":
            return replace(answer, question=invocation.original)
        return Revision(answer.reply, invocation.original, answer.outcome, answer.chosen)

    @cached_property
    def _runner(self) -> CommandRunner:
        return CommandRunner(self.vocabulary, self.live, self._german)

    @cached_property
    def _german(self) -> GermanReader:
        return GermanReader(self.vocabulary.sentences or tuple, self.vocabulary.commands)

    def _excess(self, event: IncomingEvent, words: str) -> Reply | None:
        """Return a reply if the sender is over the limit: a notice once, then an empty one."""
        # When something was sent, only the sender's homeserver says, and it can say anything.
        backlog = not isinstance(event, Redaction) and event.backlog
        excess = self.limit.count(event.sender, event.sent_at if backlog else self.live.now())
        if excess:
            self.live.count(self._runner.named(words), "limited")
        return None if not excess else Reply(texts.TOO_MANY) if excess == 1 else Reply()
