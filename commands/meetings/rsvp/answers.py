"""Take answers to a meeting: !dabei, !nichtdabei, !vielleicht, or ✅ ❌ ❔ on a post about it."""

import csv
import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.collection.transfer.files import guarded
from commands.conversation.addressing import addressed
from commands.conversation.command import (
    Command,
    CommandContext,
    Context,
    FollowUp,
    Listener,
    NameOf,
    Reply,
    Route,
    UnfitError,
)
from commands.conversation.command_words import fold
from commands.conversation.events import IncomingEvent, Message, Reaction, Redaction
from commands.conversation.posting import number_in, post_file
from commands.conversation.short_answers import Decision, read_reaction
from commands.language.markup import Text
from commands.meetings.announcements import KIND, SEVERAL, meetings_in, request_recount
from commands.meetings.choosing import SomeMeeting, chosen, read_back
from commands.meetings.texts import rsvp as texts
from commands.meetings.texts.choosing import cancel_or_decline
from storage.meetings import meetings, reminders, rsvp
from storage.meetings.meetings import Meeting
from storage.meetings.rsvp import Answer, Rsvp

_LINES: Mapping[Answer, str] = MappingProxyType(
    {"yes": "dabei", "no": "nichtdabei", "maybe": "vielleicht"}
)


def _answering(answer: Answer) -> Callable[[CommandContext, SomeMeeting], Awaitable[Reply]]:
    async def run(ctx: CommandContext, args: SomeMeeting) -> Reply:
        line = _LINES[answer]
        meeting = await chosen(
            ctx,
            args.number,
            args.words,
            lambda n: f"{line} {n}",
            lambda meeting: closed(ctx, meeting) is None,
        )
        if answer == "no" and ctx.in_management and _typed(ctx) == texts.CANCEL:
            number = meeting.meeting_id
            both = (f"termin absagen {number}", f"{line} {number}")
            raise UnfitError(cancel_or_decline(meeting), both)
        return Reply(closed(ctx, meeting) or await _take(ctx, meeting, answer))

    return run


def _typed(ctx: CommandContext) -> str:
    """Return the word by which the command was called: the management may mean two things."""
    address = addressed(ctx.message, ctx.settings)
    return fold((address.words if address else ctx.message.body).partition(" ")[0])


async def _take(ctx: CommandContext, meeting: Meeting, answer: Answer) -> Text:
    counts = await store(ctx, meeting, answer, ctx.message)
    if counts.answer != answer:
        return texts.later_counts(meeting, counts.answer)
    wishes = await reminders.wishes_of(ctx.tx, counts.user_id)
    reminded = any(wish.meeting_id == meeting.meeting_id for wish in wishes)
    return texts.noted(meeting, answer, ctx.now, ctx.zone, ctx.prefix, reminded=reminded)


def closed(ctx: Context, meeting: Meeting) -> Text | None:
    """Return why nobody can answer any more; None if everybody can."""
    if meeting.kind == "frist":
        return texts.deadline(meeting, ctx.prefix)
    return past(ctx, meeting)


def past(ctx: Context, meeting: Meeting) -> Text | None:
    """Return that it does not take place or is over, if so."""
    if meeting.state == "cancelled":
        return texts.cancelled(meeting)
    return texts.over(meeting) if meeting.ends_at <= ctx.now else None


async def store(ctx: Context, meeting: Meeting, answer: Answer, event: IncomingEvent) -> Rsvp:
    """Store the answer; return the one that counts now: the last one by the time of sending."""
    tx, number = ctx.tx, meeting.meeting_id
    # A foreign homeserver may send any time; one far ahead would count for ever.
    at = min(event.sent_at, ctx.now)
    event_id = None if isinstance(event, Message) else event.event_id
    before = await rsvp.of(tx, number, event.sender)
    counts = await rsvp.put(tx, Rsvp(number, event.sender, answer, at, event_id))
    if before is None or before.answer != counts.answer:
        await request_recount(ctx, number)
    return counts


YES = Command("dabei", _answering("yes"), SomeMeeting, *texts.YES, read_back=read_back)
NO = Command("nichtdabei", _answering("no"), SomeMeeting, *texts.NO, read_back=read_back)
MAYBE = Command("vielleicht", _answering("maybe"), SomeMeeting, *texts.MAYBE, read_back=read_back)


# --- by reaction

_ANSWERS: Mapping[Decision, Answer] = MappingProxyType(
    {Decision.YES: "yes", Decision.NO: "no", Decision.MAYBE: "maybe"}
)


async def on_reaction(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    decision, number = read_reaction(reaction.key).decision, number_in(subject, KIND)
    if decision is None or number is None:
        return None
    answer, meeting = _ANSWERS[decision], await meetings.get(ctx.tx, number)
    if meeting is None or closed(ctx, meeting) is not None:
        return None
    await store(ctx, meeting, answer, reaction)
    return Reply()


async def on_reaction_to_several(ctx: Context, reaction: Reaction, subject: str) -> Reply | None:
    """Ask which meeting is meant, as for a command below the post."""
    decision = read_reaction(reaction.key).decision
    found = [await meetings.get(ctx.tx, number) for number in meetings_in(subject)]
    if decision is None or all(each is None or closed(ctx, each) for each in found):
        return None
    line = _LINES[_ANSWERS[decision]]
    return Reply(then=FollowUp(line, reaction.target, reaction.target))


async def on_removal(ctx: Context, redaction: Redaction) -> Reply | None:
    """Take an answer back if the person removes it; others may do so in a room of their own."""
    answered = await rsvp.by_event(ctx.tx, redaction.target)
    if answered is None or answered.user_id != redaction.sender:
        return None
    before = await rsvp.of(ctx.tx, answered.meeting_id, answered.user_id)
    after = await rsvp.take_back(ctx.tx, answered)
    if before is None or after is None or before.answer != after.answer:
        await request_recount(ctx, answered.meeting_id)
    return Reply()


ROUTE = Route(KIND, on_reaction=on_reaction)
ROUTE_OF_SEVERAL = Route(SEVERAL, on_reaction=on_reaction_to_several)
ON_REMOVAL = Listener(Redaction, on_removal)


async def attendance(ctx: CommandContext, args: SomeMeeting) -> Reply:
    meeting = await chosen(ctx, args.number, args.words, lambda n: f"teilnahme {n}")
    number = meeting.meeting_id
    answers = await rsvp.of_meeting(ctx.tx, number)
    if answers:
        file = table(answers, ctx.zone, ctx.name_of)
        transaction_id = f"attendance-{ctx.message.event_id}-file"
        name = texts.file_name(number)
        await post_file(ctx, ctx.message.room_id, file, name, "text/csv", transaction_id)
    return Reply(texts.attendance(meeting, answers, ctx.zone, ctx.called))


def table(answers: Iterable[Rsvp], zone: ZoneInfo, name_of: NameOf) -> bytes:
    """Write it so that spreadsheet programs in Germany open it with a double click."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(texts.COLUMNS)
    for one in answers:
        at = one.answered_at.astimezone(zone)
        name, answer = guarded(name_of(one.user_id) or ""), texts.ANSWERS[one.answer]
        writer.writerow((guarded(one.user_id), answer, f"{at:%d.%m.%Y %H:%M}", name))
    return written.getvalue().encode("utf-8-sig")


ATTENDANCE = Command("teilnahme", attendance, SomeMeeting, *texts.ATTENDANCE, management=True)
