"""Meetings as an iCalendar file (RFC 5545), made so that Outlook takes it, too."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur, vUri

from commands.language.patterns import Pattern
from commands.meetings.calendar.recurrence import occurrences, parse
from commands.meetings.calendar.vtimezone import vtimezone
from commands.meetings.texts import calendar as texts
from storage.meetings.meetings import Meeting, Series, Slot

Method = Literal["PUBLISH", "CANCEL"]
PRODID = "-//Netzwerkbot//Termine//DE"
REFRESH = timedelta(hours=1)
_LINK = Pattern(r"https?://\S+", re.IGNORECASE)
# What must not stand in a content line, and what is half a character only.
_FORBIDDEN = Pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAK = Pattern(r"\r\n?|\x85|\u2028|\u2029")
_DAY = timedelta(days=1)


def write(
    meetings: Iterable[Meeting],
    series: Iterable[Series] = (),
    slots: Iterable[Slot] = (),
    *,
    method: Method = "PUBLISH",
    now: datetime,
    name: str,
    organizer: str | None = None,
) -> bytes:
    """`now` is the stamp of every entry: equal arguments are equal bytes.

    Of a series all its meetings are wanted: those by the rule that are missing are taken out.
    CANCEL withdraws the meetings given; calendars accept it from the `organizer` only, an address
    of the network. Nothing of persons is written.
    """
    programmes: defaultdict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        programmes[slot.meeting_id].append(slot)
    chosen = list(meetings)
    events = (
        [_event(meeting, now, programmes) for meeting in chosen]
        if method == "CANCEL"
        else _published(chosen, series, now, programmes)
    )
    calendar = _calendar(method, name, {meeting.timezone for meeting in chosen})
    for zone, (first, last) in sorted(_years(chosen, now).items()):
        calendar.add_component(vtimezone(ZoneInfo(zone), first, last))
    for event in events:
        if method == "CANCEL":
            event["STATUS"] = "CANCELLED"
            if organizer is not None:
                event.add("ORGANIZER", f"mailto:{organizer}")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def is_link(place: str) -> bool:
    return _LINK.fullmatch(place.strip()) is not None


def _calendar(method: Method, name: str, zones: set[str]) -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    if method == "PUBLISH":
        calendar.add("NAME", _clean(name))
        calendar.add("X-WR-CALNAME", _clean(name))
        calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", "PT1H")
    if len(zones) == 1:
        calendar.add("X-WR-TIMEZONE", next(iter(zones)))
    return calendar


def _years(meetings: Iterable[Meeting], now: datetime) -> dict[str, tuple[int, int]]:
    """The zones that need a definition, each with the years that it is needed for."""
    years: defaultdict[str, set[int]] = defaultdict(set)
    for meeting in meetings:
        if not _is_utc(meeting.timezone):
            years[meeting.timezone] |= {int(meeting.starts[:4]), int(meeting.ends[:4]), now.year}
    return {zone: (min(found), max(found)) for zone, found in years.items()}


def _published(
    meetings: Sequence[Meeting],
    series: Iterable[Series],
    now: datetime,
    programmes: Mapping[int, Sequence[Slot]],
) -> list[Event]:
    known = {each.series_id: each for each in series}
    members: defaultdict[int, list[Meeting]] = defaultdict(list)
    events = []
    for meeting in meetings:
        if meeting.series_id in known and meeting.recurrence is not None:
            members[meeting.series_id or 0].append(meeting)
        else:
            events.append(_event(meeting, now, programmes))
    for series_id, occurring in members.items():
        events += _recurring(known[series_id], occurring, now, programmes)
    return events


def _recurring(
    series: Series,
    meetings: Sequence[Meeting],
    now: datetime,
    programmes: Mapping[int, Sequence[Slot]],
) -> list[Event]:
    """The rule first, then every occurrence that is not as the rule says."""
    zone = ZoneInfo(series.timezone)
    recurrences = [meeting.recurrence or "" for meeting in meetings]
    rule = parse(series.rrule, zone)
    if series.ended:
        rule = rule.ending(datetime.fromisoformat(max(recurrences)))
    usual = _usual(series, meetings)
    master = _event(usual, now, {})
    master["SEQUENCE"] = max(meeting.sequence for meeting in meetings)
    del master["LAST-MODIFIED"]
    changed_at = max(meeting.changed_at for meeting in meetings)
    master.add("LAST-MODIFIED", changed_at.astimezone(UTC))
    master.add("RRULE", vRecur.from_ical(rule.for_calendars(zone, all_day=series.all_day)))
    by_rule = occurrences(rule, series.starts, to=date.fromisoformat(series.planned_to[:10]))
    missing = [each for each in by_rule if min(recurrences) <= each and each not in recurrences]
    added = sorted({*recurrences} - {*by_rule, series.starts})
    for name, locals_ in (("EXDATE", missing), ("RDATE", added)):
        if locals_:
            master.add(name, [_value(local, zone, series.all_day) for local in locals_])
    changed = [
        _event(meeting, now, programmes)
        for meeting in meetings
        if meeting.meeting_id in programmes or _shown(meeting) != _as_by_rule(meeting, usual)
    ]
    return [master, *changed]


def _usual(series: Series, meetings: Sequence[Meeting]) -> Meeting:
    """Return what most of them have in common, at the first time of the series."""
    planned = [meeting for meeting in meetings if meeting.state == "planned"] or list(meetings)
    alike = Counter(
        (meeting.title, meeting.place, meeting.description, meeting.kind) for meeting in planned
    )
    (title, place, description, kind), _ = alike.most_common(1)[0]
    first = min(meetings, key=lambda meeting: meeting.created_at)
    zone = ZoneInfo(series.timezone)
    return Meeting(
        meeting_id=0,
        uid=series.uid,
        kind=kind,
        title=title,
        starts=series.starts,
        ends=series.ends,
        timezone=series.timezone,
        all_day=series.all_day,
        starts_at=_moment(series.starts, zone),
        ends_at=_moment(series.ends, zone),
        created_at=first.created_at,
        changed_at=first.changed_at,
        place=place,
        description=description,
    )


def _shown(meeting: Meeting) -> tuple[object, ...]:
    facts = (meeting.title, meeting.place, meeting.description, meeting.kind)
    return (*facts, meeting.starts, meeting.ends, meeting.state, meeting.register_by)


def _as_by_rule(meeting: Meeting, usual: Meeting) -> tuple[object, ...]:
    starts = meeting.recurrence or ""
    length = datetime.fromisoformat(usual.ends) - datetime.fromisoformat(usual.starts)
    ends = (datetime.fromisoformat(starts) + length).isoformat()[: len(starts)]
    facts = (usual.title, usual.place, usual.description, usual.kind)
    return (*facts, starts, ends, "planned", None)


def _event(meeting: Meeting, now: datetime, programmes: Mapping[int, Sequence[Slot]]) -> Event:
    zone = ZoneInfo(meeting.timezone)
    event = Event()
    event.add("UID", _clean(meeting.uid))
    event.add("SEQUENCE", meeting.sequence)
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("CREATED", meeting.created_at.astimezone(UTC))
    event.add("LAST-MODIFIED", meeting.changed_at.astimezone(UTC))
    if meeting.recurrence is not None:
        event.add("RECURRENCE-ID", _value(meeting.recurrence, zone, meeting.all_day))
    _add_times(event, meeting, zone)
    _add_words(event, meeting, programmes.get(meeting.meeting_id, ()))
    cancelled = meeting.state == "cancelled"
    event.add("STATUS", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if cancelled or meeting.kind == "frist" else "OPAQUE")
    event.add("CLASS", "PUBLIC")
    return event


def _add_times(event: Event, meeting: Meeting, zone: ZoneInfo) -> None:
    """A deadline has no end: without one an entry ends when it starts."""
    event.add("DTSTART", _start(meeting.starts, meeting.starts_at, zone, meeting.all_day))
    if meeting.all_day:
        event.add("DTEND", date.fromisoformat(meeting.ends) + _DAY)
    elif meeting.ends != meeting.starts:
        event.add("DTEND", _start(meeting.ends, meeting.ends_at, zone, all_day=False))


def _add_words(event: Event, meeting: Meeting, slots: Sequence[Slot]) -> None:
    cancelled = meeting.state == "cancelled"
    event.add("SUMMARY", _clean(texts.cancelled(meeting.title) if cancelled else meeting.title))
    event.add("CATEGORIES", [texts.category(meeting.kind)])
    if meeting.place:
        event.add("LOCATION", _clean(meeting.place))
        if is_link(meeting.place):
            event.add("URL", vUri(_clean(meeting.place.strip())))
    parts = [
        texts.reason(meeting.reason) if cancelled and meeting.reason else None,
        meeting.description,
        texts.register_by(datetime.fromisoformat(meeting.register_by))
        if meeting.register_by
        else None,
        texts.programme(slots) if slots else None,
    ]
    description = "\n\n".join(filter(None, parts))
    if description:
        event.add("DESCRIPTION", _clean(description))


def _start(local: str, moment: datetime, zone: ZoneInfo, all_day: bool) -> date | datetime:
    """An hour that comes twice is the first one in a calendar; the second one is told in UTC."""
    value = _value(local, zone, all_day)
    if isinstance(value, datetime) and value.astimezone(UTC) != moment:
        return moment.astimezone(UTC)
    return value


def _value(local: str, zone: ZoneInfo, all_day: bool) -> date | datetime:
    if all_day:
        return date.fromisoformat(local)
    value = datetime.fromisoformat(local).replace(tzinfo=zone)
    return value.astimezone(UTC) if _is_utc(zone.key) else value


def _moment(local: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=zone).astimezone(UTC)


def _is_utc(zone: str) -> bool:
    return zone in {"UTC", "Etc/UTC"}


def _clean(words: str) -> str:
    return _FORBIDDEN.sub("", _BREAK.sub("\n", words))
