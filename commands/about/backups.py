"""What !status says of the nightly backups: the last good one, and what keeps others away."""

from datetime import UTC, datetime

from commands.about.texts import backups as texts
from commands.conversation.command import Context
from storage.backup import state
from storage.backup.state import BackupState


async def problems(ctx: Context) -> list[str]:
    found = await state.read(ctx.tx)
    if found.failures:
        tried = datetime.fromtimestamp(found.tried_at, UTC)
        return [texts.failing(found.reason, tried, ctx.now, ctx.zone)]
    return [texts.late(ctx.now - found.since)] if found.is_late(ctx.now) else []


async def fact(ctx: Context) -> str:
    """Return when the last good one was made."""
    return told(ctx, await state.read(ctx.tx))


def told(ctx: Context, found: BackupState) -> str:
    if found.last_good is None:
        return texts.NONE_YET
    return texts.last(found.last_good, ctx.now, ctx.zone, found.bytes, found.missing)
