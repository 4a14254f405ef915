"""Lines in, answers out: the demo's conversation on a terminal or through a pipe."""

import asyncio
import contextlib
import readline
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.asked import shown
from bot.chat import Chat, NotPossibleError
from bot.matrix.person import Heard, Person
from commands.texts import demo as texts

# Before a prompt, as one may stand there already; the marks tell readline that it has no width.
_CLEAR = "\001\r\033[K\002"


async def chat_with_lines(chat: Chat) -> None:
    """Send each line, print the answer to it; ends with the input."""
    lines = _lines_of_input()
    while (line := await lines.get()) is not None:
        if line.strip() == texts.QUIT:
            return
        if not line.strip():
            continue
        try:
            await _one_line(chat, line)
        except NotPossibleError as error:
            _write(f"{error}\n\n")


async def _one_line(chat: Chat, line: str) -> None:
    if await chat.switch(line):
        return
    asked = await chat.send(line)
    _write(f"> {line}\n")
    answer = None if asked is None else await asked.answer()
    if answer is not None:
        _write(f"{shown(answer)}\n\n")


async def chat_on_terminal(chat: Chat) -> None:
    """Answers appear as they arrive; /quit or the end of input ends it."""
    with _terminal_restored():
        _write(f"{texts.HOW_TO}\n")
        shown = asyncio.create_task(_show_what_arrives(chat))
        try:
            await _read_terminal(chat)
        finally:
            shown.cancel()


async def _read_terminal(chat: Chat) -> None:
    prompts: list[str] = [_prompt(chat)]
    lines = _lines_of_input(prompts)
    while (line := await lines.get()) is not None and line.strip() != texts.QUIT:
        try:
            await _one_typed(chat, line)
        except NotPossibleError as error:
            _write(f"\r\033[K{error}\n")
        prompts[0] = _prompt(chat)
        _redraw(chat)


async def _one_typed(chat: Chat, line: str) -> None:
    if await chat.switch(line):
        _write(f"\r\033[K{texts.now_speaking(chat.seat.person.user_id, chat.seat.room_name)}\n")
    elif line.startswith("/") and not chat.knows(line):
        _write(f"\r\033[K{texts.HOW_TO}\n")
    elif line.strip():
        await chat.send(line)


async def _show_what_arrives(chat: Chat) -> None:
    seen = {person: len(person.heard) for person in chat.people}
    while True:
        await asyncio.sleep(0.05)
        for person in chat.people:
            new = person.heard[seen[person] :]
            seen[person] += len(new)
            for heard in new:
                if chat.is_for(person, heard):
                    _show(chat, person, heard)


def _show(chat: Chat, person: Person, heard: Heard) -> None:
    name = heard.sender.removeprefix("@").partition(":")[0]
    told = texts.said(chat.room_name(person, heard.room_id), name, edited=heard.edits is not None)
    _write(f"\r\033[K{told}\n{shown(heard)}\n\n")
    _redraw(chat)


def _prompt(chat: Chat) -> str:
    return f"{chat.speaker}> "


def _redraw(chat: Chat) -> None:
    """Put back what is being typed, which an arriving message has moved away."""
    _write(f"\r\033[K{_prompt(chat)}{readline.get_line_buffer()}")


def _lines_of_input(prompts: list[str] | None = None) -> "asyncio.Queue[str | None]":
    """Read in a thread, which may stay behind when the program ends; None is the end."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        line: str | None = ""
        while line is not None:
            line = _read_line(prompts)
            with contextlib.suppress(RuntimeError):  # the loop is gone, so are we
                loop.call_soon_threadsafe(lines.put_nowait, line)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _read_line(prompts: list[str] | None) -> str | None:
    if prompts is None:
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None
    try:
        return input(f"{_CLEAR}{prompts[0]}")
    except EOFError:
        return None


@contextmanager
def _terminal_restored() -> Iterator[None]:
    """The reading thread may have left the terminal without echo."""
    attributes = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, attributes)
        _write("\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
