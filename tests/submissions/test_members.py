"""What a member reads who hands in, looks up or withdraws a submission."""

from dataclasses import replace
from typing import Any

import pytest

from commands import COMMANDS
from storage.submissions import submissions
from storage.submissions.submissions import SubmissionStep
from tests.support.say import NOW, ROOM
from tests.support.submitting import ADA, BO, PDF, URL, Office

CHAT = "!direkt:example.org"


# --- hand in


async def test_one_line_is_enough(at: Office) -> None:
    told = await at.say(f"!einreichen Köln {URL}")

    assert told.split("\n\n") == [
        (
            "Vielen Dank. Ihre Einreichung Nr. 1 ist eingegangen: Köln (Stadt, kreisfrei,"
            " Nordrhein-Westfalen), Liste Bürgerbeteiligung."
        ),
        f"Link: {URL}",
        (
            "Das Netzwerkmanagement entscheidet, und Sie hören davon im Direktchat. Möchten Sie"
            " etwas ändern? Bearbeiten Sie Ihre Nachricht. Wie es weitergeht, sehen Sie mit"
            " !einreichung 1."
        ),
    ]


async def test_everything_that_was_understood_is_repeated(at: Office) -> None:
    line = f"!einreichen Köln | Kinder | {URL} | <b>T</b> | beschlossen 12.3.2014 | Hinweis"
    told = await at.say(line, replied_file=PDF)

    assert "Liste Kinder- und Jugendbeteiligung." in told
    assert "Notiert habe ich:" in told
    assert "– Datei: »leitlinien.pdf«\n– Titel: »<b>T</b>«" in told
    assert "– Stand: beschlossen (12. März 2014)\n– Anmerkung: Hinweis" in told
    assert "&lt;b&gt;T" in at.room.contents[-1]["formatted_body"]


async def test_an_unknown_place_is_taken_and_a_similar_one_offered(at: Office) -> None:
    told = await at.say(f"!einreichen Solingn {URL}")

    assert (
        "»Solingn« steht in keinem meiner Verzeichnisse; das Netzwerkmanagement sieht nach." in told
    )
    assert "Meinten Sie Solingen? Dann tippen Sie auf 1️⃣." in told
    assert (await at.submission(1)).place == "Solingn"
    assert "bisher »Solingn«, neu »Solingen«" in await at.say("1")
    assert (await at.submission(1)).place == "Solingen"
    assert "sieht nach" not in await at.say(f"!einreichen Göttingen {URL}")


async def test_a_place_with_several_meanings_is_asked_about(at: Office) -> None:
    told = await at.say(f"!einreichen Göppingen {URL}")

    assert told.startswith("2 Orte passen zu »Göppingen«:")
    assert "Es ist noch nichts eingereicht." in told
    assert "!einreichen Göppingen (Landkreis) https://…" in told
    assert await at.count() == 0


@pytest.mark.parametrize("asked", ["Göppingen", "Lichtenberg", "Berg"])
async def test_each_of_the_places_offered_can_be_typed(at: Office, asked: str) -> None:
    told = await at.say(f"!einreichen {asked} {URL}")
    options = [line.partition(" ")[2] for line in told.split("\n\n")[1].splitlines()]

    for number, option in enumerate(options, start=1):
        assert f"Nr. {number}" in await at.say(f"!einreichen {option} {URL}")
    assert len({(await at.submission(n + 1)).ags for n in range(len(options))}) == len(options)


@pytest.mark.parametrize("how", ["file", "replied_file"])
async def test_a_file_needs_only_the_place(at: Office, how: str) -> None:
    told = await at.say("!einreichen Köln", **{how: PDF})

    assert "\n\nDatei: »leitlinien.pdf«\n\n" in told
    assert (await at.file(1)).source == PDF.source


ANSWERED: dict[str, Any] = {"reply_to": "$other"}
SEALED: dict[str, Any] = {"reply_to": "$other", "replies_to_unreadable": True}


