"""!rückgängig takes back the last change of the collection, whoever made it, one by one."""

from dataclasses import replace
from functools import partial
from random import Random

import pytest

from commands.collection.changing import blank as blank_entry
from commands.collection.changing import put
from commands.collection.editing.undoing import MOST_AT_ONCE
from commands.collection.transfer.files import read
from commands.collection.transfer.load import store
from storage.collection import guidelines, versions
from storage.collection.guidelines import Municipality
from storage.collection.versions import Provenance, with_state
from tests.support.collection_fixtures import all_rows
from tests.support.editing_fixtures import BO, BONN, CORA, ESSEN, Desk
from tests.support.growth import instructions

NOTHING = "Es gibt keine Änderung der Sammlung, die sich rückgängig machen ließe."


async def collection(desk: Desk) -> list[object]:
    async with desk.database.transaction() as tx:
        return await all_rows(tx)


async def imported(desk: Desk, *lines: str) -> None:
    table = "\n".join(("liste,anzeige,art,land,titel,kreis", *lines))
    desk.later(minutes=1)
    async with desk.database.transaction() as tx:
        await store(tx, read(table.encode()), "Eingelesen aus neu.csv", desk.now)


async def undo_all(desk: Desk) -> int:
    """How often that was possible."""
    for times in range(100):
        desk.later(minutes=1)
        if NOTHING in await desk.say("!rückgängig"):
            return times
        assert "Rückgängig gemacht" in await desk.say("!eintrag ja")
    raise AssertionError


async def test_a_collection_as_shipped_has_nothing_to_undo(desk: Desk) -> None:
    assert await desk.say("!rückgängig") == NOTHING


async def test_the_preview_says_whose_change_it_was_and_when(desk: Desk) -> None:
    await desk.do(f"!eintrag ändern {ESSEN} Titel: Leitlinien", CORA)
    shown = await desk.say("!rückgängig")

    assert shown.startswith(
        "Rückgängig machen: Eintrag Nr. 32, Essen, Liste Bürgerbeteiligung\n\n"
        f"Zuletzt geändert: Dienstag, 24. November 2026, 10:01 Uhr, von {CORA}.\n\n"
        "– Titel: bisher »Leitlinien«; neu keine Angabe\n"
    )
    assert len(await desk.versions(ESSEN)) == 1


@pytest.mark.parametrize("way", ["✅", "ja", "!eintrag ja", "!rückgängig ja"])
async def test_a_change_is_taken_back_and_that_is_a_version_too(desk: Desk, way: str) -> None:
    before = await desk.whole(ESSEN)
    await desk.do(f"!eintrag ändern {ESSEN} Titel: Leitlinien | Kreis: Ruhr", CORA)
    await desk.say("!rückgängig")
    event = await desk.preview()
    if way == "✅":
        told = await desk.react(way)
    else:
        told = await desk.say(way, reply_to=event)

    assert told.startswith("Rückgängig gemacht: Eintrag Nr. 32, Essen")
    assert await desk.whole(ESSEN) == before
    assert await desk.history(ESSEN) == [("changed", BO), ("changed", CORA)]
    assert "Rückgängig gemacht (geändert) am" in await desk.say(f"!eintrag verlauf {ESSEN}")


async def test_again_it_undoes_the_one_before_and_never_toggles(desk: Desk) -> None:
    at_first = await collection(desk)
    for title in ("A", "B", "C"):
        await desk.do(f"!eintrag ändern {ESSEN} Titel: {title}")
    titles = []
    for _ in range(3):
        await desk.do("!rückgängig")
        titles.append((await desk.whole(ESSEN)).guideline.title)

    assert titles == ["B", "A", None]
    assert await desk.say("!rückgängig") == NOTHING
    assert await collection(desk) == at_first
    assert len(await desk.versions(ESSEN)) == 6


async def test_what_is_changed_after_an_undo_is_undone_first(desk: Desk) -> None:
    await desk.do(f"!eintrag ändern {ESSEN} Titel: A")
    await desk.do(f"!eintrag ändern {ESSEN} Titel: B")
    await desk.do("!rückgängig")
    await desk.do(f"!eintrag ändern {ESSEN} Titel: C")
    await desk.do("!rückgängig")
    assert (await desk.whole(ESSEN)).guideline.title == "A"
    await desk.do("!rückgängig")
    assert (await desk.whole(ESSEN)).guideline.title is None


async def test_everything_comes_back_step_by_step(desk: Desk) -> None:
    at_first = await collection(desk)
    await desk.do(f"!eintrag ändern {ESSEN} Titel: A | Link: https://x.example/1")
    await desk.say("!eintrag bestätigen 118")
    await desk.do("!eintrag löschen 118 Falsch")
    await desk.do("!eintrag bestätigen 109")
    await desk.do("!eintrag wiederherstellen 118")
    await desk.do(f"!eintrag ändern {BONN} Name: Bundesstadt Bonn")
    await desk.accepted("Köln", url="https://koeln.example/l", title="Neu", file={})
    await imported(desk, "buergerbeteiligung,Essen,Stadt,Nordrhein-Westfalen,B,Ruhr")

    assert await undo_all(desk) == 8
    assert await collection(desk) == at_first


