"""!dokument sends what is stored with an entry, or says why not."""

from dataclasses import replace

import pytest

from commands import COMMANDS
from commands.conversation.texts.offers import to_choose
from storage.collection import guidelines, spellings
from storage.collection.guidelines import Municipality
from tests.support.hostile_files import docx, odt, pdf
from tests.support.library import Library
from tests.support.say import MANAGEMENT, ROOM

BONN = pdf("Leitlinien Bonn\fSeite 2")
CHILDREN = "kinder_jugend"
TO_SUBMIT = (
    "Haben Sie das Dokument? Laden Sie es hier als PDF, DOCX oder ODT hoch und antworten Sie auf"
    " die hochgeladene Datei mit !einreichen "
)


# --- one document


async def test_a_document_is_named_and_then_sent(library: Library) -> None:
    await library.keep("Bonn", BONN)
    await library.read()

    assert await library.room.say("!dokument Bonn", event_id="$frage") == [
        "Bonn, leitlinien.pdf (PDF, 1 KB, 2 Seiten), Liste Bürgerbeteiligung. Die Datei folgt."
    ]
    assert await library.bring() == [BONN]
    assert await library.room.read() == ["leitlinien.pdf"]
    answer, file = library.room.contents
    assert file["msgtype"] == "m.file"
    assert file["filename"] == "leitlinien.pdf"
    assert file["info"] == {"mimetype": "application/pdf", "size": len(BONN)}
    assert file["m.mentions"] == {}
    assert (
        file["m.relates_to"] == answer["m.relates_to"] == {"m.in_reply_to": {"event_id": "$frage"}}
    )


@pytest.mark.parametrize(
    "words", ["datei Bonn", "DOKUMENTE bonn", "dokument Bon", "dokument Bonn 1"]
)
async def test_other_words_find_it_too(library: Library, words: str) -> None:
    await library.keep("Bonn", BONN)
    [answer] = await library.room.say(f"!{words}")
    assert answer.startswith("Bonn, leitlinien.pdf (PDF, 1 KB), ")
    assert await library.bring() == [BONN]


async def test_in_a_thread_the_file_comes_there(library: Library) -> None:
    await library.keep("Bonn", BONN)
    await library.room.say("!dokument Bonn", thread_root="$wurzel", event_id="$frage")
    await library.bring()
    await library.room.read()
    relations = [content["m.relates_to"] for content in library.room.contents]
    assert [(r["rel_type"], r["event_id"]) for r in relations] == [("m.thread", "$wurzel")] * 2


@pytest.mark.parametrize(("room_id", "direct"), [("!d:example.org", True), (MANAGEMENT, False)])
async def test_it_works_in_a_direct_chat_and_for_the_management(
    library: Library, room_id: str, direct: bool
) -> None:
    await library.keep("Bonn", BONN)
    words = "dokument Bonn" if direct else "!dokument Bonn"
    assert len(await library.room.say(words, room_id=room_id, direct=direct)) == 1
    assert await library.bring() == [BONN]
    assert await library.room.read(room_id) == ["leitlinien.pdf"]


async def test_a_docx_tells_its_pages_only_if_it_knows_them(library: Library) -> None:
    await library.keep("Bonn", docx("Text"), "leitlinien.docx", kind="DOCX")
    await library.read()
    [answer] = await library.room.say("!dokument Bonn")
    assert answer.startswith("Bonn, leitlinien.docx (DOCX, 1 KB), Liste")


async def test_the_size_is_told_in_words(library: Library) -> None:
    large = pdf("Text") + b"%" + bytes(1_250_000)
    await library.keep("Bonn", large)
    [answer] = await library.room.say("!dokument Bonn")
    assert "(PDF, 1,3 MB)" in answer


async def test_a_file_that_is_not_on_the_disk_is_a_kind_sentence(library: Library) -> None:
    sha256 = await library.keep("Bonn", BONN)
    library.path(sha256).unlink()
    await library.room.say("!dokument Bonn")
    assert await library.bring() == []
    [told] = await library.room.read()
    assert told.startswith("Die Datei kann ich Ihnen im Augenblick leider nicht senden.")


async def test_a_damaged_file_is_not_sent(library: Library) -> None:
    sha256 = await library.keep("Bonn", BONN)
    library.path(sha256).write_bytes(b"something else")
    await library.room.say("!dokument Bonn")
    assert await library.bring() == []


async def test_who_removes_the_question_is_not_left_with_answer_and_file(
    library: Library,
) -> None:
    await library.keep("Bonn", BONN)
    await library.room.say("!dokument Bonn", event_id="$frage")
    await library.bring()
    await library.room.read()
    sent = set(library.room.sent_ids)
    await library.room.redact("$frage", sender="@ada:example.org")
    assert {content.get("redacts") for content in library.room.contents} >= sent


