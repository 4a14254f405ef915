"""From a Matrix event to the message a person meant."""

import re
from datetime import UTC, datetime

from nio import Event, RoomMessageText

from commands.command import Message

_LATEST = 4_102_444_800_000  # the year 2100, in milliseconds


def is_ours_to_read(event: Event) -> bool:
    """Not from before we joined, as far as the homeserver tells (unsigned.membership)."""
    unsigned = event.source.get("unsigned")
    known = unsigned.get("membership", "join") if isinstance(unsigned, dict) else "join"
    return bool(known == "join")


def sent_at(event: Event) -> datetime:
    """What the sender's homeserver says, kept within what a date can hold."""
    return datetime.fromtimestamp(min(max(event.server_timestamp, 0), _LATEST) / 1000, UTC)


def to_message(room_id: str, event: Event, *, direct: bool) -> Message | None:
    """None for what is no text of a person: notices of other bots, edits, images, state."""
    if not isinstance(event, RoomMessageText):
        return None
    relation = event.source["content"].get("m.relates_to")
    if not isinstance(relation, dict):
        relation = {}
    if relation.get("rel_type") == "m.replace":
        return None
    thread_root = relation.get("event_id") if relation.get("rel_type") == "m.thread" else None
    body = event.body
    if "m.in_reply_to" in relation:
        body = _without_quote(body)
    return Message(
        room_id=room_id,
        sender=event.sender,
        event_id=event.event_id,
        body=body,
        sent_at=sent_at(event),
        thread_root=thread_root if _is_event_id(thread_root) else None,
        direct=direct,
    )


def _is_event_id(value: object) -> bool:
    """It goes into our answer, and the homeserver would refuse anything else for ever."""
    return isinstance(value, str) and re.fullmatch(r"\$[!-~]{1,254}", value) is not None


def _without_quote(body: str) -> str:
    """Older clients repeat what they reply to in lines that begin with "> "."""
    lines = body.split("\n")
    while lines and lines[0].startswith("> "):
        lines.pop(0)
    return "\n".join(lines).lstrip("\n")
