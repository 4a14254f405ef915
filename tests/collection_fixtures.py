"""The shipped collection in memory, and ways to ask it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from commands import names
from commands.collection import Outcome, search, seed
from commands.command import AnyCommand, Context, Message
from commands.guidelines import GUIDELINE
from commands.settings import Network, Settings
from commands.texts.markup import Text
from storage import guidelines, spellings
from storage.database import Database, Transaction, open_database
from storage.guidelines import Municipality

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SETTINGS = Settings(Network(), "!", "1.2.3", ("Netzwerkbot",), None)


@asynccontextmanager
async def shipped() -> AsyncIterator[Database]:
    """The database after the first start."""
    with TemporaryDirectory() as directory:
        file = Path(directory) / "netzwerkbot.db"
        file.write_bytes(await asyncio.to_thread(_shipped_file))
        async with open_database(file) as database:
            yield database


@cache
def _shipped_file() -> bytes:
    with TemporaryDirectory() as directory:
        file = Path(directory) / "netzwerkbot.db"
        asyncio.run(_seed(file))
        return file.read_bytes()


async def _seed(file: Path) -> None:
    async with open_database(file) as database, database.transaction() as tx:
        await seed(tx, NOW)


async def look_up(database: Database, text: str) -> Outcome:
    async with database.transaction() as tx:
        return await search(tx, text)


async def ask(database: Database, words: str, commands: Sequence[AnyCommand] = ()) -> Text:
    """What !leitlinie answers."""
    async with database.transaction() as tx:
        message = Message("!raum:example.org", "@ada:example.org", "$e", words, NOW)
        context = Context(NOW, tx, SETTINGS, message=message, commands=commands)
        return (await GUIDELINE.run(context, GUIDELINE.parse(words))).text


def found(outcome: Outcome) -> list[str]:
    return [entry.municipality.name for entry in outcome.entries]


async def all_rows(tx: Transaction) -> list[object]:
    """The collection as it is stored, without the numbers SQLite gave."""
    municipalities = await guidelines.municipalities(tx)
    entries = await guidelines.everything(tx)
    found = await spellings.all_spellings(tx)
    return [municipalities, entries, sorted(found, key=lambda s: (s.key, s.via))]


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
