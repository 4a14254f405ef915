"""Several reminders for one room at one moment are one post, which shrinks while it waits."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.meetings.announcements import meetings_in
from commands.meetings.reminders.decide import MOST
from storage.conversation import outbox
from storage.database import Database, open_database
from storage.meetings import reminders
from storage.meetings.meetings import Meeting
from storage.privacy import forgetting
from tests.support import stored
from tests.support.databases import in_memory
from tests.support.reminding import (
    DAY,
    HOUR,
    MINUTE,
    ROOM,
    Bot,
    a_meeting,
    berlin,
    headline,
    moved,
    outgoing,
)

ADA = "@ada:example.org"
BEGIN = berlin("2026-11-20 12:00")
# As the first schema has it.
POSTED = """
UPDATE reminder SET state = 'posted', done_at = 1;
INSERT INTO outbox (transaction_id, room_id, event_type, content, created_at, not_before)
    VALUES ('reminder-1-7d-1-!room', '!room', 'm.room.message', '{}', 1, 1);
"""
# An hour before the meetings.
DUE = "2026-12-02 09:00"


@pytest.fixture
def bot(database: Database) -> Bot:
    return Bot(database, BEGIN)


def conference(number: int, **more: Any) -> Meeting:
    fields = {"title": f"Konferenz {number}", "place": "https://konferenz.example.org"} | more
    starts, ends = "2026-12-02T10:00", "2026-12-02T11:30"
    return a_meeting(starts, ends, meeting_id=number, uid=f"uid-{number}", **fields)


async def add(bot: Bot, count: int) -> list[Meeting]:
    return [await bot.add(conference(number)) for number in range(1, count + 1)]


def numbers(body: str) -> list[int]:
    """Of the meetings, as the post names them."""
    return [int(line.rpartition(" ")[2]) for line in body.splitlines() if "!termin" in line]


async def subjects(bot: Bot) -> list[list[int]]:
    async with bot.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT subject FROM outbox ORDER BY outbox_id")
    return [meetings_in(row["subject"]) for row in rows]


# --- what it says


async def test_a_room_reads_each_date_with_time_place_and_number(bot: Bot) -> None:
    await bot.add(conference(1))
    await bot.add(conference(2, place=None, register_by="2026-12-02T09:45"))

    [told] = await bot.turn(DUE)
    assert told == (
        "Erinnerung: 2 Termine\n\n"
        "– In 1 Stunde, um 10:00 Uhr, beginnt »Konferenz 1«.\n"
        "Wann: Mittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr\n"
        "Wo: https://konferenz.example.org\n"
        "Mehr dazu: !termin 1\n"
        "– In 1 Stunde, um 10:00 Uhr, beginnt »Konferenz 2«.\n"
        "Wann: Mittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr\n"
        "Wo: noch nicht angegeben\n"
        "Anmeldeschluss: Mittwoch, 2. Dezember 2026, 09:45 Uhr\n"
        "Mehr dazu: !termin 2\n\n"
        "Sind Sie dabei? Bitte antworten Sie mit ✅ für ja, ❌ für nein oder ❔ für vielleicht."
        " Ich frage dann, welchen Termin Sie meinen. Oder schreiben Sie zum Beispiel !dabei 1."
    )
    [content] = bot.contents
    assert content["msgtype"] == "m.text"
    assert (
        "<li><strong>In 1 Stunde, um 10:00 Uhr, beginnt »Konferenz 2«.</strong><br>Wann"
        in (content["formatted_body"])
    )


async def test_a_person_is_called_once_and_told_how_to_end_it(bot: Bot) -> None:
    bot.rooms = ()
    for meeting in await add(bot, 3):
        await bot.wish(meeting, ADA, "1h")

    [told] = await bot.turn(DUE)
    assert headline(told) == "Erinnerung: 3 Termine"
    assert numbers(told) == [1, 2, 3]
    assert told.endswith(
        "Keine weiteren Erinnerungen an einen davon, zum Beispiel: !nichterinnern 1"
    )
    assert "✅" not in told
    [content] = bot.contents
    assert content["m.mentions"] == {"user_ids": [ADA]}


async def test_only_what_is_late_is_called_late(bot: Bot) -> None:
    await bot.add(conference(1))
    await bot.add(moved(conference(2), "2026-12-02T10:30"))

    [told] = await bot.turn("2026-12-02 09:30")
    assert headline(told) == "Erinnerung: 2 Termine"
    assert "– Verspätet: In 30 Minuten, um 10:00 Uhr, beginnt »Konferenz 1«." in told
    assert "– In 1 Stunde, um 10:30 Uhr, beginnt »Konferenz 2«." in told


async def test_what_is_late_together_says_so_once(bot: Bot) -> None:
    await add(bot, 2)

    [told] = await bot.turn("2026-12-02 09:30")
    assert headline(told) == "Erinnerung (verspätet): 2 Termine"
    assert "Verspätet" not in told


async def test_nobody_is_asked_to_attend_deadlines(bot: Bot) -> None:
    for number in (1, 2):
        await bot.add(conference(number, kind="frist"))
    [told] = await bot.turn("2026-12-01 11:30")
    assert headline(told) == "Erinnerung (verspätet): 2 Termine"
    assert "dabei" not in told

    await bot.add(conference(3))
    await bot.add(moved(conference(4, kind="frist"), "2026-12-03T09:00"))
    told = next(body for body in await bot.turn(DUE) if "Termine" in body)
    assert "schreiben Sie zum Beispiel !dabei 3." in told
    assert "welchen Termin" not in told


# --- which posts there are


async def test_a_post_has_at_most_nine_dates_in_the_order_in_which_they_fall_due(bot: Bot) -> None:
    await add(bot, 20)

    posts = await bot.turn(DUE)
    assert list(map(headline, posts)) == ["Erinnerung: 9 Termine"] * 2 + ["Erinnerung: 2 Termine"]
    assert [number for body in posts for number in numbers(body)] == list(range(1, 21))
    start = int(conference(1).starts_at.timestamp())
    assert bot.ids == [f"reminder-{first}-1h-{start}-{ROOM}" for first in (1, 10, 19)]
    assert await subjects(bot) == [[*range(1, 10)], [*range(10, 19)], [19, 20]]


async def test_rooms_and_persons_have_posts_of_their_own(bot: Bot) -> None:
    bot.rooms = (ROOM, "!zwei:example.org")
    one, two = await add(bot, 2)
    for meeting in (one, two):
        await bot.wish(meeting, ADA, "rooms")
    await bot.wish(two, "@bo:example.org", "rooms")
    await bot.turn(DUE)

    assert {room: numbers(body) for _, room, body in bot.sent} == {
        ROOM: [1, 2],
        "!zwei:example.org": [1, 2],
        ADA: [1, 2],
        "@bo:example.org": [2],
    }


async def test_what_no_event_could_hold_together_is_posted_in_parts(bot: Bot) -> None:
    for number in range(1, 5):
        await bot.add(conference(number, place="x" * 8000))

    assert [numbers(body) for body in await bot.turn(DUE)] == [[1, 2], [3, 4]]


# --- while it waits


async def test_a_date_that_is_cancelled_leaves_and_the_others_stay(bot: Bot) -> None:
    first, *_ = await add(bot, 3)
    await bot.turn(DUE, deliver=False)
    await bot.change(replace(first, state="cancelled"))

    [told] = await bot.turn("2026-12-02 09:30")
    assert headline(told) == "Erinnerung (verspätet): 2 Termine"
    assert numbers(told) == [2, 3]
    assert "In 30 Minuten" in told
    assert await subjects(bot) == [[2, 3]]
    async with bot.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT meeting_id, state FROM reminder WHERE stage = '1h' ORDER BY meeting_id"
        )
    assert [row["state"] for row in rows] == ["skipped", "posted", "posted"]


async def test_the_last_of_several_looks_as_if_it_had_been_alone(bot: Bot) -> None:
    first, second, third = await add(bot, 3)
    await bot.turn(DUE, deliver=False)
    await bot.change(replace(first, state="cancelled"))
    await bot.change(moved(third, "2026-12-09T10:00"))
    told = await bot.turn("2026-12-02 09:01")

    async with in_memory() as database:
        alone = Bot(database, BEGIN)
        await alone.add(replace(first, state="cancelled"))
        await alone.add(second)
        assert await alone.turn("2026-12-02 09:01") == told
    assert await subjects(bot) == [[2]]


async def test_a_post_of_which_nothing_is_left_goes(bot: Bot) -> None:
    first, *_ = await add(bot, 2)
    await bot.turn(DUE, deliver=False)
    await bot.change(replace(first, state="cancelled"))
    await bot.turn("2026-12-02 09:10", deliver=False)
    assert len(await outgoing(bot)) == 1

    assert await bot.turn("2026-12-02 10:00") == []
    assert await outgoing(bot) == []
    assert "posted" not in (await bot.states()).values()


async def test_a_later_stage_takes_its_date_out_of_a_post_that_waits(bot: Bot) -> None:
    await add(bot, 2)
    await bot.add(moved(conference(3), "2026-12-03T09:00"))
    await bot.turn("2026-12-01 10:00", deliver=False)
    await bot.turn("2026-12-02 09:00", deliver=False)

    posts = await bot.turn("2026-12-02 09:01")
    assert [numbers(body) for body in posts] == [[1, 2, 3]]
    assert max(Counter(bot.ids).values()) == 1


async def test_what_arrived_is_not_changed_any_more(bot: Bot) -> None:
    first, *_ = await add(bot, 2)
    await bot.turn(DUE)
    await bot.change(replace(first, state="cancelled"))

    assert await bot.turn("2026-12-02 09:01") == []
    assert await subjects(bot) == [[1, 2]]


async def test_what_was_waiting_before_the_upgrade_is_reworded_alike(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    stored.restore(f"{stored.dump(1)}{POSTED}", 1, path)

    async with open_database(path) as database, database.transaction() as tx:
        [post] = await reminders.waiting(tx)
        assert [post.transaction_id] == [row.transaction_id for row in post.reminders]


# --- afterwards


async def test_a_post_is_forgotten_with_the_last_of_its_meetings(bot: Bot) -> None:
    await add(bot, 2)
    await bot.turn(DUE)

    async with bot.database.transaction() as tx:
        later = bot.now + DAY
        assert await forgetting.over_before(tx, later) == [1, 2]
        await forgetting.forget_guests(tx, 1)
        rows = await tx.execute_fetchall("SELECT subject FROM outbox")
        assert [row["subject"] for row in rows] == ["meetings:1,2"]
        await forgetting.forget_guests(tx, 2)
        assert await forgetting.over_before(tx, later) == []
        await outbox.forget_before(tx, later)
    assert await outgoing(bot) == []


# --- whatever is planned

PERSONS = (ADA, "@bo:example.org")
plans = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(("online-konferenz", "frist", "netzwerktreffen")),
        st.sets(st.tuples(st.sampled_from(PERSONS), st.sampled_from(("rooms", "1h", "2h")))),
    ),
    min_size=1,
    max_size=24,
)
turns = st.lists(
    st.tuples(st.sampled_from((MINUTE, 20 * MINUTE, HOUR, 5 * HOUR, DAY)), st.booleans()),
    min_size=1,
    max_size=12,
)


async def posts_of(planned: Sequence[Any], moments: Sequence[Any]) -> tuple[Bot, Any]:
    async with in_memory() as database:
        bot = Bot(database, berlin("2026-12-01 08:30"), rooms=(ROOM, "!zwei:example.org"))
        for number, (hour, kind, wished) in enumerate(planned, start=1):
            meeting = moved(conference(number, kind=kind), f"2026-12-03T{10 + hour}:00")
            await bot.add(meeting)
            for person, lead in wished:
                await bot.wish(meeting, person, lead)
        for passed, deliver in moments:
            await bot.turn(bot.now + passed, deliver=deliver)
        await bot.turn()
        async with database.transaction() as tx:
            rows = await tx.execute_fetchall("SELECT * FROM reminder")
            return bot, [dict(row) for row in rows]


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(plans, turns)
def test_each_due_row_is_in_exactly_one_post_or_in_none_for_a_reason(
    planned: Sequence[Any], moments: Sequence[Any]
) -> None:
    bot, rows = asyncio.run(posts_of(planned, moments))

    assert max(Counter(bot.ids).values(), default=0) <= 1
    held = {
        name: (room, numbers(body)) for name, (_, room, body) in zip(bot.ids, bot.sent, strict=True)
    }
    members: dict[str, list[int]] = {}
    for row in rows:
        assert (row["state"] == "posted") is (row["posted_as"] is not None)
        if row["posted_as"] is not None:
            assert held[row["posted_as"]][0] == row["room_id"]
            members.setdefault(row["posted_as"], []).append(row["meeting_id"])
        elif row["state"] == "planned":
            # Late already, it waits for the end of the quiet hours.
            assert row["due_at"] > bot.now.timestamp() or not row["room_id"].startswith("@")
    assert {name: sorted(each) for name, each in members.items()} == {
        name: sorted(shown) for name, (_, shown) in held.items()
    }
    for _, shown in held.values():
        assert len(shown) == len(set(shown)) <= MOST
    for _, _, body in bot.sent:
        several = len(numbers(body)) > 1
        assert headline(body).endswith(f" {len(numbers(body))} Termine") is several
