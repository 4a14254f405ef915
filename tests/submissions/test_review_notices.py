"""The notice of a submission says all it takes to decide, and follows what happens."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.fetching.links import LinkState
from commands.language.markup import text
from commands.submissions import notices
from storage.conversation import outbox
from storage.database import Database
from storage.submissions import submissions
from tests.support.reviewing import ADA, LINK, Review
from tests.support.say import MANAGEMENT, NOW, Room

# --- the notice


async def test_the_management_reads_names_beside_addresses(review: Review) -> None:
    review.room.names = {ADA: "Ada Beispiel"}
    await review.submit()

    [said] = await review.room.read(MANAGEMENT)
    assert f"Eingereicht von Ada Beispiel ({ADA}) am" in said
    assert f"von Ada Beispiel ({ADA})" in " ".join(await review.say("!offen"))


async def test_the_notice_says_what_it_takes_to_decide(review: Review) -> None:
    number = await review.submit(title="Leitlinien Bürgerbeteiligung", note="Gilt <b>seit</b> 2014")

    [said] = await review.room.read(MANAGEMENT)
    assert said.split("\n\n") == [
        f"Einreichung Nr. {number}: Köln, Liste Bürgerbeteiligung",
        "Stand: offen, bitte entscheiden Sie.",
        "Eingereicht von @ada:example.org am Dienstag, 24. November 2026, 10:00 Uhr.",
        "Ergänzt den Eintrag zu Köln (bisher ohne Titel).",
        "2 Angaben ändern sich:",
        f"– Titel: neu »Leitlinien Bürgerbeteiligung«\n– Link: neu {LINK}",
        "Anmerkung dazu: »Gilt <b>seit</b> 2014«",
        "So entscheiden Sie:",
        (
            f"– Annehmen: mit ✅ an dieser Nachricht oder mit !annehmen {number}\n"
            "– Ablehnen: mit ❌ an dieser Nachricht (der Bot fragt dann nach dem Grund) oder mit"
            f" !ablehnen {number} Grund\n"
            f"– Rückfrage stellen: mit !rückfrage {number} Frage"
        ),
    ]
    assert "<b>" not in review.room.contents[0]["formatted_body"]
    assert review.room.contents[0]["m.mentions"] == {}


async def test_yes_and_no_are_placed_below_the_notice(review: Review) -> None:
    number = await review.submit()

    event_id = await review.notice(number)
    relations = [content["m.relates_to"] for content in review.room.contents[1:]]
    assert [(r["key"], r["event_id"]) for r in relations] == [("✅", event_id), ("❌", event_id)]


async def test_what_replaces_something_is_shown_beside_it(review: Review) -> None:
    await review.submit("Görlitz", status="fortgeschrieben", adopted="2020-05", url=None)

    [said] = await review.room.read(MANAGEMENT)
    assert "Stand: bisher »beschlossen«, neu »fortgeschrieben«" in said
    assert "– Fortgeschrieben: neu Mai 2020" in said
    assert "Der Eintrag ist noch nicht bestätigt." in said


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"link_state": None}, "– Link: nicht geprüft."),
        ({"link_state": "UNREACHABLE"}, "– Link: Die Seite antwortet nicht."),
        ({"link_state": "NOT_FOUND"}, "– Link: Unter dieser Adresse gibt es keine Seite (mehr)."),
        ({"file": {}}, "– Datei leitlinien.pdf (PDF, 1,2 MB): geprüft und gespeichert."),
        (
            {"file": {"state": "unsuitable", "problem": "MACROS", "sha256": None}},
            "– Datei leitlinien.pdf: nicht verwendbar, denn sie enthält Makros.",
        ),
        (
            {"file": {"state": "unreachable", "attempts": 3, "sha256": None}},
            (
                "– Datei leitlinien.pdf: Sie ließ sich bisher nicht holen (Versuche: 3). Der Bot"
                " versucht es weiter."
            ),
        ),
        (
            {"file": {"state": "waiting", "sha256": None}},
            "– Datei leitlinien.pdf: Sie wird noch geholt und geprüft.",
        ),
    ],
)
async def test_what_the_checks_found_is_a_remark(
    review: Review, fields: dict[str, Any], remark: str
) -> None:
    await review.submit(**fields)

    [said] = await review.room.read(MANAGEMENT)
    assert f"Ein Hinweis:\n\n{remark}" in said


async def test_a_link_that_answers_needs_no_remark(review: Review) -> None:
    await review.submit()

    assert "Hinweis" not in (await review.room.read(MANAGEMENT))[0]


async def test_another_submission_of_the_same_is_pointed_out(review: Review) -> None:
    first = await review.submit()
    await review.submit()

    _, said = await review.room.read(MANAGEMENT)
    assert f"Um dasselbe geht es in Einreichung Nr. {first}." in said


async def test_every_link_state_has_a_sentence(review: Review) -> None:
    for link_state in set(LinkState) - {LinkState.OK}:
        await review.submit(link_state=link_state.name)

    said = await review.room.read(MANAGEMENT)
    assert len(said) == len(LinkState) - 1
    assert all(re.search("– Link: (Die|Unter) .*[.]", each) for each in said)


async def test_without_a_management_room_nothing_breaks(database: Database, room: Room) -> None:
    room.live.settings = replace(room.settings, management_room=None)
    review = Review(database)
    number = await review.submit()
    async with database.transaction() as tx:
        submission = await submissions.get(tx, number)
        assert submission is not None
        await notices.announce(room.context(tx), submission)
        await notices.refresh(room.context(tx), submission)


# --- what changed meanwhile


async def test_a_change_is_told_in_the_thread_of_the_notice(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)
    async with review.database.transaction() as tx:
        submission = await submissions.get(tx, number)
        assert submission is not None
        ctx = review.room.context(tx)
        await notices.refresh(ctx, submission)
        await notices.tell_changed(ctx, submission, text("Neuer Link."))
        await notices.refresh(ctx, submission)

    _, said, _ = await review.room.read(MANAGEMENT)
    assert said == f"Einreichung Nr. {number} wurde geändert.\n\nNeuer Link."
    assert review.room.contents[-2]["m.relates_to"]["event_id"] == root
    assert (await review.get(number)).revision == 2


async def test_what_was_never_announced_is_not_edited(review: Review) -> None:
    number = await review.submit(state="checking")
    async with review.database.transaction() as tx:
        submission = await submissions.get(tx, number)
        assert submission is not None
        await notices.refresh(review.room.context(tx), submission)

    assert await review.room.read(MANAGEMENT) == []


async def test_accepting_one_renews_the_notices_of_others_on_the_same_place(
    review: Review,
) -> None:
    first = await review.submit(title="Leitlinien Bürgerbeteiligung")
    second = await review.submit(title="Leitlinien Bürgerbeteiligung", status="beschlossen")
    await review.submit("Bonn")
    await review.room.read(MANAGEMENT)

    own, other, _ = await review.say(f"!annehmen {first}")
    assert f"Einreichung Nr. {first}: " in own
    assert f"Einreichung Nr. {second}: " in other
    assert "Ergänzt den Eintrag zu Köln (»Leitlinien Bürgerbeteiligung«)." in other
    assert "Eine Angabe ändert sich:\n\n– Stand: neu »beschlossen«" in other


# --- who cannot be told


async def test_the_management_hears_if_the_submitter_cannot_be_reached(review: Review) -> None:
    number = await review.submit()
    root = await review.notice(number)
    await review.say(f"!ablehnen {number} Veraltet.")
    async with review.database.transaction() as tx:
        await outbox.fail_room(tx, ADA, "403", NOW)

    [said] = await review.room.read(MANAGEMENT)
    assert said.startswith(f"Zu Einreichung Nr. {number}: {ADA} war im Direktchat nicht zu")
    assert "Grund: »Veraltet.«" in said
    assert review.room.contents[-1]["m.relates_to"]["event_id"] == root


async def test_nothing_is_said_to_somebody_who_was_forgotten(review: Review) -> None:
    number = await review.submit()
    await review.change(number, submitter=None)
    await review.notice(number)

    edited, said = await review.say(f"!annehmen {number}")
    assert "ist nicht mehr gespeichert und erfährt es deshalb nicht" in said
    assert "Eingereicht von einer nicht mehr gespeicherten Person am" in edited


async def test_a_host_of_mixed_scripts_is_a_remark(review: Review) -> None:
    await review.submit(url="https://www.bоnn.de/leitlinien")
    [notice] = await review.room.read(MANAGEMENT)
    await review.submit()
    [other] = await review.room.read(MANAGEMENT)

    assert "mischt Buchstaben verschiedener Schriften" in notice
    assert "mischt" not in other