@pytest.mark.parametrize(
    ("words", "more", "says"),
    [
        ("", {"file": PDF}, "Zu welcher Kommune gehört die Datei?"),
        ("", {"replied_file": PDF, "reply_to": "$f"}, "Zu welcher Kommune gehört die Datei?"),
        ("", SEALED, "kann ich nicht entschlüsseln"),
        ("Köln", SEALED, "kann ich nicht entschlüsseln"),
        ("", ANSWERED, "ist keine Datei"),
        ("Köln", ANSWERED, "ist keine Datei"),
        ("Köln", {}, "Es fehlt das Dokument."),
        ("Köln", {}, "Zum Beispiel: !einreichen Köln https://…"),
        ("Köln | | | 2014", {}, "Es fehlt das Dokument."),
        (f"| {URL}", {}, "Zu welcher Kommune"),
        ("Köln ftp://example.org", {}, "Zum Beispiel: !einreichen Bonn https://…"),
    ],
)
async def test_what_is_missing_is_asked_for_and_nothing_is_filed(
    at: Office, words: str, more: dict[str, Any], says: str
) -> None:
    assert says in await at.say(f"!einreichen {words}", **more)
    assert await at.count() == 0


async def test_a_link_is_filed_even_if_the_message_it_answers_cannot_be_read(at: Office) -> None:
    told = await at.say(f"!einreichen Köln {URL}", **SEALED)

    assert "Nr. 1" in told
    assert "War dort eine Datei, reichen Sie sie bitte noch einmal ein." in told


async def test_alone_it_begins_the_dialogue_in_the_direct_chat(at: Office) -> None:
    await at.say("!einreichen")

    assert "Schritt 1 von" in await at.told()


@pytest.mark.parametrize("word", ["!Einreichen", "Netzwerkbot: einreichen", "!vorschlagen"])
async def test_the_command_has_several_forms(at: Office, word: str) -> None:
    assert "Nr. 1" in await at.say(f"{word} Köln {URL}")


# --- my submissions


async def test_own_submissions_come_into_the_direct_chat(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}")
    await at.say(f"!einreichen Köln kinder {URL}")
    await at.set(1, state="accepted")

    assert await at.say("!meine") == "Die Antwort finden Sie in unserem Direktchat."
    assert (await at.told()).split("\n\n") == [
        "Sie haben 2 Einreichungen. Davon wartet eine auf die Entscheidung.",
        (
            "– Nr. 2: Köln, Liste Kinder- und Jugendbeteiligung: wird gerade geprüft\n"
            "– Nr. 1: Köln, Liste Bürgerbeteiligung: angenommen"
        ),
        "Mehr zu einer davon zeigt zum Beispiel !einreichung 2",
    ]


async def test_in_the_direct_chat_they_are_the_answer(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}")

    told = await at.say("meine", direct=True, room_id=CHAT)
    assert told.startswith("Sie haben eine Einreichung. Sie wartet noch auf die Entscheidung.")


async def test_who_has_none_hears_how_to_begin(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}", sender=BO)

    assert await at.say("!meine") == "Sie haben noch nichts eingereicht. So geht es: !einreichen"


async def test_of_many_those_that_wait_come_first_and_the_rest_is_cut(at: Office) -> None:
    at.room.dispatch.limit.per_minute = 100
    for number in range(12):
        await at.say(f"!einreichen Linz {URL}/{number}")
    for number in range(2, 13):
        await at.set(number, state="refused")
    await at.say("!meine")
    told = await at.told()

    assert told.startswith("Sie haben 12 Einreichungen. Davon wartet eine auf die Entscheidung.")
    assert "Hier sind 10 davon:" in told
    assert "– Nr. 1: Linz" in told.split("\n\n")[1].splitlines()[0]
    assert told.count("abgelehnt") == 9


async def test_who_has_no_direct_chat_hears_in_the_room_what_to_do(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}")
    await at.say("!meine")
    async with at.database.transaction() as tx:
        rows = await tx.execute_fetchall("SELECT fallback FROM outbox WHERE room_id = ?", (ADA,))
    [fallback] = [str(row["fallback"]) for row in rows]

    assert ROOM in fallback
    assert "keinen Direktchat mit Ihnen" in fallback


# --- one of them


