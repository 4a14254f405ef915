"""Who comes: by command, by reaction, by its removal; the last answer counts."""

from datetime import timedelta
from itertools import permutations

import pytest

from commands.conversation.events import Reaction, Redaction
from storage.conversation import outbox
from storage.database import Database, open_database
from storage.meetings import rsvp as stored
from tests.support.attendance import LEAD, NAMED, POST, a_room, announced, room_with_an_announcement
from tests.support.people import ADA, AT, CORA, put
from tests.support.say import MANAGEMENT, NOW, ROOM, Room


@pytest.fixture
async def room(database: Database) -> Room:
    return await room_with_an_announcement(database)


MINUTE = timedelta(minutes=1)


async def answers(room: Room) -> dict[str, str]:
    async with room.database.transaction() as tx:
        return {one.user_id: one.answer for one in await stored.of_meeting(tx, 1)}


async def recounts(room: Room) -> list[int]:
    """Taken, so that the next one is seen."""
    async with room.database.transaction() as tx:
        rows = await tx.execute_fetchall("DELETE FROM recount RETURNING meeting_id")
    return [row["meeting_id"] for row in rows]


async def react(room: Room, key: str, event_id: str, minutes: int = 0) -> None:
    at = NOW + minutes * MINUTE
    await room.dispatch.handle(Reaction(ROOM, ADA, event_id, key, POST, at))


# --- by command


@pytest.mark.parametrize(
    ("command", "answer", "said"),
    [
        ("!dabei 1", "yes", "Sie sind dabei"),
        ("!DABEI Nr. 1", "yes", "Sie sind dabei"),
        ("!zusagen 1", "yes", "Sie sind dabei"),
        ("!nichtdabei 1", "no", "Sie sind nicht dabei"),
        ("!nicht-dabei #1", "no", "Sie sind nicht dabei"),
        ("!vielleicht 1", "maybe", "Sie sind vielleicht dabei"),
    ],
)
async def test_the_answer_is_repeated_with_the_date(
    room: Room, command: str, answer: str, said: str
) -> None:
    [told] = await room.say(command)

    assert told.startswith(f"{said}: {NAMED}.\n\nMittwoch, 2. Dezember 2026, 10:00 bis 11:30 Uhr")
    assert await answers(room) == {ADA: answer}
    assert await recounts(room) == [1]


async def test_who_comes_is_told_how_to_be_reminded(room: Room) -> None:
    [told] = await room.say("!dabei 1")

    assert told.endswith("Möchten Sie im Direktchat erinnert werden? Schreiben Sie !erinnern 1.")
    [told] = await room.say("!nichtdabei 1")
    assert "erinner" not in told


async def test_who_is_reminded_is_told_how_to_stop_it(room: Room) -> None:
    async with room.database.transaction() as tx:
        await put(tx, "wish", user_id=ADA)

    [told] = await room.say("!dabei 1")
    assert "erinner" not in told
    [told] = await room.say("!nichtdabei 1")
    assert told.endswith("Abstellen können Sie sie mit !nichterinnern 1.")


async def test_the_end_of_the_registration_is_told(database: Database) -> None:
    await announced(database, register_by="2026-11-25T12:00")
    room = a_room(database)

    [told] = await room.say("!dabei 1")
    assert "Die Anmeldung ist möglich bis Mittwoch, 25. November 2026, 12:00 Uhr." in told
    room.now = NOW + timedelta(days=2)
    [told] = await room.say("!dabei 1")
    assert "Die Anmeldung ist seit Mittwoch, 25. November 2026, 12:00 Uhr, beendet." in told


async def test_below_an_announcement_the_number_is_known(room: Room) -> None:
    [told] = await room.say("!dabei", thread_root=POST)
    assert told.startswith(f"Sie sind dabei: {NAMED}.")

    [told] = await room.say("!vielleicht", reply_to=POST)
    assert told.startswith(f"Sie sind vielleicht dabei: {NAMED}.")


