"""A real terminal: a program on a pty, typed to line by line, read as it appears on the screen."""

import asyncio
import os
import pty
import sys
import termios
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.waiting import PATIENCE, until

CTRL_C, CTRL_D = "\x03", "\x04"


@dataclass
class Terminal:
    """`screen` is all that was printed, what was typed included where it is shown."""

    process: asyncio.subprocess.Process
    descriptor: int
    screen: str = ""
    # Of the program and what it started, as others on the machine can read them meanwhile.
    command_lines: set[str] = field(default_factory=set)
    _read_to: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

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
            self._ended.set()
        self.screen += piece.decode(errors="replace").replace("\r\n", "\n")
        self._note_command_lines()
        self._news.set()

    def _note_command_lines(self) -> None:
        pid = str(self.process.pid)
        with suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
            for each in (pid, *children.split()):
                line = Path(f"/proc/{each}/cmdline").read_bytes()
                self.command_lines |= {line.replace(b"\0", b" ").decode()} - {""}

    async def sees(self, *words: str) -> str:
        """Wait for one of the words below what was seen before; return which came first."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not (found := self._first_of(words)):
                    assert not self._ended.is_set(), f"{words} never came:\n{self.screen}"
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{words} did not come:\n{self.screen}") from None
        at, came = found
        self._read_to = at + len(came)
        return came

    def _first_of(self, words: Sequence[str]) -> tuple[int, str] | None:
        found = ((self.screen.find(each, self._read_to), each) for each in words)
        return min((each for each in found if each[0] >= 0), default=None)

    async def answers(self, *dialogue: tuple[str, str] | str) -> None:
        """Type each answer when its question is there; a text alone is only waited for."""
        for each in dialogue:
            question, answer = (each, None) if isinstance(each, str) else each
            await self.sees(question)
            if answer is not None:
                await self.answer(question, answer)

    async def goes_on(self, dialogue: Sequence[tuple[str, str]], target: int) -> int:
        """Answer what is asked until the target or a later question is there; return which."""
        questions = [question for question, _ in dialogue]
        while True:
            at = questions.index(await self.sees(*questions))
            if at >= target:
                return at
            await self.answer(*dialogue[at])

    async def answer(self, question: str, answer: str) -> None:
        if "wird nicht angezeigt" in question:
            await until(lambda: not self.shows_what_is_typed)
        self.types(answer)

    def types(self, line: str = "") -> None:
        self.press(f"{line}\n")

    def press(self, keys: str) -> None:
        os.write(self.descriptor, keys.encode())

    @property
    def shows_what_is_typed(self) -> bool:
        return bool(termios.tcgetattr(self.descriptor)[3] & termios.ECHO)

    async def ends(self) -> int:
        """Return the exit code when everything it said is on the screen."""
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
            await self._ended.wait()
        return code

    async def kill(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@asynccontextmanager
async def terminal(
    *arguments: str, environment: Mapping[str, str] | None = None, program: Sequence[str] = ()
) -> AsyncIterator[Terminal]:
    """Run netzwerkbot on a terminal of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NETZWERKBOT_")}
    ours, its = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *("setsid", "--ctty"),
        *(program or (sys.executable, "-m", "bot.cli")),
        *arguments,
        stdin=its,
        stdout=its,
        stderr=its,
        env={**kept, "TERM": "dumb", **(environment or {})},
    )
    os.close(its)
    running = Terminal(process, ours)
    try:
        yield running
    finally:
        await running.kill()
        asyncio.get_running_loop().remove_reader(ours)
        os.close(ours)
