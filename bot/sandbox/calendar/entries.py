"""Read one VEVENT as an entry."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice

from icalendar import Event
from icalendar.prop import vBroken

from bot.sandbox.calendar.lines import RawEvent
from bot.sandbox.calendar.times import EntrySpan, LeftOutError, Time, first_time, periods_of, span
from bot.sandbox.calendar.words import CONTROL, MAX_DESCRIPTION, MAX_PLACE, MAX_TITLE, words
from bot.sandbox.calendar.zones import Zones

_MAX_EXCEPTIONS = 1000
_MAX_UID = 200
_WORDS = frozenset({"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "CATEGORIES"})
_LINKS = ("URL", "CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_FUTURE = re.compile(r";RANGE=\"?THISANDFUTURE", re.IGNORECASE)


@dataclass
class Entry:
    """An entry of the calendar; `facts` are its properties in words.

    `recurrence` is the date of the series that it replaces, `replaces` the same as text; with
    `and_following` it replaces all later ones, too. `ends` are the ends of added periods.
    """

    facts: dict[str, object]
    span: EntrySpan
    recurrence: datetime | None = None
    replaces: str | None = None
    and_following: bool = False
    rules: Sequence[str] = ()
    excluded: frozenset[datetime] = frozenset()
    ends: Mapping[datetime, datetime] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def uid(self) -> str:
        return str(self.facts["uid"])

    def is_version_of(self, other: "Entry") -> bool:
        """Return whether both are versions of one meeting, not two meetings with one UID."""
        if self.span.starts == other.span.starts:
            return True
        is_newer = self.facts["sequence"] != other.facts["sequence"]
        return is_newer and self.facts["title"] == other.facts["title"]

    def age(self) -> tuple[object, object]:
        return self.facts["sequence"], self.facts["changed_at"] or ""


def read_facts(event: RawEvent) -> dict[str, object]:
    """Read the properties in words, with care for the mistakes of programs."""
    lines = [line for name in (*_WORDS, *_LINKS) for line in event.get(name, ())]
    read = Event.from_ical("\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"]))
    text = {name: _text(read.get(name)) for name in (*_WORDS, *_LINKS)}
    sequence = "".join(event.get("SEQUENCE", ())).rpartition(":")[2].strip()
    uid = CONTROL.sub("", text["UID"]).strip()
    if not uid or len(uid) > _MAX_UID:
        # Stable as long as the entry does not change.
        start = "".join(event.get("DTSTART", ())).rpartition(":")[2]
        uid = uid or f"{start}\n{text['SUMMARY']}"
        uid = hashlib.sha256(uid.encode("utf-8", "surrogatepass")).hexdigest()
    return {
        "uid": uid,
        "sequence": int(sequence) if re.fullmatch(r"\d{1,9}", sequence, re.ASCII) else 0,
        "title": words(text["SUMMARY"], MAX_TITLE, one_line=True),
        "place": words(text["LOCATION"], MAX_PLACE, one_line=True),
        "link": next(filter(_is_link, (text[name].strip() for name in _LINKS)), None),
        "description": words(text["DESCRIPTION"], MAX_DESCRIPTION),
        "categories": list(_categories(read.get("CATEGORIES", ()))),
        "status": text["STATUS"].strip().upper(),
        "changed_at": _changed_at(event),
        "is_private": text["CLASS"].strip().upper() in {"PRIVATE", "CONFIDENTIAL"},
    }


def entry(event: RawEvent, facts: dict[str, object], zones: Zones, master: Entry | None) -> Entry:
    """Read one entry; `master` is its series, if the file has it. Raise LeftOutError."""
    problems = []
    if facts.pop("is_private"):
        raise LeftOutError("PRIVATE")
    named = first_time(event, "RECURRENCE-ID")
    if named is not None and "DTSTART" not in event and facts["status"] == "CANCELLED":
        facts["is_bare"] = True
        event = {"DTSTART": event["RECURRENCE-ID"], **event}
    if not _is_readable(event, "DTEND"):
        problems.append("END")
        event = {name: lines for name, lines in event.items() if name != "DTEND"}
    rules = [line.partition(":")[2].strip(" ;") for line in event.get("RRULE", ())]
    own = span(event, zones, recurring=any(rules))
    if named is not None:
        series = own if master is None else master.span
        following = _FUTURE.search(event["RECURRENCE-ID"][0]) is not None
        local = series.local(named, zones)
        own = own.in_zone(series.zone) if following else own
        return Entry(facts, own, local, series.short(local), following, problems=problems)
    ends = _added(event, own, zones)
    excluded = [time for line in event.get("EXDATE", ()) for time, _ in periods_of(line)]
    if max(len(ends), len(excluded)) > _MAX_EXCEPTIONS or "EXRULE" in event:
        rules, ends, excluded = ["FREQ=UNKNOWN"], {}, []
    without = frozenset(own.local(time, zones) for time in excluded)
    return Entry(facts, own, None, None, False, list(filter(None, rules)), without, ends, problems)


def _is_readable(event: RawEvent, name: str) -> bool:
    try:
        first_time(event, name)
    except ValueError:
        return False
    return True


def _added(event: RawEvent, span: EntrySpan, zones: Zones) -> dict[datetime, datetime]:
    """Return the ends of the added dates by their starts; a period has its own."""
    ends = {}
    periods = (each for line in event.get("RDATE", ()) for each in periods_of(line))
    for start, end in islice(periods, _MAX_EXCEPTIONS + 1):
        local = span.local(start, zones)
        length = end if isinstance(end, timedelta) else span.ends - span.starts
        ends[local] = span.local(end, zones) if isinstance(end, Time) else local + length
    return ends


def _text(value: object) -> str:
    """Return the first of several values, as text."""
    first = value[0] if isinstance(value, list) and value else value
    return "" if first is None or isinstance(first, vBroken) else str(first)


def _is_link(text: str) -> bool:
    return len(text) <= MAX_PLACE and _LINK.fullmatch(text) is not None


def _categories(value: object) -> Iterator[str]:
    lists = value if isinstance(value, list) else [value]
    names = (str(name) for each in lists for name in getattr(each, "cats", ()))
    return islice(filter(None, (words(name, MAX_TITLE, one_line=True) for name in names)), 20)


def _changed_at(event: RawEvent) -> str | None:
    try:
        changed = first_time(event, "LAST-MODIFIED")
    except (LeftOutError, ValueError):
        return None
    return None if changed is None else changed.local.replace(tzinfo=UTC).isoformat()
