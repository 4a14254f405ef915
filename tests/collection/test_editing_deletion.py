"""!eintrag löschen: what is deleted is nowhere, and comes back whole."""

from commands.collection.place import locate
from commands.collection.transfer.export import Format, export
from storage.collection import documents, guidelines, register
from tests.support.editing_fixtures import BO, CHANGE, ESSEN, SHA, Desk


async def test_what_is_deleted_is_nowhere_and_comes_back_whole(desk: Desk) -> None:
    await desk.do(f"{CHANGE} | Link: https://x.example/1")
    await desk.attach(ESSEN)
    before = await desk.whole(ESSEN)
    shown = await desk.say(f"!eintrag löschen {ESSEN} Es gab sie nie.")
    assert "Löschen: Eintrag Nr. 32, Essen, Liste Bürgerbeteiligung »Leitlinien für Essen«" in shown
    assert "Grund: Es gab sie nie." in shown
    assert "Essen ist danach nicht mehr in der Sammlung." in shown
    assert "Das Dokument bleibt gespeichert" in shown
    assert "Gelöscht: Eintrag Nr. 32" in await desk.react("✅")

    assert "»Essen« ist nicht in der Sammlung." in await desk.ask("!leitlinie Essen")
    assert "– Essen" not in await desk.ask("!leitlinie Essenn")
    async with desk.database.transaction() as tx:
        assert ESSEN not in {entry.guideline_id for entry in await guidelines.everything(tx)}
        assert "Essen" not in {m.name for m in await guidelines.municipalities(tx)}
        assert "Leitlinien für Essen" not in (await export(tx, Format.JSON))[0]
        assert await documents.of_guideline(tx, ESSEN) == []
        assert await documents.holders(tx, SHA) == []
        assert SHA in await documents.needed(tx)
        assert await register.with_ags(tx, "05113000") is not None
    assert "Gelöscht am 24. November 2026." in await desk.say(f"!eintrag {ESSEN}")
    assert "ist gelöscht" in await desk.say(CHANGE)
    assert "ist gelöscht" in await desk.say(f"!eintrag löschen {ESSEN}")
    assert "ist gelöscht" in await desk.say(f"!eintrag bestätigen {ESSEN}")

    await desk.do(f"!eintrag wiederherstellen {ESSEN}")
    assert await desk.whole(ESSEN) == before
    assert "Essen (Stadt" in await desk.ask("!leitlinie Essen")
    async with desk.database.transaction() as tx:
        assert len(await documents.of_guideline(tx, ESSEN)) == 1
        assert await register.with_ags(tx, "05113000") is None
    assert await desk.history(ESSEN) == [("restored", BO), ("deleted", BO), ("changed", BO)]


async def test_what_is_deleted_is_found_again_by_its_place(desk: Desk) -> None:
    await desk.do(f"!eintrag löschen {ESSEN}")
    told = await desk.say("!eintrag essen")
    assert "Zu »essen« gibt es nur 1 gelöschten Eintrag:" in told
    assert "Zurückholen: !eintrag wiederherstellen 32" in told

    assert "Wiederherstellen: Eintrag Nr. 32" in await desk.say("!eintrag zurückholen Essen")
    assert "Wieder da: Eintrag Nr. 32" in await desk.react("✅")
    assert "gibt es keinen Eintrag" in await desk.say("!eintrag wiederherstellen Essen")

    await desk.do("!eintrag löschen 17")
    await desk.do("!eintrag löschen 118")
    assert "gibt es 2 Einträge:" in await desk.say("!eintrag wiederherstellen Bonn")
    assert "Wiederherstellen: Eintrag Nr. 118" in await desk.say("2")


async def test_one_of_two_entries_leaves_the_other(desk: Desk) -> None:
    await desk.do("!eintrag löschen 17")
    told = await desk.ask("!leitlinie Bonn")
    assert "Bonn (Stadt, kreisfrei, Nordrhein-Westfalen): 1 Eintrag" in told
    assert "Kinder- und Jugendbeteiligung" in told


async def test_a_member_can_submit_for_a_municipality_that_was_deleted(desk: Desk) -> None:
    await desk.do(f"!eintrag löschen {ESSEN}")
    number = await desk.accepted("Essen", ags="05113000", url="https://essen.example/l")
    assert number == 1

    told = await desk.ask("!leitlinie Essen")
    assert "Essen (Stadt, kreisfrei, Nordrhein-Westfalen): 1 Eintrag" in told
    assert "https://essen.example/l" in told
    [entry] = await desk.entries("Essen")
    assert entry.guideline_id != ESSEN


async def test_a_new_entry_for_a_municipality_that_was_deleted_finds_it_again(desk: Desk) -> None:
    await desk.do("!eintrag löschen 109")
    shown = await desk.say("!eintrag neu Vöhringen (Land, Vorarlberg (Österreich)) | Leitlinien")
    assert "Neuer Eintrag: Vöhringen" in shown
    assert "Gespeichert" in await desk.react("✅")
    assert len(await desk.entries("Vöhringen")) == 1


async def test_a_municipality_that_only_we_know_is_known_after_its_deletion(desk: Desk) -> None:
    for land in ("Hessen", "Bayern"):
        await desk.do(f"!eintrag neu Hinterstadt (Stadt, {land}) | Leitlinien")
        number = await desk.number("Hinterstadt")
        await desk.do(f"!eintrag löschen {number}")
        if land == "Hessen":
            shown = await desk.say("!eintrag neu Hinterstadt | A")
            assert "Neuer Eintrag: Hinterstadt (Stadt, Hessen)" in shown

    told = await desk.say("!eintrag neu Hinterstadt | A")
    assert "nennen Sie bitte auch ihre Art" in told
    await desk.do("!eintrag neu Hinterstadt (Stadt, Bayern) | A")
    assert "Hinterstadt (Stadt, Bayern): 1 Eintrag" in await desk.ask("!leitlinie Hinterstadt")
    async with desk.database.transaction() as tx:
        known = await guidelines.known_municipalities(tx)
    assert sum(municipality.name == "Hinterstadt" for municipality in known) == 2


async def test_by_its_key_it_is_a_place_of_the_register_again(desk: Desk) -> None:
    await desk.do(f"!eintrag löschen {ESSEN}")
    async with desk.database.transaction() as tx:
        located = await locate(tx, "Essen (Stadt, Nordrhein-Westfalen, AGS 05113000)")
    assert (located.name, located.municipality, located.ags) == ("Essen", None, "05113000")
