"""Replace what a directory holds: whatever moment the process dies at, nothing is lost or mixed.

What is new is made in a folder beside the old. One renaming of that folder decides; from then on
whoever locks the directory goes on with what is left to do.
"""

import json
import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.process.accounts import as_owner_of
from bot.process.files import sync_directory, write_whole

_MAKING = ".netzwerkbot-restoring"
_DECIDED = ".netzwerkbot-restored-"
_ARRIVING = ".netzwerkbot-arriving-"
_REPLACES = ".replaces"
# Of the folder into which the old is moved.
ASIDE = "before-restore-"


def new_folder(directory: Path) -> Path:
    """Return an empty folder (0700) for what is new. Raises OSError."""
    folder = directory / _MAKING
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def present(directory: Path, names: Sequence[str]) -> list[str]:
    """Return which of the names the directory has."""
    return [name for name in names if os.path.lexists(directory / name)]


def swap(directory: Path, names: Sequence[str], now: datetime) -> Path | None:
    """Put what is in the new folder in the place of these names; return where the old is.

    The directory must be locked. Raises OSError; then the next one who locks it goes on.
    """
    folder = directory / _MAKING
    replaced = present(directory, names)
    write_whole(folder / _REPLACES, json.dumps(replaced).encode())
    stamp = f"{now:%Y%m%d-%H%M%S}"
    folder.rename(directory / f"{_DECIDED}{stamp}")
    sync_directory(directory)
    go_on(directory)
    return directory / f"{ASIDE}{stamp}" if replaced else None


def go_on(directory: Path) -> None:
    """Clear what was not decided, and finish what was. Raises OSError."""
    shutil.rmtree(directory / _MAKING, ignore_errors=True)
    for folder in sorted(directory.glob(f"{_DECIDED}*")):
        stamp = folder.name.removeprefix(_DECIDED)
        names = json.loads((folder / _REPLACES).read_bytes())
        _move(directory, directory / f"{ASIDE}{stamp}", names)
        folder.rename(directory / f"{_ARRIVING}{stamp}")
        sync_directory(directory)
    for folder in sorted(directory.glob(f"{_ARRIVING}*")):
        names = [each.name for each in folder.iterdir() if each.name != _REPLACES]
        _move(folder, directory, names)
        shutil.rmtree(folder)
        sync_directory(directory)


def _move(source: Path, target: Path, names: Sequence[str]) -> None:
    moving = present(source, names)
    if not moving:
        return
    if not target.exists():
        target.mkdir(mode=0o700)
        as_owner_of(target.parent, target)
    for name in moving:
        (source / name).rename(target / name)
    for each in (source, target):
        sync_directory(each)
