"""Ten everyday tasks in the web client: at most two messages each, in words that nobody taught.

What is written is what a person would type who never read the help; the pictures show the outcome.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from commands.language.texts.dates import day
from tests.browser.driving import BOT, DESKTOP, PHONE, Place, Scene, Seen, thursday, typed
from tests.support.made_files import pdf

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

BEFORE, AFTER = thursday(weeks=6), thursday(weeks=7)
TITLE = "Losverfahren in der Praxis"
DATE = (
    f"!termin neu online-konferenz »{TITLE}« {typed(BEFORE)} 10:00-11:30"
    " https://konferenz.example.org/"
)
ANNOUNCEMENT, PREVIEW = "Sind Sie dabei?", "Stimmt das?"


def assert_nobody_needed_help(seen: Seen) -> None:
    assert seen.errors == []
    assert seen.hosts == ["127.0.0.1"]
    for said in seen.said:
        assert "nicht verstanden" not in said
        assert "hilfe alles" not in said


def open_chat(scene: Scene) -> None:
    """Let the bot open the direct chat, as it does when it first has something to say there."""
    scene.say("mitglied", "!einreichen")
    scene.back("mitglied", "network")
    scene.open("mitglied", BOT)
    scene.read("mitglied", "Schritt 1 von 7")
    scene.say("mitglied", "abbrechen")


async def test_a_member_looks_up_a_guideline_and_finds_who_has_a_satzung(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("mitglied", "network")
    with scene.task("mitglied", pictures / "task-guideline-phone.png"):
        scene.say("mitglied", "Netzwerkbot, was hat Bonn denn für Jugendliche?")
    with scene.task("mitglied", pictures / "task-satzung-phone.png"):
        scene.say("mitglied", "Netzwerkbot, welche Kommunen haben eine Satzung?")
    seen = await scene.play()

    guideline, found = seen.said
    assert guideline.startswith("Verstanden als: !leitlinie Bonn jugend")
    assert "Kinder- und Jugendbeteiligung im Verwaltungshandeln" in guideline
    assert found.startswith("Verstanden als: !suche Satzung")
    assert "Treffer" in found
    assert_nobody_needed_help(seen)


async def test_a_link_and_a_file_are_submitted_and_one_is_refused_by_a_reaction(
    place: Place, pictures: Path, tmp_path: Path
) -> None:
    file = tmp_path / "leitlinien-kiel.pdf"
    file.write_bytes(pdf("Leitlinien Jugendbeteiligung"))
    scene = Scene(place, PHONE)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.log_in("mitglied", "network")
    open_chat(scene)
    with scene.task("mitglied", pictures / "task-link-phone.png"):
        link = "https://www.example.org/leitlinien"
        scene.say("mitglied", f"Wir haben in Soest jetzt auch Leitlinien: {link}")
        scene.say("mitglied", "ja")
    with scene.task("mitglied", pictures / "task-file-phone.png"):
        scene.attach("mitglied", file)
        scene.read("mitglied", "leitlinien-kiel.pdf")
        scene.say("mitglied", "Das ist aus Kiel")
    scene.resize("leitung", DESKTOP)
    scene.reactions("leitung", "Einreichung Nr. 2: Kiel", "✅", "❌")
    with scene.task("leitung", pictures / "task-refuse.png"):
        scene.react("leitung", "Einreichung Nr. 2: Kiel", "❌")
        scene.read("leitung", "bitte schreiben Sie hier")
        scene.answer("leitung", "bitte schreiben Sie hier", "Das ist nur ein Entwurf.")
        scene.read("leitung", "abgelehnt von")
    scene.read("mitglied", "Das ist nur ein Entwurf.")
    seen = await scene.play()

    *_, link_asked, link_filed, file_asked, file_filed, why, _, told = seen.said
    assert link_asked.startswith("Möchten Sie den Link zu Soest für die Sammlung einreichen?")
    assert "Ihre Einreichung Nr. 1 ist eingegangen: Soest" in link_filed
    assert "Zu welcher Kommune?" in file_asked
    assert "Ihre Einreichung Nr. 2 ist eingegangen: Kiel" in file_filed
    assert "warum Einreichung Nr. 2 abgelehnt wird" in why
    assert "Grund: »Das ist nur ein Entwurf.«" in told
    assert "Ihre Einreichung Nr. 2 (Kiel) wurde nicht angenommen." in told
    assert_nobody_needed_help(seen)


async def test_a_date_is_answered_taken_back_remembered_put_in_a_calendar_and_moved(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place, PHONE)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.log_in("mitglied", "network")
    scene.write("leitung", DATE)
    scene.read("leitung", PREVIEW)
    scene.say("leitung", "ja")
    scene.read("mitglied", ANNOUNCEMENT)
    with scene.task("mitglied", pictures / "task-yes-phone.png"):
        scene.answer("mitglied", ANNOUNCEMENT, "Bin dabei!")
        scene.read("mitglied", "Sie sind dabei")
    with scene.task("mitglied", pictures / "task-no-phone.png"):
        scene.answer("mitglied", ANNOUNCEMENT, "Ich kann leider doch nicht")
        scene.read("mitglied", "Sie sind nicht dabei")
    with scene.task("mitglied", pictures / "task-remind-phone.png"):
        scene.say("mitglied", "Netzwerkbot, erinnern Sie mich bitte einen Tag vorher")
        scene.say("mitglied", "1")
    with scene.task("mitglied", pictures / "task-calendar-phone.png"):
        scene.say("mitglied", "Netzwerkbot, ich hätte die Termine gern in meinem Kalender")
    scene.resize("leitung", DESKTOP)
    with scene.task("leitung", pictures / "task-move.png"):
        scene.write(
            "leitung", f"Netzwerkbot, bitte das Losverfahren auf den {typed(AFTER)} verlegen"
        )
        scene.read("leitung", "Neu:")
        scene.say("leitung", "ja")
    scene.read("mitglied", "ist verlegt.")
    seen = await scene.play()

    yes, no, asked, ordered, calendar, preview, saved, told = seen.said[3:]
    assert yes.startswith("Sie sind dabei: Termin Nr. 1")
    assert no.startswith("Sie sind nicht dabei: Termin Nr. 1")
    assert "(1 Tag vorher)?" in asked
    eve = day(BEFORE - timedelta(days=1))
    assert f"Ich erinnere Sie im Direktchat am {eve}, 10:00 Uhr" in ordered
    assert "1 Termin als Datei für Ihren Kalender: termine.ics." in calendar
    assert f"Neu: {day(AFTER)}, 10:00 bis 11:30 Uhr" in preview
    assert saved.startswith("Gespeichert.")
    assert f"Bisher: {day(BEFORE)}" in told
    assert_nobody_needed_help(seen)
