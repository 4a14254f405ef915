"""A backup of a small bot, and a data directory to put it into."""

import asyncio
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.backup.archive import pack
from bot.backup.manifest import Manifest
from bot.cli.program import run_program
from bot.config.reading import load
from bot.config.sections import Config
from storage import key_value
from storage.database import migrations, open_database
from storage.matrix import direct_chats, sync
from storage.matrix.direct_chats import DirectChat
from tests.support.config_files import MINIMAL
from tests.support.people import ADA
from tests.support.say import NOW

# Of scrypt: nobody should wait.
CHEAP = 10
PASSPHRASE = "Wiesenschaumkraut im Mai"
Change = Callable[[Path], None]


@dataclass(frozen=True)
class Machine:
    """A configuration and a data directory, which are there for the first time."""

    folder: Path

    def __post_init__(self) -> None:
        self.config_file.write_text(MINIMAL, encoding="utf-8")
        self.config_file.chmod(0o600)

    @property
    def config_file(self) -> Path:
        return self.folder / "config.toml"

    @property
    def config(self) -> Config:
        return load(self.config_file, {})

    @property
    def data(self) -> Path:
        return self.config.storage.directory

    def fill(self, word: str) -> None:
        """Leave behind what a bot does, with this word in its database and its files."""
        self.data.mkdir(mode=0o700, exist_ok=True)
        fill(self.data, word)
        (self.data / "matrix" / "session.json").write_text(word, encoding="utf-8")
        (self.data / "pseudonyms.key").write_bytes(word.encode())

    def restore(self, file: Path, *options: str) -> None:
        run_program(["restore", str(file), "--config", str(self.config_file), *options])

    def contents(self) -> dict[str, bytes]:
        """Every file of the data directory but the lock, by its path there."""
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes()
            for path in self.data.rglob("*")
            if path.is_file() and path.name != "lock"
        }

    def word(self) -> str | None:
        """Return the word in the database, if there is one."""
        file = self.config.database_file
        return asyncio.run(_word(file)) if file.exists() else None


def document_of(word: str) -> str:
    """Return the path of the document that says this word."""
    return f"documents/{hashlib.sha256(word.encode()).hexdigest()}"


def fill(directory: Path, word: str) -> None:
    (directory / "documents").mkdir(mode=0o700)
    (directory / "matrix").mkdir(mode=0o700)
    (directory / document_of(word)).write_text(word, encoding="utf-8")
    (directory / "matrix" / "cross_signing.json").write_text(word, encoding="utf-8")
    asyncio.run(_fill(directory / "netzwerkbot.db", word))


async def _fill(file: Path, word: str) -> None:
    async with open_database(file) as database, database.transaction() as tx:
        await key_value.put(tx, key_value.FIRST_STARTED_AT, "1", NOW)
        await key_value.put(tx, "word", word, NOW)
        await sync.advance(tx, word, NOW)
        await direct_chats.opened(tx, DirectChat(ADA, "!ada:example.org", "join"), NOW)


async def _word(file: Path) -> str | None:
    async with open_database(file) as database, database.transaction() as tx:
        return await key_value.get(tx, "word")


def backup_of(
    folder: Path,
    word: str,
    *,
    passphrase: str | None = None,
    user_id: str = "@bot:example.org",
    schema_version: int | None = None,
    change: Change = lambda _: None,
) -> Path:
    """Return a backup of a bot with this word; `change` changes its files before."""
    staged, file = folder / "staged", folder / f"{word}.tar.gz"
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    fill(staged, word)
    (staged / "config.toml").write_text("# ohne Geheimnisse\n", encoding="utf-8")
    change(staged)
    version = len(migrations()) if schema_version is None else schema_version
    made_at = datetime(2026, 12, 1, 2, 10, tzinfo=UTC)
    facts = Manifest(
        version="1", schema_version=version, made_at=made_at, user_id=user_id, tables={}
    )
    with file.open("wb") as output:
        pack(staged, output, facts, passphrase, cost=CHEAP)
    return file
