"""What somebody does with a post counts, though the bot was never told that the post arrived.

The homeserver takes it, and the answer is lost on the way, or the process is killed before it can
store the answer; the next attempt fails in the same way, so that the person is always faster.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from bot.matrix.person import Person, TimelineEvent
from tests.homeserver import world as worlds
from tests.homeserver.office import Office, open_office
from tests.homeserver.world import BotProcess, World
from tests.support.cutting_line import CuttingLine, cutting_line
from tests.support.waiting import until

LINE = "!einreichen Bonn | https://www.example.org/{} | Leitlinien | beschlossen 2014"
FATES = {
    "cut, plain": (False, False, False),
    "bad gateway, encrypted": (True, False, True),
    "killed, encrypted": (False, True, True),
}
KILLED_PLAIN = (False, True, False)


@dataclass
class Field(Office):
    """Two managers, a member, and the bot at the end of a line that loses answers."""

    line: CuttingLine
    bot: BotProcess
    is_killed: bool

    async def act(
        self, person: Person, post: TimelineEvent, *, key: str = "", reply: str = ""
    ) -> str:
        """React, or reply, while the bot does not know that the post is there."""
        await self.line.until_lost("")
        if self.is_killed:
            await self.bot.kill()
        if key:
            event_id = await person.react(post.room_id, post.event_id, key)
        else:
            event_id = await person.reply(post.room_id, post.event_id, reply)
        if self.is_killed:
            await self.restart()
        return event_id

    async def restart(self) -> None:
        """Return when the bot has read what happened meanwhile."""
        before = self._starts()

        async def is_ready() -> bool:
            return self._starts() > before

        await self.bot.start()
        await worlds.until(is_ready, 180)

    def _starts(self) -> int:
        return self.bot.log_file.read_text(encoding="utf-8").count(": bereit")

    def lose_answers(self, to: str) -> None:
        self.line.mend()
        self.line.lost.clear()
        self.line.lose_answers(to)

    async def propose(self, days: int) -> TimelineEvent:
        """The preview of a meeting, as Bea has it."""
        known = self.count(self.bea, "Stimmt das?")
        at = datetime.now(UTC) + timedelta(days=days)
        words = f'online-konferenz "Losverfahren {days}" {at:%d.%m.%Y} 10:00 Uhr'
        await self.bea.say(self.management, f"!termin neu {words}")
        return await self.until_count(self.bea, known + 1, "Stimmt das?")

    async def until_count(self, person: Person, number: int, *words: str) -> TimelineEvent:
        """The last one, when so many messages of the bot with all these words have arrived."""
        await until(lambda: self.count(person, *words) == number)
        return [
            event
            for event in person.timeline
            if event.sender == self.bot_id
            and event.edits is None
            and all(word in event.text for word in words)
        ][-1]

    async def until_one_takes_part(self, meeting: int) -> None:
        async def told() -> bool:
            return "1 dabei" in await self.bea.ask(self.management, f"!termin {meeting}")

        await until(told)


@pytest_asyncio.fixture(loop_scope="session", params=FATES.values(), ids=FATES)
async def field(world: World, request: pytest.FixtureRequest) -> AsyncIterator[Field]:
    bad_gateway, is_killed, encrypted = request.param
    office = await open_office(world, encrypted=encrypted)
    async with cutting_line(world.homeserver.url) as line:
        line.bad_gateway = bad_gateway
        bot = office.process(homeserver=line.url)
        await bot.start()
        await office.until_bot_is_in()
        yield Field(**vars(office), line=line, bot=bot, is_killed=is_killed)
        await bot.kill()


async def test_the_decision_on_a_submission_counts(field: Field) -> None:
    field.lose_answers("submission-1-notice")
    await field.ada.ask(field.network, LINE.format(1))
    await field.act(field.bea, await field.notice(1), key="✅")
    await field.told("Ihre Einreichung Nr. 1", "angenommen")
    await field.until_notice_says("angenommen von")

    await field.ada.ask(field.network, LINE.format(2))
    notice = await field.notice(2)
    field.lose_answers("answer-")
    await field.cem.react(field.management, notice.event_id, "❌")
    question = await field.wait_for(field.cem, "bitte schreiben Sie")
    await field.act(field.cem, question, reply="Der Link ist veraltet.")
    await field.told("Ihre Einreichung Nr. 2", "Der Link ist veraltet.")
    assert field.count(field.bea, "Einreichung Nr. 1:", "So entscheiden Sie") == 1
    assert field.count(field.cem, "bitte schreiben Sie") == 1


async def test_the_yes_to_a_preview_counts(field: Field) -> None:
    field.lose_answers("meeting-preview")
    await field.act(field.bea, await field.propose(5), key="✅")
    await field.wait_for(field.ada, "Termin Nr. 1,")

    field.lose_answers("meeting-preview")
    await field.act(field.bea, await field.propose(6), reply="ja")
    await field.wait_for(field.ada, "Termin Nr. 2,")
    assert field.count(field.bea, "Stimmt das?") == 2


async def test_a_choice_counts(field: Field) -> None:
    ask = "!leitlinie Göppingen"
    field.lose_answers("answer-")
    await field.ada.say(field.network, ask)
    choice = await field.until_count(field.ada, 1, "passt zu 2 Kommunen")
    await field.act(field.ada, choice, key="2️⃣")
    assert (await field.ada.answer_to(choice.event_id)).text.startswith("Göppingen (Stadt)")

    field.lose_answers("answer-")
    await field.ada.say(field.network, ask)
    choice = await field.until_count(field.ada, 2, "passt zu 2 Kommunen")
    chosen = await field.act(field.ada, choice, reply="2")
    assert (await field.ada.answer_to(chosen)).text.startswith("Göppingen (Stadt)")
    assert field.count(field.ada, "Göppingen (Stadt)") == 4


async def test_the_answer_to_an_announcement_counts(field: Field) -> None:
    field.lose_answers("meeting-1-announcement")
    await field.bea.react(field.management, (await field.propose(5)).event_id, "✅")
    await field.act(field.ada, await field.wait_for(field.ada, "Termin Nr. 1,"), key="✅")
    await field.until_one_takes_part(1)

    field.lose_answers("meeting-2-announcement")
    await field.bea.react(field.management, (await field.propose(6)).event_id, "✅")
    announcement = await field.wait_for(field.ada, "Termin Nr. 2,", "Sind Sie dabei?")
    said = await field.act(field.ada, announcement, reply="!dabei")
    answer = await field.ada.answer_to(said)
    assert answer.text.startswith("Sie sind dabei: Termin Nr. 2")
    assert field.count(field.ada, "Termin Nr. 1,", "Sind Sie dabei?") == 1


@pytest.mark.parametrize("field", [KILLED_PLAIN], ids=["killed, plain"], indirect=True)
async def test_it_counts_behind_a_gap_in_the_timeline(field: Field) -> None:
    field.lose_answers("meeting-1-announcement")
    await field.bea.react(field.management, (await field.propose(5)).event_id, "✅")
    announcement = await field.wait_for(field.ada, "Termin Nr. 1,")
    await field.line.until_lost("")
    await field.bot.kill()
    await field.ada.react(field.network, announcement.event_id, "✅")
    for number in range(110):
        await field.ada.say(field.network, f"Nachricht {number}")
    await field.restart()

    await field.until_one_takes_part(1)


@pytest.mark.spine
@pytest.mark.parametrize(
    "field", [FATES["bad gateway, encrypted"]], ids=["bad gateway, encrypted"], indirect=True
)
async def test_it_counts_though_the_bot_cannot_ask_at_once_whose_post_it_is(field: Field) -> None:
    field.lose_answers("meeting-1-announcement")
    await field.bea.react(field.management, (await field.propose(5)).event_id, "✅")
    announcement = await field.wait_for(field.ada, "Termin Nr. 1,")
    await field.line.until_lost("")
    field.line.lose_answers(announcement.event_id)
    await field.ada.react(field.network, announcement.event_id, "✅")
    await field.line.until_lost(announcement.event_id)
    field.line.mend()

    await field.until_one_takes_part(1)
