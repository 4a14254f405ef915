"""The demo's conversation: lines in, answers out, on a terminal or through a pipe."""

import asyncio
import contextlib
import readline
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.dispatch import addressed
from bot.matrix.person import Heard, Person
from commands.command import Message
from commands.settings import Settings
from commands.texts import demo as texts


@dataclass(frozen=True)
class Seat:
    """Who speaks, and where."""

    person: Person
    room_id: str
    room_name: str


@dataclass
class Chat:
    settings: Settings
    seats: dict[str, Seat]
    speaker: str

    @property
    def seat(self) -> Seat:
        return self.seats[self.speaker]

    def switch(self, line: str) -> bool:
        """Whether the line was "/name" of somebody here."""
        name = line.strip().removeprefix("/")
        if not line.startswith("/") or name not in self.seats:
            return False
        self.speaker = name
        return True

    def expects_answer(self, line: str) -> bool:
        seat = self.seat
        at = datetime.now(UTC)
        message = Message(seat.room_id, seat.person.user_id, "", line, at)
        return addressed(message, self.settings) is not None


async def chat_with_lines(chat: Chat) -> None:
    """Send each line, print the answer to it; ends with the input."""
    lines = _lines_of_input()
    while (line := await lines.get()) is not None:
        if line.strip() == "/quit":
            return
        if not line.strip() or chat.switch(line):
            continue
        event_id = await chat.seat.person.say(chat.seat.room_id, line)
        _write(f"> {line}\n")
        if chat.expects_answer(line):
            with contextlib.suppress(TimeoutError):
                answer = await chat.seat.person.answer_to(event_id)
                _write(f"{answer.body or texts.UNREADABLE}\n\n")


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
    while (line := await lines.get()) is not None and line.strip() != "/quit":
        if chat.switch(line):
            _write(f"\r\033[K{texts.now_speaking(chat.seat.person.user_id, chat.seat.room_name)}\n")
        elif line.startswith("/"):
            _write(f"\r\033[K{texts.HOW_TO}\n")
        elif line.strip():
            await chat.seat.person.say(chat.seat.room_id, line)
        prompts[0] = _prompt(chat)
        _redraw(chat)


async def _show_what_arrives(chat: Chat) -> None:
    seen = {name: len(seat.person.heard) for name, seat in chat.seats.items()}
    while True:
        await asyncio.sleep(0.05)
        for name, seat in chat.seats.items():
            new = seat.person.heard[seen[name] :]
            seen[name] += len(new)
            for heard in new:
                if heard.room_id == seat.room_id:
                    _show(chat, seat, heard)


def _show(chat: Chat, seat: Seat, heard: Heard) -> None:
    name = heard.sender.removeprefix("@").partition(":")[0]
    _write(f"\r\033[K[{seat.room_name}] {name}:\n{heard.body or texts.UNREADABLE}\n\n")
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
        return input(prompts[0])
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
