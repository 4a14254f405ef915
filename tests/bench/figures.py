"""One measured thing of one contestant, and what was wanted of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.counting import Tally, median


@dataclass(frozen=True)
class Figure:
    """`values` in rounds; `note` is shown beside the median."""

    measure: str
    contestant: str
    unit: str
    values: Sequence[float] = ()
    tally: Tally | None = None
    note: str = ""

    @property
    def median(self) -> float | None:
        return median(self.values)


@dataclass(frozen=True)
class Wanted:
    """At most `limit`: of ours itself or, with `times`, of ours over the floor's `times`."""

    limit: float
    text: str
    times: str | None = None


@dataclass
class Load:
    """Load average of the machine when a scenario began and ended."""

    before: float
    after: float = field(default=0.0)


PLAIN, ENCRYPTED = "latency, plain room", "latency, encrypted room"
BURST, AWAY, KILL = "300 at once", "300 while away", "400 under kill -9"
REST, IDLE = "memory at rest", "idle CPU per minute"
RESTART, RESTART_ENCRYPTED = "restart to first answer", "restart, encrypted room"
DEFAULT_LIMIT = "24 at the default limit"
CPU = "CPU per 1,000"
CPU_SINGLY = "CPU per 1,000, one by one"
AFTER = "memory afterwards"
REMINDERS = "reminder lag, 1,000 due at once"

WANTED = {
    PLAIN: Wanted(1.08, "≤ 1.08 × floor", PLAIN),
    ENCRYPTED: Wanted(1.18, "≤ 1.18 × plain floor", PLAIN),
    RESTART: Wanted(0.5, "≤ 0.5 s"),
    RESTART_ENCRYPTED: Wanted(0.5, "≤ 0.5 s"),
    REST: Wanted(65, "≤ 65 MB"),
    CPU: Wanted(4, "≤ 4 s"),
    CPU_SINGLY: Wanted(4, "≤ 4 s"),
    IDLE: Wanted(10, "≤ 10 ms"),
    BURST: Wanted(0, "0 lost, 0 doubled"),
    AWAY: Wanted(0, "0 lost, in order"),
    KILL: Wanted(0, "0 lost, 0 doubled"),
    DEFAULT_LIMIT: Wanted(0, "0 lost"),
    REMINDERS: Wanted(0, "0 lost, 0 doubled"),
}
