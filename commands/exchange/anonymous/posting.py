"""Do what is due about anonymous questions: post them, drop drafts, end what is over."""

from dataclasses import replace
from functools import partial

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context
from commands.exchange.anonymous.ending import end
from commands.exchange.anonymous.texts.adding import not_looked_after
from commands.exchange.questions.asking import Draft, publish
from storage.exchange import anonymous
from storage.exchange.anonymous import AnonymousLink


async def look_after(ctx: Context) -> None:
    """Do what is due; keep nothing of what was abandoned, and nothing about people who left.

    Their questions stay: that one ended when somebody left would tell whose it was.
    """
    for link in await anonymous.everything(ctx.tx):
        if ctx.membership(link.user_id) is False:
            await _forget(ctx, link)
    due = [("anonymous-question", each) for each in await anonymous.due(ctx.tx, ctx.now)]
    await one_by_one(ctx, due, partial(_at_due, ctx), not_looked_after)
    await anonymous.forget_abandoned(ctx.tx)
    await anonymous.overwrite(ctx.tx)
    await anonymous.forget_marks(ctx.tx, ctx.now)


async def _at_due(ctx: Context, link: AnonymousLink) -> None:
    match link.step:
        case "draft":
            await _forget(ctx, link)
        case "waiting":
            await _post(ctx, link)
        case "adding":
            await anonymous.tidy(ctx.tx, link.user_id)
            await anonymous.put(ctx.tx, replace(link, step="open", text="", due_at=None))
        case "ending":
            await end(ctx, link)


async def _post(ctx: Context, link: AnonymousLink) -> None:
    """Post it, as if it were asked at this moment."""
    if ctx.settings.exchange_room is None:
        return
    question = await publish(ctx, None, Draft(link.title, link.text, link.topics))
    number = question.question_id
    await anonymous.put(ctx.tx, AnonymousLink(link.user_id, "open", question_id=number))


async def _forget(ctx: Context, link: AnonymousLink) -> None:
    await anonymous.drop(ctx.tx, link.user_id)
    await anonymous.tidy(ctx.tx, link.user_id)
