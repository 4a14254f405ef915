"""!karte: the collection on a map, and everything that it shows in words."""

import json
import subprocess
import sys
from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from bot.sandbox import Limits
from bot.workers.attachments import AttachmentWorker
from bot.workers.maps import draw_map, wanted
from bot.workers.sandboxed import SandboxError
from commands.collection.transfer.files import read
from commands.collection.transfer.load import store
from storage.collection import collection_map
from storage.collection.collection_map import Mapped
from storage.conversation import file_requests
from storage.database import Database
from tests.support.say import NOW, Room
from tests.support.workers import bringing

HEADER = "liste,gedruckt,anzeige,vermutlich,amtlich,art,land,kreis,ags\n"
PNG = b"\x89PNG\r\n\x1a\n"
DAY = date(2026, 11, 24)
HOSTILE = "\u202e<b>%_*'&\x00ß" + "ö" * 150


async def add(database: Database, *rows: str) -> None:
    async with database.transaction() as tx:
        await store(tx, read((HEADER + "\n".join(rows)).encode()), "Probe", NOW)


async def paragraphs(room: Room, words: str = "!karte") -> list[str]:
    [said] = await room.say(words)
    return said.split("\n\n")


async def wanted_picture(room: Room) -> file_requests.FileRequest | None:
    async with room.database.statement() as tx:
        return await file_requests.first(tx)


# --- in words


async def test_the_map_is_told_by_land_those_with_most_entries_first(net: Room) -> None:
    said = await paragraphs(net)

    assert said[0] == "121 Einträge aus 119 Kommunen in 15 Ländern:"
    lines = said[1].splitlines()
    assert lines[:4] == [
        "– Baden-Württemberg: 32",
        "– Nordrhein-Westfalen: 21",
        "– Berlin: 11",
        "– Hessen: 11",
    ]
    assert lines[-1] == "– Steiermark (Österreich): 1"
    assert len(lines) == 15
    numbers = [int(line.rpartition(" ")[2]) for line in lines]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) == 120


async def test_of_what_is_only_presumed_neither_land_nor_kind_is_told(net: Room) -> None:
    said = await paragraphs(net)

    assert said[2] == "Ohne Angabe des Landes: 1 Eintrag."
    assert "Vorarlberg" not in "".join(said)


async def test_bodies_that_are_no_municipalities_are_counted_and_named(net: Room) -> None:
    assert (await paragraphs(net))[3] == "Mitgezählt sind 10 Bezirke, 2 Landkreise und 1 Land."


@pytest.mark.parametrize("command", ["!karte kinder", "!landkarte Jugend", "!KARTE kinder_jugend"])
async def test_one_list_may_be_shown_alone(net: Room, command: str) -> None:
    said = await paragraphs(net, command)

    assert said[0] == ("4 Einträge zur Kinder- und Jugendbeteiligung aus 4 Kommunen in 4 Ländern:")
    assert "Darauf steht eine Raute für Kinder- und Jugendbeteiligung." in said[-1]
    picture = await wanted_picture(net)
    assert picture is not None
    assert picture.source["list"] == "kinder_jugend"


async def test_a_word_that_is_no_list_is_answered_with_the_usage(net: Room) -> None:
    [said] = await net.say("!karte " + HOSTILE)

    assert "Zum Beispiel: !karte, !karte kinder oder !karte bürger" in said
    assert await wanted_picture(net) is None


async def test_one_is_not_many(room: Room) -> None:
    await add(
        room.database, "buergerbeteiligung,Bonn,Bonn,,Bonn,Land,Nordrhein-Westfalen,,05314000"
    )
    said = await paragraphs(room)

    assert said[:3] == [
        "1 Eintrag aus 1 Kommune in 1 Land:",
        "– Nordrhein-Westfalen: 1",
        "Mitgezählt ist 1 Land.",
    ]
    picture = await wanted_picture(room)
    assert picture is not None
    assert "1 Eintrag in 1 Land. Alle Zahlen" in str(picture.content["body"])


