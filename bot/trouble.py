"""What passes by itself ends no part of the bot, such as a full disk."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from storage.database import is_environment_error

logger = logging.getLogger(__name__)

PAUSE_AFTER_TROUBLE = 5


async def again_after_trouble(work: Callable[[], Awaitable[None]]) -> None:
    """A full disk passes; anything else ends the process, and supervision starts it again."""
    while True:
        try:
            await work()
        except Exception as error:
            if not all(map(is_environment_error, _leaves(error))):
                raise
            logger.error("storage failed: %s", error)
            await asyncio.sleep(PAUSE_AFTER_TROUBLE)


def _leaves(error: BaseException) -> list[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        return [leaf for inner in error.exceptions for leaf in _leaves(inner)]
    return [error]
