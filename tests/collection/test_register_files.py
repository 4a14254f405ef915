"""Files of registers: what the offices publish is read whole, anything else is refused whole."""

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.collection.renewal import files
from commands.collection.renewal.files import read
from commands.collection.renewal.places import ReadRegister
from commands.collection.transfer.files import InvalidFileError
from tests.support.register_files import (
    COLUMNS,
    EBERBACH,
    OfficialPlace,
    a_few,
    census,
    gv100ad,
)

PLACES = a_few()
WRITERS: dict[str, Callable[[list[OfficialPlace]], str]] = {"census": census, "gv100ad": gv100ad}


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


PACKINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "with a mark": lambda text: text.encode("utf-8-sig"),
    "as windows": lambda text: text.encode("cp1252"),
    "utf-16": lambda text: text.encode("utf-16"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "zip": lambda text: zipped(GV100AD_txt=text.encode(), Beschreibung_pdf=b"%PDF"),
    "lines of unix": lambda text: text.replace("\r\n", "\n").encode(),
}


def facts(found: ReadRegister) -> list[tuple[str, str, bool, int | None]]:
    return sorted((p.ags, p.name, p.is_town, p.population) for p in found.places)


EXPECTED = [(p.ags, p.name.removesuffix(", Stadt"), True, p.population) for p in PLACES]


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidFileError) as caught:
        read(data)
    assert "\n" not in caught.value.text
    return caught.value.text


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("writer", WRITERS)
def test_both_files_are_read_in_every_packing(writer: str, packing: str) -> None:
    found = read(PACKINGS[packing](WRITERS[writer](PLACES)))

    assert facts(found) == EXPECTED
    day = date(2022, 5, 15) if writer == "census" else date(2022, 12, 31)
    assert found.as_of == day
    assert {"census": "dl-de/by-2-0", "gv100ad": "Quellenangabe gestattet"}[writer] in found.credit
    assert f"{day:%d.%m.%Y}" in found.credit


def test_a_line_that_was_published_is_read() -> None:
    found = read(f"{EBERBACH}\n{gv100ad(PLACES, '20220131')}".encode())

    first = found.places[0]
    assert (first.ags, first.name, first.is_town) == ("08226013", "Eberbach", True)
    assert first.population == 14_267
    assert found.as_of == date(2022, 1, 31)


def test_uninhabited_areas_are_no_municipality_and_no_number_is_none() -> None:
    more = [
        OfficialPlace("03351501", "Lohheide, gemfr. Bezirk", 747, 65),
        OfficialPlace("03351999", "Forst, gemfr. Gebiet", 0, 66),
        OfficialPlace("03351500", "Ohne Zahl", 0, 64),
        # Belongs to two countries, and to no district with people.
        OfficialPlace("07000999", "Gemeinsames Hoheitsgebiet", 0, 66),
    ]
    found = read(gv100ad([*PLACES, *more]).encode())

    assert [f for f in facts(found) if f[0].startswith("03351")] == [
        ("03351500", "Ohne Zahl", False, None),
        ("03351501", "Lohheide", False, 747),
    ]


@pytest.mark.parametrize(
    ("official", "name", "is_town"),
    [
        ("Töging a.Inn, St", "Töging a. Inn", True),
        ("Bad Homburg v. d. Höhe, Stadt", "Bad Homburg v.d. Höhe", True),
        ("Lauenburg/ Elbe, Stadt", "Lauenburg/Elbe", True),
        ("Neunkirchen a.Brand, M", "Neunkirchen a. Brand", False),
        ("Dillingen a.d.Donau, GKSt", "Dillingen a.d. Donau", True),
        ("Garding, Kirchspiel", "Kirchspiel Garding", False),
        ("Reinsdorf  (Landkreis Kyffhäuserkreis)", "Reinsdorf (Landkreis Kyffhäuserkreis)", False),
        ("Oerlinghausen, Stadt (Kreis Lippe)", "Oerlinghausen", True),
        ("Borchen, NRW-Klimakommune", "Borchen", False),
    ],
)
def test_titles_are_left_out_of_names(official: str, name: str, is_town: bool) -> None:
    places = [*PLACES, OfficialPlace("09999123", official)]
    found = read(census(places).encode()).places[-1]

    assert (found.name, found.is_town) == (name, is_town)


def test_columns_may_stand_in_any_order_and_be_more() -> None:
    table = census(PLACES, columns=COLUMNS[::-1])
    wider = "\r\n".join(f"{line};x" for line in table.splitlines())

    assert facts(read(table.encode())) == EXPECTED
    assert facts(read(wider.encode())) == EXPECTED


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_what_a_spreadsheet_saved_again_is_read(delimiter: str) -> None:
    """It drops zeros in front of keys, groups numbers, and writes days in its own way."""
    table = census(PLACES, delimiter=delimiter).replace("2022-05-15", "15.05.2022")
    table = table.replace(f"{delimiter}0", delimiter).replace("330000", "330.000")
    saved = f"sep={delimiter}\r\n{table}".encode("cp1252")

    assert facts(read(saved)) == EXPECTED


def test_keys_that_a_spreadsheet_has_rounded_are_refused() -> None:
    table = census(PLACES).replace("053140000000", "5,314E+10")

    assert "Tabellenprogramm hat den Schlüssel gerundet" in refusal(table.encode())


def test_a_number_that_is_not_told_is_unknown() -> None:
    table = census(PLACES, total=1).replace("330000;", "/;")
    found = read("\r\n".join(row for row in table.splitlines() if "GEODL1" not in row).encode())

    assert {f[0]: f[3] for f in facts(found)}["05314000"] is None


