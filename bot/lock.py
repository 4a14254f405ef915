"""Two processes on one directory would ruin the encryption keys: only one may have it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUseError(Exception):
    """Another process works in the directory."""


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Creates the directory (0700) if need be. Raises InUseError, OSError."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError(directory) from None
        yield
    finally:
        os.close(descriptor)
