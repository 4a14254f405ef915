"""A file that cannot be imported is told in one sentence: where, what, and what is allowed."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.collection import LARGEST_FILE, InvalidFileError, read
from commands.collection.files import guarded

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
        ("beschlossen_am", "25.06.2015", "erlaubt ist ein Datum wie 2015-06-25"),
        ("beschlossen_am", "2015-02-30", "erlaubt ist ein Datum wie 2015-06-25"),
        ("ags", "1062006", "erlaubt sind 8 Ziffern"),
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
        (f"{HEADER}\n{ROW}\n".encode("utf-16"), "keine Textdatei"),
        (f"{HEADER}\n{ROW}\n".encode("latin-1"), "Zeile 2 ist nicht in UTF-8"),
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


@given(st.text("'=+-@ab", max_size=6))
def test_guarding_a_cell_against_calculation_can_be_undone(cell: str) -> None:
    assert guarded(cell)[:1] not in ("=", "+", "-", "@")
    text = f"liste,anzeige,art,land,anmerkung\nkinder_jugend,Ulm,Stadt,B,{guarded(cell)}\n"

    assert read(text.encode())[0].row.remark == cell
