"""The whole trip of a meeting, in encrypted rooms, with two managers, a member and a test clock."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.app import App
from bot.demo.homeserver import free_port
from bot.matrix.person import Person, TimelineEvent
from commands.conversation.command import Job
from commands.meetings.announcements import RECOUNT
from commands.meetings.reminders.sending import SEND_DUE
from storage.meetings import meetings, rsvp
from tests.homeserver.office import Office, open_office, until
from tests.homeserver.world import World
from tests.support.reminding import HOUR, MINUTE
from tests.support.waiting import PATIENCE

BERLIN = ZoneInfo("Europe/Berlin")
LINK = "https://konferenz.example.org/1"
LEADS = ("[reminders]", 'quiet_hours = ""', 'online-konferenz = ["1h"]')
TOKEN = "geheim-0123456789-abcdefghijklmnopq"
ANSWERS, DECISIONS = {"✅", "❌", "❔"}, {"✅", "❌"}


@dataclass
class Clock:
    """The real one, put forward."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def jump_to(self, moment: datetime) -> None:
        assert moment > self()
        self.ahead = moment - datetime.now(UTC)

    def jump(self, passed: timedelta) -> None:
        self.ahead += passed


@dataclass
class Network(Office):
    clock: Clock = field(default_factory=Clock)

    def soon(self, **ahead: int) -> datetime:
        """A full minute."""
        return (self.clock() + timedelta(**ahead)).replace(second=0, microsecond=0)

    async def run(self, app: App, job: Job) -> None:
        async with app.database.transaction() as tx:
            await job.run(app.live.context(tx))
        app.outbox.wake()

    async def proposed(self, words: str, by: Person | None = None) -> TimelineEvent:
        """The preview of what was asked for."""
        known = len(self.bea.timeline)
        await (by or self.bea).say(self.management, words)

        def previews() -> list[TimelineEvent]:
            return [event for event in self.bea.timeline[known:] if "Stimmt das?" in event.text]

        await until(lambda: bool(previews()), lambda: repr(self.bea.timeline[known:]))
        return previews()[0]

    async def announced(self, starts: datetime, number: int = 1) -> TimelineEvent:
        """Made by Bea in one line and agreed to; as Ada has it."""
        preview = await self.proposed(f"!termin neu {line(starts)}")
        await self.bea.react(self.management, preview.event_id, "✅")
        return await self.wait_for(
            self.ada, f"Termin Nr. {number},", "Sind Sie dabei?", room_id=self.network
        )

    def edits_of(self, post: TimelineEvent) -> list[str]:
        return [event.text for event in self.ada.timeline if event.edits == post.event_id]

    async def until_it_reads(self, post: TimelineEvent, *words: str) -> None:
        def latest() -> str:
            return [post.text, *self.edits_of(post)][-1]

        await until(lambda: all(word in latest() for word in words), latest)

    async def until_placed(self, person: Person, post: TimelineEvent, keys: set[str]) -> None:
        def placed() -> set[str | None]:
            return {h.body for h in person.timeline if h.reacts_to == post.event_id}

        await until(lambda: placed() == keys, lambda: repr(placed()))

    async def until_answers(self, app: App, *said: tuple[Person, str], number: int = 1) -> None:
        expected = {person.user_id: answer for person, answer in said}
        async with asyncio.timeout(PATIENCE):
            while True:
                async with app.database.transaction() as tx:
                    answers = await rsvp.of_meeting(tx, number)
                    found = {one.user_id: one.answer for one in answers}
                if found == expected:
                    return
                await asyncio.sleep(0.1)

    async def file(self) -> TimelineEvent:
        """The first one in the network room."""

        def files() -> list[TimelineEvent]:
            room_id = self.network
            return [h for h in self.ada.timeline if h.room_id == room_id and h.file is not None]

        await until(lambda: bool(files()), lambda: repr(self.ada.timeline))
        return files()[0]

    async def counted(self, app: App) -> None:
        """A minute after the answers."""
        self.clock.jump(MINUTE + timedelta(seconds=1))
        await self.run(app, RECOUNT)


def line(starts: datetime) -> str:
    return f'online-konferenz "Losverfahren" {local(starts)} Uhr {LINK}'


def local(at: datetime) -> str:
    return f"{at.astimezone(BERLIN):%d.%m.%Y %H:%M}"


def hour(at: datetime) -> str:
    return f"{at.astimezone(BERLIN):%H:%M}"


@pytest_asyncio.fixture(loop_scope="session")
async def network(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Network]:
    office = await open_office(world)
    clock = Clock()
    monkeypatch.setattr("bot.app.now", clock)
    yield Network(**vars(office), clock=clock)


