"""!dabei, !nichtdabei, !vielleicht; a meeting need not be named below a post about it."""

from collections.abc import Awaitable, Callable

from pydantic import Field

from commands.command import (
    Arguments,
    Command,
    Context,
    Heard,
    Message,
    Occasion,
    Reply,
    UsageError,
)
from commands.meetings.announcements import meeting_in, request_recount
from commands.numbers import Number
from commands.texts import rsvp as texts
from commands.texts.markup import Text
from storage import meetings, outbox, reminders, rsvp
from storage.meetings import Meeting
from storage.rsvp import Answer, Rsvp


class One(Arguments):
    number: Number | None = Field(default=None, title=texts.NUMBER)


def _answering(answer: Answer) -> Callable[[Context, One], Awaitable[Reply]]:
    async def run(ctx: Context, args: One) -> Reply:
        number = args.number or await _meant(ctx)
        meeting = await meetings.get(ctx.tx, number)
        if meeting is None:
            return Reply(texts.no_such(number, ctx.settings.prefix))
        return Reply(closed(ctx, meeting) or await _take(ctx, meeting, answer))

    return run


async def _meant(ctx: Context) -> int:
    """The meeting of the post below which the command stands."""
    for event_id in (ctx.message.thread_root, ctx.message.reply_to):
        about = None if event_id is None else await outbox.subject_of(ctx.tx, event_id)
        number = meeting_in(about)
        if number is not None:
            return number
    raise UsageError


async def _take(ctx: Context, meeting: Meeting, answer: Answer) -> Text:
    settings, number = ctx.settings, meeting.meeting_id
    counts = await store(ctx, meeting, answer, ctx.message)
    if counts.answer != answer:
        return texts.later_counts(meeting, counts.answer)
    wishes = await reminders.wishes_of(ctx.tx, counts.user_id)
    reminded = any(wish.meeting_id == number for wish in wishes)
    return texts.noted(
        meeting, answer, ctx.now, settings.timezone, settings.prefix, reminded=reminded
    )


def closed(occasion: Occasion, meeting: Meeting) -> Text | None:
    """Why nobody can answer any more; None if everybody can."""
    if meeting.kind == "frist":
        return texts.deadline(meeting, occasion.settings.prefix)
    return past(occasion, meeting)


def past(occasion: Occasion, meeting: Meeting) -> Text | None:
    """That it does not take place, or took place."""
    if meeting.state == "cancelled":
        return texts.cancelled(meeting)
    return texts.over(meeting) if meeting.ends_at <= occasion.now else None


async def store(occasion: Occasion, meeting: Meeting, answer: Answer, heard: Heard) -> Rsvp:
    """The answer that counts from now on: the last one, by the time of sending."""
    tx, number = occasion.tx, meeting.meeting_id
    # A foreign homeserver may tell any time; one far ahead would count for ever.
    at = min(heard.sent_at, occasion.now)
    event_id = None if isinstance(heard, Message) else heard.event_id
    before = await rsvp.of(tx, number, heard.sender)
    counts = await rsvp.put(tx, Rsvp(number, heard.sender, answer, at, event_id))
    if before is None or before.answer != counts.answer:
        await request_recount(occasion, number)
    return counts


YES = Command("dabei", _answering("yes"), One, texts.YES_SUMMARY, "dabei 12", aliases=("zusagen",))
NO = Command(
    "nichtdabei",
    _answering("no"),
    One,
    texts.NO_SUMMARY,
    "nichtdabei 12",
    aliases=("nicht-dabei",),
)
MAYBE = Command("vielleicht", _answering("maybe"), One, texts.MAYBE_SUMMARY, "vielleicht 12")
