"""A file that cannot be imported is told in one sentence: where, what, and what is allowed."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.collection.transfer.files import LARGEST_FILE, InvalidFileError, guarded, read

CASES = Path(__file__).parent / "cases"
HEADER = "liste,anzeige,art,land,titel,status,beschlossen_am,links,ags"
ROW = "buergerbeteiligung,Ulm,Stadt,Baden-Württemberg,Leitlinien,beschlossen,2020-05,,08421000"


def fault(text: str | bytes) -> str:
    with pytest.raises(InvalidFileError) as caught:
        read(text if isinstance(text, bytes) else text.encode())
    assert "\n" not in caught.value.text
    return caught.value.text


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("liste", "alle", "erlaubt ist 'buergerbeteiligung' oder 'kinder_jugend'"),
        ("anzeige", "", "die Angabe darf nicht leer sein"),
        ("anzeige", "()", "ein Name braucht wenigstens einen Buchstaben"),
        ("anzeige", "x" * 301, "erlaubt sind höchstens 300 Zeichen"),
        ("anzeige", "U\x07lm", "Steuerzeichen sind nicht erlaubt"),
        ("art", "Dorf", "erlaubt ist 'Stadt', 'Gemeinde', 'Landkreis', 'Bezirk' oder 'Land'"),
        ("land", " ", "die Angabe darf nicht leer sein"),
        ("titel", '"a\nb"', "erlaubt ist nur eine Zeile"),
        ("beschlossen_am", "25.13.2015", "erlaubt ist ein Datum wie 2015-06-25"),
        ("beschlossen_am", "2015-02-30", "erlaubt ist ein Datum wie 2015-06-25"),
        ("ags", "062006", "erlaubt sind 8 Ziffern"),
        ("links", "https://a.example", "erlaubt ist je Zeile »Bezeichnung | Adresse | Stand«"),
        ("links", "A | javascript:alert(1) |", "erlaubt ist eine Adresse mit http://"),
    ],
)
def test_a_fault_is_told_with_line_column_and_what_is_allowed(
    column: str, cell: str, told: str
) -> None:
    cells = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | {column: cell}
    text = fault(f"{HEADER}\n{ROW}\n{','.join(cells.values())}\n")

    assert text.startswith(f"Zeile 3, Spalte »{column}«: ")
    assert told in text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("list", 7, "erlaubt ist"),
        ("number", 0, "erlaubt ist eine ganze Zahl von 1 bis 100000"),
        ("number", "zwei", "erlaubt ist eine ganze Zahl von 1 bis 100000"),
        ("name", None, "die Angabe hat die falsche Art"),
        ("name", "\ud800", ""),
        ("adopted", 2015, "die Angabe hat die falsche Art"),
        ("confirmed_at", "gestern", "erlaubt ist ein Zeitpunkt mit Zeitzone"),
        ("confirmed_at", "2026-01-01T00:00:00", "erlaubt ist ein Zeitpunkt mit Zeitzone"),
        ("confirmed_at", "9999-12-31T23:59:59-23:00", "erlaubt ist ein Zeitpunkt mit Zeitzone"),
        ("links", "keine", "die Angabe hat die falsche Art"),
        ("links", [{"label": "", "url": "https://a.example"}], "darf nicht leer sein"),
        ("kennung", "x", "das Feld ist unbekannt, erlaubt sind list, number"),
    ],
)
def test_a_fault_in_json_is_told_with_entry_and_field(field: str, value: object, told: str) -> None:
    entry = {"list": "kinder_jugend", "name": "Ulm", "kind": "Stadt", "land": "X", field: value}
    text = fault(json.dumps({"entries": [entry]}))

    assert text.startswith(f"Eintrag 1, Feld »{field}«: ")
    assert told in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Es fehlt die Spalte »liste«, »anzeige«, »art«, »land«"),
        (HEADER, "enthält keine Einträge"),
        ("liste,anzeige,art\n", "Es fehlt die Spalte »land«"),
        ("liste,anzeige,art,land,farbe\n", "»farbe« ist unbekannt. Erlaubt sind: liste,"),
        ("liste,anzeige,art,land,land\n", "Die Spalte »land« kommt doppelt vor"),
        (f"{HEADER}\n{ROW},mehr\n", "Zeile 2 hat 10 Spalten, die Kopfzeile 9"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "Zeile 2 und Zeile 3 sind derselbe Eintrag »Ulm«"),
        (
            f"{HEADER}\n{ROW}\n{ROW.replace('Leitlinien', 'B').replace('Stadt', 'Gemeinde')}\n",
            "Zeile 2 und Zeile 3 beschreiben »Ulm« verschieden",
        ),
        (f'{HEADER}\n"offen', "keine lesbare Zeile"),
        (f"{HEADER}\n{'x' * 200_000}\n", "keine lesbare Zeile"),
        ("x" * (LARGEST_FILE + 1), "größer als 100 Megabyte"),
        (b"\x89PNG\r\n\0\0", "keine Textdatei"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16-le"), "keine Textdatei"),
        (f"{HEADER}\n{ROW} äöü".encode() + b"\xfc\n", "Zeile 2 ist nicht in UTF-8"),
        (f"{HEADER}\n{ROW}".encode("latin-1") + b"\x81\n", "Zeile 2 ist nicht in UTF-8"),
        (f"sep=,\n{HEADER},farbe\n", "Zeile 2: Die Spalte »farbe« ist unbekannt"),
        (f"{HEADER}\n{ROW.rpartition(',')[0]}\n", "Zeile 2 hat 8 Spalten, die Kopfzeile 9"),
        ("{", "kein gültiges JSON (Zeile 1)"),
        ("[" * 100_000, "kein gültiges JSON"),
        ("[]", 'fehlt die Liste "entries"'),
        ('{"entries": [7]}', "Eintrag 1 ist kein JSON-Objekt"),
        ('{"entries": [{}]}', "Eintrag 1, Feld »list«: die Angabe fehlt"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_sentence(text: str | bytes, told: str) -> None:
    assert told in fault(text)


@settings(max_examples=200)
@given(
    st.one_of(
        st.binary(), st.text().map(str.encode), st.text().map(lambda t: f"{HEADER}\n{t}".encode())
    )
)
def test_no_file_is_an_error_of_the_program(data: bytes) -> None:
    with suppress(InvalidFileError):
        assert read(data)


def test_a_table_from_a_german_spreadsheet_is_read() -> None:
    text = f"\ufeff{HEADER}\r\n{ROW}\r\n\r\n".replace(",", ";")

    assert [each.row.name for each in read(text.encode())] == ["Ulm"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("60-sep-line", (3, "Musterstadt", None, None)),
        ("61-trailing-columns", (2, "Musterstadt", None, None)),
        ("62-excel-ate-zero", (2, "Bonn", "05314000", "2015-06-25")),
        ("62b-excel-date", (2, "Bonn", "05314000", "2015-06-25")),
        ("63-cp1252", (2, "München", None, None)),
        ("65-capital-header", (2, "Musterstadt", None, None)),
    ],
)
def test_a_table_from_the_field_is_read(name: str, told: tuple[object, ...]) -> None:
    (found,) = read((CASES / f"{name}.csv").read_bytes())

    assert (found.place, found.row.name, found.row.ags, found.row.adopted) == told


def test_a_table_with_one_column_is_told_what_is_missing() -> None:
    told = fault((CASES / "64-utf16.csv").read_bytes())
    assert told == "Zeile 1: Es fehlt die Spalte »anzeige«, »art«, »land«."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["", "sep={}\r\n", '"SEP={}"\r\n'])
@pytest.mark.parametrize("behind", ["", "{}{} {}"])
def test_what_spreadsheets_save_is_read(
    encoding: str, delimiter: str, first: str, behind: str
) -> None:
    rows = (f"{row}{behind.replace('{}', ',')}" for row in (HEADER.upper(), ROW, ""))
    text = first.format(delimiter) + "\r\n".join(rows).replace(",", delimiter)
    (found,) = read(text.encode(encoding))

    assert (found.row.land, found.row.title) == ("Baden-Württemberg", "Leitlinien")
    assert found.place == (3 if first else 2)


@pytest.mark.parametrize(
    ("saved", "meant"),
    [
        ("25.06.2015", "2015-06-25"),
        ("1.2.2015 00:00:00", "2015-02-01"),
        ("Jun 15", "2015-06"),
        ("Jun. 15", "2015-06"),
        ("Mrz 15", "2015-03"),
        ("Mai-98", "1998-05"),
        ("Juni 2015", "2015-06"),
        ("2015", "2015"),
    ],
)
def test_a_date_that_a_spreadsheet_changed_is_read(saved: str, meant: str) -> None:
    cells = f"{HEADER}\n{ROW}\n".replace("2020-05,", f"{saved},A | https://a.example | {saved}")
    (found,) = read(cells.encode())

    assert (found.row.adopted, found.row.links[0].as_of) == (meant, meant)


@pytest.mark.parametrize(("saved", "meant"), [("8421000", "08421000"), ("1001", "01001")])
def test_a_zero_that_a_spreadsheet_removed_is_there_again(saved: str, meant: str) -> None:
    (found,) = read(f"{HEADER}\n{ROW}\n".replace("08421000", saved).encode())

    assert found.row.ags == meant


@given(st.text("'=+-@ab", max_size=6))
def test_guarding_a_cell_against_calculation_can_be_undone(cell: str) -> None:
    assert guarded(cell)[:1] not in ("=", "+", "-", "@")
    text = f"liste,anzeige,art,land,anmerkung\nkinder_jugend,Ulm,Stadt,B,{guarded(cell)}\n"

    assert read(text.encode())[0].row.remark == cell
