"""A file is written whole or not at all."""

import contextlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

# How a file ends that a sudden death of the process may leave behind.
UNFINISHED = ".unfinished"


def write_whole(
    path: Path, content: bytes, mode: int = 0o600, owner: int = -1, group: int = -1
) -> None:
    """Write it, for the bot alone unless told otherwise; it is on the disk when this returns.

    Raises OSError.
    """
    with NamedTemporaryFile(prefix=".", suffix=UNFINISHED, dir=path.parent, delete=False) as file:
        try:
            # The mask of the process may take more away than it should.
            os.fchmod(file.fileno(), mode)
            if (owner, group) != (-1, -1):  # the unit forbids the call itself
                os.fchown(file.fileno(), owner, group)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        finally:
            with contextlib.suppress(OSError):  # it has its name already
                Path(file.name).unlink()
    sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Sync the folder: else a power cut could lose the name, though not the content."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folders(directory: Path) -> list[Path]:
    """Make it and the missing ones above it (0700); return those made, the highest first.

    Raises OSError.
    """
    missing = [each for each in (directory, *directory.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    return missing[::-1]
