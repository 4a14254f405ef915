"""The demo through a pipe: send each line, print the answer of the bot."""

import asyncio
import contextlib
import sys
import threading

from bot.demo.chat import Chat, NotPossibleError
from bot.demo.screen import plain
from bot.texts import demo as texts


async def converse(chat: Chat) -> None:
    """Wait for the answer to each line before the next; end with the input."""
    lines = _lines_of_input()
    while (line := await lines.get()) is not None and line.strip() != texts.QUIT:
        try:
            if line.strip() and not await chat.switch(line):
                await _send(chat, line)
        except NotPossibleError as error:
            _write(f"{error}\n\n")


async def _send(chat: Chat, line: str) -> None:
    pending = await chat.send(line)
    _write(f"> {line}\n")
    if pending.report:
        _write(f"{pending.report}\n")
    answer = await pending.answer()
    if answer is not None:
        _write(f"{plain(answer)}\n\n")


def _lines_of_input() -> "asyncio.Queue[str | None]":
    """Read in a thread, which may stay behind when the program ends; None is the end."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        line: str | None = ""
        while line is not None:
            line = sys.stdin.readline() or None
            with contextlib.suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(lines.put_nowait, line and line.rstrip("\n"))

    threading.Thread(target=read, daemon=True).start()
    return lines


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
