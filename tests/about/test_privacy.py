"""!datenschutz must be true: it is compared with what the program really keeps."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from commands.about import housekeeping
from commands.conversation.settings import MailSettings, Privacy, RetentionDays, Submissions
from storage import key_value
from storage.conversation import inbox, outbox
from storage.database import Database
from storage.matrix import rooms, sync, undecrypted
from tests.support.people import everything, tables
from tests.support.say import NOW, ROOM, SETTINGS, Room

# Each table is spoken of in this part of the text.
SPOKEN_OF = {
    "handled_event": "Bearbeitete Nachrichten",
    "submission": "Einreichungen",
    "submission_step": "Einreichungen",
    "submission_file": "Dateien",
    "document": "Dateien",
    "guideline_document": "Die Sammlung",
    "awaited": "Dialoge",
    "direct_chat": "Direktchats",
    "outbox": "Meine Antworten",
    "room": "Räume und Einladungen",
    "undecrypted_event": "Nachrichten, die ich nicht entschlüsseln kann",
    "municipality": "Die Sammlung",
    "municipality_key": "Die Sammlung",
    "guideline": "Die Sammlung",
    "guideline_link": "Die Sammlung",
    "guideline_version": "Verlauf der Sammlung",
    "link_check": "Die Sammlung",
    "register_place": "Die Sammlung",
    "imported_place": "Die Sammlung",
    "former_place": "Die Sammlung",
    "register_edition": "Die Sammlung",
    "document_text": "Die Sammlung",
    "document_page": "Die Sammlung",
    "file_request": "Die Sammlung",
    "search_entry": "Die Sammlung",
    "search_page": "Die Sammlung",
    "search_word": "Die Sammlung",
    "search_entry_words": "Die Sammlung",
    "search_page_words": "Die Sammlung",
    "search_word_parts": "Die Sammlung",
    "search_pending": "Die Sammlung",
    "series": "Termine",
    "meeting": "Termine",
    "slot": "Termine",
    "calendar": "Termine",
    "imported_meeting": "Termine",
    "programme_request": "Termine",
    "recount": "Antworten zu Terminen",
    "rsvp": "Antworten zu Terminen",
    "rsvp_history": "Antworten zu Terminen",
    "wish": "Erinnerungen",
    "feed_token": "Abonnement des Kalenders",
    "reminder": "Erinnerungen",
    "topic": "Themen",
    "topic_word": "Themen",
    "question": "Fragen an das Netzwerk",
    "question_follower": "Fragen an das Netzwerk",
    "question_mention": "Fragen an das Netzwerk",
    "result": "Ergebnisse von Fragen",
    "unasked": "Fragen an das Netzwerk",
    "profile": "Profile",
    "inquiry": "Anfragen an Mitglieder, die erst gefragt werden möchten",
    "inquiry_person": "Anfragen an Mitglieder, die erst gefragt werden möchten",
    "digest_order": "Rundbrief",
    "announcement_news": "Rundbrief",
    "digest_told": "Rundbrief",
    "digest_code": "Rundbrief",
    "digest_foreword": "Rundbrief",
    "result_change": "Ergebnisse von Fragen",
    "newcomer": "Neue Mitglieder",
    "introduction": "Neue Mitglieder",
    "management_question": "Anfragen an das Netzwerkmanagement",
    "announcement": "Ankündigungen",
    "announcement_copy": "Ankündigungen",
    "anonymous_link": "Anonyme Fragen",
    "anonymous_mark": "Anonyme Fragen",
    "room_alias": "Räume und Einladungen",
    "sync": "Mein eigener Stand",
    "earlier_post": "Mein eigener Stand",
    "earlier_room": "Mein eigener Stand",
    "key_value": "Mein eigener Stand",
    "migration": "Mein eigener Stand",
}
WORDS = "vertrauliche-worte"


async def test_every_table_is_spoken_of(room: Room, database: Database) -> None:
    [said] = await room.say("!datenschutz", direct=True)
    async with database.transaction() as tx:
        assert await tables(tx) == set(SPOKEN_OF)

    for part in SPOKEN_OF.values():
        assert f"– {part}: " in said


async def test_the_list_is_led_by_its_count(room: Room) -> None:
    [said] = await room.say("!datenschutz", direct=True)

    found = re.search(r"\((\d+) Punkte\)", said)
    assert found is not None
    assert int(found[1]) == said.count("\n– ")


@pytest.mark.parametrize(
    ("event", "days", "words"),
    [("$befehl", 30, "nach 30 Tagen"), ("$unlesbar", 14, "spätestens nach 14 Tagen")],
)
async def test_it_is_forgotten_after_the_days_it_says(
    room: Room, database: Database, event: str, days: int, words: str
) -> None:
    await room.say("!leitlinie Bonn", event_id="$befehl")
    async with database.transaction() as tx:
        await undecrypted.put(tx, "$unlesbar", ROOM, "session", NOW)

    async with database.transaction() as tx:
        room.now = NOW + timedelta(days=days)
        await housekeeping.forget(room.context(tx))
    assert event in await everything(database)
    async with database.transaction() as tx:
        room.now = NOW + timedelta(days=days, seconds=1)
        await housekeeping.forget(room.context(tx))
    assert event not in await everything(database)
    assert words in (await room.say("!datenschutz", direct=True))[0]


async def test_what_is_not_addressed_to_the_bot_is_not_kept(room: Room, database: Database) -> None:
    before = await everything(database)
    await room.say(f"Guten Morgen, hier {WORDS}", event_id="$gespraech")

    assert await everything(database) == before


async def test_of_a_command_the_words_and_the_sender_are_not_kept(
    room: Room, database: Database
) -> None:
    await room.say(f"!hilfe {WORDS}", event_id="$befehl", sender="@ada:example.org")

    kept = await everything(database)
    assert "$befehl" in kept
    assert WORDS not in kept
    assert "@ada" not in kept


async def test_the_words_of_an_answer_are_kept_only_until_it_is_sent(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        await outbox.put(tx, ROOM, {"body": WORDS}, "t1", NOW)
    assert WORDS in await everything(database)

    await room.read()
    assert WORDS not in await everything(database)


async def test_who_invited_and_why_it_was_removed_is_kept_and_said(
    room: Room, database: Database
) -> None:
    async with database.transaction() as tx:
        await rooms.invited(tx, ROOM, "@bo:example.org", NOW, direct=False)
    assert "@bo:example.org" in await everything(database)
    async with database.transaction() as tx:
        await rooms.gone(tx, ROOM, "Aufgeräumt", NOW)
    kept = await everything(database)
    assert "@bo:example.org" not in kept
    assert "Aufgeräumt" in kept

    [said] = await room.say("!datenschutz", direct=True)
    assert "wer mich eingeladen hat" in said
    assert "wenn ich entfernt wurde, den angegebenen Grund" in said


async def test_it_says_what_reactions_reveal_and_whom_to_ask(room: Room) -> None:
    [said] = await room.say("!datenschutz", direct=True)

    assert "Reaktionen auf Nachrichten sind in Matrix auch in verschlüsselten Räumen nicht" in said
    assert "Entscheidet das Netzwerkmanagement mit einer Reaktion über eine Einreichung" in said
    assert said.endswith("wenden Sie sich bitte an NeKoPa. Die Adresse zeigt !kontakt.")


async def test_all_numbers_come_from_the_configuration(database: Database) -> None:
    days = RetentionDays(
        handled_events=11, outbox=12, unreadable=13, submissions=14, dialogues=1, meetings=15
    )
    room = Room(database, settings=replace(SETTINGS, privacy=Privacy(retention_days=days)))

    [said] = await room.say("!datenschutz", direct=True)
    assert "wenn Sie Ihren Befehl bearbeiten. Gelöscht wird das nach 11" in said
    assert "(Raum, Kennungen, Zeitpunkt) nach 12 Tagen." in said
    assert "spätestens nach 13 Tagen." in said
    assert "14 Tage nach der Entscheidung" in said
    assert said.count("15 Tage nach dem Termin") == 3
    assert "spätestens einen Tag nach Ihrer letzten Antwort." in said
    [explained] = await room.say("!vergissmich", direct=True)
    assert "Ich lösche sie nach 11 Tagen." in explained


async def test_mail_is_spoken_of_as_configured(database: Database) -> None:
    without, sending = SETTINGS, replace(SETTINGS, mail=MailSettings(daily=False))

    [said] = await Room(database, settings=without).say("!datenschutz", event_id="$1", direct=True)
    assert "Per E-Mail gebe ich nichts weiter." in said
    [said] = await Room(database, settings=sending).say("!datenschutz", event_id="$2", direct=True)
    assert "bekommt Einreichungen auch per E-Mail, mit Ihrer Matrix-Adresse" in said
    assert "Per E-Mail gebe ich nichts weiter." not in said


async def test_links_are_spoken_of_as_configured(database: Database) -> None:
    off = replace(SETTINGS, submissions=Submissions(check_links=False))

    [said] = await Room(database).say("!datenschutz", event_id="$1", direct=True)
    assert "Einen Link in einer Einreichung rufe ich ab" in said
    assert "Die Links der Sammlung rufe ich jede Woche einmal ab." in said
    [said] = await Room(database, settings=off).say("!datenschutz", event_id="$2", direct=True)
    assert "Links in Einreichungen und in der Sammlung rufe ich nicht ab." in said


async def test_it_says_how_to_get_and_to_delete_what_is_stored(room: Room) -> None:
    [said] = await room.say("!datenschutz", direct=True)

    assert "sendet Ihnen !meinedaten. Löschen können Sie es mit !vergissmich;" in said


async def test_the_own_position_says_nothing_about_anybody(database: Database) -> None:
    async with database.transaction() as tx:
        await inbox.mark_handled(tx, "$e", NOW)
        await sync.advance(tx, "s1", NOW)
        await key_value.put(tx, "encryption", "ok", NOW)

        columns = await tx.execute_fetchall("SELECT name FROM pragma_table_info('handled_event')")
    names = [column["name"] for column in columns]
    assert names == ["event_id", "handled_at", "outcome", "revision"]


async def test_a_room_reads_five_sentences_and_the_direct_chat_the_whole(room: Room) -> None:
    [short] = await room.say("!datenschutz", event_id="$short")

    assert len(re.findall(r"[.] ", f"{short} ")) == 5
    assert len(short.split()) < 90
    assert short.endswith("Tippen Sie auf 1️⃣, oder schreiben Sie 1.")
    [here] = await room.say("1")
    [whole] = await room.read("@ada:example.org")
    assert here == "Die Antwort finden Sie in unserem Direktchat."
    assert whole.startswith("Datenschutz: was ich speichere und warum")
