"""What is stored on a member reaches only that member, and what is deleted is gone for others."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.matrix.api import segment
from tests.homeserver.office import Office, open_office, until
from tests.homeserver.world import World
from tests.support.people import everything

LINE = "!einreichen Bonn | https://www.example.org/leitlinien | Leitlinien | | Vertraulich"


@pytest_asyncio.fixture(loop_scope="session")
async def office(world: World) -> AsyncIterator[Office]:
    yield await open_office(world)


async def the_file(office: Office) -> dict[str, Any]:
    """As Ada opens it."""

    def files() -> list[Any]:
        return [h for h in office.ada.timeline if h.file is not None]

    await until(lambda: bool(files()), lambda: "no file")
    assert files()[0].room_id not in (office.network, office.management)
    document: dict[str, Any] = json.loads(await office.ada.download(files()[0]))
    return document


async def test_asked_in_a_room_the_file_comes_encrypted_into_the_direct_chat(
    office: Office,
) -> None:
    async with office.running():
        await office.ada.ask(office.network, LINE)
        await office.notice()
        said = await office.ada.ask(office.network, "!meinedaten")
        assert said.startswith("Ihre Daten sende ich Ihnen in den Direktchat.")

        document = await the_file(office)
        [submission] = document["Ihre Einreichungen"]
        assert submission["Anmerkung"] == "Vertraulich"
        [file] = [h.file for h in office.ada.timeline if h.file is not None]
        assert file.encrypted
        await office.told("Die Datei enthält alles, was ich zu Ihrer Matrix-Adresse")


@pytest.mark.spine
async def test_who_is_forgotten_is_gone_from_the_database_and_the_management_room(
    office: Office,
) -> None:
    async with office.running() as app:
        await office.ada.ask(office.network, LINE)
        notice = await office.notice()
        await office.bea.say(office.management, "!rückfrage 1 Von wann ist das?")
        asked = await office.told("Von wann ist das?")
        await office.ada.reply(asked.room_id, asked.event_id, "Von 2014.", asked.event_id)
        answer = await office.wait_for(office.bea, "Von 2014.", room_id=office.management)

        assert "Soll ich Sie vergessen?" in await office.ada.ask(asked.room_id, "!vergissmich")
        done = await office.ada.ask(asked.room_id, "!vergissmich ja")
        assert "1 offene Einreichung zurückgezogen" in done
        await office.wait_for(office.bea, "bitte nicht mehr entscheiden: Nr. 1.")
        assert office.ada.user_id not in await everything(app.database)
        gone = {notice.event_id, answer.event_id}
        await until(lambda: gone <= {*office.bea.removed}, lambda: repr(office.bea.removed))
        for event_id in gone:
            path = f"v3/rooms/{segment(office.management)}/event/{segment(event_id)}"
            assert (await office.cem.session.api.call("GET", path))["content"] == {}

        # The chat is still a chat, and the person may begin anew.
        assert "Nr. 2" in await office.ada.ask(asked.room_id, LINE)
