"""Jobs of the house itself: a word about unreadable messages, and forgetting in time."""

from datetime import datetime, timedelta

from commands.job import Job
from commands.posting import notice
from commands.texts import upkeep as texts
from storage import inbox, outbox, rooms, undecrypted
from storage.database import Transaction

# Keys that are merely slow come within seconds; nobody should read an alarm about them.
PATIENCE = timedelta(seconds=10)
_REMEMBER_HANDLED = timedelta(days=30)
_WAIT_FOR_KEYS = timedelta(days=14)


async def tell_unreadable(tx: Transaction, now: datetime) -> None:
    for room_id in await undecrypted.rooms_waiting_since(tx, now - PATIENCE):
        if await rooms.tell_unreadable(tx, room_id, now):
            transaction_id = f"unreadable-{room_id}-{int(now.timestamp())}"
            content = notice(texts.unreadable(), transaction_id)
            await outbox.put(tx, room_id, content, transaction_id, now)


async def forget(tx: Transaction, now: datetime) -> None:
    await inbox.forget_before(tx, now - _REMEMBER_HANDLED)
    await outbox.forget_before(tx, now - _REMEMBER_HANDLED)
    await undecrypted.forget_before(tx, now - _WAIT_FOR_KEYS)


TELL_UNREADABLE = Job("tell unreadable", timedelta(seconds=30), tell_unreadable)
FORGET = Job("forget", timedelta(days=1), forget)
