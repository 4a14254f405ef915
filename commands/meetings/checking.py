"""Check whether an action can be done as things are now, preview it, and do it on a yes."""

from dataclasses import asdict, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.previews import Checked, Option, Outcome, PreviewChoice, Previews, route
from commands.conversation.previews import propose as show
from commands.language.markup import NOTHING, Text
from commands.language.texts.times import clock_change, past
from commands.language.times import ClockChange, Past, resolve, wall
from commands.meetings import editing, series_editing
from commands.meetings.announcements import meeting_numbered
from commands.meetings.draft import MeetingAction
from commands.meetings.series import begun, next_starts
from commands.meetings.texts import meeting_previews as texts
from commands.meetings.texts.meetings import NOWHERE, no_such
from storage.meetings import meetings
from storage.meetings.meetings import Meeting

_MOST_ON_THE_DAY = 3


async def checked(ctx: Context, action: MeetingAction) -> Outcome[MeetingAction]:
    """Check it; again before it is done, because time passes and others change things.

    Raises UnfitError.
    """
    outcome = await _checked(ctx, action)
    if isinstance(outcome, Checked) and not ctx.settings.network_rooms:
        return replace(outcome, preview=outcome.preview + NOWHERE)
    return outcome


async def _checked(ctx: Context, action: MeetingAction) -> Outcome[MeetingAction]:
    if action.verb == "new":
        return await _new(ctx, action)
    meeting = await meeting_numbered(ctx, action.number)
    _check(ctx, action, meeting)
    if action.whole:
        return await _series(ctx, action, meeting)
    if action.verb == "cancel":
        return Checked(action, texts.cancelling(meeting, action.fields["reason"], ctx.zone))
    return _change(ctx, action, meeting)


def _check(ctx: Context, action: MeetingAction, meeting: Meeting) -> None:
    if meeting.sequence != action.sequence:
        raise UnfitError(texts.changed_meanwhile(meeting))
    if meeting.state == "cancelled" and not action.whole:
        raise UnfitError(texts.cancelled_already(meeting))
    if action.whole and meeting.series_id is None:
        raise UnfitError(texts.no_series(meeting))
    if action.verb == "cancel" and not action.whole and meeting.ends_at <= ctx.now:
        raise UnfitError(texts.over_already(meeting))


async def _new(ctx: Context, action: MeetingAction) -> Outcome[MeetingAction]:
    draft = action.draft
    question = _question(action, draft.timezone)
    if question is not None:
        return question
    blank = editing.blank(ctx, draft, None)
    dates: tuple[str, ...] = ()
    if draft.rrule is not None:
        dates = next_starts(begun(blank, draft.rrule), ctx.now)
        if not dates:
            raise UnfitError(texts.NEVER)
    elif _is_past(ctx, blank):
        raise UnfitError(past(Past(draft.starts)))
    if _registers_too_late(blank):
        raise UnfitError(texts.REGISTERS_TOO_LATE)
    shown = texts.new(blank, draft.rrule, dates, ctx.zone)
    return Checked(action, shown + await _same_day(ctx, blank))


def _change(ctx: Context, action: MeetingAction, meeting: Meeting) -> Outcome[MeetingAction]:
    question = _question(action, meeting.timezone) if "starts" in action.fields else None
    if question is not None:
        return question
    after = editing.changed(meeting, action.fields)
    if after == meeting:
        raise UnfitError(texts.nothing_new(meeting))
    if after.starts != meeting.starts and _is_past(ctx, after):
        raise UnfitError(past(Past(after.starts)))
    if _registers_too_late(after):
        raise UnfitError(texts.REGISTERS_TOO_LATE)
    shown = texts.changing([(meeting, after)], ctx.zone)
    return Checked(action, shown)


async def _series(ctx: Context, action: MeetingAction, meeting: Meeting) -> Outcome[MeetingAction]:
    chosen = await series_editing.coming(ctx, meeting)
    if not chosen:
        raise UnfitError(texts.none_to_come(meeting))
    if action.verb == "cancel":
        return Checked(action, texts.cancelling_all(chosen, action.fields["reason"], ctx.zone))
    pairs = [(each, series_editing.as_whole(each, action.fields)) for each in chosen]
    different = [(before, after) for before, after in pairs if before != after]
    if not different:
        raise UnfitError(texts.nothing_new(meeting))
    return Checked(action, texts.changing(different, ctx.zone))


def _question(action: MeetingAction, timezone: str) -> PreviewChoice[MeetingAction] | None:
    """Return the question about a time that the clock skips or shows twice on that day, if any."""
    starts, zone = action.fields["starts"], ZoneInfo(timezone)
    if len(starts) == len("YYYY-MM-DD") or action.fields.get("later") is not None:
        return None
    read = resolve(starts, zone)
    if not isinstance(read, ClockChange):
        return None
    options = [
        Option(texts.reading(read, number), action.starting(wall(moment, zone), later=bool(number)))
        for number, moment in enumerate(read.readings)
    ]
    return PreviewChoice(clock_change(read), tuple(options))


def _is_past(ctx: Context, meeting: Meeting) -> bool:
    """Return whether it has begun; whole days are past when the last one is over."""
    return (meeting.ends_at if meeting.all_day else meeting.starts_at) <= ctx.now


def _registers_too_late(meeting: Meeting) -> bool:
    if meeting.register_by is None:
        return False
    ends = f"{meeting.ends}T23:59" if meeting.all_day else meeting.ends
    return datetime.fromisoformat(meeting.register_by) > datetime.fromisoformat(ends)


async def _same_day(ctx: Context, blank: Meeting) -> Text:
    """List other meetings on the same days: perhaps it was announced before."""
    coming = await meetings.ending_after(ctx.tx, ctx.now)
    others = [
        each
        for each in coming
        if each.state == "planned"
        and each.starts[:10] <= blank.ends[:10]
        and blank.starts[:10] <= each.ends[:10]
    ]
    return texts.same_day(others[:_MOST_ON_THE_DAY], ctx.zone) if others else NOTHING


# --- what is done when the manager agrees


async def perform(ctx: Context, action: MeetingAction, by: str) -> Text:
    """Do it, right after it was checked; return the words to the manager."""
    rooms = len(ctx.settings.network_rooms)
    if action.verb == "new":
        made = await editing.create(ctx, action.draft, by)
        return texts.saved(made, rooms, ctx.prefix)
    meeting = await meetings.get(ctx.tx, action.number)
    if meeting is None:
        return no_such(action.number, ctx.prefix)
    if action.whole:
        return texts.done(len(await series_editing.change(ctx, meeting, action.fields)), rooms)
    changes = [editing.MeetingChange(meeting, editing.changed(meeting, action.fields))]
    return texts.done(len(await editing.store_all(ctx, changes)), rooms)


MEETINGS = Previews(
    "meeting",
    checked,
    perform,
    asdict,
    lambda kept: MeetingAction(**kept),
    texts.to_confirm,
    texts.nothing_open,
)


async def propose(ctx: CommandContext, outcome: Outcome[MeetingAction] | MeetingAction) -> Reply:
    if isinstance(outcome, MeetingAction):
        outcome = await checked(ctx, outcome)
    return await show(ctx, MEETINGS, outcome)


ROUTE = route(MEETINGS)
