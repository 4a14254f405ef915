"""netzwerkbot exchange forget-askers: a copy of the database that may be kept."""

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import exchange as cli
from storage.database import open_database
from storage.exchange import anonymous
from storage.exchange.anonymous import AnonymousLink
from tests.support.unnamed import MEMBERS, Unnamed, room_of


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy made while one question is open and another is not agreed to yet."""
    path = tmp_path / "netzwerkbot.db"
    asyncio.run(_ask(path))
    shutil.copy(path, tmp_path / "copy.db")
    return tmp_path / "copy.db"


async def _ask(path: Path) -> None:
    async with open_database(path) as database:
        there = Unnamed(database)
        await there.open_chats()
        await there.open_all_chats()
        await there.asked("Wie geht Ihr mit Druck um?", MEMBERS[0])
        await there.tell("!frage anonym Was kostet Wiesenschaumkraut?", MEMBERS[1])
        await database.checkpoint()


def forget(file: Path) -> str:
    done = CliRunner().invoke(cli.app, ["forget-askers", str(file)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout.strip()


def test_the_copy_keeps_the_question_and_forgets_who_asked(copy: Path) -> None:
    assert b"Wiesenschaumkraut" in copy.read_bytes()

    told = "In der Kopie steht zu 2 anonymen Fragen nicht mehr, wer sie gestellt hat."
    assert forget(copy) == told
    raw = b"".join(each.read_bytes() for each in copy.parent.glob("copy.db*"))
    assert b"Wiesenschaumkraut" not in raw
    connection = sqlite3.connect(copy)
    for table in ("anonymous_link", "anonymous_mark", "awaited"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    rows = connection.execute("SELECT count(*) FROM outbox WHERE untraced = 1").fetchone()
    assert rows == (0,)
    assert connection.execute("SELECT anonymous, state FROM question").fetchall() == [(1, "open")]
    connection.close()


def test_what_has_nothing_to_forget_says_so(copy: Path) -> None:
    forget(copy)

    assert forget(copy) == "In der Kopie stand zu keiner anonymen Frage, wer sie gestellt hat."


@pytest.mark.parametrize("content", [b"", b"kein SQLite, nur Text" * 100])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "andere.db"
    file.write_bytes(content)
    done = CliRunner().invoke(cli.app, ["forget-askers", str(file)])

    assert done.exit_code != 0
    assert file.read_bytes() == content


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.app, ["forget-askers", str(tmp_path / "keine.db")])

    assert done.exit_code != 0
    assert not (tmp_path / "keine.db").exists()


def test_after_restoring_it_the_management_closes_the_question(copy: Path) -> None:
    forget(copy)
    asyncio.run(_close(copy))


async def _close(copy: Path) -> None:
    async with open_database(copy) as database:
        there = Unnamed(database)
        [said] = await there.lead("!frage schließen 1 Sie ist beantwortet.", event_id="$e")
        assert "Frage Nr. 1 ist geschlossen" in said
        async with database.transaction() as tx:
            assert await anonymous.everything(tx) == []
            await anonymous.put(tx, AnonymousLink(MEMBERS[0], "draft"))
        assert room_of(MEMBERS[0]).startswith("!chat")
