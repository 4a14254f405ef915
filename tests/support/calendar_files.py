"""Meetings to be written, and calendar files to be read."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import vobject

from bot.sandbox.calendar.reading import read as read_apart
from commands.meetings.calendar.imported import (
    ImportedMeeting,
    ReadCalendar,
    Refusal,
    RefusedCalendar,
)
from commands.meetings.calendar.read import answer, question
from commands.meetings.calendar.write import write
from storage.meetings.meetings import Meeting, Series

BERLIN = ZoneInfo("Europe/Berlin")
START = "DTSTART:20270114T100000"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def moment(local: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def meeting(starts: str, ends: str | None = None, **facts: Any) -> Meeting:
    zone = str(facts.get("timezone", "Europe/Berlin"))
    last = ends or starts
    whole = len(starts) == len("2027-01-01")
    made = Meeting(
        meeting_id=1,
        uid="1@network.example",
        kind="online-konferenz",
        title="Losverfahren",
        starts=starts,
        ends=last,
        timezone=zone,
        all_day=whole,
        starts_at=moment(starts, zone),
        ends_at=moment(last, zone) + (timedelta(days=1) if whole else timedelta()),
        created_at=datetime(2026, 10, 1, tzinfo=UTC),
        changed_at=datetime(2026, 10, 2, tzinfo=UTC),
    )
    return replace(made, **facts)


MONTHLY = Series(
    series_id=7,
    uid="series@network.example",
    rrule="FREQ=MONTHLY;BYDAY=1TU",
    starts="2026-12-01T10:00",
    ends="2026-12-01T11:30",
    timezone="Europe/Berlin",
    all_day=False,
    planned_to="2027-05-31",
)
BY_RULE = ("2026-12-01", "2027-01-05", "2027-02-02", "2027-03-02", "2027-04-06", "2027-05-04")


def occurrence(day: str, **facts: Any) -> Meeting:
    of_series = {"uid": MONTHLY.uid, "series_id": 7, "recurrence": f"{day}T10:00"}
    starts = facts.pop("starts", f"{day}T10:00")
    ends = facts.pop("ends", f"{day}T11:30")
    return meeting(starts, ends, **{"meeting_id": int(day[5:7]) + 10, **of_series, **facts})


def written(*meetings: Meeting, **more: Any) -> bytes:
    return write(meetings, now=NOW, name="Termine", **more)


def ics(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    """A calendar with what stands between."""
    whole = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x", *head, *lines, "END:VCALENDAR")
    return "\r\n".join([*whole, ""]).encode()


def event(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    """A calendar with one entry."""
    return ics(
        "BEGIN:VEVENT", "UID:a@b.example", "SUMMARY:Treffen", *lines, "END:VEVENT", head=head
    )


def read(data: bytes, zone: ZoneInfo, now: datetime = NOW) -> ReadCalendar | RefusedCalendar:
    """As the bot does it, without a process of its own."""
    asked, target = question(data, zone, now), io.BytesIO()
    if isinstance(asked, Refusal):
        return RefusedCalendar(asked, 1)
    read_apart(io.BytesIO(asked), target)
    return answer(target.getvalue())


def entries(data: bytes, zone: ZoneInfo = BERLIN) -> tuple[ImportedMeeting, ...]:
    found = read(data, zone)
    assert isinstance(found, ReadCalendar), found
    assert found.skipped == ()
    return found.entries


def entry(data: bytes, zone: ZoneInfo = BERLIN) -> ImportedMeeting:
    (found,) = entries(data, zone)
    return found


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def of_event(data: bytes, number: int = 0) -> list[str]:
    """The lines of one VEVENT."""
    parts = "\n".join(unfolded(data)).split("BEGIN:VEVENT\n")[1:]
    return parts[number].split("\nEND:VEVENT")[0].split("\n")


def second_reader(data: bytes) -> Any:
    return vobject.readOne(data.decode())


def brief(value: object) -> str | None:
    """The name of a test; without this it would be two megabytes long."""
    return f"{len(value)} octets" if isinstance(value, bytes) else None


def many(number: int, *lines: str) -> bytes:
    return ics(
        *(
            line
            for each in range(number)
            for line in ("BEGIN:VEVENT", f"UID:{each}", START, *lines, "END:VEVENT")
        )
    )