@pytest.mark.parametrize("words", [" bald", " 1 und 2", " -1", " 0"])
async def test_words_that_mean_no_meeting_get_the_usage(room: Room, words: str) -> None:
    [told] = await room.say(f"!dabei{words}")

    assert "Welchen Termin meinen Sie?" in told
    assert "!dabei 12" in told
    assert await answers(room) == {}


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"state": "cancelled"}, f"{NAMED}, ist abgesagt."),
        ({"ends_at": AT}, f"{NAMED}, ist schon vorbei."),
        ({"kind": "frist"}, "ist kein Treffen, zu dem man kommen kann."),
        ({"meeting_id": 2}, "Einen Termin Nr. 1 gibt es nicht."),
    ],
)
async def test_an_answer_too_late_or_to_nothing_is_refused_with_the_reason(
    database: Database, values: dict[str, object], why: str
) -> None:
    await announced(database, **values)
    room = a_room(database)

    [told] = await room.say("!dabei 1")
    assert why in told
    await react(room, "✅", "$r1")
    assert await answers(room) == {}
    assert await recounts(room) == []


async def test_during_the_meeting_one_may_still_answer(database: Database) -> None:
    await announced(database, starts_at=AT - 60)

    [told] = await a_room(database).say("!dabei 1")
    assert told.startswith("Sie sind dabei")


async def test_what_is_said_twice_counts_once(room: Room) -> None:
    await room.say("!dabei 1")
    assert await recounts(room) == [1]
    await room.say("!dabei 1")

    assert await answers(room) == {ADA: "yes"}
    assert await recounts(room) == []


# --- by reaction


@pytest.mark.parametrize(
    ("key", "answer"),
    [("✅", "yes"), ("❌", "no"), ("❔", "maybe"), ("❓", "maybe"), ("✅\ufe0f", "yes")],
)
async def test_a_reaction_is_an_answer_without_a_word(room: Room, key: str, answer: str) -> None:
    assert await room.react(key, POST, sender=ADA) == []

    assert await answers(room) == {ADA: answer}
    assert await recounts(room) == [1]


@pytest.mark.parametrize("key", ["🎉", "ja", "", "✅✅", "1️⃣"])
async def test_another_reaction_is_none_and_nothing_of_it_is_kept(room: Room, key: str) -> None:
    event = Reaction(ROOM, ADA, "$r1", key, POST, NOW)

    assert not await room.dispatch.handle(event)
    assert await answers(room) == {}


@pytest.mark.parametrize(
    "subject", ["submission:1", "question:1", "meeting-preview:1", "meeting-preview", None]
)
async def test_a_reaction_on_something_else_is_no_answer(room: Room, subject: str | None) -> None:
    async with room.database.transaction() as tx:
        await outbox.put(tx, ROOM, {}, "t2", NOW, subject=subject)
        await outbox.mark_sent(tx, 2, "$anderes")

    await room.react("✅", "$anderes", sender=ADA)
    await room.react("✅", "$unbekannt", sender=ADA)
    assert await answers(room) == {}


async def test_a_manager_who_reacts_in_the_management_room_answers_too(room: Room) -> None:
    async with room.database.transaction() as tx:
        await outbox.put(tx, MANAGEMENT, {}, "t2", NOW, subject="meeting:1")
        await outbox.mark_sent(tx, 2, "$dort")
    await room.react("✅", "$dort", sender=LEAD, room_id=MANAGEMENT)

    assert await answers(room) == {LEAD: "yes"}


async def test_a_restart_in_between_loses_nothing(tmp_path: object) -> None:
    path = f"{tmp_path}/database"
    async with open_database(path) as database:
        await announced(database)
        await react(a_room(database), "✅", "$r1")
    async with open_database(path) as database:
        room = a_room(database)
        assert await answers(room) == {ADA: "yes"}
        # It comes again after a crash.
        await react(room, "✅", "$r1")
        await room.redact("$r1", sender=ADA)
        assert await answers(room) == {}


# --- the last one counts


async def test_the_last_answer_counts_in_whatever_way_it_was_given(room: Room) -> None:
    await react(room, "✅", "$r1")
    room.now += MINUTE
    await room.say("!vielleicht 1")
    assert await answers(room) == {ADA: "maybe"}
    room.now += MINUTE
    await react(room, "❌", "$r2", 2)

    assert await answers(room) == {ADA: "no"}


