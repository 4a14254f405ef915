"""Decide about due reminders: posted, alone or with others, skipped or dropped; pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from commands.meetings.planning.plan import Stage, What, registration_ends_at
from storage.meetings.meetings import Meeting, Slot
from storage.meetings.reminders import Done, Reminder

# In one post: a choice among them can have no more numbers.
MOST = 9


def decide(
    reminders: Iterable[Reminder],
    meetings: Mapping[int, Meeting],
    slots: Mapping[int, Sequence[Slot]],
    now: datetime,
) -> dict[Reminder, Done]:
    """Decide about `reminders`, by moment; each room gets only the last one of a meeting.

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
    """Return the starts that reminders may have now; those of a moved meeting are others."""
    match what:
        case What.MEETING:
            return [meeting.starts_at]
        case What.REGISTER:
            return [] if meeting.register_by is None else [registration_ends_at(meeting)]
        case What.SLOT:
            return [slot.starts_at for slot in slots]


def joined(
    reminders: Iterable[Reminder], is_sendable: Callable[[Sequence[Reminder]], bool]
) -> Iterator[Sequence[Reminder]]:
    """Part those that are posted at one moment into posts: each room gets as few as it can.

    Each meeting occurs once in a room, as `decide` has it.
    """
    of_room: dict[str, list[Reminder]] = {}
    for each in sorted(reminders, key=lambda one: (one.due_at, one.starts_at, one.meeting_id)):
        of_room.setdefault(each.room_id, []).append(each)
    for rows in of_room.values():
        for start in range(0, len(rows), MOST):
            yield from _halved(rows[start : start + MOST], is_sendable)


def _halved(
    rows: Sequence[Reminder], is_sendable: Callable[[Sequence[Reminder]], bool]
) -> Iterator[Sequence[Reminder]]:
    if len(rows) == 1 or is_sendable(rows):
        yield rows
        return
    half = len(rows) // 2
    yield from _halved(rows[:half], is_sendable)
    yield from _halved(rows[half:], is_sendable)
