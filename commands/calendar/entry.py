"""One VEVENT becomes one entry."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from commands.calendar.clock import Clock, SkippedError, Span, changed_at
from commands.calendar.imported import Imported, Problem
from commands.calendar.lines import Component
from commands.calendar.recurrence import parse
from commands.calendar.values import short
from commands.texts import calendar as texts

MAX_EXCEPTIONS = 1000
MAX_TITLE = 200
MAX_PLACE = 500
MAX_DESCRIPTION = 4000
_MAX_UID = 200
_MAX_CATEGORIES = 20
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
# Also marks that turn the direction of writing: they could make a title look like another one.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINKS = ("URL", "CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE")


def entry(event: Component, clock: Clock, master: Imported | None = None) -> Imported:
    """Raises SkippedError, BadTimeError, InvalidRuleError, OverflowError.

    `master` is the series that an occurrence belongs to, if the file has it.
    """
    if (event.text("CLASS") or "").strip().upper() in {"PRIVATE", "CONFIDENTIAL"}:
        raise SkippedError(Problem.PRIVATE)
    span = clock.span(event)
    recurrence = _recurrence(event, clock, span, master)
    cancelled = (event.text("STATUS") or "").strip().upper() == "CANCELLED"
    title = title_of(event)
    return Imported(
        uid=uid_of(event),
        sequence=_sequence(event),
        title=title.removeprefix(texts.cancelled("")) if cancelled else title,
        starts=short(span.starts, whole_day=span.all_day),
        ends=short(span.ends, whole_day=span.all_day),
        timezone=span.zone.key,
        all_day=span.all_day,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        recurrence=recurrence,
        place=_words(event.text("LOCATION"), MAX_PLACE, one_line=True),
        link=_link(event),
        description=_words(event.text("DESCRIPTION"), MAX_DESCRIPTION),
        categories=tuple(_categories(event)),
        cancelled=cancelled,
        rule=_rule(event, span) if recurrence is None else None,
        excluded=_dates(event, "EXDATE", clock, span),
        added=_dates(event, "RDATE", clock, span),
        changed_at=changed_at(event),
    )


def uid_of(event: Component) -> str:
    """An entry without one gets what stays the same as long as the entry does."""
    uid = _CONTROL.sub("", event.text("UID") or "").strip()
    if uid and len(uid) <= _MAX_UID:
        return uid
    start = event.text("DTSTART") or ""
    made = uid or f"{start}\n{event.text('SUMMARY') or ''}"
    return hashlib.sha256(made.encode("utf-8", "surrogatepass")).hexdigest()


def title_of(event: Component) -> str:
    return _words(event.text("SUMMARY"), MAX_TITLE, one_line=True) or texts.UNTITLED


def _recurrence(event: Component, clock: Clock, span: Span, master: Imported | None) -> str | None:
    named = event.first("RECURRENCE-ID")
    if named is None:
        return None
    if "RANGE" in named.parameters:
        raise SkippedError(Problem.THIS_AND_FUTURE)
    series = span if master is None else span_of(master)
    local = clock.local(named.value, named.parameters.get("TZID"), series)
    return short(local, whole_day=series.all_day)


def span_of(imported: Imported) -> Span:
    return Span(
        datetime.fromisoformat(imported.starts),
        datetime.fromisoformat(imported.ends),
        imported.starts_at,
        imported.ends_at,
        ZoneInfo(imported.timezone),
        imported.all_day,
    )


def _rule(event: Component, span: Span) -> str | None:
    rules = list(event.all("RRULE"))
    if len(rules) > 1 or event.first("EXRULE") is not None:
        raise SkippedError(Problem.RULE)
    return parse(rules[0].value, span.zone).text() if rules else None


def _dates(event: Component, name: str, clock: Clock, span: Span) -> tuple[str, ...]:
    """Periods count with their start."""
    found: Iterator[tuple[str, str | None]] = (
        (text.partition("/")[0], dates.parameters.get("TZID"))
        for dates in event.all(name)
        for text in dates.value.split(",")
    )
    locals_ = [clock.local(text, tzid, span) for text, tzid in islice(found, MAX_EXCEPTIONS + 1)]
    if len(locals_) > MAX_EXCEPTIONS:
        raise SkippedError(Problem.RULE)
    return tuple(sorted({short(local, whole_day=span.all_day) for local in locals_}))


def _sequence(event: Component) -> int:
    text = (event.text("SEQUENCE") or "").strip()
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0


def _categories(event: Component) -> Iterator[str]:
    found = (name for each in event.all("CATEGORIES") for name in each.value.split(","))
    words = (_words(name, MAX_TITLE, one_line=True) for name in found)
    return islice((name for name in words if name), _MAX_CATEGORIES)


def _link(event: Component) -> str | None:
    for name in _LINKS:
        text = (event.text(name) or "").strip()
        if len(text) <= MAX_PLACE and _LINK.fullmatch(text):
            return text
    return None


def _words(text: str | None, most: int, *, one_line: bool = False) -> str | None:
    cleaned = _CONTROL.sub("", (text or "").replace("\r\n", "\n")).strip()
    if one_line:
        cleaned = " ".join(cleaned.split())
    if len(cleaned) > most:
        cleaned = f"{cleaned[: most - 1].rstrip()}…"
    return cleaned or None