@pytest.mark.spine
async def test_a_date_in_one_line_is_shown_agreed_to_and_announced(network: Network) -> None:
    async with network.running(*LEADS):
        starts = network.soon(hours=3)
        preview = await network.proposed(f"!termin neu {line(starts)}")
        for words in ("Neuer Termin", "Online-Konferenz »Losverfahren«", hour(starts), LINK):
            assert words in preview.text
        await network.until_placed(network.bea, preview, DECISIONS)
        assert network.count(network.ada, "Losverfahren") == 0

        await network.bea.react(network.management, preview.event_id, "✅")
        await network.wait_for(network.bea, "Gespeichert: Termin Nr. 1", room_id=network.management)
        post = await network.wait_for(network.ada, "Termin Nr. 1,", LINK, room_id=network.network)
        await network.until_placed(network.ada, post, ANSWERS)
        assert "1 Termin" in await network.ada.ask(network.network, "!termine")


async def test_answers_count_across_a_restart_and_are_shown_once_a_minute(
    network: Network,
) -> None:
    ada, bea = network.ada, network.bea
    async with network.running(*LEADS) as app:
        post = await network.announced(network.soon(hours=3))
        await ada.react(network.network, post.event_id, "❔")
        await network.until_answers(app, (ada, "maybe"))
        last = await ada.react(network.network, post.event_id, "✅")
        assert "Sie sind dabei" in await bea.ask(network.management, "!dabei 1")
        await network.until_answers(app, (ada, "yes"), (bea, "yes"))
        await network.run(app, RECOUNT)
        await asyncio.sleep(0.5)
        assert network.edits_of(post) == []

        await network.counted(app)
        await network.until_it_reads(post, "2 dabei, 0 nicht dabei, 0 vielleicht")
        assert len(network.edits_of(post)) == 1
    await ada.redact(network.network, last)

    async with network.running(*LEADS) as app:
        await network.until_answers(app, (ada, "maybe"), (bea, "yes"))
        assert "Sie sind nicht dabei" in await bea.ask(network.management, "!nichtdabei 1")
        await network.counted(app)
        await network.until_it_reads(post, "0 dabei, 1 nicht dabei, 1 vielleicht")
        assert len(network.edits_of(post)) == 2


async def test_a_moved_date_is_told_below_it_and_reminded_of_at_its_new_time(
    network: Network,
) -> None:
    async with network.running(*LEADS) as app:
        old, new = network.soon(minutes=150), network.soon(minutes=180)
        post = await network.announced(old)
        preview = await network.proposed(f"!termin verlegen 1 {local(new)} Uhr", network.cem)
        assert "Änderung: Termin Nr. 1" in preview.text
        await network.cem.reply(network.management, preview.event_id, "ja", preview.event_id)

        told = await network.wait_for(network.ada, "ist verlegt", room_id=network.network)
        assert told.content["m.relates_to"] == {"m.in_reply_to": {"event_id": post.event_id}}
        before, after = told.text.split("Neu: ")
        assert hour(old) in before.split("Bisher: ")[1]
        assert hour(new) in after
        await network.until_it_reads(post, hour(new))

        network.clock.jump_to(old - HOUR + MINUTE)
        await network.run(app, SEND_DUE)
        await asyncio.sleep(0.5)
        assert network.count(network.ada, "Mehr dazu: ") == 0
        network.clock.jump_to(new - HOUR)
        await network.run(app, SEND_DUE)
        reminder = await network.wait_for(network.ada, "Erinnerung: In 1 Stunde", LINK)
        assert (reminder.room_id, hour(new) in reminder.text) == (network.network, True)
        await network.ada.react(network.network, reminder.event_id, "❌")
        await network.until_answers(app, (network.ada, "no"))
        await network.until_placed(network.ada, reminder, set())


async def test_a_cancelled_date_is_told_and_nobody_is_reminded_of_it(network: Network) -> None:
    async with network.running(*LEADS) as app:
        starts = network.soon(minutes=90)
        post = await network.announced(starts)
        await network.ada.ask(network.network, "!erinnern 1 80 min")
        assert "Absage: " in (await network.proposed("!termin absagen 1 Krankheit")).text
        await network.bea.say(network.management, "!termin ja")

        told = await network.wait_for(
            network.ada, "Abgesagt: Termin Nr. 1", "Krankheit", room_id=network.network
        )
        assert told.content["m.relates_to"] == {"m.in_reply_to": {"event_id": post.event_id}}
        await network.until_it_reads(post, "Abgesagt: Termin Nr. 1", "fällt aus")
        network.clock.jump_to(starts - MINUTE)
        await network.run(app, SEND_DUE)
        answer = await network.ada.ask(network.network, "!dabei 1")
        assert "abgesagt" in answer
        assert network.count(network.ada, "Mehr dazu: ") == 0


