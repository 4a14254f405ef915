"""What was found in a calendar file, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from commands.calendar.lines import Refusal


class Problem(Enum):
    """Why one entry was left out."""

    TIME = auto()
    END_FIRST = auto()
    TOO_LONG = auto()
    FAR_AWAY = auto()
    ZONE = auto()
    RULE = auto()
    THIS_AND_FUTURE = auto()
    PRIVATE = auto()


@dataclass(frozen=True)
class Imported:
    """An entry; times as in Meeting, also those of `recurrence`, `excluded` and `added`.

    `rule` is for a whole series. `recurrence` says which occurrence of `uid` this entry replaces,
    in the zone of the series. `changed_at` is None if the calendar does not say it.
    """

    uid: str
    sequence: int
    title: str
    starts: str
    ends: str
    timezone: str
    all_day: bool
    starts_at: datetime
    ends_at: datetime
    recurrence: str | None = None
    place: str | None = None
    link: str | None = None
    description: str | None = None
    categories: tuple[str, ...] = ()
    cancelled: bool = False
    rule: str | None = None
    excluded: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Skipped:
    title: str
    problem: Problem


@dataclass(frozen=True)
class Reading:
    """`uids` are also those of the entries left out: nobody may take them for deleted."""

    entries: tuple[Imported, ...]
    skipped: tuple[Skipped, ...]
    uids: frozenset[str]


@dataclass(frozen=True)
class Refused:
    """Nothing was taken; `line` is where it broke."""

    refusal: Refusal
    line: int


class Fault(Enum):
    """Why a programme was not taken."""

    TOO_LARGE = auto()
    NOT_TEXT = auto()
    EMPTY = auto()
    COLUMNS = auto()
    BROKEN = auto()
    TIME = auto()
    NO_DAY = auto()
    OUTSIDE = auto()
    END_FIRST = auto()
    NO_TITLE = auto()


@dataclass(frozen=True)
class Faulty:
    """Nothing of the programme was taken; `line` of the file, or number of the entry."""

    fault: Fault
    line: int
