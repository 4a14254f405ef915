"""What is uncertain is confirmed by the management, or stays to be looked at."""

from dataclasses import replace
from typing import Any

import pytest

from commands.collection.maintenance_notes import VALID
from storage.collection import guidelines
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from tests.support.editing_fixtures import BO, CHANGE, ESSEN, Desk
from tests.support.say import NOW

YEAR_AGO = NOW - VALID

# --- what is to be confirmed


async def test_what_the_management_should_confirm(desk: Desk) -> None:
    async def waiting() -> list[tuple[Municipality, Guideline]]:
        async with desk.database.transaction() as tx:
            return await guidelines.unconfirmed(tx, YEAR_AGO)

    found = await waiting()
    numbers = [entry.guideline_id for _, entry in found]
    assert numbers == [109, 110, *sorted(numbers[2:])]
    assert len(found) == 2 + 11
    assert [m.presumed for m, _ in found][:2] == ["Vorarlberg", None]
    async with desk.database.transaction() as tx:
        assert await guidelines.count_unconfirmed(tx, YEAR_AGO) == len(found)
        assert await guidelines.unconfirmed(tx, YEAR_AGO, 5, 4) == found[5:9]
        assert await guidelines.unconfirmed(tx, YEAR_AGO, 12, 4) == found[12:]

    await desk.say("!eintrag bestätigen 110")
    await desk.say("!eintrag bestätigen 118")
    await desk.do(f"!eintrag löschen {numbers[2]}")
    assert len(await waiting()) == 2 + 11 - 3


@pytest.mark.parametrize(
    "known",
    [
        {"title": "T"},
        {"document_type": "Konzept"},
        {"status": "beschlossen"},
        {"adopted": "2014"},
        {"adopted_by": "Rat"},
        {"updated": "2020"},
        {"summary": "S"},
        {"source": "Q"},
        {"links": (GuidelineLink("L", "https://x.example", None),)},
        {"remark": "R"},
        {"title": "", "summary": ""},
    ],
)
async def test_any_detail_that_nobody_confirmed_is_to_be_looked_at(
    desk: Desk, known: dict[str, Any]
) -> None:
    entry = (await desk.whole(ESSEN)).guideline
    assert not guidelines.has_details(entry)
    told = replace(entry, **known)
    async with desk.database.transaction() as tx:
        await guidelines.change(tx, told)
        numbers = [each.guideline_id for _, each in await guidelines.unconfirmed(tx, YEAR_AGO)]
        assert (ESSEN in numbers) == guidelines.has_details(told)
        await guidelines.change(tx, replace(told, confirmed_at=desk.now))
        numbers = [each.guideline_id for _, each in await guidelines.unconfirmed(tx, YEAR_AGO)]
        assert ESSEN not in numbers


# --- confirming


async def test_an_entry_is_confirmed_at_once(desk: Desk) -> None:
    told = await desk.say("!eintrag bestätigen 118")
    assert told.startswith("Bestätigt: Eintrag Nr. 118, Bonn")
    entry = (await desk.whole(118)).guideline
    assert (entry.confirmed_by, entry.confirmed_at) == (BO, desk.now)
    assert "noch nicht vom Netzwerkmanagement bestätigt" not in await desk.ask("!leitlinie Bonn")
    assert await desk.history(118) == [("confirmed", BO)]


async def test_a_probable_name_becomes_certain(desk: Desk) -> None:
    told = await desk.say("!eintrag bestätigen Waiblingen")
    assert "Der Name gilt jetzt als sicher." in told
    assert (await desk.whole(110)).guideline.certainty == "sicher"


async def test_what_was_presumed_is_shown_before_it_is_the_name(desk: Desk) -> None:
    shown = await desk.say("!eintrag bestätigen 109")
    assert "– Name: bisher »Vöhringen«; neu »Vorarlberg«" in shown
    assert "!eintrag ändern 109 Vermutlich: - | Kommune: Stadt, Hessen" in shown
    told = await desk.react("✅")
    assert "heißt in der Sammlung jetzt Vorarlberg statt Vöhringen" in told

    told = await desk.ask("!leitlinie Vöhringen")
    assert "gemeint ist Vorarlberg" in told
    assert await desk.history(109) == [("confirmed", BO)]


async def test_what_was_presumed_wrongly_takes_its_facts_along(desk: Desk) -> None:
    told = await desk.say("!eintrag ändern 109 Vermutlich: -")
    assert "auch die Art und das Land von Vöhringen" in told
    await desk.do("!eintrag ändern 109 Vermutlich: - | Kommune: Stadt, Bayern")

    municipality = (await desk.whole(109)).municipality
    assert (municipality.kind, municipality.land) == ("Stadt", "Bayern")
    assert (municipality.official_name, municipality.district) == ("Vöhringen", "")
    assert "Vöhringen (Stadt, Bayern)" in await desk.ask("!leitlinie Vöhringen")


async def test_who_may_not_write_there_any_more_saves_nothing(desk: Desk) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    desk.room.managers.discard(BO)
    await desk.react("✅", to=event)
    await desk.say("ja", reply_to=event)

    assert await desk.versions(ESSEN) == []
