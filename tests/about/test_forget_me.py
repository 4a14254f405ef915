"""!vergissmich: explained, asked once more, and then true."""

from datetime import timedelta
from typing import Any

import pytest

from commands.about.housekeeping import forget
from commands.submissions import notices
from storage.conversation import outbox
from storage.database import Database, Transaction, open_database
from storage.matrix import direct_chats, rooms
from storage.matrix.direct_chats import DirectChat
from storage.privacy import forgetting
from storage.submissions import submissions
from storage.submissions.submissions import State, Submission, SubmissionStep
from tests.support.collection_fixtures import shipped
from tests.support.people import ADA, CORA, DIRECT, everything, forget_ada, put
from tests.support.say import MANAGEMENT, NOW, ROOM, Room

LEAD = "@leitung:example.org"
HOUR = timedelta(hours=1)


async def submit(tx: Transaction, state: State, submitter: str = ADA, **more: Any) -> Submission:
    values: dict[str, Any] = {
        "room_id": ROOM,
        "event_id": f"$von-{submitter}-{state}",
        "place": "Bonn",
        "municipality_id": None,
        "ags": "05314000",
        "list": "buergerbeteiligung",
        "url": "https://www.bonn.de/leitlinien",
        "title": "Leitlinien Bürgerbeteiligung",
        "status": None,
        "adopted": None,
        "note": "Von meiner Kollegin",
        "created_at": NOW,
        "changed_at": NOW,
    }
    one = Submission(submission_id=0, submitter=submitter, state=state, **values | more)
    return await submissions.add(tx, one)


async def say(room: Room, body: str, sender: str = ADA, room_id: str = DIRECT) -> str:
    [*_, said] = await room.say(body, sender=sender, room_id=room_id, direct=room_id == DIRECT)
    return said


# --- the question


async def test_first_it_says_what_goes_what_stays_and_how_to_confirm(room: Room) -> None:
    said = await say(room, "!vergissmich")

    assert said.startswith("Soll ich Sie vergessen?")
    assert "Das lösche ich sofort (15 Punkte):" in said
    assert "Das bleibt (13 Punkte):" in said
    assert said.count("\n– ") == 28
    assert "schreiben Sie hier innerhalb einer Stunde ja oder !vergissmich ja." in said


