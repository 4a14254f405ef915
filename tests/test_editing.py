"""!eintrag: shown before it is saved, saved once, kept as a version, and never lost."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from commands.collection import export
from commands.collection.export import Format
from commands.collection.place import locate
from storage import documents, guidelines, outbox, register
from tests.editing_fixtures import ADA, BO, CORA, SHA, Desk, desk_of_a_shipped_collection
from tests.growth import instructions
from tests.say import MANAGEMENT, ROOM

ESSEN = 32
# Two of one municipality.
BONN, OF_BONN = 17, 118
CHANGE = f"!eintrag ändern {ESSEN} Titel: Leitlinien für Essen"


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with desk_of_a_shipped_collection() as desk:
        yield desk


# --- a new entry


async def test_a_new_entry_in_one_line_is_shown_and_saved_by_a_reaction(desk: Desk) -> None:
    shown = await desk.say(
        "!eintrag neu Aachen | https://www.aachen.example/l | Leitlinien | beschlossen 2014"
    )
    for words in (
        "Neuer Eintrag: Aachen (Stadt, Nordrhein-Westfalen), Liste Bürgerbeteiligung.",
        "– Titel: »Leitlinien«",
        "– Status: beschlossen",
        "– Beschlossen am: 2014",
        "– Links: Leitlinien: https://www.aachen.example/l (Stand: 24. November 2026)",
        "Die Kommune kommt damit neu in die Sammlung.",
        "Ist das richtig?",
    ):
        assert words in shown
    keys = [c["m.relates_to"]["key"] for c in desk.room.contents if "body" not in c]
    assert keys == ["✅", "❌"]
    assert await desk.entries("Aachen") == []

    told = await desk.react("✅")
    assert told.startswith("Gespeichert: Eintrag Nr. 122, Aachen, Liste Bürgerbeteiligung.")
    assert "1 Eintrag in der Sammlung" in await desk.ask("!leitlinie Aachen")
    [entry] = await desk.entries("Aachen")
    assert (entry.title, entry.status, entry.adopted) == ("Leitlinien", "beschlossen", "2014")
    assert (entry.confirmed_by, entry.certainty) == (BO, "sicher")
    assert entry.provenance == "Vom Netzwerkmanagement eingetragen"
    [version] = await desk.versions(122)
    assert (version.what, version.by.actor, version.before) == ("created", BO, None)
    assert (version.after["title"], version.after["ags"]) == ("Leitlinien", "05334002")


async def test_all_fields_of_a_new_entry_can_be_told(desk: Desk) -> None:
    await desk.do(
        "!eintrag neu Bonn | Liste: Kinder | Titel: Mitmachen | Dokumentart: Konzept"
        " | Status: beschlossen am 25.6.2015, fortgeschrieben 3/2020 | Gremium: Rat"
        " | Zusammenfassung: Worum es geht | Link: Konzept https://x.example/k (Stand: 2016)"
        " | Link: https://x.example/zwei | Quelle: Auskunft | Anmerkung: intern"
    )
    entry = (await desk.entries("Bonn"))[-1]
    told = (entry.list, entry.title, entry.document_type, entry.status, entry.adopted)
    assert told == ("kinder_jugend", "Mitmachen", "Konzept", "fortgeschrieben", "2015-06-25")
    assert (entry.updated, entry.adopted_by, entry.summary) == ("2020-03", "Rat", "Worum es geht")
    assert (entry.source, entry.remark) == ("Auskunft", "intern")
    assert [(link.label, link.url, link.as_of) for link in entry.links] == [
        ("Konzept", "https://x.example/k", "2016"),
        ("Mitmachen", "https://x.example/zwei", "2026-11-24"),
    ]


async def test_the_other_entries_of_the_municipality_are_shown_with_a_new_one(desk: Desk) -> None:
    shown = await desk.say("!eintrag neu Bonn | Noch eine")

    assert "Zu dieser Kommune gibt es schon 2 Einträge:" in shown
    assert "– Eintrag Nr. 17: Bonn (Stadt, kreisfrei, Nordrhein-Westfalen)" in shown


async def test_an_unknown_municipality_needs_kind_and_land(desk: Desk) -> None:
    told = await desk.say("!eintrag neu Hinterstadt | Leitlinien")
    assert "weder in der Sammlung noch im Gemeindeverzeichnis" in told
    assert "!eintrag neu Hinterstadt (Stadt, Hessen) | …" in told

    for words in (
        "Hinterstadt (Gemeinde, bawü) | A",
        "Hinterstadt, Gemeinde, bawü | A",
        "Hinterstadt | A | Kommune: Gemeinde, bawü",
    ):
        shown = await desk.say(f"!eintrag neu {words}")
        assert "Neuer Eintrag: Hinterstadt (Gemeinde, Baden-Württemberg)" in shown
    await desk.say("!eintrag ja")
    assert "Hinterstadt (Gemeinde, Baden-Württemberg)" in await desk.ask("!leitlinie Hinterstadt")


async def test_one_of_several_places_is_chosen_by_its_number(desk: Desk) -> None:
    told = await desk.say("!eintrag neu Mühlhausen | Leitlinien | beschlossen 2014")
    assert "Orte passen zu »Mühlhausen«:" in told
    assert "2. Mühlhausen (" in told
    shown = await desk.say("2")
    assert "Neuer Eintrag: Mühlhausen" in shown
    assert "Beschlossen am: 2014" in shown


async def test_a_namesake_in_the_same_land_is_shown_as_it_will_be_called(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        keys = [
            row["ags"]
            for row in await tx.execute_fetchall(
                "SELECT ags FROM place_without_entry WHERE name = 'Mühlhausen' AND ags LIKE '09%'"
            )
        ]
    for number, ags in enumerate(keys[:2]):
        shown = await desk.say(f"!eintrag neu Mühlhausen (AGS {ags}) | Leitlinien")
        name = f"Mühlhausen ({ags})" if number else "Mühlhausen"
        assert f"Neuer Eintrag: {name} (" in shown
        assert name in await desk.react("✅")


async def test_a_new_entry_that_another_manager_made_meanwhile_is_shown_anew(desk: Desk) -> None:
    line = "!eintrag neu Aachen | Leitlinien"
    await desk.say(line)
    await desk.say(line, CORA)
    await desk.react("✅", CORA)

    told = await desk.react("✅")
    assert "Inzwischen hat sich etwas geändert." in told
    assert "schon 1 Eintrag:" in told
    assert len(await desk.entries("Aachen")) == 1
    await desk.react("❌")
    assert len(await desk.entries("Aachen")) == 1


# --- changing


async def test_a_change_shows_what_was_and_what_is_new(desk: Desk) -> None:
    shown = await desk.say(f"{CHANGE} | Status: in Erarbeitung | Gremium: Rat")
    assert shown.startswith(
        "Änderung: Eintrag Nr. 32, Essen, Liste Bürgerbeteiligung\n\n"
        "– Titel: bisher keine Angabe; neu »Leitlinien für Essen«\n"
        "– Status: bisher unbekannt; neu in Erarbeitung\n"
        "– Gremium: bisher keine Angabe; neu »Rat«\n"
    )
    assert (await desk.whole(ESSEN)).guideline.title is None

    assert "Gespeichert: Eintrag Nr. 32" in await desk.say("ja", reply_to=await desk.preview())
    entry = (await desk.whole(ESSEN)).guideline
    assert (entry.title, entry.status, entry.adopted_by) == (
        "Leitlinien für Essen",
        "in Erarbeitung",
        "Rat",
    )
    [version] = await desk.versions(ESSEN)
    assert version.before is not None
    assert (version.what, version.by.actor, version.by.at) == ("changed", BO, desk.now)
    assert (version.before["title"], version.after["title"]) == (None, "Leitlinien für Essen")


@pytest.mark.parametrize("way", ["✅\ufe0f", "reply", "thread", "!eintrag ja", "!rückgängig ja"])
async def test_a_manager_agrees_in_the_way_that_is_at_hand(desk: Desk, way: str) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    match way:
        case "reply":
            told = await desk.say("Ja!", reply_to=event)
        case "thread":
            told = await desk.say("ok", thread_root=event)
        case "✅\ufe0f":
            told = await desk.react(way)
        case _:
            told = await desk.say(way)
    assert "Gespeichert" in told
    assert len(await desk.versions(ESSEN)) == 1


@pytest.mark.parametrize("way", ["❌", "nein", "!eintrag nein"])
async def test_what_is_dropped_is_not_saved(desk: Desk, way: str) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    if way == "❌":
        told = await desk.react(way)
    else:
        told = await desk.say(way, reply_to=event)
    assert told == "Verworfen. Es wurde nichts geändert."
    assert "Es wartet nichts" in await desk.say("!eintrag ja")
    assert await desk.versions(ESSEN) == []


def relation_of_the_preview(desk: Desk) -> Any:
    [content] = [c for c in desk.room.contents if "Ist das richtig?" in str(c.get("body"))]
    return content["m.relates_to"]


async def test_a_preview_answers_the_message_that_asked(desk: Desk) -> None:
    await desk.say(CHANGE, event_id="$frage")
    assert relation_of_the_preview(desk) == {"m.in_reply_to": {"event_id": "$frage"}}


async def test_a_preview_stands_in_the_thread_where_it_was_asked_for(desk: Desk) -> None:
    await desk.say(CHANGE, event_id="$frage", thread_root="$faden")
    assert relation_of_the_preview(desk) == {
        "rel_type": "m.thread",
        "event_id": "$faden",
        "is_falling_back": False,
        "m.in_reply_to": {"event_id": "$frage"},
    }


async def test_a_word_in_the_thread_of_the_preview_decides(desk: Desk) -> None:
    await desk.say(CHANGE, thread_root="$faden")
    assert await desk.say("ja") == ""
    assert await desk.say("ja", thread_root="$anderer") == ""
    assert await desk.say("ja", CORA, thread_root="$faden") == ""
    assert await desk.say("ja", thread_root="$faden", reply_to="$anderes") == ""
    assert "Gespeichert: " in await desk.say("ja", thread_root="$faden")
    assert await desk.say("ja", thread_root="$faden") == ""


async def test_what_is_shown_anew_answers_the_word_that_agreed(desk: Desk) -> None:
    await desk.say(CHANGE, thread_root="$faden")
    await desk.do(f"!eintrag ändern {ESSEN} Titel: Anders", CORA)
    desk.room.contents.clear()
    await desk.say("ja", event_id="$ja", thread_root="$faden")
    relation = relation_of_the_preview(desk)
    assert (relation["event_id"], relation["m.in_reply_to"]) == ("$faden", {"event_id": "$ja"})


async def test_who_agrees_twice_saves_once(desk: Desk) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    await desk.react("✅")

    assert await desk.react("✅", to=event) == ""
    assert await desk.say("ja", reply_to=event) == ""
    assert "Es wartet nichts" in await desk.say("!eintrag ja")
    assert len(await desk.versions(ESSEN)) == 1


async def test_another_manager_cannot_agree(desk: Desk) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()

    assert "nichts zu entscheiden" in await desk.react("✅", CORA, to=event)
    assert await desk.versions(ESSEN) == []


async def test_a_preview_survives_a_restart(desk: Desk) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    desk.restart()
    assert "Gespeichert" in await desk.react("✅", to=event)


async def test_of_two_managers_at_the_same_time_the_second_sees_it_anew(desk: Desk) -> None:
    await desk.say(f"{CHANGE} | Gremium: Rat")
    await desk.say(f"!eintrag ändern {ESSEN} Titel: Ganz anders", CORA)
    await desk.react("✅", CORA)

    told = await desk.react("✅")
    assert "Inzwischen hat sich etwas geändert. Es wurde noch nichts gespeichert" in told
    assert "– Titel: bisher »Ganz anders«; neu »Leitlinien für Essen«" in told
    assert (await desk.whole(ESSEN)).guideline.title == "Ganz anders"
    await desk.react("✅")
    entry = (await desk.whole(ESSEN)).guideline
    assert (entry.title, entry.adopted_by) == ("Leitlinien für Essen", "Rat")
    assert await desk.history(ESSEN) == [("changed", BO), ("changed", CORA)]


async def test_what_another_manager_did_already_is_not_done_again(desk: Desk) -> None:
    await desk.say(CHANGE)
    await desk.say(CHANGE, CORA)
    await desk.react("✅", CORA)

    assert "schon so" in await desk.react("✅")
    assert len(await desk.versions(ESSEN)) == 1


async def test_a_change_of_a_date_and_one_of_an_entry_do_not_mix(desk: Desk) -> None:
    await desk.say("!termin neu ag »X« 14.1.2027 10 Uhr")
    of_a_date = await desk.preview()
    await desk.say(CHANGE)

    assert "Es wartet nichts" in await desk.say("!termin ja")
    assert await desk.react("✅", to=of_a_date) == ""
    assert "Gespeichert: Eintrag" in await desk.react("✅")
    await desk.say(CHANGE.replace("Leitlinien", "Neues"))
    await desk.say("!termin neu ag »X« 14.1.2027 10 Uhr")
    assert "Es wartet nichts" in await desk.say("!eintrag ja")
    assert "Gespeichert: Termin" in await desk.say("!termin ja")


@pytest.mark.parametrize("empty", ["-", "–", "leeren", "Leer"])
async def test_fields_are_emptied(desk: Desk, empty: str) -> None:
    await desk.do(f"{CHANGE} | Link: https://x.example/1 | Status: beschlossen 2014 | Gremium: Rat")
    values = " | ".join(f"{name}: {empty}" for name in ("Titel", "Link", "Status", "Gremium"))
    assert "Gespeichert" in await desk.do(f"!eintrag ändern {ESSEN} {values}")
    entry = (await desk.whole(ESSEN)).guideline
    assert (entry.title, entry.links, entry.status, entry.adopted_by) == (
        None,
        (),
        "unbekannt",
        None,
    )
    assert entry.adopted == "2014"


async def test_links_are_added_replaced_and_removed(desk: Desk) -> None:
    await desk.do(f"{CHANGE} | Link: https://x.example/1 | Link: Zwei https://x.example/2")
    await desk.do(
        f"!eintrag ändern {ESSEN} Link weg: 1 | Link: Neu https://www.x.example/2/"
        " | Link: https://x.example/3 (Stand: 2015)"
    )
    links = (await desk.whole(ESSEN)).guideline.links
    assert [(link.label, link.url, link.as_of) for link in links] == [
        ("Neu", "https://www.x.example/2/", "2026-11-24"),
        ("Leitlinien für Essen", "https://x.example/3", "2015"),
    ]
    await desk.do(f"!eintrag ändern {ESSEN} Link weg: https://x.example/3")
    assert len((await desk.whole(ESSEN)).guideline.links) == 1
    assert "hat der Eintrag nicht" in await desk.say(f"!eintrag ändern {ESSEN} Link weg: 7")


async def test_a_link_that_another_manager_added_meanwhile_stays(desk: Desk) -> None:
    await desk.say(f"!eintrag ändern {ESSEN} Link: A https://x.example/1")
    await desk.do(f"!eintrag ändern {ESSEN} Link: B https://x.example/2", CORA)
    await desk.react("✅")
    await desk.react("✅")

    labels = [link.label for link in (await desk.whole(ESSEN)).guideline.links]
    assert labels == ["B", "A"]


async def test_facts_of_the_municipality_change_for_all_its_entries(desk: Desk) -> None:
    shown = await desk.say("!eintrag ändern 17 Name: Bundesstadt Bonn | Kreis: -")
    assert "Zur selben Kommune gehört 1 weiterer Eintrag; auch dort" in shown
    await desk.react("✅")

    assert "Bundesstadt Bonn (Stadt, Nordrhein-Westfalen): 2 Einträge" in await desk.ask(
        "!leitlinie Bundesstadt Bonn"
    )
    [version] = await desk.versions(17)
    assert version.before is not None
    assert (version.before["name"], version.after["name"]) == ("Bonn", "Bundesstadt Bonn")


async def test_facts_that_changed_with_another_entry_meanwhile_are_shown_anew(desk: Desk) -> None:
    await desk.say(f"!eintrag ändern {BONN} Kreis: Rhein")
    await desk.say(f"!eintrag ändern {OF_BONN} Kreis: Sieg | Name: Bundesstadt Bonn", CORA)
    await desk.react("✅", CORA)

    told = await desk.react("✅")
    assert "Inzwischen hat sich etwas geändert." in told
    assert "– Kreis: bisher »Sieg«; neu »Rhein«" in told
    assert (await desk.whole(BONN)).municipality.district == "Sieg"
    await desk.react("✅")
    assert (await desk.whole(BONN)).municipality.district == "Rhein"


async def test_a_new_entry_is_shown_anew_if_its_municipality_changed_meanwhile(
    desk: Desk,
) -> None:
    await desk.say("!eintrag neu Bonn | Neu | Kreis: Rhein")
    await desk.say(f"!eintrag ändern {OF_BONN} Kreis: Sieg", CORA)
    await desk.react("✅", CORA)
    assert "Inzwischen hat sich etwas geändert." in await desk.react("✅")


async def test_several_other_entries_and_documents_are_told_in_the_plural(desk: Desk) -> None:
    await desk.do("!eintrag neu Bonn | Drittes")
    shown = await desk.say(f"!eintrag ändern {BONN} Kreis: Rhein")
    assert "Zur selben Kommune gehören 2 weitere Einträge; auch dort" in shown

    await desk.attach(BONN)
    gone = "gespeichert, {} aber nicht mehr gezeigt."
    assert f"Das Dokument bleibt {gone.format('wird')}" in await desk.say("!eintrag löschen 17")
    await desk.attach(BONN, "b" * 64)
    shown = await desk.say("!eintrag löschen 17")
    assert f"Die 2 Dokumente bleiben {gone.format('werden')}" in shown


async def test_two_municipalities_of_a_land_never_get_the_same_name(desk: Desk) -> None:
    told = await desk.say("!eintrag ändern 17 Name: Essen")
    assert "schon eine andere Kommune mit dem Namen Essen" in told

    await desk.do("!eintrag löschen 32")
    assert "schon eine andere" in await desk.say("!eintrag ändern 17 Name: Essen")


async def test_first_details_are_confirmed_by_who_adds_them_others_not(desk: Desk) -> None:
    await desk.do(CHANGE)
    assert (await desk.whole(ESSEN)).guideline.confirmed_by == BO

    told = await desk.do("!eintrag ändern 118 Art: Leitfaden")
    assert "noch nicht bestätigt" in told
    assert (await desk.whole(118)).guideline.confirmed_at is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("ändern 32", "Was soll sich an Eintrag Nr. 32 ändern?"),
        ("ändern 32 Foo: x", "Welches Feld »Foo: x« meint"),
        ("ändern 32 irgendwas", "Welches Feld »irgendwas« meint"),
        ("ändern 32 Titel:", "Nach »Titel:« fehlt der Wert."),
        ("ändern 32 Titel: A | Titel: B", "Das Feld »Titel« kommt zweimal vor."),
        ("ändern 32 Name: -", "kann nicht leer sein"),
        ("ändern 32 Liste: x", "Diese Liste kenne ich nicht."),
        ("ändern 32 Status: vielleicht", "Diesen Stand verstehe ich nicht."),
        ("ändern 32 Beschluss: gestern", "Das Datum bei »Beschlossen am« verstehe ich nicht."),
        ("ändern 32 Link: javascript:x", "Diesen Link kann ich nicht annehmen"),
        ("ändern 32 Link: https://x.example/ (Stand: x)", "Den Stand des Links"),
        ("ändern 32 Kommune: Dorf, Hessen", "Die Art der Kommune"),
        ("ändern 32 AGS: 12", "Ein AGS hat 8 Ziffern"),
        ("ändern 32 Sicherheit: gut", "»sicher« oder »wahrscheinlich«"),
        (f"ändern 32 Gremium: {'x' * 501}", "ist zu lang (höchstens 500 Zeichen)"),
        ("ändern 32 Status: unbekannt", "schon so"),
        ("ändern 9999 Titel: x", "Einen Eintrag Nr. 9999 gibt es nicht."),
        ("neu | Titel", "Es fehlt die Kommune."),
        ("neu Bonn | A | B", "Welches Feld »B« meint"),
        ("löschen 9999", "gibt es nicht"),
        ("wiederherstellen 32", "ist nicht gelöscht"),
        ("löschen", "So ändern Sie die Sammlung (9 Möglichkeiten):"),
        ("verlauf 32 x", "So ändern Sie die Sammlung"),
        ("bestätigen 32 gern", "So ändern Sie die Sammlung"),
        ("32 x", "So ändern Sie die Sammlung"),
        ("ja bitte", "So ändern Sie die Sammlung"),
        ("", "So ändern Sie die Sammlung"),
        ("9999999999999999999999", "keinen Eintrag"),
    ],
)
async def test_what_does_not_fit_is_told_with_an_example(desk: Desk, words: str, told: str) -> None:
    said = await desk.say(f"!eintrag {words}")

    assert told in said
    assert "Ist das richtig?" not in said


# --- which entry


async def test_a_place_stands_for_its_only_entry(desk: Desk) -> None:
    assert "Eintrag Nr. 32, Essen" in await desk.say("!eintrag essen")
    assert "Änderung: Eintrag Nr. 32" in await desk.say("!eintrag ändern Essen Titel: A | Art: B")
    shown = await desk.say("!eintrag ändern Bad Homburg Beschlossen am: 2014")
    assert "Bad Homburg" in shown.split("\n")[0]
    assert "Grund: Doppelt" in await desk.say("!eintrag löschen Essen | Doppelt")
    assert "Grund: Doppelt vorhanden" in await desk.say("!eintrag löschen Essen Doppelt vorhanden")


@pytest.mark.parametrize("number", ["32", "Nr. 32", "#32", "Eintrag 32", "nr 32:"])
async def test_a_number_may_be_written_as_people_do(desk: Desk, number: str) -> None:
    assert "Änderung: Eintrag Nr. 32" in await desk.say(f"!eintrag ändern {number} Titel: Neu")


async def test_of_several_entries_one_is_chosen_by_its_number(desk: Desk) -> None:
    told = await desk.say("!eintrag ändern Bonn Titel: Neu | Art: Leitlinien")
    assert "Zu »Bonn« gibt es 2 Einträge:" in told
    assert "2. Eintrag Nr. 118: Bonn" in told
    shown = await desk.say("2")
    assert "Änderung: Eintrag Nr. 118" in shown
    assert "neu »Leitlinien«" in shown

    await desk.say("!eintrag Bonn")
    assert "Eintrag Nr. 17, Bonn" in await desk.say("1")


async def test_a_place_stands_before_a_reason_of_many_words(desk: Desk) -> None:
    reason = " ".join(["Grund"] * 100)
    shown = await desk.say(f"!eintrag löschen Essen {reason}")
    assert shown.startswith("Löschen: Eintrag Nr. 32, Essen")
    assert f"Grund: {reason}" in shown


async def test_to_look_for_a_place_among_many_words_takes_no_longer(desk: Desk) -> None:
    async def work(words: int) -> int:
        line = " ".join(["!eintrag löschen", *(f"w{n}" for n in range(words))])
        return await instructions(desk.database, partial(desk.say, line))

    few = await work(1)
    assert await work(8) < 1.5 * few
    assert await work(40) < 1.5 * few


async def test_a_similar_name_is_only_suggested(desk: Desk) -> None:
    told = await desk.say("!eintrag löschen Göppingn")
    assert "gibt es keinen Eintrag" in told
    assert "– Göppingen" in told


async def test_an_entry_in_full_has_what_only_the_management_may_know(desk: Desk) -> None:
    told = await desk.say("!eintrag 109")
    for words in (
        "– Name: »Vöhringen«",
        "– Vermutlich: »Vorarlberg«",
        "– Sicherheit: wahrscheinlich",
        "– Anmerkung: »Anzeige: wie gedruckt",
        "Noch nicht bestätigt.",
        "Seit der Verlauf geführt wird, unverändert.",
    ):
        assert words in told


async def test_numbers_are_shown_to_the_management_only(desk: Desk) -> None:
    told = await desk.say("!leitlinie Bonn")
    assert "Eintrag Nr. 17, Liste Bürgerbeteiligung" in told
    assert "Eintrag Nr. 118, Liste Kinder- und Jugendbeteiligung" in told
    assert "Eintrag Nr." not in await desk.ask("!leitlinie Bonn")


async def test_members_hear_that_it_is_for_the_management(desk: Desk) -> None:
    for words in ("!eintrag 32", "!eintrag löschen 32", "!rückgängig", "!undo"):
        assert "nur im Raum des Netzwerkmanagements" in await desk.ask(words)
    [said] = await desk.room.say("!eintrag neu", sender=BO, room_id="!d:x", direct=True)
    assert "nur im Raum des Netzwerkmanagements" in said


# --- deleting


async def test_what_is_deleted_is_nowhere_and_comes_back_whole(desk: Desk) -> None:
    await desk.do(f"{CHANGE} | Link: https://x.example/1")
    await desk.attach(ESSEN)
    before = await desk.whole(ESSEN)
    shown = await desk.say(f"!eintrag löschen {ESSEN} Es gab sie nie.")
    assert "Löschen: Eintrag Nr. 32, Essen, Liste Bürgerbeteiligung »Leitlinien für Essen«" in shown
    assert "Grund: Es gab sie nie." in shown
    assert "Essen ist danach nicht mehr in der Sammlung." in shown
    assert "Das Dokument bleibt gespeichert" in shown
    assert "Gelöscht: Eintrag Nr. 32" in await desk.react("✅")

    assert "»Essen« ist nicht in der Sammlung." in await desk.ask("!leitlinie Essen")
    assert "– Essen" not in await desk.ask("!leitlinie Essenn")
    async with desk.database.transaction() as tx:
        assert ESSEN not in {entry.guideline_id for entry in await guidelines.everything(tx)}
        assert "Essen" not in {m.name for m in await guidelines.municipalities(tx)}
        assert "Leitlinien für Essen" not in (await export(tx, Format.JSON))[0]
        assert await documents.of_guideline(tx, ESSEN) == []
        assert await documents.holders(tx, SHA) == []
        assert SHA in await documents.needed(tx)
        assert await register.with_ags(tx, "05113000") is not None
    assert "Gelöscht am 24. November 2026." in await desk.say(f"!eintrag {ESSEN}")
    assert "ist gelöscht" in await desk.say(CHANGE)
    assert "ist gelöscht" in await desk.say(f"!eintrag löschen {ESSEN}")
    assert "ist gelöscht" in await desk.say(f"!eintrag bestätigen {ESSEN}")

    await desk.do(f"!eintrag wiederherstellen {ESSEN}")
    assert await desk.whole(ESSEN) == before
    assert "Essen (Stadt" in await desk.ask("!leitlinie Essen")
    async with desk.database.transaction() as tx:
        assert len(await documents.of_guideline(tx, ESSEN)) == 1
        assert await register.with_ags(tx, "05113000") is None
    assert await desk.history(ESSEN) == [("restored", BO), ("deleted", BO), ("changed", BO)]


async def test_what_is_deleted_is_found_again_by_its_place(desk: Desk) -> None:
    await desk.do(f"!eintrag löschen {ESSEN}")
    told = await desk.say("!eintrag essen")
    assert "Zu »essen« gibt es nur 1 gelöschten Eintrag:" in told
    assert "Zurückholen: !eintrag wiederherstellen 32" in told

    assert "Wiederherstellen: Eintrag Nr. 32" in await desk.say("!eintrag zurückholen Essen")
    assert "Wieder da: Eintrag Nr. 32" in await desk.react("✅")
    assert "gibt es keinen Eintrag" in await desk.say("!eintrag wiederherstellen Essen")

    await desk.do("!eintrag löschen 17")
    await desk.do("!eintrag löschen 118")
    assert "gibt es 2 Einträge:" in await desk.say("!eintrag wiederherstellen Bonn")
    assert "Wiederherstellen: Eintrag Nr. 118" in await desk.say("2")


async def test_one_of_two_entries_leaves_the_other(desk: Desk) -> None:
    await desk.do("!eintrag löschen 17")
    told = await desk.ask("!leitlinie Bonn")
    assert "Bonn (Stadt, kreisfrei, Nordrhein-Westfalen): 1 Eintrag" in told
    assert "Kinder- und Jugendbeteiligung" in told


async def test_a_member_can_submit_for_a_municipality_that_was_deleted(desk: Desk) -> None:
    await desk.do(f"!eintrag löschen {ESSEN}")
    number = await desk.accepted("Essen", ags="05113000", url="https://essen.example/l")
    assert number == 1

    told = await desk.ask("!leitlinie Essen")
    assert "Essen (Stadt, kreisfrei, Nordrhein-Westfalen): 1 Eintrag" in told
    assert "https://essen.example/l" in told
    [entry] = await desk.entries("Essen")
    assert entry.guideline_id != ESSEN


async def test_a_new_entry_for_a_municipality_that_was_deleted_finds_it_again(desk: Desk) -> None:
    await desk.do("!eintrag löschen 109")
    shown = await desk.say("!eintrag neu Vöhringen (Land, Vorarlberg (Österreich)) | Leitlinien")
    assert "Neuer Eintrag: Vöhringen" in shown
    assert "Gespeichert" in await desk.react("✅")
    assert len(await desk.entries("Vöhringen")) == 1


async def test_a_municipality_that_only_we_know_is_known_after_its_deletion(desk: Desk) -> None:
    for land in ("Hessen", "Bayern"):
        await desk.do(f"!eintrag neu Hinterstadt (Stadt, {land}) | Leitlinien")
        number = await desk.number("Hinterstadt")
        await desk.do(f"!eintrag löschen {number}")
        if land == "Hessen":
            shown = await desk.say("!eintrag neu Hinterstadt | A")
            assert "Neuer Eintrag: Hinterstadt (Stadt, Hessen)" in shown

    told = await desk.say("!eintrag neu Hinterstadt | A")
    assert "nennen Sie bitte auch ihre Art" in told
    await desk.do("!eintrag neu Hinterstadt (Stadt, Bayern) | A")
    assert "Hinterstadt (Stadt, Bayern): 1 Eintrag" in await desk.ask("!leitlinie Hinterstadt")
    async with desk.database.transaction() as tx:
        known = await guidelines.known_municipalities(tx)
    assert sum(municipality.name == "Hinterstadt" for municipality in known) == 2


async def test_by_its_key_it_is_a_place_of_the_register_again(desk: Desk) -> None:
    await desk.do(f"!eintrag löschen {ESSEN}")
    async with desk.database.transaction() as tx:
        located = await locate(tx, "Essen (Stadt, Nordrhein-Westfalen, AGS 05113000)")
    assert (located.name, located.municipality, located.ags) == ("Essen", None, "05113000")


# --- confirming


async def test_an_entry_is_confirmed_at_once(desk: Desk) -> None:
    told = await desk.say("!eintrag bestätigen 118")
    assert told.startswith("Bestätigt: Eintrag Nr. 118, Bonn")
    entry = (await desk.whole(118)).guideline
    assert (entry.confirmed_by, entry.confirmed_at) == (BO, desk.now)
    assert "noch nicht vom Netzwerkmanagement bestätigt" not in await desk.ask("!leitlinie Bonn")
    assert await desk.history(118) == [("confirmed", BO)]


async def test_a_probable_name_becomes_certain(desk: Desk) -> None:
    told = await desk.say("!eintrag bestätigen Waiblingen")
    assert "Der Name gilt jetzt als sicher." in told
    assert (await desk.whole(110)).guideline.certainty == "sicher"


async def test_what_was_presumed_is_shown_before_it_is_the_name(desk: Desk) -> None:
    shown = await desk.say("!eintrag bestätigen 109")
    assert "– Name: bisher »Vöhringen«; neu »Vorarlberg«" in shown
    assert "!eintrag ändern 109 Vermutlich: - | Kommune: Stadt, Hessen" in shown
    told = await desk.react("✅")
    assert "heißt in der Sammlung jetzt Vorarlberg statt Vöhringen" in told

    told = await desk.ask("!leitlinie Vöhringen")
    assert "gemeint ist Vorarlberg" in told
    assert await desk.history(109) == [("confirmed", BO)]


async def test_what_was_presumed_wrongly_takes_its_facts_along(desk: Desk) -> None:
    told = await desk.say("!eintrag ändern 109 Vermutlich: -")
    assert "auch die Art und das Land von Vöhringen" in told
    await desk.do("!eintrag ändern 109 Vermutlich: - | Kommune: Stadt, Bayern")

    municipality = (await desk.whole(109)).municipality
    assert (municipality.kind, municipality.land) == ("Stadt", "Bayern")
    assert (municipality.official_name, municipality.district) == ("Vöhringen", "")
    assert "Vöhringen (Stadt, Bayern)" in await desk.ask("!leitlinie Vöhringen")


async def test_who_may_not_write_there_any_more_saves_nothing(desk: Desk) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    desk.room.managers.discard(BO)
    await desk.react("✅", to=event)
    await desk.say("ja", reply_to=event)

    assert await desk.versions(ESSEN) == []


# --- history


async def test_the_history_is_told_in_words_newest_first(desk: Desk) -> None:
    await desk.do(f"{CHANGE} | Link: https://x.example/1")
    await desk.do(f"!eintrag löschen {ESSEN} Doppelt", CORA)
    told = await desk.say(f"!eintrag verlauf {ESSEN}")

    assert told.startswith(
        "Eintrag Nr. 32, Essen, Liste Bürgerbeteiligung: 2 Änderungen, die neueste zuerst.\n\n"
        f"Gelöscht am Dienstag, 24. November 2026, 10:02 Uhr, von {CORA}.\n\nGrund: Doppelt\n\n"
        f"Geändert am Dienstag, 24. November 2026, 10:01 Uhr, von {BO}.\n\n"
        "– Titel: bisher keine Angabe; neu »Leitlinien für Essen«\n– Links: dazu"
    )


async def test_a_long_history_comes_in_pages(desk: Desk) -> None:
    for number in range(23):
        await desk.do(f"!eintrag ändern {ESSEN} Titel: Fassung {number}")

    told = await desk.say("!eintrag verlauf Essen")
    assert "23 Änderungen, die neueste zuerst (1 bis 10)." in told
    assert "Fassung 22" in told
    assert "Weiter mit !mehr." in told
    assert "(11 bis 20)" in await desk.say("!mehr")
    last = await desk.say("!mehr")
    assert "(21 bis 23)" in last
    assert "Weiter mit" not in last
    assert "So viele Seiten gibt es nicht." in await desk.say("!eintrag verlauf 32 seite 4")


async def test_what_the_history_shows_fits_into_a_message(desk: Desk) -> None:
    fields = ("Titel", "Zusammenfassung", "Gremium", "Quelle", "Anmerkung", "Art", "Herkunft")
    for number in range(11):
        values = " | ".join(f"{name}: {number} {'&<' * 120}" for name in fields)
        await desk.do(f"!eintrag ändern {ESSEN} {values}")
    told = await desk.say(f"!eintrag verlauf {ESSEN}")

    content = desk.room.contents[-1]
    assert len(told.encode()) + len(str(content["formatted_body"]).encode()) < 45_000


async def test_an_edited_look_up_gets_another_answer(desk: Desk) -> None:
    await desk.say("!eintrag 32", event_id="$frage")
    told = await desk.say("!eintrag 17", replaces="$frage")
    assert "Eintrag Nr. 17, Bonn" in told


async def test_an_edited_change_is_not_done_twice(desk: Desk) -> None:
    await desk.say(CHANGE, event_id="$frage")
    await desk.react("✅")
    told = await desk.say(f"{CHANGE} II", replaces="$frage")
    assert "neu »Leitlinien für Essen II«" in told
    assert (await desk.whole(ESSEN)).guideline.title == "Leitlinien für Essen"


# --- strange words


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
    async with desk.database.transaction() as tx:
        await outbox.put(tx, MANAGEMENT, {"body": "x"}, "t", desk.now, about="meeting:1")
    assert await desk.say("ja") == "x"
    assert await desk.say("vielleicht", reply_to=event) == ""
    assert await desk.react("👍", to=event) == ""
    assert await desk.room.react("✅", event, sender=ADA, room_id=ROOM) == []
    assert await desk.versions(ESSEN) == []
