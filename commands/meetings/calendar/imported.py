"""What was found in a calendar file, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


class Refusal(Enum):
    """Why nothing of a file was taken."""

    TOO_LARGE = auto()
    NO_CALENDAR = auto()
    OLD_FORMAT = auto()
    BROKEN = auto()
    NOT_PUBLISHED = auto()


class CalendarProblem(Enum):
    """Why one entry was left out, or (RULE, END) taken in part."""

    TIME = auto()
    END_FIRST = auto()
    TOO_LONG = auto()
    FAR_AWAY = auto()
    ZONE = auto()
    RULE = auto()
    END = auto()
    PRIVATE = auto()


@dataclass(frozen=True)
class ImportedMeeting:
    """An entry; times as in Meeting, also those of `recurrence` and `dates`.

    `dates` are all up to the horizon that have these facts: recurrence, start and end; None: it
    is a single one. `rule` gives more of them later. `recurrence` says which occurrence of
    `uid` this entry replaces, in the zone of the series. `is_bare`: it says nothing but that.
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
    dates: tuple[tuple[str, str, str], ...] | None = None
    changed_at: datetime | None = None
    is_bare: bool = False


@dataclass(frozen=True)
class Skipped:
    title: str
    problem: CalendarProblem


@dataclass(frozen=True)
class ReadCalendar:
    """`uids` are also those of the entries left out: nobody may take them for deleted."""

    entries: tuple[ImportedMeeting, ...]
    skipped: tuple[Skipped, ...]
    uids: frozenset[str]


@dataclass(frozen=True)
class RefusedCalendar:
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
