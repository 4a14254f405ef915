"""After its end nobody finds out from the files of the bot who asked without a name."""

import asyncio
import io
import logging
import math
import random
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.process.logs import QUIET
from commands.about import housekeeping
from commands.conversation.command import Context, Reply
from commands.exchange.anonymous import asking
from storage import key_value
from storage.conversation import outbox
from storage.database import Database, Transaction, open_database
from storage.exchange import anonymous, questions
from storage.exchange.anonymous import AnonymousLink
from storage.exchange.questions import AskedQuestion
from tests.support.adversary import Adversary, Files
from tests.support.asking import EXCHANGE
from tests.support.say import NOW, ROOM
from tests.support.unnamed import MEMBERS, Unnamed, room_of

PEOPLE = {person: (person, room_of(person)) for person in MEMBERS}
CHANCE = 1 / len(MEMBERS)
WORDS = (
    *("Quorum", "Satzung", "Beirat", "Umfrage", "Budget", "Dialog", "Auswahl", "Protokoll"),
    *("Zeitplan", "Einladung", "Moderation", "Auswertung", "Rechtslage", "Wirkung", "Haushalt"),
)
IN_A_BATCH = 8


class Network(Unnamed):
    """Members at work: some ask without a name, all do other things, at times of their own."""

    def __init__(self, database: Database, seed: int) -> None:
        self.dice = random.Random(seed)
        super().__init__(database, random.Random(seed + 1).random)
        self.count = 0

    async def batch(self, size: int) -> dict[int, str]:
        """Let some ask at once; return whose the questions are when all of them are closed."""
        askers = self.dice.sample(MEMBERS, size)
        asked: dict[int, str] = {}
        for asker in askers:
            await self.noise()
            await self.begin(asker)
            await self.noise()
        self.later(minutes=61)
        await self.turn()
        for asker in askers:
            link = await self.link(asker)
            assert link is not None
            assert link.question_id is not None
            asked[link.question_id] = asker
        await self.live(asked)
        for number in self.dice.sample(sorted(asked), len(asked)):
            await self.noise()
            await self.finish(number, asked[number])
        self.later(days=2)
        await self.turn()
        self.later(days=30)
        return asked

    async def turn(self) -> None:
        await self.look_after()
        await self.posted()
        for person in MEMBERS:
            await self.room.read(room_of(person))

    async def begin(self, asker: str) -> None:
        self.count += 1
        one, other = self.dice.sample(WORDS, 2)
        words = f"Wie regelt Ihr {one} und {other} im Fall {self.count}? Vermerk {self.count}x."
        match self.dice.randrange(3):
            case 0:
                await self.tell(f"!frage anonym {words}", asker)
            case 1:
                await self.tell(f"!frage anonym {words} Bei uns in Bonn geht es nicht.", asker)
                await self.tell("1", asker)
            case _:
                for said in ("!frage", f"Fall {self.count}, {one}?", words, "weiter", "anonym"):
                    self.wait()
                    await self.tell(said, asker)
                await self.tell("senden", asker)
        self.wait()
        shown = await self.agree(asker)
        if "Gut. Ihre Frage" not in shown:
            await self.tell("!frage anonym trotzdem", asker)
            assert "Gut. Ihre Frage" in await self.tell("!frage anonym senden", asker)

    async def agree(self, asker: str) -> str:
        """Say yes in words, or by a reaction."""
        if self.dice.random() < 0.5:
            return await self.tell("ja", asker)
        chat = room_of(asker)
        rows = await self.rows(
            f"SELECT event_id FROM outbox WHERE room_id = '{chat}' AND subject GLOB 'offer:*'"  # noqa: S608
            " ORDER BY outbox_id DESC LIMIT 1"
        )
        [event_id] = rows[0]
        said = await self.room.react("1️⃣", event_id, sender=asker, room_id=chat, direct=True)
        return "\n\n".join(said)

    async def live(self, asked: Mapping[int, str]) -> None:
        """Let some be replied to or added to, and the others be watched over."""
        for number, asker in asked.items():
            await self.noise()
            if self.dice.random() < 0.5:
                await self.tell("!ergänzen Es eilt ein wenig.", asker)
                self.wait()
                await self.tell("ja", asker)
            if self.dice.random() < 0.5:
                async with self.database.transaction() as tx:
                    replier = self.dice.choice(MEMBERS)
                    await questions.note_reply(tx, number, replier, self.room.now)
        self.later(days=self.dice.choice((1, 8)))
        await self.turn()
        self.later(hours=50)
        await self.turn()

    async def finish(self, number: int, asker: str) -> None:
        match self.dice.randrange(4):
            case 0:
                await self.tell("!erledigt", asker)
                self.wait()
                await self.tell("nein", asker)
            case 1:
                await self.tell(f"!erledigt {number}", asker)
                self.wait()
                await self.tell(f"Geholfen hat uns ein Gespräch zum Fall {number}.", asker)
                self.wait()
                await self.tell("ja", asker)
            case 2:
                await self.tell("!erledigt", asker)
            case _:
                await self.lead(f"!frage schließen {number} Sie ist beantwortet.")
        await self.posted()

    async def noise(self) -> None:
        """Let members do what leaves traces with their names and times."""
        for _ in range(self.dice.randrange(1, 4)):
            self.wait()
            person = self.dice.choice(MEMBERS)
            line = self.dice.choice(("!fragen", "!hilfe", "!themen", "!fragen alle"))
            await self.tell(line, person)
            if self.dice.random() < 0.1:
                await self.say("!themen", person)
            if self.dice.random() < 0.05:
                await self.room.say("!fragen", sender=person, room_id=ROOM)

    def wait(self) -> None:
        self.later(seconds=self.dice.randrange(5, 400))


