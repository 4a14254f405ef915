"""A file is written whole or not at all, for the account of this machine that runs the bot."""

import contextlib
import grp
import os
import pwd
from dataclasses import dataclass
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


def as_owner_of(directory: Path, *paths: Path) -> None:
    """Give what root has made to whom the directory belongs: root can, and the bot is not root."""
    if os.geteuid() == 0:
        owner = directory.stat()
        for path in paths:
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


@dataclass(frozen=True)
class ServiceAccount:
    """The account that runs the bot, seen by root, who may do everything and would not notice."""

    uid: int
    gid: int

    @property
    def name(self) -> str:
        """Return its name, or its number if it has none, as in a container."""
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)

    @property
    def group(self) -> str:
        try:
            return grp.getgrgid(self.gid).gr_name
        except KeyError:
            return str(self.gid)

    def may(self, path: Path, rights: int) -> bool:
        """Return whether it has the rights (of os.access) there, and the way is open to it."""
        path = path.resolve()
        groups = os.getgrouplist(self.name, self.gid)
        return all(
            self._has(each, groups, wanted)
            for each, wanted in ((path, rights), *((above, os.X_OK) for above in path.parents))
        )

    def _has(self, path: Path, groups: list[int], rights: int) -> bool:
        try:
            found = path.stat()
        except OSError:
            return False
        shift = 6 if found.st_uid == self.uid else 3 if found.st_gid in groups else 0
        return found.st_mode >> shift & rights == rights


def service_account(directory: Path) -> ServiceAccount | None:
    """Return to whom the data directory belongs, if root asks and it is not root's own."""
    if os.geteuid() != 0 or not directory.exists():
        return None
    owner = directory.stat()
    return ServiceAccount(owner.st_uid, owner.st_gid) if owner.st_uid != 0 else None


def bot_may(directory: Path, path: Path, rights: int) -> bool:
    """Return whether the bot that has this data directory has the rights (of os.access) there."""
    account = service_account(directory)
    return os.access(path, rights) and (account is None or account.may(path, rights))


def account_named(name: str) -> ServiceAccount | None:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        return None
    return ServiceAccount(found.pw_uid, found.pw_gid)