async def test_who_removes_it_at_once_gets_no_file(library: Library) -> None:
    await library.keep("Bonn", BONN)
    await library.room.say("!dokument Bonn", event_id="$frage")
    await library.room.redact("$frage", sender="@ada:example.org")
    assert await library.bring() == []


# --- several


async def test_several_documents_are_a_numbered_choice_over_both_lists(library: Library) -> None:
    await library.keep("Bonn", BONN, "leitlinien.pdf")
    second = odt("Kinder")
    await library.keep("Bonn", second, "kinder.odt", kind="ODT", list_name=CHILDREN)
    await library.read()

    [answer] = await library.room.say("!dokument Bonn")
    count, listed, choose = answer.split("\n\n")
    assert count == "Bonn: 2 Dokumente sind gespeichert."
    assert listed.splitlines() == [
        "1. leitlinien.pdf (PDF, 1 KB, 2 Seiten), Liste Bürgerbeteiligung",
        "2. kinder.odt (ODT, 1 KB), Liste Kinder- und Jugendbeteiligung",
    ]
    assert choose == to_choose(2).body
    assert await library.bring() == []
    [chosen] = await library.room.say("2")
    assert chosen.startswith("Bonn, kinder.odt (ODT, 1 KB)")
    assert await library.bring() == [second]


async def test_a_document_is_chosen_by_reaction_too(library: Library) -> None:
    await library.keep("Bonn", BONN, "erste.pdf")
    second = pdf("Zweite")
    await library.keep("Bonn", second, "zweite.pdf", list_name=CHILDREN)
    await library.room.say("!dokument Bonn")
    assert [c["m.relates_to"]["key"] for c in library.room.contents[1:]] == ["1️⃣", "2️⃣"]
    await library.room.react("2️⃣", library.room.sent_ids[0], sender="@ada:example.org")
    assert await library.bring() == [second]


async def test_a_file_in_both_lists_is_one_document(library: Library) -> None:
    await library.keep("Bonn", BONN)
    await library.keep("Bonn", BONN, list_name=CHILDREN)
    [answer] = await library.room.say("!dokument Bonn")
    assert answer.endswith("Die Datei folgt.")


@pytest.mark.parametrize("number", [0, 2, 7])
async def test_a_number_that_is_not_there_is_told_with_the_choice(
    library: Library, number: int
) -> None:
    await library.keep("Bonn", BONN)
    [answer] = await library.room.say(f"!dokument Bonn {number}")
    assert answer.split("\n\n") == [
        f"Ein Dokument Nr. {number} gibt es zu Bonn nicht.",
        "Bonn: Ein Dokument ist gespeichert.",
        "1. leitlinien.pdf (PDF, 1 KB), Liste Bürgerbeteiligung",
        to_choose(1).body,
    ]
    assert await library.bring() == []


async def test_of_very_many_documents_the_first_are_shown_and_all_can_be_had(
    library: Library,
) -> None:
    for number in range(1, 26):
        await library.keep("Bonn", pdf(str(number)), f"{number}.pdf")
        library.room.now = library.room.now.replace(second=number)
    [answer] = await library.room.say("!dokument Bonn")
    assert "Bonn: 25 Dokumente sind gespeichert." in answer
    assert "Hier stehen die ersten 10; die anderen haben die Nummern 11 bis 25." in answer
    assert "10. 10.pdf" in answer
    assert "11.pdf" not in answer
    await library.room.say("!dokument Bonn 24")
    assert await library.bring() == [pdf("24")]


# --- which municipality


async def test_several_municipalities_are_a_numbered_choice(library: Library) -> None:
    await library.keep("Frankfurt (Oder)", BONN, list_name=CHILDREN)
    [answer] = await library.room.say("!dokument Frankfurt")
    first, listed, _ = answer.split("\n\n")
    assert first == "»Frankfurt« passt zu 2 Kommunen der Sammlung:"
    [line] = [line for line in listed.splitlines() if "Oder" in line]
    assert "sind gespeichert" not in answer
    [chosen] = await library.room.say(line[0])
    assert chosen.startswith("Frankfurt (Oder), leitlinien.pdf")
    assert await library.bring() == [BONN]