@asynccontextmanager
async def network(path: Path, seed: int) -> AsyncIterator[Network]:
    async with open_database(path) as database:
        opened = Network(database, seed)
        await opened.open_chats()
        await opened.open_all_chats()
        yield opened


async def settled(database: Database) -> None:
    """Wait until the database has overwritten what it was asked to."""
    for _ in range(3):
        task = database._checkpoint
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)
        async with database.transaction():
            pass


async def attacked(tmp_path: Path, count: int, log: Callable[[], str], seed: int) -> Adversary:
    """Return the adversary after so many questions, each attacked soon after its end."""
    adversary, path = Adversary(PEOPLE), tmp_path / "netzwerkbot.db"
    async with network(path, seed) as there:
        while adversary.guesses < count:
            asked = await there.batch(IN_A_BATCH)
            await settled(there.database)
            adversary.attack(Files.of(path, tmp_path / "copy.db", log()), asked)
            async with there.database.transaction() as tx:
                await housekeeping.forget(there.room.context(tx))
    return adversary


def bound(count: int) -> float:
    """Return what is hardly ever reached by chance, also by the best of a hundred clues."""
    return CHANCE + 5 * math.sqrt(CHANCE * (1 - CHANCE) / count)


@pytest.fixture
def log() -> Iterator[Callable[[], str]]:
    """All that is logged, at the level and with the exceptions of bot/process/logs.py."""
    written, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(written), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    yield written.getvalue
    root.removeHandler(handler)
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_the_adversary_is_no_better_than_chance_over_a_thousand_questions(
    tmp_path: Path, log: Callable[[], str]
) -> None:
    adversary = await attacked(tmp_path, 1000, log, seed=11)

    name, rate = adversary.best()
    assert adversary.guesses >= 1000
    assert rate <= bound(adversary.guesses), (name, rate)
    assert not any(person in log() for person in MEMBERS)