async def one(at: Office, number: int = 1) -> str:
    await at.say(f"!einreichung {number}")
    return await at.told()


async def test_one_is_shown_with_all_that_was_said(at: Office) -> None:
    await at.say(f"!einreichen Köln | {URL} | T | in Erarbeitung", replied_file=PDF)
    told = await one(at)

    assert told.split("\n\n") == [
        "Einreichung Nr. 1: Köln, Liste Bürgerbeteiligung",
        "Eingereicht am Dienstag, 24. November 2026, 10:00 Uhr.",
        "Stand: wird gerade geprüft.",
        "4 Angaben:",
        f"– Link: {URL}\n– Datei: »leitlinien.pdf«\n– Titel: »T«\n– Stand: in Erarbeitung",
        "Die Datei wird noch geladen.",
        "Zurückziehen können Sie sie mit !zurückziehen 1",
    ]


@pytest.mark.parametrize(
    ("state", "says"),
    [("unreachable", "ich versuche es weiter"), ("unsuitable", "es geht nur um den Link")],
)
async def test_what_became_of_the_file_is_told(at: Office, state: str, says: str) -> None:
    await at.say(f"!einreichen Köln {URL}", replied_file=PDF)
    await at.examine(1, "OK", state=state)
    await at.told()

    told = await one(at)
    assert "Stand: wartet auf die Entscheidung." in told
    assert says in told


async def test_a_refusal_is_told_with_its_reason(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}")
    await at.set(1, state="refused")
    async with at.database.transaction() as tx:
        await submissions.add_step(tx, SubmissionStep(1, NOW, BO, "refused", "Gehört nicht dazu."))
    told = await one(at)

    assert "Stand: abgelehnt am Dienstag, 24. November 2026, 10:00 Uhr." in told
    assert "Grund: Gehört nicht dazu." in told
    assert BO not in told
    assert "!zurückziehen" not in told


@pytest.mark.parametrize("command", ["einreichung", "zurückziehen"])
async def test_others_are_the_same_as_what_does_not_exist(at: Office, command: str) -> None:
    await at.say(f"!einreichen Köln {URL}", sender=BO)
    foreign, missing = await at.say(f"!{command} 1"), await at.say(f"!{command} 2")

    assert foreign == missing.replace("Nr. 2", "Nr. 1")
    assert foreign.startswith("Unter Nr. 1 haben Sie nichts eingereicht.")
    assert await at.told() == ""
    assert (await at.submission(1)).state == "checking"


# --- withdraw


@pytest.mark.parametrize("number", ["1", "Nr. 1", "#1"])
async def test_what_waits_can_be_withdrawn(at: Office, number: str) -> None:
    await at.say(f"!einreichen Köln {URL}", replied_file=PDF)
    await at.examine(1)
    await at.management()

    told = await at.say(f"!zurueckziehen {number}")
    assert told == "Ihre Einreichung Nr. 1 ist zurückgezogen."
    assert (await at.submission(1)).state == "withdrawn"
    assert (await at.file(1)).source == {}
    assert [(step.action, step.actor) for step in await at.steps(1)][-1] == ("withdrawn", ADA)
    assert (await at.management()).startswith("* ")


async def test_nothing_is_withdrawn_twice_or_after_the_decision(at: Office) -> None:
    await at.say(f"!einreichen Köln {URL}")
    await at.say("!zurückziehen 1")
    assert "schon abgeschlossen: zurückgezogen." in await at.say("!zurückziehen 1")
    await at.set(1, state="accepted")
    assert "schon abgeschlossen: angenommen." in await at.say("!zurückziehen 1")
    assert len(await at.steps(1)) == 2


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 30, "1 2"])
async def test_what_is_no_number_gets_the_usage(at: Office, number: str) -> None:
    assert "Welche Einreichung meinen Sie?" in await at.say(f"!zurückziehen {number}")


def test_the_commands_are_there_for_everybody() -> None:
    mine = [c for c in COMMANDS if c.name in ("einreichen", "meine", "zurückziehen")]

    assert len(mine) == 3
    assert not any(command.management for command in mine)
    assert replace(mine[0]).examples[0] == "einreichen"
