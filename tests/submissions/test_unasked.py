"""A file or a link in the direct chat is no dead end: the bot offers to submit it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.conversation.events import File, Medium
from storage.conversation import outbox
from tests.support.talk import ADA, SECRET, SLIDES, Talk, filed

URL = "https://www.example.org/leitlinien"


async def test_a_file_without_words_is_offered_and_a_name_is_enough(talk: Talk) -> None:
    told = await talk.say("", file=SECRET)
    assert told == (
        "Möchten Sie die Datei »geheim.pdf« für die Sammlung einreichen?\n\n"
        "Zu welcher Kommune? Schreiben Sie einfach ihren Namen, zum Beispiel: Bonn\n\n"
        "1. Ja\n2. Nein"
    )

    receipt = await talk.say("Bonn")
    assert "Ihre Einreichung Nr. 1 ist eingegangen: Bonn" in receipt
    assert "Datei: »geheim.pdf«" in receipt
    assert [(s.place, s.submitter) for s in await filed(talk)] == [("Bonn", ADA)]


async def test_after_a_yes_it_asks_where_it_belongs(talk: Talk) -> None:
    await talk.say("", file=SLIDES)

    assert "Zu welcher Kommune gehört es?" in await talk.say("1")
    unknown = await talk.say("Atlantis")
    assert "»Atlantis« kenne ich nicht. Soll ich den Namen trotzdem verwenden?" in unknown
    assert await filed(talk) == []
    await talk.say("Kiel")
    assert [s.place for s in await filed(talk)] == ["Kiel"]


async def test_an_unknown_municipality_is_used_after_a_yes(talk: Talk) -> None:
    await talk.say("", file=SLIDES)
    for words in ("ja", "Atlantis", "ja"):
        await talk.say(words)

    assert [s.place for s in await filed(talk)] == ["Atlantis"]


@pytest.mark.parametrize("no", ["2", "nein"])
async def test_after_a_no_nothing_is_filed(talk: Talk, no: str) -> None:
    await talk.say("", file=SLIDES)

    assert await talk.say(no) == "Gut, ich reiche nichts ein."
    await talk.say("Bonn")
    assert await filed(talk) == []


@pytest.mark.parametrize("words", ["die Stadt Bonn bitte", "zu Bonn", "Gehört zu Bonn."])
async def test_words_around_the_name_do_not_matter(talk: Talk, words: str) -> None:
    await talk.say("", file=SLIDES)
    await talk.say(words)

    assert [s.place for s in await filed(talk)] == ["Bonn"]


@pytest.mark.parametrize("agreed", [False, True])
@pytest.mark.parametrize(
    "words", ["Gibt es eine Leitlinie in Bonn?", "Bonn?", "Wir waren gestern mit der Bahn in Kiel"]
)
async def test_a_sentence_is_no_answer(talk: Talk, words: str, agreed: bool) -> None:
    await talk.say("", file=SLIDES)
    if agreed:
        await talk.say("ja")
    await talk.say(words)

    assert await filed(talk) == []


async def test_a_name_alone_is_something_else_after_an_hour_but_not_as_a_reply(talk: Talk) -> None:
    await talk.say("", file=SLIDES)
    talk.passed = timedelta(hours=1, minutes=1)

    await talk.say("Bonn")
    assert await filed(talk) == []
    async with talk.database.transaction() as tx:
        sent = await outbox.sent_events(tx, ["left-over-$e1-ada"])
    await talk.say("Bonn", reply_to="$another")
    assert await filed(talk) == []
    await talk.say("Bonn", reply_to=sent["left-over-$e1-ada"])
    assert [s.place for s in await filed(talk)] == ["Bonn"]


async def test_after_a_no_to_an_unknown_name_another_one_is_asked_for(talk: Talk) -> None:
    await talk.say("", file=SLIDES)
    for words in ("ja", "Atlantis", "nein", "Kiel"):
        await talk.say(words)

    assert [s.place for s in await filed(talk)] == ["Kiel"]


@pytest.mark.parametrize("words", ["danke", "gut", "bad", "Heidelb", "!termine", "leitlinie Bonn"])
async def test_other_words_are_no_municipality(talk: Talk, words: str) -> None:
    await talk.say("", file=SLIDES)
    told = await talk.say(words)

    assert "trotzdem verwenden" not in told
    assert await filed(talk) == []


async def test_several_places_of_a_name_are_asked_about(talk: Talk) -> None:
    await talk.say("", file=SLIDES)

    told = await talk.say("Göppingen")
    assert "2 Orte passen zu »Göppingen«. Welchen meinen Sie?" in told
    await talk.say("1")
    assert len(await filed(talk)) == 1


async def test_words_with_the_file_may_name_the_municipality(talk: Talk) -> None:
    told = await talk.say("Leitlinien der Stadt Kiel", file=SLIDES)
    assert told.startswith(
        "Möchten Sie die Datei »folien.pdf« zu Kiel für die Sammlung einreichen?"
    )

    await talk.say("ja")
    assert [s.place for s in await filed(talk)] == ["Kiel"]


async def test_a_link_alone_is_offered(talk: Talk) -> None:
    told = await talk.say(URL)
    assert told.startswith("Möchten Sie den Link für die Sammlung einreichen?")

    await talk.say("Bonn")
    assert [(s.place, s.url) for s in await filed(talk)] == [("Bonn", URL)]


@pytest.mark.parametrize(
    "words", ["Wir haben in Kiel jetzt auch Leitlinien:", "Leitlinien der Stadt Kiel", "Kiel:"]
)
async def test_a_link_with_a_municipality_is_one_tap(talk: Talk, words: str) -> None:
    told = await talk.say(f"{words} {URL}")
    assert told.startswith("Möchten Sie den Link zu Kiel für die Sammlung einreichen?")

    await talk.say("1")
    assert [(s.place, s.url) for s in await filed(talk)] == [("Kiel", URL)]


@pytest.mark.parametrize(
    "words",
    [
        f"Funktioniert {URL} bei Ihnen in Bonn?",
        f"{URL} in Bonn geht nicht",
        f"Siehe {URL}",
        f"Bonn und Kiel: {URL}",
    ],
)
async def test_other_talk_with_a_link_is_not_offered(talk: Talk, words: str) -> None:
    assert "einreichen?" not in await talk.say(words)


async def test_the_newest_file_is_meant(talk: Talk) -> None:
    await talk.say("", file=SLIDES)
    await talk.say("", file=SECRET)

    assert "Datei: »geheim.pdf«" in await talk.say("Bonn")
    await talk.say("Kiel")
    assert [s.place for s in await filed(talk)] == ["Bonn"]


async def test_after_a_day_nobody_is_asked_any_more(talk: Talk) -> None:
    await talk.say("", file=SLIDES)
    talk.passed = timedelta(days=1)

    await talk.say("Bonn")
    assert await filed(talk) == []


async def test_in_a_dialogue_the_file_is_its_answer(talk: Talk) -> None:
    await talk.say("!einreichen")

    assert "habe ich notiert" in await talk.say("", file=SLIDES)


@pytest.mark.parametrize("medium", [Medium.PICTURE, Medium.SOUND])
async def test_pictures_and_sounds_are_left_alone(talk: Talk, medium: Medium) -> None:
    assert await talk.say("", file=replace(SLIDES, medium=medium)) == ""


async def test_a_voice_message_is_told_once_that_nobody_listens(talk: Talk) -> None:
    voice = File("Sprachnachricht.ogg", {"url": "mxc://example.org/v"}, False, Medium.VOICE)

    told = await talk.say("", file=voice)
    assert told.startswith("Ich kann nur lesen, nicht hören.")
    assert await talk.say("", file=voice) == ""


async def test_in_a_room_files_and_links_are_talk(talk: Talk) -> None:
    room = {"direct": False, "room_id": "!raum:example.org"}

    assert await talk.say("", file=SLIDES, **room) == ""
    assert await talk.say(f"Wir haben in Kiel jetzt auch Leitlinien: {URL}", **room) == ""
