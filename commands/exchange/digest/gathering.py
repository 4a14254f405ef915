"""Gather what is new: for !stand since a moment, for a digest since the marks of a person."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from commands.conversation.command import Context
from commands.exchange.questions.posts import KIND
from commands.language.times import moment
from storage.exchange import digest, news, questions
from storage.exchange.announcements import Announcement
from storage.exchange.digest import DigestForeword, DigestOrder, ToldMeeting
from storage.exchange.news import EntryNews, PutOff
from storage.exchange.questions import AskedQuestion
from storage.exchange.results import QuestionResult
from storage.meetings import meetings
from storage.meetings.meetings import Meeting

AHEAD = timedelta(weeks=6)
CANCELLED = ""


class MeetingNewsKind(Enum):
    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class MeetingNews:
    meeting: Meeting
    kind: MeetingNewsKind = MeetingNewsKind.PLANNED


@dataclass(frozen=True)
class Hints:
    """What the quiet budget put off: questions on a person's topics, their own, other features."""

    on_topics: tuple[AskedQuestion, ...] = ()
    own: tuple[AskedQuestion, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.on_topics) + len(self.own) + len(self.others)


@dataclass(frozen=True)
class News:
    """`fresh` counts the open questions that are new; in a digest all of them are."""

    entries: tuple[EntryNews, ...] = ()
    results: tuple[QuestionResult, ...] = ()
    questions: tuple[AskedQuestion, ...] = ()
    fresh: int = 0
    dates: tuple[MeetingNews, ...] = ()
    registrations: tuple[Meeting, ...] = ()
    hints: Hints = Hints()
    foreword: DigestForeword | None = None
    announcements: tuple[Announcement, ...] = ()

    @property
    def is_empty(self) -> bool:
        lists = (
            *(self.announcements, self.entries, self.results, self.questions),
            *(self.dates, self.registrations),
        )
        return not (any(lists) or self.hints.count or self.foreword)


def registration_end(meeting: Meeting) -> datetime | None:
    if meeting.register_by is None:
        return None
    return moment(meeting.register_by, ZoneInfo(meeting.timezone))


async def since(ctx: Context, begin: datetime) -> News:
    """Return what is new since then, what is open now, and what the next six weeks bring."""
    coming = await meetings.ending_after(ctx.tx, ctx.now)
    found = await news.open_questions(ctx.tx)
    return News(
        tuple(await news.entries(ctx.tx, since=begin)),
        tuple(await news.results(ctx.tx, since=begin)),
        tuple(found),
        sum(each.asked_at >= begin for each in found),
        tuple(MeetingNews(each) for each in coming if _is_ahead(each, ctx.now)),
        tuple(each for each in coming if _closes_soon(each, ctx.now)),
    )


def _is_ahead(meeting: Meeting, now: datetime) -> bool:
    return meeting.state == "planned" and now < meeting.starts_at <= now + AHEAD


def _closes_soon(meeting: Meeting, now: datetime) -> bool:
    at = registration_end(meeting)
    return meeting.state == "planned" and at is not None and now < at <= now + AHEAD


async def for_order(ctx: Context, order: DigestOrder) -> tuple[News, list[ToldMeeting]]:
    """Return what the person was not told yet, and what they know of meetings afterwards."""
    tx, marks = ctx.tx, order.marks
    hints = await _hints(ctx, order.user_id)
    besides = {each.question_id for each in (*hints.on_topics, *hints.own)}
    found = await news.open_questions(tx, marks.question_mark)
    fresh = [each for each in found if each.question_id not in besides]
    foreword = await digest.foreword(tx)
    told = await digest.told_meetings(tx, order.user_id)
    coming = [each for each in await meetings.ending_after(tx, ctx.now) if each.ends_at > ctx.now]
    dates = [each for m in coming if (each := _news_of(m, told.get(m.meeting_id), ctx.now))]
    closing = [m for m in coming if _is_closing_news(m, told.get(m.meeting_id), ctx.now)]
    gathered = News(
        tuple(await news.entries(tx, marks.version_mark)),
        tuple(await news.results(tx, marks.result_mark)),
        tuple(fresh),
        len(fresh),
        tuple(dates),
        tuple(closing),
        hints,
        foreword if foreword and foreword.foreword_id > marks.foreword_mark else None,
        tuple(await news.announcements(tx, marks.announcement_mark)),
    )
    return gathered, list(_known(order.user_id, told, dates, closing))


def _news_of(meeting: Meeting, told: ToldMeeting | None, now: datetime) -> MeetingNews | None:
    """Return what is new about its date for somebody who was told that."""
    known = None if told is None else told.starts
    if meeting.starts_at <= now:
        return None
    if meeting.state == "cancelled":
        is_news = known not in (None, CANCELLED)
        return MeetingNews(meeting, MeetingNewsKind.CANCELLED) if is_news else None
    if known in (None, CANCELLED):
        return MeetingNews(meeting) if _is_ahead(meeting, now) else None
    return MeetingNews(meeting, MeetingNewsKind.MOVED) if known != meeting.starts else None


def _is_closing_news(meeting: Meeting, told: ToldMeeting | None, now: datetime) -> bool:
    known = None if told is None else told.register_by
    return _closes_soon(meeting, now) and known != meeting.register_by


def _known(
    user_id: str,
    told: Mapping[int, ToldMeeting],
    dates: Iterable[MeetingNews],
    closing: Iterable[Meeting],
) -> Collection[ToldMeeting]:
    known: dict[int, ToldMeeting] = {}

    def so_far(number: int) -> ToldMeeting:
        return known.get(number) or told.get(number) or ToldMeeting(user_id, number, None, None)

    for each in dates:
        number = each.meeting.meeting_id
        is_cancelled = each.kind is MeetingNewsKind.CANCELLED
        starts = CANCELLED if is_cancelled else each.meeting.starts
        known[number] = replace(so_far(number), starts=starts)
    for meeting in closing:
        number = meeting.meeting_id
        known[number] = replace(so_far(number), register_by=meeting.register_by)
    return known.values()


async def _hints(ctx: Context, user_id: str) -> Hints:
    """Return what was put off and is still true: a question that is over needs no word."""
    on_topics: dict[int, AskedQuestion] = {}
    own: dict[int, AskedQuestion] = {}
    others: list[str] = []
    for each in await news.put_off(ctx.tx, user_id):
        number = _question_number(each)
        if number is None:
            others.append(each.feature)
            continue
        question = await questions.get(ctx.tx, number)
        if question is not None and question.state == "open" and question.title:
            (own if question.asker == user_id else on_topics)[number] = question
    return Hints(tuple(on_topics.values()), tuple(own.values()), tuple(others))


def _question_number(each: PutOff) -> int | None:
    kind, _, rest = each.about.partition(":")
    number = rest.partition(":")[0]
    return int(number) if kind == KIND and number.isascii() and number.isdigit() else None
