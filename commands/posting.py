"""What is to be said becomes rows of the outbox: answers, posts elsewhere, edits, reactions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from commands.command import Heard, Message, Occasion, Reaction, Then
from commands.texts.markup import Text
from storage import outbox
from storage.outbox import Otherwise

# Our own field: finds a message again whose sending was interrupted long ago.
TRANSACTION_FIELD = "de.netzwerk-buergerbeteiligung.transaction_id"


def notice(text: Text, transaction_id: str) -> dict[str, object]:
    """Content of an m.notice that mentions nobody."""
    return {
        "msgtype": "m.notice",
        "body": text.body,
        "format": "org.matrix.custom.html",
        "formatted_body": text.formatted_body,
        "m.mentions": {},
        TRANSACTION_FIELD: transaction_id,
    }


def answer(text: Text, heard: Heard, transaction_id: str) -> dict[str, object]:
    """Like notice, where what was heard is answered."""
    return notice(text, transaction_id) | relation_to(heard)


def relation_to(heard: Heard, then: Then | None = None) -> dict[str, object]:
    """Of an answer: a reply to the message, in its thread if it is in one.

    To a reaction the answer stands in a thread below what was reacted to. An edit is answered
    below its original; `then` says where the answer to a command line stands.
    """
    if then is not None:
        return {"m.relates_to": _reply(then.below, then.thread_root)}
    if isinstance(heard, Reaction):
        return {"m.relates_to": in_thread(heard.target, heard.target)}
    if not isinstance(heard, Message):
        return {}
    below = heard.below or heard.replaces or heard.event_id
    return {"m.relates_to": _reply(below, heard.thread_root)}


def _reply(event_id: str, thread_root: str | None) -> dict[str, object]:
    if thread_root is None:
        return {"m.in_reply_to": {"event_id": event_id}}
    return in_thread(thread_root, event_id)


def file_content(name: str, media_type: str, msgtype: str = "m.file") -> dict[str, object]:
    """Of an event that brings a file; its size is added when that is known."""
    return {
        "msgtype": msgtype,
        "body": name,
        "filename": name,
        "info": {"mimetype": media_type},
        "m.mentions": {},
    }


def in_thread(root: object, reply_to: object) -> dict[str, object]:
    """The relation of a message in the thread below `root`."""
    return {
        "rel_type": "m.thread",
        "event_id": root,
        "is_falling_back": root == reply_to,
        "m.in_reply_to": {"event_id": reply_to},
    }


def said_as(transaction_id: str) -> dict[str, str]:
    """In the place of the id of an event that is perhaps still to be sent."""
    return {"sent_as": transaction_id}


async def say(
    occasion: Occasion,
    room_id: str,
    text: Text,
    transaction_id: str,
    *,
    about: str | None = None,
    thread: str | None = None,
    heard: Heard | None = None,
    reactions: Iterable[str] = (),
    otherwise: Otherwise | None = None,
) -> None:
    """In a room, or to a person ('@…') in the direct chat.

    `thread` is the transaction id of the post below which it belongs, `heard` what it answers;
    `about` is what answers and reactions to it are about; `reactions` are pre-placed.
    """
    content = notice(text, transaction_id)
    if heard is not None:
        content |= relation_to(heard)
    if thread is not None:
        content["m.relates_to"] = in_thread(said_as(thread), said_as(thread))
    await outbox.put(
        occasion.tx,
        room_id,
        content,
        transaction_id,
        occasion.now,
        about=about,
        otherwise=otherwise,
    )
    await preplace(occasion, room_id, transaction_id, reactions)


async def preplace(
    occasion: Occasion, room_id: str, transaction_id: str, reactions: Iterable[str]
) -> None:
    """Below what is said under this transaction id; `say` does it at once."""
    for number, key in enumerate(reactions, start=1):
        await _react(occasion, room_id, key, transaction_id, number)


async def _react(
    occasion: Occasion, room_id: str, key: str, transaction_id: str, number: int
) -> None:
    name = f"{transaction_id}-reaction-{number}"
    annotation = {"rel_type": "m.annotation", "event_id": said_as(transaction_id), "key": key}
    content = {"m.relates_to": annotation, TRANSACTION_FIELD: name}
    await outbox.put(occasion.tx, room_id, content, name, occasion.now, event_type="m.reaction")


async def rewrite(
    occasion: Occasion,
    room_id: str,
    text: Text,
    original: str,
    revision: int,
    *,
    about: str | None = None,
) -> None:
    """Edit what was said under the transaction id `original`; `revision` counts the edits.

    `about` should be that of the original, so that all of it can be removed.
    """
    transaction_id = f"{original}-edit-{revision}"
    new = notice(text, transaction_id)
    # Who cannot show edits reads plain text: formatted twice, it could be too large to be sent.
    content = {
        "msgtype": new["msgtype"],
        "body": f"* {text.body}",
        "m.mentions": {},
        TRANSACTION_FIELD: transaction_id,
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": said_as(original)},
    }
    await outbox.put(occasion.tx, room_id, content, transaction_id, occasion.now, about=about)


async def remove(occasion: Occasion, room_id: str, original: str) -> None:
    """Redact what was said under the transaction id `original`."""
    transaction_id = f"{original}-removed"
    content = {"redacts": said_as(original), TRANSACTION_FIELD: transaction_id}
    await outbox.put(
        occasion.tx,
        room_id,
        content,
        transaction_id,
        occasion.now,
        event_type="m.room.redaction",
    )


async def take_away(occasion: Occasion, room_id: str, name: str) -> None:
    """Redact all messages in the room that were said under this transaction id and its like."""
    for said in await outbox.said_under(occasion.tx, name):
        if said.room_id == room_id and said.event_type == "m.room.message":
            await remove(occasion, room_id, said.transaction_id)


async def bring(
    occasion: Occasion,
    room_id: str,
    file: bytes,
    name: str,
    media_type: str,
    transaction_id: str,
    *,
    about: str | None = None,
    thread: str | None = None,
    otherwise: Otherwise | None = None,
) -> None:
    """A file; uploaded, and encrypted where the room is, when its turn comes. Else like `say`."""
    content = file_content(name, media_type) | {
        "info": {"mimetype": media_type, "size": len(file)},
        TRANSACTION_FIELD: transaction_id,
    }
    if thread is not None:
        content["m.relates_to"] = in_thread(said_as(thread), said_as(thread))
    await outbox.put(
        occasion.tx,
        room_id,
        content,
        transaction_id,
        occasion.now,
        about=about,
        otherwise=otherwise,
        file=file,
    )


def referred(content: Mapping[str, object]) -> set[str]:
    """Transaction ids of the events that the content refers to by `said_as`."""
    return {place["sent_as"] for place in _references(content)}


def resolved(
    content: Mapping[str, object], events: Mapping[str, str]
) -> Mapping[str, object] | None:
    """With the ids of the events in the place of `said_as`.

    If what it refers to never reached the room, an edit becomes a message of its own, an answer
    stands alone, and of a reaction or redaction nothing is left.
    """
    if referred(content) <= events.keys():
        return cast("Mapping[str, object]", _filled(content, events))
    new = content.get("m.new_content")
    if isinstance(new, dict):
        return new
    if "body" not in content:
        return None
    return {key: value for key, value in content.items() if key != "m.relates_to"}


def _references(value: object) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if value.keys() == {"sent_as"}:
            yield value
        for inner in value.values():
            yield from _references(inner)


def _filled(value: object, events: Mapping[str, str]) -> object:
    if not isinstance(value, dict):
        return value
    if value.keys() == {"sent_as"}:
        return events[value["sent_as"]]
    return {key: _filled(inner, events) for key, inner in value.items()}