async def test_a_creation_is_undone_by_deleting(desk: Desk) -> None:
    await desk.do("!eintrag neu Aachen | Leitlinien")
    shown = await desk.say("!rückgängig")
    assert "Der Eintrag ist danach nicht mehr in der Sammlung; gespeichert bleibt er." in shown
    await desk.react("✅")

    assert "»Aachen« ist nicht in der Sammlung." in await desk.ask("!leitlinie Aachen")
    assert await desk.history(122) == [("deleted", BO), ("created", BO)]
    assert await desk.say("!rückgängig") == NOTHING
    await desk.do("!eintrag wiederherstellen 122")
    assert "1 Eintrag in der Sammlung" in await desk.ask("!leitlinie Aachen")


async def test_a_deletion_is_undone_by_restoring(desk: Desk) -> None:
    await desk.attach(ESSEN)
    before = await desk.whole(ESSEN)
    await desk.do(f"!eintrag löschen {ESSEN}")
    shown = await desk.say("!rückgängig")
    assert "Der Eintrag ist danach wieder in der Sammlung." in shown
    await desk.react("✅")

    assert await desk.whole(ESSEN) == before
    assert "Essen (Stadt" in await desk.ask("!leitlinie Essen")
    assert await desk.history(ESSEN) == [("restored", BO), ("deleted", BO)]


async def test_of_two_managers_only_one_undoes_the_last_change(desk: Desk) -> None:
    await desk.do(f"!eintrag ändern {ESSEN} Titel: A")
    await desk.do(f"!eintrag ändern {BONN} Titel: B")
    await desk.say("!rückgängig")
    await desk.say("!rückgängig", CORA)
    await desk.react("✅", CORA)

    told = await desk.react("✅")
    assert "Inzwischen hat sich etwas geändert." in told
    assert "Rückgängig machen: Eintrag Nr. 32, Essen" in told
    assert (await desk.whole(ESSEN)).guideline.title == "A"
    await desk.react("❌")
    assert (await desk.whole(ESSEN)).guideline.title == "A"


async def test_what_was_changed_after_the_preview_is_shown_first(desk: Desk) -> None:
    await desk.do(f"!eintrag ändern {ESSEN} Titel: A")
    await desk.say("!rückgängig")
    await desk.do(f"!eintrag ändern {BONN} Titel: B", CORA)

    told = await desk.react("✅")
    assert "Rückgängig machen: Eintrag Nr. 17, Bonn" in told
    assert (await desk.whole(ESSEN)).guideline.title == "A"


async def test_what_was_changed_otherwise_since_is_not_overwritten(desk: Desk) -> None:
    await desk.do(f"!eintrag ändern {ESSEN} Titel: A | Gremium: Rat")
    async with desk.database.transaction() as tx:
        entry = await guidelines.get(tx, ESSEN)
        assert entry is not None
        await guidelines.change(tx, replace(entry, title="Von Hand"))

    told = await desk.say("!rückgängig")
    assert "kann ich nicht zurücknehmen, ohne etwas Späteres zu überschreiben" in told
    assert "Inzwischen ist anders: Titel. Bitte ändern Sie Eintrag Nr. 32 von Hand." in told
    assert (await desk.whole(ESSEN)).guideline.adopted_by == "Rat"


async def test_a_name_that_was_taken_since_is_no_error(desk: Desk) -> None:
    await desk.do(f"!eintrag ändern {BONN} Name: Bundesstadt Bonn")
    async with desk.database.transaction() as tx:
        other = Municipality(0, "Bonn", None, "Bonn", "Stadt", "Nordrhein-Westfalen", "", None)
        other = await guidelines.add_municipality(tx, other)
        await guidelines.add(tx, blank_entry(other, "buergerbeteiligung", desk.now))

    assert "Inzwischen ist anders: Name." in await desk.say("!rückgängig")


async def test_a_name_comes_back_although_another_had_it_for_a_while(desk: Desk) -> None:
    at_first = await desk.whole(BONN)
    await desk.do(f"!eintrag ändern {BONN} Name: Bundesstadt Bonn | AGS: -")
    await desk.do("!eintrag neu Bonn (AGS 05314000) | Eine andere")
    assert len(await desk.entries("Bonn")) == 1
    await desk.do("!rückgängig")
    await desk.do("!rückgängig")

    assert await desk.whole(BONN) == at_first
    assert "2 Einträge in der Sammlung" in await desk.ask("!leitlinie Bonn")
    await desk.do("!eintrag wiederherstellen 122")
    assert "Eine andere" not in await desk.ask("!leitlinie Bonn")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
