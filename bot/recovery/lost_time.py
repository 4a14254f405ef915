"""What the bot does differently after a copy of its database was put back.

The copy knows nothing of the time since it was made. What was said to the bot then comes again, as
far as the new device can read it, and is done again; what the bot said is looked for in the rooms.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.config.reading import secret
from bot.config.sections import Config
from bot.delivery.outbox import Outbox, Sender
from bot.live import Live
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.session import Session, WrongCredentialError, log_in
from bot.matrix.sync import Sync
from bot.recovery.earlier import EarlierPostsFirst
from bot.recovery.forgotten import ForgottenInTime, forget_again, forgotten_files, read
from bot.recovery.read_back import FAILURES, PostReader
from bot.workers.worker import Worker
from commands.about.texts import new_start as texts
from commands.conversation.elsewhere import tell_management
from commands.conversation.events import IncomingEvent, MembershipChange
from storage.database import Database
from storage.recovery import state
from storage.recovery.state import Recovery

logger = logging.getLogger(__name__)

# After the first sync; by then each job and worker had its turn.
_SETTLING = timedelta(minutes=2)
# Rooms that cannot be read are tried again, every so many seconds, and no longer than that.
_AGAIN, _LONGEST = 20.0, timedelta(minutes=10)


class Attended(Protocol):
    """The bot, as far as it is attended to."""

    sync: Sync
    workers: Sequence[Worker]
    outbox: Outbox


@dataclass
class LostTime(Worker):
    """The recovery under way; its own work is to settle, and to tell the management."""

    recovery: Recovery
    session: Session
    database: Database
    now: Callable[[], datetime]
    live: Live
    ready: asyncio.Event
    config: Config
    _ready_at: datetime | None = field(default=None, init=False)
    _begun_at: datetime | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.back = PostReader(self.session, self.database, self.recovery.read_to, self.now)
        self.forgotten = read(forgotten_files(self.config))
        self._send: Callable[[], None] = lambda: None
        self._in_time = ForgottenInTime(self.forgotten)

    def first_looking(self, sender: Sender) -> Sender:
        """Return a sender that says nothing that was said."""
        return EarlierPostsFirst(sender, self.database, self.back.read, self.session.marker)

    async def begin(self, bot: Attended) -> None:
        """Forget once more who was forgotten since the copy was made, and attend the sync."""
        self._attend(bot.sync)
        self._send = bot.outbox.wake
        bot.workers = (*bot.workers, self)
        async with self.database.transaction() as tx:
            count = await forget_again(self.live.context(tx), self.forgotten)
        if count:
            logger.info("forgot %d people once more, who were forgotten after the copy", count)

    def _attend(self, sync: Sync) -> None:
        """Keep from the bot what people had done before they were forgotten, and what is answered.

        What nobody can decrypt, but was answered in the lost time, needs no complaint.
        """
        on_event, on_members = sync.on_event, sync.on_members

        async def take(event: IncomingEvent) -> bool:
            forgotten = await self._in_time.includes(event.sender, event.sent_at)
            return not forgotten and await on_event(event)

        async def take_members(changes: Sequence[MembershipChange]) -> None:
            known = [
                each for each in changes if not await self._in_time.includes(each.user_id, each.at)
            ]
            if known and on_members is not None:
                await on_members(known)

        sync.on_event, sync.on_members = take, take_members
        sync.was_answered = self.back.is_answered

    async def _read_back(self) -> bool:
        """Read all rooms; what fails is read before the next post to its room."""
        try:
            await self.back.read_all()
        except FAILURES as error:
            logger.warning("the rooms were not all read back yet: %s", error)
            return False
        return True

    async def _log_out(self) -> None:
        """Log out the device of the copy: whoever has its keys could read on."""
        former, found = self.recovery.former, secret(self.config.matrix)
        if self.recovery.settled or former in (None, self.session.device_id):
            return
        is_out = False
        if found.kind == "password":
            password, api = found.value.get_secret_value(), self.session.api
            name = self.config.matrix.device_name
            with suppress(WrongCredentialError, RefusedError, UnreachableError):
                api = replace(api, access_token=None)
                answer = await log_in(api, self.session.user_id, password, name, former)
                api = replace(api, access_token=answer["access_token"])
                await api.call("POST", "v3/logout", {})
                is_out = True
        if is_out:
            logger.info("logged out the former device %s", former)
        else:
            logger.warning("please log out the former device %s", former)

    async def look(self) -> float | None:
        await self.ready.wait()
        if self._ready_at is None:
            self._begun_at = self._begun_at or self.now()
            is_read = await self._read_back()
            # One room shows whether time was lost; until all are read, mails wait.
            if not is_read and self.now() < self._begun_at + _LONGEST:
                return _AGAIN
            await self._log_out()
        self._ready_at = self._ready_at or self.now()
        left = self._ready_at + _SETTLING - self.now()
        if left > timedelta():
            return left.total_seconds()
        async with self.database.transaction() as tx:
            recovery = await state.current(tx)
            mails = await state.settle(tx, self.now())
            if recovery is not None and recovery.lost and not recovery.settled:
                ctx, begun_at = self.live.context(tx), int(recovery.begun_at.timestamp())
                told = texts.restored(recovery.read_to, mails, ctx.zone, ctx.prefix)
                await tell_management(ctx, told, f"restored-from-backup-{begun_at}")
        self._send()
        return None
