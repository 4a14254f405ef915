"""Take back a change of very many entries in portions: between them, others get their turn."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.live import Live
from bot.workers.worker import Worker
from commands.collection.editing.undoing import go_on
from storage.database import Database


@dataclass
class Undoing(Worker):
    database: Database
    live: Live
    # Wakes who sends what is to be said at the end.
    on_done: Callable[[], None]

    async def look(self) -> float | None:
        """Undo one portion in a transaction of its own; a restart goes on behind the last one."""
        async with self.database.transaction() as tx:
            more = await go_on(self.live.context(tx))
        if more:
            return 0
        self.on_done()
        return None
