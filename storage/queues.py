"""How much is still to be sent: to rooms, and by mail."""

from storage.database import Transaction, one
from storage.outbox import MAIL, Queue
from storage.times import from_row


async def to_rooms(tx: Transaction) -> Queue:
    """Without what waits until somebody accepts the invitation to a direct chat."""
    return await _queue(tx, by_mail=False)


async def by_mail(tx: Transaction) -> Queue:
    return await _queue(tx, by_mail=True)


async def file_bytes(tx: Transaction) -> int:
    """Of the files that wait, but for those whose chat somebody is still to enter."""
    row = await one(
        tx,
        """
        SELECT coalesce(sum(length(file)), 0) FROM outbox WHERE state = 'waiting'
            AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership = 'invite')
        """,
    )
    return 0 if row is None else int(row[0])


async def _queue(tx: Transaction, *, by_mail: bool) -> Queue:
    [row] = await tx.execute_fetchall(
        """
        SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
               min(created_at) FILTER (WHERE state = 'waiting') AS oldest_at,
               count(*) FILTER (WHERE state = 'failed') AS failed
        FROM outbox WHERE state <> 'sent' AND (room_id = :mail) = :by_mail
            AND room_id NOT IN (SELECT room_id FROM direct_chat WHERE membership = 'invite')
        """,
        {"mail": MAIL, "by_mail": int(by_mail)},
    )
    oldest = None if row["oldest_at"] is None else from_row(row["oldest_at"])
    return Queue(row["waiting"], oldest, row["failed"])
