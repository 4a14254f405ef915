"""netzwerkbot backup FILE and --verify: one German line, whatever happens."""

import asyncio
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.program import run_program
from bot.process.lifecycle import Failure, locked
from bot.recovery.forgotten import FILE, ForgottenFiles, ForgottenPerson, digest_of, read
from storage.database import open_database
from tests.support.backing_up import PASSPHRASE, Operated, lived_in, operated, packed
from tests.support.people import ADA, CORA, put
from tests.support.say import NOW

__all__ = ["lived_in", "operated"]

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*words: str | Path) -> tuple[int, str]:
        try:
            code, said = run_program([str(word) for word in words]) or 0, capsys.readouterr().out
        except Failure as failure:
            code, said = failure.exit_code, failure.text
        return code, said.rstrip("\n")

    return run


def test_a_backup_is_made_and_verified_and_its_figures_are_told(
    operated: Operated, call: Call
) -> None:
    code, said = call("backup", operated.file, "--config", operated.config_file)
    again, verified = call("backup", "--verify", operated.file)

    assert (code, again) == (0, 0)
    assert said.startswith(f"Gesichert und geprüft: {operated.file}, ")
    assert verified.startswith(f"Die Sicherung ist in Ordnung: {operated.file}, ")
    assert said.partition(f"{operated.file}, ")[2] == verified.partition(f"{operated.file}, ")[2]
    assert "1 Dokument." in said
    assert "\n" not in said + verified


def test_an_older_backup_beside_it_brings_nobody_back_who_was_forgotten_since(
    operated: Operated, call: Call
) -> None:
    asyncio.run(_write_to_ada(operated.database))
    asked = ("backup", "--config", operated.config_file)
    older, newer = (operated.backups / name for name in ("older.tar.gz", "newer.tar.gz"))
    assert call(*asked, older)[0] == 0
    assert [path.name for path in operated.backups.iterdir()] == ["older.tar.gz"]
    of_another_bot = operated.backups / "forgotten-another-example.org.jsonl"
    of_another_bot.write_text("of another bot\n", encoding="ascii")
    beside = operated.backups / "forgotten-bot-example.org.jsonl"
    noted = ForgottenPerson("bb", 1, digest_of(CORA, "bb"), int(NOW.timestamp()))
    ForgottenFiles([beside]).merge([noted])
    forgotten = ForgottenPerson("aa", 1, digest_of(ADA, "aa"), int(NOW.timestamp()))
    ForgottenFiles([operated.data / FILE]).merge([forgotten])
    assert call(*asked, newer)[0] == 0

    assert set(read([beside])) == {noted, forgotten}
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert of_another_bot.read_text(encoding="ascii") == "of another bot\n"
    shutil.rmtree(operated.data)
    code, said = call("restore", older, "--config", operated.config_file)
    assert (code, "Eine Person wurde seitdem vergessen" in said) == (0, True)


async def _write_to_ada(database_file: Path) -> None:
    async with open_database(database_file) as database, database.transaction() as tx:
        await put(tx, "direct_chat", user_id=ADA, room_id="!ada:example.org")


@pytest.mark.parametrize("is_there", [True, False])
def test_that_it_cannot_be_noted_who_was_forgotten_is_told_with_the_next_step(
    operated: Operated, call: Call, *, is_there: bool
) -> None:
    forgotten = ForgottenPerson("aa", 1, digest_of(ADA, "aa"), int(NOW.timestamp()))
    if is_there:
        ForgottenFiles([operated.data / FILE]).merge([forgotten])
    (operated.backups / "forgotten-bot-example.org.jsonl").mkdir()
    code, said = call("backup", "--config", operated.config_file, operated.file)

    assert code == (1 if is_there else 0)
    assert ("Bitte bewahren Sie dort auch forgotten.jsonl" in said) is is_there
    assert operated.file.exists()
    assert "\n" not in said


def test_a_second_one_waits_for_the_first(operated: Operated, call: Call) -> None:
    with locked(operated.data / "backup"):
        code, said = call("backup", operated.file, "--config", operated.config_file)

    assert (code, said.partition(".")[0]) == (1, "Es läuft schon eine Sicherung dieses Bots")


def test_without_a_configuration_there_is_nothing_to_back_up(tmp_path: Path, call: Call) -> None:
    assert call("backup", tmp_path / "x") == (
        2,
        "Zum Sichern ist die Konfigurationsdatei nötig: --config config.toml.",
    )


def test_a_sealed_backup_is_verified_with_the_passphrase_of_the_configuration(
    operated: Operated, call: Call
) -> None:
    file = packed(operated.folder, PASSPHRASE)
    passphrase = operated.folder / "passphrase"
    passphrase.write_text("eine andere Passphrase", encoding="utf-8")
    operated.configure(f'[backup]\npassphrase_file = "{passphrase}"')
    code, wrong = call("backup", "--verify", file, "--config", operated.config_file)
    missing = call("backup", "--verify", file)
    unreadable = call("backup", "--verify", file, "--passphrase-file", operated.folder / "none")

    assert code == missing[0] == unreadable[0] == 2
    assert "passt nicht" in wrong
    assert "ist verschlüsselt" in missing[1]
    assert unreadable[1].startswith("--passphrase-file: Die Datei")


@pytest.mark.parametrize("content", [None, b"", b"kein Archiv"])
def test_what_is_no_backup_is_told_with_the_next_step(
    tmp_path: Path, call: Call, content: bytes | None
) -> None:
    file = tmp_path / "x.tar.gz"
    if content is not None:
        file.write_bytes(content)
    code, said = call("backup", "--verify", file)

    assert code == 1
    assert str(file) in said
    assert "\n" not in said


def test_a_backup_with_another_database_is_told(tmp_path: Path, call: Call) -> None:
    code, said = call("backup", "--verify", packed(tmp_path))

    assert code == 1
    assert "nicht in Ordnung" in said


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_hand_it_leaves_nothing_behind(operated: Operated, number: int) -> None:
    command = (sys.executable, "-m", "bot.cli", "backup", operated.file)
    process = subprocess.Popen(
        (*command, "--config", operated.config_file), stderr=subprocess.PIPE, text=True
    )
    work = operated.data / "backup"
    # Once it has begun.
    while process.poll() is None and not (work.is_dir() and operated.left()):
        time.sleep(0.001)
    process.send_signal(number)
    _, said = process.communicate()

    assert (process.returncode, said) == (130, "")
    assert operated.left() == []
    assert not operated.file.exists()
