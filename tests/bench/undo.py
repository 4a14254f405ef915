"""`python -m tests.bench.undo`: an import of 11,000 entries is taken back; does anybody wait?

Meanwhile places are looked up, 30 a second, some of them imported ones.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from bot.workers.undoing import Undoing
from commands.collection.transfer.shipped import seed
from storage.database import Database, open_database
from tests.bench.search import Watch, ms
from tests.collection.test_editing_undo_many import import_many
from tests.support.editing_fixtures import Desk
from tests.support.say import NOW

_EVERY_SECONDS = 1 / 30
_KNOWN = ("Essen", "Bonn", "Marburg", "Ort 17")


async def measure(path: Path, entries: int) -> None:
    async with open_database(path) as database:
        desk = await _with_import(database, entries)
        alone = await _asked_until(desk, asyncio.create_task(asyncio.sleep(5)))
        _show("nothing else going on", alone)
        await desk.do("!rückgängig")
        watch, start = Watch(), time.perf_counter()
        async with watch.watching():
            undoing = asyncio.create_task(_undo(Undoing(database, desk.room.live, lambda: None)))
            during = await _asked_until(desk, undoing)
        _show("during the undo", during)
        sys.stdout.write(f"undone in {time.perf_counter() - start:.0f} s, loop held {watch.told}\n")


async def _with_import(database: Database, entries: int) -> Desk:
    async with database.transaction() as tx:
        await seed(tx, NOW)
    desk = Desk(database)
    await import_many(desk, entries)
    return desk


async def _undo(worker: Undoing) -> None:
    more: float | None = 0
    while more is not None:
        more = await worker.look()


async def _asked_until(desk: Desk, task: "asyncio.Task[None]") -> list[float]:
    """Return how long each look-up took, from the message to the answer in the outbox."""
    taken: list[float] = []
    for number in count():
        if task.done():
            break
        start = time.perf_counter()
        answer = await desk.ask(f"!leitlinie {_KNOWN[number % len(_KNOWN)]}")
        assert answer
        taken.append(time.perf_counter() - start)
        with suppress(TimeoutError):
            async with asyncio.timeout(_EVERY_SECONDS):
                await asyncio.shield(task)
    await task
    return taken


def _show(what: str, taken: Sequence[float]) -> None:
    parts = statistics.quantiles(taken, n=100, method="inclusive")
    late = sum(each > 0.05 for each in taken)
    sys.stdout.write(
        f"{what}: {len(taken)} look-ups, median {ms(statistics.median(taken))} ms,"
        f" 99 % {ms(parts[-1])} ms, longest {ms(max(taken))} ms, {late} above 50 ms;"
        f" load average {os.getloadavg()[0]:.1f}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.undo", description=__doc__)
    parser.add_argument("--entries", type=int, default=11_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "netzwerkbot.db"
        asyncio.run(measure(path, parser.parse_args().entries))


if __name__ == "__main__":
    main()
