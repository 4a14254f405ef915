"""Before a migration there is a backup that was verified; what fails leaves all as it was."""

import asyncio
import logging
import os
import re
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.backup.job import job_of
from bot.backup.making import carry_out
from bot.backup.upgrading import last_before, pending, upgrade
from bot.backup.verifying import verify
from bot.config.reading import load
from bot.config.sections import Config
from bot.data_directory import examine, open_data
from bot.process.failures import explained
from bot.process.lifecycle import VERSION, Failure, InUseError, locked
from bot.texts import doctor, operation
from storage.database import migrations, open_database
from tests.support import stored
from tests.support.config_files import MINIMAL
from tests.support.released import SCHEMAS, left_behind
from tests.support.supervisor import listening

OLD = SCHEMAS["0.1.0"]
ACCOUNT = "bot-example.org"
NAME = f"before-{VERSION}-schema-{OLD}-{ACCOUNT}.tar.gz"


@dataclass
class Installed:
    """A data directory as release 0.1.0 left it."""

    folder: Path

    def __post_init__(self) -> None:
        self.data, self.file = self.folder / "data", self.folder / "config.toml"
        self.data.mkdir(mode=0o700)
        self.configure()
        self.begin()

    def begin(self) -> None:
        for path in self.data.glob("*.db*"):
            path.unlink()
        left_behind("0.1.0", self.database)

    def configure(self, more: str = "") -> None:
        where = f'[storage]\ndirectory = "{self.data}"\n'
        self.file.write_text(MINIMAL + where + more, encoding="utf-8")

    @property
    def config(self) -> Config:
        return load(self.file, {})

    @property
    def database(self) -> Path:
        return self.data / "netzwerkbot.db"

    @property
    def schema(self) -> int:
        connection = sqlite3.connect(self.database)
        [(version,)] = connection.execute("PRAGMA user_version").fetchall()
        connection.close()
        return int(version)

    async def upgrade(self) -> None:
        async with open_data(self.config):
            pass

    async def fails(self) -> Failure:
        """Return in one line why there is no upgrade; the database is as it was."""
        before = self.rows()
        with pytest.raises(Failure) as caught, explained(self.config):
            await self.upgrade()
        assert "\n" not in caught.value.text
        assert (self.schema, self.rows()) == (OLD, before)
        return caught.value

    def rows(self) -> dict[str, int]:
        """Without what the running program notes for itself."""
        counts = stored.counts(self.database)
        return {table: count for table, count in counts.items() if table != "key_value"}


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    return Installed(tmp_path)


def known(folder: Path, *more: str) -> Path:
    """Make a folder of the migrations of this program, and some more."""
    folder.mkdir()
    for migration in migrations():
        (folder / migration.name).write_text(migration.script, encoding="utf-8")
    for number, script in enumerate(more, start=1):
        (folder / f"999{number}_test.sql").write_text(script, encoding="utf-8")
    return folder


# --- what is done


