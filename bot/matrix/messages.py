"""Turn a Matrix event into an incoming event of the bot, or into nothing."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import unquote

from nio import BadEvent, Event, MegolmEvent

from bot.matrix.files import caption_of, file_of
from commands.conversation.events import (
    IncomingEvent,
    MembershipChange,
    Message,
    Pill,
    Reaction,
    Redaction,
    ThreadReply,
)

_LATEST = 4_102_444_800_000  # the year 2100, in milliseconds
_LONGEST_KEY = 100
# In front of it may stand the quote of older clients, and a paragraph.
_QUOTE = re.compile(r"\s*<mx-reply>.*?</mx-reply>", re.DOTALL)
_LINKED = (
    r'<a\s[^<>]{0,200}?href="(?:https://matrix\.to/#/|(?P<uri>matrix:u/))'
    r'(?P<target>[^"?<>]{1,300}+)[^"<>]{0,300}+"[^<>]{0,200}>(?P<label>[^<>]{1,255})</a>'
)
_PILL = re.compile(rf"\s*(?:<p>\s*)?{_LINKED}")
_PILLS = re.compile(_LINKED)
_MOST_MENTIONED = 50

# nio calls an event bad if a field is missing; other homeservers and clients leave some out.
AnyEvent: TypeAlias = Event | BadEvent


@dataclass(frozen=True)
class Relation:
    """The checked content of m.relates_to."""

    kind: object
    target: str | None
    thread_root: str | None
    reply_to: str | None
    quotes: bool


def is_event(event: object) -> bool:
    """Return whether it has an id, a sender and a content."""
    return (
        isinstance(event, Event | BadEvent)
        and is_event_id(event.event_id)
        and isinstance(event.sender, str)
        and isinstance(event.source.get("content"), dict)
    )


def is_ours_to_read(event: AnyEvent) -> bool:
    """Return whether the bot was in the room by then, as far as unsigned.membership says."""
    return bool(unsigned(event).get("membership", "join") == "join")


def sent_at(event: AnyEvent) -> datetime:
    """Return the time by the sender's homeserver, limited to what a datetime can hold."""
    at = event.server_timestamp
    at = at if isinstance(at, int) else 0
    return datetime.fromtimestamp(min(max(at, 0), _LATEST) / 1000, UTC)


def is_of_use(event: AnyEvent) -> bool:
    """Return whether the bot may handle it, perhaps once its key has arrived."""
    if isinstance(event, MegolmEvent) or membership_in("", event) is not None:
        return True
    return to_incoming_event("", event, direct=False) is not None


def membership_in(room_id: str, event: AnyEvent) -> MembershipChange | None:
    """Return who came or went by the event; None if it is another, or changes only a name."""
    if not is_event(event) or event.source.get("type") != "m.room.member":
        return None
    person, before = event.source.get("state_key"), unsigned(event).get("prev_content")
    was = before.get("membership") if isinstance(before, dict) else None
    now = event.source["content"].get("membership")
    joined, went = now == "join" and was != "join", now in ("leave", "ban") and was == "join"
    if not isinstance(person, str) or not (joined or went):
        return None
    return MembershipChange(room_id, person, sent_at(event), joined=joined)


def to_incoming_event(room_id: str, event: AnyEvent, *, direct: bool) -> IncomingEvent | None:
    """Return None for state, notices of other bots, redacted events and malformed ones."""
    if not is_event(event) or "redacted_because" in unsigned(event):
        return None
    # The decrypted type counts, and state is never encrypted.
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
    """Return the edit with the relations of its original; None if that is somebody else's.

    The homeserver does not check whose message is edited, and an edit has no relations of its own.
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
    new = content.get("m.new_content") if edits else content
    if not isinstance(new, dict) or (edits and relation.target is None):
        return None
    file = None if edits else file_of(new)
    body = new.get("body") if file is None else caption_of(new)
    if not isinstance(body, str) or (file is None and new.get("msgtype") != "m.text"):
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
        pill=_pill(new),
        mentioned=_mentioned(new),
    )


def _pill(content: Mapping[str, Any]) -> Pill | None:
    """Return the mention of a user with which the HTML begins."""
    found = _PILL.match(_own_html(content))
    return None if found is None else _as_pill(found)


def _as_pill(found: re.Match[str]) -> Pill | None:
    target = unquote(html.unescape(found["target"]))
    target = f"@{target.removeprefix('@')}" if found["uri"] else target
    return Pill(target, html.unescape(found["label"])) if target.startswith("@") else None


def _own_html(content: Mapping[str, Any]) -> str:
    """Return the HTML without the quote of older clients."""
    formatted = content.get("formatted_body")
    return _QUOTE.sub("", formatted, count=1) if isinstance(formatted, str) else ""


def _mentioned(content: Mapping[str, Any]) -> frozenset[str]:
    """Return whom the client says that it mentions, and whom its pills do."""
    mentions = content.get("m.mentions")
    listed = mentions.get("user_ids") if isinstance(mentions, dict) else None
    people = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    pills = islice(_PILLS.finditer(_own_html(content)), _MOST_MENTIONED)
    drawn = [pill.user_id for each in pills if (pill := _as_pill(each)) is not None]
    return frozenset([*people[:_MOST_MENTIONED], *drawn])


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
    """Find the target: in the content since room version 11, beside it before."""
    if event.decrypted:  # the homeserver could not check whether the sender may
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
    # In a thread the reply may be a fallback for clients without threads.
    meant = not (threaded and relates.get("is_falling_back") is True)
    return Relation(
        kind,
        target,
        target if threaded else None,
        reply_to if meant else None,
        quotes="m.in_reply_to" in relates,
    )


def reply_in(room_id: str, event: AnyEvent) -> ThreadReply | None:
    """Return to what it replies, if it does; that is in clear also if nobody can decrypt it."""
    if event.source.get("type") not in ("m.room.message", "m.room.encrypted"):
        return None
    relation = relation_of(event.source["content"])
    target = relation.thread_root or (relation.reply_to if relation.kind is None else None)
    if target is None or "redacted_because" in unsigned(event):
        return None
    body = event.source["content"].get("body")
    said = body if isinstance(body, str) else None
    return ThreadReply(room_id, event.event_id, event.sender, target, sent_at(event), said)


def is_event_id(value: object) -> bool:
    """Return whether the homeserver would accept it: it becomes part of the answer."""
    return isinstance(value, str) and re.fullmatch(r"\$[!-~]{1,254}", value) is not None


def _event_id(value: object) -> str | None:
    return value if isinstance(value, str) and is_event_id(value) else None


def unsigned(event: AnyEvent) -> Mapping[str, Any]:
    unsigned = event.source.get("unsigned")
    return unsigned if isinstance(unsigned, dict) else {}


def _without_quote(body: str) -> str:
    """Drop the first lines that begin with ">": older clients quote there what they reply to."""
    lines = body.split("\n")
    while lines and lines[0].lstrip().startswith(">"):
        lines.pop(0)
    return "\n".join(lines).lstrip("\n")
