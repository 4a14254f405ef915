"""`weakened.py NAME,… run …`: the bot without some of its remedies; the soak must find that out."""

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from bot.cli import main as bot
from bot.matrix import olm
from bot.process.guard import guard


async def _nothing(*_: object) -> None:
    """Look for no post that may have arrived."""


@contextmanager
def _in_memory_first(_: olm.GuardedOlm) -> Iterator[None]:
    """Keep what nio has changed in memory, also if it could not be stored."""
    yield


def without_arrivals() -> None:
    """Know of a post only when its sending is answered."""
    arrivals: Any = importlib.import_module("bot.matrix.arrivals")
    arrivals.Arrivals.look_for_targets = _nothing


def without_storage_errors() -> None:
    """Take a full disk for strangers' nonsense."""
    weakened: Any = olm
    weakened._understood = partial(guard, olm.logger, passes=lambda _: False)
    weakened.GuardedOlm._stored = _in_memory_first


async def _no_post(*_: object) -> None:
    """Find nothing that was said before."""


def without_read_back() -> None:
    """Say all of the lost time again."""
    weakened: Any = importlib.import_module("bot.recovery.earlier")
    weakened.EarlierPostsFirst._earlier = _no_post


def without_forgotten() -> None:
    """Note nowhere who is forgotten."""
    weakened: Any = importlib.import_module("bot.recovery.forgotten")
    weakened.ForgottenFiles.note = _nothing


WITHOUT: Mapping[str, Callable[[], None]] = {
    "arrivals": without_arrivals,
    "storage-errors": without_storage_errors,
    "read-back": without_read_back,
    "forgotten": without_forgotten,
}


def main() -> None:
    for name in sys.argv.pop(1).split(","):
        WITHOUT[name]()
    bot()


if __name__ == "__main__":
    main()