@pytest.mark.slow
async def test_no_byte_remains_of_who_asked_and_of_words_that_were_not_posted(
    tmp_path: Path,
) -> None:
    path = tmp_path / "netzwerkbot.db"
    async with network(path, 5) as there:
        for _ in range(6):
            await there.batch(IN_A_BATCH)
            await settled(there.database)
            files = Files.of(path, tmp_path / "copy.db")
            for number in range(1, there.count + 1):
                assert f"Vermerk {number}x".encode() not in files.raw
            assert files.tables["anonymous_link"] == []
            assert [row for row in files.tables["outbox"] if row["untraced"]] == []
            assert {row["kind"] for row in files.tables["awaited"]} <= {"offer"}
            # What the log has besides is of now, and would count twice.
            await there.database.checkpoint()
            files = Files.of(path, tmp_path / "copy.db")
            remains = Adversary(PEOPLE).remains(files.file, files.compact)
            assert set(remains.values()) == {0.0}


@pytest.mark.slow
async def test_while_they_are_open_only_one_table_tells(tmp_path: Path) -> None:
    path = tmp_path / "netzwerkbot.db"
    with_table, without_table = Adversary(PEOPLE), Adversary(PEOPLE)
    async with network(path, 23) as there:
        for _ in range(12):
            askers = there.dice.sample(MEMBERS, IN_A_BATCH)
            for asker in askers:
                await there.noise()
                await there.begin(asker)
            there.later(minutes=61)
            await there.turn()
            links = [await there.link(asker) for asker in askers]
            asked = {link.question_id: link.user_id for link in links if link and link.question_id}
            await there.live(asked)
            await settled(there.database)
            copy = tmp_path / "copy.db"
            with_table.attack(Files.of(path, copy), asked)
            files = Files.of(path, copy, without=("anonymous_link",))
            # Its bytes are in the file, of course.
            without_table.attack(Files(b"", files.tables), asked)
            for number in asked:
                await there.lead(f"!frage schließen {number} Sie ist beantwortet.")
            await there.posted()
            there.later(days=30)

    assert with_table.best()[1] == 1.0
    name, rate = without_table.best()
    assert rate <= bound(without_table.guesses), (name, rate)


# --- the adversary sees what leaks: each of these was possible without a measure


async def _traced(_tx: object, _name: str) -> None:
    """Keep the posts in the direct chat."""


async def _untidy(_tx: object, _user_id: str) -> None:
    """Keep what was said and offered on the way."""


def _leak_posts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(outbox, "untrace", _traced)


def _leak_offers(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(anonymous, "tidy", _untidy)


def _leak_link(patch: pytest.MonkeyPatch) -> None:
    drop = anonymous.drop

    async def kept(tx: Transaction, user_id: str) -> None:
        link = await anonymous.of(tx, user_id)
        if link is not None:
            await key_value.put(tx, f"exchange-{link.question_id}-of", user_id, NOW)
        await drop(tx, user_id)

    patch.setattr(anonymous, "drop", kept)


def _leak_log(patch: pytest.MonkeyPatch) -> None:
    agree = asking._agree

    async def told(ctx: Context, link: AnonymousLink) -> Reply:
        logging.getLogger("bot").debug("anonym: %s", link)
        return await agree(ctx, link)

    patch.setattr(asking, "_agree", told)


def _leak_asker(patch: pytest.MonkeyPatch) -> None:
    add = questions.add

    async def named(tx: Transaction, question: AskedQuestion) -> int:
        number = await add(tx, question)
        [waiting, *_] = await anonymous.due(tx, question.asked_at)
        await questions.follow(tx, number, waiting.user_id)
        return number

    patch.setattr(questions, "add", named)


def _leak_log_of_database(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Database, "_shorten_log", lambda _self: None)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "leak", [_leak_posts, _leak_offers, _leak_link, _leak_log, _leak_asker, _leak_log_of_database]
)
async def test_a_planted_leak_is_found(
    tmp_path: Path,
    log: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    leak: Callable[[pytest.MonkeyPatch], None],
) -> None:
    leak(monkeypatch)
    adversary = await attacked(tmp_path, 80, log, seed=31)

    assert adversary.best()[1] > bound(80)
    assert EXCHANGE not in PEOPLE
