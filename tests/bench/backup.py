"""`python -m tests.bench.backup`: a backup of a large database while people ask; does anybody wait?

By turns nothing else goes on and a backup is made; places are looked up all the time, each answer
is a commit. For real-time priority that the process of the backup does not inherit: chrt -R -f 5.
"""

import argparse
import asyncio
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.backup.job import BackupJob, MadeBackup
from bot.backup.making import make
from commands.collection.transfer.shipped import seed
from storage.database import Database, open_database
from tests.bench.search import Watch, ms
from tests.support.say import NOW, Room

_EVERY_SECONDS = 0.02
_LONGEST_ALONE = 200
_KNOWN = ("Essen", "Bonn", "Marburg", "Köln")
_PAGES = 20
HANDBOOK = Path(__file__).parents[2] / "docs" / "handbuch-betrieb.md"


async def measure(folder: Path, megabytes: int, rounds: int) -> None:
    (folder / "backups").mkdir()
    file = folder / "netzwerkbot.db"
    async with open_database(file) as database:
        await _fill(database, megabytes)
        await database.checkpoint()
        room, watch = Room(database, limit=10**9), Watch()
        gc.freeze()
        for number in range(rounds):
            start = time.perf_counter()
            async with watch.watching():
                making = asyncio.create_task(make(_job(folder, number)))
                during = await _asked_until(room, making)
            seconds = time.perf_counter() - start
            _tell_made(making.result(), seconds)
            _show("during the backup", during)
            pause = asyncio.create_task(asyncio.sleep(min(seconds, _LONGEST_ALONE)))
            _show("nothing else going on", await _asked_until(room, pause))
    sys.stdout.write(f"loop held during backups {watch.told}\n")


def _job(folder: Path, number: int) -> BackupJob:
    return BackupJob(
        data=folder,
        database=folder / "netzwerkbot.db",
        target=folder / "backups" / f"{number}.tar.gz",
        user_id="@bot:example.org",
        config="",
        passphrase_file=None,
        named_by="",
    )


async def _fill(database: Database, megabytes: int) -> None:
    """Give it the shipped collection, and pages of documents until it is as large."""
    words, chance = HANDBOOK.read_text(encoding="utf-8").split(), random.Random(1)
    pages = [" ".join(chance.choices(words, k=250)) for _ in range(3000)]
    async with database.transaction() as tx:
        await seed(tx, NOW)
    for number in range(megabytes * 1_000_000 // (_PAGES * 2000)):
        sha256 = f"{number:064x}"
        async with database.transaction() as tx:
            await tx.execute("INSERT INTO document VALUES (?, 'PDF', 1, 1)", (sha256,))
            texts = [chance.choice(pages) for _ in range(_PAGES)]
            await tx.executemany(
                "INSERT INTO document_page (sha256, page, text) VALUES (?, ?, ?)",
                [(sha256, page, f"{page} {text}") for page, text in enumerate(texts, start=1)],
            )


async def _asked_until(
    room: Room, task: "asyncio.Task[None] | asyncio.Task[MadeBackup]"
) -> list[float]:
    """Return how long each look-up took, from the message to the answer in the outbox."""
    taken: list[float] = []
    while not task.done():
        start = time.perf_counter()
        assert await room.say(f"!leitlinie {_KNOWN[len(taken) % len(_KNOWN)]}")
        taken.append(time.perf_counter() - start)
        await asyncio.sleep(_EVERY_SECONDS)
    return taken


def _tell_made(made: MadeBackup, seconds: float) -> None:
    sys.stdout.write(
        f"made and verified in {seconds:.0f} s: {made.bytes / 1e6:.0f} MB, {made.rows} rows\n"
    )


def _show(what: str, taken: Sequence[float]) -> None:
    parts = statistics.quantiles(taken, n=1000, method="inclusive")
    late = sum(each > 0.05 for each in taken)
    sys.stdout.write(
        f"{what}: {len(taken)} look-ups, median {ms(statistics.median(taken))} ms,"
        f" 99 % {ms(parts[989])} ms, 99.9 % {ms(parts[-1])} ms, longest {ms(max(taken))} ms,"
        f" {late} above 50 ms; load average {os.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.backup", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="where there is room for three times as much")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        asyncio.run(measure(Path(folder), given.megabytes, given.rounds))


if __name__ == "__main__":
    main()
