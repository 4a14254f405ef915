"""The nightly backup: made in its time, told in !status, and once to the management if it fails."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.backup.archive import read_manifest
from bot.backup.job import BackupJob, FailedBackup, MadeBackup
from bot.config.sections import BackupSection, Keep
from bot.http.metrics import Metrics
from bot.workers.backups import NightlyBackups
from storage.backup import state
from storage.database import Database, open_database
from tests.support.backing_up import Operated, lived_in, operated
from tests.support.say import MANAGEMENT, Room

__all__ = ["lived_in", "operated"]

MORNING = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
FULL = FailedBackup(text="Der Datenträger ist voll. Bitte schaffen Sie Platz.", exit_code=1)
DAY = timedelta(days=1)
KEEP_TWO = Keep(daily=2, weekly=0, monthly=0)


class Nights:
    """A bot with nightly backups; what becomes of them is said beforehand."""

    def __init__(self, operated: Operated, database: Database) -> None:
        operated.configure(f'[backup]\ndirectory = "{operated.backups}"')
        self.room = Room(database)
        self.room.now = MORNING
        self.room.live.settings = replace(self.room.live.settings, backup_days=372)
        self.jobs: list[BackupJob] = []
        self.failures: list[FailedBackup] = []
        ready = asyncio.Event()
        ready.set()
        self.worker = NightlyBackups(
            operated.config,
            operated.backups,
            database,
            self.room.live,
            ready,
            lambda: None,
            self._work,
        )

    async def _work(self, job: BackupJob) -> MadeBackup | FailedBackup:
        self.jobs.append(job)
        if self.failures:
            return self.failures.pop(0)
        return MadeBackup(
            file=job.target,
            bytes=14_200_000,
            made_at=self.room.now,
            schema_version=1,
            rows=1,
            documents=0,
            missing=0,
        )

    async def look(self, after: timedelta = timedelta()) -> float:
        self.room.now += after
        return await self.worker.look()

    async def status(self) -> str:
        [said] = await self.room.say("!status", room_id=MANAGEMENT)
        return said

    async def notes(self) -> list[str]:
        return await self.room.read(MANAGEMENT)


@pytest.fixture
async def nights(operated: Operated, database: Database) -> Nights:
    return Nights(operated, database)


async def test_a_backup_is_made_at_the_start_and_then_every_night(nights: Nights) -> None:
    await nights.look()
    pause = await nights.look()
    assert len(nights.jobs) == 1
    assert pause == 3600  # a clock that is set is noticed

    nights.room.now = datetime(2026, 12, 2, 2, 9, tzinfo=UTC)
    assert await nights.look() == 60
    await nights.look(timedelta(minutes=1))
    assert [job.target.name for job in nights.jobs] == [
        "bot-example.org-2026-12-01-090000Z.tar.gz",
        "bot-example.org-2026-12-02-021000Z.tar.gz",
    ]


async def test_status_tells_the_last_good_one(nights: Nights) -> None:
    assert "Letzte Sicherung: noch keine" in await nights.status()
    nights.room.now = datetime(2026, 12, 1, 2, 10, tzinfo=UTC)
    await nights.look()

    assert "Letzte Sicherung: heute 3:10 Uhr, geprüft, 14 MB" in await nights.status()
    nights.room.now += DAY
    assert "Letzte Sicherung: gestern 3:10 Uhr, geprüft" in await nights.status()
    nights.room.now += timedelta(hours=11)
    assert "es ist keine Störung bekannt" in (await nights.status()).replace("Es", "es")
    nights.room.now += timedelta(hours=2)
    late = await nights.status()
    assert "Letzte Sicherung: Dienstag, 1. Dezember 2026, 3:10 Uhr" not in late
    assert "Seit einem Tag ist keine neue entstanden" in late


async def test_that_a_directory_may_not_be_looked_into_is_told_like_any_failure(
    nights: Nights, operated: Operated
) -> None:
    """As one that is root's alone: even to ask what is there is refused."""
    nights.worker.directory = operated.backups / ("x" * 300)
    nights.failures = [FULL]
    await nights.look()

    [failed] = await nights.notes()
    assert FULL.text in failed


async def test_a_failure_is_told_once_and_so_is_that_it_is_well_again(nights: Nights) -> None:
    nights.failures = [FULL] * 5
    for _ in range(5):
        await nights.look(DAY)
    [failed] = await nights.notes()
    assert "Die nächtliche Sicherung ist nicht gelungen." in failed
    assert FULL.text in failed
    said = await nights.status()
    assert f"ist keine entstanden. {FULL.text}" in said

    await nights.look(DAY)
    [well] = await nights.notes()
    assert "gelingt wieder" in well
    assert "Letzte Sicherung: heute 10:00 Uhr, geprüft, 14 MB." in well
    await nights.look(DAY)
    assert await nights.notes() == []
    assert "keine entstanden" not in await nights.status()


