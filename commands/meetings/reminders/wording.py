"""Word reminders: each meeting once for many rooms and persons, each post once for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.language.markup import Text, is_sendable
from commands.meetings.texts import reminder_posts as texts
from commands.meetings.texts.reminded import Look, Reminded, words
from storage.meetings.meetings import Meeting, Slot
from storage.meetings.reminders import Reminder


@dataclass(frozen=True)
class Wordings:
    """The words of one moment about these meetings and all their slots."""

    now: datetime
    zone: ZoneInfo
    prefix: str
    meetings: Mapping[int, Meeting]
    slots: Mapping[int, Sequence[Slot]]
    _reminded: dict[tuple[object, ...], Reminded] = field(default_factory=dict)
    _posts: dict[tuple[object, ...], Text] = field(default_factory=dict)

    def of(self, reminders: Sequence[Reminder]) -> Text:
        """Return the post of these in one room, without the name of a person."""
        look = Look(self.now, self.zone, self.prefix, personal=is_personal(reminders[0]))
        entries = [self._entry(each, look) for each in reminders]
        late = tuple(entry.late for entry in entries)
        key = (look.personal, late, *map(_key, reminders))
        if key not in self._posts:
            self._posts[key] = texts.reminder(entries, look)
        return self._posts[key]

    def are_sendable(self, reminders: Sequence[Reminder]) -> bool:
        """Return whether one post can hold them."""
        return is_sendable(self.of(reminders))

    def _entry(self, reminder: Reminder, look: Look) -> texts.ReminderItem:
        number, key = reminder.meeting_id, _key(reminder)
        meeting, slots = self.meetings[number], self.slots.get(number, ())
        if key not in self._reminded:
            stage, starts_at = reminder.stage, reminder.starts_at
            self._reminded[key] = words(meeting, slots, stage, starts_at, look)
        late = texts.is_late(reminder.due_at, self.now)
        return texts.ReminderItem(meeting, self._reminded[key], late)


def _key(reminder: Reminder) -> tuple[object, ...]:
    return reminder.meeting_id, reminder.stage, reminder.starts_at


def is_personal(reminder: Reminder) -> bool:
    return reminder.room_id.startswith("@")
