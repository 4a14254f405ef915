"""Something comes between: the homeserver is away, a meeting is moved or cancelled."""

from dataclasses import replace

import pytest

from commands.conversation.settings import Reminders
from commands.meetings.reminders.planning import replan_all
from storage.database import Database
from tests.support.reminding import Bot, a_meeting, berlin, in_a_week, moved, outgoing, turns

MEETING = a_meeting("2026-12-02T10:00", "2026-12-02T11:30", place="https://konferenz.example.org")


@pytest.fixture
def bot(database: Database) -> Bot:
    return Bot(database, berlin("2026-11-20 12:00"))


# --- while the homeserver is away


async def test_what_waits_for_the_homeserver_is_worded_anew(bot: Bot) -> None:
    await bot.add(MEETING)
    await bot.turn("2026-12-02 09:00", deliver=False)

    assert await turns(bot, "2026-12-02 09:32") == [
        ["Erinnerung (verspätet): In 28 Minuten, um 10:00 Uhr, beginnt »Losverfahren«."]
    ]
    assert len(bot.contents) == 1


async def test_what_waits_until_the_meeting_began_is_withdrawn(
    bot: Bot,
) -> None:
    await bot.add(MEETING)
    await bot.turn("2026-12-02 09:00", deliver=False)

    assert await turns(bot, "2026-12-02 10:00") == [[]]
    assert await outgoing(bot) == []


async def test_what_waits_is_not_followed_by_another_post_of_the_same_meeting(bot: Bot) -> None:
    await bot.add(MEETING)
    await bot.turn("2026-11-25 10:00", deliver=False)
    await bot.turn("2026-12-01 10:00", deliver=False)

    assert await turns(bot, "2026-12-01 10:05") == [
        ["Erinnerung: Morgen um 10:00 Uhr beginnt »Losverfahren«."]
    ]


@pytest.mark.parametrize("what", ["cancelled", "moved"])
async def test_what_waits_for_a_meeting_cancelled_or_moved_is_withdrawn(
    bot: Bot, what: str
) -> None:
    meeting = await bot.add(MEETING)
    await bot.turn("2026-12-02 09:00", deliver=False)
    await bot.change(
        replace(meeting, state="cancelled")
        if what == "cancelled"
        else moved(meeting, "2027-01-12T10:00")
    )

    assert await turns(bot, "2026-12-02 09:01") == [[]]
    assert await outgoing(bot) == []


async def test_what_waits_and_is_still_true_is_left_alone(bot: Bot) -> None:
    await bot.add(MEETING)
    await bot.turn("2026-11-25 10:00", deliver=False)
    async with bot.database.transaction() as tx:
        before = await tx.execute_fetchall("SELECT * FROM outbox")
    await bot.turn("2026-11-25 10:01", deliver=False)
    async with bot.database.transaction() as tx:
        assert await tx.execute_fetchall("SELECT * FROM outbox") == before


# --- moved and cancelled


async def test_a_moved_meeting_has_its_stages_anew(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    await bot.turn("2026-12-01 10:00")
    await bot.change(moved(meeting, "2026-12-09T10:00"))

    assert await turns(bot, "2026-12-02 09:00", "2026-12-02 10:00", "2026-12-08 10:00") == [
        [],
        [in_a_week("9. Dezember 2026")],
        ["Erinnerung: Morgen um 10:00 Uhr beginnt »Losverfahren«."],
    ]


async def test_moved_there_and_back_no_stage_is_posted_twice(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    await bot.turn("2026-12-01 10:00")
    await bot.change(moved(meeting, "2026-12-09T10:00"))
    await bot.change(meeting)
    # As if the clock had been wrong.
    bot.now = berlin("2026-11-20 10:00")
    await bot.change(meeting)

    assert list((await bot.states()).values()) == ["skipped", "posted", "planned"]
    assert await turns(bot, "2026-12-01 10:00", "2026-12-02 09:00") == [
        [],
        ["Erinnerung: In 1 Stunde, um 10:00 Uhr, beginnt »Losverfahren«."],
    ]


async def test_a_cancelled_meeting_is_not_reminded_of(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    await bot.change(replace(meeting, state="cancelled"))

    assert await turns(bot, "2026-12-01 10:00", "2026-12-02 09:00") == [[], []]


async def test_what_was_due_when_it_was_cancelled_is_dropped(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    bot.now = berlin("2026-12-01 10:00")
    await bot.change(replace(meeting, state="cancelled"))

    assert await bot.turn() == []
    assert list((await bot.states()).values()) == ["dropped", "dropped"]


async def test_what_was_due_when_it_was_moved_is_dropped(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    bot.now = berlin("2026-12-02 09:00")
    await bot.change(moved(meeting, "2026-12-02T15:00"))

    assert await bot.turn() == []
    assert await turns(bot, "2026-12-02 14:00") == [
        ["Erinnerung: In 1 Stunde, um 15:00 Uhr, beginnt »Losverfahren«."]
    ]


async def test_a_meeting_that_takes_place_after_all_is_reminded_of_again(bot: Bot) -> None:
    meeting = await bot.add(MEETING)
    await bot.change(replace(meeting, state="cancelled"))
    await bot.change(meeting)

    assert [len(posts) for posts in await turns(bot, "2026-12-01 10:00", "2026-12-02 09:00")] == [
        1,
        1,
    ]


async def test_other_leads_in_the_configuration_hold_from_the_next_planning(bot: Bot) -> None:
    await bot.add(MEETING)
    await bot.turn("2026-11-25 10:00")
    bot.configured = Reminders.model_validate({"online-konferenz": ["1w", "3h"]})
    async with bot.database.transaction() as tx:
        await replan_all(bot.context(tx))

    assert [len(posts) for posts in await turns(bot, "2026-12-01 10:00", "2026-12-02 08:00")] == [
        0,
        1,
    ]