async def test_the_old_state_is_backed_up_and_verified_before_the_new_one(
    installed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    before = stored.counts(installed.database)
    await installed.upgrade()
    after = stored.counts(installed.database)
    backup = installed.data / NAME

    assert installed.schema == len(migrations()) > OLD
    assert [table for table in before if after[table] < before[table]] == []
    assert stored.damage(installed.database) == []
    made = await asyncio.to_thread(verify, backup, None, installed.folder)
    assert made.schema_version == OLD
    assert made.rows >= sum(before.values()) > 1000
    assert backup.stat().st_mode & 0o777 == 0o600
    lines = [record.getMessage() for record in caplog.records if "upgrading" in record.name]
    assert [line.partition(" ")[0] for line in lines] == ["Die", "Gesichert", "Schema"]
    assert f"Schema {OLD} → {len(migrations())}" in lines[0]
    assert "das dauert weniger als eine Minute" in lines[0]


async def test_systemd_is_asked_for_the_time_it_takes(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(installed.folder / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    step = await pending(installed.config)
    assert step is not None
    with listening(address) as received:
        await installed.upgrade()
        [word] = received()

    seconds = int(word.removeprefix("EXTEND_TIMEOUT_USEC=")) / 1e6
    assert seconds > step.patience.total_seconds() > 0


async def test_a_second_start_has_nothing_to_do(installed: Installed) -> None:
    await installed.upgrade()
    (installed.data / NAME).unlink()
    await installed.upgrade()

    assert await pending(installed.config) is None
    assert list(installed.data.glob("before-*")) == []


async def test_it_goes_where_backups_go(installed: Installed) -> None:
    backups = installed.folder / "backups"
    backups.mkdir(mode=0o700)
    installed.configure(f'[backup]\ndirectory = "{backups}"\n')
    await installed.upgrade()

    assert [path.name for path in backups.iterdir()] == [NAME]
    assert list(installed.data.glob("before-*")) == []


async def test_the_database_can_be_taken_out_of_it_by_hand(installed: Installed) -> None:
    """The first release has no command for it."""
    before = stored.counts(installed.database)
    await installed.upgrade()
    for path in installed.data.glob("netzwerkbot.db*"):
        path.unlink()
    command = ["tar", "-xzf", str(installed.data / NAME), "netzwerkbot.db"]
    await asyncio.to_thread(subprocess.run, command, cwd=installed.data, check=True)

    assert installed.schema == OLD
    after = stored.counts(installed.database)
    assert [table for table in before if after[table] < before[table]] == []


async def test_with_a_passphrase_it_is_encrypted(installed: Installed) -> None:
    words = installed.folder / "words"
    words.write_text("Wiesenschaumkraut im Mai", encoding="utf-8")
    words.chmod(0o600)
    installed.configure(f'[backup]\npassphrase_file = "{words}"\n')
    await installed.upgrade()

    backup = installed.data / f"{NAME}.enc"
    words_in_it = "Wiesenschaumkraut im Mai"
    made = await asyncio.to_thread(verify, backup, words_in_it, installed.folder)
    assert made.schema_version == OLD


async def test_each_bot_finds_its_own_newest(installed: Installed) -> None:
    for age, name in enumerate(
        [
            "before-0.3.0-schema-12-other-example.org.tar.gz",
            "before-0.4.0-schema-14-bot-example.org.tar.gz.enc",
            f"before-0.3.0-schema-12-{ACCOUNT}.tar.gz",
            "before-you-ask.txt",
        ]
    ):
        (installed.data / name).touch()
        os.utime(installed.data / name, (10_000 - age, 10_000 - age))

    newest = last_before(installed.config)
    assert newest is not None
    assert newest.name == "before-0.4.0-schema-14-bot-example.org.tar.gz.enc"
    third = last_before(installed.config, "0.3.0")
    assert third is not None
    assert third.name == f"before-0.3.0-schema-12-{ACCOUNT}.tar.gz"


# --- what is refused, and leaves all as it was


async def test_without_the_directory_for_backups_there_is_no_upgrade(installed: Installed) -> None:
    installed.configure('[backup]\ndirectory = "/nowhere/backups"\n')
    failure = await installed.fails()

    assert "Das Verzeichnis /nowhere/backups gibt es nicht" in failure.text
    assert f"(Schema {OLD})" in failure.text
    assert failure.lasting


async def test_without_space_there_is_no_upgrade_and_check_says_so(installed: Installed) -> None:
    (installed.data / "documents").mkdir()
    with (installed.data / "documents" / "large").open("wb") as large:
        large.truncate(2**43)
    failure = await installed.fails()
    [problem] = [line.detail for line in await examine(installed.config) if not line.ok]

    assert "zu wenig Platz" in failure.text
    assert failure.lasting
    assert problem.startswith(f"Schema {OLD} → {len(migrations())}: Für die Sicherung ist auf")
    assert list(installed.data.glob("*before*")) == []


async def test_beside_a_bot_that_runs_there_is_no_upgrade(installed: Installed) -> None:
    with locked(installed.data), pytest.raises(InUseError):
        await upgrade(installed.config, alone=False)

    assert installed.schema == OLD


async def test_a_migration_that_fails_leaves_the_old_state_and_says_how_to_go_on(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = known(
        installed.folder / "known", "CREATE TABLE a (b);", "INSERT INTO nowhere VALUES (1);"
    )
    monkeypatch.setattr("storage.database.resources.files", lambda _package: folder)
    failure = await installed.fails()

    assert "ist nicht gelungen (no such table: nowhere)" in failure.text
    assert "das bisherige Programm weiterlaufen" in failure.text
    assert str(installed.data / NAME) in failure.text
    assert failure.lasting
    assert (installed.data / NAME).exists()


async def test_a_disk_that_is_full_in_the_middle_leaves_the_old_state(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = "PRAGMA max_page_count = 1; CREATE TABLE a AS SELECT zeroblob(1000000) AS b;"
    folder = known(installed.folder / "known", full)
    monkeypatch.setattr("storage.database.resources.files", lambda _package: folder)
    failure = await installed.fails()

    assert failure.text == operation.disk_full(installed.data)
    assert (installed.data / NAME).exists()


async def test_a_migration_that_fails_is_found_in_a_copy_first(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = known(installed.folder / "known", "INSERT INTO nowhere VALUES (1);")
    monkeypatch.setattr("storage.database.resources.files", lambda _package: folder)
    step = await pending(installed.config)
    assert step is not None
    job = job_of(installed.config, step.target)
    with pytest.raises(Failure, match=r"auf den Stand dieses Programms bringen \(no such table"):
        await asyncio.to_thread(carry_out, job)

    assert list(installed.data.glob("*before*")) == []


async def test_check_tells_the_step_and_where_the_backup_goes(installed: Installed) -> None:
    [line] = [x for x in await examine(installed.config) if x.subject == doctor.CHECK_SCHEMA]

    assert line.ok
    assert line.detail == (
        f"Schema {OLD} → {len(migrations())}: Der nächste Start sichert die Datenbank vorher nach"
        f" {installed.data / NAME} und bringt sie dann auf den neuen Stand; das dauert weniger als"
        " eine Minute"
    )
    assert installed.schema == OLD


async def test_an_older_program_names_the_way_back(installed: Installed) -> None:
    async with open_database(installed.database):
        pass
    connection = sqlite3.connect(installed.database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    backup = installed.data / f"before-0.9.0-schema-{OLD}-{ACCOUNT}.tar.gz"
    backup.touch()
    with pytest.raises(Failure) as caught, explained(installed.config):
        await installed.upgrade()
    problems = [line.detail for line in await examine(installed.config) if not line.ok]

    assert "wurde von einer neueren Version von Netzwerkbot geschrieben" in caught.value.text
    assert f"»netzwerkbot restore {backup} --replace«" in caught.value.text
    assert "\n" not in caught.value.text
    assert problems == [caught.value.text]


# --- kill -9 at its steps


def die(installed: Installed, step: int, folder: Path) -> subprocess.CompletedProcess[str]:
    """Upgrade in a process that kills itself at the step; 0: it does not."""
    command = [sys.executable, "-m", "tests.upgrade.dying", str(installed.file), str(step)]
    return subprocess.run(
        [*command, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_kill_at_any_step_leaves_the_old_state_or_the_new_one(installed: Installed) -> None:
    folder = known(installed.folder / "known", "CREATE TABLE hall (a);", "CREATE TABLE seat (b);")
    new = len(migrations()) + 2
    before, seen = stored.counts(installed.database), set()
    every = int(os.environ.get("EVERY", "7"))
    for step in range(1, 1000, every):
        installed.begin()
        done = die(installed, step, folder)
        seen.add((installed.schema, done.returncode))
        assert installed.schema in (OLD, new)
        after = stored.counts(installed.database)
        assert [table for table in before if after[table] < before[table]] == []
        assert stored.damage(installed.database) == []
        for backup in installed.data.glob("before-*"):
            assert verify(backup, None, installed.folder).schema_version == OLD
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        assert all(line.startswith("Die Datenbank bekommt") for line in done.stderr.splitlines())

    assert seen >= {(OLD, -signal.SIGKILL), (new, 0)}
    installed.begin()
    die(installed, 30, folder)
    again = die(installed, 0, folder)
    assert (again.returncode, installed.schema) == (0, new)
    assert re.fullmatch(r"\d+\n", again.stdout)
