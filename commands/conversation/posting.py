"""Write rows of the outbox: answers, posts elsewhere, edits, reactions, files, removals."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import cast

from commands.conversation.command import Context, FollowUp
from commands.conversation.events import IncomingEvent, Message, Reaction
from commands.language.markup import PersonMention, Text, spoken_to
from storage.conversation import outbox
from storage.conversation.outbox import Fallback
from storage.matrix import rooms

# Our own field: by it we recognise a message whose sending was interrupted long ago.
TRANSACTION_FIELD = "de.netzwerk-buergerbeteiligung.transaction_id"


def notice(text: Text, transaction_id: str) -> dict[str, object]:
    """Return the content of an m.notice that mentions nobody: no device rings for it."""
    return {
        "msgtype": "m.notice",
        "body": text.body,
        "format": "org.matrix.custom.html",
        "formatted_body": text.formatted_body,
        "m.mentions": {},
        TRANSACTION_FIELD: transaction_id,
    }


def message(text: Text, transaction_id: str) -> dict[str, object]:
    """Return the content of what is said unasked: devices ring, those of the mentioned louder.

    The default push rules silence every notice before they look for mentions.
    """
    mentions: dict[str, object] = {"user_ids": text.mentioned} if text.mentioned else {}
    if text.rings_room:
        mentions["room"] = True
    return {**notice(text, transaction_id), "msgtype": "m.text", "m.mentions": mentions}


def to_person(ctx: Context, user_id: str, text: Text) -> Text:
    """Mention the person to whom it is said."""
    return spoken_to(PersonMention(user_id, ctx.name_of(user_id) or ""), text)


def answer(text: Text, event: IncomingEvent, transaction_id: str) -> dict[str, object]:
    """Return a notice that answers the event."""
    return notice(text, transaction_id) | relation_to(event)


def relation_to(event: IncomingEvent, then: FollowUp | None = None) -> dict[str, object]:
    """Return the relation of an answer: a reply to the message, in its thread if it is in one.

    A reaction is answered in a thread below its target, an edit below its original; `then` says
    where the answer to a command line stands.
    """
    if then is not None:
        return {"m.relates_to": _reply(then.below, then.thread_root)}
    if isinstance(event, Reaction):
        return {"m.relates_to": in_thread(event.target, event.target)}
    if not isinstance(event, Message):
        return {}
    below = event.below or event.replaces or event.event_id
    return {"m.relates_to": _reply(below, event.thread_root)}


def _reply(event_id: object, thread_root: str | None) -> dict[str, object]:
    if thread_root is None:
        return {"m.in_reply_to": {"event_id": event_id}}
    return in_thread(thread_root, event_id)


def file_content(name: str, media_type: str, msgtype: str = "m.file") -> dict[str, object]:
    """Return the content of a file event; the size is added when that is known."""
    return {
        "msgtype": msgtype,
        "body": name,
        "filename": name,
        "info": {"mimetype": media_type},
        "m.mentions": {},
    }


def in_thread(root: object, reply_to: object) -> dict[str, object]:
    """Return the relation of a message in the thread below `root`."""
    return {
        "rel_type": "m.thread",
        "event_id": root,
        "is_falling_back": root == reply_to,
        "m.in_reply_to": {"event_id": reply_to},
    }


def by_transaction_id(transaction_id: str) -> dict[str, str]:
    """Return a placeholder for the id of an event that is perhaps still to be sent."""
    return {"sent_as": transaction_id}


def _in_thread_below(transaction_id: str | None) -> dict[str, object]:
    if transaction_id is None:
        return {}
    root = by_transaction_id(transaction_id)
    return {"m.relates_to": in_thread(root, root)}


def subject_of(kind: str, number: int) -> str:
    """Return the subject of our posts about this one; their reactions and answers are about it."""
    return f"{kind}:{number}"


def number_in(subject: str | None, kind: str) -> int | None:
    """Return the number in a subject of that kind; None if it is of another kind."""
    found, _, number = (subject or "").partition(":")
    return int(number) if found == kind else None


async def post(
    ctx: Context,
    room_id: str,
    text: Text,
    transaction_id: str,
    *,
    subject: str | None = None,
    thread: str | None = None,
    event: IncomingEvent | None = None,
    reactions: Iterable[str] = (),
    reply_to: str | None = None,
    fallback: Fallback | None = None,
    for_everybody: bool = False,
    silent: bool = False,
) -> None:
    """Post in a room, or to a person ('@…') in the direct chat.

    A person must be a member, unless the post is `for_everybody`. Only what was asked for is
    `silent`.

    `thread` is the transaction id of the post in whose thread it belongs, `reply_to` that of the
    post to which it replies where all read it, `event` the event that it answers; `subject` is
    what answers and reactions to it are about; `reactions` are pre-placed.
    """
    if room_id.startswith("@") and not for_everybody and ctx.membership(room_id) is False:
        if fallback is not None:
            name = f"otherwise-{transaction_id}"
            await outbox.put(ctx.tx, fallback.room_id, fallback.content, name, ctx.now)
        return
    content = notice(text, transaction_id) if silent else message(text, transaction_id)
    if event is not None:
        content |= relation_to(event)
    if reply_to is not None:
        content["m.relates_to"] = _reply(by_transaction_id(reply_to), None)
    content |= _in_thread_below(thread)
    await outbox.put(
        ctx.tx, room_id, content, transaction_id, ctx.now, subject=subject, fallback=fallback
    )
    await preplace(ctx, room_id, transaction_id, reactions)


async def preplace(
    ctx: Context, room_id: str, transaction_id: str, reactions: Iterable[str]
) -> None:
    """Put reactions of our own below the post with this transaction id."""
    for number, key in enumerate(reactions, start=1):
        name, target = f"{transaction_id}-reaction-{number}", by_transaction_id(transaction_id)
        annotation = {"rel_type": "m.annotation", "event_id": target, "key": key}
        content = {"m.relates_to": annotation, TRANSACTION_FIELD: name}
        await outbox.put(ctx.tx, room_id, content, name, ctx.now, event_type="m.reaction")


async def rewrite(
    ctx: Context,
    room_id: str,
    text: Text,
    original: str,
    revision: int,
    *,
    subject: str | None = None,
    silent: bool = False,
) -> None:
    """Edit the post with the transaction id `original`; `revision` counts the edits.

    `subject` should be that of the original, so that all of it can be removed; and it should be
    as `silent`. The edit itself always is.
    """
    transaction_id = f"{original}-edit-{revision}"
    new = notice(text, transaction_id) if silent else message(text, transaction_id)
    # Clients without edits show plain text: formatted twice, it could be too large to be sent.
    content = {
        "msgtype": "m.notice",
        "body": f"* {text.body}",
        "m.mentions": {},
        TRANSACTION_FIELD: transaction_id,
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": by_transaction_id(original)},
    }
    await outbox.put(ctx.tx, room_id, content, transaction_id, ctx.now, subject=subject)


async def remove(ctx: Context, room_id: str, original: str) -> None:
    """Redact the post with the transaction id `original`."""
    transaction_id = f"{original}-removed"
    content = {"redacts": by_transaction_id(original), TRANSACTION_FIELD: transaction_id}
    await outbox.put(
        ctx.tx, room_id, content, transaction_id, ctx.now, event_type="m.room.redaction"
    )


async def take_away(ctx: Context, room_id: str, name: str) -> None:
    """Redact all messages in the room, or its successor, whose transaction id begins with this."""
    places = {room_id, await rooms.current(ctx.tx, room_id)}
    for sent in await outbox.posts_named(ctx.tx, name):
        if sent.room_id in places and sent.event_type == "m.room.message":
            await remove(ctx, room_id, sent.transaction_id)


async def post_file(
    ctx: Context,
    room_id: str,
    file: bytes,
    name: str,
    media_type: str,
    transaction_id: str,
    *,
    subject: str | None = None,
    thread: str | None = None,
    fallback: Fallback | None = None,
) -> None:
    """Post a file; it is uploaded, and encrypted where the room is, when its turn comes."""
    own = {"info": {"mimetype": media_type, "size": len(file)}, TRANSACTION_FIELD: transaction_id}
    content = file_content(name, media_type) | own | _in_thread_below(thread)
    put = partial(outbox.put, ctx.tx, room_id, content, transaction_id, ctx.now)
    await put(subject=subject, fallback=fallback, file=file)


def referred(content: Mapping[str, object]) -> set[str]:
    """Return the transaction ids of the events that the content refers to."""
    return {place["sent_as"] for place in _references(content)}


def resolved(
    content: Mapping[str, object], events: Mapping[str, str]
) -> Mapping[str, object] | None:
    """Return the content with the ids of the events in place of the placeholders.

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
