"""SIGTERM and Ctrl-C end the work in order."""

import asyncio
import signal
from collections.abc import Coroutine


async def until_stopped(work: Coroutine[None, None, None]) -> bool:
    """Run the work; True if it was stopped by a signal rather than done."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return True
    return False
