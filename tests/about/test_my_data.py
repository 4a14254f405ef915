"""!meinedaten: a file of everything that is stored on the person, for nobody else."""

import json
from datetime import timedelta
from typing import Any

from commands.conversation.events import Message
from storage.conversation import outbox
from storage.conversation.outbox import Fallback
from storage.database import Database
from storage.matrix import direct_chats
from storage.matrix.direct_chats import DirectChat
from storage.submissions import submissions
from storage.submissions.submissions import SubmissionStep
from tests.support.people import ADA, CORA, DIRECT, everything, file_for_ada, put
from tests.support.say import MANAGEMENT, NOW, ROOM, Room

LEAD = "@leitung:example.org"


async def contents_for(database: Database, room_id: str) -> list[dict[str, Any]]:
    async with database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT content, file FROM outbox WHERE room_id = ? ORDER BY outbox_id", (room_id,)
        )
    return [{**json.loads(row["content"]), "file": row["file"]} for row in rows]


async def a_submission(database: Database) -> None:
    async with database.transaction() as tx:
        await put(
            tx,
            "submission",
            submission_id=7,
            submitter=ADA,
            state="refused",
            title="Leitlinien",
            note="Bitte bald",
        )
        await put(tx, "submission_file", submission_id=7, name="a.pdf", source='{"url": "mxc://a"}')
        await submissions.add_step(tx, SubmissionStep(7, NOW, ADA, "submitted"))
        await submissions.add_step(tx, SubmissionStep(7, NOW, LEAD, "refused", "Veraltet"))
        await put(tx, "submission", submission_id=8, note="Nur für die Leitung")
        await put(tx, "awaited", user_id=LEAD, kind="refusal", subject="submission:7")
        await submissions.add_step(tx, SubmissionStep(8, NOW, CORA, "answered", "Geheim"))


async def test_a_submission_comes_with_its_file_and_its_history(
    room: Room, database: Database
) -> None:
    await a_submission(database)

    document = await file_for_ada(room)
    [submission] = document["Ihre Einreichungen"]
    assert document["Person"] == ADA
    assert document["Stand der Auskunft"] == "2026-11-24T10:00:00+01:00"
    assert submission["Nummer der Einreichung"] == 7
    assert submission["Stand"] == "abgelehnt"
    assert submission["Anmerkung"] == "Bitte bald"
    assert submission["Angelegt am"] == "2026-11-24T10:00:00+01:00"
    assert submission["Datei"]["Name"] == "a.pdf"
    assert submission["Datei"]["Ort und Schlüssel der Datei"] == {"url": "mxc://a"}
    assert submission["Datei"]["Verschlüsselt gesendet"] == "nein"
    assert [(s["Von"], s["Was"], s["Text"]) for s in submission["Verlauf"]] == [
        ("Ihnen", "eingereicht", ""),
        ("mir oder dem Netzwerkmanagement", "abgelehnt", "Veraltet"),
    ]


async def test_nothing_of_others_is_in_it(room: Room, database: Database) -> None:
    await a_submission(database)

    told = json.dumps(await file_for_ada(room), ensure_ascii=False)
    for secret in ("Nur für die Leitung", "Geheim", CORA, LEAD):
        assert secret not in told


