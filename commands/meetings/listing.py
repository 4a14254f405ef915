"""!termine: list the coming meetings, those of a month or kind, or all; count those of a week."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from pydantic import Field

from commands.conversation.command import Arguments, Command, CommandContext, Context, Reply
from commands.conversation.weekly import WeeklySubject, WeeklyTotal
from commands.language.times.words import MONTHS, key
from commands.meetings.fields import kind_of
from commands.meetings.texts import meeting_lists as texts
from commands.meetings.texts.meeting_lists import Line, MeetingFilter
from storage.meetings import meetings
from storage.meetings.meetings import Meeting

PAGE = 10
_YEARS = range(2000, 2200)
_LARGEST_PAGE = 1000


class Which(Arguments):
    which: str = Field(default="", title=texts.WHICH)


async def listing(ctx: CommandContext, args: Which) -> Reply:
    words, page = _page(args.which)
    query = understood(words, ctx.today)
    if query is None:
        return Reply(texts.not_understood(args.which, ctx.prefix))
    lines = _lines(await _chosen(ctx, query), query)
    start = (page - 1) * PAGE
    shown = lines[start : start + PAGE]
    more = len(lines) > start + PAGE
    following = " ".join(["termine", *words.split(), str(page + 1)]) if more else None
    answer = texts.listing(len(lines), shown, query, ctx.zone, ctx.prefix, more=more)
    return Reply(answer, more=following)


def understood(words: str, today: date) -> MeetingFilter | None:
    """Read "märz", "März 2027", "2027", "frist", "alle" or nothing; None for anything else."""
    typed_words = " ".join(key(words).strip("?!., ").split())
    if not typed_words:
        return MeetingFilter()
    if typed_words in texts.ALL_WORDS:
        return MeetingFilter(everything=True)
    if typed_words in texts.THIS_MONTH:
        return MeetingFilter(month=today.replace(day=1))
    if typed_words in texts.NEXT_MONTH:
        return MeetingFilter(month=(today.replace(day=1) + timedelta(days=32)).replace(day=1))
    days = _days(typed_words.removeprefix("in ").removeprefix("der "), today)
    if days is not None:
        return days
    kind = texts.MORE_KINDS.get(typed_words) or kind_of(typed_words)
    if kind is not None:
        return MeetingFilter(kind=kind)
    return _month(typed_words, today)


def _days(typed_words: str, today: date) -> MeetingFilter | None:
    """Read "heute" or "nächste Woche"; a week begins on Monday."""
    monday = today - timedelta(days=today.weekday())
    for start, known in ((today, texts.DAYS), (monday, texts.WEEKS)):
        if typed_words in known:
            first, last, called = known[typed_words]
            days = start + timedelta(days=first), start + timedelta(days=last)
            return MeetingFilter(days=(*days, called))
    return None


def _page(words: str) -> tuple[str, int]:
    """Split off the page, which is a small number at the end."""
    *first, last = words.split() or [""]
    if last.isascii() and last.isdigit() and 0 < int(last[:9]) < _LARGEST_PAGE and len(last) < 4:
        before = first[:-1] if first and key(first[-1]) == "seite" else first
        return " ".join(before), int(last)
    return words, 1


def _month(typed_words: str, today: date) -> MeetingFilter | None:
    words = [word for word in typed_words.split() if word not in texts.IN_MONTH]
    years = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) == 4]
    months = [MONTHS[word.strip(".")] for word in words if word.strip(".") in MONTHS]
    if len(years) + len(months) != len(words) or len(years) > 1 or len(months) > 1:
        return None
    if years and years[0] not in _YEARS:
        return None
    if not months:
        return MeetingFilter(year=years[0]) if years else None
    year = years[0] if years else today.year + (months[0] < today.month)
    return MeetingFilter(month=date(year, months[0], 1))


async def _chosen(ctx: CommandContext, query: MeetingFilter) -> Sequence[Meeting]:
    """Return the meetings; with a month or year also those that are cancelled or over."""
    if query.everything:
        return list(reversed(await meetings.everything(ctx.tx)))
    if query.year is not None:
        return await _within(ctx, f"{query.year}-01-01", f"{query.year}-12-31")
    if query.month is not None:
        first = query.month
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return await _within(ctx, first.isoformat(), last.isoformat())
    if query.days is not None:
        first_day, last_day, _ = query.days
        return await _within(ctx, first_day.isoformat(), last_day.isoformat())
    coming = await meetings.ending_after(ctx.tx, ctx.now)
    return [each for each in coming if query.kind in (None, each.kind)]


async def _within(ctx: CommandContext, first: str, last: str) -> Sequence[Meeting]:
    return [
        each
        for each in await meetings.everything(ctx.tx)
        if each.starts[:10] <= last and each.ends[:10] >= first
    ]


def _lines(chosen: Sequence[Meeting], query: MeetingFilter) -> list[Line]:
    """Return the lines; where only coming meetings are listed, a series has one."""
    if query.everything or query.month or query.year or query.days:
        return [Line(each) for each in chosen]
    of_series = Counter(m.series_id for m in chosen if m.state == "planned")
    lines, seen = [], set()
    for meeting in chosen:
        if meeting.series_id is None or meeting.state == "cancelled":
            lines.append(Line(meeting))
        elif meeting.series_id not in seen:
            seen.add(meeting.series_id)
            lines.append(Line(meeting, of_series[meeting.series_id] - 1))
    return lines


async def _totals(ctx: Context) -> Sequence[WeeklyTotal]:
    sunday = ctx.today + timedelta(days=6 - ctx.today.weekday())
    coming = [
        each
        for each in await meetings.ending_after(ctx.tx, ctx.now)
        if each.state == "planned" and each.starts[:10] <= sunday.isoformat()
    ]
    return [WeeklyTotal(texts.this_week(len(coming)), texts.THIS_WEEK)] if coming else []


WEEKLY = WeeklySubject("meetings", _totals)

LIST = Command("termine", listing, Which, *texts.LIST, lookup=True)
