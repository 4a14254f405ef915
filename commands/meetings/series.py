"""Make a meeting of each occurrence of a rule, 400 days ahead; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from commands.meetings.calendar.recurrence import Rule, occurrences, parse
from commands.meetings.draft import shifted, span
from storage.meetings.meetings import Meeting, Series

AHEAD = timedelta(days=400)
_LAST_SECOND = time(23, 59, 59)


def begun(draft: Meeting, rrule: str) -> Series:
    """Return a series, still without meetings, of which `draft` is the first one."""
    rule = parse(rrule, ZoneInfo(draft.timezone))
    return Series(
        0,
        draft.uid,
        rule.text(),
        draft.starts,
        draft.ends,
        draft.timezone,
        draft.all_day,
        planned_to="",
    )


def next_starts(series: Series, now: datetime) -> tuple[str, ...]:
    """Return local starts by the rule that are no meetings yet, up to 400 days ahead.

    A new series starts with those that are not over; if all are over, with the last one.
    """
    rule = parse(series.rrule, ZoneInfo(series.timezone))
    by_rule = occurrences(rule, series.starts, to=_horizon(series, now))
    if series.planned_to:
        return tuple(local for local in by_rule if local[:10] > series.planned_to)
    coming = tuple(local for local in by_rule if not _is_over(series, local, now))
    return coming or by_rule[-1:]


def reached(series: Series, now: datetime) -> Series:
    """Return the series with everything planned that `next_starts` gave."""
    return replace(series, planned_to=_horizon(series, now).isoformat())


def occurrence(series: Series, like: Meeting, starts: str) -> Meeting:
    """Return the meeting by the rule at `starts`; everything else is as in `like`."""
    ends = shifted(series.ends, series.starts, starts)
    moments = span(starts, ends, series.timezone, all_day=series.all_day)
    return replace(
        like,
        meeting_id=0,
        uid=series.uid,
        sequence=0,
        series_id=series.series_id,
        recurrence=starts,
        starts=starts,
        ends=ends,
        timezone=series.timezone,
        all_day=series.all_day,
        starts_at=moments.starts_at,
        ends_at=moments.ends_at,
        register_by=_registration(like, starts),
        state="planned",
        reason=None,
        revision=0,
        minutes_requested=False,
    )


def usual(members: Sequence[Meeting]) -> Meeting:
    """Return a meeting with the facts that most have, so that an exception is not copied."""
    planned = [each for each in members if each.state == "planned"] or members
    latest = planned[-10:]
    [(facts, _)] = Counter(map(_facts, latest)).most_common(1)
    return next(each for each in reversed(latest) if _facts(each) == facts)


def split(
    series: Series, members: Iterable[Meeting], cut: str, starts: str, ends: str
) -> tuple[Series, Series]:
    """Return the series before the occurrence `cut`, and the one from there on at other times.

    A rule with a count has fewer left to count then.
    """
    rule = parse(series.rrule, ZoneInfo(series.timezone))
    before = [local for each in members if (local := each.recurrence or "") < cut]
    ended = rule.ending(datetime.fromisoformat(max(before)))
    rest = {**rule.parts}
    if "COUNT" in rest:
        planned_to = date.fromisoformat(series.planned_to)
        gone = sum(each < cut for each in occurrences(rule, series.starts, to=planned_to))
        rest["COUNT"] = str(max(1, int(rest["COUNT"]) - gone))
    until = None if rule.until is None else datetime.combine(rule.until, _LAST_SECOND)
    return (
        replace(series, rrule=ended.text(), ended=True),
        replace(
            series, series_id=0, uid="", rrule=Rule(rest, until).text(), starts=starts, ends=ends
        ),
    )


def _horizon(series: Series, now: datetime) -> date:
    """Return the last planned day; even a series that begins later has its first meeting."""
    ahead = (now.astimezone(ZoneInfo(series.timezone)) + AHEAD).date()
    return max(ahead, date.fromisoformat(series.starts[:10]))


def _is_over(series: Series, starts: str, now: datetime) -> bool:
    ends = shifted(series.ends, series.starts, starts)
    return span(starts, ends, series.timezone, all_day=series.all_day).ends_at <= now


def _registration(like: Meeting, starts: str) -> str | None:
    if like.register_by is None:
        return None
    return shifted(like.register_by, like.starts, f"{starts}T00:00"[:16])


def _facts(meeting: Meeting) -> tuple[object, ...]:
    return meeting.title, meeting.place, meeting.description, meeting.kind
