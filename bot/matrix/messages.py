"""From a Matrix event to what a person meant by it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from nio import BadEvent, Event, MegolmEvent

from bot.matrix.files import caption_of, file_of
from commands.command import Heard, Message, Reaction, Redaction

_LATEST = 4_102_444_800_000  # the year 2100, in milliseconds
_LONGEST_KEY = 100

# nio takes for bad what lacks a field that other homeservers, or other clients, leave out.
AnyEvent: TypeAlias = Event | BadEvent


@dataclass(frozen=True)
class Relation:
    """What m.relates_to says, as far as it can be believed."""

    kind: object
    target: str | None
    thread_root: str | None
    reply_to: str | None
    quotes: bool


def is_event(event: object) -> bool:
    """What lacks even an id, a sender or a content is nothing to go on."""
    return (
        isinstance(event, Event | BadEvent)
        and is_event_id(event.event_id)
        and isinstance(event.sender, str)
        and isinstance(event.source.get("content"), dict)
    )


def is_ours_to_read(event: AnyEvent) -> bool:
    """Not from before we joined, as far as the homeserver tells (unsigned.membership)."""
    return bool(_unsigned(event).get("membership", "join") == "join")


def sent_at(event: AnyEvent) -> datetime:
    """What the sender's homeserver says, kept within what a date can hold."""
    at = event.server_timestamp
    at = at if isinstance(at, int) else 0
    return datetime.fromtimestamp(min(max(at, 0), _LATEST) / 1000, UTC)


def is_of_use(event: AnyEvent) -> bool:
    """Whether somebody could handle it, perhaps when its key has come."""
    return isinstance(event, MegolmEvent) or to_heard("", event, direct=False) is not None


def to_heard(room_id: str, event: AnyEvent, *, direct: bool) -> Heard | None:
    """None for what no person said or did to be heard: notices of other bots, state, odd events."""
    if not is_event(event) or "redacted_because" in _unsigned(event):
        return None
    # Only the type of what was encrypted counts, and state is never encrypted.
    if "state_key" in event.source:
        return None
    content = event.source["content"]
    match event.source.get("type"):
        case "m.room.message":
            return _message(room_id, event, content, direct=direct)
        case "m.reaction":
            return _reaction(room_id, event, content, direct=direct)
        case "m.room.redaction":
            return _redaction(room_id, event, content, direct=direct)
    return None


def as_edit_of(original: AnyEvent, edit: Message) -> Message | None:
    """The edit in the place of its original; None if that is somebody else's.

    The homeserver does not ask whose message is edited, and an edit does not say where it stands.
    """
    if not is_event(original) or original.sender != edit.sender:
        return None
    relation = relation_of(original.source["content"])
    body = _without_quote(edit.body) if relation.quotes else edit.body
    return replace(edit, body=body, thread_root=relation.thread_root, reply_to=relation.reply_to)


def _message(
    room_id: str, event: AnyEvent, content: Mapping[str, Any], *, direct: bool
) -> Message | None:
    relation = relation_of(content)
    edits = relation.kind == "m.replace"
    said = content.get("m.new_content") if edits else content
    if not isinstance(said, dict) or (edits and relation.target is None):
        return None
    file = None if edits else file_of(said)
    body = said.get("body") if file is None else caption_of(said)
    if not isinstance(body, str) or (file is None and said.get("msgtype") != "m.text"):
        return None
    return Message(
        room_id=room_id,
        sender=event.sender,
        event_id=event.event_id,
        body=_without_quote(body) if relation.quotes else body,
        sent_at=sent_at(event),
        thread_root=relation.thread_root,
        direct=direct,
        reply_to=relation.reply_to,
        file=file,
        replaces=relation.target if edits else None,
    )


def _reaction(
    room_id: str, event: AnyEvent, content: Mapping[str, Any], *, direct: bool
) -> Reaction | None:
    relates = content.get("m.relates_to")
    relation = relation_of(content)
    key = relates.get("key") if isinstance(relates, dict) else None
    if not isinstance(key, str) or not 0 < len(key) <= _LONGEST_KEY:
        return None
    if relation.kind != "m.annotation" or relation.target is None:
        return None
    sender, event_id = event.sender, event.event_id
    return Reaction(room_id, sender, event_id, key, relation.target, sent_at(event), direct=direct)


def _redaction(
    room_id: str, event: AnyEvent, content: Mapping[str, Any], *, direct: bool
) -> Redaction | None:
    """The target stands in the content since room version 11, and beside it before."""
    if event.decrypted:  # no homeserver has asked whether the sender may
        return None
    for target in (event.source.get("redacts"), content.get("redacts")):
        if isinstance(target, str) and is_event_id(target):
            sender, event_id = event.sender, event.event_id
            return Redaction(room_id, sender, event_id, target, sent_at(event), direct=direct)
    return None


def relation_of(content: Mapping[str, Any]) -> Relation:
    relates = content.get("m.relates_to")
    relates = relates if isinstance(relates, dict) else {}
    kind = relates.get("rel_type")
    target = _event_id(relates.get("event_id"))
    reply = relates.get("m.in_reply_to")
    reply_to = _event_id(reply.get("event_id")) if isinstance(reply, dict) else None
    threaded = kind == "m.thread"
    # In a thread it may only be there for clients that know no threads.
    meant = not (threaded and relates.get("is_falling_back") is True)
    return Relation(
        kind,
        target,
        target if threaded else None,
        reply_to if meant else None,
        quotes="m.in_reply_to" in relates,
    )


def is_event_id(value: object) -> bool:
    """It goes into our answer, and the homeserver would refuse anything else for ever."""
    return isinstance(value, str) and re.fullmatch(r"\$[!-~]{1,254}", value) is not None


def _event_id(value: object) -> str | None:
    return value if isinstance(value, str) and is_event_id(value) else None


def _unsigned(event: AnyEvent) -> Mapping[str, Any]:
    unsigned = event.source.get("unsigned")
    return unsigned if isinstance(unsigned, dict) else {}


def _without_quote(body: str) -> str:
    """Older clients repeat what they reply to in lines that begin with "> "."""
    lines = body.split("\n")
    while lines and lines[0].startswith("> "):
        lines.pop(0)
    return "\n".join(lines).lstrip("\n")
