"""A backup is good if its database is: sound, of a known schema, as counted, and it knows Bonn."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.backup import verifying
from bot.backup.archive import pack, read_manifest, unpack
from bot.backup.making import carry_out
from bot.backup.verifying import verify
from bot.process.lifecycle import Failure
from storage.backup.copying import count_rows
from storage.database import open_unchanged
from tests.support.backing_up import Operated


async def _rows(file: Path) -> dict[str, int]:
    async with open_unchanged(file) as tx:
        return await count_rows(tx)


@pytest.fixture
def whole(operated: Operated) -> Path:
    """Return a backup, unpacked."""
    carry_out(operated.job())
    folder = operated.folder / "whole"
    folder.mkdir()
    unpack(operated.file, folder, None)
    return folder


def packed_again(operated: Operated, folder: Path, **changed: object) -> Path:
    """Make a backup with these files, whose manifest tells what they are."""
    facts = read_manifest(operated.file, None)
    rows = asyncio.run(_rows(folder / "netzwerkbot.db"))
    for left in folder.glob("netzwerkbot.db-*"):
        left.unlink()
    again = operated.folder / "again.tar.gz"
    with again.open("wb") as output:
        pack(folder, output, facts.model_copy(update={"tables": rows, **changed}), None)
    return again


def alter(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / "netzwerkbot.db")) as connection:
        connection.executescript(sql)


def refusal(file: Path, scratch_in: Path) -> str:
    with pytest.raises(Failure) as caught:
        verify(file, None, scratch_in)
    assert caught.value.exit_code == 1
    assert "\n" not in caught.value.text
    assert not list(scratch_in.glob("netzwerkbot-backup-*"))
    return caught.value.text


def test_what_is_packed_again_is_as_good(operated: Operated, whole: Path) -> None:
    again = packed_again(operated, whole)

    assert verify(again, None, operated.folder).rows > 11_000


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM municipality WHERE name = 'Bonn'", "nicht in Ordnung"),
        ("PRAGMA user_version = 99", "neueren Version"),
        ("PRAGMA application_id = 5", "nicht in Ordnung"),
        ("PRAGMA user_version = 3", "passt nicht zu diesem Programm"),
        ("UPDATE migration SET sha256 = 'x' WHERE name LIKE '0001%'", "Migration 0001_initial.sql"),
    ],
)
def test_a_database_that_is_not_right_is_refused(
    operated: Operated, whole: Path, sql: str, told: str
) -> None:
    alter(whole, sql)

    assert told in refusal(packed_again(operated, whole), operated.folder)


def test_damaged_pages_are_found(operated: Operated, whole: Path) -> None:
    again = packed_again(operated, whole)
    file = whole / "netzwerkbot.db"
    raw = bytearray(file.read_bytes())
    for page in range(20, len(raw) // 4096, 7):
        raw[page * 4096 : page * 4096 + 400] = bytes(400)
    file.write_bytes(raw)
    made = read_manifest(again, None)
    with again.open("wb") as output:
        pack(whole, output, made, None)

    assert "nicht in Ordnung" in refusal(again, operated.folder)


def test_another_number_of_rows_is_refused(operated: Operated, whole: Path) -> None:
    rows = {**read_manifest(operated.file, None).tables, "outbox": 7}

    again = packed_again(operated, whole, tables=rows)
    assert "nicht in Ordnung" in refusal(again, operated.folder)


def test_a_backup_in_which_nobody_finds_bonn_is_refused(
    operated: Operated, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "PLACE", "Bonnlos")

    said = refusal(packed_again(operated, whole), operated.folder)
    assert "findet der Bot Bonnlos nicht" in said


def test_a_backup_without_a_database_is_refused(operated: Operated, whole: Path) -> None:
    again = packed_again(operated, whole)
    (whole / "netzwerkbot.db").unlink()
    with again.open("wb") as output:
        pack(whole, output, read_manifest(operated.file, None), None)

    assert "unvollständig oder verändert" in refusal(again, operated.folder)
