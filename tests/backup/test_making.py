"""A backup is made while the bot runs: all that is needed, nothing that must not leave."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.backup import archive, making
from bot.backup.making import carry_out, make
from bot.backup.verifying import verify
from bot.process.lifecycle import Failure, locked
from bot.texts import backup as texts
from storage.backup import copying
from storage.database import open_database
from tests.support import stored
from tests.support.backing_up import PASSPHRASE, Operated, contents
from tests.support.library import TWO_PAGES
from tests.support.unnamed import MEMBERS, Unnamed


def test_it_holds_what_the_bot_knows_and_no_key_of_its_device(operated: Operated) -> None:
    made = carry_out(operated.job())
    held = operated.unpacked()
    documents = [name for name in held if name.startswith("documents/")]

    assert held.keys() - set(documents) == {
        *("netzwerkbot.db", "config.toml", "matrix/cross_signing.json")
    }
    assert [held[name] for name in documents] == [TWO_PAGES]
    assert b"geheim" not in held["config.toml"]
    assert (made.documents, made.missing, made.bytes) == (1, 0, operated.file.stat().st_size)
    assert operated.file.stat().st_mode & 0o777 == 0o600
    assert operated.left() == []


async def test_it_holds_what_was_written_a_moment_ago_and_the_bot_writes_on(
    operated: Operated,
) -> None:
    async with open_database(operated.database) as database:
        async with database.transaction() as tx:
            await tx.execute("INSERT INTO key_value VALUES ('before', 'x', 1)")
        making_it = asyncio.create_task(make(operated.job()))
        for number in range(1000):
            async with database.transaction() as tx:
                await tx.execute("INSERT INTO key_value VALUES (?, 'x', 1)", (str(number),))
            await asyncio.sleep(0.005)
            if making_it.done():
                break
        made = await making_it

    assert made.rows > 11_000
    operated.database.write_bytes(operated.unpacked()["netzwerkbot.db"])
    connection = sqlite3.connect(operated.database)
    names = [row[0] for row in connection.execute("SELECT name FROM key_value")]
    connection.close()
    assert "before" in names


def test_documents_that_are_gone_or_damaged_are_told(operated: Operated) -> None:
    [needed] = [p for p in (operated.data / "documents").iterdir() if p.read_bytes() == TWO_PAGES]
    needed.write_bytes(b"damaged")
    made = carry_out(operated.job())
    assert (made.missing, made.documents) == (1, 0)

    needed.unlink()
    made = carry_out(operated.job(replace=True))
    assert (made.missing, made.documents) == (1, 0)
    assert "ein Dokument fehlt" in made.figures


@pytest.mark.parametrize("version", range(1, 10))
def test_a_database_before_its_migration_is_kept_as_it_is(operated: Operated, version: int) -> None:
    script = (stored.FOLDER / f"{version:04}.sql").read_text(encoding="utf-8")
    for path in operated.data.glob("netzwerkbot.db*"):
        path.unlink()
    stored.restore(script, version, operated.database)
    before = stored.schema(operated.database)

    made = carry_out(operated.job())

    assert made.schema_version == version
    assert stored.schema(operated.database) == before
    operated.database.write_bytes(operated.unpacked()["netzwerkbot.db"])
    assert stored.schema(operated.database) == before


# --- who asks without a name


async def _ask(path: Path) -> None:
    async with open_database(path) as database:
        there = Unnamed(database)
        await there.open_chats()
        await there.open_all_chats()
        await there.asked("Wie geht Ihr mit Druck um?", MEMBERS[0])
        await there.tell("!frage anonym Was kostet Wiesenschaumkraut?", MEMBERS[1])
        await database.checkpoint()


def _links(database: bytes, folder: Path) -> int:
    file = folder / "copy.db"
    file.write_bytes(database)
    connection = sqlite3.connect(file)
    tables = ("anonymous_link", "anonymous_mark")
    counts = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]  # noqa: S608
    counts += connection.execute("SELECT count(*) FROM outbox WHERE untraced = 1").fetchone()
    connection.close()
    return sum(counts)


def test_nobody_learns_from_it_who_asks_without_a_name(operated: Operated) -> None:
    asyncio.run(_ask(operated.database))
    assert b"Wiesenschaumkraut" in operated.database.read_bytes()

    carry_out(operated.job())

    held = operated.unpacked()
    assert not any(b"Wiesenschaumkraut" in content for content in held.values())
    assert _links(held["netzwerkbot.db"], operated.folder) == 0
    assert b"Druck" in held["netzwerkbot.db"]


# --- what goes wrong


def test_a_file_that_is_there_is_replaced_only_if_that_is_wanted(operated: Operated) -> None:
    operated.file.write_bytes(b"an older backup")
    refused = operated.fails()

    assert refused.exit_code == 2
    assert "--replace" in refused.text
    assert operated.file.read_bytes() == b"an older backup"
    carry_out(operated.job(replace=True))
    assert verify(operated.file, None, operated.folder).documents == 1


def test_two_at_once_are_one_too_many(operated: Operated) -> None:
    with locked(operated.data / "backup"):
        busy = operated.fails()

    assert (busy.text, busy.exit_code) == (texts.ALREADY_RUNNING, 1)


def test_a_directory_in_the_place_of_the_file_is_told(operated: Operated) -> None:
    operated.file.mkdir()

    assert "ist ein Verzeichnis" in operated.fails().text


def test_a_directory_that_is_not_there_is_not_made(operated: Operated) -> None:
    operated.backups.rmdir()

    assert "gibt es nicht. Bitte legen Sie es an" in operated.fails().text
    assert not operated.backups.exists()


def test_before_the_first_start_there_is_nothing_to_back_up(operated: Operated) -> None:
    operated.database.unlink()

    assert "Der erste Start des Bots" in operated.fails().text


def test_a_newer_database_needs_the_newer_program(operated: Operated) -> None:
    connection = sqlite3.connect(operated.database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()

    assert "neueren Version" in operated.fails().text


def test_a_file_of_another_program_is_no_database(operated: Operated) -> None:
    operated.database.write_bytes(b"kein SQLite, nur Text" * 100)

    assert "keine Datenbank von Netzwerkbot" in operated.fails().text


def test_without_room_nothing_begins(operated: Operated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "RESERVE", 10**18)
    monkeypatch.setattr(making, "copy_without_askers", None)

    assert "zu wenig Platz" in operated.fails().text


@pytest.mark.parametrize("words", ["", "zu kurz", None])
def test_a_passphrase_that_is_none_is_refused(operated: Operated, words: str | None) -> None:
    file = operated.folder / "passphrase"
    if words is not None:
        file.write_text(words, encoding="utf-8")
    refused = operated.fails(passphrase_file=file)

    assert refused.exit_code == 2
    assert refused.text.startswith("--passphrase-file")


@pytest.mark.slow
def test_with_a_passphrase_it_can_only_be_read_with_it(operated: Operated) -> None:
    (operated.folder / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    operated.configure('[backup]\npassphrase_file = "passphrase"')
    carry_out(operated.job())

    assert b"netzwerkbot.db" not in operated.file.read_bytes()
    assert "netzwerkbot.db" in operated.unpacked(PASSPHRASE)


def _miscounted(_: Operated, patch: pytest.MonkeyPatch) -> None:
    async def count(_: object) -> dict[str, int]:
        return {"outbox": 1}

    patch.setattr(copying, "count_rows", count)


def _altered_on_disk(_: Operated, patch: pytest.MonkeyPatch) -> None:
    def verify_altered(part: Path, words: str | None, scratch_in: Path) -> object:
        content = part.read_bytes()
        part.write_bytes(content[: len(content) // 2])
        return verify(part, words, scratch_in)

    patch.setattr(making, "verify", verify_altered)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_miscounted, "Die Datenbank darin war nicht in Ordnung"),
        (_altered_on_disk, "Sie war unvollständig oder verändert"),
    ],
)
def test_what_is_not_verified_gets_no_name_and_is_told_without_the_one_it_had_for_a_while(
    operated: Operated,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Operated, pytest.MonkeyPatch], None],
    told: str,
) -> None:
    spoil(operated, monkeypatch)
    said = operated.fails().text

    begin = rf"Die Sicherung vom \d\d\.\d\d\.\d{{4}}, \d\d:\d\d Uhr \(UTC\) nach {operated.backups}"
    assert re.match(f"{begin} hat die Prüfung nicht bestanden und ist verworfen", said)
    assert told in said
    assert contents(operated.backups) == {}


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("kill -KILL $$", "meist weil der Arbeitsspeicher nicht reicht"),
        ("kill -SEGV $$", "abgestürzt oder von jemandem beendet worden (Signal 11)"),
        ("exit 3", "abgestürzt oder von jemandem beendet worden (Exit-Code 3)"),
    ],
)
async def test_a_process_that_ends_without_an_outcome_is_told_with_the_next_step(
    operated: Operated, monkeypatch: pytest.MonkeyPatch, end: str, told: str
) -> None:
    program = operated.folder / "python"
    program.write_text(f"#!/bin/sh\n{end}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(program))
    with pytest.raises(Failure) as caught:
        await make(operated.job())

    assert told in caught.value.text
    assert "journalctl" in caught.value.text
    assert "\n" not in caught.value.text


def test_the_manifest_counts_every_table(operated: Operated) -> None:
    carry_out(operated.job())
    made = archive.read_manifest(operated.file, None)
    connection = sqlite3.connect(operated.database)
    rows = connection.execute("SELECT count(*) FROM guideline").fetchone()[0]
    connection.close()

    assert made.tables["guideline"] == rows
    assert json.loads(made.model_dump_json())["user_id"] == "@bot:example.org"
