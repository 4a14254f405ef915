"""How much work something is, told without the speed of the machine."""

import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time
from types import FrameType
from typing import cast

from storage.database import Database


def growth(read: Callable[[str], object], piece: str) -> float:
    """Of four times the text: about 4 if each character takes its time, 16 if all do together."""
    return _seconds(read, piece, 4000) / _seconds(read, piece, 1000)


def _seconds(read: Callable[[str], object], piece: str, length: int) -> float:
    """The best of several, because others use the machine, too."""
    text = (piece * length)[:length]
    taken = []
    for _ in range(5):
        start = process_time()
        read(text)
        taken.append(process_time() - start)
    return min(taken)


@dataclass
class Effort:
    """What the processor did: in `seconds`, and `spent` in multiples of `pace`."""

    seconds: float = 0.0
    spent: float = 0.0


@contextmanager
def measured() -> Iterator[Effort]:
    effort, before = Effort(), pace()
    start = process_time()
    yield effort
    effort.seconds = process_time() - start
    effort.spent = effort.seconds / max(before, pace())


def pace() -> float:
    """Return the seconds of the processor for a fixed piece of work: here some 10 ms."""
    taken = []
    for _ in range(3):
        start = process_time()
        sorted(str(number) for number in range(40_000))
        taken.append(process_time() - start)
    return min(taken)


async def instructions(database: Database, work: Callable[[], Awaitable[object]]) -> int:
    """How many hundreds of instructions SQLite carries out for it, whatever the machine."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    async with database.statement() as connection:
        await connection.set_progress_handler(count, 100)
    await work()
    async with database.statement() as connection:
        # SQLite takes none as well.
        await connection.set_progress_handler(cast("Callable[[], None]", None), 100)
    return counted


async def calls(work: Callable[[], Awaitable[object]]) -> int:
    """How many functions are called for it in this thread, which nobody else can use meanwhile."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        await work()
    finally:
        sys.setprofile(before)
    return counted
