"""What somebody reads who asks !leitlinie."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands import COMMANDS
from commands.collection.guidelines import GUIDELINE
from commands.collection.texts import guidelines as texts
from commands.conversation.command import UsageError
from storage.collection import documents, guidelines
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import GuidelineLink
from storage.database import Database
from tests.support.collection_fixtures import NOW, ask

CONTACT = "per E-Mail an info@netzwerk-buergerbeteiligung.de"
ALLOWED_TAGS = {"p", "strong", "code", "a", "ul", "ol", "li", "br"}


async def test_an_entry_of_which_only_the_name_is_known_says_so(collection: Database) -> None:
    assert (await ask(collection, "Köln")).body.split("\n\n") == [
        "Köln (Stadt, kreisfrei, Nordrhein-Westfalen): 1 Eintrag in der Sammlung.",
        "Liste Bürgerbeteiligung: Einzelheiten liegen noch nicht vor.",
        f"Kennen Sie das Dokument? So ergänzen Sie die Sammlung: {CONTACT}",
    ]


async def test_details_come_with_their_source_and_as_unconfirmed(collection: Database) -> None:
    body = (await ask(collection, "Görlitz")).body

    assert "Satzung zur Bürgerschaftlichen Beteiligung. Art: Satzung. Stand: beschlossen." in body
    assert "Beschluss: 25. Juni 2015, Stadtrat." in body
    source = (
        "Quelle auf netzwerk-buergerbeteiligung.de: https://www.netzwerk-buergerbeteiligung.de/"
    )
    assert source in body
    assert "noch nicht vom Netzwerkmanagement bestätigt" in body


async def test_dates_are_written_as_exactly_as_they_are_known(collection: Database) -> None:
    body = (await ask(collection, "Weyarn")).body

    assert "Beschluss: 2008, Gemeinderat. Fortgeschrieben: Juli 2013." in body


async def test_both_lists_are_shown_unless_one_is_asked_for(collection: Database) -> None:
    both = (await ask(collection, "Bonn")).body
    children = (await ask(collection, "Bonn Kinder")).body
    citizens = (await ask(collection, "Bonn buerger")).body

    assert "2 Einträge" in both
    assert both.count("\n\nListe ") == 2
    assert "Liste Kinder- und Jugendbeteiligung: " in children
    assert "Liste Bürgerbeteiligung: " not in children
    assert "Liste Bürgerbeteiligung: " in citizens
    assert "Liste Kinder- und Jugendbeteiligung: " not in citizens


async def test_a_municipality_that_is_only_in_the_other_list_names_it(
    collection: Database,
) -> None:
    assert (await ask(collection, "Rastatt bürger")).body == (
        "Rastatt steht nicht auf der Liste »Bürgerbeteiligung«, "
        "aber auf der Liste »Kinder- und Jugendbeteiligung«."
    )


async def test_several_are_a_numbered_choice_after_their_count(collection: Database) -> None:
    answer = await ask(collection, "Göppingen")

    assert answer.body.split("\n\n") == [
        "»Göppingen« passt zu 2 Kommunen der Sammlung:",
        (
            "1. Göppingen (Landkreis) (Landkreis, Baden-Württemberg)\n"
            "2. Göppingen (Stadt) (Stadt, Kreis Göppingen, Baden-Württemberg)"
        ),
        "Welche meinen Sie? Tippen Sie unten auf die Zahl, oder schreiben Sie sie.",
    ]
    assert "<ol>" in answer.formatted_body


async def test_a_printed_form_says_what_it_means(collection: Database) -> None:
    body = (await ask(collection, "hadelshorn")).body

    assert body.startswith(
        "In der gedruckten Liste steht »Hadelshorn«; gemeint ist Heidelberg.\n\nHeidelberg"
    )


@pytest.mark.parametrize(
    ("asked", "found", "itself"),
    [
        ("Schwanau", "Schwerte", "Schwanau"),
        ("munster", "Münster", "Munster"),
        ("Karl", "Karlsruhe", "Karl"),
        ("Lichtenberg", "Berlin-Lichtenberg", "Lichtenberg"),
    ],
)
async def test_a_real_namesake_without_an_entry_is_pointed_out(
    collection: Database, asked: str, found: str, itself: str
) -> None:
    body = (await ask(collection, asked)).body

    assert found in body
    assert body.endswith(f"Die Kommune »{itself}« selbst ist nicht in der Sammlung.")


@pytest.mark.parametrize(
    "asked", ["Brühl", "Lahr", "Karls", "Koln", "Freiburg im Breisgau", "Landau", "Nordhausen"]
)
async def test_the_hint_is_not_given_about_the_entry_itself(
    collection: Database, asked: str
) -> None:
    assert "selbst ist nicht" not in (await ask(collection, asked)).body


async def test_a_real_municipality_without_an_entry_can_be_submitted(
    collection: Database,
) -> None:
    body = (await ask(collection, "stadt göttingen")).body

    assert body.startswith("»Göttingen« ist nicht in der Sammlung.")
    assert f"Reichen Sie sie ein: {CONTACT}" in body


async def test_submitting_by_command_is_offered_where_there_is_such_a_command(
    collection: Database,
) -> None:
    missing = (await ask(collection, "Göttingen", COMMANDS)).body
    bare = (await ask(collection, "Köln", COMMANDS)).body

    assert "Reichen Sie sie ein: !einreichen Göttingen https://…" in missing
    assert ". Göppingen (Stadt)" in missing
    assert "So ergänzen Sie die Sammlung: !einreichen Köln https://…" in bare
    assert CONTACT not in missing + bare


async def test_a_body_of_another_kind_is_only_suggested(collection: Database) -> None:
    body = (await ask(collection, "Kreis Soest")).body

    assert body.startswith(
        "»Kreis Soest« habe ich nicht gefunden.\n\nMeinten Sie Soest?\n\n"
        "Tippen Sie auf 1️⃣, oder schreiben Sie 1.\n\nFehlt eine Kommune?"
    )


async def test_what_is_only_presumed_is_not_told(collection: Database) -> None:
    body = (await ask(collection, "Vöhringen")).body

    assert body.startswith("Vöhringen: 1 Eintrag in der Sammlung.")
    assert "Vorarlberg" not in body
    assert "Österreich" not in body
    assert "habe ich nicht gefunden" in (await ask(collection, "Vorarlberg")).body


async def test_nothing_known_is_said_without_repeating_the_invisible(
    collection: Database,
) -> None:
    assert "dieser Eingabe" in (await ask(collection, "\u200f")).body
    assert "»a b«" in (await ask(collection, "a\u202e\0 b")).body


async def test_a_long_question_is_quoted_cut(collection: Database) -> None:
    body = (await ask(collection, "x" * 3900)).body

    assert body.startswith(f"»{'x' * 59}…« habe ich nicht gefunden.")


@pytest.mark.slow
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(text=st.text(min_size=1) | st.text("<>&\"'/ab ", min_size=1))
async def test_nothing_typed_becomes_markup(collection: Database, text: str) -> None:
    if not text.split():
        return
    html = (await ask(collection, text)).formatted_body

    assert set(re.findall(r"</?(\w*)", html)) <= ALLOWED_TAGS


async def test_links_are_shown_with_label_and_date(collection: Database) -> None:
    async with collection.transaction() as tx:
        [entry] = [e for e in await guidelines.everything(tx) if e.printed == "Köln"]
        links = (
            GuidelineLink("Leitlinien (PDF)", "https://koeln.example/l.pdf", "2024-02"),
            GuidelineLink("Seite", "https://koeln.example/", None),
        )
        await guidelines.change(tx, replace(entry, links=links, summary="Kurz."))
    answer = await ask(collection, "Köln")

    assert "Kurz.\n\n2 Links:" in answer.body
    assert "– Leitlinien (PDF): https://koeln.example/l.pdf (Stand: Februar 2024)" in answer.body
    assert '<a href="https://koeln.example/">Seite</a>' in answer.formatted_body


async def test_confirmed_details_are_told_without_reserve(collection: Database) -> None:
    async with collection.transaction() as tx:
        [entry] = [e for e in await guidelines.everything(tx) if e.printed == "Meißen"]
        confirmed = replace(
            entry, confirmed_by="Leitung", confirmed_at=entry.created_at, source="Amtsblatt 3"
        )
        await guidelines.change(tx, confirmed)
    body = (await ask(collection, "Meissen")).body

    assert "Quelle: Amtsblatt 3" in body
    assert texts.UNCONFIRMED not in body


async def store(collection: Database, printed: str, files: tuple[str, ...] = (), **to: Any) -> None:
    async with collection.transaction() as tx:
        [entry] = [e for e in await guidelines.everything(tx) if e.printed == printed]
        await guidelines.change(tx, replace(entry, **to))
        for number, name in enumerate(files):
            await documents.add(tx, Document(str(number), "PDF", 1, NOW))
            document = GuidelineDocument(entry.guideline_id, str(number), name, NOW)
            await documents.attach(tx, document)


async def test_a_link_without_a_title_is_shown(collection: Database) -> None:
    await store(
        collection, "Köln", links=(GuidelineLink("Dokument", "https://koeln.example/l.pdf", None),)
    )
    body = (await ask(collection, "Köln")).body

    assert body.split("\n\n")[1:3] == [
        "Liste Bürgerbeteiligung: Ein Titel liegt noch nicht vor.",
        "Dokument: https://koeln.example/l.pdf",
    ]
    assert "Einzelheiten liegen noch nicht vor" not in body


async def test_a_document_without_a_title_is_shown(collection: Database) -> None:
    await store(collection, "Köln", ("leitlinien.pdf",))
    body = (await ask(collection, "Köln")).body

    assert body.split("\n\n")[1:3] == [
        "Liste Bürgerbeteiligung: Ein Titel liegt noch nicht vor.",
        "Ein Dokument ist gespeichert: leitlinien.pdf",
    ]
    assert "Einzelheiten liegen noch nicht vor" not in body
    assert "Kennen Sie das Dokument?" not in body


async def test_documents_stand_with_their_entry_after_their_count(collection: Database) -> None:
    await store(collection, "Meißen", ("<b>satzung</b>.pdf", "anlage.odt"))
    answer = await ask(collection, "Meißen")

    assert "2 Dokumente sind gespeichert:\n\n– <b>satzung</b>.pdf\n– anlage.odt" in answer.body
    assert "<b>" not in answer.formatted_body
    assert "gespeichert" not in (await ask(collection, "Köln")).body


async def test_a_status_alone_is_something_that_is_known(collection: Database) -> None:
    await store(collection, "Köln", status="in Erarbeitung")
    body = (await ask(collection, "Köln")).body

    assert "Liste Bürgerbeteiligung: Stand: in Erarbeitung." in body
    assert "Einzelheiten liegen noch nicht vor" not in body


def test_without_a_place_the_words_do_not_fit() -> None:
    with pytest.raises(UsageError):
        GUIDELINE.parse("  ")


def test_a_list_alone_is_taken_for_a_place() -> None:
    assert GUIDELINE.parse("Kinder").place == "Kinder"


def test_the_usage_names_place_and_lists() -> None:
    assert GUIDELINE.examples[0] == "leitlinie Bonn"