async def test_namesakes_are_told_apart_by_their_land(library: Library) -> None:
    await library.keep("Bonn", BONN, "eins.pdf")
    number = await add_namesake(library, "Bonn", "Hessen")
    others = [pdf("Zwei"), pdf("Drei")]
    for each in others:
        await library.keep("Bonn", each, "zwei.pdf", number=number)
    [answer] = await library.room.say("!dokument Bonn")
    assert answer.split("\n\n")[1].splitlines() == [
        "1. Bonn (Gemeinde, Hessen)",
        "2. Bonn (Stadt, kreisfrei, Nordrhein-Westfalen)",
    ]
    [answer] = await library.room.say("1")
    assert answer.startswith("Bonn: 2 Dokumente sind gespeichert.")
    [answer] = await library.room.say("2")
    assert answer.startswith("Bonn, zwei.pdf")
    assert (await library.bring())[0] in others
    await library.room.read()
    await library.room.say("!dokument Bonn, Nordrhein-Westfalen")
    assert await library.bring() == [BONN]


async def add_namesake(library: Library, name: str, land: str) -> int:
    """The number of its entry."""
    async with library.database.transaction() as tx:
        made = Municipality(0, name, None, f"Gemeinde {name}", "Gemeinde", land, "", None)
        stored = await guidelines.add_municipality(tx, made)
        await spellings.put(tx, {stored.municipality_id: {name.casefold(): 0}})
        [one, *_] = await guidelines.everything(tx)
        entry = replace(one, guideline_id=0, municipality_id=stored.municipality_id, links=())
        entry = await guidelines.add(tx, entry)
    return entry.guideline_id


async def test_a_similar_name_is_only_suggested_as_by_leitlinie(library: Library) -> None:
    await library.keep("Heilbronn", BONN)
    asked = await library.room.say("!dokument Heilbrunn")
    assert asked == await library.room.say("!leitlinie Heilbrunn")
    assert "Heilbronn" in asked[0]
    assert await library.bring() == []
    await library.room.say("!dokument Heilbrunn")
    await library.room.say("1")
    assert await library.bring() == [BONN]


@pytest.mark.parametrize(
    "place", ["Atlantis", "Buxtehude", "%_*'", "\0", "\u202e" * 50, "a" * 3000]
)
async def test_without_a_hit_it_says_the_same_as_leitlinie(library: Library, place: str) -> None:
    assert await library.room.say(f"!dokument {place}") == await library.room.say(
        f"!leitlinie {place}"
    )


async def test_the_printed_form_is_explained(library: Library) -> None:
    await library.keep("Görlitz", BONN)
    [answer] = await library.room.say("!dokument Grotitz")
    assert answer.split("\n\n") == [
        "In der gedruckten Liste steht »Grotitz«; gemeint ist Görlitz.",
        "Görlitz, leitlinien.pdf (PDF, 1 KB), Liste Bürgerbeteiligung. Die Datei folgt.",
    ]
    assert await library.bring() == [BONN]


# --- none


async def test_without_a_document_it_says_how_to_submit_one(library: Library) -> None:
    assert await library.room.say("!dokument Köln") == [
        f"Zu Köln ist kein Dokument gespeichert.\n\n{TO_SUBMIT}Köln"
    ]


async def test_without_a_document_the_links_of_the_entry_are_shown(library: Library) -> None:
    [answer] = await library.room.say("!dokument Görlitz")
    first, count, links, submit = answer.split("\n\n")
    assert first == "Zu Görlitz ist kein Dokument gespeichert."
    assert "in der Sammlung:" in count
    assert links.startswith("– ")
    assert "https://" in links
    assert submit == f"{TO_SUBMIT}Görlitz"


async def test_without_a_place_the_usage_is_shown(library: Library) -> None:
    [answer] = await library.room.say("!dokument")
    assert "Von welcher Kommune? Zum Beispiel: !dokument Bonn" in answer


async def test_who_cannot_submit_by_command_is_told_the_address(library: Library) -> None:
    library.room.commands = [c for c in COMMANDS if c.name != "einreichen"]
    library.room.__post_init__()
    [answer] = await library.room.say("!dokument Köln")
    assert "Senden Sie es an info@netzwerk-buergerbeteiligung.de" in answer


# --- !leitlinie


async def test_leitlinie_names_the_command_where_there_is_something_to_send(
    library: Library,
) -> None:
    assert "!dokument" not in (await library.room.say("!leitlinie Bonn"))[0]
    await library.keep("Bonn", BONN)
    assert (
        "Das Dokument sende ich Ihnen mit !dokument Bonn"
        in (await library.room.say("!leitlinie Bonn"))[0]
    )
    assert "!dokument" not in (await library.room.say("!leitlinie Bonn kinder"))[0]
    await library.keep("Bonn", odt("x"), "k.odt", kind="ODT", list_name=CHILDREN)
    assert (
        "Die Dokumente sende ich Ihnen mit !dokument Bonn"
        in (await library.room.say("!leitlinie Bonn", room_id=ROOM))[0]
    )
