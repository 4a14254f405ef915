"""How much longer more of something takes."""

from collections.abc import Awaitable, Callable
from time import process_time
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
