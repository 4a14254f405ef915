"""New members are greeted once over kills; a question from outside is carried both ways."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from bot.config.reading import load
from bot.matrix.api import segment
from bot.matrix.person import Person, TimelineEvent
from storage.database import open_database, open_unchanged
from tests.homeserver.office import until
from tests.homeserver.world import BotProcess, World
from tests.homeserver.world import until as until_it

HELLO = "Willkommen im Netzwerk NeKoPa."
QUESTION = "Kann ich zu Ihrem Treffen eine Kollegin mitbringen?"
ELEVEN_MINUTES, FOUR_WEEKS = 660, 29 * 86_400


@dataclass
class Arrivals:
    """A member, a manager, and the bot as a process that greets at any hour."""

    world: World
    ada: Person
    bea: Person
    room_id: str
    management: str
    bot: BotProcess

    async def let_in(self, person: Person) -> None:
        path = f"v3/rooms/{segment(self.room_id)}/invite"
        await self.ada.session.api.call("POST", path, {"user_id": person.user_id})
        await person.join(self.room_id)

    async def states(self) -> list[str]:
        async with open_unchanged(load(self.bot.config_file, {}).database_file) as tx:
            rows = await tx.execute_fetchall("SELECT state FROM newcomer ORDER BY user_id")
            return [row["state"] for row in rows]

    async def until_noted(self, *states: str) -> None:
        async def noted() -> bool:
            return sorted(await self.states()) == sorted(states)

        await until_it(noted)

    async def earlier(self, seconds: int) -> None:
        """Let everybody have joined so much earlier; the bot is killed meanwhile."""
        await self.bot.kill()
        file = load(self.bot.config_file, {}).database_file
        async with open_database(file) as database, database.transaction() as tx:
            await tx.execute(
                "UPDATE newcomer SET joined_at = joined_at - :s, due_at = due_at - :s",
                {"s": seconds},
            )
        await self.bot.start()

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()

    def said(self, person: Person, *words: str) -> list[TimelineEvent]:
        return [
            event
            for event in person.timeline
            if event.sender == self.world.bot_id
            and event.edits is None
            and event.type == "m.room.message"
            and all(word in event.text for word in words)
        ]

    async def wait_for(self, person: Person, *words: str) -> TimelineEvent:
        await until(
            lambda: bool(self.said(person, *words)),
            lambda: "\n---\n".join(event.text for event in person.timeline),
        )
        return self.said(person, *words)[0]


@pytest_asyncio.fixture(loop_scope="session")
async def arrivals(world: World) -> AsyncIterator[Arrivals]:
    await world.bot_account()
    ada, bea = [await world.person(name) for name in ("ada", "bea")]
    room_id, management = await world.room(ada), await world.room(bea)
    by_night = ("[reminders]", 'quiet_hours = ""')
    bot = world.bot_process([room_id], exchange=room_id, management=management, more=by_night)
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    await bea.until_in(management, world.bot_id)
    yield Arrivals(world, ada, bea, room_id, management, bot)


async def test_a_new_member_is_greeted_once_over_kills_and_asked_once_later(
    arrivals: Arrivals,
) -> None:
    bo = await arrivals.world.person("bo")
    await arrivals.wait_for(arrivals.bea, "Neue Mitglieder begrüße ich ab jetzt")
    await arrivals.let_in(bo)
    await arrivals.until_noted("waiting")
    await arrivals.restart()
    assert arrivals.said(bo, HELLO) == []
    await arrivals.earlier(ELEVEN_MINUTES)
    for _ in range(3):
        await arrivals.restart()

    greeting = await arrivals.wait_for(bo, HELLO)
    assert greeting.room_id not in (arrivals.room_id, arrivals.management)
    assert "Rundgang 1 von 5" in await bo.ask(greeting.room_id, "1")
    await arrivals.earlier(FOUR_WEEKS)
    asked = await arrivals.wait_for(bo, "Sie sind seit vier Wochen dabei.")
    await arrivals.restart()
    await arrivals.until_noted("done")
    assert await bo.ask(asked.room_id, "1") == "Gut. Ich frage nicht noch einmal."

    assert len(arrivals.said(bo, HELLO)) == 1
    assert len(arrivals.said(bo, "Sie sind seit vier Wochen dabei.")) == 1
    assert arrivals.said(arrivals.ada, HELLO) == []
    assert len(arrivals.said(arrivals.bea, "Neue Mitglieder begrüße ich ab jetzt")) == 1


async def test_who_joins_while_the_bot_is_away_is_greeted_and_who_leaves_or_returns_is_not(
    arrivals: Arrivals,
) -> None:
    bo, cem = [await arrivals.world.person(name) for name in ("bo", "cem")]
    await arrivals.wait_for(arrivals.bea, "Neue Mitglieder begrüße ich ab jetzt")
    await arrivals.bot.kill()
    for person in (bo, cem):
        await arrivals.let_in(person)
    await cem.session.api.call("POST", f"v3/rooms/{segment(arrivals.room_id)}/leave", {})
    await arrivals.bot.start()
    await arrivals.until_noted("waiting", "left")
    await arrivals.let_in(cem)
    await arrivals.until_noted("waiting", "returned")
    await arrivals.earlier(ELEVEN_MINUTES)

    await arrivals.wait_for(bo, HELLO)
    told = await arrivals.wait_for(arrivals.bea, "Wieder beigetreten: ")
    assert cem.user_id in told.text
    assert arrivals.said(cem, HELLO) == []


async def test_who_refuses_the_invitation_is_left_in_peace(arrivals: Arrivals) -> None:
    bo = await arrivals.world.person("bo")
    bo.follows_invitations = False
    await arrivals.let_in(bo)
    await arrivals.until_noted("waiting")
    await arrivals.earlier(ELEVEN_MINUTES)
    invited = bo.session.client.invited_rooms
    await until(lambda: bool(invited), lambda: "no invitation")
    for room_id in list(invited):
        await bo.session.api.call("POST", f"v3/rooms/{segment(room_id)}/leave", {})
    invited.clear()
    await arrivals.until_noted("greeted")
    assert "Kiel" in await arrivals.ada.ask(arrivals.room_id, "!leitlinie Kiel")
    await arrivals.earlier(FOUR_WEEKS)
    await arrivals.until_noted("done")
    await arrivals.restart()

    assert "Kiel" in await arrivals.ada.ask(arrivals.room_id, "!leitlinie Kiel")
    assert not invited
    assert [each for each in arrivals.said(bo) if each.room_id != arrivals.room_id] == []


async def test_a_question_from_outside_is_carried_both_ways_over_kills(arrivals: Arrivals) -> None:
    world, bea = arrivals.world, arrivals.bea
    dan = await world.person("dan")
    chat = await dan.direct_chat_with(world.bot_id)
    await dan.until_in(chat, world.bot_id)
    assert "Soll ich Ihre Frage dem Netzwerkmanagement geben?" in await dan.ask(chat, QUESTION)
    await arrivals.restart()
    await dan.say(chat, "ja")
    await arrivals.restart()

    notice = await arrivals.wait_for(bea, "Anfrage Nr. 1 von ", QUESTION)
    await arrivals.wait_for(dan, "Anfrage Nr. 1 liegt beim Netzwerkmanagement.")
    assert notice.room_id == arrivals.management
    await bea.reply(arrivals.management, notice.event_id, "Ja, gern.", thread=notice.event_id)
    await arrivals.restart()
    answer = await arrivals.wait_for(dan, "Das Netzwerkmanagement antwortet:", "Ja, gern.")
    assert bea.user_id not in answer.text
    await dan.say(chat, "Sie heißt Bea Muster.")
    await arrivals.restart()
    more = await arrivals.wait_for(bea, f"{dan.user_id} schreibt:", "Sie heißt Bea Muster.")
    assert more.content["m.relates_to"]["event_id"] == notice.event_id
    await bea.react(arrivals.management, notice.event_id, "✅")
    await arrivals.wait_for(dan, "Ihre Anfrage Nr. 1 abgeschlossen.")

    for person in (bea, dan):
        texts = [event.text for event in arrivals.said(person)]
        assert len(texts) == len(set(texts))
