"""The names of the collection are in memory, and never those of yesterday."""

import contextlib
import random
from pathlib import Path

import pytest

from commands.collection.lookup import Result, look_up
from commands.collection.view import name_index
from commands.language import names
from storage.collection import browsing
from storage.collection.browsing import BrowseChoice
from storage.database import Database, Transaction, open_database
from tests.support.collection_fixtures import shipped

RENAME = "UPDATE municipality SET name = 'Neustadt' WHERE name = 'Bonn'"


async def shown(tx: Transaction, text: str) -> list[str]:
    return [entry.municipality.name for entry in (await look_up(tx, text)).entries]


async def built(database: Database) -> object:
    async with database.transaction() as tx:
        return await name_index(tx)


async def rename_and_fail(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.execute(RENAME)
        assert await shown(tx, "Bonn") == ["Neustadt"]
        raise ZeroDivisionError


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    path = tmp_path / "netzwerkbot.db"
    async with shipped() as database:
        path.write_bytes(database._connection._conn.serialize())
    return path


async def test_they_are_read_once(file: Path) -> None:
    async with open_database(file) as database:
        first = await built(database)
        assert await built(database) is first


async def test_a_question_without_an_answer_costs_four_statements(file: Path) -> None:
    async with open_database(file) as database, database.transaction() as tx:
        await look_up(tx, "Nirgendwo")
        before = tx.statements
        assert (await look_up(tx, "Nirgendwo")).result is Result.NONE
        assert tx.statements - before <= 4


async def test_a_change_is_seen_in_its_own_transaction(file: Path) -> None:
    async with open_database(file) as database, database.transaction() as tx:
        assert await shown(tx, "Bonn") == ["Bonn"]
        await tx.execute(RENAME)
        assert await shown(tx, "Bonn") == ["Neustadt"]


async def test_a_change_that_is_taken_back_is_not_remembered(file: Path) -> None:
    async with open_database(file) as database:
        first = await built(database)
        with pytest.raises(ZeroDivisionError):
            await rename_and_fail(database)
        async with database.transaction() as tx:
            assert await shown(tx, "Bonn") == ["Bonn"]
        assert await built(database) is not first


async def test_what_another_process_changes_is_seen(file: Path) -> None:
    async with open_database(file) as database, open_database(file) as other:
        first = await built(database)
        async with other.transaction() as tx:
            await tx.execute("DELETE FROM municipality_key WHERE key = 'bonn'")
        assert await built(database) is not first
        async with database.transaction() as tx:
            assert await shown(tx, "Bonn") == []


@pytest.mark.parametrize(
    "change",
    [
        RENAME,
        "INSERT INTO municipality VALUES (NULL, 'Neu', NULL, '', 'Stadt', '', '', NULL)",
        "INSERT INTO municipality_key VALUES ('neu', 1, 0)",
        "UPDATE municipality_key SET via = 5 WHERE key = 'bonn'",
        "DELETE FROM municipality_key WHERE key = 'bonn'",
        "UPDATE guideline SET status = 'beschlossen' WHERE guideline_id = 1",
    ],
)
async def test_whatever_changes_they_are_read_again(file: Path, change: str) -> None:
    async with open_database(file) as database:
        first = await built(database)
        async with database.transaction() as tx:
            await tx.execute(change)
        assert await built(database) is not first


async def test_of_a_change_only_the_names_that_changed_are_read(file: Path) -> None:
    async with open_database(file) as database:
        async with database.transaction() as tx:
            first = await name_index(tx)
            await tx.execute(RENAME)
            second = await name_index(tx)
        kept = {id(each) for each in first.candidates} & {id(each) for each in second.candidates}
        bonn = [each for each in first.candidates if each.key == "bonn"]
        same = {each.municipality_id for each in bonn}
        others = [each for each in first.candidates if each.municipality_id not in same]
        assert kept == {id(each) for each in others}


CHANGES = """
    INSERT OR IGNORE INTO municipality VALUES (NULL, 'Neu' || ?, NULL, '', 'Stadt', '', '', NULL);
    INSERT OR IGNORE INTO municipality_key SELECT 'neu' || ?, municipality_id, 0
        FROM municipality ORDER BY municipality_id * ? % 97 LIMIT 3;
    UPDATE OR IGNORE municipality SET name = name || ? WHERE municipality_id IN
        (SELECT municipality_id FROM municipality ORDER BY municipality_id * ? % 97 LIMIT 2);
    UPDATE OR IGNORE municipality_key SET municipality_id = 1 + ? % 90 WHERE key IN
        (SELECT key FROM municipality_key ORDER BY municipality_id * ? % 89 LIMIT 2);
    DELETE FROM municipality_key WHERE municipality_id IN
        (SELECT municipality_id FROM municipality ORDER BY municipality_id * ? % 83 LIMIT 2);
    UPDATE guideline SET status = 'beschlossen' WHERE guideline_id = ?
"""


@pytest.mark.slow
async def test_after_any_changes_they_are_as_if_all_had_been_read(file: Path) -> None:
    chance = random.Random(11)
    async with open_database(file) as database:
        for number in range(1, 200):
            with contextlib.suppress(ZeroDivisionError):
                async with database.transaction() as tx:
                    for change in chance.sample(CHANGES.split(";"), chance.randint(0, 3)):
                        await tx.execute(change, (number,) * change.count("?"))
                    if chance.random() < 0.5:
                        await name_index(tx)
                    if chance.random() < 0.3:
                        raise ZeroDivisionError
            async with database.transaction() as tx:
                known = await name_index(tx)
                tx.memory.clear()
                whole = await name_index(tx)
                assert known.candidates == whole.candidates
                assert known.municipalities == whole.municipalities
                if chance.random() < 0.5:
                    continue
                tx.memory["names"] = known


def test_they_take_little_memory() -> None:
    assert not hasattr(names.Candidate("x", names.Via.NAME, 1, "", None), "__dict__")


async def test_the_list_of_entries_is_read_once_and_never_that_of_yesterday(file: Path) -> None:
    async with open_database(file) as database, database.transaction() as tx:
        first = await browsing.fitting(tx, BrowseChoice())
        before = tx.statements
        assert await browsing.fitting(tx, BrowseChoice()) == first
        assert tx.statements - before == 1
        await tx.execute("UPDATE guideline SET deleted_at = 1 WHERE guideline_id = 1")
        assert len(await browsing.fitting(tx, BrowseChoice())) == len(first) - 1
