"""A real terminal: a program on a pty, typed to line by line, read as it appears on the screen."""

import asyncio
import os
import pty
import signal
import sys
import termios
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from tests.support.waiting import PATIENCE

CTRL_C, CTRL_D = "\x03", "\x04"


@dataclass
class Terminal:
    """`screen` is all that was printed, what was typed included where it is shown."""

    pid: int
    descriptor: int
    screen: str = ""
    code: int | None = None
    # Of all processes that ran meanwhile under it, as /proc shows them to others.
    command_lines: set[str] = field(default_factory=set)
    _read_to: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: bool = False

    def __post_init__(self) -> None:
        os.set_blocking(self.descriptor, False)
        asyncio.get_running_loop().add_reader(self.descriptor, self._read)

    def _read(self) -> None:
        try:
            piece = os.read(self.descriptor, 65536)
        except OSError:  # the other end is closed
            piece = b""
        if not piece:
            asyncio.get_running_loop().remove_reader(self.descriptor)
            self._ended = True
        self.screen += piece.decode(errors="replace").replace("\r\n", "\n")
        self._note_command_lines()
        self._news.set()

    def _note_command_lines(self) -> None:
        for pid in (self.pid, *self._children()):
            with suppress(OSError), open(f"/proc/{pid}/cmdline", "rb") as stream:  # noqa: PTH123
                self.command_lines.add(stream.read().replace(b"\0", b" ").decode())

    def _children(self) -> list[str]:
        with suppress(OSError), open(f"/proc/{self.pid}/task/{self.pid}/children") as stream:  # noqa: PTH123
            return stream.read().split()
        return []

    async def sees(self, words: str) -> str:
        """Wait for the words below what was seen before; return what came up to them."""
        try:
            async with asyncio.timeout(PATIENCE):
                while (at := self.screen.find(words, self._read_to)) < 0:
                    assert not self._ended, f"{words!r} never came:\n{self.screen}"
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{words!r} did not come:\n{self.screen}") from None
        before, self._read_to = self.screen[self._read_to : at], at + len(words)
        return before

    def types(self, line: str = "") -> None:
        self.press(f"{line}\n")

    def press(self, keys: str) -> None:
        os.write(self.descriptor, keys.encode())

    async def answers(self, *dialogue: tuple[str, str]) -> None:
        """Type each answer when its question is there."""
        for question, answer in dialogue:
            await self.sees(question)
            if "wird nicht angezeigt" in question:
                await self.hides()
            self.types(answer)

    async def hides(self) -> None:
        """Wait until what is typed is not shown: the program has just asked for a secret."""
        async with asyncio.timeout(PATIENCE):
            while termios.tcgetattr(self.descriptor)[3] & termios.ECHO:
                await asyncio.sleep(0.01)

    async def ends(self) -> int:
        """Return the exit code; a signal as a negative number."""
        async with asyncio.timeout(PATIENCE):
            while self.code is None:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.code = os.waitstatus_to_exitcode(status)
                else:
                    await asyncio.sleep(0.02)
        for _ in range(50):  # what it said last may still be on the way
            if self._ended:
                break
            await asyncio.sleep(0.02)
        return self.code

    def kill(self) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)

    async def close(self) -> None:
        self.kill()
        await self.ends()
        asyncio.get_running_loop().remove_reader(self.descriptor)
        os.close(self.descriptor)


@asynccontextmanager
async def terminal(
    *arguments: str, environment: Mapping[str, str] | None = None, program: Sequence[str] = ()
) -> AsyncIterator[Terminal]:
    """Run netzwerkbot on a terminal of its own."""
    command = [*(program or (sys.executable, "-m", "bot.cli")), *arguments]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NETZWERKBOT_")}
    pid, descriptor = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, {**kept, "TERM": "dumb", **(environment or {})})  # noqa: S606
    running = Terminal(pid, descriptor)
    try:
        yield running
    finally:
        await running.close()
