"""Sizes of municipalities, from the register: !sammlung groß, an entry, !status, an export."""

from datetime import timedelta

import pytest

from commands.collection.browsing.filters import inhabitants, understand
from commands.collection.terms import SIZE_BOUNDS, class_of, size_called
from commands.collection.transfer.export import Format, export
from storage.database import Database
from tests.support.register_files import census, gv100ad, put_into_force, shipped
from tests.support.say import MANAGEMENT, NOW, Room

# Of the collection, one of each class.
PEOPLE = {
    "05314000": 330_000,  # Bonn
    "05315000": 1_017_000,  # Köln
    "08216043": 50_000,  # Rastatt
}


@pytest.mark.parametrize(
    ("words", "shown", "low", "high"),
    [
        ("groß", "groß", 100_000, None),
        ("Großstädte", "groß", 100_000, None),
        ("gross", "groß", 100_000, None),
        ("mittel", "mittel", 20_000, 100_000),
        ("mittelgroß", "mittel", 20_000, 100_000),
        ("klein", "klein", 0, 20_000),
        ("unter 5.000", "unter 5.000", 0, 5_000),
        ("5.000 bis unter 20.000", "5.000 bis unter 20.000", 5_000, 20_000),
        ("50000 bis 100000", "50000 bis 100000", 50_000, 100_000),
        ("100.000 und mehr", "100.000 und mehr", 100_000, None),
        ("ab 50.000", "ab 50.000", 50_000, None),
        ("über 20.000", "über 20.000", 20_000, None),
    ],
)
def test_a_size_is_a_filter(words: str, shown: str, low: int, high: int | None) -> None:
    [found] = understand(words, []).filters

    size = inhabitants(found)
    assert (found.kind, found.shown, size.start) == ("size", shown, low)
    assert size.stop == high if high is not None else size.stop > 10_000_000
    assert understand(found.shown, []).filters == (found,)


@pytest.mark.parametrize(
    "words", ["ab 2026", "über 5", "5.000", "20.000 bis 5.000", "unter 0", "bis", "größe"]
)
def test_other_numbers_are_no_size(words: str) -> None:
    assert size_called(words) is None


def test_since_when_something_is_new_is_no_size() -> None:
    assert [each.kind for each in understand("neu ab 2026", []).filters] == ["new"]


def test_three_words_are_all_five_classes() -> None:
    """No size is of two words, or of none."""
    sizes = [size_called(word) for word in ("klein", "mittel", "groß")]
    for count in (0, *SIZE_BOUNDS, *(bound - 1 for bound in SIZE_BOUNDS), 4_000_000):
        assert sum(size is not None and count in size[1] for size in sizes) == 1
        assert 1 <= class_of(count) <= 5


async def test_without_numbers_the_answer_says_so_and_offers_the_rest(collection: Database) -> None:
    room = Room(collection)
    [said] = await room.say("!sammlung NRW groß")

    assert said.startswith("Wie groß die Kommunen sind, weiß ich noch nicht")
    assert "!sammlung NRW" in said
    [listed] = await room.say("1")
    assert listed.startswith("Sammlung (NRW)")


@pytest.mark.slow
async def test_large_small_and_middle_are_listed_with_what_they_mean(collection: Database) -> None:
    await put_into_force(collection, census(shipped(populations=PEOPLE)))
    room = Room(collection)
    [large] = await room.say("!sammlung groß")
    [middle] = await room.say("!sammlung mittel, Baden-Württemberg")
    [either] = await room.say("!sammlung mittel groß")

    assert large.startswith("Sammlung (groß): 3 Einträge aus 2 Kommunen.")
    assert "»groß« heißt hier 100.000 und mehr Einwohner/innen." in large
    assert "Kommunen ist die Einwohnerzahl nicht bekannt; sie fehlen hier." in large
    assert "Zensus 2022, Tabelle 1000A-0000, Gebietsstand 15.05.2022" in large
    assert "dl-de/by-2-0" in large
    assert "Graz" not in large
    assert "steht noch nichts" in (await room.say("!sammlung klein Österreich"))[0]
    assert "Rastatt" in middle
    assert "»mittel« heißt hier 20.000 bis unter 100.000 Einwohner/innen." in middle
    assert "aus 3 Kommunen" in either


@pytest.mark.slow
async def test_nothing_of_that_size_says_what_it_means(collection: Database) -> None:
    await put_into_force(collection, census(shipped()))
    [said] = await Room(collection).say("!sammlung groß NRW")

    assert said.startswith("Zu groß, NRW steht noch nichts in der Sammlung.")
    assert "»groß« heißt hier 100.000 und mehr" in said
    assert "ohne »groß«" in said


@pytest.mark.slow
async def test_an_entry_tells_its_size_where_it_is_known(collection: Database) -> None:
    room = Room(collection)
    [before] = await room.say("!leitlinie Rastatt")
    await put_into_force(collection, census(shipped(populations=PEOPLE)))
    [after] = await room.say("!leitlinie Rastatt")

    size = "Größe: 50.000 bis unter 100.000 Einwohner/innen (Zensus 2022)."
    assert after == f"{before}\n\n{size}"
    assert "Größe" not in (await room.say("!leitlinie Graz"))[0]


@pytest.mark.slow
async def test_a_borough_is_not_as_large_as_its_city(collection: Database) -> None:
    await put_into_force(collection, census(shipped(populations={"11000000": 3_600_000})))
    room = Room(collection)
    [large] = await room.say("!sammlung groß Berlin")
    [borough] = await room.say("!leitlinie Berlin-Mitte")

    assert large.startswith("Sammlung (groß, Berlin): 1 Eintrag aus 1 Kommune.")
    assert "Bezirk" in borough
    assert "Größe" not in borough


@pytest.mark.slow
async def test_status_and_exports_tell_how_old_it_is_and_whose(collection: Database) -> None:
    room = Room(collection)
    [shipped_one] = await room.say("!status genau", room_id=MANAGEMENT)
    assert "Gemeindeverzeichnis: Stand 2016, also etwa 10 Jahre alt" in shipped_one

    await put_into_force(collection, gv100ad(shipped()), now=NOW - timedelta(days=2))
    [renewed] = await room.say("!status genau", room_id=MANAGEMENT)
    assert (
        "Gemeindeverzeichnis: Stand 31. Dezember 2022, 3 Jahre und 10 Monate alt"
        " (Gemeindeverzeichnis GV100AD, Gebietsstand 31.12.2022), eingelesen am 22. November 2026"
    ) in renewed
    assert "Gemeindeverzeichnis" not in (await room.say("!status", room_id=MANAGEMENT))[0]
    async with collection.transaction() as tx:
        for form in (Format.JSON, Format.MD):
            text, _ = await export(tx, form)
            assert "© GeoBasis-DE / BKG 2016" in text
            assert "© Statistisches Bundesamt (Destatis)" in text
