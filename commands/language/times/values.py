"""What a German expression of time means, or what is wrong with it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Moments:
    """Wall time: YYYY-MM-DDTHH:MM, or YYYY-MM-DD if `all_day`; `ends` is None if not told.

    Of whole days `ends` is the last one. `time_missing`: neither a time nor "ganztägig" was
    told; `all_day` is then true for lack of better. `weekday`: Monday is 0, None if not named.
    """

    starts: str
    ends: str | None
    all_day: bool
    weekday: int | None = None
    time_missing: bool = False


@dataclass(frozen=True)
class Contradiction:
    """`day` is no `weekday`, which was written beside it; `dates` around it are, and not past.

    `readings` are the whole expression with each of `dates`, and last with `day` itself.
    """

    day: date
    weekday: int
    dates: tuple[date, ...]
    readings: tuple[Moments, ...]


@dataclass(frozen=True)
class Past:
    """`starts` as in Moments: as it was understood. Only days are looked at, not the hour."""

    starts: str


@dataclass(frozen=True)
class Nonsense:
    """There is no such day (31.2.) or time (25:00)."""

    written: str
    what: Literal["day", "time"]


@dataclass(frozen=True)
class EndBeforeStart:
    """`starts` and `ends` as in Moments; also if they are the same."""

    starts: str
    ends: str


@dataclass(frozen=True)
class NoEndTime:
    """Of several days, with a time for the first one only."""

    last_day: date


@dataclass(frozen=True)
class NotUnderstood:
    """Words of time that were not understood, or that leave open what is meant."""

    written: str


Problem = Contradiction | Past | Nonsense | EndBeforeStart | NoEndTime | NotUnderstood


@dataclass(frozen=True)
class Parsed:
    """Without `when` and `problem` there is no date in the text.

    `before` and `after` are what stands around the expression, such as title and place.
    """

    when: Moments | None
    problem: Problem | None
    before: str
    after: str

    @property
    def rest(self) -> str:
        return f"{self.before} {self.after}".strip()
