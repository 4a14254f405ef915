"""!erinnern: what is planned for the direct chat, or why it is not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.language.texts.times import lead as lead_words
from commands.language.times import Lead
from commands.meetings import editing
from commands.meetings.personal_reminders import MOST_WISHES, wanted_lead
from commands.meetings.reminders.sending import send_due
from storage.conversation import outbox
from storage.database import Database
from storage.matrix import direct_chats
from storage.matrix.direct_chats import DirectChat
from storage.meetings import meetings
from storage.meetings.reminders import Wish
from tests.support.people import ADA, AT, DIRECT, put
from tests.support.personal_reminders import (
    DAY,
    NAMED,
    START,
    a_room,
    ask,
    planned,
    room_with_a_meeting,
    wishes,
)
from tests.support.say import NOW, ROOM, Room


@pytest.fixture
async def room(database: Database) -> Room:
    return await room_with_a_meeting(database)


async def programme(database: Database) -> None:
    async with database.transaction() as tx:
        for position, minutes in enumerate((0, 30), start=1):
            at = AT + 8 * 86_400 + minutes * 60
            local = f"2026-12-02T10:{minutes:02}"
            await put(tx, "slot", position=position, starts=local, starts_at=at, ends_at=at + 1800)


# --- ordered


@pytest.mark.parametrize(
    ("words", "said", "due_at"),
    [
        ("2 Tage", "Montag, 30. November 2026, 10:00 Uhr", START - 2 * DAY),
        ("3 Stunden", "Mittwoch, 2. Dezember 2026, 07:00 Uhr", START - DAY / 8),
        ("30 min", "Mittwoch, 2. Dezember 2026, 09:30 Uhr", START - DAY / 48),
        ("eine Woche", "Mittwoch, 25. November 2026, 10:00 Uhr", START - 7 * DAY),
    ],
)
async def test_it_says_when_it_will_remind_and_plans_it(
    room: Room, words: str, said: str, due_at: datetime
) -> None:
    told = await ask(room, f"!erinnern 1 {words}")

    assert told.startswith(f"Ich erinnere Sie im Direktchat am {said}, an {NAMED}.")
    assert await planned(room) == [due_at]


async def test_days_are_counted_by_the_calendar_and_hours_by_the_clock(database: Database) -> None:
    """On 28 March 2027 the clock is put forward."""
    at = datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    local = {"starts": "2027-03-28T10:00", "ends": "2027-03-28T11:00"}
    async with database.transaction() as tx:
        await put(
            tx, "meeting", starts_at=int(at.timestamp()), ends_at=int(at.timestamp()), **local
        )
    room = a_room(database)

    assert "Samstag, 27. März 2027, 10:00 Uhr" in await ask(room, "!erinnern 1 1 Tag")
    assert "Samstag, 27. März 2027, 09:00 Uhr" in await ask(room, "!erinnern 1 24 Stunden")


async def test_without_a_lead_it_is_as_in_the_rooms(room: Room) -> None:
    told = await ask(room, "!erinnern 1")

    assert "wenn ich auch in den Räumen erinnere: 3-mal, zuerst am Mittwoch, 25. November" in told
    assert await wishes(room) == ["rooms"]
    assert await planned(room) == await planned(room, ROOM)
    assert len(await planned(room)) == 3


async def test_of_the_programme_each_point_is_reminded_of(room: Room, database: Database) -> None:
    await programme(database)

    told = await ask(room, "!erinnern 1 Programm")
    assert "10 Minuten vor jedem Programmpunkt, zuerst am Mittwoch, 2. Dezember 2026, 09:50" in told
    ten = timedelta(minutes=10)
    assert await planned(room) == [START - ten, START + 2 * ten]
    assert "30 Minuten vor jedem" in await ask(room, "!erinnern 1 programm 30 min")
    assert await wishes(room) == ["slots:10min", "slots:30min"]


async def test_a_programme_that_is_still_to_come_can_be_wished_for(room: Room) -> None:
    told = await ask(room, "!erinnern 1 programm")

    assert told.startswith(f"Ein Programm gibt es noch nicht zu {NAMED}. Sobald es da ist,")
    assert await wishes(room) == ["slots:10min"]
    assert "sobald es ein Programm gibt" in await ask(room, "!erinnerungen")


async def test_several_reminders_of_one_meeting_stand_beside_each_other(room: Room) -> None:
    await ask(room, "!erinnern 1 2 Tage")
    await ask(room, "!erinnern 1 1 Stunde")
    await ask(room, "!erinnern 1 60 min")

    assert await planned(room) == [START - 2 * DAY, START - DAY / 24]


async def test_it_comes_once_in_the_direct_chat(room: Room) -> None:
    await ask(room, "!erinnern 1 2 Tage")
    room.now = START - 2 * DAY
    for _ in range(2):
        async with room.database.transaction() as tx:
            await send_due(room.context(tx))

    [said] = await room.read(ADA)
    assert said.startswith("Erinnerung: Übermorgen um 10:00 Uhr beginnt »Losverfahren«.")
    assert "!nichterinnern 1" in said


async def test_it_moves_with_the_meeting_and_ends_with_it(room: Room, database: Database) -> None:
    await ask(room, "!erinnern 1 2 Tage")
    async with database.transaction() as tx:
        meeting = await meetings.get(tx, 1)
        assert meeting is not None
        starts, ends = "2026-12-09T10:00", "2026-12-09T11:00"
        moved = await editing.change(room.context(tx), meeting, starts=starts, ends=ends)
    assert await planned(room) == [START + 5 * DAY]

    async with database.transaction() as tx:
        await editing.change(room.context(tx), moved, state="cancelled")
    assert await planned(room) == []


# --- where it is said


async def test_asked_in_a_room_the_direct_chat_is_opened_at_once(room: Room) -> None:
    [told] = await room.say("!erinnern 1 2 Tage", sender=ADA)

    assert told.startswith("Ich erinnere Sie im Direktchat am Montag, 30. November 2026")
    assert "Bitte nehmen Sie die Einladung an" in told
    [there] = await room.read(ADA)
    assert there.startswith("Ich erinnere Sie im Direktchat am Montag, 30. November 2026")


async def test_with_a_chat_nothing_more_is_said(room: Room) -> None:
    async with room.database.transaction() as tx:
        await direct_chats.opened(tx, DirectChat(ADA, DIRECT, "join"), NOW)

    [told] = await room.say("!erinnern 1 2 Tage", sender=ADA)
    assert "Einladung" not in told
    assert await room.read(DIRECT) == []


async def test_if_no_chat_can_be_opened_the_room_hears_of_it(room: Room) -> None:
    await room.say("!erinnern 1 2 Tage", sender=ADA)
    async with room.database.transaction() as tx:
        await outbox.fail_room(tx, ADA, "refused", NOW)

    [told] = await room.read(ROOM)
    assert told.startswith("Ich konnte keinen Direktchat mit Ihnen öffnen.")


# --- refused


@pytest.mark.parametrize("words", ["bald", "2", "2 Ticks", "3 Jahre", "programm bald", "-1 Tag"])
async def test_what_is_no_lead_is_answered_with_examples(room: Room, words: str) -> None:
    told = await ask(room, f"!erinnern 1 {words}")

    assert told.startswith(f"Wie lange vorher soll ich Sie erinnern? »{words}« verstehe ich nicht.")
    assert "!erinnern 1 30 min" in told
    assert await wishes(room) == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("9 Tage", "Dafür ist es zu spät. 9 Tage vorher, das ist schon vorbei:"),
        ("0 min", "Dafür ist es zu spät."),
    ],
)
async def test_what_would_be_too_late_is_not_ordered(room: Room, words: str, why: str) -> None:
    assert (await ask(room, f"!erinnern 1 {words}")).startswith(why)
    assert await wishes(room) == []


async def test_when_the_rooms_heard_everything_it_is_too_late_for_that(room: Room) -> None:
    room.now = START - timedelta(minutes=30)

    assert "In den Räumen kommt keine Erinnerung mehr" in await ask(room, "!erinnern 1")
    assert "am Mittwoch, 2. Dezember 2026, 09:50 Uhr" in await ask(room, "!erinnern 1 10 min")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"state": "cancelled"}, "ist abgesagt."),
        ({"ends_at": AT}, "ist schon vorbei."),
        ({"meeting_id": 2}, "Einen Termin Nr. 1 gibt es nicht."),
    ],
)
async def test_of_what_will_not_be_nobody_is_reminded(
    database: Database, values: dict[str, Any], why: str
) -> None:
    async with database.transaction() as tx:
        await put(tx, "meeting", **values)
    room = a_room(database)

    assert why in await ask(room, "!erinnern 1 1 Tag")
    assert await wishes(room) == []


async def test_a_deadline_can_be_reminded_of(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, "meeting", kind="frist")
    room = a_room(database)

    assert "Termin Nr. 1, Frist »Losverfahren«." in await ask(room, "!erinnern 1 1 Tag")


async def test_nobody_can_fill_the_database_with_wishes(room: Room) -> None:
    for minutes in range(1, MOST_WISHES + 1):
        await ask(room, f"!erinnern 1 {minutes} min")

    assert f"sind schon {MOST_WISHES} Erinnerungen bestellt" in await ask(room, "!erinnern 1 1 Tag")
    # What is known is said again.
    assert (await ask(room, "!erinnern 1 5 min")).startswith("Ich erinnere Sie")
    assert len(await wishes(room)) == MOST_WISHES


# --- words


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (Lead(7), "1 Woche"),
        (Lead(14), "2 Wochen"),
        (Lead(1), "1 Tag"),
        (Lead(8), "8 Tage"),
        (Lead(0, 60), "1 Stunde"),
        (Lead(0, 90), "90 Minuten"),
        (Lead(2, 180), "2 Tage und 3 Stunden"),
        (Lead(), "0 Minuten"),
    ],
)
def test_a_lead_is_written_out(lead: Lead, words: str) -> None:
    assert lead_words(lead) == words


@given(st.integers(0, 700), st.integers(0, 1400))
def test_what_is_written_is_understood_as_the_same(days: int, minutes: int) -> None:
    lead = Lead(days, minutes)

    assert wanted_lead(lead_words(lead)) == str(lead)
    assert wanted_lead(f"programm {lead_words(lead)}") == f"slots:{lead}"


@given(st.text())
def test_no_words_are_too_much(words: str) -> None:
    wanted = wanted_lead(words)

    assert wanted is None or Wish(ADA, 1, wanted).lead == wanted


async def test_who_is_reminded_hears_of_a_move_and_of_a_cancellation(
    room: Room, database: Database
) -> None:
    await ask(room, "!erinnern 1 2 Tage")
    await room.read(ADA)
    async with database.transaction() as tx:
        meeting = await meetings.get(tx, 1)
        assert meeting is not None
        starts, ends = "2026-12-03T10:00", "2026-12-03T11:30"
        moved = await editing.change(room.context(tx), meeting, starts=starts, ends=ends)
    [told] = await room.read(ADA)
    assert "ist verlegt" in told
    assert "Bisher" in told

    async with database.transaction() as tx:
        await editing.change(room.context(tx), moved, state="cancelled", reason="Krankheit")
    [told] = await room.read(ADA)
    assert "Abgesagt: " in told
    assert "Krankheit" in told
