"""Put due reminders into the outbox; those that wait there are reworded until they leave."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, Job
from commands.conversation.posting import message, post, to_person
from commands.language.markup import Text
from commands.meetings.announcements import subject_about
from commands.meetings.reminders.decide import decide, joined
from commands.meetings.reminders.wording import Wordings, is_personal
from commands.meetings.texts.meetings import not_reminded
from commands.meetings.texts.reminder_posts import is_late
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Slot
from storage.meetings.reminders import Done, Reminder, WaitingPost


async def send_due(ctx: Context) -> None:
    """Post each due row once, in the transaction of this turn.

    After a homeserver was away, yesterday's "Morgen" would be wrong: rows that still wait get a
    new wording, or are withdrawn if a later one is posted or the meeting has begun.
    """
    due = await reminders.due(ctx.tx, ctx.now)
    waiting = await reminders.waiting(ctx.tx)
    if not due and not waiting:
        return
    wordings, fates = await _decided(ctx, [*_members(waiting), *due])
    await _renew_all(ctx, waiting, wordings, fates)
    ready = [row for row in due if row in fates]
    posted = [row for row in ready if fates[row] == "posted" and not _is_held(ctx, row)]
    await _post_all(ctx, posted, wordings)
    for state in ("skipped", "dropped"):
        done = [row.reminder_id for row in ready if fates[row] == state]
        await reminders.mark(ctx.tx, done, state, ctx.now)


async def renew(ctx: Context, room_id: str) -> None:
    """Reword what waits for a room or person: reminders were taken out of it."""
    found = await reminders.waiting(ctx.tx)
    waiting = [post for post in found if post.reminders[0].room_id == room_id]
    if waiting:
        wordings, fates = await _decided(ctx, _members(waiting))
        await _renew_all(ctx, waiting, wordings, fates)


def _members(posts: Iterable[WaitingPost]) -> list[Reminder]:
    return [row for post in posts for row in post.reminders]


async def _decided(
    ctx: Context, rows: Iterable[Reminder]
) -> tuple[Wordings, Mapping[Reminder, Done]]:
    rows = sorted(rows, key=lambda row: (row.due_at, row.reminder_id))
    wordings = await _wordings(ctx, rows)
    return wordings, await _fates(ctx, rows, wordings)


async def _fates(
    ctx: Context, rows: Iterable[Reminder], wordings: Wordings
) -> dict[Reminder, Done]:
    """Decide about them and word what is said; a meeting that cannot be worded has no fate."""
    fates: dict[Reminder, Done] = {}
    of_meeting: dict[int, list[Reminder]] = {}
    for row in rows:
        of_meeting.setdefault(row.meeting_id, []).append(row)

    async def decide_one(number: int) -> None:
        found = decide(of_meeting[number], wordings.meetings, wordings.slots, ctx.now)
        found |= {row: "dropped" for row in found if _membership(ctx, row) is False}
        for row, fate in found.items():
            if fate == "posted":
                wordings.of([row])
        fates.update(found)

    await one_by_one(
        ctx, [(f"reminder-{number}", number) for number in of_meeting], decide_one, not_reminded
    )
    return fates


async def _wordings(ctx: Context, rows: Iterable[Reminder]) -> Wordings:
    current = await meetings.ending_after(ctx.tx, ctx.now)
    slots: dict[int, list[Slot]] = {}
    for slot in await meetings.slots_of(ctx.tx, *{row.meeting_id for row in rows}):
        slots.setdefault(slot.meeting_id, []).append(slot)
    by_number = {meeting.meeting_id: meeting for meeting in current}
    return Wordings(ctx.now, ctx.zone, ctx.prefix, by_number, slots)


async def _renew_all(
    ctx: Context,
    waiting: Iterable[WaitingPost],
    wordings: Wordings,
    fates: Mapping[Reminder, Done],
) -> None:
    """Take out what is not to be said any more, and give the rest of each post its words.

    A post with a meeting that cannot be worded is left alone.
    """
    decided = [each for each in waiting if fates.keys() >= {*each.reminders}]
    gone = [row for row in _members(decided) if fates[row] != "posted"]
    if gone:
        await reminders.take_out(ctx.tx, gone, ctx.now)
    for each in decided:
        left = [row for row in each.reminders if fates[row] == "posted"]
        if not left:
            continue
        new = message(_said(ctx, left, wordings), each.transaction_id)
        if new != each.content:
            await reminders.reword(ctx.tx, each.transaction_id, new, _subject(left))


def _is_held(ctx: Context, reminder: Reminder) -> bool:
    """Return whether it is late and can wait for the end of the quiet hours.

    A reminder also waits until it is known whether the person is a member.
    """
    if _membership(ctx, reminder) is None:
        return True
    if is_personal(reminder) or not is_late(reminder.due_at, ctx.now):
        return False
    quiet = ctx.settings.reminders.quiet
    return quiet.shifted(ctx.now, reminder.starts_at) > ctx.now


async def _post_all(ctx: Context, posted: Iterable[Reminder], wordings: Wordings) -> None:
    names: dict[Reminder, str] = {}
    for rows in joined(posted, wordings.are_sendable):
        room_id, name = rows[0].room_id, rows[0].transaction_id
        await post(ctx, room_id, _said(ctx, rows, wordings), name, subject=_subject(rows))
        names |= dict.fromkeys(rows, name)
    await reminders.mark_posted(ctx.tx, names, ctx.now)


def _said(ctx: Context, rows: Sequence[Reminder], wordings: Wordings) -> Text:
    made = wordings.of(rows)
    return to_person(ctx, rows[0].room_id, made) if is_personal(rows[0]) else made


def _subject(rows: Iterable[Reminder]) -> str:
    return subject_about([row.meeting_id for row in rows])


def _membership(ctx: Context, reminder: Reminder) -> bool | None:
    return ctx.membership(reminder.room_id) if is_personal(reminder) else True


SEND_DUE = Job(
    "send due reminders", timedelta(minutes=1), send_due, reminders.next_due, timedelta()
)
