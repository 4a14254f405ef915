"""The answer to !vergissmich: always in the direct chat, where a bare yes is enough for an hour."""

from datetime import timedelta

from tests.support.people import ADA, DIRECT
from tests.support.say import ROOM, Room


async def say(room: Room, body: str, room_id: str = DIRECT) -> str:
    [*_, said] = await room.say(body, sender=ADA, room_id=room_id, direct=room_id == DIRECT)
    return said


async def test_a_bare_yes_in_the_direct_chat_is_enough_within_the_hour(room: Room) -> None:
    await say(room, "!vergissmich")

    assert (await say(room, "ja")).startswith("Erledigt.")


async def test_a_bare_yes_after_the_hour_or_in_a_room_deletes_nothing(room: Room) -> None:
    await say(room, "!vergissmich")
    assert await room.say("ja", sender=ADA, room_id=ROOM) == []
    room.now += timedelta(minutes=61)

    assert "Erledigt" not in await say(room, "ja")


async def test_a_no_ends_the_question(room: Room) -> None:
    await say(room, "!vergissmich")

    assert await say(room, "nein") == "Gut, ich lösche nichts."
    assert (await say(room, "!vergissmich ja")).startswith("Gelöscht ist noch nichts.")


async def test_it_is_explained_in_the_direct_chat_wherever_it_was_asked(room: Room) -> None:
    said = await say(room, "!vergissmich", room_id=ROOM)

    assert said == "Die Antwort finden Sie in unserem Direktchat."
    [explained] = await room.read(ADA)
    assert explained.startswith("Soll ich Sie vergessen?")
