"""!eintrag ändern: shown before it is saved, saved once, and nothing of others overwritten."""

from typing import Any

import pytest

from tests.support.editing_fixtures import BO, BONN, CHANGE, CORA, ESSEN, Desk

# Another entry of the same municipality.
OF_BONN = 118


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
    assert (version.action, version.by.actor, version.by.at) == ("changed", BO, desk.now)
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
    [content] = [c for c in desk.room.contents if "Stimmt das?" in str(c.get("body"))]
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


async def test_a_reaction_to_the_preview_of_another_agrees_to_none_of_ones_own(desk: Desk) -> None:
    await desk.say(CHANGE)
    event = await desk.preview()
    await desk.say(f"!eintrag ändern {ESSEN} Titel: Ganz anders", CORA)

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
    assert "durch eine neuere ersetzt" in await desk.react("✅", to=of_a_date)
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
        ("neu | Titel", "Zu welcher Kommune"),
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
    assert "Stimmt das?" not in said


@pytest.mark.parametrize(
    "words",
    [
        "Essen Titel Leitlinien für Essen",
        "32 Titel Leitlinien für Essen",
        "Essen Titel Leitlinien für Essen | Gremium Rat",
    ],
)
async def test_a_colon_that_was_forgotten_is_understood(desk: Desk, words: str) -> None:
    shown = await desk.say(f"!eintrag ändern {words}")

    assert "– Titel: bisher keine Angabe; neu »Leitlinien für Essen«" in shown
    assert ("Gremium" in shown) is ("Rat" in words)


async def test_a_place_that_is_none_stays_none_without_a_colon(desk: Desk) -> None:
    assert "gibt es keinen Eintrag" in await desk.say("!eintrag ändern Atlantis Titel Leitlinien")
