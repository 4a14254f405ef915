"""Store answers: new ones, revisions, removals, with their files and offers."""

from dataclasses import dataclass
from enum import IntEnum

from commands.conversation import offers
from commands.conversation.command import Attachment, Context, FollowUp, Reply
from commands.conversation.events import IncomingEvent, Message
from commands.conversation.posting import TRANSACTION_FIELD, notice, relation_to, rewrite, take_away
from storage.conversation import file_requests, inbox, outbox
from storage.conversation.file_requests import FileRequest
from storage.conversation.inbox import Outcome


class Effect(IntEnum):
    """What was made of an event: nothing, no more than an answer, or perhaps work for others."""

    NOTHING = 0
    ANSWERED = 1
    CHANGED = 2


@dataclass(frozen=True)
class Answer:
    """A reply as a new message, stored under the id of the event `question`.

    `outcome` is that of a command; `chosen` is the line that was run in place of the event.
    """

    reply: Reply
    question: str
    outcome: Outcome | None = None
    chosen: FollowUp | None = None


@dataclass(frozen=True)
class Revision(Answer):
    """A reply that replaces the earlier answer to `question`."""


async def keep(ctx: Context, event: IncomingEvent, answer: Answer, subject: str | None) -> None:
    """Write the answer with all that belongs to it, in the transaction that handles the event.

    Replies to the answer are routed by its `subject`.
    """
    question, outcome = answer.question, answer.outcome
    if question != event.event_id:
        await inbox.mark_handled(ctx.tx, event.event_id, ctx.now)
    revision = 0
    if isinstance(answer, Revision):
        revision = await _revised(ctx, event, answer)
    else:
        await inbox.mark_handled(ctx.tx, question, ctx.now, outcome)
        await _put(ctx, event, answer, subject)
    await _offer(ctx, event, answer)
    for number, attachment in enumerate(answer.reply.attachments, start=1):
        name = f"answer-{question}-file-{revision}-{number}"
        await _request_file(ctx, event, answer, attachment, name)
    if answer.reply.untraced:
        await outbox.untrace(ctx.tx, f"answer-{question}")


async def take_back(ctx: Context, room_id: str, question: str) -> bool:
    """Remove the answer to a removed question, unless something was changed."""
    handled = await inbox.handled(ctx.tx, question)
    if handled is None or handled.outcome != "answered":
        return False
    name = f"answer-{question}"
    await take_away(ctx, room_id, name)
    await file_requests.drop_under(ctx.tx, name)
    await offers.drop(ctx, question)
    return True


async def _offer(ctx: Context, event: IncomingEvent, answer: Answer) -> None:
    """End earlier offers, and make those of this answer."""
    chosen = answer.chosen
    here = chosen or (event if isinstance(event, Message) else None)
    thread_root = None if here is None else here.thread_root
    place = offers.OfferPlace(event.sender, event.room_id, thread_root)
    if chosen is None and answer.outcome is not None:
        await offers.go_on(ctx, place)
    if chosen is not None and chosen.offered_with is not None and answer.outcome == "changed":
        await offers.use_up(ctx, chosen.offered_with, chosen.line)
    if isinstance(answer, Revision):
        await offers.drop(ctx, answer.question)
    await offers.make(ctx, place, answer.reply, answer.question)


async def _put(ctx: Context, event: IncomingEvent, answer: Answer, subject: str | None) -> None:
    if answer.reply.text.blocks:
        name = f"answer-{answer.question}"
        content = notice(answer.reply.text, name) | relation_to(event, answer.chosen)
        await outbox.put(ctx.tx, event.room_id, content, name, ctx.now, subject=subject)


async def _revised(ctx: Context, event: IncomingEvent, answer: Revision) -> int:
    """Edit the answer and remove its files; return the number of the edit."""
    tx, original = ctx.tx, f"answer-{answer.question}"
    before = await inbox.handled(tx, answer.question)
    revision = 1 if before is None else before.revision + 1
    await inbox.mark_revised(tx, answer.question, answer.outcome)
    await take_away(ctx, event.room_id, f"{original}-file")
    await file_requests.drop_under(tx, f"{original}-file")
    # A reply elsewhere, such as a preview, leaves the first answer as it was.
    if answer.reply.text.blocks:
        await rewrite(ctx, event.room_id, answer.reply.text, original, revision, silent=True)
    return revision


async def _request_file(
    ctx: Context, event: IncomingEvent, answer: Answer, attachment: Attachment, transaction_id: str
) -> None:
    content = {
        **attachment.content,
        TRANSACTION_FIELD: transaction_id,
        **relation_to(event, answer.chosen),
    }
    kind, source = attachment.kind, attachment.source
    request = FileRequest(transaction_id, kind, source, event.room_id, content, ctx.now)
    await file_requests.put(ctx.tx, request)
