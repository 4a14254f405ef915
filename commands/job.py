"""What is done from time to time without being asked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from commands.command import Occasion


@dataclass(frozen=True)
class Job:
    """`run` gets a transaction of its own; what it says goes into the outbox."""

    name: str
    every: timedelta
    run: Callable[[Occasion], Awaitable[None]]
