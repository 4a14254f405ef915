"""Makes a backup every night, and tells the management once if that fails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.backup.job import BackupJob, FailedBackup, MadeBackup, job_of
from bot.backup.making import apart
from bot.backup.thinning import Thinning, nightly_name
from bot.config.sections import Config
from bot.live import Live
from bot.process.guard import backoff
from bot.recovery.forgotten import ForgottenFiles, forgotten_files
from bot.texts import backup as texts
from bot.texts import operation
from bot.workers.worker import Worker
from commands.about.backups import told
from commands.about.texts import backups as notes
from commands.conversation.command import Context
from commands.conversation.posting import post
from commands.language.markup import Text
from storage.backup import state
from storage.backup.state import LATE, BackupState
from storage.database import Database

logger = logging.getLogger(__name__)

# Seconds: a look in between, should the clock be set, and until another backup has ended.
_LONGEST_PAUSE, _BUSY = 3600.0, 600.0
_LONGEST = timedelta(hours=6)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass
class NightlyBackups(Worker):
    """`directory` is where they lie; `work` makes one."""

    config: Config
    directory: Path
    database: Database
    live: Live
    ready: asyncio.Event
    send: Callable[[], None]
    work: Callable[[BackupJob], Awaitable[MadeBackup | FailedBackup]] = apart

    def __post_init__(self) -> None:
        self._since = self.live.now()

    async def look(self) -> float:
        await self.ready.wait()
        now, found = self.live.now(), await self._begun()
        due_at = self._due_at(found, now)
        if due_at > now:
            return min((due_at - now).total_seconds(), _LONGEST_PAUSE)
        await asyncio.to_thread(self._note_forgotten)
        # The directory may be on another machine, and that one away.
        outcome = await self._outcome(await asyncio.to_thread(self._job, now))
        if isinstance(outcome, FailedBackup) and outcome.busy:
            return _BUSY
        found = await self._note(outcome, now)
        due_at, now = self._due_at(found, now), self.live.now()
        return min(max(1.0, (due_at - now).total_seconds()), _LONGEST_PAUSE)

    def _note_forgotten(self) -> None:
        """Bring beside the backups what could not be noted there at its time."""
        with suppress(OSError):
            ForgottenFiles(forgotten_files(self.config)).merge()

    def _due_at(self, found: BackupState, now: datetime) -> datetime:
        return next_at(found, now, self.config.backup.local_time, self.config.reminders.timezone)

    def _job(self, now: datetime) -> BackupJob:
        settings, user_id = self.config.backup, self.config.matrix.user_id
        zone = self.config.reminders.timezone.key
        thinning = Thinning(user_id=user_id, keep=settings.keep, zone=zone)
        sealed = settings.passphrase_file is not None
        made_at, target = now, self.directory
        while target == self.directory or _is_there(target):  # the clock may have been set back
            target = self.directory / nightly_name(user_id, made_at, sealed=sealed)
            made_at += timedelta(seconds=1)
        return job_of(self.config, target, thinning=thinning)

    async def _outcome(self, job: BackupJob) -> MadeBackup | FailedBackup:
        try:
            async with asyncio.timeout(_LONGEST.total_seconds()):
                return await self.work(job)
        except TimeoutError:
            return FailedBackup(text=texts.too_long(_LONGEST), exit_code=1)
        except OSError as error:  # no process to be had
            return FailedBackup(text=texts.failed(job.target, operation.reason(error)), exit_code=1)

    async def _begun(self) -> BackupState:
        """Return the state; note since when there should be backups, and if they are late."""
        async with self.database.transaction() as tx:
            found, ctx = await state.read(tx), self.live.context(tx)
            changed = found if found.began_at else replace(found, began_at=_seconds(ctx.now))
            # A bot that was away makes up for it first.
            late = changed.is_late(ctx.now) and ctx.now - self._since > LATE
            if late and not changed.told:
                note = notes.late_note(ctx.now - changed.since)
                changed = replace(changed, told=await _tell(ctx, "late", note))
            if changed != found:
                await state.write(tx, changed, ctx.now)
        self.send()
        return changed

    async def _note(self, outcome: MadeBackup | FailedBackup, begun_at: datetime) -> BackupState:
        """Note it by the clock of this process, which may be another than that of its work."""
        async with self.database.transaction() as tx:
            found, ctx = await state.read(tx), self.live.context(tx)
            if isinstance(outcome, MadeBackup):
                logger.info("backed up: %s, %d bytes", outcome.file.name, outcome.bytes)
                changed = found.with_good(begun_at, outcome.bytes, outcome.missing)
                if found.told:
                    await _tell(ctx, "well", notes.well_note(told(ctx, changed)))
            else:
                logger.error("no backup: %s", outcome.text)
                changed = found.with_failure(ctx.now, outcome.text)
                if not found.told:
                    is_told = await _tell(ctx, "failed", notes.failed_note(outcome.text))
                    changed = replace(changed, told=is_told)
            await state.write(tx, changed, ctx.now)
        self.send()
        return changed


async def _tell(ctx: Context, kind: str, note: Text) -> bool:
    """Return whether there is a room in which to tell it."""
    if ctx.settings.management_room is None:
        return False
    transaction_id = f"backup-{kind}-{_seconds(ctx.now)}"
    await post(ctx, ctx.settings.management_room, note, transaction_id)
    return True


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _is_there(file: Path) -> bool:
    """Return False also for what may not be seen: the work tells why it cannot be made."""
    try:
        return file.exists()
    except OSError:
        return False


# --- when one is due, whatever the clock has done meanwhile


def next_at(state: BackupState, now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return a moment that is past if one is due; `at` is local.

    A missed night is made up at once. After a failure it is tried again after an hour, then after
    two, at the latest at the next turn.
    """
    good_at = _past(state.good_at, now)
    due = now if good_at is None else turn_after(good_at, at, zone)
    tried_at = _past(state.tried_at, now)
    if state.failures and tried_at is not None:
        again = tried_at + backoff(state.failures - 1, 8 * _HOUR, _HOUR)
        return max(due, min(again, turn_after(tried_at, at, zone)))
    return due


def turn_after(moment: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return the first turn after the moment."""
    today = moment.astimezone(zone).date()
    turns = (datetime.combine(today + n * _DAY, at, zone).astimezone(UTC) for n in range(3))
    return next(turn for turn in turns if turn > moment)


def _past(seconds: int, now: datetime) -> datetime | None:
    """Return None if there is no such moment, or the clock has been set back behind it."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment if seconds and moment <= now + _HOUR else None
