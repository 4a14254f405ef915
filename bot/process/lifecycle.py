"""One process per directory: watched by systemd, ended in order by a signal or with a sentence."""

import asyncio
import contextlib
import fcntl
import os
import signal
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.process.accounts import as_owner_of, service_account

# pyproject.toml reads it from here.
VERSION = "0.2.0"
# As systemd takes it.
READY = "READY=1"
_ALIVE = "WATCHDOG=1"
# What the unit that comes with the program is called, and which configuration it names.
SERVICE, _CONFIG = "netzwerkbot", Path("/etc/netzwerkbot/config.toml")
_UNITS = Path("/etc/systemd/system")
# It is there where systemd has started the machine, see sd_booted(3).
_BOOTED = Path("/run/systemd/system")


class Failure(Exception):
    """One German sentence and the exit code: 1 it failed, 2 wrong usage or configuration.

    With `lasting` the next attempt would fail in the same way, until a person has helped.
    """

    def __init__(self, text: str, exit_code: int = 1, *, lasting: bool = False) -> None:
        super().__init__(text)
        self.text = text
        self.exit_code = exit_code
        self.lasting = lasting or exit_code == 2


class InUseError(Exception):
    """Another process works in the directory."""


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keep others out: two processes on one directory would ruin the encryption keys.

    Creates the directory (0700) if need be, and finishes a restore that a sudden death cut short.
    Raises InUseError, OSError.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        as_owner_of(directory, directory / "lock")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError(directory) from None
        if any(directory.glob(".netzwerkbot-*")):
            from bot.process.swap import go_on

            go_on(directory)
        yield
    finally:
        os.close(descriptor)


async def until_stopped(work: Coroutine[None, None, None]) -> bool:
    """Run the work; True if SIGTERM, SIGHUP or Ctrl-C stopped it rather than that it was done."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        return True
    return False


# --- how an operator starts it


def has_services() -> bool:
    """Tell whether systemd runs here, or root sets up what it will start; not in a container."""
    return _BOOTED.is_dir() or os.geteuid() == 0


def unit_of(config_file: Path) -> str | None:
    """Return the unit of systemd that runs the bot of this configuration, None without one."""
    wanted = f" run --config {config_file.resolve()}"
    for unit in sorted(_UNITS.glob("*.service")):
        with contextlib.suppress(OSError, ValueError):
            lines = unit.read_text(encoding="utf-8").splitlines()
            if any(line.startswith("ExecStart=") and line.endswith(wanted) for line in lines):
                return unit.stem
    return None


def start_command(config_file: Path, directory: Path) -> str:
    """Return the line to type: root has a service start it, where there is one to be."""
    service = unit_of(config_file)
    if service is None and os.geteuid() == 0:
        is_meant = config_file.resolve() == _CONFIG or service_account(directory) is not None
        service = SERVICE if is_meant else None
    return f"systemctl start {service}" if service else f"netzwerkbot run --config {config_file}"


# --- where systemd started us: ready, and still alive


def notify(state: str) -> None:
    """Send it over the socket that systemd names; one that is gone is no reason to end."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        # A name that is no file.
        address = "\0" + address[1:]
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending:
        sending.setblocking(False)
        sending.sendto(state.encode(), address)


async def stay_watched(is_alive: Callable[[], bool]) -> None:
    """Report until cancelled, as often as systemd wants it, and only while all is at work."""
    pause = _pause()
    while pause is not None:
        if is_alive():
            notify(_ALIVE)
        await asyncio.sleep(pause)


def _pause() -> float | None:
    """Return seconds, three times within what systemd waits; None if it does not watch us."""
    wanted, process = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not wanted.isdigit() or int(wanted) == 0 or process not in ("", str(os.getpid())):
        return None
    return int(wanted) / 3_000_000
