"""The direct chat with a person: opened once, found again, left and returned to."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.app import App, now
from bot.matrix.api import Api, RefusedError, UnreachableError, segment
from bot.matrix.direct import MARKER
from bot.matrix.person import Heard, Person
from commands.posting import notice, say
from commands.texts.markup import text
from storage import direct_chats, outbox
from storage.direct_chats import DirectChat
from storage.outbox import Otherwise
from tests.homeserver.world import World, running_app, until


async def tell(app: App, person: str, words: str, *, otherwise: str | None = None) -> None:
    """As a command does it: a row for the person; `otherwise` is a room."""
    async with app.database.transaction() as tx:
        instead = None
        if otherwise is not None:
            instead = Otherwise(otherwise, notice(text(f"statt dessen: {words}"), f"o-{words}"))
        await say(app.dispatch.occasion(tx), person, text(words), words, otherwise=instead)
    app.outbox.wake()


async def chat_of(app: App, person: Person) -> DirectChat | None:
    async with app.database.transaction() as tx:
        return await direct_chats.of(tx, person.user_id)


async def until_heard(person: Person, words: str, seconds: float = 40) -> Heard:
    async def heard() -> bool:
        return any(h.body == words for h in person.heard)

    await until(heard, seconds)
    return next(h for h in person.heard if h.body == words)


async def rooms_of(person: Person) -> set[str]:
    answer = await person.session.api.call("GET", "v3/joined_rooms")
    return set(answer["joined_rooms"])


async def test_the_first_word_to_a_person_opens_an_encrypted_chat_that_they_can_read(
    world: World,
) -> None:
    await world.bot_account()
    ada = await world.person("ada")
    async with running_app(world.config()) as app:
        await tell(app, ada.user_id, "Guten Tag")
        heard = await until_heard(ada, "Guten Tag")

        assert ada.session.client.rooms[heard.room_id].encrypted
        chat = await chat_of(app, ada)
        assert chat == DirectChat(ada.user_id, heard.room_id, "join")
        # What is said in it needs no prefix.
        assert "Kiel" in await ada.ask(heard.room_id, "leitlinie Kiel")
        path = f"v3/user/{segment(world.bot_id)}/account_data/m.direct"
        assert await app.session.api.call("GET", path) == {ada.user_id: [heard.room_id]}
