"""What commands use of this machine: chance, and a key beside the database."""

import contextlib
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import SystemRandom

from bot.config.sections import Config
from bot.process.files import write_whole
from commands.conversation.command import Resources

# Not in a backup: what was made with it means nothing without it.
KEY_FILE = "pseudonyms.key"
_BYTES = 32


def resources_of(config: Config, members_of: Callable[[str], frozenset[str] | None]) -> Resources:
    file = config.storage.directory / KEY_FILE
    return Resources(SystemRandom().random, members_of, cache(lambda: stored_key(file)))


def stored_key(file: Path) -> bytes:
    """Return the key of the file, which is made if it is not there. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        key = file.read_bytes()
        if len(key) == _BYTES:
            return key
    key = secrets.token_bytes(_BYTES)
    write_whole(file, key)
    return key
