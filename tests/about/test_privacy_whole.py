"""From the first word to the last: what somebody leaves behind after having done everything."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from commands.conversation.events import File
from commands.conversation.settings import MailSettings
from commands.submissions.intake import examined
from storage.conversation import outbox
from storage.conversation.outbox import MAIL
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat
from tests.support.collection_fixtures import shipped
from tests.support.people import ADA, CORA, DIRECT, everything, file_for_ada
from tests.support.say import MANAGEMENT, NOW, ROOM, SETTINGS, Room

LEAD = "@leitung:example.org"
URL = "https://www.example.org/leitlinien-{}.pdf"
FILE = File("adas-datei.pdf", {"url": "mxc://example.org/a"}, encrypted=False)
NOTE = "Wiesenschaumkraut"


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with shipped() as database:
        yield Room(database, settings=replace(SETTINGS, mail=MailSettings(daily=False)))


async def say(room: Room, body: str, **more: Any) -> None:
    await room.say(body, sender=ADA, room_id=DIRECT, direct=True, **more)


async def in_management(room: Room, body: str) -> None:
    await room.say(body, sender=LEAD, room_id=MANAGEMENT)


async def check(room: Room, number: int) -> None:
    async with room.database.transaction() as tx:
        await examined(room.context(tx), number, "OK", None)


async def do_everything(room: Room) -> None:
    """Four submissions: accepted, refused, asked about, and changed; then a dialogue."""
    async with room.database.transaction() as tx:
        await rooms.entered(tx, DIRECT, NOW)
        await direct_chats.opened(tx, DirectChat(ADA, DIRECT, "join"), NOW)
    for number in range(1, 5):
        line = f"!einreichen Bonn | {URL.format(number)} | Titel {number} {NOTE} | | {NOTE}"
        await say(
            room, line, event_id=f"$von-ada-{number}", **({"file": FILE} if number == 4 else {})
        )
        await check(room, number)
        await room.read(MANAGEMENT)
    await in_management(room, "!annehmen 1")
    await in_management(room, f"!ablehnen 2 Das war nichts von {ADA}.")
    await in_management(room, f"!rückfrage 3 Ist das {NOTE}?")
    await say(room, f"Ja, {NOTE}.")
    changed = f"!einreichen Bonn | {URL.format(5)} | Anderer {NOTE}"
    await say(room, changed, replaces="$von-ada-4", event_id="$edit")
    await check(room, 4)
    await say(room, "!einreichen")
    await say(room, NOTE)


async def test_nothing_but_facts_about_municipalities_is_left(room: Room) -> None:
    await do_everything(room)
    await room.read(MANAGEMENT)
    before = await everything(room.database)
    assert before.count(ADA) > 10
    await say(room, "!vergissmich")
    await say(room, "!vergissmich ja")

    left = await everything(room.database)
    assert ADA not in left
    assert "adas-datei" not in left
    # What was accepted is an entry of the collection with a link; the submission tells which, and
    # so does the version that the entry became by it.
    assert left.count(NOTE) == left.count(f"Titel 1 {NOTE}") == 5


async def test_her_messages_are_known_only_as_having_been_handled(room: Room) -> None:
    await do_everything(room)
    await say(room, "!vergissmich")
    await say(room, "!vergissmich ja")
    async with room.database.transaction() as tx:
        await tx.execute("DELETE FROM handled_event")

    assert "$von-ada" not in await everything(room.database)


async def test_no_mail_goes_out_any_more(room: Room) -> None:
    await do_everything(room)
    async with room.database.transaction() as tx:
        assert await outbox.next_ready(tx, MAIL, NOW) is not None
    await say(room, "!vergissmich")
    await say(room, "!vergissmich ja")

    async with room.database.transaction() as tx:
        assert await outbox.next_ready(tx, MAIL, NOW) is None


async def test_everything_in_the_management_room_that_quotes_her_is_removed(room: Room) -> None:
    await do_everything(room)
    await room.read(MANAGEMENT)
    async with room.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT event_id FROM outbox WHERE room_id = ? AND event_type = 'm.room.message'"
            " AND transaction_id NOT LIKE 'answer-%'",
            (MANAGEMENT,),
        )
    said = {row["event_id"] for row in rows}
    await say(room, "!vergissmich")
    await say(room, "!vergissmich ja")
    room.contents.clear()
    [told] = await room.read(MANAGEMENT)

    assert {content["redacts"] for content in room.contents if "redacts" in content} == said
    assert "Zurückgezogen, bitte nicht mehr entscheiden: Nr. 3, Nr. 4." in told
    assert "Entschieden bleibt: Nr. 1, Nr. 2." in told
    assert ADA not in told


async def test_the_management_still_sees_what_it_decided(room: Room) -> None:
    await do_everything(room)
    await say(room, "!vergissmich")
    await say(room, "!vergissmich ja")
    await room.read(MANAGEMENT)

    [told] = await room.say("!einreichung 2", sender=LEAD, room_id=MANAGEMENT)
    assert "abgelehnt von @leitung:example.org" in told
    assert "Das war nichts von (gelöschte Person)." in told
    assert ADA not in told


async def test_the_file_has_all_of_it_and_nothing_of_the_others(room: Room) -> None:
    await do_everything(room)
    await room.say(f"!einreichen Aachen | {URL.format(9)} | Von Cora", sender=CORA, room_id=ROOM)
    document = await file_for_ada(room)

    told = json.dumps(document, ensure_ascii=False)
    assert len(document["Ihre Einreichungen"]) == 4
    for word in (NOTE, "angenommen", "abgelehnt", "Rückfrage gestellt", "adas-datei.pdf"):
        assert word in told
    [dialogue] = document["Angefangener Dialog"]
    assert NOTE in json.dumps(dialogue)
    for secret in (CORA, "Aachen", LEAD):
        assert secret not in told


async def test_who_was_forgotten_may_begin_anew(room: Room) -> None:
    await do_everything(room)
    await say(room, "!vergissmich")
    await say(room, "!vergissmich ja")
    await say(room, f"!einreichen Bonn | {URL.format(3)} | Wieder da", event_id="$neu")

    [one] = (await file_for_ada(room))["Ihre Einreichungen"]
    assert one["Titel"] == "Wieder da"
