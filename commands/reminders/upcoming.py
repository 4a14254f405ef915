"""What would be posted in the time to come; pure, nothing is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from commands.reminders.planning import planned
from commands.reminders.posts import words
from commands.settings import Reminders
from commands.texts.markup import Text
from commands.texts.reminder_posts import Look
from storage.meetings import Meeting, Slot
from storage.reminders import Wish


@dataclass(frozen=True)
class Post:
    """`room_id` may be a person ('@…')."""

    at: datetime
    room_id: str
    text: Text


@dataclass(frozen=True)
class Dates:
    """All that is planned from: meetings, all their slots, all wishes."""

    meetings: Sequence[Meeting]
    slots: Sequence[Slot] = ()
    wishes: Sequence[Wish] = ()


def upcoming_posts(
    dates: Dates,
    configured: Reminders,
    rooms: Sequence[str],
    prefix: str,
    now: datetime,
    until: datetime,
) -> tuple[Post, ...]:
    """All posts after `now` and up to `until`, in their order, as if nothing changed any more."""
    posts = [
        post
        for meeting in dates.meetings
        for post in _of(meeting, dates, configured, rooms, prefix, now)
        if post.at <= until
    ]
    return tuple(sorted(posts, key=lambda post: (post.at, post.text.body, post.room_id)))


def _of(
    meeting: Meeting,
    dates: Dates,
    configured: Reminders,
    rooms: Sequence[str],
    prefix: str,
    now: datetime,
) -> Iterable[Post]:
    slots = [slot for slot in dates.slots if slot.meeting_id == meeting.meeting_id]
    wishes = [wish for wish in dates.wishes if wish.meeting_id == meeting.meeting_id]
    for row in planned(meeting, slots, wishes, configured, rooms, now):
        personal = row.room_id.startswith("@")
        look = Look(row.due_at, configured.timezone, prefix, personal=personal)
        yield Post(row.due_at, row.room_id, words(meeting, slots, row.stage, row.starts_at, look))
