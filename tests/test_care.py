"""The management hears once a week of links that fail, once a month of what is unconfirmed."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from commands.care import tell_links, tell_unconfirmed
from commands.settings import Reminders, Submissions
from commands.texts import care as texts
from storage import facts, link_checks, outbox
from storage.database import Database
from storage.guidelines import Link
from storage.link_checks import EntryLink
from tests.caring import DAY, WEEK, World, add_entry, caring
from tests.collection_fixtures import shipped
from tests.say import MANAGEMENT, NOW, Room

HOUR = timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")


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
        await world.change(entry, links=(Link("Neu", world.url("b"), None),))

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
            await tell_links(world.room.occasion(tx))
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
    world.room.dispatch = replace(world.room.dispatch, settings=settings)

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
    room.dispatch = replace(room.dispatch, settings=off)
    [said] = await room.say("!status", room_id=MANAGEMENT)

    assert "– Links der Sammlung: werden nicht geprüft" in said


# --- what is unconfirmed

TUESDAY = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


async def posts(room: Room, at: datetime) -> list[str]:
    room.now = at
    async with room.database.transaction() as tx:
        await tell_unconfirmed(room.occasion(tx))
    return await room.read(MANAGEMENT)


async def moments(room: Room, start: datetime, end: datetime) -> list[datetime]:
    found, at = [], start
    while at < end:
        if await posts(room, at):
            found.append(at)
        at += HOUR
    return found


async def test_the_shipped_collection_has_eleven_to_confirm() -> None:
    async with shipped() as database:
        [told] = await posts(Room(database), TUESDAY)

    assert told.startswith("11 Einträge wurden noch nie vom Netzwerkmanagement bestätigt:\n\n")
    assert told.count("– Eintrag Nr. ") == 11
    assert ", Görlitz, »Satzung zur Bürgerschaftlichen Beteiligung«" in told
    assert "!eintrag bestätigen " in told
    assert "!sammlung unbestätigt" in told


async def test_what_lapsed_comes_first_the_oldest_on_top(database: Database) -> None:
    for name, days in (("Ulm", 366), ("Bonn", 800), ("Aalen", 364)):
        at = TUESDAY - days * DAY
        await add_entry(database, name, title="Leitlinien", confirmed_at=at, links=())
    await add_entry(database, "Worms", status="beschlossen", links=())
    await add_entry(database, "Ähren", links=("https://a.example/",))
    await add_entry(database, "Zons", links=())
    [told] = await posts(Room(database), TUESDAY)

    assert told == (
        "2 Einträge wurden seit einem Jahr nicht bestätigt:\n\n"
        "– Eintrag Nr. 2, Bonn, »Leitlinien«, zuletzt im September 2024\n"
        "– Eintrag Nr. 1, Ulm, »Leitlinien«, zuletzt im November 2025\n\n"
        "2 Einträge wurden noch nie vom Netzwerkmanagement bestätigt:\n\n"
        "– Eintrag Nr. 5, Ähren\n"
        "– Eintrag Nr. 4, Worms\n\n"
        "Stimmen die Angaben noch? Dann bestätigen Sie sie bitte, zum Beispiel mit"
        " !eintrag bestätigen 2. Alle, die zu bestätigen sind, zeigt !sammlung unbestätigt."
    )


async def test_it_comes_once_a_month_on_the_first_working_day(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    found = await moments(Room(database), TUESDAY, TUESDAY + 95 * DAY)

    local = [at.astimezone(BERLIN) for at in found]
    assert [(at.month, at.day) for at in local] == [(12, 1), (1, 1), (2, 1), (3, 1)]
    assert [at.hour for at in local[1:]] == [8, 8, 8]


async def test_the_first_working_day_is_a_monday_if_the_month_begins_on_a_weekend(
    database: Database,
) -> None:
    await add_entry(database, title="Leitlinien", links=())
    saturday = datetime(2027, 5, 1, 0, 0, tzinfo=UTC)
    [at] = await moments(Room(database), saturday, saturday + 20 * DAY)

    assert (at.day, at.hour) == (3, 6)


async def test_a_month_that_was_missed_is_not_caught_up_in_the_next(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    room = Room(database)
    assert len(await posts(room, TUESDAY)) == 1
    late = datetime(2027, 2, 24, 9, 0, tzinfo=UTC)

    found = await moments(room, late, late + 6 * DAY)
    assert [(at.month, at.day) for at in found] == [(2, 24), (3, 1)]


async def test_the_month_is_that_of_the_network(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    room = Room(database)
    await posts(room, TUESDAY)
    settings = replace(room.settings, reminders=Reminders(timezone="Pacific/Kiritimati"))
    room.dispatch = replace(room.dispatch, settings=settings)

    assert await posts(room, datetime(2026, 12, 31, 19, 0, tzinfo=UTC)) != []


async def test_no_restart_tells_it_again_whatever_the_outbox_forgot(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    assert len(await posts(Room(database), TUESDAY)) == 1
    async with database.transaction() as tx:
        await outbox.forget_before(tx, TUESDAY + 20 * DAY)

    assert await posts(Room(database), TUESDAY + 21 * DAY) == []


async def test_in_its_first_month_the_bot_is_silent(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    async with database.transaction() as tx:
        await facts.put(tx, "first_started_at", str(int(TUESDAY.timestamp())), TUESDAY)
    room = Room(database)

    assert await posts(room, TUESDAY + HOUR) == []
    assert len(await moments(room, TUESDAY, TUESDAY + 40 * DAY)) == 1


async def test_nothing_to_confirm_is_no_message(database: Database) -> None:
    await add_entry(database, title="Leitlinien", confirmed_at=NOW, links=())
    await add_entry(database, "Zons", links=())

    assert await posts(Room(database), TUESDAY) == []


async def test_without_a_management_room_the_month_is_not_used_up(database: Database) -> None:
    await add_entry(database, title="Leitlinien", links=())
    room = Room(database)
    dispatch, off = room.dispatch, replace(room.settings, management_room=None)
    room.dispatch = replace(dispatch, settings=off)
    assert await posts(room, TUESDAY) == []
    room.dispatch = dispatch

    assert len(await posts(room, TUESDAY + HOUR)) == 1


async def test_long_lists_are_cut_and_counted(database: Database) -> None:
    for n in range(30):
        await add_entry(database, f"Stadt {n} {'😀' * 150}", title="😀" * 400, links=())
    [told] = await posts(Room(database), TUESDAY)

    assert told.startswith("30 Einträge wurden noch nie")
    assert "weitere\n" in told
    assert len(told.encode()) < 30_000
