"""!vergissmich: delete all data about the person, after asking once more."""

from datetime import datetime, timedelta

from pydantic import Field

from commands.about.texts import forget_me as texts
from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Reply,
    Route,
    UsageError,
)
from commands.conversation.elsewhere import privately, tell_management
from commands.conversation.events import Message
from commands.conversation.posting import notice, remove
from commands.conversation.short_answers import Decision, read_words
from storage.conversation import awaited, outbox
from storage.conversation.awaited import Awaited
from storage.exchange import forgetting as exchange
from storage.privacy import forgetting
from storage.privacy.forgetting import Forgotten, Placeholders

TIME_TO_CONFIRM = timedelta(hours=1)
KIND = "forgetting"


class ForgetMe(Arguments):
    word: str | None = Field(default=None, title=texts.WORD, max_length=20)


async def forget_me(ctx: CommandContext, args: ForgetMe) -> Reply:
    if args.word is None:
        await _ask(ctx, ctx.message.sender)
        return await privately(ctx, texts.really(ctx.prefix, ctx.settings.privacy.retention_days))
    if read_words(args.word).word != texts.YES:
        raise UsageError
    return await _forget(ctx, ctx.message)


async def _forget(ctx: Context, message: Message) -> Reply:
    sender = message.sender
    questions = await awaited.of_kind(ctx.tx, sender, KIND)
    if not questions or ctx.now - questions[0].asked_at > TIME_TO_CONFIRM:
        return Reply(texts.ask_first(ctx.prefix))
    forgotten = await forget_person(ctx, sender)
    if ctx.resources.note_forgotten is not None:
        await ctx.resources.note_forgotten(ctx.tx, sender, _said_at(ctx, message))
    if forgotten.withdrawn or forgotten.decided:
        answer = texts.told_to_management(forgotten, ctx.prefix)
        await tell_management(ctx, answer, f"forgotten-{message.event_id}")
    # Others in the room need not know how much there was.
    return Reply(texts.done(forgotten) if message.direct else texts.DONE_IN_ROOM)


async def forget_person(ctx: Context, user_id: str) -> Forgotten:
    """Forget the person, and have the messages to others removed that quote them."""
    words = Placeholders(texts.SOMEBODY, texts.MANAGEMENT, texts.UNNAMED_PLACE)
    forgotten = await forgetting.person(ctx.tx, user_id, words, ctx.now)
    await _take_back(ctx, forgotten)
    return forgotten


def _said_at(ctx: Context, message: Message) -> datetime:
    """Return when it was said by the homeserver, unless that is far from our clock."""
    return message.sent_at if abs(message.sent_at - ctx.now) < TIME_TO_CONFIRM else ctx.now


async def _ask(ctx: Context, person: str) -> None:
    until = ctx.now + TIME_TO_CONFIRM
    await awaited.put(ctx.tx, Awaited(person, KIND, {}, ctx.now, until, subject=f"{KIND}:{person}"))


async def on_awaited(ctx: Context, message: Message, waiting: Awaited) -> Reply | None:
    """Take a bare yes or no in the direct chat within the hour."""
    answer = read_words(message.body)
    if message.reply_to is not None or ctx.now - waiting.asked_at > TIME_TO_CONFIRM:
        return None
    if answer.word == texts.YES:
        with ctx.tx.apart():
            return await _forget(ctx, message)
    if answer.decision is not Decision.NO:
        return None
    await awaited.end(ctx.tx, waiting.awaited_id)
    return Reply(texts.NOTHING_DELETED)


ROUTE = Route(KIND, on_awaited=on_awaited, after_commands=True, public=True)
FORGET_ME = Command("vergissmich", forget_me, ForgetMe, *texts.FORGET_ME, public=True, apart=True)


async def _take_back(ctx: Context, forgotten: Forgotten) -> None:
    """Remove the messages to others that quote the person."""
    for number in (*forgotten.withdrawn, *forgotten.decided):
        await forgetting.forget_unsent(ctx.tx, number)
        for quoting in await forgetting.posts(ctx.tx, number):
            # It may be on its way right now: then it is removed, else this notice is.
            content = notice(texts.taken_back(number), quoting.transaction_id)
            await outbox.unsay(ctx.tx, quoting.transaction_id, content)
            await remove(ctx, quoting.room_id, quoting.transaction_id)
    for number in forgotten.questions:
        for post in await exchange.posts(ctx.tx, number):
            content = notice(texts.question_taken_back(number), post.transaction_id)
            await outbox.unsay(ctx.tx, post.transaction_id, content)
            await remove(ctx, post.room_id, post.transaction_id)
        await outbox.forget_about(ctx.tx, f"exchange:{number}")
    for number in forgotten.contacts:
        for post in await exchange.posts_about(ctx.tx, f"contact:{number}"):
            content = notice(texts.INQUIRY_TAKEN_BACK, post.transaction_id)
            await outbox.unsay(ctx.tx, post.transaction_id, content)
            await remove(ctx, post.room_id, post.transaction_id)
        await outbox.forget_about(ctx.tx, f"contact:{number}")
    for subject in forgotten.quoted:
        for post in await exchange.posts_about(ctx.tx, subject):
            await outbox.unsay(
                ctx.tx, post.transaction_id, notice(texts.WORDS_TAKEN_BACK, post.transaction_id)
            )
            await remove(ctx, post.room_id, post.transaction_id)
        await outbox.forget_about(ctx.tx, subject)
