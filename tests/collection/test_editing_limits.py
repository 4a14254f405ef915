"""What managers and members put into the collection can be exported and imported elsewhere."""

from dataclasses import replace

import pytest

from commands.collection.transfer.export import Format, export
from commands.collection.transfer.files import faults, read
from commands.collection.transfer.load import store
from storage.collection import documents, guidelines
from storage.collection.guidelines import GuidelineLink
from tests.collection.test_export import contents, without_files
from tests.support.collection_fixtures import all_rows
from tests.support.databases import in_memory
from tests.support.editing_fixtures import BO, SHA, Desk

ESSEN, BONN, PRESUMED = 32, 17, 109
ADDRESS = "https://x.example/"
LIMITS = (
    f"!eintrag ändern {ESSEN} Link: " + " ".join(f"{ADDRESS}{n}" for n in range(50)),
    f"!eintrag ändern {BONN} Link: {ADDRESS.ljust(1000, 'x')}",
    f"!eintrag ändern {BONN} Quelle: {ADDRESS.ljust(500, 'x')}",
    f"!eintrag ändern {BONN} Titel: {'T' * 300} | Link: {ADDRESS}1",
    f"!eintrag ändern 18 Link: {'L' * 300} {ADDRESS}1 | Gremium: {'g' * 500} | Kreis: {'k' * 500}",
    f"!eintrag ändern 19 Anmerkung: {'a' * 1800}\n=1+1 | Zusammenfassung: '=x\n\n- b\t",
    f"!eintrag ändern 19 Name: '{'N' * 199}",
    f"!eintrag ändern 20 Amtlich: {'=' * 499}x | Vermutlich: {'V' * 200} | Herkunft: {'h' * 500}",
    f"!eintrag neu {'Z' * 200} (Stadt, Hessen) | {'T' * 300}",
)
DIALOGUE = ("Aachen", "bürger", "T" * 300, "a" * 500, "2014", "b" * 500, "z" * 3900)


async def is_the_same_elsewhere(desk: Desk, wanted: Format) -> bool:
    """Also if it is imported where it comes from."""
    async with desk.database.transaction() as tx:
        before, (exported, count) = await contents(tx), await export(tx, wanted)
        await store(tx, read(exported.encode()), "Test", desk.now)
        assert await contents(tx) == before
    async with in_memory() as empty, empty.transaction() as tx:
        await store(tx, read(exported.encode()), "Test", desk.now, files=[SHA])
        assert (await export(tx, wanted)) == (exported, count)
        return without_files(await contents(tx)) == without_files(before)


@pytest.mark.parametrize("wanted", [Format.CSV, Format.JSON])
async def test_at_its_limits_the_collection_is_the_same_elsewhere(
    desk: Desk, wanted: Format
) -> None:
    for words in LIMITS:
        await desk.do(words)
    desk.later(minutes=1)
    await desk.say("!eintrag neu")
    lines = "\n".join(f"{'L' * 20} {ADDRESS}{n} (Stand: 2014)" for n in range(50))
    for said in (*DIALOGUE, lines, f"{ADDRESS}q", "senden"):
        await desk.room.say(said, sender=BO, room_id="!dm:example.org", direct=True)

    assert len(await desk.entries("Aachen")) == 1
    assert len((await desk.whole(ESSEN)).guideline.links) == 50
    assert await is_the_same_elsewhere(desk, wanted)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Link: " + f" {ADDRESS}".join(("", *map(str, range(51)))), "höchstens 50 Links"),
        (f"Quelle: {ADDRESS.ljust(501, 'x')}", "»Quelle« ist zu lang (höchstens 500 Zeichen)"),
        (f"Link: {'L' * 301} {ADDRESS}1", "»Link« ist zu lang (höchstens 300 Zeichen)"),
    ],
)
async def test_what_is_beyond_a_limit_is_refused_and_says_which(
    desk: Desk, words: str, told: str
) -> None:
    before = await desk.whole(ESSEN)
    assert told in await desk.say(f"!eintrag ändern {ESSEN} {words}")
    assert told in await desk.say(f"!eintrag neu Aachen | {words}")
    assert await desk.whole(ESSEN) == before


