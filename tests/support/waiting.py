"""Wait for what another task, thread or process does, however busy the machine is."""

import asyncio
from collections.abc import Awaitable, Callable

# A failure takes that long to be told; what works takes as long as it takes.
PATIENCE = 100


async def until(holds: Callable[[], object]) -> None:
    """Return as soon as the condition, which may be a coroutine function, is true."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = holds()
            if await found if isinstance(found, Awaitable) else found:
                return
            await asyncio.sleep(0.01)
