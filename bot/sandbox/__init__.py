"""Process the files of strangers in a separate process, limited in time, memory and output."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

_PIECE = 2**16
# The first byte of the output: the process has set its limits and loaded its task.
_STARTED = b"\x06"
_MOST_ERRORS = 2**16
_KIND = re.compile(rb"(?:\w+\.)*(\w{1,60})(?::.*)?", re.ASCII)
# Who is ended by these, or is forbidden something, is so by this machine.
_OURS = frozenset({"PermissionError", "SIGKILL", "SIGSYS", "SIGTERM"})


class End(Enum):
    DONE = auto()
    FAILED = auto()
    TOO_LONG = auto()
    TOO_MUCH = auto()


@dataclass(frozen=True)
class Limits:
    seconds: float = 60
    memory_mb: int = 512
    output_bytes: int = 32_000_000


@dataclass(frozen=True)
class TaskOutcome:
    """The end of a task, with all of its output until then.

    Unless the task `started`, the failure says nothing about the data.
    `kind` is that of the error or the signal that ended it: never a word of the data.
    """

    end: End
    output: bytes
    started: bool = field(default=True, compare=False)
    kind: str = field(default="", compare=False)

    @property
    def is_ours(self) -> bool:
        """Return whether it failed because of this machine: then it is no verdict on the data."""
        return not self.started or self.kind in _OURS


async def apart(task: str, data: bytes | BinaryIO, limits: Limits) -> TaskOutcome:
    """Run the function `task` (module:function) on two binary streams: `data`, and its output.

    Pass a large file open, not as bytes: then it never passes through this process.
    """
    try:
        process = await _start(task, data, limits)
    except OSError as error:
        return TaskOutcome(End.FAILED, b"", started=False, kind=type(error).__name__)
    output = bytearray()
    reading = asyncio.create_task(_last_line(process.stderr))
    feeding = asyncio.create_task(_feed(process.stdin, data))
    try:
        async with asyncio.timeout(limits.seconds):
            whole = await _drain(process.stdout, output, limits.output_bytes)
            end = End.TOO_MUCH if not whole else await _ended(process)
    except TimeoutError:
        end = End.TOO_LONG
    finally:
        feeding.cancel()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        line = await reading
    started = output[:1] == _STARTED
    del output[:1]
    kind = _kind(process.returncode, line) if end is End.FAILED else ""
    return TaskOutcome(end, bytes(output[: limits.output_bytes]), started, kind)


async def _start(task: str, data: bytes | BinaryIO, limits: Limits) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "bot.sandbox",
        task,
        str(limits.memory_mb),
        str(int(limits.seconds) + 1),
        stdin=asyncio.subprocess.PIPE if isinstance(data, bytes) else data,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=bare_environment(),
    )


async def _last_line(stream: asyncio.StreamReader | None) -> bytes:
    """Read all and keep the end; before the task begins only Python itself writes there."""
    kept = b""
    while stream is not None and (piece := await stream.read(_PIECE)):
        kept = (kept + piece)[-_MOST_ERRORS:]
    return (kept.splitlines() or [b""])[-1]


def _kind(code: int | None, line: bytes) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    match = _KIND.fullmatch(line)
    return match[1].decode() if match else "unknown"


def bare_environment() -> dict[str, str]:
    """Return an environment without secrets, in which Python finds the bot's code."""
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": path}


async def _feed(stream: asyncio.StreamWriter | None, data: bytes | BinaryIO) -> None:
    """Write the data; the process may end before it has read all."""
    if stream is None or not isinstance(data, bytes):
        return
    with contextlib.suppress(ConnectionError):
        stream.write(data)
        await stream.drain()
        stream.close()


async def _drain(stream: asyncio.StreamReader | None, output: bytearray, most: int) -> bool:
    """Read all output; return False if it is longer than `most` bytes."""
    while stream is not None and (piece := await stream.read(_PIECE)):
        output += piece
        if len(output) > most + len(_STARTED):
            return False
    return True


async def _ended(process: asyncio.subprocess.Process) -> End:
    return End.DONE if await process.wait() == 0 else End.FAILED
