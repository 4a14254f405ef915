"""What could give away who asks is named, and can be taken out of a sentence that stays one."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from commands.exchange.anonymous.clues import Clue, clues_in
from commands.exchange.anonymous.places import places_in
from commands.exchange.anonymous.reviewing import without
from storage.database import Database

CASES = Path(__file__).parent / "cases"
MEMBERS = ("Ada Beispiel", "Bo Muster", "Leitung")


def _cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE))


# The rules were written without any of these questions. At the first look 30 of 30 of the first
# half were named with no false alarm, of the second 26 of 30 with one; then the rules were mended.
# What is marked "danach" was written afterwards and changed nothing: 25 of 25, no false alarm.
PLANTED, HARMLESS = _cases("hinweise.csv"), _cases("harmlos.csv")
AFTERWARDS = "danach"


async def clues(database: Database, text: str) -> list[Clue]:
    async with database.transaction() as tx:
        return clues_in(text, await places_in(tx, text), MEMBERS)


def _names(found: Sequence[Clue], hint: str) -> bool:
    return any(hint.casefold() in each.words.casefold() for each in found)


async def test_of_sixty_planted_hints_at_least_fifty_seven_are_named(collection: Database) -> None:
    planted = [case for case in PLANTED if case["halb"] != AFTERWARDS]
    missed = [
        case["frage"]
        for case in planted
        if not _names(await clues(collection, case["frage"]), case["verrät"])
    ]

    assert len(planted) == 60
    assert len(missed) <= 3, missed


async def test_of_sixty_harmless_questions_at_most_five_raise_an_alarm(
    collection: Database,
) -> None:
    harmless = [case for case in HARMLESS if case["halb"] != AFTERWARDS]
    alarms = [
        (case["frage"], [each.words for each in found])
        for case in harmless
        if (found := await clues(collection, case["frage"]))
    ]

    assert len(harmless) == 60
    assert len(alarms) <= 5, alarms


@pytest.mark.parametrize("half", ["gesehen", "ungesehen", AFTERWARDS])
async def test_each_part_of_the_questions_is_as_good(collection: Database, half: str) -> None:
    missed = [
        case["frage"]
        for case in PLANTED
        if case["halb"] == half
        and not _names(await clues(collection, case["frage"]), case["verrät"])
    ]
    alarms = [
        case["frage"]
        for case in HARMLESS
        if case["halb"] == half and await clues(collection, case["frage"])
    ]

    assert len(missed) <= 2, missed
    assert len(alarms) <= 3, alarms


# What would be left hanging in the air.
_DANGLING = re.compile(
    r"\b(?:in|aus|von|bei|nach|unter|für) ?[.,;:?!]|  |\( ?\)| [.,;?!]"
    r"|^[a-z]"
)


async def test_without_its_hints_each_question_is_clean_and_can_be_read(
    collection: Database,
) -> None:
    bad = []
    for case in PLANTED:
        found = await clues(collection, case["frage"])
        left = without(case["frage"], found)
        again = await clues(collection, left)
        if again or _DANGLING.search(left) or len(left.split()) < 5:
            bad.append((left, [each.words for each in again]))

    assert bad == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Wir haben in Bonn einen Beirat.", "Wir haben in einer Kommune einen Beirat."),
        ("Bei uns in Bonn fehlt das Geld.", "Bei uns fehlt das Geld."),
        ("Die Bonner Leitlinien sind alt.", "Die Leitlinien sind alt."),
        ("Die Stadt Bonn hat keinen Beirat.", "Die Stadt hat keinen Beirat."),
        ("Wer kennt Bonns Leitlinien gut?", "Wer kennt Leitlinien einer Kommune gut?"),
        ("Bonn hat einen Beirat.", "Eine Kommune hat einen Beirat."),
        ("Wir ziehen nach Bonn um.", "Wir ziehen in eine Kommune um."),
        ("Ich habe mit Frau Meier geredet.", "Ich habe mit einer Person geredet."),
        ("Frau Meier ist dagegen.", "Eine Person ist dagegen."),
        ("Unsere Praktikantin Lena hilft.", "Unsere Praktikantin hilft."),
        ("Unsere Oberbürgermeisterin schweigt.", "Die Verwaltungsspitze schweigt."),
        ("Das sagt man unserem Bürgermeister.", "Das sagt man der Verwaltungsspitze."),
        ("Das Amt 61 antwortet nie.", "Das Amt antwortet nie."),
        ("Ich sitze in der Stabsstelle Beteiligung.", "Ich sitze in der Stabsstelle."),
        ("Mehr unter https://example.org/a.", "Mehr unter (Link entfernt)."),
        ("Wer hilft mir? Viele Grüße, Ada Beispiel", "Wer hilft mir?"),
        ("Wer hilft mir?\n\nLG\nAda", "Wer hilft mir?"),
    ],
)
async def test_what_is_taken_out_leaves_a_sentence(
    collection: Database, text: str, left: str
) -> None:
    assert without(text, await clues(collection, text)) == left


@pytest.mark.parametrize(
    "text",
    [
        "Wann geht Ihr zum Essen, und wer zahlt?",
        "Wir Kommunen brauchen Geld.",
        "Findet das in Halle 3 statt?",
        "Im Sommer ist Ebbe in der Kasse.",
        "Am 12.03.2027 um 10:00 Uhr sind 1.234.567 Menschen da.",
        "Habt Ihr einen Fachdienst für Beteiligung oder eine Stabsstelle?",
        "Frau und Mann sollen gleich oft reden.",
        "Vielen Dank und viele Grüße in die Runde",
    ],
)
async def test_ordinary_words_are_no_hint(collection: Database, text: str) -> None:
    assert await clues(collection, text) == []


async def test_names_of_members_are_hints_also_the_first_alone(collection: Database) -> None:
    found = await clues(collection, "ada beispiel hat mir geholfen, und Ada sagt das auch.")

    assert [each.words for each in found] == ["ada beispiel", "Ada"]


async def test_a_name_of_several_words_is_one_hint(collection: Database) -> None:
    found = await clues(collection, "Wir waren in Frankfurt am Main und in Freiburg im Breisgau.")

    assert [each.words for each in found] == ["Frankfurt am Main", "Freiburg im Breisgau"]