async def test_it_is_tried_again_before_the_next_night(nights: Nights) -> None:
    nights.failures = [FULL]
    assert await nights.look() == 3600
    await nights.look(timedelta(minutes=59))
    assert len(nights.jobs) == 1
    await nights.look(timedelta(minutes=1))
    assert len(nights.jobs) == 2


async def test_while_another_one_is_made_it_waits_and_tells_nobody(nights: Nights) -> None:
    nights.failures = [FailedBackup(text="läuft schon", exit_code=1, busy=True)]
    assert await nights.look() == 600
    assert await nights.notes() == []
    await nights.look(timedelta(minutes=10))
    assert len(nights.jobs) == 2


async def test_a_bot_that_was_away_makes_up_for_it_and_tells_nobody(nights: Nights) -> None:
    await nights.look()
    nights.worker._since = nights.room.now + 9 * DAY  # the next start
    await nights.look(9 * DAY)

    assert len(nights.jobs) == 2
    assert await nights.notes() == []


async def test_a_backup_that_does_not_come_is_told_once(nights: Nights) -> None:
    async def hangs(_: BackupJob) -> MadeBackup | FailedBackup:
        raise AssertionError  # a bug

    await nights.look()
    nights.worker.work = hangs
    for _ in range(3):
        with pytest.raises(AssertionError):
            await nights.look(2 * DAY)

    [late] = await nights.notes()
    assert "Es gibt keine neue Sicherung. Seit 2 Tagen ist keine entstanden." in late


async def test_where_none_are_configured_nothing_is_said(nights: Nights) -> None:
    nights.failures = [FULL]
    await nights.look()
    await nights.notes()
    nights.room.live.settings = replace(nights.room.live.settings, backup_days=0)

    assert "Sicherung" not in await nights.status()
    scraped = await Metrics(nights.room.database, nights.room.live.now).scrape()
    assert b"backup" not in scraped


async def test_monitoring_sees_age_size_and_failures(nights: Nights) -> None:
    metrics = Metrics(nights.room.database, nights.room.live.now, backups=True)
    await nights.look()
    nights.failures = [FULL, FULL]
    await nights.look(DAY)
    await nights.look(timedelta(hours=2))
    scraped = (await metrics.scrape()).decode()

    assert "netzwerkbot_backup_age_seconds 93600.0\n" in scraped
    assert "netzwerkbot_backup_bytes 1.42e+07\n" in scraped
    assert "netzwerkbot_backup_failures 2.0\n" in scraped


async def test_what_a_later_program_noted_is_passed_over(database: Database) -> None:
    async with database.transaction() as tx:
        await state.write(tx, state.BackupState(good_at=7), MORNING)
        await tx.execute("UPDATE key_value SET value = json_set(value, '$.later', 1)")
        assert (await state.read(tx)).good_at == 7


async def test_without_a_management_room_it_is_in_the_log(nights: Nights) -> None:
    nights.room.live.settings = replace(nights.room.live.settings, management_room=None)
    nights.failures = [FULL]
    await nights.look()

    assert await nights.notes() == []


async def test_the_clock_set_back_overwrites_nothing(nights: Nights) -> None:
    first = nights.worker.directory / "bot-example.org-2026-12-01-090000Z.tar.gz"
    await asyncio.to_thread(first.touch)
    await nights.look()

    assert nights.jobs[0].target.name == "bot-example.org-2026-12-01-090001Z.tar.gz"


@pytest.mark.slow
async def test_the_real_process_makes_verifies_and_thins_them(operated: Operated) -> None:
    async with open_database(operated.database) as database:
        nights = Nights(operated, database)
        nights.worker.config = operated.config.model_copy(
            update={"backup": operated.config.backup.model_copy(update={"keep": KEEP_TWO})}
        )
        nights.worker.work = type(nights.worker).work
        for _ in range(3):
            await nights.look(DAY)

    files = sorted(operated.backups.iterdir())
    assert len(files) == 2
    assert read_manifest(files[-1], None).documents == 1
    assert operated.left() == []


async def test_who_asks_what_is_stored_is_told_of_backups_where_there_are_some(
    nights: Nights,
) -> None:
    async def told() -> str:
        return "\n".join(await nights.room.say("!datenschutz alles", direct=True))

    assert "Sicherungen: jede Nacht eine Kopie" in await told()
    assert "die letzte nach etwa 372 Tagen" in await told()
    nights.room.live.settings = replace(nights.room.live.settings, backup_days=0)
    assert "Sicherungen: jede Nacht" not in await told()


def test_backups_are_kept_as_long_as_the_longest_of_what_stays() -> None:
    section = BackupSection(directory=Path("x"))
    assert section.days == 372
    assert section.model_copy(update={"keep": KEEP_TWO}).days == 2
    assert BackupSection().days == 0
