"""Whether what a manager wants can be done, as things are now, and what it would look like."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.command import Occasion
from commands.meetings import editing, series_editing
from commands.meetings.actions import Action
from commands.meetings.series import begun, next_starts
from commands.pending import Checked, Choice, Option, Outcome, Refused
from commands.texts import meeting_previews as texts
from commands.texts.markup import NOTHING, Text
from commands.texts.meetings import nowhere
from commands.texts.times import clock_change, past
from commands.times import ClockChange, Past, resolve, wall
from storage import meetings
from storage.meetings import Meeting

_MOST_ON_THE_DAY = 3


async def checked(occasion: Occasion, action: Action) -> Outcome[Action]:
    """To be asked again before it is done: time passes, and others change things."""
    outcome = await _checked(occasion, action)
    if isinstance(outcome, Checked) and not occasion.settings.network_rooms:
        return replace(outcome, preview=outcome.preview + nowhere())
    return outcome


async def _checked(occasion: Occasion, action: Action) -> Outcome[Action]:
    if action.verb == "new":
        return await _new(occasion, action)
    meeting = await meetings.get(occasion.tx, action.number)
    if meeting is None:
        return Refused(texts.no_such(action.number, occasion.settings.prefix))
    refused = _refusal(occasion, action, meeting)
    if refused is not None:
        return Refused(refused)
    if action.whole:
        return await _series(occasion, action, meeting)
    zone = occasion.settings.timezone
    if action.verb == "cancel":
        return Checked(action, texts.cancelling(meeting, action.fields["reason"], zone))
    return _change(occasion, action, meeting)


def _refusal(occasion: Occasion, action: Action, meeting: Meeting) -> Text | None:
    if meeting.sequence != action.sequence:
        return texts.changed_meanwhile(meeting)
    if meeting.state == "cancelled" and not action.whole:
        return texts.cancelled_already(meeting)
    if action.whole and meeting.series_id is None:
        return texts.no_series(meeting)
    if action.verb == "cancel" and not action.whole and meeting.ends_at <= occasion.now:
        return texts.over_already(meeting)
    return None


async def _new(occasion: Occasion, action: Action) -> Outcome[Action]:
    draft = action.draft
    asked = _asked(action, draft.timezone)
    if asked is not None:
        return asked
    blank = editing.blank(occasion, draft, None)
    dates: tuple[str, ...] = ()
    if draft.rrule is not None:
        dates = next_starts(begun(blank, draft.rrule), occasion.now)
        if not dates:
            return Refused(texts.never())
    elif _is_past(occasion, blank):
        return Refused(past(Past(draft.starts)))
    if _registers_too_late(blank):
        return Refused(texts.registers_too_late())
    zone = occasion.settings.timezone
    shown = texts.new(blank, draft.rrule, dates, zone)
    return Checked(action, shown + await _same_day(occasion, blank))


def _change(occasion: Occasion, action: Action, meeting: Meeting) -> Outcome[Action]:
    asked = _asked(action, meeting.timezone) if "starts" in action.fields else None
    if asked is not None:
        return asked
    after = editing.changed(meeting, action.fields)
    if after == meeting:
        return Refused(texts.nothing_new(meeting))
    if after.starts != meeting.starts and _is_past(occasion, after):
        return Refused(past(Past(after.starts)))
    if _registers_too_late(after):
        return Refused(texts.registers_too_late())
    shown = texts.changing([(meeting, after)], occasion.settings.timezone)
    return Checked(action, shown)


async def _series(occasion: Occasion, action: Action, meeting: Meeting) -> Outcome[Action]:
    chosen = await series_editing.coming(occasion, meeting)
    if not chosen:
        return Refused(texts.none_to_come(meeting))
    zone = occasion.settings.timezone
    if action.verb == "cancel":
        return Checked(action, texts.cancelling_all(chosen, action.fields["reason"], zone))
    pairs = [(each, series_editing.as_whole(each, action.fields)) for each in chosen]
    different = [(before, after) for before, after in pairs if before != after]
    if not different:
        return Refused(texts.nothing_new(meeting))
    return Checked(action, texts.changing(different, zone))


def _asked(action: Action, timezone: str) -> Choice[Action] | None:
    """Of a time that the clock does not show on that day, or twice."""
    starts, zone = action.fields["starts"], ZoneInfo(timezone)
    if len(starts) == len("YYYY-MM-DD") or action.fields.get("later") is not None:
        return None
    read = resolve(starts, zone)
    if not isinstance(read, ClockChange):
        return None
    options = [
        Option(
            texts.reading(read, number),
            action.starting(wall(moment, zone), later=bool(number)),
        )
        for number, moment in enumerate(read.readings)
    ]
    return Choice(clock_change(read), tuple(options))


def _is_past(occasion: Occasion, meeting: Meeting) -> bool:
    """Whole days are past when the last one is over."""
    return (meeting.ends_at if meeting.all_day else meeting.starts_at) <= occasion.now


def _registers_too_late(meeting: Meeting) -> bool:
    if meeting.register_by is None:
        return False
    ends = f"{meeting.ends}T23:59" if meeting.all_day else meeting.ends
    return datetime.fromisoformat(meeting.register_by) > datetime.fromisoformat(ends)


async def _same_day(occasion: Occasion, blank: Meeting) -> Text:
    """Others on the same days: perhaps it was announced before."""
    coming = await meetings.ending_after(occasion.tx, occasion.now)
    others = [
        each
        for each in coming
        if each.state == "planned"
        and each.starts[:10] <= blank.ends[:10]
        and blank.starts[:10] <= each.ends[:10]
    ]
    zone = occasion.settings.timezone
    return texts.same_day(others[:_MOST_ON_THE_DAY], zone) if others else NOTHING
