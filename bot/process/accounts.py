"""The account of this machine that runs the bot, where root acts for it."""

import grp
import os
import pwd
from dataclasses import dataclass
from pathlib import Path


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
