"""Jobs of the house itself: a word about unreadable messages, and forgetting in time."""

from datetime import timedelta

from commands import offers
from commands.command import Occasion
from commands.job import Job
from commands.posting import say
from commands.privacy.forget_me import TIME_TO_CONFIRM
from commands.texts import upkeep as texts
from commands.texts.forget_me import MANAGEMENT, UNNAMED_PLACE
from storage import (
    dialogues,
    documents,
    forgetting,
    inbox,
    outbox,
    rooms,
    undecrypted,
    versions,
)

# Keys that are merely slow come within seconds; nobody should read an alarm about them.
PATIENCE = timedelta(seconds=10)


async def tell_unreadable(occasion: Occasion) -> None:
    tx, now = occasion.tx, occasion.now
    for room_id in await undecrypted.rooms_waiting_since(tx, now - PATIENCE):
        if await rooms.tell_unreadable(tx, room_id, now):
            transaction_id = f"unreadable-{room_id}-{int(now.timestamp())}"
            await say(occasion, room_id, texts.unreadable(), transaction_id)


async def forget(occasion: Occasion) -> None:
    tx, days = occasion.tx, occasion.settings.privacy.retention_days
    await inbox.forget_before(tx, occasion.now - timedelta(days=days.handled_events))
    await undecrypted.forget_before(tx, occasion.now - timedelta(days=days.unreadable))
    await dialogues.forget_before(tx, occasion.now - timedelta(days=days.dialogues))
    await forgetting.drop_questions(tx, occasion.now - TIME_TO_CONFIRM)
    decided = occasion.now - timedelta(days=days.submissions)
    for number in await forgetting.decided_before(tx, decided):
        await forgetting.anonymise(tx, number, UNNAMED_PLACE)
    await versions.forget_before(tx, decided, MANAGEMENT)
    over = occasion.now - timedelta(days=days.meetings)
    for number in await forgetting.over_before(tx, over):
        await forgetting.forget_guests(tx, number)
    await documents.forget_others(tx)
    await offers.forget_old(occasion)
    await forgetting.release(tx)
    unaccepted = occasion.now - timedelta(days=days.outbox)
    await outbox.fail_unaccepted(tx, unaccepted, occasion.now)
    # The last, because only then nothing holds on to what was said about it.
    await outbox.forget_before(tx, occasion.now - timedelta(days=days.outbox))


TELL_UNREADABLE = Job("tell unreadable", timedelta(seconds=30), tell_unreadable)
FORGET = Job("forget", timedelta(days=1), forget)
