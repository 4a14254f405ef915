"""What the bot and a person see of the chat between them."""

from bot.app import App
from bot.matrix.api import segment
from bot.matrix.person import Person, TimelineEvent
from commands.conversation.posting import notice, post
from commands.language.markup import text
from storage.conversation.outbox import Fallback
from storage.matrix import direct_chats
from storage.matrix.direct_chats import DirectChat
from tests.homeserver.world import until

ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


async def tell(app: App, person: str, words: str, *, fallback: str | None = None) -> None:
    """As a command does it: a row for the person; `fallback` is a room."""
    async with app.database.transaction() as tx:
        instead = None
        if fallback is not None:
            instead = Fallback(fallback, notice(text(f"statt dessen: {words}"), f"o-{words}"))
        await post(app.live.context(tx), person, text(words), words, fallback=instead)
    app.outbox.wake()


async def chat_of(app: App, person: Person) -> DirectChat | None:
    async with app.database.transaction() as tx:
        return await direct_chats.of(tx, person.user_id)


async def until_event(person: Person, words: str) -> TimelineEvent:
    async def received() -> bool:
        return any(h.body == words for h in person.timeline)

    await until(received)
    return next(h for h in person.timeline if h.body == words)


async def rooms_of(person: Person) -> set[str]:
    answer = await person.session.api.call("GET", "v3/joined_rooms")
    return set(answer["joined_rooms"])


async def leave(person: Person, room: str) -> None:
    await person.session.api.call("POST", f"v3/rooms/{segment(room)}/leave", {})


async def waiting(app: App) -> int:
    async with app.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT 1 FROM outbox WHERE state = 'waiting'")
    return len(list(rows))


async def until_membership(app: App, person: Person, membership: str) -> None:
    async def holds() -> bool:
        chat = await chat_of(app, person)
        return chat is not None and chat.membership == membership

    await until(holds)
