"""!erinnern, !erinnerungen, !nichterinnern: personal reminders in the direct chat."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import Field

from commands.conversation.command import Arguments, Command, CommandContext, Reply, UsageError
from commands.conversation.elsewhere import privately
from commands.language import names
from commands.language.numbers import Number, number_and_words
from commands.language.times import Lead, parse_lead
from commands.meetings.choosing import SomeMeeting, chosen, read_back
from commands.meetings.reminders.planning import planned, replan
from commands.meetings.reminders.sending import renew
from commands.meetings.rsvp.answers import past
from commands.meetings.texts import personal_reminders as texts
from storage.matrix import direct_chats
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Meeting
from storage.meetings.reminders import LIKE_ROOMS, SLOTS, Wish

MOST_WISHES = 10
MOST_SHOWN = 20
_BEFORE_SLOTS = Lead(minutes=10)


class Remind(Arguments):
    """A meeting by its number or by words about it, and a lead; all may be missing."""

    number: Number | None = Field(default=None, title=texts.NUMBER)
    words: str = Field(default="", title=texts.WORDS, max_length=300)
    lead: str = Field(default="", title=texts.LEAD, max_length=60)

    @classmethod
    def split(cls, text: str) -> dict[str, Any]:
        number, lead = number_and_words(text)
        # "2 Tage" is a lead, "2 2 Tage" a number and a lead.
        alone = number is None or wanted_lead(lead) is None
        if alone and text.strip() and wanted_lead(text) is not None:
            return {"lead": text.strip()}
        if number is not None:
            return {"number": number, "lead": lead}
        words = text.split()
        leads = ((at, " ".join(words[at:])) for at in range(1, len(words)))
        found = next((at for at, lead in leads if wanted_lead(lead) is not None), len(words))
        if any(map(str.isdigit, "".join(words[:found]))):
            # "Termin 12 2 Tage" is ordinary German.
            raise UsageError
        return {"words": " ".join(words[:found]), "lead": " ".join(words[found:])}


@dataclass(frozen=True)
class _Order:
    """A wish and its moments from now on."""

    wish: Wish
    moments: tuple[datetime, ...]


async def remind(ctx: CommandContext, args: Remind) -> Reply:
    meeting = await chosen(
        ctx, args.number, args.words, lambda n: f"erinnern {n} {args.lead}".strip()
    )
    prefix, number = ctx.prefix, meeting.meeting_id
    wanted = wanted_lead(args.lead)
    no = past(ctx, meeting)
    if wanted is None or no is not None:
        return Reply(no or texts.not_understood(args.lead, number, prefix))
    order = await _order(ctx, meeting, Wish(ctx.message.sender, number, wanted))
    if not order.moments and not await _may_come(ctx, meeting, wanted):
        return Reply(texts.too_late(meeting, wanted, prefix))
    if not await _store(ctx, meeting, order.wish):
        return Reply(texts.too_many(meeting, MOST_WISHES, prefix))
    answer = texts.will_remind(meeting, wanted, order.moments, ctx.zone, prefix)
    if await _has_chat(ctx):
        return Reply(answer)
    return await privately(ctx, answer, answer + texts.COME_TO_CHAT)


def wanted_lead(words: str) -> str | None:
    """Return the lead as it is stored with a wish; None if it cannot be understood."""
    first, _, rest = words.strip().partition(" ")
    if not first:
        return LIKE_ROOMS
    if names.fold(first) in texts.PROGRAMME:
        lead = parse_lead(rest) if rest.strip() else _BEFORE_SLOTS
        return None if lead is None else f"{SLOTS}{lead}"
    lead = parse_lead(words)
    return None if lead is None else str(lead)


async def _order(ctx: CommandContext, meeting: Meeting, wish: Wish) -> _Order:
    slots = await meetings.slots_of(ctx.tx, meeting.meeting_id)
    rows = planned(meeting, slots, (wish,), ctx.settings.reminders, (), ctx.now)
    return _Order(wish, tuple(row.due_at for row in rows))


async def _may_come(ctx: CommandContext, meeting: Meeting, wanted: str) -> bool:
    """Return whether reminders may still follow with a programme."""
    slots = await meetings.slots_of(ctx.tx, meeting.meeting_id)
    return wanted.startswith(SLOTS) and not slots


async def _store(ctx: CommandContext, meeting: Meeting, wish: Wish) -> bool:
    known = await reminders.wishes_of(ctx.tx, wish.user_id)
    of_meeting = [one for one in known if one.meeting_id == meeting.meeting_id]
    if wish not in of_meeting and len(of_meeting) >= MOST_WISHES:
        return False
    await reminders.wish(ctx.tx, wish)
    await replan(ctx, meeting)
    return True


async def _has_chat(ctx: CommandContext) -> bool:
    chat = await direct_chats.of(ctx.tx, ctx.message.sender)
    return ctx.message.direct or (chat is not None and chat.membership == "join")


# --- the wishes of a person


async def show(ctx: CommandContext, _args: Arguments) -> Reply:
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
    if not coming:
        return Reply(texts.none(ctx.prefix))
    coming.sort(key=lambda one: (one[2][:1] or (one[0].starts_at,), one[0].meeting_id))
    return await privately(ctx, texts.ordered(coming, MOST_SHOWN, ctx.zone, ctx.prefix))


async def stop(ctx: CommandContext, args: SomeMeeting) -> Reply:
    meeting = await chosen(ctx, args.number, args.words, lambda n: f"nichterinnern {n}")
    person = ctx.message.sender
    if not await reminders.unwish(ctx.tx, person, meeting.meeting_id, ctx.now):
        return Reply(texts.nothing_to_stop(meeting))
    await renew(ctx, person)
    return Reply(texts.stopped(meeting))


REMIND = Command("erinnern", remind, Remind, *texts.REMIND, read_back=read_back)
SHOW = Command("erinnerungen", show, Arguments, *texts.SHOW, lookup=True)
STOP = Command("nichterinnern", stop, SomeMeeting, *texts.STOP, read_back=read_back)
