"""The shipped collection in memory, and ways to ask it."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from commands.collection import lookup
from commands.collection.guidelines import GUIDELINE
from commands.collection.lookup import LookUp
from commands.collection.transfer.shipped import seed
from commands.conversation.command import AnyCommand, CommandContext
from commands.conversation.events import Message
from commands.conversation.settings import Network, Settings
from commands.language import names
from commands.language.markup import Text
from storage.collection import guidelines, spellings
from storage.collection.guidelines import Municipality
from storage.database import Database, Transaction
from tests.support.databases import in_memory
from tests.support.say import Room

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SETTINGS = Settings(Network(), "!", "1.2.3", ("Netzwerkbot",), None)


@asynccontextmanager
async def shipped() -> AsyncIterator[Database]:
    """The database after the first start."""
    async with in_memory(_seed) as database:
        yield database


async def _seed(tx: Transaction) -> None:
    await seed(tx, NOW)


async def look_up(database: Database, text: str) -> LookUp:
    async with database.transaction() as tx:
        return await lookup.look_up(tx, text)


async def ask(database: Database, words: str, commands: Sequence[AnyCommand] = ()) -> Text:
    """What !leitlinie answers."""
    async with database.transaction() as tx:
        message = Message("!raum:example.org", "@ada:example.org", "$e", words, NOW)
        context = CommandContext(NOW, tx, SETTINGS, message=message, commands=commands)
        return (await GUIDELINE.run(context, GUIDELINE.parse(words))).text


def found(outcome: LookUp) -> list[str]:
    return [entry.municipality.name for entry in outcome.entries]


async def all_rows(tx: Transaction) -> list[object]:
    """The collection as it is stored, without the numbers SQLite gave."""
    municipalities = await guidelines.municipalities(tx)
    entries = await guidelines.everything(tx)
    found = await spellings.all_spellings(tx)
    return [municipalities, entries, sorted(found)]


def candidates(municipality: Municipality, printed: tuple[str, ...]) -> list[names.Candidate]:
    certain = municipality.certain
    vias = names.spellings(
        certain.name,
        official_name=certain.official_name,
        kind=certain.kind,
        land=certain.land,
        printed=printed,
    )
    number = municipality.municipality_id
    return [
        names.Candidate(key, via, number, certain.kind, certain.ags) for key, via in vias.items()
    ]


async def browse(net: Room, words: str = "", **more: Any) -> str:
    [said] = await net.say(f"!sammlung {words}".strip(), **more)
    return said


def places(said: str) -> list[str]:
    return [
        re.split(r"[,:]", line.split(". ", 1)[1])[0]
        for line in said.splitlines()
        if re.match(r"\d+\. ", line)
    ]
