"""Posts of which nothing is kept, links that are overwritten, and the log that follows."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import KEY_FILE, stored_key
from storage.conversation import awaited, outbox
from storage.conversation.awaited import Awaited
from storage.database import Database, open_database
from storage.exchange import anonymous
from storage.exchange.anonymous import AnonymousLink
from tests.support.say import NOW

ADA, BO = "@ada:example.org", "@bo:example.org"
CHAT = "!chat:example.org"


async def put(database: Database, name: str, subject: str | None = None) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, CHAT, {"body": "Wort"}, name, NOW, subject=subject)
        await outbox.untrace(tx, name)


async def rows(database: Database) -> list[str]:
    async with database.transaction() as tx:
        found = await tx.execute_fetchall("SELECT transaction_id FROM outbox ORDER BY outbox_id")
        return [row[0] for row in found]


async def send(database: Database) -> None:
    async with database.transaction() as tx:
        event = await outbox.next_ready(tx, CHAT, NOW)
        assert event is not None
        await outbox.mark_sent(tx, event.outbox_id, f"${event.outbox_id}")


async def test_a_post_is_gone_once_it_is_sent(database: Database) -> None:
    await put(database, "answer-$e1")
    assert await rows(database) == ["answer-$e1"]
    await send(database)

    assert await rows(database) == []


async def test_one_that_can_be_answered_stays_as_long_as_that(database: Database) -> None:
    await put(database, "answer-$e1", "offer:$e1")
    await send(database)
    assert await rows(database) == ["answer-$e1"]
    async with database.transaction() as tx:
        await anonymous.forget_abandoned(tx)

    assert await rows(database) == []


async def test_what_continues_its_name_goes_along_and_nothing_else(database: Database) -> None:
    async with database.transaction() as tx:
        for name in ("answer-$e1", "answer-$e1-reaction-1", "answer-$e10", "answer-$e2"):
            await outbox.put(tx, CHAT, {}, name, NOW)
        await outbox.untrace(tx, "answer-$e1")
    for _ in range(4):
        await send(database)

    assert await rows(database) == ["answer-$e10", "answer-$e2"]


async def test_one_that_cannot_be_sent_is_not_kept_to_be_seen(database: Database) -> None:
    await put(database, "answer-$e1")
    async with database.transaction() as tx:
        event = await outbox.next_ready(tx, CHAT, NOW)
        assert event is not None
        await outbox.mark_failed(tx, event, "M_UNKNOWN", NOW)

    assert await rows(database) == []


# --- the link


async def links(database: Database) -> list[AnonymousLink]:
    async with database.transaction() as tx:
        return await anonymous.everything(tx)


async def test_a_person_has_one_link_at_most(database: Database) -> None:
    async with database.transaction() as tx:
        await anonymous.put(tx, AnonymousLink(BO, "draft", text="eins"))
        await anonymous.put(tx, AnonymousLink(ADA, "draft", text="zwei", topics=("Quorum",)))
        await anonymous.put(tx, AnonymousLink(BO, "open", question_id=3))

    assert await links(database) == [
        AnonymousLink(ADA, "draft", text="zwei", topics=("Quorum",)),
        AnonymousLink(BO, "open", question_id=3),
    ]
    async with database.transaction() as tx:
        await anonymous.drop(tx, BO)
        assert await anonymous.to(tx, 3) is None
    assert [each.user_id for each in await links(database)] == [ADA]


def _raw(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


async def until_gone(path: Path, words: bytes) -> bool:
    for _ in range(200):
        if words not in _raw(path):
            return True
        await asyncio.sleep(0.01)
    return False


async def test_what_is_dropped_is_in_no_byte_of_file_and_log_soon_after(tmp_path: Path) -> None:
    path = tmp_path / "netzwerkbot.db"
    async with open_database(path) as database:
        for number in range(40):
            text = f"Wiesenschaumkraut {number} " * 60
            async with database.transaction() as tx:
                await anonymous.put(tx, AnonymousLink(f"@m{number}:example.org", "draft", "", text))
        assert b"Wiesenschaumkraut 17 " in _raw(path)
        async with database.transaction() as tx:
            await anonymous.drop(tx, "@m17:example.org")

        assert await until_gone(path, b"Wiesenschaumkraut 17 ")
        assert await until_gone(path, b"@m17:example.org")
        assert b"Wiesenschaumkraut 18 " in _raw(path)


async def test_while_somebody_else_reads_it_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "netzwerkbot.db"
    async with open_database(path) as database:
        async with database.transaction() as tx:
            await anonymous.put(tx, AnonymousLink(ADA, "draft", "", "Wiesenschaumkraut"))
        reader = sqlite3.connect(path)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM anonymous_link").fetchall()
        async with database.transaction() as tx:
            await anonymous.drop(tx, ADA)
        await asyncio.sleep(0.1)
        assert b"Wiesenschaumkraut" in _raw(path)
        reader.close()
        async with database.transaction() as tx:
            await tx.execute("SELECT 1")

        assert await until_gone(path, b"Wiesenschaumkraut")


# --- what is left between the rows


async def test_tables_are_written_anew_with_all_their_rows(database: Database) -> None:
    async with database.transaction() as tx:
        await anonymous.mark(tx, "00ff", NOW + timedelta(days=1))
        for number in range(30):
            await outbox.put(tx, CHAT, {"body": "Wort"}, f"answer-$e{number}", NOW, file=b"Datei")
            await awaited.put(tx, Awaited(ADA, "offer", {"options": [number]}, NOW))
        await tx.execute("DELETE FROM outbox WHERE outbox_id % 3 = 0")
        both = "SELECT * FROM outbox ORDER BY 1", "SELECT * FROM awaited ORDER BY 1"
        before = [[tuple(row) for row in await tx.execute_fetchall(sql)] for sql in both]
        await anonymous.overwrite(tx)
        after = [[tuple(row) for row in await tx.execute_fetchall(sql)] for sql in both]
        await outbox.put(tx, CHAT, {}, "answer-$next", NOW)
        [row] = await tx.execute_fetchall("SELECT max(outbox_id) AS newest FROM outbox")

    assert after == before
    assert row["newest"] == 31


async def test_where_nobody_asks_without_a_name_nothing_is_written(database: Database) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, CHAT, {}, "answer-$e1", NOW)
        before = tx.total_changes
        await anonymous.overwrite(tx)
        assert tx.total_changes == before
        await anonymous.mark(tx, "00ff", NOW + timedelta(days=1))
        before = tx.total_changes
        # Nothing was deleted since the last turn.
        await anonymous.overwrite(tx)
        assert tx.total_changes == before


# --- the key


def test_the_key_is_made_once_and_is_the_bots_alone(tmp_path: Path) -> None:
    file = tmp_path / KEY_FILE
    key = stored_key(file)

    assert len(key) == 32
    assert stored_key(file) == key
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"kurz"])
def test_a_broken_key_is_made_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / KEY_FILE
    file.write_bytes(content)

    assert len(stored_key(file)) == 32
