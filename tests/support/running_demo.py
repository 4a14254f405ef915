"""`netzwerkbot demo` in a process of its own, as somebody who tries it starts it."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.demo.homeserver import free_port

_UNTIL_READY = 40.0


@dataclass(frozen=True)
class Login:
    user_id: str
    password: str


@dataclass(frozen=True)
class Demo:
    homeserver: str
    users: dict[str, Login]
    rooms: dict[str, str]


@asynccontextmanager
async def running_demo(directory: Path) -> AsyncIterator[Demo]:
    """It ends when its standard input does; so nothing is left running after the test."""
    data, log = directory / "data", directory / "output.txt"
    with _log_file(data, log) as file:
        process = await asyncio.create_subprocess_exec(
            *_command(data), stdin=asyncio.subprocess.PIPE, stdout=file, stderr=file
        )
    try:
        yield await _until_ready(process, data / "demo.json", log)
    finally:
        await _end(process)


def _command(data: Path) -> list[str]:
    arguments = ["demo", "--directory", str(data), "--port", str(free_port())]
    return [sys.executable, "-m", "bot.cli", *arguments]


def _log_file(data: Path, log: Path) -> BinaryIO:
    data.mkdir(mode=0o700, parents=True)
    return log.open("wb")


async def _until_ready(process: asyncio.subprocess.Process, path: Path, log: Path) -> Demo:
    async with asyncio.timeout(_UNTIL_READY):
        while (demo := _read(path)) is None:
            assert process.returncode is None, _tail(log)
            await asyncio.sleep(0.1)
    return demo


def _read(path: Path) -> Demo | None:
    """None until the demo has written all of it."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    users = {name: Login(**user) for name, user in content["users"].items()}
    return Demo(content["homeserver"], users, content["rooms"])


def _tail(log: Path) -> str:
    return log.read_text(encoding="utf-8")[-2000:]


async def _end(process: asyncio.subprocess.Process) -> None:
    assert process.stdin is not None
    process.stdin.close()
    for stop in (process.terminate, process.kill):
        try:
            async with asyncio.timeout(8):
                await process.wait()
        except TimeoutError:
            stop()
    await process.wait()