async def test_a_manager_finds_the_own_decisions_without_the_submissions_of_others(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        await put(tx, "submission", submission_id=3, title="Von Cora")
        asked = {"kind": "refusal", "subject": "submission:3", "payload": '{"submission_id": 3}'}
        await put(tx, "awaited", user_id=ADA, **asked)
        await submissions.add_step(tx, SubmissionStep(3, NOW, ADA, "refused", "Doppelt"))

    document = await file_for_ada(room)
    [decision] = document["Ihre Entscheidungen und Rückfragen zu Einreichungen anderer"]
    assert (decision["Nummer der Einreichung"], decision["Was"]) == (3, "abgelehnt")
    assert decision["Text"] == "Doppelt"
    assert document["Ihre Einreichungen"] == []
    [asked] = document["Ablehnungen, für die ich Sie nach dem Grund gefragt habe"]
    assert asked["Nummer der Einreichung"] == 3
    assert "Von Cora" not in json.dumps(document)


async def test_what_waits_for_her_is_in_it_and_what_others_were_told_only_as_a_fact(
    room: Room, database: Database
) -> None:
    await a_submission(database)
    async with database.transaction() as tx:
        await direct_chats.opened(tx, DirectChat(ADA, DIRECT, "join"), NOW)
        await outbox.put(tx, ADA, {"body": "Guten Tag"}, "t1", NOW)
        told = {"body": "Notiz der Leitung"}
        await outbox.put(tx, MANAGEMENT, told, "t2", NOW, subject="submission:7")

    document = await file_for_ada(room)
    [message] = document["Meine Nachrichten an Sie"]
    assert message["Inhalt"] == {"body": "Guten Tag"}
    assert message["Stand"] == "wartet"
    [notice] = document["Meine Nachrichten an andere über Ihre Einreichungen"]
    assert notice["Gehört zu"] == "submission:7"
    assert "Notiz der Leitung" not in json.dumps(document)


async def test_the_text_beside_the_file_says_what_is_in_it_and_for_how_long(
    room: Room, database: Database
) -> None:
    await a_submission(database)

    _, said = await room.say("!meinedaten", sender=ADA, room_id=DIRECT, direct=True)
    assert "Angaben gibt es in einem Bereich:" in said
    assert "– Ihre Einreichungen: 1; Ihr Name und Ihre Texte bleiben bis 730 Tage nach" in said
    assert "Alles über Sie löschen können Sie mit !vergissmich." in said


async def test_who_is_unknown_is_told_so(room: Room) -> None:
    name, said = await room.say("!meinedaten", sender=ADA, room_id=DIRECT, direct=True)

    assert name == "meine-daten-2026-11-24.json"
    assert "Zurzeit ist über Sie nichts gespeichert." in said


async def test_asked_in_a_group_room_only_the_direct_chat_gets_it(
    room: Room, database: Database
) -> None:
    await a_submission(database)

    [said] = await room.say("!meinedaten", sender=ADA)
    assert said.startswith("Ihre Daten sende ich Ihnen in den Direktchat.")
    told, file = await contents_for(database, ADA)
    assert told["body"].startswith("Ihre Daten: ")
    assert file["filename"] == "meine-daten-2026-11-24.json"
    assert file["info"] == {"mimetype": "application/json", "size": len(file["file"])}
    assert b"Bitte bald" in file["file"]


async def test_if_she_cannot_be_invited_the_room_says_what_to_do_and_nothing_else(
    room: Room, database: Database
) -> None:
    await a_submission(database)
    await room.say("!meinedaten", sender=ADA)

    async with database.transaction() as tx:
        await outbox.fail_room(tx, ADA, "refused", NOW)
    [said] = await room.read(ROOM)
    assert said.startswith("Ich konnte Sie nicht zu einem Direktchat einladen")
    assert "Bitte bald" not in said


async def test_the_file_is_gone_when_it_is_sent(room: Room, database: Database) -> None:
    await a_submission(database)
    await room.say("!meinedaten", sender=ADA, room_id=DIRECT, direct=True)

    assert "Ihre Einreichungen" not in await everything(database)


async def test_what_is_to_be_said_otherwise_is_hers_too(room: Room, database: Database) -> None:
    fallback = Fallback(ROOM, {"body": "Bitte kommen"})
    async with database.transaction() as tx:
        await outbox.put(tx, ADA, {"body": "x"}, "t1", NOW, fallback=fallback)

    [message] = (await file_for_ada(room))["Meine Nachrichten an Sie"]
    assert message["Was ich sonst sage und wo"]["content"] == {"body": "Bitte kommen"}


async def test_moments_follow_the_clock_change(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, "direct_chat", user_id=ADA, changed_at=int(NOW.timestamp()) - 120 * 86_400)

    [chat] = (await file_for_ada(room))["Direktchat mit Ihnen"]
    assert chat["Zuletzt geändert am"] == "2026-07-27T11:00:00+02:00"


async def test_a_thousand_steps_are_told_in_their_order(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, "submission", submission_id=1, submitter=ADA)
        for number in range(1000):
            at = NOW + timedelta(seconds=number)
            await submissions.add_step(tx, SubmissionStep(1, at, ADA, "changed", str(number)))

    [submission] = (await file_for_ada(room))["Ihre Einreichungen"]
    assert [step["Text"] for step in submission["Verlauf"]] == [str(n) for n in range(1000)]


async def test_an_edited_command_asks_before_it_is_answered_again(
    room: Room, database: Database
) -> None:
    first = Message(DIRECT, ADA, "$first", "!meinedaten", NOW, direct=True)
    await room.dispatch.handle(first)
    edit = Message(DIRECT, ADA, "$edit", "!meinedaten", NOW, direct=True, replaces="$first")
    await room.dispatch.handle(edit)

    assert "my-data-$edit" not in await everything(database)
    [*_, asked] = await room.read(DIRECT)
    assert "Soll ich jetzt !meinedaten ausführen?" in asked
