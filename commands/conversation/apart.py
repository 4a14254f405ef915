"""Do the same for each of many, so that a bug with one of them holds back no other."""

import logging
import traceback
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import TypeVar

from commands.conversation.command import Context
from commands.conversation.elsewhere import tell_management
from commands.language.markup import Text
from storage.conversation import sent_posts
from storage.database import is_environment_error

logger = logging.getLogger(__name__)

T = TypeVar("T")


async def one_by_one(
    ctx: Context,
    items: Iterable[tuple[str, T]],
    work: Callable[[T], Awaitable[None]],
    told: Callable[[T], Text],
) -> None:
    """Do the work for each item, by name such as "reminder-12".

    What fails is undone, logged, and told to the management once. It is tried at the next turn
    again, without more words. An error of the disk or the database passes.
    """
    for name, item in items:
        await ctx.tx.execute("SAVEPOINT one")
        try:
            await work(item)
        except Exception as error:
            await ctx.tx.execute("ROLLBACK TO one")
            if is_environment_error(error):
                raise
            await _report(ctx, name, error, told(item))
        finally:
            await ctx.tx.execute("RELEASE one")


async def _report(ctx: Context, name: str, error: Exception, told: Text) -> None:
    """Say nothing of what the error says: that may be words of a member."""
    transaction_id = f"trouble-{name}"
    if await sent_posts.is_queued(ctx.tx, transaction_id):
        return
    [*_, frame] = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
    logger.error("failed: %s: %s at %s", name, type(error).__name__, place)
    await tell_management(ctx, told, transaction_id)
