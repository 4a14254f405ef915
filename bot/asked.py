"""What was said in the demo, and how its answer is known when it comes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.matrix.person import Heard, Person
from commands.posting import TRANSACTION_FIELD
from commands.texts import demo as texts

_STEP = 0.05


@dataclass(frozen=True)
class Asked:
    """What was said; its answer is the first reply to `event_id` after `before` messages.

    A preview is no reply, but a post that is named after what led to it.
    """

    person: Person
    event_id: str
    before: int
    patience: float

    async def answer(self) -> Heard | None:
        def arrived() -> Heard | None:
            for heard in self.person.heard[self.before :]:
                # A file below the notice is no answer to a reaction on it.
                about_it = heard.answers == self.event_id or self.event_id in name_of(heard)
                if about_it and heard.file is None:
                    return heard
            return None

        return await until(arrived, self.patience)


def shown(heard: Heard) -> str:
    """What there is to read of a message."""
    if heard.body is None:
        return texts.UNREADABLE
    return heard.text if heard.file is None else texts.file(heard.file.name)


def name_of(heard: Heard) -> str:
    """Under which the bot sent it."""
    return str(heard.content.get(TRANSACTION_FIELD, ""))


def thread_of(heard: Heard) -> str | None:
    """The root of the thread in which it stands."""
    relation = heard.content.get("m.relates_to") or {}
    return relation.get("event_id") if relation.get("rel_type") == "m.thread" else None


async def until(found: Callable[[], Heard | None], seconds: float) -> Heard | None:
    """None when the time is up."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while loop.time() < end:
        heard = found()
        if heard is not None:
            return heard
        await asyncio.sleep(_STEP)
    return None
