"""The weekly note tells the management how many links fail, and !sammlung links which."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from commands.collection.maintenance_notes import WEEKLY
from commands.collection.texts import maintenance_notes as texts
from commands.conversation.settings import Submissions
from commands.language.markup import text
from storage.collection import link_checks
from storage.collection.guidelines import GuidelineLink
from storage.collection.link_checks import EntryLink
from storage.database import Database
from tests.support.link_care import BERLIN, World, caring
from tests.support.say import MANAGEMENT, NOW, Room


@pytest.fixture
async def world(database: Database) -> AsyncIterator[World]:
    async with caring(database) as world:
        yield world


# --- links


async def test_a_link_that_fails_once_is_not_spoken_of(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404

    assert await world.notes(2.9) == []


async def test_what_fails_again_days_later_is_counted_on_monday_and_shown_on_demand(
    world: World,
) -> None:
    entry = await world.add("a", name="Köln")
    world.web.pages["/a"] = 404
    [(at, told)] = await world.notes(10)
    [shown] = await world.room.say("!sammlung links", room_id=MANAGEMENT)

    assert told == "Ein Link der Sammlung ist nicht erreichbar: !sammlung links"
    assert f"{at.astimezone(BERLIN):%a %H}" == "Mon 08"
    assert (
        f"Eintrag Nr. {entry.guideline_id}, Köln: Leitlinien: {world.url()}"
        " – die Seite gibt es nicht (mehr), seit 24. November 2026"
    ) in shown


async def test_a_link_in_two_entries_is_counted_with_both(world: World) -> None:
    await world.add("a", name="Bonn")
    await world.add("a", name="Ulm", source=world.url("a/"))
    world.web.pages |= {"/a": 404, "/a/": 404}
    [(_, told)] = await world.notes(8)

    assert told == "3 Links der Sammlung sind nicht erreichbar: !sammlung links"


async def test_it_says_what_is_new_and_what_is_as_before(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    notes = await world.notes(8)
    await world.add(world.url("b", "ulm.example"))
    world.web.pages["/b"] = 410
    notes += await world.notes(15)

    assert [told.partition(":")[0] for _, told in notes] == [
        "Ein Link der Sammlung ist nicht erreichbar",
        "2 Links der Sammlung sind nicht erreichbar, 1 davon neu",
        "2 Links der Sammlung sind weiterhin nicht erreichbar",
    ]


async def test_the_line_says_how_many_numbers_it_has(world: World) -> None:
    await world.add("a", world.url("b", "ulm.example"))
    world.web.pages |= {"/a": 404, "/b": 404}
    await world.notes(8)
    await world.add(world.url("c", "koeln.example"))
    world.web.pages["/c"] = 404
    await world.pass_days(4)
    async with world.database.transaction() as tx:
        [line, *_] = await WEEKLY.totals(world.room.context(tx))

    assert (line.words[:2], line.numbers) == ("3 ", 2)
    assert line.words.endswith(", 1 davon neu")


async def test_what_answers_again_is_spoken_of_no_more_and_then_fails_anew(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    assert len(await world.notes(8)) == 1
    world.web.pages.clear()
    assert await world.notes(14) == []
    world.web.pages["/a"] = 500
    [(_, told), *_] = await world.notes(14)

    assert told.startswith("Ein Link der Sammlung ist nicht erreichbar:")


@pytest.mark.parametrize("change", ["changed", "removed"])
async def test_an_entry_that_was_corrected_in_time_is_not_spoken_of(
    world: World, change: str
) -> None:
    entry = await world.add("a")
    world.web.pages["/a"] = 404
    await world.pass_days(3.1)
    async with world.database.transaction() as tx:
        assert len(await link_checks.failing(tx)) == 1
    if change == "removed":
        await world.remove(entry)
    else:
        await world.change(entry, links=(GuidelineLink("Neu", world.url("b"), None),))

    assert await world.notes(10) == []


@pytest.mark.slow
@pytest.mark.parametrize("restless", [False, True])
async def test_a_kill_before_every_step_changes_nothing_that_is_told(
    world: World, restless: bool
) -> None:
    world.restless = restless
    await world.add(*(world.url(f"{n}", f"stadt{n}.example") for n in range(4)))
    world.web.pages |= {"/0": 404, "/1": 500, "/2": 429}
    notes = await world.notes(7)
    world.web.pages = {"/1": 500, "/3": 403}
    notes += await world.notes(21)

    assert [told.partition(":")[0] for _, told in notes] == [
        "2 Links der Sammlung sind nicht erreichbar",
        "Ein Link der Sammlung ist weiterhin nicht erreichbar",
        "2 Links der Sammlung sind nicht erreichbar, 1 davon neu",
        "2 Links der Sammlung sind weiterhin nicht erreichbar",
    ]


async def test_when_links_are_not_to_be_checked_nothing_is_told(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    await world.pass_days(3.1)
    off = replace(world.room.settings, submissions=Submissions(check_links=False))
    world.room.live.settings = off

    assert await world.note() == []


@pytest.mark.parametrize(
    "nasty", ["ä" * 300, "\u202eelbat", "<b>&amp;", "😀" * 300, "a\nb", "`*_[x](y)", "\0"]
)
def test_nasty_words_stay_words_and_the_line_stays_small(nasty: str) -> None:
    url = f"https://bonn.example/{'&' * 980}"
    link = EntryLink(12, nasty[:200], nasty, url, url, "NOT_FOUND", NOW, None)
    line = text(*texts.failing_link(link, BERLIN))

    assert len(line.body.encode()) + len(line.formatted_body.encode()) < 9_000
    assert "<b>" not in line.formatted_body
    assert "\u202e" not in line.body
    assert "\0" not in line.body


# --- what !status says


async def test_status_counts_links_and_says_when_they_were_asked(world: World) -> None:
    await world.add("a", "b", world.url("c", "ulm.example"))
    world.web.pages["/a"] = 404
    await world.pass_days(4)
    [said] = await world.room.say("!status", room_id=MANAGEMENT)

    assert (
        "– Links der Sammlung: 3 geprüft, 1 nicht erreichbar, zuletzt geprüft am Freitag," in said
    )


async def test_status_says_that_links_are_not_checked(room: Room) -> None:
    off = replace(room.settings, submissions=Submissions(check_links=False))
    room.live.settings = off
    [said] = await room.say("!status", room_id=MANAGEMENT)

    assert "– Die Links der Sammlung werden nicht geprüft." in said
