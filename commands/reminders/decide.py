"""What becomes of reminders whose moment has come: posted, skipped or dropped; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from commands.planning import Stage, What, registration_ends_at
from storage.meetings import Meeting, Slot
from storage.reminders import Done, Reminder


def decide(
    reminders: Iterable[Reminder],
    meetings: Mapping[int, Meeting],
    slots: Mapping[int, Sequence[Slot]],
    now: datetime,
) -> dict[Reminder, Done]:
    """`reminders` by their moments. Of one meeting only the last one is posted in a room.

    A meeting that is not among `meetings` is over.
    """
    fates: dict[Reminder, Done] = {}
    latest: dict[tuple[int, str], Reminder] = {}
    for reminder in reminders:
        number = reminder.meeting_id
        fates[reminder] = _fate(reminder, meetings.get(number), slots.get(number, ()), now)
        if fates[reminder] == "posted":
            place = (number, reminder.room_id)
            if place in latest:
                fates[latest[place]] = "skipped"
            latest[place] = reminder
    return fates


def _fate(
    reminder: Reminder, meeting: Meeting | None, slots: Sequence[Slot], now: datetime
) -> Done:
    if meeting is None:
        return "skipped"
    what = Stage.parse(reminder.stage).what
    if meeting.state == "cancelled" or reminder.starts_at not in _starts(what, meeting, slots):
        return "dropped"
    has_begun = meeting.starts_at <= now and what is not What.SLOT
    return "skipped" if has_begun or reminder.starts_at <= now else "posted"


def _starts(what: What, meeting: Meeting, slots: Sequence[Slot]) -> list[datetime]:
    """What can be reminded of now; a meeting that was moved has another start."""
    match what:
        case What.MEETING:
            return [meeting.starts_at]
        case What.REGISTER:
            return [] if meeting.register_by is None else [registration_ends_at(meeting)]
        case What.SLOT:
            return [slot.starts_at for slot in slots]
