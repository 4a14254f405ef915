"""Profiles of six members in encrypted rooms: who is asked first, over kills and a moved clock."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.config.reading import load
from bot.matrix.person import Person, TimelineEvent
from storage.database import open_database
from tests.homeserver.office import until
from tests.homeserver.world import BotProcess, World

NAMES = ("ada", "bo", "cora", "dora", "emil", "frida")
ASKED = "Wie viele Menschen haben Sie für Ihr Losverfahren angeschrieben?"
MAY_I = "Darf ich Ihren Namen und Ihre Matrix-Adresse weitergeben?"
DAY = 86_400


@dataclass
class Network:
    """Six members in an encrypted room where questions go, each with a chat; the bot, a process."""

    world: World
    people: dict[str, Person]
    chats: dict[str, str]
    room_id: str
    bot: BotProcess

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()

    async def later(self, days: int) -> None:
        """Let everything about profiles be so much older; the bot is killed meanwhile."""
        await self.bot.kill()
        columns = {
            "profile": ("consented_at", "changed_at", "confirmed_at", "asked_at", "due_at"),
            "inquiry": ("asked_at", "due_at"),
            "inquiry_person": ("due_at",),
            "unasked": ("told_at",),
            "awaited": ("asked_at", "expires_at"),
        }
        file = load(self.bot.config_file, {}).database_file
        async with open_database(file) as database, database.transaction() as tx:
            for table, names in columns.items():
                sets = ", ".join(f"{name} = {name} - :s" for name in names)
                await tx.execute(f"UPDATE {table} SET {sets}", {"s": days * DAY})  # noqa: S608  a test
        await self.bot.start()

    async def ask(self, name: str, words: str) -> str:
        return await self.people[name].ask(self.chats[name], words)

    async def say(self, name: str, words: str) -> str:
        return await self.people[name].say(self.chats[name], words)

    async def profile(self, name: str, line: str, *settings: str) -> None:
        assert "Einwilligung" in await self.ask(name, f"!profil {line}")
        assert "ist gespeichert" in await self.ask(name, "senden")
        for setting in settings:
            await self.ask(name, f"!profil {setting}")

    def said(self, name: str, *words: str) -> list[TimelineEvent]:
        """Messages of the bot with all these words, without its edits."""
        return [
            event
            for event in self.people[name].timeline
            if event.sender == self.world.bot_id
            and event.edits is None
            and event.type == "m.room.message"
            and all(word in event.text for word in words)
        ]

    async def wait_for(self, name: str, *words: str) -> TimelineEvent:
        await until(
            lambda: bool(self.said(name, *words)),
            lambda: "\n---\n".join(event.text for event in self.people[name].timeline),
        )
        return self.said(name, *words)[0]

    def doubled(self, name: str, *words: str) -> Sequence[str]:
        texts = Counter((event.room_id, event.text) for event in self.said(name, *words))
        return [text for (_, text), count in texts.items() if count > 1]


@pytest_asyncio.fixture(loop_scope="session")
async def network(world: World) -> AsyncIterator[Network]:
    await world.bot_account()
    people = {name: await world.person(name) for name in NAMES}
    first, *others = people.values()
    room_id = await world.room(first, *others)
    by_night = ("[reminders]", 'quiet_hours = ""')
    bot = world.bot_process([room_id], exchange=room_id, more=by_night)
    await bot.start()
    await first.until_in(room_id, world.bot_id)
    chats = {}
    for name, person in people.items():
        chats[name] = await person.direct_chat_with(world.bot_id)
        await person.until_in(chats[name], world.bot_id)
    yield Network(world, people, chats, room_id, bot)


async def directory(network: Network) -> None:
    """Bo is visible; Cora, Dora and Emil want to be asked first; Frida is off."""
    await network.profile("bo", "Bonn | Losverfahren | Leitung Fachstelle", "sichtbar")
    for name, place in (("cora", "Aachen"), ("dora", "Kiel"), ("emil", "Mainz")):
        await network.profile(name, f"{place} | Losverfahren")
    await network.profile("frida", "Köln | Losverfahren", "aus")


@pytest.mark.timeout(600)
async def test_a_contact_is_passed_on_after_a_yes_and_never_before(network: Network) -> None:
    await directory(network)
    room = await network.people["ada"].ask(network.room_id, "!wer Losverfahren")
    assert "1 Mitglied zu »Losverfahren«" in room
    assert network.people["bo"].user_id in room
    assert "3 weitere Mitglieder möchten erst gefragt werden" in room
    for name in ("cora", "dora", "emil", "frida"):
        assert network.people[name].user_id not in room

    shown = await network.ask("ada", f"!wer fragen Losverfahren | {ASKED}")
    assert ASKED in shown
    await network.say("ada", "ja")
    await network.restart()
    for name in ("cora", "dora", "emil"):
        asked = await network.wait_for(name, MAY_I, ASKED)
        assert asked.room_id == network.chats[name]
        assert asked.content["m.mentions"] == {"user_ids": [network.people[name].user_id]}
    await network.wait_for("ada", "Ich frage 3 Mitglieder")

    # Cora says yes, Dora no, Emil nothing; the bot is killed after each step.
    asked = await network.wait_for("cora", MAY_I)
    await network.people["cora"].react(network.chats["cora"], asked.event_id, "1️⃣")
    await network.restart()
    await network.wait_for("cora", "hat jetzt Ihren Namen")
    contact = await network.wait_for("ada", "Ein Kontakt zu »Losverfahren«")
    assert network.people["cora"].user_id in contact.text
    await network.say("dora", "nein")
    await network.restart()
    await network.wait_for("dora", "Gut, ich gebe nichts weiter")

    await network.later(days=8)
    report = await network.wait_for("ada", "von den Übrigen gab es keine Rückmeldung")
    await network.restart()
    asked = await network.wait_for("emil", MAY_I)
    await network.people["emil"].react(network.chats["emil"], asked.event_id, "1️⃣")
    await network.wait_for("emil", "Diese Anfrage ist vorbei")

    heard = "\n".join(event.text for event in network.said("ada"))
    for name in ("dora", "emil", "frida"):
        assert network.people[name].user_id not in heard
        assert network.people[name].user_id not in report.text
    assert network.said("frida", MAY_I) == network.said("bo", MAY_I) == []
    for name in NAMES:
        assert network.doubled(name, MAY_I) == []
        assert network.doubled(name, "Ein Kontakt") == network.doubled(name, "Rückmeldung") == []


@pytest.mark.timeout(600)
async def test_a_profile_lives_from_consent_to_silence_over_kills(network: Network) -> None:
    assert "Einwilligung" in await network.ask("bo", "!profil Bonn | Losverfahren")
    await network.restart()
    await network.say("bo", "senden")
    await network.restart()
    await network.wait_for("bo", "Ihr Profil ist gespeichert: auf Anfrage")
    await network.ask("bo", "!profil sichtbar")

    await network.later(days=366)
    await network.wait_for("bo", "Stimmt Ihr Profil noch?")
    await network.restart()
    await network.say("bo", "1")
    await network.restart()
    await network.wait_for("bo", "Gut, Ihr Profil bleibt")
    found = "Ihr Profil: sichtbar"
    assert found in await network.ask("bo", "!profil")
    assert len(network.said("bo", "Stimmt Ihr Profil noch?")) == 1

    await network.later(days=366)
    await until(
        lambda: len(network.said("bo", "Stimmt Ihr Profil noch?")) == 2,
        lambda: "\n---\n".join(event.text for event in network.people["bo"].timeline),
    )
    await network.later(days=61)
    await until_hidden(network)
    await network.later(days=310)
    await until_gone(network)
    assert len(network.said("bo", "Stimmt Ihr Profil noch?")) == 2


async def until_hidden(network: Network) -> None:
    said = ""
    for _ in range(20):
        said = await network.ask("ada", "!wer Losverfahren")
        if "steht noch niemand im Verzeichnis" in said:
            break
    assert "steht noch niemand im Verzeichnis" in said
    assert "Es ist ausgeblendet" in await network.ask("bo", "!profil")


async def until_gone(network: Network) -> None:
    said = ""
    for _ in range(20):
        said = await network.ask("bo", "!profil sichtbar")
        if "Sie haben noch kein Profil." in said:
            break
    assert "Sie haben noch kein Profil." in said


@pytest.mark.timeout(600)
async def test_who_leaves_all_rooms_is_found_by_nobody_at_once(network: Network) -> None:
    await network.profile("bo", "Bonn | Losverfahren", "sichtbar", "erwähnen ja")
    bo = network.people["bo"]
    reply = await network.people["ada"].ask(
        network.room_id, "!frage Wer hat Erfahrung mit dem Losverfahren?"
    )
    assert "Frage Nr. 1" in reply
    reply_seen = await network.wait_for("cora", "Frage Nr. 1")
    assert reply_seen.content["m.mentions"] == {"user_ids": [bo.user_id]}

    await bo.session.api.call("POST", f"v3/rooms/{network.room_id}/leave", {})
    said = ""
    for _ in range(20):
        said = await network.ask("ada", "!wer Losverfahren")
        if "steht noch niemand" in said:
            break
    assert "steht noch niemand im Verzeichnis" in said
    assert "Mitgliedern des Netzwerks vorbehalten" in await network.ask("bo", "!wer Losverfahren")
