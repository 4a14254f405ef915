"""What waits for a decision, one submission in full, and who did what when."""

from datetime import timedelta

from tests.support.reviewing import ADA, BO, CORA, Review
from tests.support.say import MANAGEMENT, NOW

# --- queue, and one in full


async def test_an_empty_queue_says_so(review: Review) -> None:
    assert await review.say("!offen") == ["Es wartet keine Einreichung auf eine Entscheidung."]


async def test_the_queue_shows_the_oldest_first(review: Review) -> None:
    first = await review.submit()
    second = await review.submit("Bonn", state="checking")
    third = await review.submit("Essen", file={"state": "unreachable", "sha256": None})
    await review.submit("Görlitz", state="withdrawn")
    await review.notice(first)
    review.room.now = NOW + timedelta(days=3)

    [said] = await review.say("!offen")
    told = f"Liste Bürgerbeteiligung, von {ADA}, seit 3 Tagen"
    assert said.splitlines() == [
        "3 Einreichungen warten auf eine Entscheidung, die älteste zuerst:",
        "",
        f"– Nr. {first}: Köln, {told}",
        f"– Nr. {second}: Bonn, {told}, wird noch geprüft",
        f"– Nr. {third}: Essen, {told}, die Datei ließ sich bisher nicht holen",
        "",
        f"Mehr zu einer davon: !einreichung {first}",
    ]


async def test_a_long_queue_comes_in_pages(review: Review) -> None:
    numbers = [await review.submit() for _ in range(11)]
    await review.room.read(MANAGEMENT)

    [first] = await review.say("!offen")
    assert first.endswith("Weiter mit !mehr.")
    [second] = await review.say("!mehr")
    assert f"– Nr. {numbers[-1]}: " in second
    assert "Weiter" not in second
    [third] = await review.say("!offen 3")
    assert third == "So viele Seiten gibt es nicht. Von vorn: !offen"
    assert "Zum Beispiel: !offen" in (await review.say("!offen 0"))[0]


async def test_the_management_sees_who_did_what_and_when(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)
    await review.say(f"!rückfrage {number} Gilt das noch?")
    await review.say(f"!ablehnen {number} Keine Antwort.", sender=CORA)

    [said] = await review.say(f"!einreichung {number}")
    assert said.endswith(
        "Verlauf (3 Schritte):\n\n"
        f"– Dienstag, 24. November 2026, 10:00 Uhr: eingereicht von {ADA}\n"
        f"– Dienstag, 24. November 2026, 10:00 Uhr: Rückfrage von {BO}: »Gilt das noch?«\n"
        f"– Dienstag, 24. November 2026, 10:00 Uhr: abgelehnt von {CORA}: »Keine Antwort.«"
    )
    assert f"Stand: abgelehnt von {CORA}" in said


async def test_an_open_one_in_full_says_how_to_decide(review: Review) -> None:
    number = await review.submit()
    await review.notice(number)

    [said] = await review.say(f"!einreichung {number}")
    assert "Verlauf (1 Schritt):" in said
    assert f"!annehmen {number}" in said
