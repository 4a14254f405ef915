"""`python -m tests.bench.search`: a large collection, indexed by the bot's worker, then searched.

Texts are made up (german.py); all else is what the running bot does, on a database file.
"""

import argparse
import asyncio
import gc
import os
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.workers.indexing import Indexing
from storage.database import Database, open_database
from tests.bench.collection import fill
from tests.bench.german import Writer
from tests.support.say import Room

SEED = 2026
COMPOUNDS = 400_000
_TICK = 0.001
_ROUNDS = 12
_UNLIMITED = 10**9
WANTED_MS = 50
QUERIES: Mapping[str, Sequence[str]] = {
    "one word, seldom": ("Zufallsauswahl", "Bürgerbeteiligungssatzung", "1848", "Denkmalpflege"),
    "one word, often": ("Losverfahren", "Bürgerrat", "Jugendbeteiligung", "vorhabenliste"),
    "one word, everywhere": ("Beteiligung", "Bürger", "Bürgerbeteiligung", "Verwaltung"),
    "two words": ("Losverfahren Ort77", "Beteiligung Satzung", "Klima Bayern", "Bürgerrat Auswahl"),
    "three words": (
        "Bürgerbeteiligung Verwaltung Stadt",
        "Losverfahren Zufallsauswahl Bürgerrat",
        "Kinder Schule NRW",
        "Ort12 Beteiligung Leitlinien",
    ),
    "part of compounds": ("Denkmal", "Umfrage", "Senioren", "Einwohner"),
    "compound in no text": ("Denkmalseniorenlosverfahren", "Bürgerzufallsauswahlgruppe"),
    "no hit": ("Zufallsauswhal", "Beteilgung", "Quitte", "Losferfahren Bonn"),
    "further page": ("Beteiligung seite 2", "Bürger Stadt seite 40", "Losverfahren seite 9"),
    "hostile": (
        'NEAR("los* ^bürger): -',
        "x" * 3_900,
        "ab " * 1_300,
        "Bürger Rat Stadt Verwaltung Planung Satzung Konzept Beteiligung Haushalt",
    ),
}


@dataclass(frozen=True)
class Taken:
    """`cpu` is the work of all threads; where others work, too, `seconds` are more than that."""

    seconds: float
    cpu: float


@dataclass
class Watch:
    """How long the loop was held up, in seconds, and the memory of the process, in MB."""

    gaps: list[float] = field(default_factory=list)
    memory: float = 0

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._tick())
        try:
            yield
        finally:
            task.cancel()

    async def _tick(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_TICK)
            self.gaps.append(time.perf_counter() - before - _TICK)
            self.memory = max(self.memory, resident())

    @property
    def told(self) -> str:
        ordered = sorted(self.gaps)
        return f"{ms(ordered[-1])} ms, 99.9 % {ms(ordered[len(ordered) * 999 // 1000])} ms"


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


async def build(database: Database, entries: int, pages: int) -> Iterator[str]:
    """Texts first, then the index as the bot makes it; lines for the report."""
    start = time.perf_counter()
    await fill(database, Writer(SEED, COMPOUNDS), entries, pages)
    written, bytes_before = time.perf_counter() - start, await size(database)
    gc.collect()
    gc.freeze()
    watch, looking = Watch(), Indexing(database, Room(database).live)
    memory, start, cpu = resident(), time.perf_counter(), time.process_time()
    async with watch.watching():
        await looking.look()
    taken, worked = time.perf_counter() - start, time.process_time() - cpu
    index = await index_size(database)
    return iter(
        (
            f"{entries} entries, {pages} pages each, written in {written:.0f} s",
            f"database before: {bytes_before:.0f} MB; index: {index:.0f} MB",
            f"word forms: {await forms(database)}",
            f"indexed in {taken:.0f} s, {entries * pages / taken:.0f} pages a second",
            f"CPU {worked:.0f} s",
            f"memory before {memory:.0f} MB, highest while indexing {watch.memory:.0f} MB",
            f"loop held up while indexing: {watch.told}",
        )
    )


async def size(database: Database) -> float:
    async with database.statement() as tx:
        [row] = await tx.execute_fetchall(
            "SELECT page_count * page_size / 1e6 AS mb FROM pragma_page_count, pragma_page_size"
        )
    return float(row["mb"])


async def index_size(database: Database) -> float:
    """In MB, with the tables behind the virtual ones and with their indices."""
    async with database.statement() as tx:
        [row] = await tx.execute_fetchall(
            "SELECT sum(pgsize) / 1e6 AS mb FROM dbstat WHERE name LIKE '%search\\_%' ESCAPE '\\'"
        )
    return float(row["mb"])


async def forms(database: Database) -> int:
    async with database.statement() as tx:
        [row] = await tx.execute_fetchall("SELECT count(*) AS forms FROM search_word")
    return int(row["forms"])


async def ask(database: Database) -> tuple[Mapping[str, list[Taken]], Watch]:
    """From the message to the answer in the outbox, by kind of question."""
    room, watch = Room(database, limit=_UNLIMITED), Watch()
    await _forget(database)
    taken: dict[str, list[Taken]] = {kind: [] for kind in QUERIES}
    async with watch.watching():
        for _ in range(_ROUNDS):
            re.purge()
            for kind, questions in QUERIES.items():
                for question in questions:
                    start, worked = time.perf_counter(), time.process_time()
                    answer = await room.say(f"!suche {question}")
                    ended = time.process_time()
                    taken[kind].append(Taken(time.perf_counter() - start, ended - worked))
                    assert answer
                    assert "Referenz" not in answer[0]
    return taken, watch


async def _forget(database: Database) -> None:
    """Forget what was asked of the same file before: the ids of messages begin again."""
    async with database.transaction() as tx:
        for table in ("handled_event", "outbox", "awaited"):
            await tx.execute(f"DELETE FROM {table}")  # noqa: S608  our own names


def table(taken: Mapping[str, Sequence[Taken]]) -> Table:
    shown = Table(title=f"!suche, ms (wanted: 95 % in {WANTED_MS})")
    for column in ("", "questions", "median", "95 %", "longest", "CPU median", "CPU 95 %"):
        shown.add_column(column, justify="right" if column else "left")
    everything = [each for values in taken.values() for each in values]
    for kind, values in (*taken.items(), ("all", everything)):
        seconds, cpu = [each.seconds for each in values], [each.cpu for each in values]
        cells = (statistics.median(seconds), p95(seconds), max(seconds))
        work = (statistics.median(cpu), p95(cpu))
        late = p95(seconds) * 1000 > WANTED_MS
        style = "yellow" if late else ""
        shown.add_row(kind, str(len(values)), *map(ms, (*cells, *work)), style=style)
    return shown


def p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


async def measure(path: Path, size: tuple[int, int] | None, console: Console) -> None:
    console.print(f"load average {os.getloadavg()[0]:.2f}")
    async with open_database(path) as database:
        for line in await build(database, *size) if size else ():
            console.print(line, highlight=False)
        console.print(f"load average {os.getloadavg()[0]:.2f}")
        gc.collect()
        gc.freeze()
        taken, watch = await ask(database)
    console.print(table(taken))
    console.print(f"loop held up while answering: {watch.told}", highlight=False)
    console.print(f"load average {os.getloadavg()[0]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("--entries", type=int, default=11_000)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--file", type=Path, help="keep the database here, or ask what is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or Path(folder) / "netzwerkbot.db"
        wanted = None if path.exists() else (given.entries, given.pages)
        asyncio.run(measure(path, wanted, Console(width=100)))


if __name__ == "__main__":
    main()