async def test_nothing_is_deleted_before_the_word(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await submit(tx, "open")
    await say(room, "!vergissmich")

    async with database.transaction() as tx:
        [submission] = await submissions.of_submitter(tx, ADA)
    assert submission.state == "open"


@pytest.mark.parametrize(
    ("after", "forgotten"), [(HOUR, True), (HOUR + timedelta(seconds=1), False)]
)
async def test_the_word_counts_for_an_hour(
    room: Room, database: Database, after: timedelta, *, forgotten: bool
) -> None:
    async with database.transaction() as tx:
        await submit(tx, "open")
    await say(room, "!vergissmich")
    room.now += after

    said = await say(room, "!vergissmich ja")
    assert said.startswith("Erledigt." if forgotten else "Gelöscht ist noch nichts.")
    assert (ADA not in await everything(database)) is forgotten


@pytest.mark.parametrize("word", ["JA", "ja!", " Ja. "])
async def test_the_word_may_be_written_as_people_write(room: Room, word: str) -> None:
    await say(room, "!vergissmich")

    assert (await say(room, f"!vergissmich {word}")).startswith("Erledigt.")


@pytest.mark.parametrize("word", ["nein", "jaja", "bitte nicht", "ja nein", "x" * 500])
async def test_another_word_deletes_nothing(room: Room, word: str) -> None:
    await say(room, "!vergissmich")

    assert "Zum Beispiel: !vergissmich oder" in await say(room, f"!vergissmich {word}")


async def test_the_word_without_the_question_deletes_nothing(room: Room) -> None:
    assert (await say(room, "!vergissmich ja")).startswith("Gelöscht ist noch nichts.")


async def test_the_word_of_somebody_else_deletes_nothing(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await submit(tx, "open", CORA)
    await say(room, "!vergissmich", sender=CORA, room_id=ROOM)

    said = await say(room, "!vergissmich ja", room_id=ROOM)
    assert said.startswith("Gelöscht ist noch nichts.")
    async with database.transaction() as tx:
        assert len(await submissions.of_submitter(tx, CORA)) == 1


async def test_the_word_counts_once(room: Room) -> None:
    await forget_ada(room)

    assert (await say(room, "!vergissmich ja")).startswith("Gelöscht ist noch nichts.")


async def test_the_question_survives_a_restart(tmp_path: object) -> None:
    path = f"{tmp_path}/database"
    async with open_database(path) as database:
        await say(Room(database), "!vergissmich")
    async with open_database(path) as database:
        room = Room(database)
        [said] = await room.say(
            "!vergissmich ja", sender=ADA, room_id=DIRECT, direct=True, event_id="$later"
        )
    assert said.startswith("Erledigt.")


# --- what is forgotten


async def a_whole_life(database: Database) -> None:
    """Of Ada as a member, as a manager, and as somebody others write about."""
    async with database.transaction() as tx:
        for state in ("checking", "open", "accepted", "refused", "withdrawn", "unsuitable"):
            one = await submit(tx, state)
            number = one.submission_id
            await put(tx, "submission_file", submission_id=number, name="ada.pdf")
            await submissions.add_step(tx, SubmissionStep(number, NOW, ADA, "submitted"))
            await submissions.add_step(tx, SubmissionStep(number, NOW, LEAD, "asked", "Frau Ada?"))
            await submissions.add_step(tx, SubmissionStep(number, NOW, ADA, "answered", "Ja, ich"))
        theirs = await submit(tx, "refused", CORA)
        await submissions.add_step(
            tx, SubmissionStep(theirs.submission_id, NOW, ADA, "refused", "Doppelt")
        )
        await put(tx, "awaited", user_id=ADA, kind="refusal", subject="submission:7")
        await put(tx, "awaited", user_id=ADA, alone=1, payload='{"note": "x"}')
        await rooms.entered(tx, DIRECT, NOW)
        await direct_chats.opened(tx, DirectChat(ADA, DIRECT, "join"), NOW)
        await rooms.invited(tx, "!neu:example.org", ADA, NOW, direct=True)
        await put(tx, "room", reason=f"kicked by {ADA}: zu laut")
        await put(tx, "municipality")
        await put(tx, "guideline", confirmed_by=ADA, title="Leitlinien")
        await outbox.put(tx, DIRECT, {"body": "wartet"}, "d1", NOW, subject="question:2")
        await outbox.put(tx, MANAGEMENT, {"body": f"von {ADA}"}, "m1", NOW)
        await outbox.put(tx, "mail", {"body": "von ihr"}, "mail-submission-2-5", NOW)


async def test_afterwards_the_id_is_nowhere(room: Room, database: Database) -> None:
    await a_whole_life(database)
    assert (await everything(database)).count(ADA) > 20

    said = await forget_ada(room)
    left = await everything(database)
    assert ADA not in left
    for word in ("ada.pdf", "Von meiner Kollegin", "Ja, ich", "Frau Ada?", "wartet", "von ihr"):
        # Cora, whose submission has the same note, did not ask for it.
        assert left.count(word) == (1 if word == "Von meiner Kollegin" else 0)
    assert "– 2 offene Einreichungen zurückgezogen" in said
    assert "– 4 entschiedene Einreichungen ohne Ihren Namen, davon 1 angenommen" in said
    assert "– 13 Schritte im Verlauf ohne Ihren Namen" in said
    assert "– 1 angefangener Dialog gelöscht" in said
    assert "– 2 Texte von Ihrer Matrix-Adresse befreit" in said


async def test_what_stays_is_what_was_said(room: Room, database: Database) -> None:
    await a_whole_life(database)
    explained = await say(room, "!vergissmich")
    await say(room, "!vergissmich ja")

    async with database.transaction() as tx:
        kept = [await submissions.get(tx, number) for number in range(1, 8)]
        steps = await submissions.steps_of(tx, 7)
    states = [None if one is None else one.state for one in kept]
    assert states == [
        "withdrawn", "withdrawn", "accepted", "refused", "withdrawn", "unsuitable", "refused",
    ]  # fmt: skip
    titles = [None if one is None else one.title for one in kept]
    assert titles == [None, None, "Leitlinien Bürgerbeteiligung", None, None, None, titles[6]]
    assert {None if one is None else one.place for one in kept} == {"Bonn"}
    assert "Angenommene Einträge der Sammlung" in explained
    # A decision as a manager: nobody's, but still there.
    assert [(step.actor, step.action, step.detail) for step in steps] == [
        (None, "refused", "Doppelt")
    ]
    assert "Entscheidungen und Rückfragen, die Sie als Mitglied" in explained
    left = await everything(database)
    assert "kicked by (gelöschte Person): zu laut" in left
    assert "'Netzwerkmanagement'" in left


async def test_a_place_nobody_knows_is_not_kept(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await submit(tx, "open", place="Beim Chef von Ada", ags=None)
    await forget_ada(room)

    left = await everything(database)
    assert "Beim Chef" not in left
    assert "(Ort gelöscht)" in left


async def test_of_others_nothing_is_lost(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        theirs = await submit(tx, "open", CORA)
        await put(tx, "submission_file", submission_id=theirs.submission_id)
        await put(tx, "submission_step", submission_id=theirs.submission_id, actor=CORA)
        await put(tx, "awaited", alone=1)
        await put(tx, "direct_chat")
        await put(tx, "room", room_id="!c:example.org", inviter=CORA, membership="invite")
        await outbox.put(tx, CORA, {"body": "x"}, "c1", NOW, subject="submission:1")
        await outbox.put(tx, MANAGEMENT, {"body": "x"}, "submission-1-notice", NOW)
    before = await everything(database)
    await forget_ada(room)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM handled_event")
        await tx.execute("DELETE FROM outbox WHERE transaction_id LIKE 'answer-%'")

    assert await everything(database) == before


async def test_a_forgotten_invitation_does_not_count_as_one_by_configuration(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        await rooms.invited(tx, "!neu:example.org", ADA, NOW, direct=False)
    await forget_ada(room)

    async with database.transaction() as tx:
        assert await rooms.pending(tx) == []


async def test_with_nobody_known_it_works_as_well(room: Room) -> None:
    said = await forget_ada(room)

    assert said.startswith("Erledigt.")
    assert "– 0 offene Einreichungen zurückgezogen" in said
    assert await room.read(MANAGEMENT) == []


async def test_in_a_group_room_nobody_reads_how_much_there_was(
    room: Room, database: Database
) -> None:
    await a_whole_life(database)
    await say(room, "!vergissmich", room_id=ROOM)

    said = await say(room, "!vergissmich ja", room_id=ROOM)
    assert said.startswith("Erledigt.")
    assert "Einreichung" not in said
    assert ADA not in await everything(database)


# --- what others were told


async def announced(room: Room, database: Database) -> int:
    async with database.transaction() as tx:
        one = await submit(tx, "open")
        await notices.announce(room.context(tx), one)
    return one.submission_id


async def test_the_notice_and_its_edits_are_removed_and_the_management_knows_why(
    room: Room, database: Database
) -> None:
    number = await announced(room, database)
    await room.read(MANAGEMENT)
    async with database.transaction() as tx:
        one = await submissions.get(tx, number)
        assert one is not None
        await notices.refresh(room.context(tx), one)
    await room.read(MANAGEMENT)
    async with database.transaction() as tx:
        events = await outbox.sent_events(
            tx, [f"submission-{number}-notice", f"submission-{number}-notice-edit-1"]
        )
    assert len(events) == 2
    await forget_ada(room)
    room.contents.clear()

    [said] = await room.read(MANAGEMENT)
    assert "Zurückgezogen, bitte nicht mehr entscheiden: Nr. 1." in said
    assert {c["redacts"] for c in room.contents if "redacts" in c} == set(events.values())


async def test_what_is_still_to_be_said_is_not_said(room: Room, database: Database) -> None:
    number = await announced(room, database)
    await forget_ada(room)

    waiting = await everything(database)
    assert ADA not in waiting
    assert "Von meiner Kollegin" not in waiting
    first, _ = await room.read(MANAGEMENT)
    # It might have been on its way: then the redaction behind it counts.
    assert first.startswith(f"Einreichung Nr. {number}: Dieser Hinweis ist entfallen")
    assert any("redacts" in content for content in room.contents)


async def test_a_conversation_is_removed_on_both_sides(room: Room, database: Database) -> None:
    number = await announced(room, database)
    await room.say(f"!rückfrage {number} Von wann?", sender=LEAD, room_id=MANAGEMENT)
    async with database.transaction() as tx:
        posts = await forgetting.posts(tx, number)
    root = f"question-{number}-management"
    assert root in {post.transaction_id for post in posts}
    await forget_ada(room)

    async with database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT transaction_id FROM outbox WHERE room_id = ?", (MANAGEMENT,)
        )
        assert await outbox.sent_events(tx, [f"question-{number}-member"]) == {}
    assert f"{root}-removed" in {row["transaction_id"] for row in rows}


async def test_only_her_numbers_are_touched(room: Room, database: Database) -> None:
    """1 is not the beginning of 12."""
    async with database.transaction() as tx:
        for _ in range(11):
            await submit(tx, "open", CORA, event_id=None)
        twelfth = await submit(tx, "open", CORA, event_id=None)
        await tx.execute("UPDATE submission SET submitter = ? WHERE submission_id = 1", (ADA,))
        await notices.announce(room.context(tx), twelfth)
        await outbox.put(tx, "mail", {"body": "x"}, "mail-submission-12-5", NOW)
    await forget_ada(room)

    said = "\n".join(await room.read(MANAGEMENT))
    assert "Leitlinien Bürgerbeteiligung" in said
    assert not any("redacts" in content for content in room.contents)
    assert "mail-submission-12-5" in await everything(database)


async def test_a_reaction_on_a_removed_notice_decides_nothing(
    room: Room, database: Database
) -> None:
    number = await announced(room, database)
    await room.read(MANAGEMENT)
    async with database.transaction() as tx:
        [event_id] = (await outbox.sent_events(tx, [f"submission-{number}-notice"])).values()
    await forget_ada(room)
    await room.read(MANAGEMENT)
    await room.react("✅", event_id, sender=LEAD, room_id=MANAGEMENT)

    async with database.transaction() as tx:
        one = await submissions.get(tx, number)
    assert one is not None
    assert one.state == "withdrawn"


@pytest.mark.parametrize("body", ["!leitlinie Göppingen", "!sammlung NRW"])
async def test_of_a_choice_nothing_is_left_when_its_time_is_over(body: str) -> None:
    async with shipped() as database:
        room = Room(database)
        await room.say(body, sender=ADA, event_id="$frage")
        await forget_ada(room)
        room.now += timedelta(days=90)
        async with database.transaction() as tx:
            await forget(room.context(tx))

        assert "$frage" not in await everything(database)


async def test_of_a_preview_nothing_is_left_when_nobody_decides(database: Database) -> None:
    room = Room(database)
    line = '!termin neu online-konferenz "Los" 14.01.2027 10:00-11:30 https://k.example.org/'
    await room.say(line, room_id=MANAGEMENT, event_id="$vorschau")
    await room.read(MANAGEMENT)
    room.now += timedelta(days=100)
    for _ in range(2):
        async with database.transaction() as tx:
            await forget(room.context(tx))

    assert "$vorschau" not in await everything(database)
