"""A document from the member who has it to the member who asks for it, in encrypted rooms."""

import asyncio
import hashlib
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.matrix.person import Person, TimelineEvent
from tests.homeserver.office import Office, until
from tests.homeserver.world import World, timeline
from tests.support.hostile_files import pdf
from tests.support.made_pdfs import image_only
from tests.support.waiting import PATIENCE

ASK = "!dokument Bonn"
DOCUMENT = pdf("Leitlinien für Bürger-\nbeteiligung\fZweite Seite\f" + "Text " * 2000)


@pytest_asyncio.fixture(loop_scope="session")
async def dora(world: World) -> AsyncIterator[Person]:
    yield await world.person("dora")


@pytest_asyncio.fixture(loop_scope="session")
async def office(world: World, dora: Person) -> AsyncIterator[Office]:
    """With two members in the network room."""
    await world.bot_account()
    ada, bea, cem = [await world.person(name) for name in ("ada", "bea", "cem")]
    yield Office(world, ada, bea, cem, await world.room(ada, dora), await world.room(bea, cem))


def rows(office: Office, sql: str) -> list[tuple[Any, ...]]:
    """Of the database of the bot, while it runs."""
    file = next(Path(office.world.directory).rglob("netzwerkbot.db"))
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchall()


async def accepted(office: Office, data: bytes, name: str = "leitlinien.pdf") -> None:
    """Ada submits the file, Bea accepts it."""
    file = await office.ada.upload(office.network, data, name)
    await office.ada.reply(office.network, file, "!einreichen Bonn")
    notice = await office.notice()
    await office.bea.react(office.management, notice.event_id, "✅")
    await office.told("Nr. 1", "angenommen")


async def until_read(office: Office) -> None:
    await until(lambda: bool(rows(office, "SELECT * FROM document_text")), lambda: "not read")


def files(person: Person, question: str) -> list[TimelineEvent]:
    """Those that came for the question."""
    return [h for h in person.timeline if h.file is not None and h.answers == question]


async def brought(person: Person, question: str) -> TimelineEvent:
    await until(
        lambda: bool(files(person, question)), lambda: repr([h.text for h in person.timeline])
    )
    return files(person, question)[0]


@pytest.mark.spine
async def test_what_one_member_submits_is_read_and_another_gets_it_byte_for_byte(
    office: Office, dora: Person
) -> None:
    async with office.running():
        await accepted(office, DOCUMENT)
        await until_read(office)
        found = rows(office, "SELECT page, text FROM document_page ORDER BY page")
        assert found[:2] == [(1, "Leitlinien für Bürgerbeteiligung"), (2, "Zweite Seite")]
        assert len(found) == 3

        question = await dora.say(office.network, ASK)
        answer = await dora.answer_to(question)
        assert "leitlinien.pdf (PDF, " in answer.text
        assert "3 Seiten" in answer.text
        file = await brought(dora, question)
        data = await dora.download(file)
        assert hashlib.sha256(data).digest() == hashlib.sha256(DOCUMENT).digest()
        assert "file" in file.content
        assert "url" not in file.content
        assert file.content["info"] == {"mimetype": "application/pdf", "size": len(DOCUMENT)}

        await dora.redact(office.network, question)

        async def taken_away() -> bool:
            events = await timeline(dora, office.network)
            told = {e["event_id"]: e["content"] for e in events}
            return not told[answer.event_id] and not told[file.event_id]

        async with asyncio.timeout(PATIENCE):
            while not await taken_away():  # noqa: ASYNC110  nobody tells
                await asyncio.sleep(0.2)


async def test_in_a_thread_and_in_the_direct_chat_the_file_comes_there(
    office: Office, dora: Person
) -> None:
    async with office.running():
        await accepted(office, DOCUMENT)
        root = await office.ada.say(office.network, "Wer hat Leitlinien?")
        thread = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
        question = await dora.say(office.network, ASK, **{"m.relates_to": thread})
        file = await brought(dora, question)
        assert file.content["m.relates_to"]["event_id"] == root

        chat = await office.ada.direct_chat_with(office.bot_id)
        question = await office.ada.say(chat, "dokument Bonn")
        file = await brought(office.ada, question)
        assert (file.room_id, await office.ada.download(file)) == (chat, DOCUMENT)


async def test_the_management_hears_what_cannot_be_read(office: Office) -> None:
    async with office.running():
        await accepted(office, image_only(3), "scan.pdf")
        await office.wait_for(office.bea, "»scan.pdf«", "Texterkennung", room_id=office.management)
        await until_read(office)
        await asyncio.sleep(1)
        assert office.count(office.bea, "Texterkennung") == 1


@pytest.mark.timeout(300)
async def test_through_kills_a_document_is_read_once_and_each_question_brings_one_file(
    office: Office, dora: Person
) -> None:
    bot = office.process()
    await bot.start()
    await office.until_bot_is_in()
    await dora.until_in(office.network, office.bot_id)
    large = pdf("\f".join(f"Seite {number} " + "Text " * 500 for number in range(1, 301)))
    await accepted(office, large)
    for pause in (0.0, 0.3, 0.6, 1.0):
        await asyncio.sleep(pause)
        await bot.kill()
        await bot.start()
    await until_read(office)
    pages = [page for (page,) in rows(office, "SELECT page FROM document_page ORDER BY page")]
    assert pages == list(range(1, 301))

    questions = []
    for pause in (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8):
        questions.append(await dora.say(office.network, ASK))
        await asyncio.sleep(pause)
        await bot.kill()
        await bot.start()
        assert await dora.download(await brought(dora, questions[-1])) == large
    await asyncio.sleep(2)
    count = Counter({question: len(files(dora, question)) for question in questions})
    assert set(count.values()) == {1}
    log = bot.log_file.read_text(encoding="utf-8")
    assert "leitlinien.pdf" not in log
    assert "Seite 1" not in log
