"""!stand: what is new since a day, since the last digest, or in four weeks."""

from datetime import datetime, time, timedelta

from commands.conversation.command import CommandContext, Reply
from commands.exchange.digest.gathering import since
from commands.exchange.digest.reading import read_since
from commands.exchange.digest.texts import news as texts
from commands.exchange.digest.texts import ordering as ordering_texts
from storage.exchange import digest

_USUAL = timedelta(weeks=4)


async def show(ctx: CommandContext, words: str) -> Reply:
    begin = await _begin(ctx, words)
    if begin is None:
        return Reply(ordering_texts.no_such_time(words, ctx.prefix))
    return Reply(texts.state(await since(ctx, begin), begin, ctx.zone, ctx.prefix))


async def _begin(ctx: CommandContext, words: str) -> datetime | None:
    if words.strip():
        day = read_since(words, ctx.today)
        return None if day is None else datetime.combine(day, time(), ctx.zone)
    order = await digest.of(ctx.tx, ctx.message.sender)
    if order is None or order.looked_at <= order.ordered_at:  # none came yet
        return ctx.now - _USUAL
    return min(order.looked_at, ctx.now)
