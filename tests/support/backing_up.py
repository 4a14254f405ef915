"""Backups made by hand: a staged directory, packed as the program does, with a cheap key."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.backup.archive import pack, unpack
from bot.backup.manifest import Manifest
from bot.process.lifecycle import Failure

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
    """A directory as it is packed; the bytes of the database are none of SQLite's."""
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