async def test_whatever_was_done_all_of_it_can_be_undone(desk: Desk, seed: int) -> None:
    chance, at_first = Random(seed), await collection(desk)
    for number in range(25):
        desk.later(minutes=1)
        entry = chance.choice([ESSEN, BONN, 118, 109, 110, 122])
        await desk.say(
            chance.choice(
                [
                    f"!eintrag ändern {entry} Titel: T{number} | Link: https://x.example/{number}",
                    f"!eintrag ändern {entry} Titel: - | Link weg: 1 | Kreis: K{number}",
                    f"!eintrag ändern {entry} Name: N{entry}{number}",
                    f"!eintrag löschen {entry} Grund {number}",
                    f"!eintrag wiederherstellen {entry}",
                    f"!eintrag bestätigen {entry}",
                    "!eintrag neu Aachen | T | beschlossen 2014",
                    "!rückgängig",
                ]
            ),
            chance.choice([BO, CORA]),
        )
        for manager in (BO, CORA):
            await desk.say("!eintrag ja", manager)
    await undo_all(desk)

    assert await collection(desk) == at_first


# --- imports


async def test_an_import_is_one_change_by_nobody_with_its_provenance(desk: Desk) -> None:
    at_first = await collection(desk)
    await imported(
        desk,
        "buergerbeteiligung,Essen,Stadt,Nordrhein-Westfalen,Neu,Ruhr",
        "buergerbeteiligung,Aachen,Stadt,Nordrhein-Westfalen,Ganz neu,",
        "buergerbeteiligung,Bonn,Stadt,Nordrhein-Westfalen,,kreisfrei",
    )
    told = await desk.say("!eintrag verlauf Essen")
    assert "durch einen Import (Eingelesen aus neu.csv)." in told
    assert "– Kreis: bisher »kreisfrei«; neu »Ruhr«" in told
    assert await desk.history(ESSEN) == [("changed", None)]
    assert await desk.history(BONN) == []

    shown = await desk.say("!rückgängig")
    assert "Rückgängig machen: 2 Einträge" in shown
    assert "durch einen Import (Eingelesen aus neu.csv)." in shown
    assert "Eintrag Nr. 122, Aachen, Liste Bürgerbeteiligung: wird gelöscht" in shown
    assert "Rückgängig gemacht: 2 Einträge." in await desk.react("✅")
    assert await collection(desk) == at_first
    assert await desk.say("!rückgängig") == NOTHING


async def test_an_import_that_changes_nothing_is_no_change(desk: Desk) -> None:
    await imported(desk, "buergerbeteiligung,Bonn,Stadt,Nordrhein-Westfalen,,kreisfrei")
    assert await desk.say("!rückgängig") == NOTHING


async def test_a_large_import_is_shown_in_short(desk: Desk) -> None:
    lines = [f"buergerbeteiligung,Ort {n},Stadt,Hessen,Titel {n}," for n in range(40)]
    await imported(desk, *lines)

    shown = await desk.say("!rückgängig")
    assert "Rückgängig machen: 40 Einträge" in shown
    assert "– und 35 weitere" in shown


async def test_an_import_for_a_municipality_whose_entries_are_deleted(desk: Desk) -> None:
    await desk.do(f"!eintrag löschen {ESSEN}")
    await imported(desk, "buergerbeteiligung,Essen,Stadt,Nordrhein-Westfalen,Neu,kreisfrei")

    [entry] = await desk.entries("Essen")
    assert (entry.guideline_id, entry.title) == (122, "Neu")
    assert "Neu" in await desk.ask("!leitlinie Essen")
    await desk.do("!rückgängig")
    await desk.do("!rückgängig")
    [entry] = await desk.entries("Essen")
    assert entry.guideline_id == ESSEN


async def test_an_undo_of_four_times_as_much_takes_four_times_as_long(desk: Desk) -> None:
    taken: dict[str, list[int]] = {"!rückgängig": [], "!eintrag ja": []}
    for count in (MOST_AT_ONCE // 5, MOST_AT_ONCE // 5 * 4):
        lines = (f"buergerbeteiligung,Ort {n // 2},Stadt,Hessen,T{n}," for n in range(count))
        await imported(desk, *lines)
        for words, steps in taken.items():
            steps.append(await instructions(desk.database, partial(desk.say, words)))
        assert await desk.entries("Ort 0") == []

    for few, many in taken.values():
        assert many < 5 * few


async def test_all_that_was_imported_is_undone(desk: Desk) -> None:
    at_first = await collection(desk)
    lines = (f"buergerbeteiligung,Ort {n},Stadt,Hessen,T," for n in range(MOST_AT_ONCE))
    await imported(desk, *lines)
    told = await desk.do("!rückgängig")

    assert told.startswith(f"Rückgängig gemacht: {MOST_AT_ONCE} Einträge.")
    assert await collection(desk) == at_first


async def test_what_was_changed_together_in_one_municipality_is_undone_together(desk: Desk) -> None:
    at_first = await collection(desk)
    async with desk.database.transaction() as tx:
        by = Provenance(desk.now, origin="Test", batch=await versions.next_batch(tx))
        one, other = await versions.whole(tx, BONN), await versions.whole(tx, 118)
        assert one is not None
        assert other is not None
        await put(tx, with_state(one, {"title": "Neu"}), by)
        await put(tx, with_state(other, {"district": "Rhein"}), by)
    await desk.do("!rückgängig")

    assert await collection(desk) == at_first
