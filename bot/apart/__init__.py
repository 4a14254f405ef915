"""Work on what strangers sent, in a process of its own: limited in time, memory and output."""

import asyncio
import contextlib
import os
import sys
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import BinaryIO

_PIECE = 2**16


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
class Outcome:
    """`output` is all that came until the end, whichever that was."""

    end: End
    output: bytes


async def apart(task: str, data: bytes | BinaryIO, limits: Limits) -> Outcome:
    """`task` is module:function; that gets `data` as a binary stream, and one to write to.

    A large file is better given open than as bytes: then it never passes through this process.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        "-m",
        "bot.apart",
        task,
        str(limits.memory_mb),
        str(int(limits.seconds) + 1),
        stdin=asyncio.subprocess.PIPE if isinstance(data, bytes) else data,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
    )
    output = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            feeding = asyncio.create_task(_feed(process.stdin, data))
            try:
                whole = await _drain(process.stdout, output, limits.output_bytes)
                end = End.TOO_MUCH if not whole else await _ended(process)
            finally:
                feeding.cancel()
    except TimeoutError:
        end = End.TOO_LONG
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    return Outcome(end, bytes(output[: limits.output_bytes]))


def _environment() -> dict[str, str]:
    """Nothing of ours, such as a secret, but where our code lies: not in the folder we are in."""
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": path}


async def _feed(stream: asyncio.StreamWriter | None, data: bytes | BinaryIO) -> None:
    """The process may end before it has read all."""
    if stream is None or not isinstance(data, bytes):
        return
    with contextlib.suppress(ConnectionError):
        stream.write(data)
        await stream.drain()
        stream.close()


async def _drain(stream: asyncio.StreamReader | None, output: bytearray, most: int) -> bool:
    """False if there is more than that."""
    while stream is not None and (piece := await stream.read(_PIECE)):
        output += piece
        if len(output) > most:
            return False
    return True


async def _ended(process: asyncio.subprocess.Process) -> End:
    return End.DONE if await process.wait() == 0 else End.FAILED
