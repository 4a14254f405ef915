"""Questions for the process that reads calendars, and its answers as values."""

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from commands.language.patterns import Pattern
from commands.language.text_files import decode, is_utf16
from commands.meetings.calendar.imported import (
    CalendarProblem,
    ImportedMeeting,
    ReadCalendar,
    Refusal,
    RefusedCalendar,
    Skipped,
)
from commands.meetings.calendar.recurrence import InvalidRuleError, parse
from commands.meetings.series import AHEAD
from commands.meetings.texts import calendar as texts
from commands.meetings.texts.imports import meeting_link

MAX_BYTES = 2 * 2**20
_SPARE = timedelta(days=7)
_START = Pattern(r"[\s\ufeff\u200b]*(BEGIN:VCALENDAR)\b", re.IGNORECASE)
_LINE_ENDS = ((b"\r\n", b"\n"), (b"\r\n", b"\n"), (b"\r", b"\n"), (b"\n ", b""), (b"\n\t", b""))


def question(data: bytes, zone: ZoneInfo, now: datetime) -> bytes | Refusal:
    """Ask for all dates of 400 days to come; times without a zone are in that one."""
    if len(data) > MAX_BYTES:
        return Refusal.TOO_LARGE
    if is_utf16(data):
        data = (decode(data) or "").encode()
    # Lines are joined before characters are: some programs fold in the middle of one.
    for before, after in _LINE_ENDS:
        data = data.replace(before, after)
    text = decode(data)
    start = None if text is None else _START.match(text)
    if text is None or start is None:
        return Refusal.NO_CALENDAR
    # A little more, so that nothing that the job adds meanwhile seems to be missing.
    horizon = (now.astimezone(zone) + AHEAD + _SPARE).date()
    header = json.dumps({"zone": zone.key, "horizon": horizon.isoformat()})
    return f"{header}\n{text[start.start(1) :]}".encode()


def answer(output: bytes) -> ReadCalendar | RefusedCalendar:
    """Return what the process wrote, with the words of calendars understood."""
    content = json.loads(output)
    if "refusal" in content:
        return RefusedCalendar(Refusal[content["refusal"]], content["line"])
    skipped = [(title or texts.UNTITLED, name) for title, name in content["skipped"]]
    entries = []
    for each in content["entries"]:
        goes_on = each.pop("goes_on", False)
        entries.append(_entry(**each))
        if goes_on and entries[-1].rule is None:
            skipped.append((entries[-1].title, CalendarProblem.RULE.name))
    unique = dict.fromkeys(Skipped(title, CalendarProblem[name]) for title, name in skipped)
    return ReadCalendar(tuple(entries), tuple(unique), frozenset(content["uids"]))


def _entry(
    *,
    title: str | None,
    status: str,
    rule: str | None = None,
    link: str | None,
    starts_at: str,
    ends_at: str,
    changed_at: str | None,
    dates: Sequence[Sequence[str]] | None,
    **facts: Any,
) -> ImportedMeeting:
    shown, withdrawn = texts.uncancelled(title or texts.UNTITLED)
    cancelled = withdrawn or status == "CANCELLED"
    described = facts["description"] or ""
    return ImportedMeeting(
        title=texts.tentative(shown) if status == "TENTATIVE" and not cancelled else shown,
        cancelled=cancelled,
        rule=_rule(rule, facts["timezone"]),
        link=link or meeting_link(described),
        starts_at=datetime.fromisoformat(starts_at),
        ends_at=datetime.fromisoformat(ends_at),
        changed_at=None if changed_at is None else datetime.fromisoformat(changed_at),
        dates=None if dates is None else tuple((date, start, end) for date, start, end in dates),
        **facts | {"categories": tuple(facts["categories"])},
    )


def _rule(text: str | None, timezone: str) -> str | None:
    """Return None for a rule that is not among those that go on here."""
    try:
        return None if text is None else parse(text, ZoneInfo(timezone)).text()
    except InvalidRuleError:
        return None
