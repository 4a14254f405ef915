"""What is due goes to the outbox; what waits there says what is true when it leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from commands.command import Occasion
from commands.job import Job
from commands.posting import notice, preplace, say
from commands.reminders.decide import decide
from commands.reminders.planning import quiet_hours
from commands.reminders.posts import is_late, words
from commands.texts.markup import Text
from commands.texts.reminder_posts import Look
from storage import meetings, reminders
from storage.meetings import Meeting, Slot
from storage.reminders import Done, Reminder

REACTIONS = ("✅", "❌", "❔")


@dataclass(frozen=True)
class _Wordings:
    """Many rooms and persons are told the same."""

    occasion: Occasion
    meetings: Mapping[int, Meeting]
    slots: Mapping[int, Sequence[Slot]]
    _known: dict[tuple[object, ...], Text] = field(default_factory=dict)

    def of(self, reminder: Reminder) -> Text:
        occasion, number = self.occasion, reminder.meeting_id
        settings, late = occasion.settings, is_late(reminder.due_at, occasion.now)
        look = Look(occasion.now, settings.timezone, settings.prefix, late, _is_person(reminder))
        key = (number, reminder.stage, reminder.starts_at, look)
        if key not in self._known:
            self._known[key] = words(
                self.meetings[number],
                self.slots.get(number, ()),
                reminder.stage,
                reminder.starts_at,
                look,
            )
        return self._known[key]


async def send_due(occasion: Occasion) -> None:
    """All rows that are due, in the transaction of the occasion; each of them once.

    A homeserver that was away must not be told yesterday's "Morgen": what still waits is worded
    anew, and withdrawn if something later is posted or the meeting has begun.
    """
    due = await reminders.due(occasion.tx, occasion.now)
    waiting = dict(await reminders.waiting(occasion.tx))
    if not due and not waiting:
        return
    rows = sorted([*waiting, *due], key=lambda row: (row.due_at, row.reminder_id))
    wordings = await _wordings(occasion, rows)
    fates = decide(rows, wordings.meetings, wordings.slots, occasion.now)
    for reminder, content in waiting.items():
        await _renew(occasion, reminder, content, fates[reminder], wordings)
    ready = [row for row in due if fates[row] != "posted" or not _is_held(occasion, row)]
    await _post_all(occasion, [row for row in ready if fates[row] == "posted"], wordings)
    for state in ("posted", "skipped", "dropped"):
        done = [row.reminder_id for row in ready if fates[row] == state]
        await reminders.mark(occasion.tx, done, state, occasion.now)


async def _wordings(occasion: Occasion, rows: Iterable[Reminder]) -> _Wordings:
    current = await meetings.ending_after(occasion.tx, occasion.now)
    slots: dict[int, list[Slot]] = {}
    for slot in await meetings.slots_of(occasion.tx, *{row.meeting_id for row in rows}):
        slots.setdefault(slot.meeting_id, []).append(slot)
    return _Wordings(occasion, {meeting.meeting_id: meeting for meeting in current}, slots)


async def _renew(
    occasion: Occasion,
    reminder: Reminder,
    content: Mapping[str, object],
    fate: Done,
    wordings: _Wordings,
) -> None:
    if fate != "posted":
        await reminders.withdraw(occasion.tx, reminder, occasion.now)
        return
    new = notice(wordings.of(reminder), reminder.transaction_id)
    if new != content:
        await reminders.reword(occasion.tx, reminder, new)


def _is_held(occasion: Occasion, reminder: Reminder) -> bool:
    """What is late already may wait for the end of the quiet hours, if that is early enough."""
    if _is_person(reminder) or not is_late(reminder.due_at, occasion.now):
        return False
    quiet = quiet_hours(occasion.settings.reminders)
    return quiet.shifted(occasion.now, reminder.starts_at) > occasion.now


async def _post_all(occasion: Occasion, posted: Sequence[Reminder], wordings: _Wordings) -> None:
    """All words before the reactions below them: the last reminder is not to wait for those."""
    for reminder in posted:
        about, name = f"meeting:{reminder.meeting_id}", reminder.transaction_id
        await say(occasion, reminder.room_id, wordings.of(reminder), name, about=about)
    for reminder in posted:
        is_deadline = wordings.meetings[reminder.meeting_id].kind == "frist"
        if not is_deadline and not _is_person(reminder):
            await preplace(occasion, reminder.room_id, reminder.transaction_id, REACTIONS)


def _is_person(reminder: Reminder) -> bool:
    return reminder.room_id.startswith("@")


SEND_DUE = Job("send due reminders", timedelta(seconds=30), send_due, reminders.next_due)
