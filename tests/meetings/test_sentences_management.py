"""In its room the management asks in ordinary German who comes; others are not told."""

import pytest

from storage.database import Database
from tests.support.attendance import LEAD, NAMED, room_with_an_announcement
from tests.support.people import ADA, CORA
from tests.support.say import MANAGEMENT

ASKS = [
    "Netzwerkbot, wer kommt zum Termin 1?",
    "Netzwerkbot, wer hat sich für Termin 1 angemeldet?",
    "Netzwerkbot, wie viele kommen zu Termin 1?",
    "Netzwerkbot, zeigen Sie mir bitte die Teilnehmerliste von Termin 1",
    "Netzwerkbot, wer nimmt an der Online-Konferenz teil?",
]


@pytest.mark.parametrize("words", ASKS)
async def test_the_management_gets_the_list_of_a_date(database: Database, words: str) -> None:
    room = await room_with_an_announcement(database)
    await room.say("!dabei 1", sender=ADA)

    said = await room.say(words, sender=LEAD, room_id=MANAGEMENT)
    assert f"Teilnahme: {NAMED}" in "\n".join(said)


@pytest.mark.parametrize("words", ASKS)
async def test_nobody_else_gets_it(database: Database, words: str) -> None:
    room = await room_with_an_announcement(database)
    await room.say("!dabei 1", sender=ADA)

    said = "\n".join(await room.say(words, sender=CORA))
    assert "Teilnahme:" not in said
    assert ADA not in said


@pytest.mark.parametrize(
    "words",
    [
        "Netzwerkbot, wer kommt aus Bonn?",
        "Netzwerkbot, wer hat gesagt, dass Petra zum Termin 1 kommt?",
        "Netzwerkbot, wer war beim letzten Treffen?",
    ],
)
async def test_another_question_is_none_for_the_list(database: Database, words: str) -> None:
    room = await room_with_an_announcement(database)

    said = await room.say(words, sender=LEAD, room_id=MANAGEMENT)
    assert "Teilnahme:" not in "\n".join(said)
