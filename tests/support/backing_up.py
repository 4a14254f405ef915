"""Backups made by hand: a staged directory, packed as the program does, with a cheap key."""

import asyncio
import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.backup.archive import pack, unpack
from bot.backup.job import BackupJob, job_of
from bot.backup.making import carry_out
from bot.backup.manifest import Manifest
from bot.config.reading import load
from bot.config.sections import Config
from bot.process.lifecycle import Failure
from bot.workers.document_store import Documents
from commands.collection.transfer.shipped import seed
from storage.database import open_database
from tests.support.config_files import MINIMAL
from tests.support.library import TWO_PAGES, Library
from tests.support.say import NOW

PASSPHRASE = "Wiesenschaumkraut im Mai"
# Of scrypt, so that tests take no second each.
CHEAP = 10
FACTS = Manifest(
    version="0.1.0",
    schema_version=9,
    made_at=datetime(2026, 12, 1, 2, 10, tzinfo=UTC),
    user_id="@bot:example.org",
    tables={"outbox": 3},
)


def staged(directory: Path) -> Path:
    """Make a directory as it is packed; the bytes of the database are none of SQLite's."""
    (directory / "documents").mkdir(parents=True)
    (directory / "matrix").mkdir()
    (directory / "netzwerkbot.db").write_bytes(b"database " * 50_000)
    (directory / "config.toml").write_text("[matrix]\n", encoding="utf-8")
    (directory / "matrix" / "cross_signing.json").write_text("{}", encoding="utf-8")
    for content in (b"one", b"two" * 100_000):
        name = hashlib.sha256(content).hexdigest()
        (directory / "documents" / name).write_bytes(content)
    return directory


def packed(tmp_path: Path, passphrase: str | None = None, facts: Manifest = FACTS) -> Path:
    file = tmp_path / "backup.tar.gz"
    with file.open("wb") as output:
        pack(staged(tmp_path / "staged"), output, facts, passphrase, cost=CHEAP)
    return file


def contents(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def refusal(file: Path, directory: Path, passphrase: str | None = None) -> Failure:
    """Return why it cannot be unpacked: in one line."""
    directory.mkdir()
    with pytest.raises(Failure) as caught:
        unpack(file, directory, passphrase)
    assert "\n" not in caught.value.text
    return caught.value


@dataclass
class Operated:
    """A data directory as the bot leaves it, its configuration, and a place for backups."""

    folder: Path

    def __post_init__(self) -> None:
        self.data, self.backups = self.folder / "data", self.folder / "backups"
        self.file = self.backups / "backup.tar.gz"
        self.config_file = self.folder / "config.toml"
        self.configure("")

    def configure(self, more: str) -> None:
        storage = f'[storage]\ndirectory = "{self.data}"\n'
        self.config_file.write_text(f"{MINIMAL}{storage}{more}", encoding="utf-8")

    @property
    def config(self) -> Config:
        return load(self.config_file, {})

    @property
    def database(self) -> Path:
        return self.data / "netzwerkbot.db"

    def job(self, **more: Any) -> BackupJob:
        return job_of(self.config, self.file, **more)

    def unpacked(self, passphrase: str | None = None) -> dict[str, bytes]:
        target = Path(tempfile.mkdtemp(dir=self.folder))
        unpack(self.file, target, passphrase)
        return contents(target)

    def left(self) -> list[str]:
        """Return what is neither a backup nor the lock: what should not be there."""
        beside = [path.name for path in self.backups.iterdir() if path.name.startswith(".")]
        work = self.data / "backup"
        inside = [path.name for path in work.iterdir()] if work.exists() else []
        return beside + [name for name in inside if name != "lock"]

    def fails(self, **more: Any) -> Failure:
        """Return why no backup is made: in one line, and nothing is left behind."""
        with pytest.raises(Failure) as caught:
            carry_out(self.job(**more))
        assert "\n" not in caught.value.text
        assert not self.backups.exists() or self.left() == []
        return caught.value


async def live_in(data: Path) -> None:
    """Leave a directory as a bot does that has a collection, a document and its keys."""
    (data / "matrix").mkdir(mode=0o700, parents=True)
    for name in ("session.json", "cross_signing.json", "DEVICE.db"):
        (data / "matrix" / name).write_text(f'"{name}"', encoding="utf-8")
    (data / "pseudonyms.key").write_bytes(b"pseudonym" * 4)
    async with open_database(data / "netzwerkbot.db") as database:
        async with database.transaction() as tx:
            await seed(tx, NOW)
        await Library(database, data).keep("Bonn", TWO_PAGES)
        # Nothing needs it any more: the next cleaning removes it.
        await Documents(data / "documents").store(b"refused")


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("lived-in") / "data"
    asyncio.run(live_in(data))
    return data


@pytest.fixture
def operated(tmp_path: Path, lived_in: Path) -> Operated:
    there = Operated(tmp_path)
    there.backups.mkdir()
    shutil.copytree(lived_in, there.data)
    return there
