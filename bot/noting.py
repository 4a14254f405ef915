"""What is noted of the running process: since when it runs, and whether its device is trusted."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.config.sections import Config
from bot.live import Live
from bot.matrix.cross_signing import CrossSigningState
from bot.process.lifecycle import VERSION
from commands.about.texts import status as texts
from commands.collection.transfer.shipped import seed
from commands.conversation.events import MembershipChange, ThreadReply
from commands.conversation.posting import message
from storage import key_value
from storage.conversation import inbox, outbox
from storage.database import Database
from storage.key_value import FIRST_STARTED_AT, GENERATION, MARK_KEY, SANDBOX_FAILURE, VERSION_RUN
from storage.recovery import state
from storage.recovery.state import Recovery

# It did not note its version.
_FIRST_RELEASE = "0.1.0"


@dataclass(frozen=True)
class DatabaseFacts:
    """When the bot first started with this database, and two random words of it."""

    first_day: datetime
    generation: str
    mark_key: str = field(repr=False)


async def note_start(database: Database, now: datetime) -> DatabaseFacts:
    """Note the start; return what stands fast since the first one."""
    async with database.transaction() as tx:
        await seed(tx, now)
        started_at = str(int(now.timestamp()))
        await key_value.put(tx, "started_at", started_at, now)
        # It has yet to show.
        await key_value.remove(tx, SANDBOX_FAILURE)
        if await key_value.get(tx, FIRST_STARTED_AT) is None:
            await key_value.put(tx, VERSION_RUN, VERSION, now)
        first_day = int(await key_value.put_once(tx, FIRST_STARTED_AT, started_at, now))
        generation = await key_value.put_once(tx, GENERATION, secrets.token_hex(4), now)
        mark_key = await key_value.put_once(tx, MARK_KEY, secrets.token_hex(32), now)
        return DatabaseFacts(datetime.fromtimestamp(first_day, UTC), generation, mark_key)


async def note_device(database: Database, device_id: str, now: datetime) -> Recovery | None:
    """Return the recovery under way, which begins if another device had this database."""
    async with database.transaction() as tx:
        return await state.note_device(tx, device_id, now)


async def note_version(
    config: Config, database: Database, management_room: str | None, now: datetime
) -> None:
    """Tell the management once of another version; where there is no room yet, the next time."""
    async with database.transaction() as tx:
        before = await key_value.get(tx, VERSION_RUN) or _FIRST_RELEASE
        if before == VERSION or management_room is None:
            return
        from bot.backup.upgrading import last_before
        from commands.about.texts.new_start import upgraded

        await key_value.put(tx, VERSION_RUN, VERSION, now)
        backup = last_before(config, VERSION)
        told = upgraded(before, VERSION, None if backup is None else str(backup))
        # The same after a copy of the database was put back: then it has been said.
        transaction_id = f"version-{VERSION}-after-{before}"
        await outbox.put(tx, management_room, message(told, transaction_id), transaction_id, now)


async def note_reply(database: Database, live: Live, reply: ThreadReply) -> None:
    """Note once that somebody replied to a question: no text, and not who."""
    settings, said = live.settings, (reply.body or "").lstrip()
    # What is said to the bot helps nobody else.
    if reply.room_id != settings.exchange_room or said.startswith(settings.prefix):
        return
    from commands.exchange.questions import watch

    name = f"{reply.event_id}~reply"
    async with database.transaction(at_once=True) as tx:
        ctx = live.context(tx)
        if await inbox.is_handled(tx, name):
            return
        if await watch.note_reply(ctx, reply.sender, reply.target, reply.sent_at):
            await inbox.mark_handled(tx, name, ctx.now)


async def note_members(database: Database, live: Live, changes: Sequence[MembershipChange]) -> None:
    """Note who joined the network or left it, by what one sync told: a row a person."""
    settings = live.settings
    rooms = {*settings.network_rooms, settings.exchange_room, *live.earlier_rooms}
    theirs = [change for change in changes if change.room_id in rooms]
    if not theirs or not settings.exchange.welcome or settings.exchange_room is None:
        return
    from commands.exchange.newcomers import joining

    async with database.transaction(at_once=True) as tx:
        await joining.note(live.context(tx), theirs, live.rooms_of, live.earlier_rooms)


async def note_cross_signing(
    database: Database,
    state: CrossSigningState,
    device_id: str,
    management_room: str | None,
    now: datetime,
) -> None:
    """Store the state for !status; report a foreign cross-signing to the management."""
    async with database.transaction() as tx:
        await key_value.put(tx, "encryption", "ok", now)
        await key_value.put(tx, "cross_signing", state, now)
        if state is CrossSigningState.FOREIGN and management_room is not None:
            transaction_id = f"foreign-cross-signing-{device_id}"
            content = message(texts.FOREIGN_CROSS_SIGNING, transaction_id)
            await outbox.put(tx, management_room, content, transaction_id, now)