async def test_the_picture_says_in_good_german_where_most_are(room: Room) -> None:
    await add(
        room.database,
        "buergerbeteiligung,Ort,Ort,,Ort,Stadt,Saarland,,10041100",
        "buergerbeteiligung,Bonn,Bonn,,Bonn,Stadt,Nordrhein-Westfalen,,05314000",
        "kinder_jugend,Ort,Ort,,Ort,Stadt,Saarland,,10041100",
    )
    await paragraphs(room)

    picture = await wanted_picture(room)
    assert picture is not None
    assert "die meisten im Saarland (2)." in str(picture.content["body"])


async def test_without_any_land_there_is_no_list(room: Room) -> None:
    await add(room.database, "buergerbeteiligung,Bonn,Bonn,Bonn?,Bonn,Stadt,Bayern,,05314000")
    said = await paragraphs(room)

    assert said[:2] == ["1 Eintrag aus 1 Kommune.", "Ohne Angabe des Landes: 1 Eintrag."]


async def test_an_empty_collection_has_no_map(room: Room) -> None:
    [said] = await room.say("!karte kinder")

    assert said == (
        "In der Sammlung steht noch kein Eintrag zur Kinder- und Jugendbeteiligung."
        " Eine Karte gibt es daher nicht."
    )
    assert await wanted_picture(room) is None


async def test_a_municipality_with_entries_in_both_lists_is_one(room: Room) -> None:
    bonn = "Bonn,Bonn,,Bonn,Stadt,Nordrhein-Westfalen,,05314000"
    await add(room.database, f"buergerbeteiligung,{bonn}", f"kinder_jugend,{bonn}")

    assert (await paragraphs(room))[0] == "2 Einträge aus 1 Kommune in 1 Land:"
    async with room.database.statement() as tx:
        lists = [each.list for each in await collection_map.mapped(tx, None)]
    assert lists == ["buergerbeteiligung", "kinder_jugend"]


async def test_lands_that_an_import_invented_fill_no_page(room: Room) -> None:
    rows = [f"buergerbeteiligung,Ort,Ort {n},,Ort,Stadt,<b>Land {n},," for n in range(300)]
    await add(room.database, *rows)
    said = await paragraphs(room)

    assert said[0] == "300 Einträge aus 300 Kommunen in 300 Ländern:"
    assert said[1].splitlines()[-1] == "– weitere Länder: 260"
    assert len(said[1].splitlines()) == 41
    assert "&lt;b&gt;Land 1" in room.contents[-1]["formatted_body"]


async def test_the_sources_of_the_map_are_credited_below_it(net: Room) -> None:
    said = await paragraphs(net)
    picture = await wanted_picture(net)

    assert picture is not None
    caption = str(picture.content["body"])
    assert "Orte von GeoNames (geonames.org), Lizenz CC BY 4.0, gerundet" in caption
    assert "Umrisse von Natural Earth (gemeinfrei), vereinfacht" in caption
    assert "GeoNames" not in " ".join(said)


# --- the picture


@pytest.mark.slow
async def test_the_picture_follows_the_answer_with_words_in_its_place(net: Room) -> None:
    await net.say("!karte", event_id="$frage")
    assert await bringing(net).bring_next()
    await net.read()

    content = net.contents[-1]
    assert content["msgtype"] == "m.image"
    assert content["filename"] == "karte-der-sammlung.png"
    assert content["body"].startswith(
        "Karte der Sammlung: 121 Einträge in 15 Ländern,"
        " die meisten in Baden-Württemberg (32). Alle Zahlen stehen in der Antwort darüber."
    )
    assert content["m.relates_to"]["m.in_reply_to"] == {"event_id": "$frage"}
    info = content["info"]
    assert (info["mimetype"], info["w"], info["h"]) == ("image/png", 1200, 1700)
    assert 20_000 < info["size"] < 300_000


async def test_the_day_of_the_map_is_that_of_the_members(net: Room) -> None:
    net.now = NOW.replace(hour=23) + timedelta(minutes=30)
    await net.say("!karte")

    picture = await wanted_picture(net)
    assert picture is not None
    assert picture.source["day"] == "2026-11-25"


@pytest.mark.slow
async def test_the_same_collection_is_the_same_picture(collection: Database) -> None:
    source = {"list": None, "day": "2026-11-24"}
    first, second = [await draw_map(collection, source) for _ in range(2)]

    assert first == second
    assert first.startswith(PNG)
    with Image.open(BytesIO(first)) as picture:
        picture.load()
        assert picture.size == (1200, 1700)


