"""Choosing, leafing, editing and removing, in encrypted rooms and across restarts of the bot."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.matrix.person import Person, TimelineEvent
from tests.homeserver.world import BotProcess, World, timeline, until


@dataclass
class Network:
    """Two members and the bot, a process of its own, in an encrypted room."""

    world: World
    ada: Person
    bo: Person
    room_id: str
    bot: BotProcess

    async def restart(self) -> None:
        await self.bot.kill()
        await self.bot.start()

    async def ask(self, body: str, thread: str | None = None) -> TimelineEvent:
        if thread is None:
            event_id = await self.ada.say(self.room_id, body)
        else:
            event_id = await self.ada.reply(self.room_id, thread, body, thread)
        return await self.ada.answer_to(event_id)

    async def offered(self) -> TimelineEvent:
        """The choice between the two, with its reactions in place."""
        asked = await self.ask("!leitlinie Göppingen")

        async def preplaced() -> bool:
            keys = [h.body for h in self.ada.timeline if h.reacts_to == asked.event_id]
            return keys == ["1️⃣", "2️⃣"]

        await until(preplaced)
        return asked

    async def answers_below(self, event_id: str) -> list[TimelineEvent]:
        return [h for h in self.ada.timeline if h.answers == event_id]

    async def quiet(self) -> None:
        """When this is answered, everything before was."""
        await self.ask("!hilfe hilfe")


@pytest_asyncio.fixture(loop_scope="session")
async def network(world: World) -> AsyncIterator[Network]:
    await world.bot_account()
    ada, bo = [await world.person(name) for name in ("ada", "bo")]
    room_id = await world.room(ada, bo)
    bot = world.bot_process([room_id])
    await bot.start()
    await ada.until_in(room_id, world.bot_id)
    yield Network(world, ada, bo, room_id, bot)


async def test_a_choice_by_number_after_the_bot_was_killed(network: Network) -> None:
    await network.offered()
    await network.restart()

    answer = await network.ask("2")
    assert answer.text.startswith("Göppingen (Stadt)")


async def test_a_choice_by_reaction_while_the_bot_is_away(network: Network) -> None:
    choice = await network.offered()
    await network.bot.kill()
    await network.bo.react(network.room_id, choice.event_id, "1️⃣")
    await network.ada.react(network.room_id, choice.event_id, "2️⃣")
    await network.bot.start()

    answer = await network.ada.answer_to(choice.event_id)
    assert answer.text.startswith("Göppingen (Stadt)")
    await network.quiet()
    assert len(await network.answers_below(choice.event_id)) == 1


@pytest.mark.spine
async def test_a_choice_that_is_killed_in_the_middle_is_answered_once(network: Network) -> None:
    """At whatever moment: before it is read, while it is handled, before it is recorded."""
    choice = await network.offered()
    asked = []
    for number in range(6):
        asked.append(await network.ada.say(network.room_id, str(number % 2 + 1)))
        await network.bot.kill()
        await network.bot.start()

    for event_id in asked:
        await network.ada.answer_to(event_id)
    await network.quiet()
    counts = Counter(h.answers for h in network.ada.timeline if h.answers in asked)
    assert set(counts.values()) == {1}
    assert "passt zu 2 Kommunen" in choice.text


async def test_pages_are_turned_in_a_thread(network: Network) -> None:
    root = await network.ada.say(network.room_id, "Was gibt es denn?")
    first = await network.ask("!sammlung NRW", root)
    assert "Seite 1 von 2" in first.text
    await network.restart()

    second = await network.ask("!mehr", root)
    assert "Seite 2 von 2" in second.text
    assert second.content["m.relates_to"]["event_id"] == root
    outside = await network.ask("!mehr")
    assert outside.text.startswith("Es gibt hier gerade keine weitere Seite")
    name = second.text.split("3. ")[1].split(":")[0]
    chosen = await network.ask("3", root)
    assert chosen.text.startswith(name)
    assert chosen.content["m.relates_to"]["event_id"] == root


async def edited(network: Network, answer: TimelineEvent, begins: str) -> None:
    async def holds() -> bool:
        texts = [h.text for h in network.ada.timeline if h.edits == answer.event_id]
        return bool(texts) and texts[-1].startswith(begins)

    await until(holds)


async def test_an_edited_command_edits_its_answer(network: Network) -> None:
    event_id = await network.ada.say(network.room_id, "!leitlinie Bnn")
    answer = await network.ada.answer_to(event_id)
    await network.ada.edit(network.room_id, event_id, "!leitlinie Bonn")

    await edited(network, answer, "Bonn (Stadt")
    await network.bot.kill()
    await network.ada.edit(network.room_id, event_id, "!leitlinie Kiel")
    await network.bot.start()
    await edited(network, answer, "Kiel (Stadt")
    await network.quiet()
    assert len(await network.answers_below(event_id)) == 1
    assert sum(h.edits == answer.event_id for h in network.ada.timeline) == 2


async def test_a_message_that_becomes_a_command_is_answered(network: Network) -> None:
    event_id = await network.ada.say(network.room_id, "leitlinie Bonn")
    await network.ada.edit(network.room_id, event_id, "!leitlinie Bonn")

    answer = await network.ada.answer_to(event_id)
    assert answer.text.startswith("Bonn (Stadt")


async def test_a_removed_command_takes_its_answer_along(network: Network) -> None:
    event_id = await network.ada.say(network.room_id, "!leitlinie Bonn")
    answer = await network.ada.answer_to(event_id)
    await network.ada.edit(network.room_id, event_id, "!leitlinie Kiel")
    await edited(network, answer, "Kiel (Stadt")
    edits = {each.event_id for each in network.ada.timeline if each.edits == answer.event_id}
    answers = {answer.event_id, *edits}
    await network.bot.kill()
    await network.ada.redact(network.room_id, event_id)
    await network.bot.start()

    async def empty() -> bool:
        events = await timeline(network.ada, network.room_id)
        about = [e for e in events if e["event_id"] in answers]
        return len(about) == len(answers) and not any(e["content"] for e in about)

    await until(empty)


async def test_a_reaction_that_is_taken_back_takes_its_answer_along(network: Network) -> None:
    choice = await network.offered()
    reaction = await network.ada.react(network.room_id, choice.event_id, "2️⃣")
    answer = await network.ada.answer_to(choice.event_id)
    await network.ada.redact(network.room_id, reaction)

    async def gone() -> bool:
        return answer.event_id in network.ada.removed

    await until(gone)
