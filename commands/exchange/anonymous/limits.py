"""How often somebody may ask without a name, and for whom it is locked; nobody learns who.

Of person and reason only a digest is stored, made with a key that is not in the database.
"""

import hmac
from datetime import datetime, timedelta

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.exchange.anonymous.texts import limits as texts
from commands.exchange.questions.posts import numbered
from storage.exchange import anonymous

FEWEST_MEMBERS = 15
MOST_A_MONTH = 2
LOCKED_FOR = timedelta(days=30)


def check_room(ctx: Context) -> None:
    """Raise UnfitError if too few are in the room to be one of many."""
    members = ctx.resources.members_of(ctx.settings.exchange_room or "")
    if members is None:
        raise UnfitError(texts.NOT_KNOWN_YET)
    if len(members) < FEWEST_MEMBERS:
        raise UnfitError(texts.too_few(FEWEST_MEMBERS, len(members)))


async def check(ctx: Context, user_id: str) -> None:
    """Raise UnfitError if the person may not ask without a name now."""
    check_room(ctx)
    if await anonymous.is_marked(ctx.tx, _digest(ctx, user_id, "lock"), ctx.now):
        raise UnfitError(texts.locked(ctx.prefix))
    if await _unused(ctx, user_id) is None:
        raise UnfitError(texts.too_many(MOST_A_MONTH, ctx.prefix))


async def count(ctx: Context, user_id: str) -> None:
    """Note that the person asks so once more in this month; no two notes belong together."""
    unused = await _unused(ctx, user_id)
    if unused is not None:
        await anonymous.mark(ctx.tx, unused, _next_month(ctx))


async def _unused(ctx: Context, user_id: str) -> str | None:
    """Return the digest of the first time in this month that is left; None if there is none."""
    month = f"{ctx.today:%Y-%m}"
    for number in range(MOST_A_MONTH):
        digest = _digest(ctx, user_id, f"{month} {number}")
        if not await anonymous.is_marked(ctx.tx, digest, ctx.now):
            return digest
    return None


def _next_month(ctx: Context) -> datetime:
    local = ctx.now.astimezone(ctx.zone).replace(day=28, hour=0, minute=0, second=0, microsecond=0)
    return (local + timedelta(days=5)).replace(day=1)


def _digest(ctx: Context, user_id: str, reason: str) -> str:
    return hmac.digest(ctx.resources.key(), f"{reason}\n{user_id}".encode(), "sha256").hex()


async def lock(ctx: CommandContext, number: int | None) -> Reply:
    """Lock it for whoever asked this question, as long as that is known to the bot."""
    if number is None:
        raise UnfitError(texts.which(ctx.prefix))
    question = await numbered(ctx, number)
    if not question.anonymous:
        return Reply(texts.not_anonymous(number, ctx.prefix))
    if question.state != "open":
        return Reply(texts.over(number))
    link = await anonymous.to(ctx.tx, number)
    if link is not None:
        until = (ctx.now + LOCKED_FOR + timedelta(days=1)).astimezone(ctx.zone)
        midnight = until.replace(hour=0, minute=0, second=0, microsecond=0)
        await anonymous.mark(ctx.tx, _digest(ctx, link.user_id, "lock"), midnight)
    # The same without a link: that there is none is nobody's business.
    return Reply(texts.locked_for(number, LOCKED_FOR.days, ctx.prefix))
