"""Whatever people do, nobody reads of somebody who did not show themselves or say yes."""

import random
from collections import defaultdict
from dataclasses import dataclass, field

import pytest

from commands.exchange.profiles.finding import is_findable
from storage.exchange import inquiries
from tests.support.asking import Exchange, chat_of
from tests.support.profiling import LINE, look_after, make, open_chat, profile_of, restart
from tests.support.say import MANAGEMENT, MANAGER, ROOM

NAMES = {
    f"@{name.casefold()}:example.org": f"{name} Geheim"
    for name in ("Anna", "Bert", "Cleo", "Dirk", "Esra", "Falk")
}
PEOPLE = tuple(NAMES)
TOPICS = ("Losverfahren", "Quorum", "Vergabe")
PLACES = ("Bonn", "Kiel", "Mainz")
CRITERIA = (*TOPICS, *PLACES, "NRW", "wie ich", "unter 20.000", "Quorum, Bonn", "alle")
SETTINGS = (
    *("sichtbar", "sichtbar", "auf anfrage", "aus", "pause 5 Tage", "pause ende"),
    *("erwähnen ja", "erwähnen nein", "löschen ja"),
)


@dataclass
class Season:
    """Everybody does something by chance; each sentence is judged when it is read."""

    exchange: Exchange
    chance: random.Random
    # Whose contact a person has by a yes, and who asked them.
    given: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    asked_by: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    read: int = 0
    passed_on: int = 0

    async def shown(self) -> set[str]:
        """Who may be read of by every member now."""
        found = set()
        for person in PEOPLE:
            profile = await profile_of(self.exchange, person)
            async with self.exchange.database.transaction() as tx:
                ctx = self.exchange.room.context(tx)
                if profile is not None and is_findable(ctx, profile):
                    found |= {person} if profile.visibility == "visible" else set()
        return found

    async def judge(self, reader: str, texts: list[str]) -> None:
        allowed = {reader, *await self.shown(), *self.given[reader], *self.asked_by[reader]}
        for text in texts:
            self.read += 1
            for person in PEOPLE:
                if person not in allowed:
                    assert person not in text, (reader, text)
                    assert NAMES[person] not in text, (reader, text)

    async def everybody_reads(self) -> None:
        async with self.exchange.database.transaction() as tx:
            rows = await tx.execute_fetchall(
                "SELECT asker, user_id FROM inquiry JOIN inquiry_person USING (inquiry_id)"
            )
        for row in rows:
            self.asked_by[row["user_id"]].add(row["asker"])
        for person in PEOPLE:
            await self.judge(person, await self.exchange.room.read(chat_of(person)))

    async def step(self) -> None:
        self.exchange.later(minutes=self.chance.randint(5, 1_500))
        person = self.chance.choice(PEOPLE)
        for words in self.words_of(person):
            await self.judge(person, await self.exchange.chat(words, person))
        if self.chance.random() < 0.3:
            await self.answer(person)
        if self.chance.random() < 0.1:
            gone = {self.chance.choice(PEOPLE)} if self.chance.random() < 0.5 else set[str]()
            self.exchange.room.outsiders = gone
        if self.chance.random() < 0.1:
            restart(self.exchange)
        await look_after(self.exchange)
        await self.everybody_reads()
        criterion = self.chance.choice(CRITERIA)
        for reader, room_id in ((person, ROOM), (MANAGER, MANAGEMENT)):
            said = await self.exchange.room.say(f"!wer {criterion}", sender=reader, room_id=room_id)
            # In a room all read it, whoever asked.
            await self.judge("@somebody:example.org" if room_id == ROOM else reader, said)

    def words_of(self, person: str) -> list[str]:
        pick, chance = self.chance.choice, self.chance.random()
        if chance < 0.3:
            line = f"{pick(PLACES)} | {pick(TOPICS)}, {pick(TOPICS)} | Fachstelle"
            return [f"!profil {line}", "senden"]
        if chance < 0.6:
            return [f"!profil {pick(SETTINGS)}"]
        if chance < 0.8:
            return [f"!wer {pick(CRITERIA)}"]
        return [f"!wer fragen {pick(TOPICS)} | Wie machen Sie das bei Ihnen?", "ja"]

    async def answer(self, person: str) -> None:
        """Answer the newest question, if there is one, by a reaction to it."""
        async with self.exchange.database.transaction() as tx:
            open_ones = await inquiries.open_to(tx, person)
            inquiry = await inquiries.get(tx, open_ones[0].inquiry_id) if open_ones else None
        if inquiry is None:
            return
        target = await self.exchange.event(f"contact-{open_ones[0].inquiry_person_id}-ask")
        key = self.chance.choice(["1️⃣", "2️⃣"])
        room_id = chat_of(person)
        said = await self.exchange.room.react(
            key, target, sender=person, room_id=room_id, direct=True
        )
        if key == "1️⃣" and any(each.startswith("Danke.") for each in said):
            self.given[inquiry.asker].add(person)
            self.passed_on += 1
        await self.judge(person, said)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_in_a_random_season_nobody_reads_of_who_did_not_agree(
    exchange: Exchange, seed: int
) -> None:
    season = Season(exchange, random.Random(seed))
    exchange.room.names |= NAMES
    for person in PEOPLE:
        await open_chat(exchange, person)
        await make(exchange, person, LINE)
    for _ in range(120):
        await season.step()

    assert season.read > 400
    assert season.passed_on > 0


async def test_the_judge_notices_who_may_not_be_read_of(exchange: Exchange) -> None:
    """Else the season above would be blind."""
    season = Season(exchange, random.Random(0))
    anna, bert = PEOPLE[:2]
    await make(exchange, anna, LINE)
    with pytest.raises(AssertionError):
        await season.judge(bert, [f"Ein Kontakt: {NAMES[anna]}"])
    await exchange.chat("!profil sichtbar", anna)
    await season.judge(bert, [f"Ein Kontakt: {NAMES[anna]}"])
