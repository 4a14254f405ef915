"""✅ ❌ ❔ on a post about a meeting are answers; who removes theirs takes it back."""

from collections.abc import Mapping
from types import MappingProxyType

from commands.command import Listener, Occasion, Reaction, Redaction, Reply
from commands.meetings import announcements
from commands.rsvp.answers import closed, store
from storage import meetings, outbox, rsvp
from storage.rsvp import Answer

# The second question mark is what some keyboards offer first.
_ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {announcements.YES: "yes", announcements.NO: "no", announcements.MAYBE: "maybe", "❓": "maybe"}
)


async def on_reaction(occasion: Occasion, reaction: Reaction) -> Reply | None:
    answer = _ANSWERS.get(reaction.key.replace("\ufe0f", ""))
    if answer is None:
        return None
    about = await outbox.subject_of(occasion.tx, reaction.target)
    number = announcements.meeting_in(about)
    meeting = None if number is None else await meetings.get(occasion.tx, number)
    if meeting is None or closed(occasion, meeting) is not None:
        return None
    await store(occasion, meeting, answer, reaction)
    return Reply()


async def on_removal(occasion: Occasion, redaction: Redaction) -> Reply | None:
    """By whom else it is removed counts for nothing: it may be a room that is not the post's."""
    said = await rsvp.by_event(occasion.tx, redaction.target)
    if said is None or said.user_id != redaction.sender:
        return None
    before = await rsvp.of(occasion.tx, said.meeting_id, said.user_id)
    after = await rsvp.take_back(occasion.tx, said)
    if before is None or after is None or before.answer != after.answer:
        await announcements.request_recount(occasion, said.meeting_id)
    return Reply()


ON_REACTION = Listener(Reaction, on_reaction)
ON_REMOVAL = Listener(Redaction, on_removal)
