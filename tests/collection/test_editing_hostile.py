"""!eintrag takes strange words as ordinary ones, and only in its room."""

import pytest

from tests.support.editing_fixtures import ADA, CHANGE, ESSEN, Desk
from tests.support.say import ROOM

HOSTILE = (
    "x" * 3900,
    "a\x00b",
    "\u202eabc\u2066",
    "%_*' OR 1=1 --",
    "<script>alert(1)</script>",
    "\ud800",
    "| | |",
    ":::",
    "Titel:",
    "🏛" * 500,
    "\n\n\n",
)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: repr(words[:12]))
@pytest.mark.parametrize(
    "verb",
    ["", "neu ", "neu Bonn | Titel: ", "ändern ", "ändern 32 Titel: ", "ändern 32 Link: ",
     "löschen ", "löschen 32 ", "bestätigen ", "verlauf ", "verlauf 32 ", "wiederherstellen "],
)  # fmt: skip
async def test_strange_words_are_ordinary(desk: Desk, verb: str, words: str) -> None:
    told = await desk.say(f"!eintrag {verb}{words}")
    agreed = await desk.say("!eintrag ja")

    for said in (told, agreed):
        assert "es liegt nicht an Ihnen" not in said
    for content in desk.room.contents:
        assert "<script>" not in content.get("formatted_body", "")


async def test_hostile_titles_are_stored_and_shown_as_they_are(desk: Desk) -> None:
    title = "<b>100 % 'sicher'</b>; DROP TABLE guideline"
    await desk.do(f"!eintrag ändern {ESSEN} Titel: {title}")

    assert (await desk.whole(ESSEN)).guideline.title == title
    assert title in await desk.say(f"!eintrag verlauf {ESSEN}")
    assert "&lt;b&gt;100" in str(desk.room.contents[-1]["formatted_body"])


async def test_words_elsewhere_are_left_alone(desk: Desk) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    assert await desk.say("vielleicht", reply_to=event) == ""
    assert await desk.react("🎉", to=event) == ""
    assert await desk.room.react("✅", event, sender=ADA, room_id=ROOM) == []
    assert await desk.versions(ESSEN) == []
