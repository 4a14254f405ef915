"""The management hears once a week of links that fail."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from commands.collection.maintenance_notes import tell_links
from commands.collection.texts import maintenance_notes as texts
from commands.conversation.settings import Submissions
from storage.collection import link_checks
from storage.collection.guidelines import GuidelineLink
from storage.collection.link_checks import EntryLink
from storage.database import Database
from tests.support.link_care import BERLIN, DAY, HOUR, WEEK, World, caring
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


async def test_what_fails_again_days_later_is_told_with_place_and_remedy(world: World) -> None:
    entry = await world.add("a", name="Köln")
    world.web.pages["/a"] = 404
    [(at, told)] = await world.notes(20)

    number = entry.guideline_id
    assert told == (
        "1 Link der Sammlung ist nicht erreichbar:\n\n"
        f"– Eintrag Nr. {number}, Köln: Leitlinien: {world.url()} – die Seite gibt es nicht (mehr),"
        " seit 24. November 2026\n\n"
        "Jeden davon habe ich mehrmals versucht, mit Tagen dazwischen. So ersetzen Sie den ersten:"
        f" !eintrag ändern {number} Link weg: {world.url()} | Link: https://…. Alle, die nicht"
        " erreichbar sind, zeigt !sammlung links."
    )
    assert at - NOW < 3 * DAY + 2 * HOUR
    assert world.room.contents[-1]["m.mentions"] == {}


async def test_many_are_one_note_and_each_is_told_once(world: World) -> None:
    for n in range(25):
        await world.add(world.url(f"{n}", f"stadt{n}.example"), name=f"Stadt {n}")
        world.web.pages[f"/{n}"] = 410
    [(_, told)] = await world.notes(27)

    assert told.startswith("25 Links sind nicht erreichbar:")
    assert told.count("Eintrag Nr. ") == 20
    assert "– und 5 weitere" in told


async def test_a_link_in_two_entries_is_told_with_both(world: World) -> None:
    await world.add("a", name="Bonn")
    await world.add("a", name="Ulm", source=world.url("a/"))
    world.web.pages |= {"/a": 404, "/a/": 404}
    [(_, told)] = await world.notes(5)

    assert told.startswith("3 Links sind nicht erreichbar:")
    assert "Bonn: Leitlinien" in told
    assert "Ulm: Quelle: " in told


@pytest.mark.slow
async def test_what_still_fails_is_a_reminder_after_four_weeks(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    notes = await world.notes(62)

    assert [told.partition(":")[0] for _, told in notes] == [
        "1 Link der Sammlung ist nicht erreichbar",
        "1 Link der Sammlung ist weiterhin nicht erreichbar",
        "1 Link der Sammlung ist weiterhin nicht erreichbar",
    ]
    days = [at.date() for at, _ in notes]
    assert [later - day for day, later in pairwise(days)] == [4 * WEEK, 4 * WEEK]


async def test_what_answers_again_is_told_once_and_then_fails_anew(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    await world.notes(4)
    world.web.pages.clear()
    [(_, told)] = await world.notes(14)
    assert told == (
        "1 Link der Sammlung ist wieder erreichbar:\n\n"
        f"– Eintrag Nr. 1, Bonn: Leitlinien: {world.url()}"
    )
    world.web.pages["/a"] = 500
    [(_, told)] = await world.notes(14)
    assert "die Seite meldet einen Fehler, seit " in told


async def test_what_failed_anew_before_anybody_heard_that_it_had_answered_is_new(
    world: World,
) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    await world.notes(4)
    world.web.pages.clear()
    await world.pass_days(7)
    assert (await world.known()).failures == 0
    world.web.pages["/a"] = 404
    await world.pass_days(10.1)

    [told] = await world.note()
    assert told.startswith("1 Link der Sammlung ist nicht erreichbar:")


async def test_notes_are_a_week_apart_at_working_hours(world: World) -> None:
    notes = []
    for n in range(8):
        await world.add(world.url(f"{n}", f"stadt{n}.example"))
        world.web.pages[f"/{n}"] = 404
        notes += await world.notes(2)

    days = [at.astimezone(BERLIN) for at, _ in notes]
    assert len(days) >= 2
    assert all(day.weekday() < 5 and 8 <= day.hour < 18 for day in days)
    gaps = [later.date() - day.date() for day, later in pairwise(days)]
    assert min(gaps) >= WEEK


async def test_a_note_waits_until_all_that_is_due_again_was_asked(world: World) -> None:
    await world.add(*(world.url(f"{n}", "ulm.example") for n in range(30)))
    world.web.pages |= {f"/{n}": 404 for n in range(30)}
    await world.settle()
    world.room.now = NOW + 3 * DAY
    for _ in range(9):
        await world.look()

    async with world.database.transaction() as tx:
        assert 0 < len(await link_checks.failing(tx)) < 30
    assert await world.note() == []
    await world.settle()
    [told] = await world.note()
    assert told.startswith("30 Links")


async def test_a_site_that_is_always_busy_then_keeps_nobody_waiting(world: World) -> None:
    await world.add("a", world.url("b", "ulm.example"))
    world.web.pages |= {"/a": 404, "/b": 404}
    await world.settle()
    world.web.pages["/b"] = 429
    await world.pass_days(3.05)
    assert await note_just_before(world, world.url("b", "ulm.example")) == []
    await world.pass_days(3)

    [told] = await note_just_before(world, world.url("b", "ulm.example"))
    assert told.startswith("1 Link der Sammlung ist nicht erreichbar")


async def note_just_before(world: World, url: str) -> list[str]:
    """A minute before the link is asked again."""
    world.room.now = (await world.known(url)).next_at - timedelta(minutes=1)
    return await world.note()


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

    assert await world.note() == []
    assert await world.notes(10) == []


async def test_a_restart_tells_nothing_twice(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    await world.pass_days(3.1)
    assert len(await world.note()) == 1
    world.restart()

    assert await world.note() == []
    assert await world.notes(8) == []


@pytest.mark.slow
@pytest.mark.parametrize("restless", [False, True])
async def test_a_kill_before_every_step_changes_nothing_that_is_told(
    world: World, restless: bool
) -> None:
    world.restless = restless
    await world.add(*(world.url(f"{n}", f"stadt{n}.example") for n in range(4)))
    world.web.pages |= {"/0": 404, "/1": 500, "/2": 429}
    notes = await world.notes(9)
    world.web.pages = {"/1": 500, "/3": 403}
    notes += await world.notes(40)

    assert [told.partition(":")[0] for _, told in notes] == [
        "2 Links sind nicht erreichbar",
        "1 Link der Sammlung ist wieder erreichbar",
        "1 Link der Sammlung ist nicht erreichbar",
        "1 Link der Sammlung ist weiterhin nicht erreichbar",
        "1 Link der Sammlung ist weiterhin nicht erreichbar",
    ]


async def test_what_could_not_be_committed_is_told_later(world: World) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    await world.pass_days(3.1)
    with contextlib.suppress(ZeroDivisionError):
        async with world.database.transaction() as tx:
            await tell_links(world.room.context(tx))
            raise ZeroDivisionError

    assert len(await world.note()) == 1


@pytest.mark.parametrize("off", ["room", "links"])
async def test_without_a_room_or_when_links_are_not_to_be_checked_nothing_is_told(
    world: World, off: str
) -> None:
    await world.add("a")
    world.web.pages["/a"] = 404
    await world.pass_days(3.1)
    settings = world.room.settings
    if off == "room":
        settings = replace(settings, management_room=None)
    else:
        settings = replace(settings, submissions=Submissions(check_links=False))
    world.room.live.settings = settings

    assert await world.note() == []


def failing(name: str, label: str, url: str) -> EntryLink:
    return EntryLink(12, name, label, url, url, "NOT_FOUND", NOW, None)


@pytest.mark.parametrize(
    "nasty", ["ä" * 300, "\u202eelbat", "<b>&amp;", "😀" * 300, "a\nb", "`*_[x](y)", "\0"]
)
def test_nasty_words_stay_words_and_the_note_stays_small(nasty: str) -> None:
    url = f"https://bonn.example/{'&' * 980}"
    many = [failing(nasty[:200], nasty, url)] * 400
    note = texts.links_note(many, many, many, BERLIN, "!")

    assert len(note.body.encode()) + len(note.formatted_body.encode()) < 45_000
    assert "<b>" not in note.formatted_body
    assert "\u202e" not in note.body
    assert "\0" not in note.body
    assert "weitere" in note.body


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
