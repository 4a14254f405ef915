"""No entry changes without a version, and the versions forget who made them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from commands.about import housekeeping
from commands.collection.changing import put
from commands.collection.texts.editing import unconfirmed_line
from commands.language.markup import text
from storage.collection import guidelines, spellings, versions
from storage.collection.versions import EntrySnapshot, Provenance, state, with_state
from storage.database import Transaction
from tests.support.editing_fixtures import ADA, BO, Desk
from tests.support.link_care import BERLIN
from tests.support.people import everything
from tests.support.say import MANAGEMENT

ROOT = Path(__file__).parents[2]
CODE = [
    path for name in ("bot", "commands", "storage") for path in sorted((ROOT / name).rglob("*.py"))
]
WRITERS = {
    ("guidelines", "add"),
    ("guidelines", "change"),
    ("guidelines", "add_municipality"),
    ("guidelines", "change_municipality"),
    ("documents", "attach"),
    ("documents", "detach"),
}
WRITES = re.compile(
    r"\b(INSERT( OR \w+)? INTO|UPDATE( OR \w+)?|DELETE FROM|REPLACE INTO)\s+"
    r"(guideline|guideline_link|guideline_document|municipality)\b"
)
ALLOWED_SQL = {
    "storage/collection/guidelines.py",
    "storage/collection/documents.py",
    # Who confirmed an entry is forgotten in its versions as well.
    "storage/privacy/forgetting.py",
}


# --- one place writes


def calls(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


@pytest.mark.slow
def test_only_one_place_writes_entries() -> None:
    found = {path.relative_to(ROOT).as_posix() for path in CODE if WRITERS & set(calls(path))}
    assert found == {"commands/collection/changing.py"}


def test_no_statement_elsewhere_writes_entries() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        if WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == ALLOWED_SQL


@pytest.mark.slow
def test_nobody_imports_a_writer_by_its_name() -> None:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in (
                "storage.collection.guidelines",
                "storage.collection.documents",
            ):
                assert not {each.name for each in node.names} & {name for _, name in WRITERS}


# --- what is stored


async def one(tx: Transaction, number: int) -> EntrySnapshot:
    found = await versions.whole(tx, number)
    assert found is not None
    return found


async def test_a_state_tells_all_of_an_entry(desk: Desk) -> None:
    await desk.attach(118)
    await desk.do("!eintrag ändern 118 Link: A https://x.example/1 | Fortgeschrieben: 2020")
    await desk.say("!eintrag bestätigen 118")
    await desk.do("!eintrag löschen 118")
    async with desk.database.transaction() as tx:
        full, bare = await one(tx, 118), await one(tx, 32)

    moved = EntrySnapshot(
        replace(bare.guideline, guideline_id=118, municipality_id=full.guideline.municipality_id),
        replace(bare.municipality, municipality_id=full.municipality.municipality_id),
    )
    assert with_state(moved, state(full)) == full


async def test_what_is_put_unchanged_is_no_version(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        same, changed = await put(tx, await one(tx, 32), Provenance(desk.now, BO))
        assert not changed
        assert same == await one(tx, 32)
        assert await versions.count(tx, 32) == 0


async def put_and_fail(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        whole = await one(tx, 32)
        entry = replace(whole.guideline, title="Neu")
        await put(tx, replace(whole, guideline=entry), Provenance(desk.now, BO))
        raise ZeroDivisionError


async def test_a_failure_leaves_neither_entry_nor_version(desk: Desk) -> None:
    before = await everything(desk.database)
    with pytest.raises(ZeroDivisionError):
        await put_and_fail(desk)
    assert await everything(desk.database) == before


async def test_a_municipality_without_entries_is_found_by_no_name(desk: Desk) -> None:
    await desk.do("!eintrag löschen 32")
    async with desk.database.transaction() as tx:
        assert "essen" not in [each.key for each in await spellings.all_spellings(tx)]
        assert len(await guidelines.municipalities(tx)) + 1 == len(
            await guidelines.known_municipalities(tx)
        )


# --- who it was


async def privately(desk: Desk, words: str, person: str) -> str:
    told = await desk.room.say(words, sender=person, room_id=f"!{person[1:]}", direct=True)
    return "\n\n".join(told)


async def forget(desk: Desk, person: str) -> None:
    await privately(desk, "!vergissmich", person)
    await privately(desk, "!vergissmich ja", person)
    await desk.room.read(MANAGEMENT)


async def test_who_changed_something_is_told_so_and_can_be_forgotten(desk: Desk) -> None:
    await desk.do("!eintrag ändern 32 Titel: Neu")
    await desk.say("!eintrag bestätigen 118")
    await desk.do("!eintrag löschen 17 Weil ich es weiß.")
    assert "Ihre Änderungen der Sammlung: 3; Ihr Name bleibt 730 Tage" in await privately(
        desk, "!meinedaten", BO
    )

    await forget(desk, BO)
    assert BO not in await everything(desk.database)
    assert await desk.history(32) == [("changed", None)]
    desk.room.managers.add(ADA)
    told = await desk.say("!eintrag verlauf 32", ADA)
    assert "von jemandem, dessen Name nicht mehr gespeichert ist" in told


async def test_what_somebody_confirmed_who_was_forgotten_can_be_undone(desk: Desk) -> None:
    desk.room.managers.add(ADA)
    await desk.say("!eintrag bestätigen 118", ADA)
    await forget(desk, ADA)
    assert (await desk.whole(118)).guideline.confirmed_by == "Netzwerkmanagement"
    [version] = await desk.versions(118)
    assert version.after["confirmed_by"] == "Netzwerkmanagement"

    await desk.do("!rückgängig")
    assert (await desk.whole(118)).guideline.confirmed_at is None


async def test_after_years_nobody_knows_who_it_was_but_what_it_was(desk: Desk) -> None:
    await desk.do("!eintrag ändern 32 Titel: Neu")
    desk.later(days=730)
    async with desk.database.transaction() as tx:
        await housekeeping.forget(desk.room.context(tx))
    assert await desk.history(32) == [("changed", BO)]
    desk.later(seconds=1)
    async with desk.database.transaction() as tx:
        await housekeeping.forget(desk.room.context(tx))

    [version] = await desk.versions(32)
    assert (version.by.actor, version.after["title"]) == (None, "Neu")
    assert version.after["confirmed_by"] == "Netzwerkmanagement"
    await desk.do("!rückgängig")
    assert (await desk.whole(32)).guideline.title is None


# --- what should be confirmed, in a line


async def test_what_should_be_confirmed_is_told_in_a_line_with_its_number(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        found = await guidelines.unconfirmed(tx, desk.now)
        lines = [text(*unconfirmed_line(*each, BERLIN)).body for each in found]

    assert lines[0].startswith(
        "Eintrag Nr. 109, Vöhringen, Liste Bürgerbeteiligung: gedruckt »Vöhringen« ist nur"
        " wahrscheinlich richtig, vermutlich ist Vorarlberg gemeint. Anmerkung: Anzeige: wie"
    )
    assert "Waiblingen, Liste Bürgerbeteiligung: gedruckt »Waiblingen« ist nur" in lines[1]
    assert "Eintrag Nr. 20, Brühl, Liste Bürgerbeteiligung: die Angaben sind noch" in lines[2]