@pytest.mark.parametrize("order", list(permutations([("✅", 0), ("❔", 5), ("❌", 9)])))
async def test_it_counts_when_it_was_sent_not_when_it_came(
    database: Database, order: tuple[tuple[str, int], ...]
) -> None:
    await announced(database)
    room = a_room(database)
    room.now = NOW + 10 * MINUTE
    for key, minutes in order:
        await react(room, key, f"$r{minutes}", minutes)

    assert await answers(room) == {ADA: "no"}


async def test_who_comes_late_with_an_earlier_answer_is_told_which_one_counts(room: Room) -> None:
    await react(room, "❌", "$r1")

    [told] = await room.say("!dabei 1", sent_at=NOW - MINUTE)
    assert told.endswith(f"was Sie danach gesagt haben: Sie sind nicht dabei: {NAMED}.")
    assert await answers(room) == {ADA: "no"}


async def test_an_answer_from_the_future_does_not_count_for_ever(room: Room) -> None:
    await react(room, "✅", "$r1", 60 * 24 * 365)
    room.now += MINUTE
    await room.say("!nichtdabei 1")

    assert await answers(room) == {ADA: "no"}


# --- taken back


async def test_who_removes_the_reaction_has_not_answered(room: Room) -> None:
    await react(room, "✅", "$r1")
    await recounts(room)

    assert await room.redact("$r1", sender=ADA) == []
    assert await answers(room) == {}
    assert await recounts(room) == [1]


async def test_to_remove_an_earlier_reaction_changes_nothing(room: Room) -> None:
    await react(room, "✅", "$r1")
    room.now += MINUTE
    await react(room, "❌", "$r2", 1)
    await recounts(room)
    await room.redact("$r1", sender=ADA)

    assert await answers(room) == {ADA: "no"}
    assert await recounts(room) == []


async def test_who_removes_a_slip_goes_back_to_what_was_said_before(room: Room) -> None:
    await react(room, "✅", "$r1")
    await react(room, "❔", "$r2", 1)
    await react(room, "❌", "$r3", 2)
    room.now += 3 * MINUTE
    await room.redact("$r3", sender=ADA)
    assert await answers(room) == {ADA: "maybe"}
    await room.redact("$r1", sender=ADA)
    assert await answers(room) == {ADA: "maybe"}
    await room.redact("$r2", sender=ADA)
    assert await answers(room) == {}


async def test_a_command_counts_again_when_the_reaction_after_it_is_removed(room: Room) -> None:
    await react(room, "✅", "$r1")
    room.now += MINUTE
    await room.say("!vielleicht 1")
    await react(room, "❌", "$r2", 1)
    assert await answers(room) == {ADA: "no"}
    await room.redact("$r2", sender=ADA)
    await room.redact("$r1", sender=ADA)

    assert await answers(room) == {ADA: "maybe"}


async def test_what_was_said_before_a_command_is_forgotten(room: Room) -> None:
    await react(room, "✅", "$r1")
    await room.say("!vielleicht 1")
    room.now += MINUTE
    await room.say("!dabei 1")

    async with room.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT answer FROM rsvp_history")
    assert [row["answer"] for row in rows] == ["yes"]


async def test_of_very_many_reactions_only_the_last_are_kept(room: Room) -> None:
    for number in range(30):
        await react(room, "✅❌"[number % 2], f"$r{number}")

    async with room.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT event_id FROM rsvp_history ORDER BY history_id")
    assert [row["event_id"] for row in rows] == [f"$r{number}" for number in range(20, 30)]


async def test_to_remove_a_reaction_does_not_take_back_a_later_command(room: Room) -> None:
    await react(room, "✅", "$r1")
    room.now += MINUTE
    await room.say("!dabei 1")
    await room.redact("$r1", sender=ADA)

    assert await answers(room) == {ADA: "yes"}


async def test_to_remove_the_message_with_the_command_changes_nothing(room: Room) -> None:
    await room.say("!dabei 1", event_id="$befehl")
    await room.redact("$befehl", sender=ADA)

    assert await answers(room) == {ADA: "yes"}


async def test_nobody_else_takes_it_back(room: Room) -> None:
    await react(room, "✅", "$r1")
    stranger = Redaction("!fremd:example.org", CORA, "$x", "$r1", NOW)

    assert not await room.dispatch.handle(stranger)
    assert await answers(room) == {ADA: "yes"}