async def test_a_date_is_made_step_by_step_across_a_restart(network: Network) -> None:
    bea = network.bea
    async with network.running(*LEADS):
        assert "im Direktchat" in await bea.ask(network.management, "!termin neu")
        first = await network.wait_for(bea, "Schritt 1 von 7")
        chat = first.room_id
        assert chat not in (network.network, network.management)
        assert "Schritt 2 von 7" in await bea.ask(chat, "1")
        assert "Schritt 3 von 7" in await bea.ask(chat, "Losverfahren")

    starts = network.soon(hours=3)
    async with network.running(*LEADS):
        assert "Schritt 4 von 7" in await bea.ask(chat, f"{local(starts)} Uhr")
        assert "Schritt 5 von 7" in await bea.ask(chat, LINK)
        preview = await bea.ask(chat, "vorschau")
        assert hour(starts) in preview
        assert network.count(network.ada, "Losverfahren") == 0
        assert "Gespeichert: Termin Nr. 1" in await bea.ask(chat, "senden")
        await network.wait_for(network.ada, "Termin Nr. 1,", LINK, room_id=network.network)


@pytest.mark.spine
async def test_a_personal_reminder_arrives_in_the_direct_chat(network: Network) -> None:
    async with network.running(*LEADS) as app:
        starts = network.soon(hours=2)
        await network.announced(starts)
        answer = await network.ada.ask(network.network, "!erinnern 1 90 min")
        assert "im Direktchat" in answer
        network.clock.jump_to(starts - timedelta(minutes=90))
        await network.run(app, SEND_DUE)

        told = await network.told("Erinnerung: ", hour(starts), "Losverfahren")
        assert "!nichterinnern 1" in told.text
        assert network.count(network.ada, "Erinnerung: ") == 1


@pytest.mark.spine
async def test_below_a_post_about_several_dates_the_number_counts(network: Network) -> None:
    ada = network.ada
    async with network.running(*LEADS) as app:
        starts = network.soon(hours=3)
        for number in (1, 2, 3):
            await network.announced(starts, number)
            asked = await ada.say(network.network, f"!erinnern {number} 1 Stunde")
            await ada.answer_to(asked)
        network.clock.jump_to(starts - HOUR)
        await network.run(app, SEND_DUE)

        post = await network.wait_for(ada, "Erinnerung: 3 Termine", room_id=network.network)
        own = await network.told("Erinnerung: 3 Termine", "!nichterinnern 1")
        assert network.count(ada, "Erinnerung: ") == 2
        await ada.react(network.network, post.event_id, "✅")
        choice = await ada.answer_to(post.event_id)
        assert "Welchen Termin meinen Sie?" in choice.text
        assert choice.content["m.relates_to"]["event_id"] == post.event_id
        await network.until_placed(ada, choice, {"1️⃣", "2️⃣", "3️⃣"})
        await ada.react(network.network, choice.event_id, "2️⃣")
        await network.until_answers(app, (ada, "yes"), number=2)

        asked = await ada.reply(own.room_id, own.event_id, "leider nicht")
        choice = await ada.answer_to(asked)
        assert "Es kommen in Frage (3 Termine)" in choice.text
        assert "Sie sind nicht dabei: Termin Nr. 3," in await ada.ask(own.room_id, "3")
        await network.until_answers(app, (ada, "no"), number=3)
        await network.until_answers(app)
        await network.until_placed(ada, post, set())


async def test_a_member_makes_no_dates(network: Network) -> None:
    async with network.running(*LEADS) as app:
        answer = await network.ada.ask(
            network.network, f"!termin neu {line(network.soon(hours=3))}"
        )
        assert "Netzwerkmanagement" in answer
        preview = await network.proposed(f"!termin neu {line(network.soon(hours=3))}")
        await network.cem.react(network.management, preview.event_id, "✅")
        await network.wait_for(network.cem, "für Sie nichts zu entscheiden")
        async with app.database.transaction() as tx:
            assert await meetings.everything(tx) == []


async def test_the_calendar_comes_as_a_file_and_its_link_only_to_the_direct_chat(
    network: Network,
) -> None:
    (network.world.directory / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    address = f'listen = "127.0.0.1:{free_port()}"'
    feed = ("[http]", address, 'feed_token_file = "token"', 'public_url = "https://bot.example"')
    async with network.running(*LEADS, *feed):
        await network.announced(network.soon(hours=3))
        assert "1 Termin als Datei" in await network.ada.ask(network.network, "!kalender")
        data = await network.ada.download(await network.file())
        assert data.startswith(b"BEGIN:VCALENDAR\r\n")
        assert "SUMMARY:Losverfahren" in data.decode()

        link = await network.told("Der Link gilt nur für Sie")
        [token] = set(re.findall(r"token=([\w-]{20,})", str(link.content)))
        assert token != TOKEN
        in_rooms = [h for h in network.ada.timeline if h.room_id == network.network]
        assert not [event for event in in_rooms if token in str(event.content)]
