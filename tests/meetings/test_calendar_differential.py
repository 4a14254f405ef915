"""Generated calendars have the dates that the library finds in them when asked directly."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from recurring_ical_events import CalendarQuery

from bot.sandbox.calendar import limits
from commands.meetings.calendar.imported import CalendarProblem, ImportedMeeting, ReadCalendar
from tests.support.calendar_files import BERLIN, ics, read

CALENDARS = 2000
CHUNKS = 20
LAST = datetime(2027, 12, 20, tzinfo=UTC)
BEFORE, FIRST = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-12-01")
ZONES = ("", "Z", "Europe/Berlin", "Europe/London", "America/New_York", "day")
Moment = tuple[str, str]


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_generated_calendars_have_the_dates_that_the_library_finds(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A rule that never fits is sought to the end of time: on a slow machine for over a second.
    monkeypatch.setattr(limits, "_MOST_SECONDS", 600.0)
    monkeypatch.setattr(limits, "_SECONDS_EACH", 60.0)
    for number in range(CALENDARS // CHUNKS):
        data = generated(random.Random(1000 * chunk + number))
        assert ours(data) == theirs(data), data.decode()


def ours(data: bytes) -> list[Moment]:
    found = read(data, BERLIN)
    assert isinstance(found, ReadCalendar), found
    # What goes on otherwise after "this and all following" is told.
    assert {each.problem for each in found.skipped} <= {CalendarProblem.RULE}
    return sorted(each for entry in found.entries for each in moments(entry))


def moments(entry: ImportedMeeting) -> Iterator[Moment]:
    spans = [(entry.starts, entry.ends)]
    if entry.dates is not None:
        spans = [(starts, ends) for _, starts, ends in entry.dates]
    for starts, ends in spans:
        both = (datetime.fromisoformat(starts), datetime.fromisoformat(ends))
        if entry.all_day:
            yield from told(both[0].date(), both[1].date() + timedelta(days=1))
        else:
            zone = ZoneInfo(entry.timezone)
            yield from told(both[0].replace(tzinfo=zone), both[1].replace(tzinfo=zone))


def theirs(data: bytes) -> list[Moment]:
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    found = CalendarQuery(calendar).between(BEFORE, LAST + timedelta(days=3))
    return sorted(each for event in found for each in told(event["DTSTART"].dt, event["DTEND"].dt))


def told(starts: date, ends: date) -> Iterator[Moment]:
    """Up to a day that both have surely seen."""
    if not isinstance(starts, datetime) or not isinstance(ends, datetime):
        if starts < LAST.date():
            yield starts.isoformat(), ends.isoformat()
        return
    first, last = (each if each.tzinfo else each.replace(tzinfo=BERLIN) for each in (starts, ends))
    if first < LAST:
        yield first.astimezone(UTC).isoformat(), last.astimezone(UTC).isoformat()


# --- calendars by chance


def generated(chance: random.Random) -> bytes:
    lines = [line for number in range(chance.randint(1, 3)) for line in series(chance, number)]
    return ics(*lines)


def series(chance: random.Random, number: int) -> Iterator[str]:
    zone = chance.choice(ZONES)
    start = FIRST + timedelta(
        days=chance.randint(0, 200), hours=chance.randint(1, 20), minutes=chance.choice((0, 30))
    )
    length = timedelta(days=chance.randint(0, 2), minutes=chance.choice((0, 45, 90)))
    # Dates in UTC without a rule are told in the zone of the network, as single ones are.
    rule = chance.random() < 0.85 or zone == "Z"
    yield from ("BEGIN:VEVENT", f"UID:{number}@x", "SUMMARY:Reihe")
    yield from times(start, length, zone)
    if rule:
        yield f"RRULE:{rrule(chance, start, zone)}"
    days = [start + timedelta(days=chance.randint(1, 300)) for _ in range(chance.randint(0, 3))]
    if days:
        yield f"RDATE{','.join([written(days[0], zone), *(plain(d, zone) for d in days[1:])])}"
    # Those that may be dates of the rule, and those that are none.
    out = [start + timedelta(days=7 * chance.randint(1, 20)) for _ in range(chance.randint(0, 4))]
    yield from (f"EXDATE{written(each, zone)}" for each in out)
    yield "END:VEVENT"
    for change in range(chance.choice((0, 0, 1, 2))):
        replaced = start + timedelta(days=7 * (change + 1))
        if rule and replaced not in out:
            following = ";RANGE=THISANDFUTURE" if chance.random() < 0.3 and not days else ""
            moved = replaced + timedelta(days=chance.randint(0, 2), minutes=30)
            yield from ("BEGIN:VEVENT", f"UID:{number}@x", f"SUMMARY:Verlegt {change}")
            yield f"RECURRENCE-ID{following}{written(replaced, zone)}"
            yield from times(moved, length, zone)
            yield "END:VEVENT"


def times(start: datetime, length: timedelta, zone: str) -> Iterator[str]:
    end = start + (timedelta(days=length.days + 1) if zone == "day" else length)
    yield f"DTSTART{written(start, zone)}"
    yield f"DTEND{written(end, zone)}"


def written(moment: datetime, zone: str) -> str:
    parameter = {"": "", "Z": "", "day": ";VALUE=DATE"}.get(zone, f";TZID={zone}")
    return f"{parameter}:{plain(moment, zone)}"


def plain(moment: datetime, zone: str) -> str:
    if zone == "day":
        return f"{moment:%Y%m%d}"
    return f"{moment:%Y%m%dT%H%M%S}{'Z' if zone == 'Z' else ''}"


def rrule(chance: random.Random, start: datetime, zone: str) -> str:
    freq = chance.choice(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
    parts = [f"FREQ={freq}"]
    if chance.random() < 0.4:
        parts.append(f"INTERVAL={chance.randint(1, 4)}")
    if freq == "WEEKLY" and chance.random() < 0.6:
        parts.append(f"BYDAY={','.join(chance.sample(('MO', 'TU', 'WE', 'TH', 'FR'), 2))}")
    if freq == "WEEKLY" and chance.random() < 0.2:
        parts.append("WKST=SU")
    if freq == "MONTHLY":
        parts += chance.choice(
            ([], ["BYDAY=2TU"], ["BYDAY=-1FR"], ["BYMONTHDAY=31"], ["BYMONTHDAY=-1,15"],
             ["BYDAY=MO,TU,WE,TH,FR", "BYSETPOS=-1"], ["BYMONTH=1,3,9"])
        )  # fmt: skip
    if freq == "YEARLY" and chance.random() < 0.4:
        parts += ["BYMONTH=3", "BYDAY=1WE"]
    return ";".join([*parts, *ending(chance, start, zone)])


def ending(chance: random.Random, start: datetime, zone: str) -> list[str]:
    kind = chance.choice(("", "COUNT", "UNTIL"))
    if kind == "COUNT":
        return [f"COUNT={chance.randint(1, 30)}"]
    if kind == "UNTIL":
        until = start + timedelta(days=chance.randint(20, 300))
        # As RFC 5545 wants it: UTC beside a zone.
        return [f"UNTIL={plain(until, zone if zone in ('', 'day') else 'Z')}"]
    return []
