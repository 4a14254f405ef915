"""netzwerkbot restore: all of a backup or nothing, one line for each fault."""

import asyncio
import errno
import json
import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest.mock import Mock

import pytest

from bot.process.lifecycle import Failure, locked
from bot.recovery.forgotten import FILE, ForgottenPerson, digest_of
from bot.texts import backup as backup_texts
from bot.texts import operation
from bot.texts import restore as texts
from commands.conversation.texts import configuration
from storage.database import migrations, open_database
from storage.recovery import state
from tests.support import stored
from tests.support.people import ADA, everything
from tests.support.restoring import PASSPHRASE, Machine, backup_of, document_of
from tests.support.say import NOW
from tests.support.stored import FOLDER


def refusal(machine: Machine, file: Path, *options: str) -> Failure:
    """Return why it cannot be put back: in one line, with nothing changed."""
    before = machine.contents() if machine.data.exists() else {}
    with pytest.raises(Failure) as caught:
        machine.restore(file, *options)
    assert "\n" not in caught.value.text
    assert (machine.contents() if machine.data.exists() else {}) == before
    return caught.value


def execute(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_into_an_empty_directory_comes_all_of_it_for_the_bot_alone(
    machine: Machine, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    machine.restore(backup_of(tmp_path, "Sicherung"))

    found = machine.contents()
    assert machine.word() == "Sicherung"
    assert found[document_of("Sicherung")] == b"Sicherung"
    assert found["matrix/cross_signing.json"] == b"Sicherung"
    assert found["restored-config.toml"].startswith(b"# ohne")
    assert set(found) == {
        "netzwerkbot.db",
        document_of("Sicherung"),
        "matrix/cross_signing.json",
        "restored-config.toml",
    }
    for path in machine.data.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    said = capfdbinary.readouterr().out.decode()
    assert "Stand: Dienstag, 24. November 2026, 10:00 Uhr." in said
    assert "netzwerkbot run --config" in said


def test_the_bot_knows_that_it_is_a_copy(machine: Machine, tmp_path: Path) -> None:
    machine.restore(backup_of(tmp_path, "Sicherung"))

    async def recovery() -> state.Recovery | None:
        file = machine.config.database_file
        async with open_database(file) as database, database.transaction() as tx:
            return await state.current(tx)

    found = asyncio.run(recovery())
    assert found is not None
    assert found.read_to == NOW


def test_what_is_there_is_replaced_only_when_asked_and_kept_beside(
    machine: Machine, tmp_path: Path
) -> None:
    machine.fill("Bestand")
    (machine.data / "geheim").write_text("des Betriebs", encoding="utf-8")
    before = machine.contents()
    file = backup_of(tmp_path, "Sicherung")

    refused = refusal(machine, file)
    assert (refused.text, refused.exit_code) == (texts.not_empty(machine.data), 2)
    machine.restore(file, "--replace")

    assert machine.word() == "Sicherung"
    [aside] = machine.data.glob("before-restore-*")
    kept = {
        name.removeprefix(f"{aside.name}/"): content
        for name, content in machine.contents().items()
        if name.startswith(aside.name)
    }
    assert kept == {name: each for name, each in before.items() if name != "geheim"}
    assert machine.contents()["geheim"] == b"des Betriebs"
    assert machine.contents()["pseudonyms.key"] == b"Bestand"
    assert not (machine.data / "matrix" / "session.json").exists()


def test_an_older_schema_is_migrated_and_a_newer_one_refused(
    machine: Machine, tmp_path: Path
) -> None:
    newer = backup_of(tmp_path, "Neu", schema_version=len(migrations()) + 1)
    assert refusal(machine, newer).text == texts.newer_schema(newer)

    def age(staged: Path) -> None:
        (staged / "netzwerkbot.db").unlink()
        script = (FOLDER / "0001.sql").read_text(encoding="utf-8")
        stored.restore(script, 1, staged / "netzwerkbot.db")

    machine.restore(backup_of(tmp_path, "Alt", schema_version=1, change=age))
    with closing(sqlite3.connect(machine.config.database_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations()),)


def test_while_the_bot_runs_nothing_is_put_back(machine: Machine, tmp_path: Path) -> None:
    machine.fill("Bestand")
    with locked(machine.data):
        refused = refusal(machine, backup_of(tmp_path, "Sicherung"), "--replace")
    assert refused.text == operation.in_use(machine.data)


@pytest.mark.parametrize("cost_of", ["missing", "wrong", "right", "empty"])
def test_an_encrypted_backup_needs_its_passphrase(
    machine: Machine, tmp_path: Path, cost_of: str
) -> None:
    file = backup_of(tmp_path, "Sicherung", passphrase=PASSPHRASE)
    words = tmp_path / "passphrase"
    words.write_text({"wrong": PASSPHRASE[::-1], "empty": " \n"}.get(cost_of, PASSPHRASE), "utf-8")
    options = () if cost_of == "missing" else ("--passphrase-file", str(words))
    if cost_of == "right":
        machine.restore(file, *options)
        return
    refused = refusal(machine, file, *options)
    assert refused.exit_code == 2
    assert (
        refused.text
        == {
            "missing": backup_texts.needs_passphrase(file),
            "wrong": backup_texts.wrong_passphrase(file),
            "empty": configuration.empty_secret("--passphrase-file", words),
        }[cost_of]
    )


def test_a_cut_or_foreign_file_changes_nothing(machine: Machine, tmp_path: Path) -> None:
    machine.fill("Bestand")
    file = backup_of(tmp_path, "Sicherung")
    whole = file.read_bytes()
    for end in (0, 20, len(whole) // 2, len(whole) - 9):
        file.write_bytes(whole[:end])
        refusal(machine, file, "--replace")
    file.write_bytes(b"PK\x03\x04")
    assert refusal(machine, file, "--replace").text == backup_texts.no_backup(file)
    assert refusal(machine, tmp_path / "fehlt", "--replace").exit_code == 1


def test_the_backup_of_another_account_is_refused(machine: Machine, tmp_path: Path) -> None:
    file = backup_of(tmp_path, "Fremd", user_id="@andere:example.org")

    refused = refusal(machine, file)
    assert refused.exit_code == 2
    assert "@andere:example.org" in refused.text


def broken_pages(staged: Path) -> None:
    with (staged / "netzwerkbot.db").open("r+b") as file:
        file.seek(20 * 4096)
        file.write(os.urandom(20 * 4096))


def orphan(staged: Path) -> None:
    execute(staged / "netzwerkbot.db", "INSERT INTO slot VALUES (99, 1, '', '', 1, 1, '', NULL)")


def foreign(staged: Path) -> None:
    (staged / "netzwerkbot.db").write_bytes(b"no database at all" * 1000)


@pytest.mark.parametrize("change", [broken_pages, orphan, foreign])
def test_a_database_that_is_not_sound_is_not_put_in_place(
    machine: Machine, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    machine.fill("Bestand")
    file = backup_of(tmp_path, "Sicherung", change=change)

    refused = refusal(machine, file, "--replace")
    expected = texts.no_database(file) if change is foreign else texts.broken(file)
    assert refused.text == expected


def test_without_room_nothing_is_touched(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.fill("Bestand")
    file = backup_of(tmp_path, "Sicherung")
    with monkeypatch.context() as patch:
        patch.setattr("bot.backup.archive.RESERVE", 10**15)
        assert "zu wenig Platz" in refusal(machine, file, "--replace").text
    # In the middle.
    for place, error in (
        ("bot.backup.archive._stored", OSError(errno.ENOSPC, "")),
        ("bot.recovery.restore.forget_again", full()),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(place, Mock(side_effect=error))
            assert "Datenträger" in refusal(machine, file, "--replace").text
    machine.restore(file, "--replace")


def full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    return error


def test_whoever_was_forgotten_after_the_backup_is_not_in_it_any_more(
    machine: Machine, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = backup_of(tmp_path, "Sicherung")
    line = ForgottenPerson("00ff", 1, digest_of(ADA, "00ff"), int(NOW.timestamp()))
    (tmp_path / FILE).write_text(json.dumps(line.__dict__), encoding="ascii")
    machine.restore(file)

    async def all_that_is_stored() -> str:
        async with open_database(machine.config.database_file) as database:
            return await everything(database)

    assert ADA not in asyncio.run(all_that_is_stored())
    assert ADA.encode() not in b"".join(machine.contents().values())
    # For the next time, and for what is said again.
    assert line.digest.encode() in machine.contents()[FILE]
    assert "Eine Person wurde seitdem vergessen" in capfdbinary.readouterr().out.decode()


def test_a_database_alone_replaces_the_database_and_the_keys(
    machine: Machine, tmp_path: Path
) -> None:
    machine.fill("Bestand")
    backup_of(tmp_path, "Kopie")
    file = tmp_path / "staged" / "netzwerkbot.db"
    assert refusal(machine, file, "--database").exit_code == 2
    machine.restore(file, "--database", "--replace")

    found = machine.contents()
    assert machine.word() == "Kopie"
    assert found[document_of("Bestand")] == b"Bestand"
    assert found["matrix/cross_signing.json"] == b"Bestand"
    assert "matrix/session.json" not in found
    other = tmp_path / "text"
    other.write_text("kein SQLite")
    assert refusal(machine, other, "--database", "--replace").text == texts.no_database(other)
    missing = refusal(machine, tmp_path / "fehlt", "--database", "--replace")
    assert missing.text == texts.no_database(tmp_path / "fehlt")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_restores_belongs_to_the_account_of_the_bot(
    machine: Machine, tmp_path: Path
) -> None:
    machine.data.mkdir(mode=0o700)
    os.chown(machine.data, 4242, 4243)
    file = backup_of(tmp_path, "Sicherung")
    machine.restore(file)
    machine.restore(file, "--replace")

    assert list(machine.data.glob("before-restore-*"))
    for path in (machine.data, *machine.data.rglob("*")):
        assert (path.stat().st_uid, path.stat().st_gid) == (4242, 4243), path
