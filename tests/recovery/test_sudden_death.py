"""kill -9 at every step of a restore leaves the old or the new, whole, after the next lock."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.process.lifecycle import locked
from tests.support.restoring import Machine, backup_of

# Kills itself before the n-th change of a directory, as the audit hooks of Python see them.
DYING = """
import os, signal, sys
left = int(sys.argv[1])

def watch(event, args):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
    writes = event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)
    if (changes or writes) and ASIDE in str(args[0]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

ASIDE = sys.argv[2]
from bot.cli.program import run_program
sys.addaudithook(watch)
run_program(sys.argv[3:])
"""
pytestmark = pytest.mark.slow


def die(machine: Machine, steps: int, *arguments: str) -> bool:
    """Return whether it died; False if it came to its end before."""
    command = (str(steps), str(machine.data), "restore", *arguments)
    done = subprocess.run(
        (sys.executable, "-c", DYING, *command, "--config", str(machine.config_file)),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.returncode == -9


def own(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return all but what was moved aside, and the database, which is looked into."""
    return {
        name: content
        for name, content in contents.items()
        if not name.startswith(("before-restore-", "netzwerkbot.db"))
    }


def test_whenever_it_dies_all_is_old_or_all_is_new(machine: Machine, tmp_path: Path) -> None:
    file = backup_of(tmp_path, "Sicherung")
    words: list[str | None] = []
    steps = 0
    while True:
        folder = tmp_path / f"machine-{steps}"
        folder.mkdir()
        machine = Machine(folder)
        machine.fill("Bestand")
        before = own(machine.contents())
        died = die(machine, steps, str(file), "--replace")
        with locked(machine.data):
            words.append(machine.word())
            after = own(machine.contents())
        hidden = [each.name for each in machine.data.iterdir() if each.name.startswith(".")]
        assert hidden == [], steps
        if words[-1] == "Bestand":
            assert after == before, steps
        else:
            assert {*after.values()} == {b"Sicherung", b"Bestand", b"# ohne Geheimnisse\n"}, steps
            assert "matrix/session.json" not in after, steps
            [aside] = machine.data.glob("before-restore-*")
            assert (aside / "matrix" / "session.json").read_bytes() == b"Bestand", steps
        if not died:
            break
        steps += 1
    # Old for a long time, then new for the steps of the swap.
    assert words == sorted(words, key=lambda word: word != "Bestand")
    assert words.count("Bestand") > 5
    assert words.count("Sicherung") > 5


def test_after_a_death_the_restore_can_be_repeated(machine: Machine, tmp_path: Path) -> None:
    file = backup_of(tmp_path, "Sicherung")
    assert die(machine, 6, str(file))
    machine.restore(file)

    assert machine.word() == "Sicherung"
