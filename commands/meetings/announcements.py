"""The announcement of a date in every network room: posted once, edited when facts change."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from commands.command import Occasion
from commands.job import Job
from commands.posting import rewrite, say
from commands.texts import meetings as texts
from commands.texts.markup import Text
from storage import announcements as stored
from storage import meetings, outbox
from storage.meetings import Meeting

YES, NO, MAYBE = ANSWERS = "✅", "❌", "❔"
# Those who answer one after the other are counted in one edit.
PATIENCE = timedelta(minutes=1)
COMING = 5
_SUBJECT = "meeting:"


def subject(meeting_id: int) -> str:
    """What a post is about, as the outbox keeps it; reactions to it are answers."""
    return f"{_SUBJECT}{meeting_id}"


def meeting_in(about: str | None) -> int | None:
    """The number in a `subject`, None if it is about something else."""
    if about is None or not about.startswith(_SUBJECT):
        return None
    return int(about.removeprefix(_SUBJECT))


def announcement_of(meeting_id: int, room_id: str) -> str:
    """Transaction id."""
    return f"meeting-{meeting_id}-announcement-{room_id}"


async def announce(occasion: Occasion, meeting: Meeting) -> None:
    """In every network room, in each of them once; of a series its first date."""
    text = await _text(occasion, meeting)
    for room_id in occasion.settings.network_rooms:
        await _post(occasion, meeting, room_id, text)


async def refresh(occasion: Occasion, *changed: Meeting) -> None:
    """Edit what was announced to say how things are now; one of a series stands for all."""
    known = await stored.announced(occasion.tx, [each.meeting_id for each in changed])
    anchors = dict.fromkeys(each.meeting_id for each in changed if each.meeting_id in known)
    others = [each for each in changed if each.meeting_id not in anchors]
    for meeting in {each.series_id or -each.meeting_id: each for each in others}.values():
        anchor = await _anchor(occasion, meeting)
        if anchor is not None:
            anchors[anchor.meeting_id] = None
    for number in anchors:
        await _rewrite(occasion, number, facts=True)


async def _rewrite(occasion: Occasion, meeting_id: int, *, facts: bool) -> None:
    """With new `facts` it is also posted in rooms that came after the announcement."""
    revision = await stored.revised(occasion.tx, meeting_id)
    meeting = await meetings.get(occasion.tx, meeting_id)
    if meeting is None:
        return
    about, text = subject(meeting_id), await _text(occasion, meeting)
    known = await outbox.events_about(occasion.tx, about)
    for room_id in occasion.settings.network_rooms:
        name = announcement_of(meeting_id, room_id)
        if name in known:
            await rewrite(occasion, room_id, text, name, revision, about=about)
        elif facts and meeting.ends_at > occasion.now:
            await _post(occasion, meeting, room_id, text)


async def tell_changed(
    occasion: Occasion, meeting: Meeting, text: Text, posts: Mapping[str, str]
) -> None:
    """`posts`: room -> the post below which it belongs, see `posts_about`."""
    revision = await stored.revised(occasion.tx, meeting.meeting_id)
    about = subject(meeting.meeting_id)
    for room_id, thread in posts.items():
        name = f"meeting-{meeting.meeting_id}-changed-{revision}-{room_id}"
        await say(occasion, room_id, text, name, about=about, thread=thread)


async def tell_person(occasion: Occasion, meeting: Meeting, text: Text, user_id: str) -> None:
    """In the direct chat, of a change."""
    revision = await stored.revised(occasion.tx, meeting.meeting_id)
    name = f"meeting-{meeting.meeting_id}-changed-{revision}-{user_id}"
    await say(occasion, user_id, text, name, about=subject(meeting.meeting_id))


async def posts_about(occasion: Occasion, meeting: Meeting) -> dict[str, str]:
    """Room -> transaction id of the announcement there, else of the last reminder.

    Where nobody heard of the meeting, nobody needs to hear that it is changed.
    """
    anchor = await _anchor(occasion, meeting)
    known = await outbox.events_about(occasion.tx, subject(meeting.meeting_id))
    if anchor is not None and anchor.meeting_id != meeting.meeting_id:
        known = [*known, *await outbox.events_about(occasion.tx, subject(anchor.meeting_id))]
    found: dict[str, str] = {}
    for room_id in occasion.settings.network_rooms:
        announced = announcement_of((anchor or meeting).meeting_id, room_id)
        start, end = f"reminder-{meeting.meeting_id}-", f"-{room_id}"
        reminded = [name for name in known if name.startswith(start) and name.endswith(end)]
        for name in [announced] if announced in known else reminded[-1:]:
            found[room_id] = name
    return found


async def request_recount(occasion: Occasion, meeting_id: int) -> None:
    """The answers changed: the announcement says so within a minute."""
    await stored.request_recount(occasion.tx, meeting_id, occasion.now + PATIENCE)


async def recount(occasion: Occasion) -> None:
    for number in await stored.due_recounts(occasion.tx, occasion.now):
        if await stored.announced(occasion.tx, [number]):
            await _rewrite(occasion, number, facts=False)


async def _post(occasion: Occasion, meeting: Meeting, room_id: str, text: Text) -> None:
    name, about = announcement_of(meeting.meeting_id, room_id), subject(meeting.meeting_id)
    reactions = () if meeting.kind == "frist" else ANSWERS
    await say(occasion, room_id, text, name, about=about, reactions=reactions)


async def _text(occasion: Occasion, meeting: Meeting) -> Text:
    tx, number = occasion.tx, meeting.meeting_id
    answers = texts.Answers(**await stored.answers(tx, number))
    coming: Sequence[Meeting] = ()
    if meeting.series_id is not None:
        of_series = await meetings.of_series(tx, meeting.series_id)
        coming = [each for each in of_series if each.ends_at > occasion.now][:COMING]
    slots = len(await meetings.slots_of(tx, number))
    zone, prefix = occasion.settings.timezone, occasion.settings.prefix
    return texts.announcement(meeting, coming, answers, slots, zone, prefix)


async def _anchor(occasion: Occasion, meeting: Meeting) -> Meeting | None:
    """The meeting that was announced: this one, or the one that stands for its series."""
    candidates = [meeting]
    if meeting.series_id is not None:
        candidates += await meetings.of_series(occasion.tx, meeting.series_id)
    known = await stored.announced(occasion.tx, [each.meeting_id for each in candidates])
    return next((each for each in candidates if each.meeting_id in known), None)


RECOUNT = Job("recount answers", timedelta(seconds=20), recount)
