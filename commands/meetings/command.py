"""!termin: one date in full; managers make and change dates with it, too."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pydantic import Field

from commands.command import LATE, Arguments, Command, Context, Reply, UsageError
from commands.command_words import fold
from commands.meetings import pending
from commands.meetings.changing import (
    Target,
    read_cancel,
    read_change,
    read_move,
    read_target,
)
from commands.meetings.dialogue import start
from commands.meetings.programme import want
from commands.meetings.reading import Read, read_new
from commands.pending import NO, YES, decide, forget
from commands.texts import meeting_lists as texts
from commands.texts import meeting_reading as reading_texts
from commands.texts.errors import late
from commands.texts.meetings import Answers
from storage import announcements, meetings
from storage.meetings import Meeting


class Words(Arguments):
    words: str = Field(title=texts.NUMBER, min_length=1)


async def run(ctx: Context, args: Words) -> Reply:
    verb, _, rest = args.words.partition(" ")
    use = _VERBS.get(fold(verb))
    if ctx.in_management:
        try:
            return await (_show(ctx, args.words) if use is None else use(ctx, rest.strip()))
        except UsageError:
            return Reply(reading_texts.uses(ctx.settings.prefix))
    if use is not None:
        return Reply(reading_texts.only_management(ctx.settings.prefix))
    return await _show(ctx, args.words)


async def _show(ctx: Context, words: str) -> Reply:
    target = read_target(words)
    if target.words or target.whole:
        raise UsageError
    meeting = await _meeting(ctx, target.number)
    if meeting is None:
        return Reply(texts.no_such(target.number, ctx.settings.prefix))
    number, settings = meeting.meeting_id, ctx.settings
    slots = await meetings.slots_of(ctx.tx, number)
    answers = Answers(**await announcements.answers(ctx.tx, number))
    series = await meetings.get_series(ctx.tx, meeting.series_id or 0)
    rrule = None if series is None else series.rrule
    told = texts.one(meeting, slots, answers, rrule, ctx.now, settings.timezone)
    if meeting.state == "planned" and meeting.starts_at > ctx.now:
        told += texts.hints(meeting, settings.prefix)
    return Reply(late() + told if ctx.now - ctx.message.sent_at > LATE else told)


async def _meeting(ctx: Context, number: int) -> Meeting | None:
    return await meetings.get(ctx.tx, number)


async def _new(ctx: Context, words: str) -> Reply:
    if not words:
        dropped = await forget(ctx, ctx.message.sender)
        reply = await start(ctx)
        return replace(reply, text=dropped + reply.text)
    settings = ctx.settings
    read = read_new(words, _today(ctx), settings.timezone.key, settings.prefix)
    return await _propose(ctx, read)


def _today(ctx: Context) -> date:
    return ctx.now.astimezone(ctx.settings.timezone).date()


def _about_one(
    read: Callable[[Context, Target, Meeting], Read],
) -> Callable[[Context, str], Awaitable[Reply]]:
    async def use(ctx: Context, words: str) -> Reply:
        target = read_target(words)
        meeting = await _meeting(ctx, target.number)
        if meeting is None:
            return Reply(texts.no_such(target.number, ctx.settings.prefix))
        return await _propose(ctx, read(ctx, target, meeting))

    return use


async def _propose(ctx: Context, read: Read) -> Reply:
    return await pending.propose(ctx, read)


def _deciding(key: str) -> Callable[[Context, str], Awaitable[Reply]]:
    async def use(ctx: Context, words: str) -> Reply:
        if words:
            raise UsageError
        return Reply(await decide(ctx, pending.MEETINGS, key, ctx.message))

    return use


_CHANGE = _about_one(
    lambda ctx, target, meeting: read_change(target, meeting, _today(ctx), ctx.settings.prefix)
)
_MOVE = _about_one(
    lambda ctx, target, meeting: read_move(target, meeting, _today(ctx), ctx.settings.prefix)
)
_CANCEL = _about_one(lambda _ctx, target, meeting: read_cancel(target, meeting))
_YES, _NO = _deciding(YES), _deciding(NO)
_VERBS: Mapping[str, Callable[[Context, str], Awaitable[Reply]]] = MappingProxyType(
    {
        **dict.fromkeys(("neu", "anlegen"), _new),
        **dict.fromkeys(("aendern", "bearbeiten"), _CHANGE),
        **dict.fromkeys(("verlegen", "verschieben"), _MOVE),
        **dict.fromkeys(("absagen", "streichen"), _CANCEL),
        "programm": want,
        **dict.fromkeys(("ja", "speichern"), _YES),
        **dict.fromkeys(("nein", "verwerfen"), _NO),
    }
)

# No look-up, because of what managers do with it.
ONE = Command("termin", run, Words, texts.ONE_SUMMARY, texts.ONE_EXAMPLE)
