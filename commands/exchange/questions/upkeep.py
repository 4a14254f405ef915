"""A job that keeps questions true: askers who left, rooms that were replaced, long silence."""

from dataclasses import replace

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context
from commands.conversation.posting import post, subject_of
from commands.exchange.questions.asking import shown_name
from commands.exchange.questions.ending import close
from commands.exchange.questions.posts import KIND, link_to, root_of
from commands.exchange.questions.texts import asking as texts
from commands.exchange.questions.watch import watch
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion
from storage.matrix import rooms


async def look_after(ctx: Context) -> None:
    async def look(question: AskedQuestion) -> None:
        if not question.anonymous and _has_gone(ctx, question.asker):
            await close(ctx, question, "closed")
        elif await rooms.current(ctx.tx, question.room_id) != question.room_id:
            await _move(ctx, question)
        else:
            await watch(ctx, question)

    await one_by_one(
        ctx,
        [(f"question-{each.question_id}", each) for each in await questions.open_ones(ctx.tx)],
        look,
        lambda question: texts.not_looked_after(question.question_id),
    )


def _has_gone(ctx: Context, asker: str | None) -> bool:
    return asker is None or ctx.membership(asker) is False


async def _move(ctx: Context, question: AskedQuestion) -> None:
    """Begin the thread anew in the room that replaced its own."""
    number, room_id = question.question_id, await rooms.current(ctx.tx, question.room_id)
    if room_id != ctx.settings.exchange_room:
        return
    root = root_of(number, room_id)
    name = None if question.anonymous else shown_name(ctx, question.asker or "")
    text = texts.moved(question, name, await link_to(ctx, question))
    await post(ctx, room_id, text, root, subject=subject_of(KIND, number))
    await questions.change(ctx.tx, replace(question, room_id=room_id, root=root))
