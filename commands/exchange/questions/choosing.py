"""Find the question that is meant: by number, by its thread, or as the only one of theirs."""

from collections.abc import Sequence

from commands.conversation.command import CommandContext, UnfitError
from commands.exchange.questions.posts import question_of
from commands.exchange.questions.texts import closing as texts
from storage.exchange import questions
from storage.exchange.questions import AskedQuestion

_MOST = 9


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
