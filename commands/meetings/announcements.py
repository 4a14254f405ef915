"""Announce a meeting in every network room, once; edit the post when its facts change."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from commands.conversation.apart import one_by_one
from commands.conversation.command import Context, Job, UnfitError
from commands.conversation.posting import post, rewrite, subject_of, to_person
from commands.language.markup import Text
from commands.meetings.texts import meetings as texts
from commands.meetings.texts import reminder_posts as post_texts
from storage.conversation import outbox
from storage.meetings import announcements as stored
from storage.meetings import meetings, reminders
from storage.meetings.meetings import Meeting

YES, NO, MAYBE = ANSWERS = "✅", "❌", "❔"
# One edit counts all answers of this time.
PATIENCE = timedelta(minutes=1)
COMING = 5
KIND = "meeting"
# Of a post about several.
SEVERAL = "meetings"


def subject_about(numbers: Sequence[int]) -> str:
    """Return the subject of a post about these meetings, at least one."""
    if len(numbers) == 1:
        return subject_of(KIND, numbers[0])
    return f"{SEVERAL}:{','.join(map(str, numbers))}"


def meetings_in(subject: str | None) -> list[int]:
    """Return the numbers of the meetings that a post with this subject is about."""
    kind, _, numbers = (subject or "").partition(":")
    return [int(number) for number in numbers.split(",")] if kind in (KIND, SEVERAL) else []


async def meeting_numbered(ctx: Context, number: int) -> Meeting:
    """Return the meeting; raise UnfitError if there is none."""
    meeting = await meetings.get(ctx.tx, number)
    if meeting is None:
        raise UnfitError(texts.no_such(number, ctx.prefix))
    return meeting


def announcement_of(meeting_id: int, room_id: str) -> str:
    """Return the transaction id of the announcement in that room."""
    return f"meeting-{meeting_id}-announcement-{room_id}"


async def announce(ctx: Context, meeting: Meeting) -> None:
    """Post it once in every network room; a series is announced by its first meeting."""
    text = await _text(ctx, meeting)
    for room_id in ctx.settings.network_rooms:
        await _post(ctx, meeting, room_id, text)


async def refresh(ctx: Context, *changed: Meeting) -> None:
    """Edit what was announced to say how things are now; one of a series stands for all."""
    known = await stored.announced(ctx.tx, [each.meeting_id for each in changed])
    anchors = dict.fromkeys(each.meeting_id for each in changed if each.meeting_id in known)
    others = [each for each in changed if each.meeting_id not in anchors]
    for meeting in {each.series_id or -each.meeting_id: each for each in others}.values():
        anchor = await _anchor(ctx, meeting)
        if anchor is not None:
            anchors[anchor.meeting_id] = None
    for number in anchors:
        await _rewrite(ctx, number, facts=True)


async def _rewrite(ctx: Context, meeting_id: int, *, facts: bool) -> None:
    """Edit the announcement; with new `facts` also post it in rooms that came later."""
    revision = await stored.next_revision(ctx.tx, meeting_id)
    meeting = await meetings.get(ctx.tx, meeting_id)
    if meeting is None:
        return
    subject, text = subject_of(KIND, meeting_id), await _text(ctx, meeting)
    known = await outbox.events_about(ctx.tx, subject)
    for room_id in ctx.settings.network_rooms:
        name = announcement_of(meeting_id, room_id)
        if name in known:
            await rewrite(ctx, room_id, text, name, revision, subject=subject)
        elif facts and meeting.ends_at > ctx.now:
            await _post(ctx, meeting, room_id, text)


async def tell_changed(
    ctx: Context, meeting: Meeting, text: Text, posts: Mapping[str, str]
) -> None:
    """Post the change as a reply to the announcements; `posts` are those of `posts_about`.

    It stands where all read it: an edit is not seen, and few open the thread of an old post.
    """
    revision = await stored.next_revision(ctx.tx, meeting.meeting_id)
    subject = subject_of(KIND, meeting.meeting_id)
    for room_id, announced in posts.items():
        name = f"meeting-{meeting.meeting_id}-changed-{revision}-{room_id}"
        await post(ctx, room_id, text, name, subject=subject, reply_to=announced)


async def tell_person(ctx: Context, meeting: Meeting, text: Text, user_id: str) -> None:
    """Post the change in the direct chat."""
    revision = await stored.next_revision(ctx.tx, meeting.meeting_id)
    name = f"meeting-{meeting.meeting_id}-changed-{revision}-{user_id}"
    told = to_person(ctx, user_id, text)
    await post(ctx, user_id, told, name, subject=subject_of(KIND, meeting.meeting_id))


async def posts_about(ctx: Context, meeting: Meeting) -> dict[str, str]:
    """Return for each room the transaction id of the announcement, else of the last reminder.

    Rooms without either know nothing about the meeting, and need not read that it is changed.
    """
    anchor = await _anchor(ctx, meeting)
    known = await outbox.events_about(ctx.tx, subject_of(KIND, meeting.meeting_id))
    if anchor is not None and anchor.meeting_id != meeting.meeting_id:
        known = [*known, *await outbox.events_about(ctx.tx, subject_of(KIND, anchor.meeting_id))]
    reminded, found = await reminders.posted_as(ctx.tx, meeting.meeting_id), dict[str, str]()
    for room_id in ctx.settings.network_rooms:
        announced = announcement_of((anchor or meeting).meeting_id, room_id)
        name = announced if announced in known else reminded.get(room_id)
        if name is not None:
            found[room_id] = name
    return found


async def request_recount(ctx: Context, meeting_id: int) -> None:
    """Let the announcement show the new answers within a minute."""
    await stored.request_recount(ctx.tx, meeting_id, ctx.now + PATIENCE)


async def recount(ctx: Context) -> None:
    due = await stored.due_recounts(ctx.tx, ctx.now)
    announced = await stored.announced(ctx.tx, due)
    await one_by_one(
        ctx,
        [(f"recount-{number}", number) for number in due if number in announced],
        partial(_rewrite, ctx, facts=False),
        texts.not_refreshed,
    )


async def _post(ctx: Context, meeting: Meeting, room_id: str, text: Text) -> None:
    number = meeting.meeting_id
    name, subject = announcement_of(number, room_id), subject_of(KIND, number)
    reactions = () if meeting.kind == "frist" else ANSWERS
    await post(ctx, room_id, text, name, subject=subject, reactions=reactions)


async def _text(ctx: Context, meeting: Meeting) -> Text:
    tx, number = ctx.tx, meeting.meeting_id
    answers = texts.Answers(**await stored.answers(tx, number))
    coming: Sequence[Meeting] = ()
    if meeting.series_id is not None:
        of_series = await meetings.of_series(tx, meeting.series_id)
        coming = [each for each in of_series if each.ends_at > ctx.now][:COMING]
    slots = len(await meetings.slots_of(tx, number))
    return texts.announcement(meeting, coming, answers, slots, ctx.zone, ctx.prefix)


async def _anchor(ctx: Context, meeting: Meeting) -> Meeting | None:
    """Return the meeting that was announced: this one, or the one that stands for its series."""
    candidates = [meeting]
    if meeting.series_id is not None:
        candidates += await meetings.of_series(ctx.tx, meeting.series_id)
    known = await stored.announced(ctx.tx, [each.meeting_id for each in candidates])
    return next((each for each in candidates if each.meeting_id in known), None)


RECOUNT = Job("recount answers", PATIENCE, recount, stored.next_recount, after_change=timedelta())


# From the way home until a week later, when nobody knows any more where the slides are.
_ASK_FROM, _ASK_UNTIL = timedelta(hours=3), timedelta(days=7)


async def ask(ctx: Context) -> None:
    """Ask for slides and minutes after a meeting; in quiet hours wait until they are over."""
    tx, now = ctx.tx, ctx.now
    if ctx.settings.reminders.quiet.holds(now):
        return
    ended = await stored.without_minutes(tx, now - _ASK_UNTIL, now - _ASK_FROM)
    await one_by_one(
        ctx,
        [(f"afterwards-{number}", number) for number in ended],
        partial(_ask_about, ctx),
        texts.not_asked,
    )


async def _ask_about(ctx: Context, number: int) -> None:
    settings = ctx.settings
    await stored.mark_minutes_requested(ctx.tx, number)
    meeting = await meetings.get(ctx.tx, number)
    if meeting is None:
        return
    text = post_texts.afterwards(meeting, settings.network.contact_email)
    for room_id in settings.network_rooms:
        name = f"meeting-{number}-afterwards-{room_id}"
        await post(ctx, room_id, text, name, subject=subject_of(KIND, number))


ASK = Job("ask for minutes", timedelta(minutes=10), ask)
