"""kill -9 at every step of a restore leaves the old or the new, whole, after the next lock."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.process.lifecycle import locked
from tests.support.restoring import Machine, backup_of

# For each line, a child that kills itself before the n-th change of the directory, as the audit
# hooks of Python see it; the answer is how it ended. Loading the program anew would take longer.
DYING = """
import json, os, signal, sys
import bot.cli.restore
from bot.cli.program import run_program

def watch(left, directory):
    def hook(event, args):
        nonlocal left
        changes = event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
        writes = event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)
        if (changes or writes) and directory in str(args[0]):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
    return hook

for line in sys.stdin:
    left, directory, *arguments = json.loads(line)
    child = os.fork()
    if not child:
        os.dup2(2, 1)
        sys.addaudithook(watch(left, directory))
        run_program(arguments)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
Dying = subprocess.Popen[str]


@pytest.fixture
def dying() -> Iterator[Dying]:
    command = (sys.executable, "-c", DYING)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        yield process
        process.kill()


def die(dying: Dying, machine: Machine, steps: int, *arguments: str) -> bool:
    """Return whether it died; False if it came to its end before."""
    assert dying.stdin is not None
    assert dying.stdout is not None
    config = ("--config", str(machine.config_file))
    command = (steps, str(machine.data), "restore", *arguments, *config)
    dying.stdin.write(f"{json.dumps(command)}\n")
    dying.stdin.flush()
    code = int(dying.stdout.readline())
    assert code in (0, -9)
    return code == -9


def own(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return all but what was moved aside, and the database, which is looked into."""
    return {
        name: content
        for name, content in contents.items()
        if not name.startswith(("before-restore-", "netzwerkbot.db"))
    }


def test_whenever_it_dies_all_is_old_or_all_is_new(dying: Dying, tmp_path: Path) -> None:
    file = backup_of(tmp_path, "Sicherung")
    words: list[str | None] = []
    steps = 0
    while True:
        folder = tmp_path / f"machine-{steps}"
        folder.mkdir()
        machine = Machine(folder)
        machine.fill("Bestand")
        before = own(machine.contents())
        died = die(dying, machine, steps, str(file), "--replace")
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


def test_after_a_death_the_restore_can_be_repeated(
    dying: Dying, machine: Machine, tmp_path: Path
) -> None:
    file = backup_of(tmp_path, "Sicherung")
    assert die(dying, machine, 6, str(file))
    machine.restore(file)

    assert machine.word() == "Sicherung"
