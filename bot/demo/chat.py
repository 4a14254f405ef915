"""The conversation of the demo: its seats, and the lines that a person types."""

import asyncio
import contextlib
import re
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.demo.answers import (
    MESSAGE,
    OFFER,
    QUESTION,
    PendingLine,
    Target,
    notice_of,
    thread_of,
    until,
)
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.media import MediaError
from bot.matrix.person import Person, TimelineEvent
from bot.texts import demo as texts
from commands.conversation.addressing import addressed
from commands.conversation.events import Message
from commands.conversation.previews import NO, YES
from commands.conversation.settings import Settings
from commands.language.numbers import number_of

MEMBER, COLLEAGUE, LEADER = PEOPLE = "mitglied", "kollegin", "leitung"
# Seat in a direct chat -> seat of the same person in a room.
_DIRECT = {"direkt": MEMBER, "direkt-kollegin": COLLEAGUE, "direkt-leitung": LEADER}

_KEYS = {texts.YES: YES, texts.NO: NO}
# A word after a slash -> the pattern of its argument.
_FORMS = {
    texts.YES: "[0-9]{0,9}",
    texts.NO: "[0-9]{0,9}",
    texts.ANSWER: ".+",
    texts.FILE: ".+",
    texts.CHOICE: "[1-9]",
    texts.EDIT: ".+",
    texts.REMOVAL: "",
}
_FOR_ANSWER = 30.0
# For lines that the bot may not answer, such as a number without an offer.
_PERHAPS = 5.0
_FOR_NOTICE = 5.0
_FOR_CHAT = 30.0


class NotPossibleError(Exception):
    """The line cannot be executed; the text says why."""


@dataclass(frozen=True)
class Seat:
    """A person in a room."""

    person: Person
    room_id: str
    room_name: str


