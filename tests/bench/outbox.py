"""`python -m tests.bench.outbox`: 10,000 messages wait in ten rooms; does an answer wait for them?

The homeserver is made up: it takes each event after as long as a real one needed for it.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.delivery.outbox import Outbox
from storage.conversation import outbox
from storage.conversation.outbox import OutgoingEvent
from storage.database import Database, open_database
from storage.matrix import rooms
from tests.bench.search import ms
from tests.support.post import Matrix
from tests.support.say import NOW

_EVENT_SECONDS = 0.039
_ANSWERS = "!antworten:example.org"


@dataclass
class Homeserver(Matrix):
    at: dict[str, float] = field(default_factory=dict)
    order: dict[str, list[int]] = field(default_factory=dict)
    has_taken: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def send(self, event: OutgoingEvent) -> str:
        await asyncio.sleep(_EVENT_SECONDS)
        self.at[event.transaction_id] = time.perf_counter()
        self.order.setdefault(event.room_id, []).append(event.outbox_id)
        async with self.has_taken:
            self.has_taken.notify_all()
        return await super().send(event)

    async def taken_at(self, name: str) -> float:
        """Wait until it is there."""
        async with self.has_taken:
            await self.has_taken.wait_for(lambda: name in self.at)
        return self.at[name]


async def measure(path: Path, messages: int) -> None:
    async with open_database(path) as database:
        await _fill(database, messages)
        server = Homeserver()
        box = Outbox(database, server, lambda: NOW)
        start, delivering = time.perf_counter(), asyncio.create_task(box.run())
        taken = await _answers(database, box, server, messages)
        seconds = time.perf_counter() - start
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
    in_order = all(ids == sorted(ids) for ids in server.order.values())
    doubled = len(server.taken) - len(set(server.taken))
    sys.stdout.write(
        f"{messages} sent in {seconds:.0f} s, in order: {in_order}, doubled: {doubled};"
        f" an answer meanwhile: median {ms(sorted(taken)[len(taken) // 2])},"
        f" longest {ms(max(taken))} of {len(taken)}\n"
    )


async def _fill(database: Database, messages: int) -> None:
    places = [f"!raum{number}:example.org" for number in range(10)]
    async with database.transaction() as tx:
        for place in (*places, _ANSWERS):
            await rooms.entered(tx, place, NOW)
        for number in range(messages):
            body = {"body": f"Nachricht {number}", "msgtype": "m.text"}
            await outbox.put(tx, places[number % 10], body, f"m{number}", NOW)


async def _answers(
    database: Database, box: Outbox, server: Homeserver, messages: int
) -> list[float]:
    """Return how long answers take from the outbox to the homeserver, until all is sent."""
    taken: list[float] = []
    for number in count():
        if len(server.taken) >= messages + number:
            return taken
        name, start = f"answer-{number}", time.perf_counter()
        async with database.transaction(at_once=True) as tx:
            await outbox.put(tx, _ANSWERS, {"body": "Antwort", "msgtype": "m.notice"}, name, NOW)
        box.wake()
        taken.append(await server.taken_at(name) - start)
        await asyncio.sleep(0.2)
    raise AssertionError


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "netzwerkbot.db", options.messages))
    sys.stdout.write(f"load average {os.getloadavg()[0]:.1f}\n")


if __name__ == "__main__":
    main()