async def test_links_are_counted_with_those_that_are_there(desk: Desk) -> None:
    await desk.do(LIMITS[0])
    told = await desk.say(f"!eintrag ändern {ESSEN} Link: {ADDRESS}neu")
    assert told == (
        "Das Feld »Links« kann so nicht gespeichert werden: erlaubt sind höchstens 50 Links. Es"
        " wurde nichts geändert. Bitte kürzen oder ändern Sie es und schreiben Sie den Befehl noch"
        " einmal."
    )
    await desk.do(f"!eintrag ändern {ESSEN} Link: {ADDRESS}neu | Link weg: 1")
    assert len((await desk.whole(ESSEN)).guideline.links) == 50


async def test_links_of_a_new_entry_are_counted_all_together(desk: Desk) -> None:
    some = [" ".join(f"{ADDRESS}{n}" for n in range(k, k + 26)) for k in (0, 26)]
    told = await desk.say(f"!eintrag neu Aachen | Link: {some[0]} | Link: {some[1]}")
    assert "»Links« kann so nicht gespeichert werden: erlaubt sind höchstens 50 Links" in told


async def test_an_address_that_gets_longer_by_its_bars_is_refused(desk: Desk) -> None:
    await desk.say("!eintrag neu")
    for said in ("Aachen", "bürger", *["weiter"] * 5):
        await desk.room.say(said, sender=BO, room_id="!dm:example.org", direct=True)
    address = f"{ADDRESS}{'|' * 400}"
    [told] = await desk.room.say(address, sender=BO, room_id="!dm:example.org", direct=True)
    assert "»Link« ist zu lang (höchstens 1000 Zeichen)" in told
    assert "Schritt 8 von 10" in told


async def test_a_presumed_name_that_is_too_long_does_not_become_the_name(desk: Desk) -> None:
    whole = await desk.whole(PRESUMED)
    async with desk.database.transaction() as tx:
        place = replace(whole.municipality, presumed="V" * 500)
        await guidelines.change_municipality(tx, place)

    told = await desk.say(f"!eintrag bestätigen {PRESUMED}")
    assert "»Name« kann so nicht gespeichert werden: erlaubt sind höchstens 300 Zeichen" in told
    assert (await desk.whole(PRESUMED)).municipality.presumed == "V" * 500


async def test_a_link_is_called_by_as_much_of_the_title_as_fits(desk: Desk) -> None:
    whole = await desk.whole(ESSEN)
    async with desk.database.transaction() as tx:
        await guidelines.change(tx, replace(whole.guideline, title="T" * 500))
    await desk.do(f"!eintrag ändern {ESSEN} Link: {ADDRESS}1")
    await desk.accepted("Essen", url=f"{ADDRESS}2", title=None)

    links = (await desk.whole(ESSEN)).guideline.links
    assert [link.label for link in links] == ["T" * 300] * 2
    assert await is_the_same_elsewhere(desk, Format.JSON)


async def test_what_was_beyond_a_limit_before_can_still_be_changed(desk: Desk) -> None:
    whole = await desk.whole(ESSEN)
    links = tuple(GuidelineLink("L", f"{ADDRESS}{n}", None) for n in range(60))
    async with desk.database.transaction() as tx:
        await guidelines.change(tx, replace(whole.guideline, links=links))
    await desk.do(f"!eintrag ändern {ESSEN} Titel: Neu")
    await desk.do(f"!eintrag ändern {ESSEN} Link weg: 1")
    assert list(faults(await desk.whole(ESSEN))) == ["links"]


async def test_a_submission_that_would_not_fit_stays_open(desk: Desk) -> None:
    await desk.do(LIMITS[0])
    async with desk.database.transaction() as tx:
        before = await all_rows(tx)
    with pytest.raises(AssertionError, match="erlaubt sind höchstens 50 Links"):
        await desk.accepted("Essen", url=f"{ADDRESS}neu")

    async with desk.database.transaction() as tx:
        assert await all_rows(tx) == before
    await desk.do(f"!eintrag ändern {ESSEN} Link weg: 1")
    assert "ist angenommen" in await desk.say("!annehmen 1")


async def test_a_document_without_a_name_gets_one(desk: Desk) -> None:
    number = await desk.number("Köln")
    await desk.accepted("Köln", file={"name": " "})
    async with desk.database.transaction() as tx:
        assert [each.name for each in await documents.attached(tx, number)] == ["Dokument"]
    assert await is_the_same_elsewhere(desk, Format.JSON)
