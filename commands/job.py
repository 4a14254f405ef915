"""What is done from time to time without being asked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from commands.command import Occasion
from storage.database import Transaction


@dataclass(frozen=True)
class Job:
    """`run` gets a transaction of its own; what it says goes into the outbox.

    If `next_due` tells a moment before the next turn, there is one then, too.
    """

    name: str
    every: timedelta
    run: Callable[[Occasion], Awaitable[None]]
    next_due: Callable[[Transaction], Awaitable[datetime | None]] | None = None
