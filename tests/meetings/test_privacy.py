"""Who answered, asked to be reminded or made a date can be forgotten; others keep theirs."""

from datetime import timedelta

from commands.about import housekeeping
from commands.conversation.posting import post_file
from storage.database import Database
from storage.meetings import meetings
from storage.privacy import forgetting
from tests.support.people import ADA, AT, CORA, DIRECT, everything, file_for_ada, forget_ada, put
from tests.support.say import MANAGEMENT, NOW, Room


async def a_meeting(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, "meeting", created_by=ADA, description=f"Es moderiert {ADA}.")
        await put(tx, "slot", title=f"Begrüßung durch {ADA}")
        for user_id in (ADA, CORA):
            await put(tx, "rsvp", user_id=user_id, event_id=f"$von-{user_id}")
            await put(tx, "wish", user_id=user_id)
            await put(tx, "reminder", room_id=user_id)


async def test_everything_is_told_in_words(room: Room, database: Database) -> None:
    await a_meeting(database)
    document = await file_for_ada(room)

    [answer] = document["Ihre Antworten zu Terminen"]
    assert (answer["Nummer des Termins"], answer["Antwort"]) == (1, "dabei")
    [wish] = document["Woran Sie erinnert werden möchten"]
    assert wish["Vorlauf"] == "2d"
    [reminder] = document["Erinnerungen an Sie"]
    assert (reminder["Stufe"], reminder["Stand"]) == ("1d", "geplant")
    [meeting] = document["Termine, die Sie angelegt haben"]
    assert meeting["Titel"] == "Losverfahren"
    assert CORA not in repr(document)


async def test_the_text_beside_the_file_says_how_long_it_is_kept(
    room: Room, database: Database
) -> None:
    await a_meeting(database)

    _, said = await room.say("!meinedaten", sender=ADA, room_id=DIRECT, direct=True)
    assert "– Ihre Antworten zu Terminen: 1; bleibt bis 365 Tage nach dem Termin" in said


async def test_who_is_forgotten_leaves_the_date_and_the_others(
    room: Room, database: Database
) -> None:
    await a_meeting(database)
    said = await forget_ada(room)

    left = await everything(database)
    assert ADA not in left
    assert left.count(CORA) == 4
    assert "Begrüßung durch (gelöschte Person)" in left
    assert "– 1 Antwort zu Terminen gelöscht" in said
    assert "– 2 Texte von Ihrer Matrix-Adresse befreit" in said


async def test_the_counts_in_the_announcement_follow(room: Room, database: Database) -> None:
    await a_meeting(database)
    async with database.transaction() as tx:
        await put(tx, "meeting", meeting_id=2, uid="vorbei@example.org", ends_at=AT - 1)
        await put(tx, "rsvp", meeting_id=2, user_id=ADA)
    await forget_ada(room)

    async with database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT meeting_id, due_at FROM recount")
    assert [tuple(row) for row in rows] == [(1, AT)]


async def test_a_table_that_did_not_go_out_yet_is_not_sent(room: Room, database: Database) -> None:
    await a_meeting(database)
    async with database.transaction() as tx:
        await post_file(room.context(tx), MANAGEMENT, f"'{ADA};dabei".encode(), "teilnahme.csv",
                    "text/csv", "attendance-$frage-file")  # fmt: skip
    await forget_ada(room)

    assert ADA not in await everything(database)


async def test_of_a_date_long_over_the_date_itself_stays(room: Room, database: Database) -> None:
    await a_meeting(database)
    room.now = NOW + timedelta(days=400)
    async with database.transaction() as tx:
        await housekeeping.forget(room.context(tx))
        meeting = await meetings.get(tx, 1)
        again = await forgetting.over_before(tx, room.now)
        slots = await meetings.slots_of(tx, 1)

    assert meeting is not None
    assert (meeting.title, meeting.created_by, len(slots)) == ("Losverfahren", None, 1)
    assert again == []
    assert CORA not in await everything(database)
