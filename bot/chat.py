"""The demo's conversation: who speaks where, and what a line does."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.addressing import addressed
from bot.asked import Asked, name_of, thread_of, until
from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.media import MediaError
from bot.matrix.person import Heard, Person
from commands.command import Message
from commands.numbers import number_of
from commands.settings import Settings
from commands.submissions.notices import ACCEPT, REFUSE
from commands.texts import demo as texts

MEMBER, LEADER = "mitglied", "leitung"
# Seat of a direct chat -> of whom.
_DIRECT = {"direkt": MEMBER, "direkt-leitung": LEADER}

_REACTION = re.compile(rf"/({texts.YES}|{texts.NO})(?:\s+([0-9]{{1,9}}))?\s*")
_ANSWER = re.compile(rf"/{texts.ANSWER}\s+(.+)", re.DOTALL)
_FILE = re.compile(rf"/{texts.FILE}\s+(.+)", re.DOTALL)
_CHOICE = re.compile(rf"/{texts.CHOICE}\s+([1-9])\s*")
_EDIT = re.compile(rf"/{texts.EDIT}\s+(.+)", re.DOTALL)
_REMOVAL = re.compile(rf"/{texts.REMOVAL}\s*")
_KEYS = {texts.YES: ACCEPT, texts.NO: REFUSE}
_PATTERNS = (_REACTION, _ANSWER, _FILE, _CHOICE, _EDIT, _REMOVAL)
# How posts are named that a reaction answers.
_TO_DECIDE = ("meeting-", "reminder-", "entry-preview-")
_FOR_ANSWER = 30.0
# For what the bot may leave without an answer, such as a number where nothing is asked.
_PERHAPS = 5.0
_FOR_NOTICE = 5.0
_FOR_CHAT = 30.0


class NotPossibleError(Exception):
    """The line cannot be done; the text says why."""


@dataclass(frozen=True)
class Seat:
    """Who speaks, and where."""

    person: Person
    room_id: str
    room_name: str


@dataclass
class Chat:
    settings: Settings
    bot_id: str
    seats: dict[str, Seat]
    speaker: str = MEMBER
    # By room and person, the id of what they said last.
    said: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def seat(self) -> Seat:
        return self.seats[self.speaker]

    @property
    def people(self) -> tuple[Person, ...]:
        return (self.seats[MEMBER].person, self.seats[LEADER].person)

    async def switch(self, line: str) -> bool:
        """Whether the line was "/name" of a seat here. Raises NotPossibleError."""
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

    def knows(self, line: str) -> bool:
        """Whether the line, which begins with a slash, is something to do."""
        return any(pattern.fullmatch(line) for pattern in _PATTERNS)

    async def send(self, line: str) -> Asked | None:
        """The line as the speaker means it; None if no answer will come.

        Raises NotPossibleError, UnreachableError.
        """
        if found := _REACTION.fullmatch(line):
            key = _KEYS[found[1]]
            return await (self._decide(int(found[2]), key) if found[2] else self._react(key))
        if found := _ANSWER.fullmatch(line):
            return await self._answer(found[1])
        if found := _FILE.fullmatch(line):
            return await self._upload(found[1].strip())
        if found := _CHOICE.fullmatch(line):
            return await self._choose(found[1])
        if found := _EDIT.fullmatch(line):
            return await self._edit(found[1])
        if _REMOVAL.fullmatch(line):
            await self._remove()
            return None
        return await self._say(line)

    async def _say(self, line: str) -> Asked | None:
        person, room_id = self.seat.person, self.seat.room_id
        before = len(person.heard)
        event_id = await person.say(room_id, line)
        self.said[room_id, person.user_id] = event_id
        patience = self._patience(line)
        return Asked(person, event_id, before, patience) if patience else None

    def _patience(self, body: str) -> float:
        """How long to wait for an answer to these words."""
        seat, at = self.seat, datetime.now(UTC)
        direct = self.speaker in _DIRECT
        message = Message(seat.room_id, seat.person.user_id, "", body, at, direct=direct)
        if addressed(message, self.settings) is not None:
            return _FOR_ANSWER
        return _PERHAPS if direct or number_of(body) is not None else 0

    async def _choose(self, number: str) -> Asked:
        """By the reaction that shows the number, where the bot offered a choice last."""
        seat = self.seat
        offered = await until(lambda: self._offered(seat), _FOR_NOTICE)
        if offered is None or offered.reacts_to is None:
            raise NotPossibleError(texts.NOTHING_TO_CHOOSE)
        before = len(seat.person.heard)
        try:
            await seat.person.react(seat.room_id, offered.reacts_to, f"{number}\ufe0f\u20e3")
        except RefusedError:
            raise NotPossibleError(texts.CHOSEN_BEFORE) from None
        return Asked(seat.person, offered.reacts_to, before, _PERHAPS)

    def _offered(self, seat: Seat) -> Heard | None:
        """The first of the numbers that the bot pre-placed last."""
        for heard in reversed(seat.person.heard):
            here = heard.room_id == seat.room_id and heard.sender == self.bot_id
            if here and heard.reacts_to and name_of(heard).endswith("-reaction-1"):
                return heard
        return None

    async def _edit(self, words: str) -> Asked:
        seat, event_id = self.seat, self._own_last()
        before = len(seat.person.heard)
        await seat.person.edit(seat.room_id, event_id, words)
        return Asked(seat.person, event_id, before, _PERHAPS)

    async def _remove(self) -> None:
        seat = self.seat
        await seat.person.redact(seat.room_id, self._own_last())

    def _own_last(self) -> str:
        """What the speaker said last here. Raises NotPossibleError."""
        event_id = self.said.get((self.seat.room_id, self.seat.person.user_id))
        if event_id is None:
            raise NotPossibleError(texts.NOTHING_SAID)
        return event_id

    def _last(self) -> Heard:
        """What the bot said last where the speaker is. Raises NotPossibleError."""
        last = next(iter(reversed(list(self._said_by_bot(self.seat)))), None)
        if last is None:
            raise NotPossibleError(texts.NOTHING_TO_ANSWER)
        return last

    async def _react(self, key: str) -> Asked | None:
        """On the last post where the speaker is that a reaction answers; it may be on its way."""
        seat = self.seat
        post = await until(lambda: self._to_decide(seat), _FOR_NOTICE)
        if post is None:
            raise NotPossibleError(texts.NOTHING_TO_REACT_TO)
        before = len(seat.person.heard)
        try:
            await seat.person.react(seat.room_id, post.event_id, key)
        except RefusedError:
            raise NotPossibleError(texts.REACTED_BEFORE) from None
        # Who comes is counted without a word.
        answered = self.speaker == LEADER
        return Asked(seat.person, post.event_id, before, _FOR_ANSWER) if answered else None

    def _to_decide(self, seat: Seat) -> Heard | None:
        said = list(self._said_by_bot(seat))
        return next((h for h in reversed(said) if name_of(h).startswith(_TO_DECIDE)), None)

    async def _decide(self, number: int, key: str) -> Asked:
        """As the management, on the notice of the submission, which may be on its way."""
        seat = self.seats[LEADER]
        notice = await until(lambda: self._notice(seat, number), _FOR_NOTICE)
        if notice is None:
            raise NotPossibleError(texts.no_notice(number))
        before = len(seat.person.heard)
        try:
            await seat.person.react(seat.room_id, notice.event_id, key)
        except RefusedError:
            raise NotPossibleError(texts.reacted_before(number)) from None
        return Asked(seat.person, notice.event_id, before, _FOR_ANSWER)

    def _notice(self, seat: Seat, number: int) -> Heard | None:
        for heard in self._said_by_bot(seat):
            if heard.text.startswith(texts.notice_begins(number)) and heard.answers is None:
                return heard
        return None

    async def _answer(self, words: str) -> Asked:
        """To the bot's last message where the speaker is, in its thread if it stands in one."""
        seat, last = self.seat, self._last()
        before = len(seat.person.heard)
        event_id = await seat.person.reply(seat.room_id, last.event_id, words, thread_of(last))
        return Asked(seat.person, event_id, before, _PERHAPS)

    def _said_by_bot(self, seat: Seat) -> Iterator[Heard]:
        for heard in seat.person.heard:
            here = heard.room_id == seat.room_id and heard.sender == self.bot_id
            if here and heard.type == "m.room.message" and heard.edits is None:
                yield heard

    async def _upload(self, words: str) -> Asked | None:
        """A path and perhaps a command after it, which becomes the words with the file."""
        path, _, caption = words.partition(" ")
        try:
            data = await asyncio.to_thread(_read, path)
        except (OSError, RuntimeError, ValueError):
            raise NotPossibleError(texts.no_file(path)) from None
        seat, name, caption = self.seat, Path(path).name, caption.strip()
        before = len(seat.person.heard)
        told: dict[str, Any] = {"body": caption} if caption else {}
        try:
            event_id = await seat.person.upload(seat.room_id, data, name, **told)
        except (MediaError, RefusedError):
            raise NotPossibleError(texts.file_refused(name)) from None
        patience = self._patience(caption)
        return Asked(seat.person, event_id, before, patience) if patience else None

    def is_for(self, person: Person, heard: Heard) -> bool:
        """Whether to show it to this one of the two: a message, once, where they speak."""
        theirs = {seat.room_id for seat in self.seats.values() if seat.person is not person}
        return heard.type == "m.room.message" and heard.room_id not in theirs

    def room_name(self, person: Person, room_id: str) -> str:
        for seat in self.seats.values():
            if seat.room_id == room_id:
                return seat.room_name
        room = person.session.client.rooms.get(room_id)
        return (room and room.named_room_name()) or texts.DIRECT_CHAT


def _read(path: str) -> bytes:
    """Raises OSError, RuntimeError, ValueError."""
    found = Path(path).expanduser()
    if found.exists() and not found.is_file():  # a device may have no end
        raise OSError
    return found.read_bytes()
