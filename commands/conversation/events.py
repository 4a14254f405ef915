"""What people do in a room: messages, reactions, removals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Medium(StrEnum):
    """What a file is for: pictures and sounds are talk, not documents."""

    FILE = "file"
    PICTURE = "picture"
    SOUND = "sound"
    VOICE = "voice"


@dataclass(frozen=True)
class File:
    """A file in a room; `source` is what bot/matrix/media.py needs to fetch it."""

    name: str
    source: Mapping[str, object]
    encrypted: bool
    medium: Medium = Medium.FILE


@dataclass(frozen=True)
class Pill:
    """A mention of a user as clients draw it; `label` is its text in the body."""

    user_id: str
    label: str


@dataclass(frozen=True)
class SendingDevice:
    """From which an encrypted message came; `signed`: its owner has cross-signed it."""

    device_id: str
    signed: bool


@dataclass(frozen=True)
class Message:
    """A text or a file that reached the bot; the `body` of a file is its caption.

    `reply_to` is the event it answers, `replied_file` the file there; `replaces` is the earlier
    message of which this one is an edit; `pill` is the mention with which its HTML begins;
    `mentioned` are all people whom the sender's client mentions.
    Answers stand below the event `below`, if that is another. `device` is known at most of what is
    said in the management room. What came while the bot was away is `backlog`.
    """

    room_id: str
    sender: str
    event_id: str
    body: str
    sent_at: datetime
    thread_root: str | None = None
    direct: bool = False
    reply_to: str | None = None
    replies_to_unreadable: bool = False
    replied_file: File | None = None
    file: File | None = None
    replaces: str | None = None
    below: str | None = None
    pill: Pill | None = None
    mentioned: frozenset[str] = frozenset()
    device: SendingDevice | None = None
    backlog: bool = False


@dataclass(frozen=True)
class Reaction:
    """A reaction `key`, such as ✅, to the event `target`."""

    room_id: str
    sender: str
    event_id: str
    key: str
    target: str
    sent_at: datetime
    direct: bool = False
    backlog: bool = False


@dataclass(frozen=True)
class Redaction:
    """The removal of the event `target`; the homeserver decides whether it is allowed."""

    room_id: str
    sender: str
    event_id: str
    target: str
    sent_at: datetime
    direct: bool = False


@dataclass(frozen=True)
class ThreadReply:
    """A reply to `target`, or in the thread below it.

    `body` only tells whether it is a command; None: nobody can decrypt it.
    """

    room_id: str
    event_id: str
    sender: str
    target: str
    sent_at: datetime
    body: str | None = None


@dataclass(frozen=True)
class MembershipChange:
    """Somebody came into a room, or went or was put out; not what merely changes a name."""

    room_id: str
    user_id: str
    at: datetime
    joined: bool


IncomingEvent = Message | Reaction | Redaction
