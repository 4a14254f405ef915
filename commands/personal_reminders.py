"""!erinnern, !erinnerungen, !nichterinnern: reminders in the direct chat, for who asks for them."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import Field

from commands import names
from commands.command import Arguments, Command, Context, Reply
from commands.numbers import Number
from commands.privately import privately
from commands.reminders import replan
from commands.reminders.planning import planned
from commands.rsvp.answers import past
from commands.texts import personal_reminders as texts
from commands.texts.rsvp import no_such
from commands.times import Lead, parse_lead
from storage import direct_chats, meetings, reminders
from storage.meetings import Meeting
from storage.reminders import LIKE_ROOMS, SLOTS, Wish

MOST_WISHES = 10
MOST_SHOWN = 20
_BEFORE_SLOTS = Lead(minutes=10)


class Remind(Arguments):
    number: Number = Field(title=texts.NUMBER)
    lead: str = Field(default="", title=texts.LEAD, max_length=60)


class One(Arguments):
    number: Number = Field(title=texts.NUMBER)


@dataclass(frozen=True)
class _Order:
    """A wish and the moments that it means, from now on."""

    wish: Wish
    moments: tuple[datetime, ...]


async def remind(ctx: Context, args: Remind) -> Reply:
    prefix, number = ctx.settings.prefix, args.number
    meeting = await meetings.get(ctx.tx, number)
    if meeting is None:
        return Reply(no_such(number, prefix))
    wanted = wanted_lead(args.lead)
    no = past(ctx, meeting)
    if wanted is None or no is not None:
        return Reply(no or texts.not_understood(args.lead, number, prefix))
    order = await _order(ctx, meeting, Wish(ctx.message.sender, number, wanted))
    if not order.moments and not await _may_come(ctx, meeting, wanted):
        return Reply(texts.too_late(meeting, wanted, prefix))
    if not await _store(ctx, meeting, order.wish):
        return Reply(texts.too_many(meeting, MOST_WISHES, prefix))
    told = texts.will_remind(meeting, wanted, order.moments, ctx.settings.timezone, prefix)
    if await _has_chat(ctx):
        return Reply(told)
    return await privately(ctx, told, told + texts.come_to_chat())


def wanted_lead(words: str) -> str | None:
    """As a wish has it; None if it cannot be understood."""
    first, _, rest = words.strip().partition(" ")
    if not first:
        return LIKE_ROOMS
    if names.fold(first) in texts.PROGRAMME:
        lead = parse_lead(rest) if rest.strip() else _BEFORE_SLOTS
        return None if lead is None else f"{SLOTS}{lead}"
    lead = parse_lead(words)
    return None if lead is None else str(lead)


async def _order(ctx: Context, meeting: Meeting, wish: Wish) -> _Order:
    slots = await meetings.slots_of(ctx.tx, meeting.meeting_id)
    rows = planned(meeting, slots, (wish,), ctx.settings.reminders, (), ctx.now)
    return _Order(wish, tuple(row.due_at for row in rows))


async def _may_come(ctx: Context, meeting: Meeting, wanted: str) -> bool:
    """A programme may still be told."""
    slots = await meetings.slots_of(ctx.tx, meeting.meeting_id)
    return wanted.startswith(SLOTS) and not slots


async def _store(ctx: Context, meeting: Meeting, wish: Wish) -> bool:
    known = await reminders.wishes_of(ctx.tx, wish.user_id)
    of_meeting = [one for one in known if one.meeting_id == meeting.meeting_id]
    if wish not in of_meeting and len(of_meeting) >= MOST_WISHES:
        return False
    await reminders.wish(ctx.tx, wish)
    await replan(ctx, meeting)
    return True


async def _has_chat(ctx: Context) -> bool:
    chat = await direct_chats.of(ctx.tx, ctx.message.sender)
    return ctx.message.direct or (chat is not None and chat.membership == "join")


# --- what was asked for


async def show(ctx: Context, _args: Arguments) -> Reply:
    orders = []
    for wish in await reminders.wishes_of(ctx.tx, ctx.message.sender):
        meeting = await meetings.get(ctx.tx, wish.meeting_id)
        if meeting is not None and past(ctx, meeting) is None:
            orders.append((meeting, await _order(ctx, meeting, wish)))
    coming = [
        (meeting, order.wish.lead, order.moments)
        for meeting, order in orders
        if order.moments or await _may_come(ctx, meeting, order.wish.lead)
    ]
    prefix, zone = ctx.settings.prefix, ctx.settings.timezone
    if not coming:
        return Reply(texts.none(prefix))
    coming.sort(key=lambda one: (one[2][:1] or (one[0].starts_at,), one[0].meeting_id))
    return await privately(ctx, texts.ordered(coming, MOST_SHOWN, zone, prefix))


async def stop(ctx: Context, args: One) -> Reply:
    meeting = await meetings.get(ctx.tx, args.number)
    if meeting is None:
        return Reply(no_such(args.number, ctx.settings.prefix))
    if not await reminders.unwish(ctx.tx, ctx.message.sender, args.number):
        return Reply(texts.nothing_to_stop(meeting))
    return Reply(texts.stopped(meeting))


REMIND = Command("erinnern", remind, Remind, texts.REMIND_SUMMARY, "erinnern 12 2 Tage",
                 aliases=("erinnere",))  # fmt: skip
SHOW = Command("erinnerungen", show, Arguments, texts.SHOW_SUMMARY, "erinnerungen", lookup=True)
STOP = Command(
    "nichterinnern",
    stop,
    One,
    texts.STOP_SUMMARY,
    "nichterinnern 12",
    aliases=("nicht-erinnern",),
)
