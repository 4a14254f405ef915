"""Jobs of the bot itself: a word about unreadable messages, and forgetting in time."""

from datetime import timedelta

from commands.about.texts import status as texts
from commands.about.texts.forget_me import MANAGEMENT, UNNAMED_PLACE
from commands.conversation.command import Context, Job
from commands.conversation.posting import post
from commands.conversation.previews import ENDING
from storage.collection import documents, versions
from storage.conversation import awaited, inbox, outbox
from storage.exchange import digest_codes, unasked
from storage.exchange import forgetting as exchange
from storage.matrix import rooms, undecrypted
from storage.privacy import forgetting
from storage.recovery import state as recovery

# Keys that are merely slow come within seconds; nobody should read an alarm about them.
PATIENCE = timedelta(seconds=10)
AGAIN_AFTER = timedelta(days=1)
# So long they count for how many are sent in a day.
DAY_OF_CODES = timedelta(days=1)


async def tell_unreadable(ctx: Context) -> None:
    tx, now = ctx.tx, ctx.now
    for room_id in await rooms.tell_unreadable(tx, now - PATIENCE, now - AGAIN_AFTER, now):
        transaction_id = f"unreadable-{room_id}-{int(now.timestamp())}"
        # Nobody's telephone should ring for a trouble of ours.
        await post(ctx, room_id, texts.UNREADABLE, transaction_id, silent=True)


async def forget(ctx: Context) -> None:
    tx, days = ctx.tx, ctx.settings.privacy.retention_days
    await inbox.forget_before(tx, ctx.now - timedelta(days=days.handled_events))
    await undecrypted.forget_before(tx, ctx.now - timedelta(days=days.unreadable))
    await awaited.forget_before(tx, ctx.now, ctx.now - timedelta(days=days.dialogues))
    await awaited.forget_replaced(tx, ENDING, ctx.now - timedelta(days=days.outbox))
    decided = ctx.now - timedelta(days=days.submissions)
    for number in await forgetting.decided_before(tx, decided):
        await forgetting.anonymise(tx, number, UNNAMED_PLACE)
    await versions.forget_before(tx, decided, MANAGEMENT)
    over = ctx.now - timedelta(days=days.meetings)
    for number in await forgetting.over_before(tx, over):
        await forgetting.forget_guests(tx, number)
    ended = ctx.now - timedelta(days=days.questions)
    for number in await exchange.ended_before(tx, ended):
        await exchange.forget_people(tx, number)
    await unasked.forget_before(tx, ended)
    await exchange.forget_inquiries_before(tx, ctx.now - timedelta(days=days.dialogues))
    await digest_codes.forget_before(tx, ctx.now - DAY_OF_CODES)
    await exchange.forget_old(tx, ctx.now, ended)
    await recovery.end_before(tx, ctx.now - timedelta(days=days.handled_events))
    await documents.forget_others(tx)
    await forgetting.release(tx)
    unaccepted = ctx.now - timedelta(days=days.outbox)
    await outbox.fail_unaccepted(tx, unaccepted, ctx.now)
    # Last, because only now nothing refers to these posts any more.
    await outbox.forget_before(tx, ctx.now - timedelta(days=days.outbox))


TELL_UNREADABLE = Job("tell unreadable", timedelta(minutes=1), tell_unreadable)
FORGET = Job("forget", timedelta(days=1), forget)
