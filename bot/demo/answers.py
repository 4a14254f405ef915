"""The answer of the bot to a line of the demo, and the posts to which a line can refer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.matrix.person import Person, TimelineEvent
from bot.texts import demo as texts
from commands.conversation.posting import TRANSACTION_FIELD
from commands.language.numbers import NUMBERS

_STEP = 0.05
# Prefixes of the names of posts that a reaction answers.
_TO_DECIDE = ("meeting-", "reminder-", "entry-preview-", "announcing-")


@dataclass(frozen=True)
class PendingLine:
    """A sent line; its answer is the first one to `event_id` behind `before` events, in time.

    A preview is no reply, but a post that is named after the event that led to it.
    """

    person: Person
    event_id: str
    before: int
    patience: float
    report: str = ""

    async def answer(self) -> TimelineEvent | None:
        def arrived() -> TimelineEvent | None:
            for event in self.person.timeline[self.before :]:
                # A file below the notice is no answer to a reaction on it.
                about_it = event.answers == self.event_id or self.event_id in name_of(event)
                if about_it and event.file is None:
                    return event
            return None

        return await until(arrived, self.patience)


def name_of(event: TimelineEvent) -> str:
    """Return the name under which the bot sent the event."""
    return str(event.content.get(TRANSACTION_FIELD, ""))


def thread_of(event: TimelineEvent) -> str | None:
    """Return the root of its thread, None outside of threads."""
    relation = event.content.get("m.relates_to") or {}
    return relation.get("event_id") if relation.get("rel_type") == "m.thread" else None


async def until(find: Callable[[], TimelineEvent | None], seconds: float) -> TimelineEvent | None:
    """Wait for an event; return None when the time is up."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end:
        event = find()
        if event is not None:
            return event
        await asyncio.sleep(_STEP)
    return None


def _is_message(event: TimelineEvent) -> bool:
    return event.type == "m.room.message" and event.edits is None


def _is_offer(event: TimelineEvent) -> bool:
    """Return whether it is the first number that the bot placed below an offer."""
    return bool(event.reacts_to) and event.body == NUMBERS[0]


@dataclass(frozen=True)
class Target:
    """The newest fitting event of the bot, or the oldest one.

    `missing` is the error without one, `again` the error of a second reaction.
    """

    fits: Callable[[TimelineEvent], bool]
    missing: str
    again: str = ""
    oldest: bool = False

    def find(self, person: Person, room_id: str, bot_id: str) -> TimelineEvent | None:
        for event in person.timeline if self.oldest else reversed(person.timeline):
            if event.room_id == room_id and event.sender == bot_id and self.fits(event):
                return event
        return None


MESSAGE = Target(_is_message, texts.NOTHING_TO_ANSWER)
OFFER = Target(_is_offer, texts.NOTHING_TO_CHOOSE, texts.CHOSEN_BEFORE)
QUESTION = Target(
    lambda event: _is_message(event) and name_of(event).startswith(_TO_DECIDE),
    texts.NOTHING_TO_REACT_TO,
    texts.REACTED_BEFORE,
)


def notice_of(number: int) -> Target:
    begins = texts.notice_begins(number)
    return Target(
        lambda event: _is_message(event) and event.text.startswith(begins) and not event.answers,
        texts.no_notice(number),
        texts.reacted_before(number),
        oldest=True,
    )
