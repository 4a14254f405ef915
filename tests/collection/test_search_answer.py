"""!suche: what members read about what was found, or that there is nothing."""

import pytest

from commands.collection.search.command import PAGE_SIZE
from commands.conversation.texts.offers import to_choose
from storage.collection import document_texts, documents
from storage.collection.document_texts import DocumentText
from storage.collection.documents import Document, GuidelineDocument
from storage.database import Database
from tests.support.say import NOW, Room
from tests.support.searching import add, ask, attach, hits, index, shown

# --- how it is told


async def test_a_hit_says_where_it_stands(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(
            tx,
            "Musterstadt",
            "Vorwort",
            "Über das\nLosverfahren <sagt> man viel.",
            title="Leitlinien",
        )
    await index(database)

    assert await ask(room, "losverfahren") == (
        "1 Treffer in Hessen.\n\n"
        "1. Musterstadt: Leitlinien (leitlinien.pdf, Seite 2):"
        " »Über das Losverfahren <sagt> man viel.«\n\n"
        "Mehr zu dem Treffer? Antworten Sie mit 1."
    )
    html = shown(room)
    assert "»Über das <strong>Losverfahren</strong> &lt;sagt&gt; man viel.«" in html


async def test_the_page_with_most_of_the_words_is_shown(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Das Los", "Der Haushalt", "Das Los im Haushalt", "Das Los")
    await index(database)

    assert "Seite 3" in await ask(room, "Los Haushalt")
    assert "Seite 1" in await ask(room, "Los")
    assert "Seite 2" in await ask(room, "Haushalt")


async def test_a_page_may_have_the_word_in_a_compound_only(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Vorwort", "Die Bürgerbeteiligungssatzung")
    await index(database)

    said = await ask(room, "Beteiligung")
    assert "(leitlinien.pdf, Seite 2): »Die Bürgerbeteiligungssatzung«" in said


async def test_of_several_documents_the_right_one_is_named(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        number = await add(tx, "Musterstadt", "Eins", document="eins.pdf")
        await attach(tx, number, ["Zwei", "Drei"], "zwei.pdf")
    await index(database)

    assert "(eins.pdf, Seite 1)" in await ask(room, "eins")
    assert "(zwei.pdf, Seite 2)" in await ask(room, "drei")


async def test_a_summary_is_shown_if_no_page_has_more_of_the_words(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Los", "Los im Haushalt", summary="Über das Los")
    await index(database)

    assert "Musterstadt: Bürgerbeteiligung, ohne Titel: »Über das Los«" in await ask(room, "Los")
    assert "Seite 2" in await ask(room, "Los Haushalt")


async def test_a_number_shows_the_entry(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Das Los", title="Regeln")
        await add(tx, "Beispielstadt", "Das Los")
        await tx.execute(
            "INSERT INTO municipality_key SELECT lower(name), municipality_id, 0 FROM municipality"
        )
    await index(database)
    await ask(room, "los")
    [said] = await room.say("1")

    assert said.startswith("Musterstadt (Stadt, Hessen): 1 Eintrag in der Sammlung.")


@pytest.mark.parametrize(
    ("lands", "told"),
    [
        (["Hessen"], "1 Treffer in Hessen."),
        (["Hessen"] * 2, "2 Treffer aus 2 Kommunen in Hessen."),
        (["Saarland"], "1 Treffer im Saarland."),
        (["Saarland"] * 2, "2 Treffer aus 2 Kommunen im Saarland."),
        (
            ["Steiermark (Österreich)", "Saarland", "Saarland"],
            "3 Treffer aus 3 Kommunen: 2 im Saarland und 1 in der Steiermark (Österreich).",
        ),
        (["Hessen", "Bayern", "Bayern"], ": 2 in Bayern und 1 in Hessen."),
        (["A", "B", "B", "C"], "4 Treffer aus 4 Kommunen: 2 in B, 1 in A und 1 in C."),
        (["A", "B", "C", "D"], ": 1 in A, 1 in B, 1 in C und 1 in D."),
        (["A", "B", "C", "D", "E"], ": 1 in A, 1 in B, 1 in C und 2 in weiteren Ländern."),
    ],
)
async def test_the_answer_says_how_many_are_where(
    database: Database, room: Room, lands: list[str], told: str
) -> None:
    async with database.transaction() as tx:
        for number, land in enumerate(lands):
            await add(tx, f"Ort {number}", "Das Los", land=land)
    await index(database)

    assert told in await ask(room, "Los")


async def test_the_number_of_a_namesake_leads_to_it(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        for land in ("Hessen", "Bayern"):
            await add(tx, "Musterstadt", "Das Los", land=land)
        await add(tx, "Musterstadt", "Das Los", presumed="Musterdorf", land="")
        await add(tx, "Beispielstadt", "Das Los")
        await tx.execute(
            "INSERT INTO municipality_key SELECT lower(name), municipality_id, 0 FROM municipality"
        )
    await index(database)

    said = await ask(room, "los")
    assert "1. Musterstadt, Hessen: " in said
    assert "2. Musterstadt, Bayern: " in said
    assert "3. Musterstadt: " in said
    assert "4. Beispielstadt: " in said
    assert "Mehr zu einem Treffer? Antworten Sie mit seiner Nummer." in said
    told = []
    for number in range(1, 5):
        await ask(room, "los")
        [entry] = await room.say(str(number))
        told.append(entry.partition(": 1 Eintrag")[0])
    assert told == [
        "Musterstadt (Stadt, Hessen)",
        "Musterstadt (Stadt, Bayern)",
        "Musterstadt",
        "Beispielstadt (Stadt, Hessen)",
    ]


async def test_names_and_titles_cannot_turn_the_answer_around(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        await add(
            tx,
            "Muster\u202estadt",
            "Vorwort",
            "Das Los",
            title="Leit\u202elinien\nund\u2066mehr",
            document="\u202efdp.leitlinien\u2069.pdf",
        )
    await index(database)

    said = await ask(room, "los")
    assert "1. Muster stadt: Leit linien und mehr ( fdp.leitlinien .pdf, Seite 2): »" in said


@pytest.mark.parametrize("name", ["leitlinien.docx", "leitlinien.odt"])
async def test_a_document_without_pages_is_quoted_without_a_page(
    database: Database, room: Room, name: str
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Das Los", document=name)
        await add(tx, "Beispielstadt", "Das Los", "Der Rat", document=f"zwei-{name}")
        await add(tx, "Dritte", "Das Los", document="leitlinien.pdf")
    await index(database)

    said = await ask(room, "los")
    assert f"({name}): »Das Los«" in said
    assert f"(zwei-{name}, Seite 1): »Das Los«" in said
    assert "(leitlinien.pdf, Seite 1): »Das Los«" in said


async def test_two_entries_of_a_municipality_are_one_municipality(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", title="Los")
        await tx.execute(
            """
            INSERT INTO guideline (municipality_id, list, printed, certainty, remark, title,
                status, provenance, created_at)
            SELECT municipality_id, 'kinder_jugend', printed, certainty, remark, 'Los für Kinder',
                status, provenance, created_at FROM guideline
            """
        )
    await index(database)

    assert "2 Treffer aus einer Kommune in Hessen." in await ask(room, "Los")


# --- pages


async def test_hits_come_in_pages(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        for number in range(2 * PAGE_SIZE + 1):
            await add(tx, f"Ort {number:02}", "Das Los")
    await index(database)

    first = await hits(room, "Los")
    [said] = await room.say("!mehr")
    assert "21 Treffer" in said
    assert "Seite 2 von 3:" in said
    second = await hits(room, "Los seite 2")
    third = await hits(room, "los Seite 3")
    assert [*first, *second, *third] == [f"Ort {number:02}" for number in range(21)]
    assert "!mehr" not in await ask(room, "los seite 3")
    assert await ask(room, "los seite 4") == (
        "Eine Seite 4 gibt es nicht, die letzte ist Seite 3: !suche los seite 3"
    )


# --- nothing


async def test_who_finds_nothing_reads_similar_words_and_where_else_to_look(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "Die Zufallsauswahl der Vorhabenliste")
    await index(database)

    assert await ask(room, "Zufallsauswhal") == (
        "Zu »Zufallsauswhal« gibt es keinen Treffer in der Sammlung und ihren Dokumenten.\n\n"
        "Ein ähnliches Wort kommt vor:\n\n1. Zufallsauswahl\n\n"
        f"{to_choose(1).body}\n\n"
        "Eine Kommune finden Sie mit !leitlinie Bonn, die ganze Sammlung mit !sammlung."
    )
    [said] = await room.say("1")
    assert "1. Musterstadt" in said


async def test_a_word_that_is_gone_is_not_suggested(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        number = await add(tx, "Musterstadt", "Die Zufallsauswahl")
    await index(database)
    async with database.transaction() as tx:
        await tx.execute("DELETE FROM guideline WHERE guideline_id = ?", (number,))

    for words in ("Zufallsauswhal", "Zufallsauswahl", "Auswahl"):
        assert "keinen Treffer" in await ask(room, words)
        assert "ähnlich" not in await ask(room, words)


@pytest.mark.parametrize("words", ["und der", "!!!", "\u202e", "* \" ' ( ) :", "für"])
async def test_what_says_nothing_is_answered_kindly(
    database: Database, room: Room, words: str
) -> None:
    said = await ask(room, words)

    assert "ist kein Wort, nach dem ich suchen kann" in said
    assert "!suche losverfahren NRW" in said


async def test_without_words_the_usage_is_told(room: Room) -> None:
    [said] = await room.say("!suche")

    assert "Wonach soll ich suchen?" in said


async def test_only_the_first_words_count_and_that_is_told(database: Database, room: Room) -> None:
    async with database.transaction() as tx:
        await add(tx, "Musterstadt", "eins zwei drei vier fünf sechs")
    await index(database)

    said = await ask(room, "eins zwei drei vier fünf sechs sieben acht")
    assert "1. Musterstadt" in said
    assert "Gesucht wurde nur nach den ersten 6 Wörtern." in said


async def test_while_a_document_is_still_to_be_read_the_answer_says_so(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        number = await add(tx, "Musterstadt", "Das Los")
        await documents.add(tx, Document("0" * 64, "PDF", 1, NOW))
        await documents.attach(tx, GuidelineDocument(number, "0" * 64, "neu.pdf", NOW))
    await index(database)

    told = "Ein Dokument wird gerade noch gelesen. In einer Minute kann es mehr Treffer geben."
    assert told in await ask(room, "Los")
    assert told in await ask(room, "Zufallswort")
    async with database.transaction() as tx:
        await document_texts.put(tx, DocumentText("0" * 64, None, 1, NOW))
    assert "gelesen" not in await ask(room, "Los")


async def test_while_much_is_still_to_be_indexed_the_answer_says_so(
    database: Database, room: Room
) -> None:
    async with database.transaction() as tx:
        for number in range(12):
            await add(tx, f"Ort {number}", "Das Los")

    assert "12 Einträge werden gerade noch eingelesen." in await ask(room, "Los")
    await index(database)
    assert "eingelesen" not in await ask(room, "Los")