async def test_a_picture_that_fails_is_told_and_the_words_stand(net: Room) -> None:
    [said] = await net.say("!karte")
    assert said.startswith("121 Einträge")

    narrow = partial(draw_map, net.database, limits=Limits(memory_mb=40))
    await AttachmentWorker(net.database, {"map": narrow}, net.live, lambda: None).look()
    [told] = await net.read()
    assert "Datei" in told
    assert net.contents[-1]["msgtype"] == "m.notice"


@pytest.mark.slow
async def test_a_picture_that_takes_too_long_is_given_up(collection: Database) -> None:
    with pytest.raises(SandboxError, match="TOO_LONG"):  # it did not even start
        await draw_map(collection, {"list": None, "day": "2026-11-24"}, limits=Limits(seconds=0.05))


async def test_who_takes_the_question_back_gets_no_picture(net: Room) -> None:
    await net.say("!karte", event_id="$frage", sender="@ada:example.org")
    await net.redact("$frage", sender="@ada:example.org")

    assert await wanted_picture(net) is None
    assert not await bringing(net).bring_next()


async def test_only_what_is_certain_and_of_the_list_comes_on_the_map(room: Room) -> None:
    await add(
        room.database,
        "kinder_jugend,Bonn,Bonn,Bonn?,Bonn,Stadt,Bayern,,05314000",
        "buergerbeteiligung,Kiel,Kiel,,Kiel,Stadt,Schleswig-Holstein,,01002000",
    )
    async with room.database.statement() as tx:
        both = await collection_map.mapped(tx, None)
        one = await collection_map.mapped(tx, "kinder_jugend")

    assert both == [
        Mapped("Bonn", "", None, "kinder_jugend", 1),
        Mapped("Kiel", "Schleswig-Holstein", "01002000", "buergerbeteiligung", 1),
    ]
    assert one == both[:1]


def test_what_is_presumed_has_no_place_on_the_map() -> None:
    asked = json.loads(wanted([Mapped("Vöhringen", "", None, "buergerbeteiligung", 1)], DAY))

    assert asked["dots"] == [["/Vöhringen", ["circle"]]]
    assert asked["heading"] == "1 Eintrag, Stand: 24. November 2026"


def test_a_land_abroad_is_known_without_its_country() -> None:
    graz = Mapped("Graz", "Steiermark (Österreich)", None, "buergerbeteiligung", 2)
    asked = json.loads(wanted([graz], DAY))

    assert asked["dots"] == [["Steiermark/Graz", ["circle"]]]
    assert asked["numbers"] == {"Steiermark": 2}


def test_the_districts_of_a_city_are_one_dot() -> None:
    districts = [
        Mapped(name, "Berlin", "11000000", list_name, 1)
        for name in ("Pankow", "Spandau")
        for list_name in ("buergerbeteiligung", "kinder_jugend")
    ]
    asked = json.loads(wanted(districts, DAY))

    assert asked["dots"] == [["11000000", ["circle", "diamond"]]]
    assert asked["numbers"] == {"Berlin": 4}
    assert asked["legend"] == [
        ["circle", "Bürgerbeteiligung: 2 Einträge"],
        ["diamond", "Kinder- und Jugendbeteiligung: 2 Einträge"],
    ]


async def test_hostile_names_draw_a_map_like_any_other(room: Room) -> None:
    async with room.database.transaction() as tx:
        await tx.execute(
            "INSERT INTO municipality VALUES (1, ?, NULL, '', 'Stadt', ?, '', NULL)",
            (HOSTILE, HOSTILE),
        )
        await tx.execute(
            "INSERT INTO guideline (municipality_id, list, printed, certainty, remark, status,"
            " provenance, created_at)"
            " VALUES (1, 'buergerbeteiligung', ?, 'sicher', '', 'unbekannt', '', 0)",
            (HOSTILE,),
        )
        assert [each.name for each in await collection_map.mapped(tx, None)] == [HOSTILE]
    said = await paragraphs(room)

    assert said[0] == "1 Eintrag aus 1 Kommune in 1 Land:"
    assert (await draw_map(room.database, {"list": None, "day": "2026-11-24"})).startswith(PNG)


@pytest.mark.slow
def test_the_bot_itself_never_loads_what_draws() -> None:
    code = "import bot.app, bot.cli.run, bot.demo.world, sys; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
