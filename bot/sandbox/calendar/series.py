"""The dates of a series, expanded by the library."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, vRecur
from recurring_ical_events import CalendarQuery

from bot.sandbox.calendar.entries import Entry
from bot.sandbox.calendar.limits import FAULTS, Effort
from bot.sandbox.calendar.times import DAY, EntrySpan, time_of

MAX_DATES = 20_000
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
# Dates by the rule, each with its start and end.
Dates = list[tuple[str, str, str]]


def expand(master: Entry, changes: Sequence[Entry], horizon: date, effort: Effort) -> list[Dates]:
    """Return the dates of the series, and of each change of all following dates.

    The first date is always among them, whatever the rule says.
    """
    span, entries = master.span, [master, *changes]
    dates: list[dict[str, tuple[str, str, str]]] = [{} for _ in entries]
    end = max(span.starts, datetime.combine(horizon, datetime.max.time()))
    try:
        with effort.limited():
            rules = [_mended(rule, span) for rule in master.rules]
            spans = list(islice(_expanded(entries, rules, end), MAX_DATES))
            master.facts["rule"] = ";".join(rules) if len(rules) == 1 else None
            more = any(_goes_on(rule, span, end) for rule in rules)
            master.facts["goes_on"] = more or (bool(rules) and len(spans) <= 1)
    except FAULTS:
        spans, master.facts["rule"] = [], None
        master.problems.append("RULE")
    for number, starts, ends in spans:
        entry, recurrence = entries[number], starts
        if entry.recurrence is not None:
            recurrence = starts - (entry.span.starts - entry.recurrence)
        if entry is master or entry.and_following:
            local = span.short(recurrence)
            ends = master.ends.get(starts, ends) if entry is master else ends
            dates[number][local] = local, entry.span.short(starts), entry.span.short(ends)
    first = span.short(span.starts)
    elsewhere = {span.short(each.recurrence) for each in changes if each.recurrence is not None}
    if span.starts not in master.excluded and first not in elsewhere:
        dates[0].setdefault(first, (first, first, span.short(span.ends)))
    return [sorted(each.values()) for each in dates]


def _expanded(
    entries: Sequence[Entry], rules: Sequence[str], last: datetime
) -> Iterator[tuple[int, datetime, datetime]]:
    """Yield numbers of entries with local times; the library sees no zones."""
    calendar = Calendar()
    for number, entry in enumerate(entries):
        calendar.add_component(_event(entry, number, entries[0], rules))
    first = min(entry.span.starts for entry in entries)
    for each in CalendarQuery(calendar).between(first - DAY, last + DAY):
        number = int(each["X-ENTRY"])
        starts, ends = _naive(each["DTSTART"].dt), _naive(each["DTEND"].dt)
        if entries[number].span.all_day:
            ends -= DAY
        if starts <= last:
            yield number, starts, ends


def _event(entry: Entry, number: int, master: Entry, rules: Sequence[str]) -> Event:
    event = Event()
    event["UID"], event["X-ENTRY"] = "series", str(number)
    whole = entry.span.all_day
    event.add("DTSTART", _value(entry.span.starts, whole))
    event.add("DTEND", _value(entry.span.ends + DAY, whole) if whole else entry.span.ends)
    if entry.recurrence is not None:
        range_ = {"RANGE": "THISANDFUTURE"} if entry.and_following else {}
        event.add("RECURRENCE-ID", _value(entry.recurrence, master.span.all_day), range_)
        return event
    for rule in rules:
        for part in _parted(rule):
            event.add("RRULE", vRecur.from_ical(part))
    for name, locals_ in (("EXDATE", master.excluded), ("RDATE", master.ends)):
        if locals_:
            event.add(name, [_value(local, whole) for local in sorted(locals_)])
    return event


def _value(local: datetime, whole: bool) -> date:
    return local.date() if whole else local


def _naive(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def _mended(rule: str, span: EntrySpan) -> str:
    """Remove useless parts of the rule. Raises ValueError unless it is a rule of days."""
    parts: dict[str, str] = {}
    for part in filter(None, "".join(rule.upper().split()).split(";")):
        name, _, value = part.partition("=")
        if name in parts or (name == "INTERVAL" and not int(value)):
            raise ValueError(name)
        parts[name] = value
    if span.all_day or parts.get("BYHOUR", "").lstrip("0") == f"{span.starts.hour or ''}":
        parts.pop("BYHOUR", None)
    if span.all_day or parts.get("BYMINUTE", "").lstrip("0") == f"{span.starts.minute or ''}":
        parts.pop("BYMINUTE", None)
    if parts.get("BYSECOND", "").isdigit():
        del parts["BYSECOND"]
    if parts.get("COUNT", "").startswith("-"):
        del parts["COUNT"]
    if parts.get("FREQ") not in _FREQUENCIES:
        raise ValueError("FREQ")
    if "UNTIL" in parts:
        until = _until(parts["UNTIL"], span)
        parts["UNTIL"] = f"{until:%Y%m%d}" if span.all_day else f"{until:%Y%m%dT%H%M%S}"
    if {"COUNT", "UNTIL"} <= parts.keys():
        count = int(parts.pop("COUNT"))
        dates = rrulestr(_joined(parts), dtstart=span.starts)
        parts["COUNT"] = str(max(1, sum(1 for _ in islice(dates, count))))
        del parts["UNTIL"]
    return _joined(parts)


def _parted(rule: str) -> Iterator[str]:
    """Yield two rules for "MO,-1FR": in one, the library finds nothing."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    days = parts.get("BYDAY", "").split(",")
    plain = [day for day in days if day.isalpha()]
    if not 0 < len(plain) < len(days) or parts.keys() & {"COUNT", "BYSETPOS"}:
        yield rule
        return
    for chosen in (plain, [day for day in days if day not in plain]):
        yield _joined({**parts, "BYDAY": ",".join(chosen)})


def _joined(parts: Mapping[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _until(text: str, span: EntrySpan) -> datetime:
    """Return the end in the time of the series; without a time it is the end of the day."""
    time_ = time_of(text, None, exact=True)
    if time_.is_day:
        return time_.local.replace(hour=23, minute=59, second=59)
    if time_.offset is None or (span.all_day and (time_.local + DAY / 1440).day != time_.local.day):
        return time_.local
    return time_.local.replace(tzinfo=time_.offset).astimezone(span.zone).replace(tzinfo=None)


def _goes_on(rule: str, span: EntrySpan, last: datetime) -> bool:
    # In parts, too: for "MO,-1FR" the library would look for a date until the year 9999.
    parts = (rrulestr(part, dtstart=span.starts) for part in _parted(rule))
    return any(part.after(last) is not None for part in parts)
