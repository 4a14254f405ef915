"""What people answered in the dialogues, and what became of it."""

import pytest

from commands import COMMANDS, ROUTES
from storage.database import Database
from tests.support.talk import URL, Talk, filed, say

START = ("!einreichen",)
AT_DOCUMENT = (*START, "Kiel", "1")
AT_TITLE = (*AT_DOCUMENT, URL)
AT_STATUS = (*AT_TITLE, "Leitlinien")
AT_PREVIEW = (*AT_STATUS, "weiter", "weiter")


@pytest.fixture
def talk(collection: Database) -> Talk:
    return Talk(collection, COMMANDS, ROUTES)


@pytest.mark.parametrize("answer", ["Hallo", "Moment bitte"])
async def test_what_is_no_municipality_is_asked_about(talk: Talk, answer: str) -> None:
    told = await say(talk, *START, answer)

    assert "Soll ich den Namen trotzdem verwenden?" in told
    assert not await talk.answers()


async def test_the_town_with_its_article_is_the_town(talk: Talk) -> None:
    told = await say(talk, *START, "die Stadt Bonn")

    assert "Schritt 2 von 7: Liste" in told
    assert "Bonn" in str(await talk.answers())


@pytest.mark.parametrize(
    ("before", "answer", "read"),
    [
        (AT_DOCUMENT, "habe ich als PDF", "Dann senden Sie sie einfach hier."),
        (AT_DOCUMENT, "weiß ich nicht", "Schritt"),
        (AT_TITLE, "keine Ahnung", "Schritt 5 von 7"),
        (AT_STATUS, "2014", "Schritt 6 von 7"),
        (AT_STATUS, "nichts", "Schritt 6 von 7"),
        (AT_STATUS, "später", "Ihre Angaben"),
        (AT_STATUS, "stop", "Der Dialog ist beendet."),
        (AT_STATUS, "überspringen", "Schritt 6 von 7"),
        (AT_PREVIEW, "abschicken", "Ihre Einreichung Nr. 1 ist eingegangen"),
        (AT_PREVIEW, "ok", "Ihre Einreichung Nr. 1 ist eingegangen"),
        (AT_PREVIEW, "ja", "Ihre Einreichung Nr. 1 ist eingegangen"),
        (AT_PREVIEW, "nein", "ändern"),
        (AT_STATUS, "hilfe", "zurück"),
    ],
)
async def test_an_answer_is_understood(
    talk: Talk, before: tuple[str, ...], answer: str, read: str
) -> None:
    assert read in await say(talk, *before, answer)


async def test_another_command_in_between_leaves_the_dialogue_open(talk: Talk) -> None:
    await say(talk, *AT_STATUS, "!termine")

    assert "Schritt 6 von 7" in await say(talk, "weiter")


async def test_what_was_sent_in_a_dialogue_can_be_changed(talk: Talk) -> None:
    told = await say(talk, *AT_PREVIEW, "senden")

    assert "!einreichung ändern 1" in told
    assert len(await filed(talk)) == 1
    assert "Titel" in await say(talk, "!einreichung ändern 1")
