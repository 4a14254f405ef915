"""Which room is the direct chat with whom, and where what is meant for a person waits."""

import pytest

from commands.conversation.posting import notice
from commands.language.markup import text
from storage.conversation import outbox
from storage.database import Database, Transaction
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat, Membership
from tests.support.say import NOW

ADA, BO = "@ada:example.org", "@bo:example.org"
OLD, NEW = "!alt:example.org", "!neu:example.org"


async def put(tx: Transaction, room_id: str, name: str) -> None:
    await outbox.put(tx, room_id, notice(text(name), name), name, NOW)


async def places(tx: Transaction) -> dict[str, str]:
    rows = await tx.execute_fetchall(
        "SELECT transaction_id, room_id FROM outbox WHERE state = 'waiting'"
    )
    return {row["transaction_id"]: row["room_id"] for row in rows}


async def ready(tx: Transaction) -> list[str]:
    return [event.transaction_id for event in await outbox.heads(tx)]


async def test_what_is_meant_for_a_person_moves_into_the_chat_and_waits_there_for_them(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await put(tx, ADA, "eins")
        assert await ready(tx) == ["eins"]
        await rooms.entered(tx, NEW, NOW)
        await direct_chats.opened(tx, DirectChat(ADA, NEW, "invite"), NOW)
        await put(tx, ADA, "zwei")

        assert await places(tx) == {"eins": NEW, "zwei": NEW}
        assert await ready(tx) == []
        await direct_chats.changed(tx, NEW, "join", NOW)
        assert await ready(tx) == ["eins"]
        assert await rooms.joined(tx) == {NEW: True}


@pytest.mark.parametrize(("membership", "place"), [("invite", NEW), ("join", OLD), ("leave", OLD)])
async def test_a_newer_chat_takes_over_what_waits_for_an_invitation_to_be_followed(
    database: Database, membership: Membership, place: str
) -> None:
    async with database.transaction() as tx:
        await direct_chats.opened(tx, DirectChat(ADA, OLD, membership), NOW)
        await put(tx, ADA, "eins")
        await direct_chats.opened(tx, DirectChat(ADA, NEW, "join"), NOW)
        await put(tx, ADA, "zwei")

        assert await places(tx) == {"eins": place, "zwei": NEW}
        assert await direct_chats.of(tx, ADA) == DirectChat(ADA, NEW, "join")
        assert await direct_chats.in_room(tx, OLD) is None


async def test_what_waits_in_a_lost_chat_is_again_meant_for_the_person(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        chat = DirectChat(ADA, OLD, "join")
        await direct_chats.opened(tx, chat, NOW)
        await put(tx, ADA, "eins")
        await direct_chats.lost(tx, chat)

        assert await places(tx) == {"eins": ADA}
        assert await direct_chats.of(tx, ADA) is None


async def test_an_upgraded_chat_stays_the_chat(database: Database) -> None:
    async with database.transaction() as tx:
        await direct_chats.opened(tx, DirectChat(ADA, OLD, "join"), NOW)
        await direct_chats.opened(tx, DirectChat(BO, "!bo:example.org", "join"), NOW)
        await direct_chats.moved(tx, OLD, NEW)

        assert await direct_chats.everybody(tx) == {ADA: NEW, BO: "!bo:example.org"}
