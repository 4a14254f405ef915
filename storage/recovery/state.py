"""Whether this database is a copy that was put back, and how far the bot has come with that."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from storage import key_value
from storage.database import Transaction
from storage.matrix import sync
from storage.records import from_row, pairs, to_row

RECOVERY = "recovery"
# The device that wrote the database last.
DEVICE = "device"
# What the transaction ids of mails begin with for which somebody waits at this moment.
ASKED_FOR = "mail-digest-code-"
# Between the numbers that the lost time may have given and those that are given from now on.
_GAP = 100
# Tables whose numbers people read and say.
_NUMBERED = (
    "submission",
    "meeting",
    "question",
    "profile",
    "inquiry",
    "inquiry_person",
    "introduction",
    "management_question",
    "announcement",
)


@dataclass(frozen=True)
class Recovery:
    """`read_to` is how far the copy had read, by the clock of the homeserver.

    `former` is the device that had written the copy. `numbers` are the highest that the copy had
    given, by table. `lost` says that there was a time of which the copy knows nothing; once it is
    `settled`, what was done then was done again as far as possible.
    """

    begun_at: datetime
    read_to: datetime
    numbers: Mapping[str, int]
    former: str | None = None
    lost: bool = False
    settled: bool = False


async def current(tx: Transaction) -> Recovery | None:
    stored = await key_value.get(tx, RECOVERY)
    if stored is None:
        return None
    found = json.loads(stored)
    begun_at, read_to = from_row(found["begun_at"]), from_row(found["read_to"])
    return Recovery(
        begun_at, read_to, found["numbers"], found["former"], found["lost"], found["settled"]
    )


async def begin(tx: Transaction, now: datetime, *, lost: bool) -> None:
    """Take the database for a copy that was put back, unless it had never read anything."""
    read_to = await sync.last_at(tx)
    if read_to is None:
        return
    ahead = await key_value.get(tx, key_value.CLOCK_OFF)
    former = await key_value.get(tx, DEVICE)
    numbers = await pairs(tx, "SELECT name, seq FROM sqlite_sequence")
    await tx.execute("DELETE FROM earlier_room")
    theirs = {name: numbers.get(name, 0) for name in _NUMBERED}
    read_to -= timedelta(seconds=int(ahead or 0))
    await _put(tx, Recovery(now, read_to, theirs, former, lost=lost), now)


async def note_device(tx: Transaction, device_id: str, now: datetime) -> Recovery | None:
    """Begin a recovery if another device wrote this database; return the one under way.

    The homeserver knows no transaction ids of another device: it would take all a second time.
    """
    before = await key_value.get(tx, DEVICE)
    if before not in (None, device_id):
        under_way = await current(tx)
        lost = under_way is not None and under_way.lost and not under_way.settled
        await begin(tx, now, lost=lost)
    await key_value.put(tx, DEVICE, device_id, now)
    return await current(tx)


async def note_lost(tx: Transaction, now: datetime) -> None:
    """Note that the database does not know what the bot has said: it is an older copy."""
    recovery = await current(tx)
    if recovery is not None and not recovery.lost:
        await _put(tx, replace(recovery, lost=True), now)


async def settle(tx: Transaction, now: datetime) -> int:
    """End the time in which things are done again; return how many mails are given up.

    Of an older copy, nobody knows which mails went out; and no number shall mean another thing
    than in the lost time.
    """
    recovery = await current(tx)
    if recovery is None or recovery.settled:
        return 0
    await _put(tx, replace(recovery, settled=True), now)
    if not recovery.lost:
        return 0
    for name in _NUMBERED:
        await tx.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT :name, 0 WHERE NOT EXISTS"
            " (SELECT 1 FROM sqlite_sequence WHERE name = :name)",
            {"name": name},
        )
        await tx.execute("UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?", (_GAP, name))
    cursor = await tx.execute(
        "UPDATE outbox SET state = 'failed', error = 'probably sent before the restore'"
        " WHERE state = 'waiting' AND event_type = 'mail' AND NOT (transaction_id GLOB ?)",
        (f"{ASKED_FOR}*",),
    )
    return cursor.rowcount


async def end_before(tx: Transaction, moment: datetime) -> None:
    """Forget the recovery if it began before the moment: nobody can answer so old things."""
    recovery = await current(tx)
    if recovery is not None and recovery.begun_at < moment:
        await key_value.remove(tx, RECOVERY)
        await tx.execute("DELETE FROM earlier_post")
        await tx.execute("DELETE FROM earlier_room")


async def _put(tx: Transaction, recovery: Recovery, now: datetime) -> None:
    stored = asdict(recovery) | {
        "begun_at": to_row(recovery.begun_at),
        "read_to": to_row(recovery.read_to),
    }
    await key_value.put(tx, RECOVERY, json.dumps(stored), now)
