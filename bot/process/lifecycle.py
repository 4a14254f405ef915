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

# pyproject.toml reads it from here.
VERSION = "0.2.0"
# As systemd takes it.
READY = "READY=1"
_ALIVE = "WATCHDOG=1"


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
