"""End a question: its state, a line in its thread, and what those hear who wait for it."""

from dataclasses import replace
from datetime import timedelta

from commands.conversation.command import Context
from commands.conversation.posting import post, subject_of, to_person
from commands.exchange.questions.posts import KIND, in_thread, link_to, root_event
from commands.exchange.questions.texts import closing as texts
from commands.language.markup import Text
from storage.conversation import awaited
from storage.conversation.awaited import Awaited
from storage.exchange import anonymous, questions, results
from storage.exchange.questions import AskedQuestion, State

# The subject of the question what helped, and of the answer that is awaited.
RESULT = "result"
# For so long, plain words in the direct chat are what helped.
_STILL_TALKING = timedelta(minutes=30)


async def close(
    ctx: Context, question: AskedQuestion, state: State, *, told_in: str | None = None
) -> AskedQuestion:
    """Close it; say so in its thread, unless it is said there now, and to those who follow it."""
    number = question.question_id
    closed = replace(question, state=state, closed_at=ctx.now)
    await questions.change(ctx.tx, closed)
    if question.anonymous:
        await _forget_asker(ctx, number)
    if state != "done":
        return closed
    moment = int(ctx.now.timestamp())
    if told_in is None or told_in != await root_event(ctx, question):
        await in_thread(ctx, question, texts.done(number), f"{KIND}-{number}-done-{moment}")
    result = await results.of(ctx.tx, number)
    words, link = None if result is None else result.text, await link_to(ctx, question)
    text = texts.over_for_followers(number, question.title, link, words)
    await tell_followers(ctx, question, text, f"done-{moment}")
    return closed


async def _forget_asker(ctx: Context, number: int) -> None:
    """Forget whose question it is, with all that was said on the way."""
    link = await anonymous.to(ctx.tx, number)
    if link is not None:
        await anonymous.drop(ctx.tx, link.user_id)
        await anonymous.tidy(ctx.tx, link.user_id)


async def tell_followers(ctx: Context, question: AskedQuestion, text: Text, name: str) -> None:
    for user_id in await questions.followers(ctx.tx, question.question_id):
        transaction_id = f"{KIND}-{question.question_id}-{name}-{user_id}"
        await post(ctx, user_id, to_person(ctx, user_id, text), transaction_id)


async def ask_what_helped(ctx: Context, question: AskedQuestion) -> None:
    """Ask the asker in the direct chat, once for each time that the question is closed."""
    number, asker = question.question_id, question.asker
    if asker is None:
        return
    text = to_person(ctx, asker, texts.what_helped(number, question.title))
    name = f"{KIND}-{number}-what-helped-{int(ctx.now.timestamp())}"
    await post(ctx, asker, text, name, subject=subject_of(RESULT, number))
    await await_result(ctx, question)


async def await_result(ctx: Context, question: AskedQuestion) -> None:
    number = question.question_id
    waiting = Awaited(
        question.asker or "",
        RESULT,
        {"question_id": number},
        ctx.now,
        ctx.now + _STILL_TALKING,
        subject=subject_of(RESULT, number),
    )
    await awaited.put(ctx.tx, waiting)