@dataclass
class Chat:
    """All seats, and the one that speaks; `last` is the newest message by room and person."""

    settings: Settings
    bot_id: str
    seats: dict[str, Seat]
    speaker: str = MEMBER
    last: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def seat(self) -> Seat:
        return self.seats[self.speaker]

    @property
    def people(self) -> tuple[Person, ...]:
        return tuple(self.seats[name].person for name in PEOPLE)

    async def switch(self, line: str) -> bool:
        """Take the seat if the line is "/name" of one; return whether. Raises NotPossibleError."""
        name = line.strip().removeprefix("/")
        if not line.startswith("/") or name not in (*_DIRECT, *self.seats):
            return False
        if name in _DIRECT:
            self.seats[name] = await self._direct_chat(self.seats[_DIRECT[name]].person)
        self.speaker = name
        return True

    async def _direct_chat(self, person: Person) -> Seat:
        try:
            async with asyncio.timeout(_FOR_CHAT):
                room_id = await person.direct_chat_with(self.bot_id)
                await person.until_in(room_id, self.bot_id)
        except (TimeoutError, RefusedError, UnreachableError):
            raise NotPossibleError(texts.NO_DIRECT_CHAT) from None
        return Seat(person, room_id, texts.DIRECT_CHAT)

    async def send(self, line: str) -> PendingLine:
        """Execute the line. Raises NotPossibleError, UnreachableError."""
        if not line.startswith("/"):
            return await self._say(line)
        verb, words = (*line[1:].rstrip().split(maxsplit=1), "", "")[:2]
        if re.fullmatch(_FORMS.get(verb, "(?!)"), words, re.DOTALL) is None:
            raise NotPossibleError(texts.HOW_TO)
        match verb:
            case texts.ANSWER:
                return await self._answer(words)
            case texts.FILE:
                return await self._upload(words)
            case texts.CHOICE:
                return await self._react(self.seat, OFFER, f"{words}\ufe0f\u20e3", _PERHAPS)
            case texts.EDIT:
                own = self._own_last()
                edit = self.seat.person.edit(self.seat.room_id, own, words)
                return await self._pending(self.seat, edit, _PERHAPS, about=own)
            case texts.REMOVAL:
                remove = self.seat.person.redact(self.seat.room_id, self._own_last())
                return await self._pending(self.seat, remove, report=texts.REMOVED)
        if words:
            notice = notice_of(int(words))
            return await self._react(self.seats[LEADER], notice, _KEYS[verb], _FOR_ANSWER)
        # The bot counts attendance without an answer.
        patience = _FOR_ANSWER if self.speaker == LEADER else 0
        return await self._react(self.seat, QUESTION, _KEYS[verb], patience)

    async def _pending(
        self,
        seat: Seat,
        sending: Coroutine[None, None, str],
        patience: float = 0,
        *,
        about: str | None = None,
        report: str = "",
    ) -> PendingLine:
        """Send it; the answer is one to it, or to the event `about` which it changes."""
        before = len(seat.person.timeline)
        event_id = await sending
        return PendingLine(seat.person, about or event_id, before, patience, report)

    async def _say(self, line: str) -> PendingLine:
        seat = self.seat
        saying = seat.person.say(seat.room_id, line)
        pending = await self._pending(seat, saying, self._patience(line))
        self.last[seat.room_id, seat.person.user_id] = pending.event_id
        return pending

    def _patience(self, body: str) -> float:
        """Return how long to wait for an answer to the text."""
        seat, at = self.seat, datetime.now(UTC)
        direct = self.speaker in _DIRECT
        message = Message(seat.room_id, seat.person.user_id, "", body, at, direct=direct)
        if addressed(message, self.settings) is not None:
            return _FOR_ANSWER
        return _PERHAPS if direct or number_of(body) is not None else 0

    def _own_last(self) -> str:
        """Return the id of the speaker's last message here. Raises NotPossibleError."""
        event_id = self.last.get((self.seat.room_id, self.seat.person.user_id))
        if event_id is None:
            raise NotPossibleError(texts.NOTHING_SAID)
        return event_id

    async def _answer(self, words: str) -> PendingLine:
        """Reply to the bot's last message here, in its thread if it has one."""
        seat = self.seat
        last = MESSAGE.find(seat.person, seat.room_id, self.bot_id)
        if last is None:
            raise NotPossibleError(texts.NOTHING_TO_ANSWER)
        reply = seat.person.reply(seat.room_id, last.event_id, words, thread_of(last))
        return await self._pending(seat, reply, _PERHAPS)

    async def _react(self, seat: Seat, target: Target, key: str, patience: float) -> PendingLine:
        find = partial(target.find, seat.person, seat.room_id, self.bot_id)
        event = await until(find, _FOR_NOTICE)
        if event is None:
            raise NotPossibleError(target.missing)
        on = event.reacts_to or event.event_id
        try:
            reaction = seat.person.react(seat.room_id, on, key)
            return await self._pending(seat, reaction, patience, about=on)
        except RefusedError:
            raise NotPossibleError(target.again) from None

    async def _upload(self, words: str) -> PendingLine:
        """Send the file of a path; a command behind the path becomes its caption."""
        seat = self.seat
        try:
            path, caption = await asyncio.to_thread(_file_in, words)
            data = await asyncio.to_thread(path.read_bytes)
        except OSError:
            name = words.partition(f" {self.settings.prefix}")[0]
            raise NotPossibleError(texts.no_file(name)) from None
        content: dict[str, Any] = {"body": caption} if caption else {}
        upload = seat.person.upload(seat.room_id, data, path.name, **content)
        try:
            report = texts.uploaded(path.name)
            return await self._pending(seat, upload, self._patience(caption), report=report)
        except (MediaError, RefusedError):
            raise NotPossibleError(texts.file_refused(path.name)) from None

    def is_for(self, person: Person, event: TimelineEvent) -> bool:
        """Return whether it is a message that the terminal shows, once, from this person's view."""
        seats = (seat for seat in self.seats.values() if seat.room_id == event.room_id)
        first = next(seats, None)
        whose = first is None or first.person is person
        return event.type == "m.room.message" and whose

    def room_name(self, person: Person, room_id: str) -> str:
        for seat in self.seats.values():
            if seat.room_id == room_id:
                return seat.room_name
        room = person.session.client.rooms.get(room_id)
        return (room and room.named_room_name()) or texts.DIRECT_CHAT


def _file_in(words: str) -> tuple[Path, str]:
    """Return the longest prefix that is a file, and the words behind it. Raises OSError."""
    parts = words.split(" ")
    for end in range(len(parts), 0, -1):
        # A terminal quotes a file that is dropped on it in these ways.
        name = " ".join(parts[:end]).strip("'\"").replace("\\ ", " ")
        # Some words are no path at all; a device is no file and may have no end.
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            path = Path(name).expanduser()
            if path.is_file():
                return path, " ".join(parts[end:]).strip()
    raise FileNotFoundError
