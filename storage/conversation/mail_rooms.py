"""The rooms of rows that go out by mail: those to the management, and one for each person."""

from storage.conversation.outbox import MAIL, MAIL_AGAIN
from storage.database import Transaction

# Mails to one person go their own way: "mail:@ada:example.org".
_TO_PERSON = "mail:"


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
