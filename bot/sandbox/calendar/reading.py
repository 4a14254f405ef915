"""Turn a calendar file into JSON: entries with their dates, and skipped ones with a reason."""

import json
import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO
from zoneinfo import ZoneInfo

from bot.sandbox.calendar.entries import Entry, entry, read_facts
from bot.sandbox.calendar.limits import Effort
from bot.sandbox.calendar.lines import RawCalendar, UnreadableCalendarError, calendars
from bot.sandbox.calendar.series import MAX_DATES, Dates, expand
from bot.sandbox.calendar.times import LeftOutError
from bot.sandbox.calendar.zones import Zones

MAX_SERIES = 200
_PUBLISHED = frozenset({"", "PUBLISH", "REQUEST", "ADD", "CANCEL"})


def read(source: BinaryIO, target: BinaryIO) -> None:
    """Read a line of JSON (`zone`, `horizon`), then the unfolded text; write the answer as JSON."""
    question = json.loads(source.readline())
    zone, horizon = ZoneInfo(question["zone"]), date.fromisoformat(question["horizon"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            answer = _read(source.read().decode(), zone, horizon)
        except UnreadableCalendarError as error:
            answer = {"refusal": error.refusal, "line": error.line}
    target.write(json.dumps(answer).encode())


def _read(text: str, zone: ZoneInfo, horizon: date) -> dict[str, object]:
    """Return the answer. Raises UnreadableCalendarError."""
    effort = Effort()
    reading = _Reading()
    for calendar in calendars(text):
        method = calendar.facts.get("METHOD", "")
        if method not in _PUBLISHED or calendar.facts.get("VERSION") == "1.0":
            refusal = "NOT_PUBLISHED" if method not in _PUBLISHED else "OLD_FORMAT"
            raise UnreadableCalendarError(refusal)
        reading.take(calendar, Zones(zone, calendar.zones, effort))
    for uid, masters in reading.masters.items():
        changes = reading.changes.pop(uid, {}).values()
        for master in masters:
            own = [each for each in changes if _master(masters, each) is master]
            if len(masters) > 1:
                reading.rename(master, own)
            reading.expand(master, own, horizon, effort)
            if effort.is_spent or reading.series > MAX_SERIES or reading.dates > MAX_DATES:
                raise UnreadableCalendarError("TOO_LARGE")
    for change in (each for changes in reading.changes.values() for each in changes.values()):
        reading.put(change, None)
    return {"entries": reading.entries, "skipped": reading.skipped, "uids": sorted(reading.uids)}


def _master(masters: Sequence[Entry], change: Entry) -> Entry:
    """Return the series to which the change belongs, of several with one UID."""
    local = change.recurrence or change.span.starts
    before = [each for each in masters if each.span.starts <= local]
    return max(before or masters, key=lambda each: each.span.starts)


@dataclass
class _Reading:
    masters: defaultdict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    changes: defaultdict[str, dict[str, Entry]] = field(default_factory=lambda: defaultdict(dict))
    entries: list[dict[str, object]] = field(default_factory=list)
    skipped: list[tuple[object, str]] = field(default_factory=list)
    uids: set[str] = field(default_factory=set)
    series: int = 0
    dates: int = 0

    def take(self, calendar: RawCalendar, zones: Zones) -> None:
        """Read series before their changes, whose dates are in the zone of the series."""
        for event in sorted(calendar.events, key=lambda event: "RECURRENCE-ID" in event):
            facts = read_facts(event)
            uid = str(facts["uid"])
            if calendar.facts.get("METHOD") == "CANCEL":
                facts["status"] = "CANCELLED"
            try:
                master = self.masters[uid][0] if self.masters.get(uid) else None
                self._keep_newest(uid, entry(event, facts, zones, master))
            except (ValueError, OverflowError) as error:
                problem = error.problem if isinstance(error, LeftOutError) else "TIME"
                self.skipped.append((facts["title"], problem))
                self.uids.add(uid)

    def _keep_newest(self, uid: str, entry_: Entry) -> None:
        if entry_.recurrence is not None:
            key = entry_.recurrence.isoformat()
            known = self.changes[uid].get(key)
            if known is None or known.age() <= entry_.age():
                self.changes[uid][key] = entry_
            return
        masters = self.masters[uid]
        for number, known in enumerate(masters):
            if known.is_version_of(entry_):
                masters[number] = entry_ if known.age() <= entry_.age() else known
                return
        masters.append(entry_)

    def rename(self, master: Entry, changes: Sequence[Entry]) -> None:
        """Give a UID of its own to one of several meetings with the same UID."""
        uid = f"{master.uid}#{master.span.short(master.span.starts)}"
        for each in (master, *changes):
            each.facts["uid"] = uid

    def expand(
        self, master: Entry, changes: Sequence[Entry], horizon: date, effort: Effort
    ) -> None:
        dates: Sequence[Dates] = []
        if master.rules or master.ends or master.excluded or changes:
            dates = expand(master, changes, horizon, effort)
            if any(each.and_following for each in changes) and master.facts.get("goes_on"):
                # The rule of the series would give the old dates.
                master.facts["rule"] = None
            self.series += bool(master.rules)
        for number, each in enumerate([master, *changes]):
            is_listed = dates and (each is master or each.and_following)
            self.put(each, dates[number] if is_listed else None)

    def put(self, each: Entry, dates: Dates | None) -> None:
        span = each.span
        self.uids.add(each.uid)
        self.dates += len(dates or ())
        self.skipped += [(each.facts["title"], problem) for problem in each.problems]
        self.entries.append(
            each.facts
            | {
                "starts": span.short(span.starts),
                "ends": span.short(span.ends),
                "timezone": span.zone.key,
                "all_day": span.all_day,
                "starts_at": span.starts_at.isoformat(),
                "ends_at": span.ends_at.isoformat(),
                "recurrence": each.replaces,
                "dates": dates,
            }
        )
