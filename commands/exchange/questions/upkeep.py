"""Keep questions true, when askers leave or rooms are replaced; count what waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context
from commands.conversation.posting import post, subject_of
from commands.conversation.weekly import WeeklyTotal
from commands.exchange.questions.ending import close
from commands.exchange.questions.posts import KIND, link_to, root_of
from commands.exchange.questions.texts import asking as texts
from commands.exchange.questions.texts import watch as watch_texts
from commands.exchange.questions.watch import watch
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion
from storage.matrix import rooms

_OLD = timedelta(days=15)


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
    name = None if question.anonymous else ctx.named(question.asker or "")
    text = texts.moved(question, name, await link_to(ctx, question))
    await post(ctx, room_id, text, root, subject=subject_of(KIND, number))
    await questions.change(ctx.tx, replace(question, room_id=room_id, root=root))


# --- questions without a reply, and topics without anybody


async def totals(ctx: Context) -> Sequence[WeeklyTotal]:
    """Return how many questions are old without a reply, and which topics nobody answers for."""
    open_ones = await questions.open_ones(ctx.tx)
    old = sum(not each.replies and _old_at(each) <= ctx.now for each in open_ones)
    topics = await questions.topics_without_anybody(ctx.tx, ctx.now - timedelta(days=365))
    found = []
    if old:
        found.append(WeeklyTotal(watch_texts.old_questions(old), watch_texts.OPEN_QUESTIONS))
    if topics:
        found.append(WeeklyTotal(watch_texts.bare_topics(topics), watch_texts.TOPICS))
    return found


def _old_at(question: AskedQuestion) -> datetime:
    return (question.watch_from or question.asked_at) + _OLD
