"""Due reminders reach the rooms once, in time, and never say what is not so."""

from contextlib import suppress
from dataclasses import replace

import pytest

from commands.meetings.reminders.planning import replan_all
from commands.meetings.reminders.sending import send_due
from storage.conversation import outbox
from storage.database import Database
from storage.meetings import meetings, reminders
from storage.meetings.reminders import Planned
from tests.support.growth import measured
from tests.support.reminding import (
    MINUTE,
    ROOM,
    Bot,
    a_meeting,
    a_slot,
    berlin,
    headline,
    in_a_week,
    moved,
    outgoing,
    turns,
)

ADA = "@ada:example.org"
# A Wednesday.
MEETING = a_meeting("2026-12-02T10:00", "2026-12-02T11:30", place="https://konferenz.example.org")


@pytest.fixture
def bot(database: Database) -> Bot:
    return Bot(database, berlin("2026-11-20 12:00"))


async def test_each_stage_is_posted_when_it_is_due_and_once(bot: Bot) -> None:
    await bot.add(MEETING)

    assert await turns(
        bot,
        "2026-11-25 09:59",
        "2026-11-25 10:00",
        "2026-11-25 10:01",
        "2026-12-01 10:00",
        "2026-12-02 09:00",
        "2026-12-02 09:30",
        "2026-12-02 10:00",
    ) == [
        [],
        [in_a_week("2. Dezember 2026")],
        [],
        ["Erinnerung: Morgen um 10:00 Uhr beginnt »Losverfahren«."],
        ["Erinnerung: In 1 Stunde, um 10:00 Uhr, beginnt »Losverfahren«."],
        [],
        [],
    ]


async def test_a_post_in_a_room_rings_and_reactions_to_it_lead_to_the_meeting(bot: Bot) -> None:
    await bot.add(MEETING)
    await bot.turn("2026-11-25 10:00")

    [post] = bot.contents
    assert post["msgtype"] == "m.text"
    assert post["m.mentions"] == {}
    async with bot.database.transaction() as tx:
        events = await outbox.sent_events(tx, bot.ids)
        assert await outbox.subject_of(tx, events[bot.ids[0]]) == "meeting:1"


async def test_the_transaction_id_names_meeting_stage_start_and_room(bot: Bot) -> None:
    await bot.add(MEETING)
    await bot.turn("2026-12-02 09:00")

    start = int(MEETING.starts_at.timestamp())
    assert bot.ids[0] == f"reminder-1-1h-{start}-{ROOM}"


# --- after a downtime


async def test_after_three_days_of_downtime_there_is_one_late_post(bot: Bot) -> None:
    await bot.add(MEETING)

    assert await turns(bot, "2026-12-01 15:00", "2026-12-01 15:01") == [
        ["Erinnerung (verspätet): Morgen um 10:00 Uhr beginnt »Losverfahren«."],
        [],
    ]
    assert list((await bot.states()).values()) == ["skipped", "posted", "planned"]


async def test_registration_and_meeting_missed_together_are_one_late_post(bot: Bot) -> None:
    meeting = await bot.add(
        replace(MEETING, kind="netzwerktreffen", register_by="2026-12-01T18:00")
    )
    await bot.wish(meeting, ADA, "rooms")

    await bot.turn("2026-12-01 12:00")
    assert [(room, headline(body)) for _, room, body in bot.sent] == [
        (room, "Erinnerung (verspätet): Morgen um 10:00 Uhr beginnt »Losverfahren«.")
        for room in (ROOM, ADA)
    ]
    assert "Anmeldeschluss: Dienstag, 1. Dezember 2026, 18:00 Uhr" in bot.sent[0][2]


@pytest.mark.parametrize("back_at", ["2026-12-02 10:00", "2026-12-02 10:30", "2026-12-09 10:00"])
async def test_nothing_is_posted_after_the_start(bot: Bot, back_at: str) -> None:
    await bot.add(MEETING)

    assert await turns(bot, back_at) == [[]]
    assert set((await bot.states()).values()) == {"skipped"}


async def test_registration_is_not_told_of_while_the_meeting_runs(bot: Bot) -> None:
    await bot.add(replace(MEETING, register_by="2026-12-02T18:00"))

    assert await turns(bot, "2026-12-02 11:00") == [[]]


async def test_an_hour_is_not_told_when_it_is_none(bot: Bot) -> None:
    await bot.add(MEETING)

    assert await turns(bot, "2026-12-02 09:40") == [
        ["Erinnerung (verspätet): In 20 Minuten, um 10:00 Uhr, beginnt »Losverfahren«."]
    ]


async def test_a_quarter_of_an_hour_is_not_late(bot: Bot) -> None:
    await bot.add(MEETING)

    assert await turns(bot, "2026-12-01 10:15") == [
        ["Erinnerung: Morgen um 10:00 Uhr beginnt »Losverfahren«."]
    ]


async def test_what_is_late_already_waits_for_the_end_of_the_quiet_hours(bot: Bot) -> None:
    await bot.add(MEETING)

    assert await turns(bot, "2026-12-01 23:00", "2026-12-02 07:59", "2026-12-02 08:00") == [
        [],
        [],
        ["Erinnerung (verspätet): In 2 Stunden, um 10:00 Uhr, beginnt »Losverfahren«."],
    ]


async def test_it_does_not_wait_if_the_meeting_begins_before(bot: Bot) -> None:
    await bot.add(moved(MEETING, "2026-12-02T07:30"))

    assert await turns(bot, "2026-12-01 23:00") == [
        ["Erinnerung (verspätet): Morgen um 07:30 Uhr beginnt »Losverfahren«."]
    ]


