"""A submission from the first word to the decision, as member and management see it."""

from pathlib import Path

import pytest

from tests.browser.driving import BOT, DESKTOP, PHONE, Place, Scene

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

LINE = "!einreichen Bonn | https://www.example.org/leitlinien | Leitlinien | beschlossen 2014"
RECEIPT, NOTICE = "Vielen Dank", "So entscheiden Sie"
ACCEPTED = "Ihre Einreichung Nr. 1 ist angenommen."
REFUSED = "Ihre Einreichung Nr. 2 (Kiel) wurde nicht angenommen."
REASON = "Unter dem Link steht eine Pressemitteilung, keine Leitlinie."
# So that what is to be seen fits in, and little else.
LOW, TALL, TALLER = (1200, 680), (1200, 740), (1200, 1060)


async def test_a_line_is_received_shown_to_the_management_and_decided_by_a_reaction(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.log_in("mitglied", "network")
    scene.say("mitglied", LINE)
    scene.picture("mitglied", pictures / "web-submit.png")
    scene.resize("mitglied", PHONE)
    scene.picture("mitglied", pictures / "web-submit-phone.png")
    scene.resize("mitglied", DESKTOP)

    scene.resize("leitung", TALL)
    scene.reactions("leitung", NOTICE, "✅", "❌")
    scene.picture("leitung", pictures / "web-notice.png")
    scene.react("leitung", NOTICE, "✅")
    scene.read("leitung", "Einreichung Nr. 1 ist angenommen.")
    scene.resize("leitung", LOW)
    scene.say("leitung", "!einreichung 1")
    scene.picture("leitung", pictures / "web-history.png")

    scene.say("mitglied", "!einreichen Kiel https://www.example.org/kiel")
    scene.reactions("leitung", "Einreichung Nr. 2: Kiel", "✅", "❌")
    scene.say("leitung", f"!ablehnen 2 {REASON}")
    scene.open("mitglied", BOT)
    scene.read("mitglied", ACCEPTED)
    scene.read("mitglied", REFUSED)
    scene.resize("mitglied", PHONE)
    scene.picture("mitglied", pictures / "web-decided-phone.png")
    seen = await scene.play()

    receipt, decision, history, *_, accepted, refused = seen.said
    assert "Nr. 1" in receipt
    assert decision.startswith("Einreichung Nr. 1 ist angenommen.")
    assert "angenommen von leitung (@leitung:localhost)" in history
    assert ACCEPTED in accepted
    assert REFUSED in refused
    assert REASON in refused
    assert seen.errors == []
    assert seen.hosts == ["127.0.0.1"]


async def test_the_dialogue_asks_in_the_direct_chat_that_the_bot_opened(
    place: Place, pictures: Path
) -> None:
    scene = Scene(place)
    scene.log_in("mitglied", "network")
    scene.say("mitglied", "!einreichen")
    scene.open("mitglied", BOT)
    scene.read("mitglied", "Schritt 1 von 7")
    scene.say("mitglied", "Kiel")
    scene.resize("mitglied", PHONE)
    scene.picture("mitglied", pictures / "web-dialogue-phone.png")
    for answer in ("1", "https://www.example.org/kiel", "Leitlinien", "weiter", "weiter"):
        scene.say("mitglied", answer)
    scene.picture("mitglied", pictures / "web-preview-phone.png")
    scene.say("mitglied", "senden")
    seen = await scene.play()

    moved, first, second, *_, preview, receipt = seen.said
    assert "im Direktchat" in moved
    assert "Schritt 1 von 7: Kommune" in first
    assert "Schritt 2 von 7: Liste" in second
    assert "Bitte prüfen Sie" in preview
    assert "Nr. 1" in receipt
    assert seen.errors == []


async def test_a_question_and_its_answer_are_relayed(place: Place, pictures: Path) -> None:
    scene = Scene(place)
    scene.log_in("leitung", "management")
    scene.settle("leitung")
    scene.log_in("mitglied", "network")
    scene.say("mitglied", LINE)
    scene.read("leitung", NOTICE)
    scene.resize("leitung", TALLER)
    scene.say("leitung", "!rückfrage 1 Gilt die Fassung von 2014 noch?")
    scene.open("mitglied", BOT)
    scene.read("mitglied", "Gilt die Fassung von 2014 noch?")
    scene.resize("mitglied", PHONE)
    scene.say("mitglied", "Ja, sie gilt unverändert.")
    scene.picture("mitglied", pictures / "web-question-phone.png")
    scene.read("leitung", "Ja, sie gilt unverändert.")
    scene.picture("leitung", pictures / "web-question.png")
    seen = await scene.play()

    *_, question, passed_on, answer = seen.said
    assert "Rückfrage zu Ihrer Einreichung Nr. 1 (Bonn)" in question
    assert "weitergegeben" in passed_on
    assert "Ja, sie gilt unverändert." in answer
    assert seen.errors == []
