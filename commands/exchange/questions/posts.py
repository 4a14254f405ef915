"""Where the posts about a question stand: its root, its thread, links, and which one is meant."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from commands.conversation.command import CommandContext, Context, UnfitError
from commands.conversation.events import Message
from commands.conversation.posting import number_in, post, rewrite, subject_of
from commands.exchange.questions.texts import closing as texts
from commands.language.markup import Text
from storage.conversation import outbox
from storage.database import Transaction
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion

KIND = "exchange"
# From which one is chosen.
_MOST = 9


def first_reply_of(question_id: int) -> str:
    """Return the transaction id of our first reply in the thread."""
    return f"{KIND}-{question_id}-first"


def root_of(question_id: int, move: str = "") -> str:
    """Return the transaction id of the root if we post it, anew in the room `move`."""
    return f"{KIND}-{question_id}-root{'-' if move else ''}{move}"


async def in_thread(
    ctx: Context, question: AskedQuestion, text: Text, transaction_id: str, *, silent: bool = True
) -> None:
    """Post it in the thread of the question."""
    subject = subject_of(KIND, question.question_id)
    if not question.is_their_message:
        root = question.root
        await post(
            ctx,
            question.room_id,
            text,
            transaction_id,
            thread=root,
            subject=subject,
            silent=silent,
        )
        return
    asked = Message(
        question.room_id, question.asker or "", question.root, "", ctx.now, question.root
    )
    await post(
        ctx, question.room_id, text, transaction_id, event=asked, subject=subject, silent=silent
    )


async def rewrite_first(ctx: Context, question: AskedQuestion, text: Text) -> None:
    """Store the question, and edit our first reply in its thread."""
    question = replace(question, revision=question.revision + 1)
    await questions.change(ctx.tx, question)
    number, original = question.question_id, first_reply_of(question.question_id)
    subject = subject_of(KIND, number)
    await rewrite(
        ctx, question.room_id, text, original, question.revision, subject=subject, silent=True
    )


async def root_event(ctx: Context, question: AskedQuestion) -> str | None:
    """Return the event id of the root; None until our post is sent."""
    if question.is_their_message:
        return question.root
    return (await outbox.sent_events(ctx.tx, [question.root])).get(question.root)


async def link_to(ctx: Context, question: AskedQuestion) -> str:
    """Return the address of the thread, or of its room until our post is sent."""
    event_id = await root_event(ctx, question)
    return address_of(question.room_id, event_id)


def address_of(room_id: str, event_id: str | None = None) -> str:
    """Return the address by which every client opens it."""
    place = quote(room_id, safe="!:")
    return f"https://matrix.to/#/{place}" + (
        "" if event_id is None else f"/{quote(event_id, safe='$:')}"
    )


async def subject_of_event(tx: Transaction, event_id: str) -> str | None:
    """Return the subject of the question whose root, or one of our posts about it, this is."""
    question = await questions.below(tx, event_id)
    if question is not None:
        return subject_of(KIND, question.question_id)
    subject = await outbox.subject_of(tx, event_id)
    return None if number_in(subject, KIND) is None else subject


async def question_about(ctx: Context, subject: str | None) -> AskedQuestion | None:
    """Return the question with that subject."""
    number = number_in(subject, KIND)
    return None if number is None else await questions.get(ctx.tx, number)


async def question_of(ctx: Context, event_id: str | None) -> AskedQuestion | None:
    """Return the question whose root, or one of our posts about it, is this event."""
    subject = None if event_id is None else await subject_of_event(ctx.tx, event_id)
    return await question_about(ctx, subject)


async def numbered(ctx: CommandContext, number: int) -> AskedQuestion:
    """Return the question; raise UnfitError if there is none."""
    question = await questions.get(ctx.tx, number)
    if question is None or not question.title:
        raise UnfitError(texts.no_such(number, ctx.prefix))
    return question


async def chosen(
    ctx: CommandContext, number: int | None, line: str, candidates: Sequence[AskedQuestion]
) -> AskedQuestion:
    """Return it; raise UnfitError to ask which of the candidates is meant."""
    if number is not None:
        return await numbered(ctx, number)
    for event_id in (ctx.message.reply_to, ctx.message.thread_root):
        question = await question_of(ctx, event_id)
        if question is not None:
            return question
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise UnfitError(texts.none_there(ctx.prefix))
    shown = candidates[:_MOST]
    options = tuple(f"{line} {each.question_id}" for each in shown)
    raise UnfitError(texts.which([(each.question_id, each.title) for each in shown]), options)
