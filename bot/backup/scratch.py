"""Directories for copies that are needed for a while, and files that are not whole yet.

What a sudden death left behind is cleared by the next one: whoever is at work holds a lock.
"""

import contextlib
import fcntl
import io
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from bot.process.lifecycle import InUseError, locked

_FOLDER = "netzwerkbot-backup-"
_PART = ".netzwerkbot-part"
_PORTION = 8_000_000


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """Yield an empty directory (0700), which is removed afterwards. Raises OSError."""
    for left in parent.glob(f"{_FOLDER}*"):
        if _is_ours(left):
            with contextlib.suppress(OSError, InUseError), locked(left):
                shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=parent))
    try:
        with locked(folder):
            content = folder / "content"
            content.mkdir(mode=0o700)
            yield content
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def known_place(path: Path) -> Path:
    """Return the path, or of a copy and of a part the directory in which they are for a while."""
    for each in (path, *path.parents):
        if each.name.startswith(_FOLDER) or each.name.endswith(_PART):
            return each.parent
    return path


def _is_ours(folder: Path) -> bool:
    """Tell whether no other account can have put it there, such as a link in /tmp."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


class _Steady(io.FileIO):
    """A file that reaches the disk as it is written: a bot that syncs its own waits for little."""

    _unsynced = 0

    def write(self, data: Any, /) -> int:
        written = super().write(data)
        self._unsynced += written
        if self._unsynced >= _PORTION:
            os.fdatasync(self.fileno())
            # It is verified as the disk has it, not the memory.
            os.posix_fadvise(self.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            self._unsynced = 0
        return written


@contextmanager
def part_of(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """Yield a new file (0600) beside the target, which disappears unless it gets that name.

    Raises OSError, BlockingIOError if somebody else is writing the same.
    """
    _clear_parts(target.parent)
    path = target.with_name(f".{target.name}{_PART}")
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with io.BufferedWriter(_Steady(descriptor, "wb")) as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield path, file
        finally:
            path.unlink(missing_ok=True)


def _clear_parts(directory: Path) -> None:
    for left in directory.glob(f".*{_PART}"):
        with contextlib.suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()
