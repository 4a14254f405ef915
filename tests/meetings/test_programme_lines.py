"""The programme can be typed in lines below the command; a mistake is named by its line."""

import pytest

from storage.meetings import meetings
from tests.support.meeting_fixtures import Net

TWO_DAYS = {
    "kind": "netzwerktreffen",
    "title": "Jahrestreffen",
    "starts": "2027-03-04T13:00",
    "ends": "2027-03-05T14:00",
    "place": "Bonn",
}
COMMAND = "!termin programm 1\n"


async def points(net: Net) -> list[tuple[str, str, str, str | None]]:
    async with net.database.transaction() as tx:
        found = await meetings.slots_of(tx, 1)
    return [(slot.starts[5:], slot.ends[11:], slot.title, slot.place) for slot in found]


async def test_each_line_is_a_point_with_time_title_and_place(net: Net) -> None:
    await net.create(**TWO_DAYS)
    (told,) = await net.say(
        f"{COMMAND}4.3. 13:00 Begrüßung (Großer Saal)\n4.3. 13:30-15 Uhr Vortrag: Losverfahren\n\n"
        "– 5.3. 9 Uhr: Werkstatt | Saal 2"
    )

    assert told.startswith("Das Programm zu Termin Nr. 1 (Jahrestreffen) ist gespeichert: 3 Punkte")
    assert await points(net) == [
        ("03-04T13:00", "13:30", "Begrüßung", "Großer Saal"),
        ("03-04T13:30", "15:00", "Vortrag: Losverfahren", None),
        ("03-05T09:00", "14:00", "Werkstatt", "Saal 2"),
    ]
    assert "13:00 bis 13:30 Uhr: Begrüßung (Großer Saal)" in (await net.ask("!termin 1"))[0]


async def test_a_day_alone_is_that_of_the_lines_below_it(net: Net) -> None:
    await net.create(**TWO_DAYS)
    await net.say(f"{COMMAND}Donnerstag, 4. März:\n13:00 Begrüßung\nTag 2\n9:00 Werkstatt")

    assert [point[0] for point in await points(net)] == ["03-04T13:00", "03-05T09:00"]


async def test_on_a_single_day_the_times_are_enough(net: Net) -> None:
    await net.create()
    await net.say(f"{COMMAND}10:00 Ankommen\n10:30 bis 11 Uhr Vortrag (online)")

    assert await points(net) == [
        ("01-14T10:00", "10:30", "Ankommen", None),
        ("01-14T10:30", "11:00", "Vortrag", "online"),
    ]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("4.3. 13:00 Begrüßung\nMittagessen um 12", "Zeile 2: Beginn oder Ende ist nicht"),
        ("4.3. 13:00 Begrüßung\n\n4.3. 14:00", "Zeile 3: Der Titel fehlt."),
        ("13:00 Begrüßung", "Zeile 1: Es fehlt der Tag"),
        ("4.3. 15:00-14:00 Vortrag", "Zeile 1: Das Ende liegt vor dem Beginn."),
        ("4.3.2027 13:00 A\n8.3.2027 10:00 B", "Zeile 2: Der Punkt liegt nicht an einem Tag"),
    ],
)
async def test_a_mistake_is_named_by_its_line_and_nothing_is_changed(
    net: Net, lines: str, why: str
) -> None:
    await net.create(**TWO_DAYS)
    await net.say(f"{COMMAND}4.3. 13:00 Altes Programm")
    (told,) = await net.say(COMMAND + lines)

    assert f"Programm, {why}" in told
    assert "bleibt, wie es ist." in told
    assert "darunter je Punkt eine, zum Beispiel: 4.3. 13:00 Begrüßung (Großer Saal)" in told
    assert [point[2] for point in await points(net)] == ["Altes Programm"]


@pytest.mark.parametrize("words", ["", " bitte"])
async def test_without_lines_and_file_both_ways_are_shown(net: Net, words: str) -> None:
    await net.create()
    (told,) = await net.say(f"!termin programm 1{words}")

    assert "antworten Sie auf die Datei" in told
    assert "4.3. 13:00 Begrüßung (Großer Saal)" in told
