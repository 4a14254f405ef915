"""The quiet budget: whatever is said to somebody who did not ask passes here."""

from datetime import UTC, datetime, timedelta
from enum import Enum

from commands.conversation.command import Context
from commands.conversation.settings import Settings
from storage.exchange import unasked

# Over all features together, in any seven days.
MOST_A_WEEK = 3
WEEK = timedelta(days=7)
_ANY = datetime.max.replace(tzinfo=UTC)


class Telling(Enum):
    """NOW: say it, it is noted. LATER: ask again, these are quiet hours. Else it is not said."""

    NOW = "now"
    LATER = "later"
    DIGEST = "digest"
    BEFORE = "before"


async def may_tell(ctx: Context, user_id: str, feature: str, about: str) -> Telling:
    """Decide whether the person is told this now, and note it; what is too much is for the digest.

    The same is never told twice: `about` names it within the feature, such as "exchange:12".
    """
    if await unasked.is_known(ctx.tx, user_id, feature, about):
        return Telling.BEFORE
    if is_quiet(ctx.settings, ctx.now):
        return Telling.LATER
    told = await unasked.count_since(ctx.tx, user_id, ctx.now - WEEK)
    if told >= MOST_A_WEEK:
        await unasked.put(ctx.tx, user_id, feature, about, "digest", ctx.now)
        return Telling.DIGEST
    await unasked.put(ctx.tx, user_id, feature, about, "sent", ctx.now)
    return Telling.NOW


async def has_room(ctx: Context, user_id: str) -> bool:
    """Return whether something new may be told now; for what can wait, nothing is noted."""
    if is_quiet(ctx.settings, ctx.now):
        return False
    return await unasked.count_since(ctx.tx, user_id, ctx.now - WEEK) < MOST_A_WEEK


def is_quiet(settings: Settings, moment: datetime) -> bool:
    """Return whether it is in the quiet hours of the configuration."""
    return settings.reminders.quiet.holds(moment)


def after_quiet(settings: Settings, moment: datetime) -> datetime:
    """Return the moment, or the end of the quiet hours it is in."""
    return settings.reminders.quiet.shifted(moment, before=_ANY)
