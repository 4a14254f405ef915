"""The words of one reminder at one moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from commands.planning import Stage, What, registration_ends_at
from commands.texts import reminder_posts as texts
from commands.texts.markup import Text
from commands.texts.reminder_posts import Look
from storage.meetings import Meeting, Slot

_LATE_AFTER = timedelta(minutes=15)


def is_late(due_at: datetime, now: datetime) -> bool:
    return now - due_at > _LATE_AFTER


def words(
    meeting: Meeting, slots: Sequence[Slot], stage: str, starts_at: datetime, look: Look
) -> Text:
    """`slots` are those of the meeting."""
    register_at = None if meeting.register_by is None else registration_ends_at(meeting)
    match Stage.parse(stage).what:
        case What.REGISTER:
            return texts.of_registration(meeting, starts_at, look)
        case What.SLOT:
            together = [slot for slot in slots if slot.starts_at == starts_at]
            return texts.of_slots(meeting, together, look)
        case What.MEETING:
            return texts.of_meeting(meeting, register_at, look)
