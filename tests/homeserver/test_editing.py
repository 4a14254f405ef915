"""The management edits the collection in an encrypted room: seen first, done once, taken back."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.matrix.person import Person, TimelineEvent
from storage.collection import versions
from tests.homeserver.office import Office, open_office, until
from tests.homeserver.world import World, timeline

NEW = "!eintrag neu Aachen | https://www.example.org/l | Leitlinien für Aachen | beschlossen 2014"


@dataclass
class Desk(Office):
    async def shown(self, words: str, by: Person | None = None) -> TimelineEvent:
        """The preview of what was asked for."""
        person = by or self.bea
        known = len(person.timeline)
        await person.say(self.management, words)
        return await self.next_preview(person, known)

    async def next_preview(self, person: Person, known: int) -> TimelineEvent:
        def previews() -> list[TimelineEvent]:
            return [event for event in person.timeline[known:] if "Stimmt das?" in event.text]

        await until(lambda: bool(previews()), lambda: repr(person.timeline[known:]))
        await self.until_placed(person, previews()[0])
        return previews()[0]

    async def until_placed(self, person: Person, preview: TimelineEvent) -> None:
        """Nobody is as quick as this test: before that, the bot does not know its own message."""

        def placed() -> set[str | None]:
            said = [h for h in person.timeline if h.sender == self.bot_id]
            return {h.body for h in said if h.reacts_to == preview.event_id}

        await until(lambda: placed() == {"✅", "❌"}, lambda: repr(placed()))

    async def agree(self, preview: TimelineEvent, by: Person | None = None) -> None:
        await (by or self.bea).react(self.management, preview.event_id, "✅")

    async def said(self, *words: str) -> TimelineEvent:
        return await self.wait_for(self.bea, *words, room_id=self.management)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(world: World) -> AsyncIterator[Desk]:
    yield Desk(**vars(await open_office(world)))


@pytest.mark.spine
async def test_an_entry_is_made_changed_and_taken_back(desk: Desk) -> None:
    async with desk.running():
        preview = await desk.shown(NEW)
        assert "Neuer Eintrag: Aachen (Stadt, Nordrhein-Westfalen)" in preview.text
        assert "nicht in der Sammlung" in await desk.ada.ask(desk.network, "!leitlinie Aachen")
        await desk.agree(preview)
        await desk.said("Gespeichert: Eintrag Nr. 122")
        answer = await desk.ada.ask(desk.network, "!leitlinie Aachen")
        assert "Leitlinien für Aachen" in answer
        assert "Eintrag Nr." not in answer
        assert "Eintrag Nr. 122" in await desk.bea.ask(desk.management, "!leitlinie Aachen")

        await desk.agree(
            await desk.shown("!eintrag ändern Aachen Gremium: Rat", desk.cem), desk.cem
        )
        await desk.wait_for(desk.cem, "Gespeichert: Eintrag Nr. 122", room_id=desk.management)
        history = await desk.bea.ask(desk.management, "!eintrag verlauf 122")
        assert "2 Änderungen, die neueste zuerst." in history
        assert history.index(desk.cem.user_id) < history.index(desk.bea.user_id)

        preview = await desk.shown("!rückgängig")
        assert desk.cem.user_id in preview.text
        await desk.bea.reply(desk.management, preview.event_id, "ja", preview.event_id)
        await desk.said("Rückgängig gemacht: Eintrag Nr. 122")
        assert "Rat" not in await desk.ada.ask(desk.network, "!leitlinie Aachen")
        await desk.agree(await desk.shown("!rückgängig"))
        await desk.said("Er ist nicht mehr in der Sammlung.")
        assert "nicht in der Sammlung" in await desk.ada.ask(desk.network, "!leitlinie Aachen")


async def test_of_two_managers_at_the_same_instant_one_sees_it_anew(desk: Desk) -> None:
    async with desk.running() as app:
        first = await desk.shown("!eintrag ändern 32 Titel: Von Bea")
        second = await desk.shown("!eintrag ändern 32 Titel: Von Cem", desk.cem)
        await asyncio.gather(desk.agree(first), desk.agree(second, desk.cem))
        anew = await desk.said("Inzwischen hat sich etwas geändert.")
        await desk.until_placed(desk.bea, anew)
        async with app.database.transaction() as tx:
            [version] = await versions.of_guideline(tx, 32, 10)
        assert version.after["title"] in ("Von Bea", "Von Cem")

        loser = desk.cem if version.by.actor == desk.bea.user_id else desk.bea
        await desk.agree(anew, loser)
        await until(
            lambda: desk.count(desk.bea, "Gespeichert: Eintrag Nr. 32") == 2,
            lambda: repr([h.text for h in desk.bea.timeline]),
        )
        async with app.database.transaction() as tx:
            assert await versions.count(tx, 32) == 2


async def test_killed_between_preview_and_consent_it_is_done_once(desk: Desk) -> None:
    bot = desk.process()
    await bot.start()
    await desk.until_bot_is_in()
    preview = await desk.shown(NEW)
    await bot.kill()

    await desk.agree(preview)
    await bot.start()
    await desk.said("Gespeichert: Eintrag Nr. 122")
    await bot.kill()
    await desk.agree(preview, desk.cem)
    await bot.start()
    await desk.until_bot_is_in()
    assert "1 Eintrag in der Sammlung" in await desk.ada.ask(desk.network, "!leitlinie Aachen")

    events = await timeline(desk.bea, desk.management)
    reactions = [e for e in events if e["type"] == "m.reaction" and e["sender"] == desk.bot_id]
    assert sorted(e["content"]["m.relates_to"]["key"] for e in reactions) == ["✅", "❌"]
    assert desk.count(desk.bea, "Gespeichert: Eintrag") == 1
    await bot.stop()
    log = bot.log_file.read_text(encoding="utf-8")
    assert "Leitlinien für Aachen" not in log


async def test_an_entry_is_asked_for_in_the_direct_chat_across_a_restart(desk: Desk) -> None:
    bea = desk.bea
    async with desk.running():
        assert "im Direktchat" in await bea.ask(desk.management, "!eintrag neu")
        chat = (await desk.wait_for(bea, "Schritt 1 von 10")).room_id
        assert chat not in (desk.network, desk.management)
        assert "Schritt 2 von 10" in await bea.ask(chat, "Aachen")
    async with desk.running():
        assert "Schritt 3 von 10" in await bea.ask(chat, "1")
        assert "Schritt 4 von 10" in await bea.ask(chat, "Leitlinien für Aachen")
        assert "Leitlinien für Aachen" in await bea.ask(chat, "vorschau")
        assert "Gespeichert: Eintrag Nr. 122" in await bea.ask(chat, "senden")
        assert "Leitlinien für Aachen" in await desk.ada.ask(desk.network, "!leitlinie Aachen")


async def test_a_member_edits_nothing(desk: Desk) -> None:
    async with desk.running() as app:
        for words in (NEW, "!eintrag löschen 32", "!rückgängig"):
            answer = await desk.ada.ask(desk.network, words)
            assert "nur im Raum des Netzwerkmanagements" in answer
        async with app.database.transaction() as tx:
            assert await versions.newest(tx) == 0
