"""!termine: what is to come, of a month or kind, or all there ever was."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from pydantic import Field

from commands.command import Arguments, Command, Context, Reply
from commands.meetings.fields import kind_of
from commands.texts import meeting_lists as texts
from commands.texts.meeting_lists import Asked, Line
from commands.times.words import MONTHS, key
from storage import meetings
from storage.meetings import Meeting

PAGE = 10
_YEARS = range(2000, 2200)
_LARGEST_PAGE = 1000


class Which(Arguments):
    which: str = Field(default="", title=texts.WHICH)


async def listing(ctx: Context, args: Which) -> Reply:
    zone, prefix = ctx.settings.timezone, ctx.settings.prefix
    today = ctx.now.astimezone(zone).date()
    words, page = _page(args.which)
    asked = understood(words, today)
    if asked is None:
        return Reply(texts.not_understood(args.which, prefix))
    lines = _lines(await _chosen(ctx, asked), asked)
    start = (page - 1) * PAGE
    shown = lines[start : start + PAGE]
    more = len(lines) > start + PAGE
    following = " ".join(["termine", *words.split(), str(page + 1)]) if more else None
    told = texts.listing(len(lines), shown, asked, zone, prefix, more=more)
    return Reply(told, more=following)


def understood(words: str, today: date) -> Asked | None:
    """From "märz", "März 2027", "2027", "frist", "alle" or nothing."""
    said = " ".join(key(words).strip("?!., ").split())
    if not said:
        return Asked()
    if said in texts.ALL_WORDS:
        return Asked(everything=True)
    if said in texts.THIS_MONTH:
        return Asked(month=today.replace(day=1))
    if said in texts.NEXT_MONTH:
        return Asked(month=(today.replace(day=1) + timedelta(days=32)).replace(day=1))
    kind = texts.MORE_KINDS.get(said) or kind_of(said)
    if kind is not None:
        return Asked(kind=kind)
    return _month(said, today)


def _page(words: str) -> tuple[str, int]:
    """A small number at the end is the page."""
    *first, last = words.split() or [""]
    if last.isascii() and last.isdigit() and 0 < int(last[:9]) < _LARGEST_PAGE and len(last) < 4:
        before = first[:-1] if first and key(first[-1]) == "seite" else first
        return " ".join(before), int(last)
    return words, 1


def _month(said: str, today: date) -> Asked | None:
    words = [word for word in said.split() if word not in texts.IN_MONTH]
    years = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) == 4]
    months = [MONTHS[word.strip(".")] for word in words if word.strip(".") in MONTHS]
    if len(years) + len(months) != len(words) or len(years) > 1 or len(months) > 1:
        return None
    if years and years[0] not in _YEARS:
        return None
    if not months:
        return Asked(year=years[0]) if years else None
    year = years[0] if years else today.year + (months[0] < today.month)
    return Asked(month=date(year, months[0], 1))


async def _chosen(ctx: Context, asked: Asked) -> Sequence[Meeting]:
    """With those of a month or year also what was cancelled or is over."""
    if asked.everything:
        return list(reversed(await meetings.everything(ctx.tx)))
    if asked.year is not None:
        return await _within(ctx, f"{asked.year}-01-01", f"{asked.year}-12-31")
    if asked.month is not None:
        first = asked.month
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return await _within(ctx, first.isoformat(), last.isoformat())
    coming = await meetings.ending_after(ctx.tx, ctx.now)
    return [each for each in coming if asked.kind in (None, each.kind)]


async def _within(ctx: Context, first: str, last: str) -> Sequence[Meeting]:
    return [
        each
        for each in await meetings.everything(ctx.tx)
        if each.starts[:10] <= last and each.ends[:10] >= first
    ]


def _lines(chosen: Sequence[Meeting], asked: Asked) -> list[Line]:
    """Of a series only the next date, where all that is to come is listed."""
    if asked.everything or asked.month or asked.year:
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


LIST = Command(
    "termine",
    listing,
    Which,
    texts.LIST_SUMMARY,
    texts.LIST_EXAMPLE,
    aliases=("terminliste",),
    lookup=True,
)
