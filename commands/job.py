"""What is done from time to time without being asked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database import Transaction


@dataclass(frozen=True)
class Job:
    """`run` gets a transaction of its own; what it says goes into the outbox."""

    name: str
    every: timedelta
    run: Callable[[Transaction, datetime], Awaitable[None]]
