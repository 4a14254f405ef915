"""The queues of what is to be sent: to rooms, by mail, and by mail to each person."""

from dataclasses import dataclass
from datetime import datetime

from storage.conversation.outbox import MAIL, MAIL_AGAIN
from storage.database import Transaction
from storage.records import fetch, number

# Mails to one person go their own way: "mail:@ada:example.org".
_TO_PERSON = "mail:"


@dataclass(frozen=True)
class Queue:
    """How many events wait (and since when the oldest), and how many were given up."""

    waiting: int
    oldest_at: datetime | None
    failed: int


async def to_rooms(tx: Transaction) -> Queue:
    """Count without events that wait until somebody lets us in: into a room, or a direct chat."""
    return await _queue(tx, by_mail=False)


async def by_mail(tx: Transaction) -> Queue:
    return await _queue(tx, by_mail=True)


async def file_bytes(tx: Transaction) -> int:
    """Return the size of all waiting files, except those for chats that are still to be entered."""
    return await number(
        tx,
        """
        SELECT sum(length(file)) FROM outbox WHERE state = 'waiting'
            AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership = 'invite')
        """,
    )


async def _queue(tx: Transaction, *, by_mail: bool) -> Queue:
    [queue] = await fetch(
        tx,
        Queue,
        """
        SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
               min(created_at) FILTER (WHERE state = 'waiting') AS oldest_at,
               count(*) FILTER (WHERE state = 'failed') AS failed
        FROM outbox WHERE state <> 'sent'
            AND (room_id IN (:mail, :again) OR room_id GLOB 'mail:@*') = :by_mail
            AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership = 'invite')
            AND (state = 'failed' OR room_id NOT IN (SELECT room_id FROM refusing_room))
        """,
        {"mail": MAIL, "again": MAIL_AGAIN, "by_mail": by_mail},
    )
    return queue


def mails_to(user_id: str) -> str:
    """Return the room of mails to this person, which keep no others waiting."""
    return f"{_TO_PERSON}{user_id}"


def person_mailed(room_id: str) -> str | None:
    """Return to whom the mails of this room go; None if to the management, or it is no mail."""
    return room_id.removeprefix(_TO_PERSON) if room_id.startswith(_TO_PERSON) else None


def is_mail(room_id: str) -> bool:
    return room_id in (MAIL, MAIL_AGAIN) or room_id.startswith(_TO_PERSON)


async def drop_mails_to(tx: Transaction, user_id: str) -> None:
    """Delete what did not go out yet, or was given up."""
    await tx.execute(
        "DELETE FROM outbox WHERE room_id = ? AND state <> 'sent'", (mails_to(user_id),)
    )
