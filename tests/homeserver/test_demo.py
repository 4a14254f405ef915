"""netzwerkbot demo, as somebody tries it for the first time."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.homeserver import free_port
from tests.homeserver.world import until


async def start(directory: Path, port: int) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "demo",
        "--directory",
        str(directory),
        "--port",
        str(port),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def converse(directory: Path, port: int, lines: str) -> tuple[int | None, str, str]:
    """Exit code, answers, and what was said around them."""
    process = await start(directory, port)
    async with asyncio.timeout(90):
        answers, around = await process.communicate(lines.encode())
    return process.returncode, answers.decode(), around.decode()


@asynccontextmanager
async def waiting_demo(directory: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Ready, with nobody typing; demo.json is the last thing that a start writes."""
    process = await start(directory, port)

    async def ready() -> bool:
        return (directory / "demo.json").exists()

    try:
        await until(ready, 60)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def test_lines_from_a_pipe_are_answered_in_order_and_a_second_start_continues(
    tmp_path: Path,
) -> None:
    port = free_port()
    code, answers, around = await converse(tmp_path, port, "!leitlinie Bonn\n!hilfe\n")

    assert code == 0, around
    assert answers.index("Kinder- und Jugendbeteiligung") < answers.index("!datenschutz")
    assert str(tmp_path) in around
    assert not listens(port)

    code, answers, around = await converse(tmp_path, port, "nur so\n/leitung\n!status\n")

    assert code == 0, around
    assert "Verschlüsselung: in Ordnung" in answers
    assert answers.count("> ") == 2


async def test_a_busy_port_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _, around = await converse(tmp_path, port, "!hilfe\n")

    assert code == 1
    assert f"Der Port {port} ist schon belegt" in around.splitlines()[-1]
    assert "Traceback" not in around


async def test_ctrl_c_ends_everything(tmp_path: Path) -> None:
    port = free_port()
    async with waiting_demo(tmp_path, port) as process:
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(15):
            _, around = await process.communicate()

    assert process.returncode == 0
    assert "Beendet." in around.decode()
    assert not listens(port)


async def test_killed_hard_the_demo_takes_its_homeserver_along(tmp_path: Path) -> None:
    port = free_port()
    async with waiting_demo(tmp_path, port) as process:
        os.kill(process.pid, signal.SIGKILL)

        async def gone() -> bool:
            return not listens(port)

        await until(gone, 15)

    code, answers, around = await converse(tmp_path, port, "!leitlinie Kiel\n")
    assert code == 0, around
    assert "Kiel" in answers
