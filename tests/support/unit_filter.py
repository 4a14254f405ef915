"""Run a command as systemd would under deploy/netzwerkbot.service, where no systemd runs.

`python -m tests.support.unit_filter --writable FOLDER -- COMMAND …`: as root and on Linux. Not
shown are limits that need a control group (MemoryMax, TasksMax).
"""

import argparse
import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.seccomp import filter_unit, why_not

UNIT = Path(__file__).parents[2] / "deploy" / "netzwerkbot.service"
NOBODY = 65534
_YES = ("yes", "true", "on", "1")
_HIDDEN = ("/root", "/home", "/tmp", "/var/tmp")  # noqa: S108  the service has its own
_DEVICES = ("null", "zero", "full", "random", "urandom", "tty")

_libc = ctypes.CDLL(None, use_errno=True)
_NEW_MOUNTS = 0x00020000
_NO_NEW_PRIVILEGES, _DROP_FROM_BOUNDING_SET = 38, 24
_MOUNT_SETATTR, _RECURSIVE, _READ_ONLY = 442, 0x8000, 1


@dataclass(frozen=True)
class Unit:
    """Its section [Service]: an option may stand there several times."""

    options: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path = UNIT) -> "Unit":
        options: dict[str, list[str]] = {}
        section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = line
            elif section == "[Service]" and "=" in line and not line.startswith("#"):
                key, _, value = line.partition("=")
                options.setdefault(key, []).append(value)
        return cls(options)

    def one(self, key: str) -> str:
        return self.options.get(key, [""])[-1]

    def is_on(self, key: str) -> bool:
        return self.one(key) in _YES


def missing() -> str | None:
    """Why it cannot be shown here; None if it can."""
    if os.geteuid() != 0:
        return "only root can make mounts of its own"
    done = subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True)
    return "mounts of one's own are not allowed here" if done.returncode else why_not()


def enter(
    unit: Unit, writable: Sequence[Path], shown: Sequence[Path], credentials: dict[str, Path]
) -> None:
    """From here on nothing leads back. The credentials are in the environment.

    `writable` stands for StateDirectory, then for each of ReadWritePaths; the rest is not.
    """
    allowed = len(unit.options["StateDirectory"] + unit.options.get("ReadWritePaths", []))
    writable, refused = writable[:allowed], writable[allowed:]
    _own_mounts(unit, writable, [*shown, *refused], credentials)
    for folder, _, files in (found for each in writable for found in os.walk(each)):
        for name in (".", *files):
            os.chown(Path(folder) / name, NOBODY, NOBODY)
    os.umask(int(unit.one("UMask"), 8))
    if unit.one("LimitCORE"):
        size = int(unit.one("LimitCORE"))
        resource.setrlimit(resource.RLIMIT_CORE, (size, size))
    _become_nobody(unit)
    filter_unit(unit.options)


def _own_mounts(
    unit: Unit, writable: Sequence[Path], shown: Sequence[Path], credentials: dict[str, Path]
) -> None:
    _check(_libc.unshare(_NEW_MOUNTS))
    _mount("--make-rprivate", "/")
    _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", "/run")
    kept = {path: Path(f"/run/kept/{number}") for number, path in enumerate((*writable, *shown))}
    for path, aside in kept.items():
        _bind(path, aside)
    for name, source in credentials.items():
        target = Path("/run/credentials", name)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(source, target)
        os.chown(target, NOBODY, NOBODY)
        target.chmod(0o400)
    if unit.is_on("ProtectHome") and unit.is_on("PrivateTmp"):
        for folder in filter(os.path.isdir, _HIDDEN):
            mode = "1777" if folder.endswith("tmp") else "755"
            _mount("-t", "tmpfs", "-o", f"mode={mode}", "tmpfs", folder)
        for path, aside in kept.items():
            if any(path.is_relative_to(folder) for folder in _HIDDEN):
                _bind(aside, path)
    if unit.one("ProtectSystem") == "strict":
        _set_read_only("/")
        for free in (*filter(os.path.isdir, ("/tmp", "/var/tmp")), *writable):  # noqa: S108
            _set_read_only(str(free), on=False)
    if unit.is_on("PrivateDevices"):
        _own_devices()
    if unit.one("ProtectProc") == "invisible" and unit.one("ProcSubset") == "pid":
        _mount("-t", "proc", "-o", "hidepid=invisible,subset=pid", "proc", "/proc")


def _own_devices() -> None:
    numbers = {name: Path("/dev", name).stat().st_rdev for name in _DEVICES}
    _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", "/dev")
    for name, number in numbers.items():
        os.mknod(f"/dev/{name}", 0o020666, number)
        Path("/dev", name).chmod(0o666)
    Path("/dev/shm").mkdir(mode=0o1777)  # noqa: S108  as everywhere
    for name, number in (("stdin", 0), ("stdout", 1), ("stderr", 2)):
        Path("/dev", name).symlink_to(f"/proc/self/fd/{number}")
    _set_read_only("/dev")


def _become_nobody(unit: Unit) -> None:
    if "CapabilityBoundingSet" in unit.options and not unit.one("CapabilityBoundingSet"):
        for capability in range(64):
            _libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    if unit.is_on("NoNewPrivileges"):
        _check(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))


def _bind(source: Path, target: Path) -> None:
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    _mount("--bind", str(source), str(target))


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)


class _Attributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "user_ns")]


def _set_read_only(path: str, *, on: bool = True) -> None:
    """With all that is mounted below; or make this one writable, and nothing below."""
    wanted = _Attributes(_READ_ONLY if on else 0, 0 if on else _READ_ONLY, 0, 0)
    size = ctypes.sizeof(wanted)
    name = path.encode()
    depth = _RECURSIVE if on else 0
    _check(_libc.syscall(_MOUNT_SETATTR, -100, name, depth, ctypes.byref(wanted), size))


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def interpreter() -> Iterator[Path]:
    """Return the folders that Python and the project lie in."""
    found = {Path(sys.base_prefix), Path(sys.prefix), UNIT.parents[1]}
    yield from (path.resolve() for path in found)


def environment(unit: Unit) -> dict[str, str]:
    """Return what systemd sets, and what the unit adds."""
    lines = (line.replace("%d", "/run/credentials") for line in unit.options["Environment"])
    found = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | dict(x.split("=", 1) for x in lines)
    if unit.one("Type") == "notify" and "NOTIFY_SOCKET" in os.environ:
        found["NOTIFY_SOCKET"] = os.environ["NOTIFY_SOCKET"]
        found["WATCHDOG_USEC"] = os.environ["WATCHDOG_USEC"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--writable", type=Path, action="append", required=True)
    parser.add_argument("--shown", type=Path, action="append", default=[])
    parser.add_argument("--credential", action="append", default=[])
    parser.add_argument("command", nargs="+")
    given = parser.parse_args()
    unit = Unit.read()
    credentials = dict(each.split("=", 1) for each in given.credential)
    files = {name: Path(path) for name, path in credentials.items()}
    enter(unit, given.writable, [*interpreter(), *given.shown], files)
    os.chdir("/")
    os.execve(given.command[0], given.command, environment(unit))  # noqa: S606


if __name__ == "__main__":
    main()