LINES = census(PLACES).splitlines()
HUGE = OfficialPlace("05314001", "Groß", 99_999_999)
HUGE = OfficialPlace("05314001", "Groß", 99_999_999)
RECORDS = gv100ad(PLACES).splitlines()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ist leer"),
        (b" \r\n", "ist leer"),
        (b"liste,nr\r\n1,2\r\n", "kein Gemeindeverzeichnis"),
        (b"%PDF-1.7\0\0", "kein Gemeindeverzeichnis"),
        (b"\x1f\x8b" + b"x" * 50, "abgeschnitten oder beschädigt"),
        (gzip.compress(census(PLACES).encode())[:-9], "abgeschnitten oder beschädigt"),
        (zipped(a_csv=b"1")[:-30], "abgeschnitten oder beschädigt"),
        (zipped(a_csv=b"1", b_txt=b"2"), "2 Tabellen"),
        (zipped(a_pdf=b"1"), "keine Tabellen"),
        (census(PLACES).encode().replace("Bevölkerung".encode(), b"Bev\xf6\x81lk\xc3"), "Zeichen"),
        (LINES[0].encode(), "keine einzige Gemeinde"),
        (census([*PLACES, PLACES[5]]).encode(), "haben denselben Schlüssel"),
        (gv100ad([*PLACES, PLACES[-1]]).encode(), "haben denselben Schlüssel"),
        (census(PLACES).replace("1000A", "12411").encode(), "nicht zur Tabelle 1000A-0000"),
        (census(PLACES).replace(";value;", ";wert;").encode(), "fehlt: value"),
        (census(PLACES).replace("time_label", "value").encode(), "value doppelt"),
        (census(PLACES).replace("053140000000", "173140000000").encode(), "kein Schlüssel"),
        (census(PLACES).replace("053140000000", "5314").encode(), "kein Schlüssel"),
        (census(PLACES).replace("Bonn, Stadt", ", Stadt").encode(), "keinen Namen"),
        (census(PLACES).replace("330000", "viele").encode(), "keine Zahl"),
        (census([*PLACES, HUGE]).encode(), "keine Zahl"),
        (census(PLACES).replace("Bonn, Stadt;330000", '"Bonn, Stadt";"330000').encode(), "Zeile"),
        (census(PLACES).replace("GEOGM4", "GEOGX4", 1).encode(), "Zeile 3 ist abgeschnitten"),
        (census(PLACES).replace("Personen;e\r\n", "Personen;e", 2).encode(), "Zeile"),
        ("\n".join(RECORDS).replace(" \n60", " 60", 1).encode(), "Zeile 3"),
        ("\n".join(RECORDS).replace("\n60", "\n10", 1).encode(), "Zeile 4"),
        (census(PLACES, total=99_999_999).encode(), "Ihre Gemeinden haben 570.000 Menschen"),
        (census(PLACES).replace("15.05.2022", "31.02.2022").encode(), "Gebietsstand"),
        (census([p for p in PLACES if p.ags[:2] != "16"]).encode(), "keine aus Thüringen"),
        (census(PLACES).encode()[:-30], "abgeschnitten"),
        (gv100ad(PLACES).encode()[:-90], "abgeschnitten"),
        ("\n".join(RECORDS[:-1]).encode(), "keine Gemeinde in den Kreisen 16113"),
        ("\n".join(RECORDS).replace("0000330000", "00003x0000").encode(), "Zeile"),
        ("\n".join(RECORDS).replace("61    0", "61   0", 1).encode(), "Zeile 4"),
        ("\n".join(RECORDS).replace("61    0", "61     0", 1).encode(), "Zeile 4"),
        ("\n".join(RECORDS).replace("6020221231", "6020221331", 1).encode(), "Zeile 4"),
        ("\n".join(RECORDS).replace("6020221231", "7020221231", 1).encode(), "Zeile 4"),
        ("\n".join(RECORDS).replace("61    0", "99    0", 1).encode(), "Zeile 4"),
    ],
    # The packed ones hold the time at which they were packed.
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_a_spoiled_file_is_refused_with_the_next_step(data: bytes, words: str) -> None:
    text = refusal(data)

    assert words in text
    assert text.endswith(".")


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped(a_csv=data), bytes])
def test_what_is_too_large_is_refused_without_unpacking_it(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 1_000_000)

    assert "größer als 1 Megabyte" in refusal(pack(b";" * 5_000_000))


CUTS = st.tuples(
    st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8) | st.sampled_from([b'"', b"\r\n"])
)


@settings(max_examples=300, deadline=None)
@given(
    writer=st.sampled_from(sorted(WRITERS)),
    packing=st.sampled_from(sorted(PACKINGS)),
    cuts=st.lists(CUTS, max_size=3),
)
def test_any_spoiled_file_is_refused_or_read_but_never_half(
    writer: str, packing: str, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = PACKINGS[packing](WRITERS[writer](PLACES))
    for where, length, instead in cuts:
        at = int(where * len(data))
        data = data[:at] + instead + data[at + length :]
    try:
        found = read(data)
    except InvalidFileError:
        return
    # Three cuts are shorter than a line: each municipality has left one.
    assert len({place.ags for place in found.places}) == len(PLACES)
    assert len({place.ags[:2] for place in found.places}) == 16


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_else(data: bytes) -> None:
    for each in (data, b"\x1f\x8b\x08" + data, b"PK\x03\x04" + data, RECORDS[0].encode() + data):
        with pytest.raises(InvalidFileError):
            read(each)