@pytest.mark.parametrize("starts", ["2026-12-02T07:30", "2026-12-02T19:59"])
async def test_the_last_minute_before_the_quiet_hours_may_come_a_little_later(
    bot: Bot, starts: str
) -> None:
    await bot.add(moved(MEETING, starts))

    assert len((await turns(bot, "2026-12-01 20:00"))[0]) == 1


async def test_planning_anew_at_the_start_loses_nothing_that_was_missed(bot: Bot) -> None:
    await bot.add(MEETING)
    bot.now = berlin("2026-12-01 15:00")
    async with bot.database.transaction() as tx:
        await replan_all(bot.context(tx))

    assert len(await bot.turn()) == 1


# --- persons


async def test_who_asked_is_reminded_in_the_direct_chat(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    await bot.wish(meeting, ADA, "30min")
    await bot.turn("2026-12-02 09:30")

    assert [(room, headline(body)) for _, room, body in bot.sent][-1] == (
        ADA,
        "Erinnerung: In 30 Minuten, um 10:00 Uhr, beginnt »Losverfahren«.",
    )


async def test_who_no_longer_asks_is_not_reminded(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    await bot.wish(meeting, ADA, "30min")
    async with bot.database.transaction() as tx:
        assert await reminders.unwish(tx, ADA, meeting.meeting_id, bot.now) == 1

    await bot.turn("2026-12-02 09:30")
    assert ADA not in {room for _, room, _ in bot.sent}


async def test_slots_are_told_while_the_meeting_runs(bot: Bot) -> None:
    bot.rooms = ()
    meeting = await bot.add(a_meeting("2026-12-02T10:00", "2026-12-03T12:00"))
    slots = [a_slot(0, "2026-12-02T10:00", "Auftakt"), a_slot(1, "2026-12-03T09:00", "Los")]
    async with bot.database.transaction() as tx:
        await meetings.put_slots(tx, meeting.meeting_id, slots)
    await bot.wish(meeting, ADA, "slots:10min")

    assert await turns(bot, "2026-12-02 09:50", "2026-12-03 08:50", "2026-12-03 09:00") == [
        ["Erinnerung: In 10 Minuten, um 10:00 Uhr, beginnt »Auftakt«."],
        ["Erinnerung: In 10 Minuten, um 09:00 Uhr, beginnt »Los«."],
        [],
    ]


async def test_a_slot_taken_out_of_the_programme_is_not_reminded_of(bot: Bot) -> None:
    meeting = await bot.add(a_meeting("2026-12-02T10:00", "2026-12-03T12:00"))
    async with bot.database.transaction() as tx:
        await meetings.put_slots(tx, meeting.meeting_id, [a_slot(0, "2026-12-03T09:00")])
    await bot.wish(meeting, ADA, "slots:10min")
    async with bot.database.transaction() as tx:
        await meetings.put_slots(tx, meeting.meeting_id, [])

    assert await turns(bot, "2026-12-03 08:50") == [[]]


# --- rows


async def test_the_next_moment_is_known(bot: Bot) -> None:
    async with bot.database.transaction() as tx:
        assert await reminders.next_due(tx) is None
    await bot.add(MEETING)
    async with bot.database.transaction() as tx:
        assert await reminders.next_due(tx) == berlin("2026-11-25 10:00")


async def test_what_is_past_is_not_planned_whoever_says_so(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    past = Planned("2h", ROOM, meeting.starts_at, bot.now - MINUTE)
    async with bot.database.transaction() as tx:
        await reminders.replan(tx, meeting.meeting_id, [past], bot.now)
        assert await reminders.next_due(tx) is None


async def test_wishes_are_known_by_person_and_by_meeting(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    wish = reminders.Wish(ADA, meeting.meeting_id, "2d")
    async with bot.database.transaction() as tx:
        assert await reminders.wish(tx, wish)
        assert not await reminders.wish(tx, wish)
        assert await reminders.wishes_of(tx, ADA) == [wish]
        assert await reminders.wishes_for(tx, meeting.meeting_id, 77) == [wish]
        assert await reminders.wishes_of(tx, "@bo:example.org") == []


async def test_a_room_whose_name_is_odd_is_withdrawn_from_alike(bot: Bot) -> None:
    bot.rooms = ("!a-b-1*?[x]:[::1]",)
    await bot.add(MEETING)
    await bot.turn("2026-12-02 09:00", deliver=False)
    await bot.turn("2026-12-02 10:00", deliver=False)

    assert await outgoing(bot) == []


async def test_a_turn_that_is_broken_off_has_posted_nothing(bot: Bot) -> None:
    for number in range(1, 6):
        await bot.add(replace(MEETING, meeting_id=number, uid=f"uid-{number}"))
    bot.now = berlin("2026-12-01 10:00")
    with suppress(ConnectionAbortedError):
        async with bot.database.transaction() as tx:
            await send_due(bot.context(tx))
            raise ConnectionAbortedError

    assert await outgoing(bot) == []
    assert [headline(body) for body in await bot.turn()] == ["Erinnerung: 5 Termine"]


async def test_a_thousand_due_at_one_minute_are_little_work(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    due_at = berlin("2026-12-01 10:00")
    rows = [
        Planned("1d", f"@p{number}:example.org", meeting.starts_at, due_at)
        for number in range(1000)
    ]
    async with bot.database.transaction() as tx:
        await reminders.replan(tx, meeting.meeting_id, rows, bot.now)

    with measured() as effort:
        await bot.turn(due_at, deliver=False)
    assert effort.spent < 500
    assert len(await outgoing(bot)) == 1000
