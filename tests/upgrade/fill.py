"""A database as a release leaves it, filled by what people said to that release.

Run it in a checkout of the release, once, when it is made; the file is never written again:

    python -m tests.upgrade.fill tests/upgrade/0.1.0.sql
"""

import asyncio
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.noting import note_start
from bot.workers.document_store import Documents
from bot.workers.submission_checks import SubmissionChecks
from commands.meetings.reminders.planning import REPLAN
from storage.database import Database, open_database
from tests.support.asking import ADA, BO, Exchange
from tests.support.say import MANAGEMENT, NOW
from tests.support.stored import _take_virtual

# What the first start reads from the program again: most of the file, and nobody's data.
SHIPPED = ("register_place",)


async def fill(file: Path) -> None:
    async with open_database(file) as database:
        await note_start(database, NOW)
        exchange = Exchange(database)
        await exchange.open_chats()
        await _submit(exchange, file.parent)
        await _plan(exchange)
        await _ask(exchange)
        async with database.transaction() as tx:
            await REPLAN.run(exchange.room.context(tx))
        await _empty_outbox(exchange, database)


async def _submit(exchange: Exchange, directory: Path) -> None:
    """One that is accepted, one that waits."""
    room = exchange.room
    for line in (
        "!einreichen Bonn | https://www.example.org/bonn | Leitlinien aus dem Upgrade",
        "!einreichen Köln | https://www.example.org/koeln",
    ):
        await room.say(line, sender=ADA)
        exchange.later(minutes=1)
    documents = Documents(directory / "documents")
    checks = SubmissionChecks(
        exchange.database, documents, None, _no_file, room.live, 1, lambda: None
    )
    for _ in range(3):
        for lane in checks.lanes:
            await lane.look()
    await room.read(MANAGEMENT)
    await exchange.lead("!annehmen 1")
    await exchange.lead("!eintrag ändern Köln Titel: Leitlinien vor dem Upgrade")
    await exchange.lead("!eintrag ja")


async def _no_file(*_: object) -> bytes:
    raise AssertionError("nothing here has a file")


async def _plan(exchange: Exchange) -> None:
    await exchange.lead(
        "!termin neu online-konferenz »Losverfahren« 14.1.2027 10:00-11:30"
        " https://konferenz.example.org/"
    )
    await exchange.lead("!termin ja")
    await exchange.room.say("!dabei 1", sender=ADA)
    await exchange.room.say("!vielleicht 1", sender=BO)
    await exchange.chat("!erinnern 1 2 Tage")


async def _ask(exchange: Exchange) -> None:
    await exchange.ask()
    await exchange.chat("!rundbrief wöchentlich hier")
    await exchange.chat("!profil Bonn | Losverfahren | Fachstelle")
    await exchange.chat("ja")
    exchange.later(minutes=5)


async def _empty_outbox(exchange: Exchange, database: Database) -> None:
    """Let all count as sent."""
    async with database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT DISTINCT room_id FROM outbox WHERE state = 'waiting'"
        )
    for (room_id,) in rows:
        await exchange.room.read(room_id)


def dump(file: Path) -> str:
    connection = sqlite3.connect(file)
    for table in SHIPPED:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  a constant of this file
    virtual = _take_virtual(connection)
    *lines, commit = connection.iterdump()
    connection.close()
    return "".join(f"{line}\n" for line in (*lines, *virtual, commit))


def main() -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "netzwerkbot.db"
        asyncio.run(fill(file))
        Path(sys.argv[1]).write_text(dump(file), encoding="utf-8")


if __name__ == "__main__":
    main()
