"""kill -9 at every step of a backup, and a full disk: the old one stays, nothing lies about."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.backup.job import BackupJob
from bot.backup.making import carry_out
from bot.backup.verifying import verify
from tests.support.backing_up import Operated

# Kills itself before the n-th change of a directory, as the audit hooks of Python see them.
DYING = """
import os, runpy, signal, sys
left = int(sys.argv[1])

def watch(event, args):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link")
    writes = event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR)
    if (changes or writes or event == "sqlite3.connect") and WATCHED in str(args):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

WATCHED = sys.argv[2]
sys.addaudithook(watch)
runpy.run_module("bot.backup", run_name="__main__")
"""
# With what is left to the estimate, and a small disk over one of the directories.
FULL = """
mount -t tmpfs -o "size=$1" tmpfs "$2"
echo old > "$2/old.tar.gz"
mount -o "remount,$5" "$2"
"$3" -c "
import runpy, bot.backup.archive as archive
archive.RESERVE = -10**12
runpy.run_module('bot.backup', run_name='__main__')"
echo
ls -A "$2" "$4"
"""


def die(job: BackupJob, steps: int, folder: Path) -> bool:
    """Return whether it died; False if it came to its end before."""
    done = subprocess.run(
        (sys.executable, "-c", DYING, str(steps), str(folder)),
        input=job.model_dump_json().encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.returncode == -9


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_whenever_it_dies_the_old_one_is_there_or_the_new_one_whole(operated: Operated) -> None:
    steps, olds = 0, 0
    died = True
    while died:
        for left in operated.backups.iterdir():
            left.unlink()
        shutil.rmtree(operated.data / "backup", ignore_errors=True)
        operated.file.write_bytes(b"old")
        died = die(operated.job(replace=True), steps, operated.folder)
        steps += died
        if operated.file.read_bytes() == b"old":
            olds += 1
        else:
            assert verify(operated.file, None, operated.folder).documents == 1
        shown = [path for path in operated.backups.iterdir() if path.name[0] != "."]
        assert shown == [operated.file]

    assert steps > olds > 15
    assert operated.left() == []


@pytest.mark.slow
def test_what_was_left_behind_is_cleared_by_the_next_one(operated: Operated) -> None:
    left = set()
    for steps in range(4, 24, 4):
        die(operated.job(replace=True), steps, operated.folder)
        left |= {len(operated.left())}
        carry_out(operated.job(replace=True))
        assert operated.left() == []

    assert max(left) > 0


def can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    mount = ("unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


def on_a_small_disk(
    operated: Operated, size: str, disk: Path, way: str = "rw"
) -> tuple[str, list[str]]:
    """Return what is said, and the names of what lies there then."""
    disk.mkdir(exist_ok=True)
    done = subprocess.run(
        (
            *("unshare", "-Urm", "sh", "-ec", FULL, "sh", size, disk, sys.executable),
            *(operated.backups, way),
        ),
        input=operated.job().model_dump_json(),
        capture_output=True,
        check=True,
        text=True,
    )
    said, *names = done.stdout.splitlines()
    assert done.stderr == ""
    outcome = json.loads(said)
    assert outcome["exit_code"] == 1
    assert "\n" not in outcome["text"]
    # Nobody but the program knows the names that are not there for long.
    assert not re.search(r"netzwerkbot-(part|backup-)", outcome["text"]), outcome["text"]
    return outcome["text"], [name for name in names if name and not name.endswith(":")]


@pytest.mark.skipif(not can_mount(), reason="mounts of one's own are not allowed here")
@pytest.mark.parametrize("size", ["64k", "128k", "256k"])
def test_a_target_that_fills_in_the_middle_keeps_the_old_one(operated: Operated, size: str) -> None:
    said, names = on_a_small_disk(operated, size, operated.backups)

    assert "ist voll, die Sicherung ist nicht entstanden. Bitte schaffen Sie Platz." in said
    assert set(names) == {"old.tar.gz"}


@pytest.mark.skipif(not can_mount(), reason="mounts of one's own are not allowed here")
@pytest.mark.parametrize("size", ["64k", "1m", "1400k"])
def test_a_data_directory_that_fills_in_the_middle_is_told(operated: Operated, size: str) -> None:
    said, names = on_a_small_disk(operated, size, operated.data / "backup")

    assert "ist voll" in said
    assert set(names) == {"old.tar.gz", "lock"}


@pytest.mark.skipif(not can_mount(), reason="mounts of one's own are not allowed here")
def test_a_target_that_must_not_be_written_is_told(operated: Operated) -> None:
    said, names = on_a_small_disk(operated, "10m", operated.backups, "ro")

    assert "schreibgeschützt. Bitte prüfen Sie Pfad und Rechte." in said
    assert set(names) == {"old.tar.gz"}
