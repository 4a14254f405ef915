"""!status: what the management sees, and what it is asked to do."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from commands.collection.texts.register import in_force
from commands.conversation.settings import MailSettings
from storage import key_value
from storage.conversation import outbox
from storage.database import Database
from storage.key_value import CLOCK_OFF, MISSING_ROOMS
from storage.matrix import rooms, sync
from storage.meetings import calendars
from storage.meetings.calendars import PolledCalendar
from storage.submissions import submissions
from tests.support.reviewing import blank, file_of
from tests.support.say import MANAGEMENT, NOW, ROOM, Room


async def status(room: Room) -> str:
    [said] = await room.say("!status genau", room_id=MANAGEMENT)
    return said


async def put_facts(database: Database, **values: str) -> None:
    async with database.transaction() as tx:
        for name, value in values.items():
            await key_value.put(tx, name, value, NOW)


async def test_it_exists_only_in_the_management_room(room: Room) -> None:
    [said] = await room.say("!status")

    assert said.startswith("Den Befehl !status gibt es nur im Raum des Netzwerkmanagements.")


async def test_when_all_is_well_it_says_so_first(room: Room, database: Database) -> None:
    started = str(int((NOW - timedelta(days=3)).timestamp()))
    await put_facts(database, encryption="ok", cross_signing="signed", started_at=started)
    async with database.transaction() as tx:
        await sync.advance(tx, "token", NOW - timedelta(seconds=20))
        await rooms.entered(tx, ROOM, NOW)

    lines = (await status(room)).splitlines()
    assert lines[0] == "Status: Es ist keine Störung bekannt."
    assert lines[2] == "Im Einzelnen (12 Angaben):"
    assert lines[4:-1] == [
        "– Version: 1.2.3",
        "– In Betrieb seit: 3 Tagen",
        "– Letzter Abgleich mit dem Homeserver: vor 20 Sekunden",
        "– Verschlüsselung: in Ordnung",
        "– Bestätigung des Bots (Quersignatur): in Ordnung",
        "– Nachrichten, die noch zu senden sind: keine",
        "– Offene Einreichungen: keine",
        "– Räume, in denen der Bot ist: 1",
        "– Erinnerungen in den nächsten 24 Stunden: keine",
        "– Links der Sammlung: noch keiner geprüft",
        f"– Gemeindeverzeichnis: {in_force(None, NOW.date())}",
    ]
    assert lines[-1].startswith("– Größe der Datenbank: 0,")


async def test_people_see_five_lines(room: Room, database: Database) -> None:
    [said] = await room.say("!status", room_id=MANAGEMENT)

    assert [line for line in said.splitlines() if line] == [
        "Status: Es ist keine Störung bekannt.",
        "– Offene Einreichungen: keine",
        "– Erinnerungen in den nächsten 24 Stunden: keine",
        "– Links der Sammlung: noch keiner geprüft",
        "Die technischen Angaben zeigt !status genau",
    ]
    await put_facts(database, encryption="own_keys_missing")
    [said] = await room.say("!status", room_id=MANAGEMENT)
    assert "Abhilfe: Bitte lassen Sie den Bot neu starten" in said


async def test_what_is_not_known_is_not_called_well(room: Room) -> None:
    said = await status(room)

    assert "Verschlüsselung: noch nicht geprüft" in said
    assert "(Quersignatur): noch nicht geprüft" in said
    assert "Abgleich mit dem Homeserver: noch keiner" in said
    assert "in Ordnung" not in said


@pytest.mark.parametrize(
    ("name", "value", "cause", "remedy"),
    [
        ("encryption", "own_keys_missing", "fehlen die Schlüssel des Bots", "neu starten"),
        ("cross_signing", "unsigned", "ist nicht bestätigt", "das Passwort des Bot-Kontos"),
        ("cross_signing", "foreign", "Quersignatur des Bot-Kontos neu gesetzt", "klären Sie, wer"),
    ],
)
async def test_trouble_with_encryption_comes_with_its_remedy(
    room: Room, database: Database, name: str, value: str, cause: str, remedy: str
) -> None:
    await put_facts(database, **{name: value})

    said = await status(room)
    assert said.startswith("Status: Ein Punkt braucht Ihre Aufmerksamkeit.\n\n– ")
    assert cause in said
    assert "Abhilfe: " in said
    assert remedy in said


async def test_several_problems_are_counted(room: Room, database: Database) -> None:
    await put_facts(database, encryption="own_keys_missing", cross_signing="foreign")

    said = await status(room)
    assert said.startswith("Status: 2 Punkte brauchen Ihre Aufmerksamkeit.")
    assert said.count("Abhilfe") == 2


async def test_a_queue_is_normal_until_it_does_not_move(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, ROOM, {}, "t1", NOW)
        await outbox.put(tx, ROOM, {}, "t2", NOW)

    room.now = NOW + timedelta(minutes=15)
    said = await status(room)
    assert "noch zu senden sind: 2, die älteste seit 15 Minuten" in said
    assert "keine Störung" in said

    room.now = NOW + timedelta(minutes=16)
    said = await status(room)
    assert "Seit 16 Minuten wartet eine Nachricht darauf, gesendet zu werden." in said
    assert "Ein Punkt" in said


@pytest.mark.parametrize(
    ("count", "words"), [(1, "Eine Nachricht ließ sich nicht"), (3, "3 Nachrichten ließen sich")]
)
async def test_what_could_not_be_sent_is_counted(
    room: Room, database: Database, count: int, words: str
) -> None:
    async with database.transaction() as tx:
        for number in range(count):
            await outbox.put(tx, ROOM, {}, f"t{number}", NOW)
        await outbox.fail_room(tx, ROOM, "403", NOW)

    assert words in await status(room)


async def test_rooms_it_was_put_out_of_are_named_with_the_reason(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, "!a:example.org", NOW)
        await rooms.entered(tx, "!b:example.org", NOW)
        await rooms.gone(tx, "!a:example.org", "Aufgeräumt", NOW - timedelta(hours=1))
        await rooms.gone(tx, "!b:example.org", "", NOW - timedelta(days=1))

    said = await status(room)
    assert (
        "vor einer Stunde aus dem Raum !a:example.org entfernt. Angegebener Grund: »Aufge" in said
    )
    assert "vor einem Tag aus dem Raum !b:example.org entfernt. Abhilfe" in said
    assert "Räume, in denen der Bot ist: 0" in said


async def test_a_room_that_was_upgraded_is_no_trouble(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, "!old:example.org", NOW)
        await rooms.replaced(tx, "!old:example.org", "!new:example.org")
        await rooms.entered(tx, "!new:example.org", NOW)
        await rooms.gone(tx, "!old:example.org", "upgraded", NOW)

    assert "keine Störung" in await status(room)


async def test_a_room_it_could_not_enter_yet_is_named(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await rooms.join_later(tx, "!a:example.org", NOW)

    assert "Der Bot ist noch nicht im Raum !a:example.org." in await status(room)


async def test_a_reason_somebody_typed_is_escaped(room: Room, database: Database) -> None:
    async with database.transaction() as tx:
        await rooms.entered(tx, ROOM, NOW)
        await rooms.gone(tx, ROOM, "<b>weg</b>", NOW)
    await status(room)

    assert "&lt;b&gt;weg&lt;/b&gt;" in room.contents[0]["formatted_body"]


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "vor weniger als einer Sekunde"),
        (timedelta(0), "vor weniger als einer Sekunde"),
        (timedelta(seconds=1), "vor einer Sekunde"),
        (timedelta(seconds=59), "vor 59 Sekunden"),
        (timedelta(minutes=1), "vor einer Minute"),
        (timedelta(minutes=119), "vor einer Stunde"),
        (timedelta(hours=47), "vor einem Tag"),
        (timedelta(days=400), "vor 400 Tagen"),
    ],
)
async def test_durations_are_in_words(
    room: Room, database: Database, ago: timedelta, words: str
) -> None:
    async with database.transaction() as tx:
        await sync.advance(tx, "token", NOW - ago)

    assert f"Letzter Abgleich mit dem Homeserver: {words}\n" in await status(room)


async def submit(database: Database, at: datetime, **file: Any) -> int:
    async with database.transaction() as tx:
        submission = await submissions.add(tx, blank("Bonn", created_at=at))
        if file:
            await submissions.put_file(tx, file_of(submission.submission_id, **file))
    return submission.submission_id


async def test_submissions_that_wait_are_counted(room: Room, database: Database) -> None:
    await submit(database, NOW - timedelta(days=3))
    assert "Offene Einreichungen: 1, seit 3 Tagen" in await status(room)

    await submit(database, NOW)
    said = await status(room)
    assert "Offene Einreichungen: 2, die älteste seit 3 Tagen" in said
    assert "keine Störung" in said


async def test_files_that_cannot_be_fetched_are_named_with_what_to_do(
    room: Room, database: Database
) -> None:
    first = await submit(database, NOW, state="unreachable", sha256=None)
    assert f"Eine Datei ließ sich bisher nicht holen, Einreichung Nr. {first}." in await status(
        room
    )

    second = await submit(database, NOW, state="unreachable", sha256=None)
    await submit(database, NOW, state="waiting", sha256=None)
    await submit(database, NOW)
    said = await status(room)
    assert said.startswith("Status: Ein Punkt braucht Ihre Aufmerksamkeit.")
    assert (
        f"2 Dateien ließen sich bisher nicht holen, Einreichung Nr. {first}, Nr. {second}." in said
    )
    assert f"mit !rückfrage {first} und Ihrer Bitte" in said


async def put_mail(database: Database, name: str) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, outbox.MAIL, {}, name, NOW, event_type="mail")


async def test_mails_that_wait_are_counted_apart_from_messages(
    room: Room, database: Database
) -> None:
    await put_mail(database, "m1")
    await put_mail(database, "m2")

    room.now = NOW + timedelta(minutes=16)
    said = await status(room)
    assert "Nachrichten, die noch zu senden sind: keine" in said
    assert "E-Mails, die noch zu senden sind: 2, die älteste seit 16 Minuten" in said
    assert "Seit 16 Minuten wartet eine E-Mail" in said
    assert "ob der Mailserver erreichbar ist" in said
    assert "Ein Punkt" in said


@pytest.mark.parametrize(("count", "words"), [(1, "Eine E-Mail ließ"), (2, "2 E-Mails ließen")])
async def test_mails_that_were_refused_are_counted(
    room: Room, database: Database, count: int, words: str
) -> None:
    for number in range(count):
        await put_mail(database, f"m{number}")
    async with database.transaction() as tx:
        await outbox.fail_room(tx, outbox.MAIL, "550", NOW)

    said = await status(room)
    assert f"{words} sich nicht senden" in said
    assert "Ein Punkt" in said


async def test_mail_is_spoken_of_only_where_it_is_set_up(room: Room) -> None:
    assert "E-Mail" not in await status(room)

    settings = replace(room.settings, mail=MailSettings(daily=False))
    room.live.settings = settings
    assert "E-Mails, die noch zu senden sind: keine" in await status(room)


async def test_a_calendar_that_cannot_be_read_is_a_disturbance(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        failing = PolledCalendar("a", failing_since=NOW - timedelta(hours=3))
        await calendars.put(tx, failing)
        await calendars.put(tx, PolledCalendar("b"))
        await calendars.put_left_out(tx, "b", ["1", "2"], NOW)

    told = await status(room)
    assert "Ein Kalender kann nicht gelesen werden, seit 3 Stunden." in told
    assert "– Aus Kalendern nicht oder nur zum Teil übernommen: 2 Einträge" in told


@pytest.mark.parametrize(
    ("off", "words"), [("7200", "2 Stunden vor"), ("-90", "nach"), (None, "keine Störung")]
)
async def test_a_wrong_clock_is_told(
    room: Room, database: Database, off: str | None, words: str
) -> None:
    if off is not None:
        await put_facts(database, **{CLOCK_OFF: off})
    said = await status(room)
    assert words in said
    assert ("Bitte lassen Sie die Uhr dieses Rechners stellen" in said) is (off is not None)


async def test_a_room_that_is_not_there_is_told(room: Room, database: Database) -> None:
    await put_facts(database, **{MISSING_ROOMS: "#eins:example.org #zwei:example.org"})
    said = await status(room)
    assert "2 Punkte brauchen" in said
    for name in ("#eins:example.org", "#zwei:example.org"):
        assert f"Den Raum {name} aus der Konfiguration gibt es" in said
