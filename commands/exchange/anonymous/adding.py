"""!ergänzen: what the asker adds, posted in the thread by the bot."""

from dataclasses import replace
from datetime import timedelta

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.offers import DECLINE
from commands.exchange.anonymous.reviewing import LINE, objections
from commands.exchange.anonymous.texts import adding as texts
from commands.exchange.anonymous.texts import reviewing as words_of
from commands.exchange.questions.asking import LONGEST
from commands.exchange.questions.posts import KIND, in_thread
from commands.language.visible import cleaned
from storage.exchange import anonymous, questions
from storage.exchange.anonymous import AnonymousLink

_KEPT_FOR = timedelta(days=1)


async def add(ctx: CommandContext, number: int | None, words: str) -> Reply:
    link, text = await anonymous.of(ctx.tx, ctx.message.sender), cleaned(words)
    if link is None or link.step == "draft":
        raise UnfitError(texts.nothing_open(ctx.prefix))
    if link.question_id is None:
        raise UnfitError(texts.not_posted_yet(ctx.prefix))
    if number is not None and number != link.question_id:
        raise UnfitError(texts.not_yours(number, ctx.prefix))
    if not text:
        raise UnfitError(texts.how(ctx.prefix))
    if len(text) > LONGEST:
        raise UnfitError(texts.too_long(LONGEST, len(text)))
    await anonymous.tidy(ctx.tx, link.user_id)
    link = replace(link, step="adding", text=text, due_at=ctx.now + _KEPT_FOR)
    await anonymous.put(ctx.tx, link)
    return await objections(ctx, text) or preview(link)


def preview(link: AnonymousLink) -> Reply:
    lines = (f"{LINE} {words_of.SEND}", DECLINE)
    return Reply(texts.preview(link.text), options=lines, proposed=True, untraced=True)


async def chosen(ctx: Context, link: AnonymousLink, choice: str) -> Reply:
    if choice != words_of.SEND:
        return preview(link)
    question = await questions.get(ctx.tx, link.question_id or 0)
    if question is None:
        raise UnfitError(texts.nothing_open(ctx.prefix))
    count = link.additions + 1
    await anonymous.tidy(ctx.tx, link.user_id)
    await anonymous.put(ctx.tx, replace(link, step="open", text="", additions=count, due_at=None))
    name = f"{KIND}-{question.question_id}-added-{count}"
    await in_thread(ctx, question, texts.added(link.text), name, silent=False)
    return Reply(texts.ADDED, untraced=True)
