"""netzwerkbot collection, as somebody at a shell or a script meets it."""

import asyncio
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.collection import app
from bot.process.lifecycle import Failure
from storage.database import open_database
from tests.support.collection_fixtures import all_rows
from tests.support.config_files import WITH_DIRECTORY

pytestmark = pytest.mark.slow


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(WITH_DIRECTORY.format(directory=tmp_path / "data"), encoding="utf-8")
    return file


def run(*words: str | Path, lines: bytes | None = None) -> str:
    result = CliRunner().invoke(app, [str(word) for word in words], input=lines)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def failure(*words: str | Path, lines: bytes | None = None) -> tuple[str, int]:
    with pytest.raises(Failure) as caught:
        run(*words, lines=lines)
    assert "\n" not in caught.value.text
    return caught.value.text, caught.value.exit_code


def search(*words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run("search", *words, "--json"))
    assert list(answer) == ["result", "entries", "suggestions"]
    return answer


def test_a_found_municipality_has_all_its_entries() -> None:
    answer = search("Bonn")

    assert answer["result"] == "found"
    assert [entry["list"] for entry in answer["entries"]] == ["buergerbeteiligung", "kinder_jugend"]
    assert {entry["name"] for entry in answer["entries"]} == {"Bonn"}
    assert answer["suggestions"] == []


def test_several_candidates_have_one_entry_each_with_all_their_lists() -> None:
    answer = search("Frankfurt")

    assert answer["result"] == "ambiguous"
    assert [(e["name"], e["list"], e["lists"]) for e in answer["entries"]] == [
        ("Frankfurt am Main", "buergerbeteiligung", ["buergerbeteiligung"]),
        ("Frankfurt (Oder)", "kinder_jugend", ["kinder_jugend"]),
    ]


def test_nothing_found_suggests() -> None:
    answer = search("Göttingen")

    assert (answer["result"], answer["entries"]) == ("none", [])
    assert "Göppingen (Stadt)" in answer["suggestions"]


@pytest.mark.parametrize(
    "text", ["Bonn Kinder", "Kinder und Jugend Bonn", "!leitlinie bonn kinder"]
)
def test_the_words_for_a_list_count_as_in_the_chat(text: str) -> None:
    answer = search(text)

    assert (answer["result"], [e["list"] for e in answer["entries"]]) == (
        "found",
        ["kinder_jugend"],
    )
    assert answer["entries"][0]["lists"] == ["buergerbeteiligung", "kinder_jugend"]
    line = json.dumps(text).encode()
    assert json.loads(run("search", "--jsonl", lines=line)) == answer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("St. Augustin", "Sankt Augustin"),
        ("St Augustin", "Sankt Augustin"),
        ("Sankt Ingbert", "St. Ingbert"),
        ("Neumarkt in der Oberpfalz", "Neumarkt i.d. OPf."),
        ("Rothenburg o.d.T.", "Rothenburg ob der Tauber"),
        ("Mülheim a.d.R.", "Mülheim an der Ruhr"),
        ("Neustadt/Weinstr.", "Neustadt an der Weinstraße"),
        ("Neustadt a.d.A.", "Neustadt a.d. Aisch"),
        ("Halle (S.)", "Halle (Saale)"),
        ("Cottbus/Chóśebuz", "Cottbus"),
        ("Bautzen (Budyšin)", "Bautzen"),
        ("06108 Halle (Saale)", "Halle (Saale)"),
    ],
)
def test_a_short_form_of_a_real_municipality_is_known(text: str, name: str) -> None:
    assert search(text)["result"] == "none"
    assert run("search", text).startswith(f"»{name}« ist nicht in der Sammlung")


@pytest.mark.parametrize("text", ["Neustadt a.d.W.", "Hall (S.)", "Mülheim a.d.X.", "Halle S S"])
def test_initials_of_several_or_of_none_are_no_name(text: str) -> None:
    assert run("search", text).startswith(f"»{text}« habe ich nicht gefunden.")


def test_words_need_no_quotes() -> None:
    assert search("Frankfurt", "am", "Main")["result"] == "found"


@pytest.mark.parametrize("text", ["", "%", "'", "x" * 5000, "\u200f", "\udcff"])
def test_strange_texts_are_simply_not_found(text: str) -> None:
    assert search(text) == {"result": "none", "entries": [], "suggestions": []}


def test_what_is_only_presumed_is_not_printed() -> None:
    [entry] = search("Vöhringen")["entries"]

    assert (entry["official_name"], entry["kind"], entry["land"], entry["ags"]) == (None,) * 4


def test_without_json_the_answer_is_what_the_chat_says() -> None:
    assert run("search", "Rastatt").startswith(
        "Rastatt (Stadt, Kreis Rastatt, Baden-Württemberg): 1 Eintrag in der Sammlung.\n"
    )


def test_every_line_gets_its_answer() -> None:
    lines = b'"Bonn"\n"\\ud800"\n"K\xc3\xb6ln"\r\n"Frankfurt"'
    answers = [json.loads(line) for line in run("search", "--jsonl", lines=lines).splitlines()]

    assert [answer["result"] for answer in answers] == ["found", "none", "found", "ambiguous"]


@pytest.mark.parametrize("line", [b"Bonn", b"7", b"", b'["Bonn"]', b'"\xff"', b"[" * 50_000])
def test_a_line_that_is_no_string_is_told_by_its_number(line: bytes) -> None:
    told, exit_code = failure("search", "--jsonl", lines=b'"Bonn"\n' + line + b"\n")

    assert told == 'Zeile 2 der Eingabe ist keine JSON-Zeichenkette wie "Bonn".'
    assert exit_code == 2


@pytest.mark.parametrize("words", [("search",), ("search", "Bonn", "--jsonl"), ("import", "x.csv")])
def test_missing_words_are_wrong_usage(words: tuple[str, ...]) -> None:
    assert failure(*words)[1] == 2


def test_search_and_export_make_no_database(config_file: Path, tmp_path: Path) -> None:
    run("search", "Bonn", "--config", config_file)
    run("export", "--config", config_file)

    assert not (tmp_path / "data").exists()


async def stored(directory: Path) -> list[object]:
    async with (
        open_database(directory / "netzwerkbot.db") as database,
        database.transaction() as tx,
    ):
        return await all_rows(tx)


@pytest.mark.parametrize("wanted", ["csv", "json"])
def test_an_export_imported_elsewhere_gives_the_same_database(tmp_path: Path, wanted: str) -> None:
    files = []
    for name in ("one", "two"):
        file = tmp_path / f"{name}.toml"
        file.write_text(WITH_DIRECTORY.format(directory=tmp_path / name), encoding="utf-8")
        files.append(file)
    table = tmp_path / "ulm.csv"
    table.write_text("liste,anzeige,art,land\nkinder_jugend,Ulm,Stadt,Baden-Württemberg\n", "utf-8")
    exported = tmp_path / f"export.{wanted}"

    assert run("import", table, "--config", files[0]) == "1 neu, 0 geändert, 0 unverändert.\n"
    told = run("export", "--format", wanted, exported, "--config", files[0])
    assert told == f"122 Einträge stehen in {exported}.\n"
    assert run("import", exported, "--config", files[1]) == "1 neu, 0 geändert, 121 unverändert.\n"
    assert run("import", exported, "--config", files[1]) == "0 neu, 0 geändert, 122 unverändert.\n"
    one, two = (asyncio.run(stored(tmp_path / name)) for name in ("one", "two"))
    assert one == two


DOCUMENT = {"name": "a.pdf", "sha256": "a" * 64, "kind": "PDF", "bytes": 9}


@pytest.mark.parametrize("there", [True, False])
def test_documents_beside_the_database_belong_to_their_entries_again(
    config_file: Path, tmp_path: Path, *, there: bool
) -> None:
    if there:
        (tmp_path / "data" / "documents").mkdir(parents=True)
        (tmp_path / "data" / "documents" / ("a" * 64)).write_bytes(b"%PDF-1.7\n")
    ulm = {"list": "kinder_jugend", "name": "Ulm", "kind": "Stadt", "land": "Bayern"}
    file = tmp_path / "ulm.json"
    file.write_text(json.dumps({"entries": [ulm | {"documents": [DOCUMENT]}]}), "utf-8")

    told = run("import", file, "--config", config_file)
    exported = json.loads(run("export", "--format", "json", "--config", config_file))
    [entry] = [entry for entry in exported["entries"] if entry["name"] == "Ulm"]
    missing = "1 Dokument, das in der Datei genannt ist, liegt hier nicht vor."
    assert (missing in told) is not there
    assert [each["sha256"] for each in entry["documents"]] == ["a" * 64] * there


def test_a_faulty_file_is_named_and_changes_nothing(config_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "falsch.csv"
    table.write_text("liste,anzeige,art,land\nkinder_jugend,Ulm,Stadt,B\nx,Hof,Stadt,B\n", "utf-8")

    told, exit_code = failure("import", table, "--config", config_file)
    assert told.startswith(f"{table}: Zeile 3, Spalte »liste«: erlaubt ist")
    assert exit_code == 1
    assert json.loads(run("search", "Ulm", "--json", "--config", config_file))["result"] == "none"


def test_a_file_that_is_not_there_is_told(config_file: Path, tmp_path: Path) -> None:
    told, exit_code = failure("import", tmp_path / "fehlt.csv", "--config", config_file)

    assert "fehlt.csv kann nicht gelesen werden" in told
    assert exit_code == 1
    assert failure("import", tmp_path, "--config", config_file)[1] == 1


def test_an_export_replaces_the_file_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "sammlung.md"
    file.write_text("alt", encoding="utf-8")
    run("export", "--format", "md", file)

    assert file.read_text(encoding="utf-8").startswith("# Sammlung kommunaler Leitlinien\n")
    assert "kann nicht geschrieben werden" in failure("export", tmp_path / "fehlt" / "x.csv")[0]
    assert [each.name for each in tmp_path.iterdir()] == ["sammlung.md"]


def test_an_export_does_not_replace_a_device() -> None:
    run("export", Path(os.devnull))

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize(("wanted", "told"), [("csv", True), ("json", False), ("md", False)])
def test_whose_register_it_is_stands_in_the_file_or_is_said_beside_a_table(
    tmp_path: Path, wanted: str, told: bool
) -> None:
    credit = "Gemeindeverzeichnis: © GeoBasis-DE / BKG 2016"
    file = tmp_path / "sammlung"
    for words in ([], [str(file)]):
        result = CliRunner().invoke(app, ["export", "--format", wanted, *words])
        assert result.stderr.count("\n") == told
        assert (credit in result.stderr) == told
    assert (credit in file.read_text("utf-8")) != told


def test_a_foreign_database_is_one_sentence(config_file: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "netzwerkbot.db").write_bytes(b"kein SQLite, sondern Text" * 100)

    assert failure("search", "Bonn", "--config", config_file)[1] == 1


def _program(script: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PATH": os.environ["PATH"]}
    program = f"{sys.executable} -m bot.cli collection"
    script = script.replace("PROGRAM", program)
    return subprocess.run(
        ["bash", "-c", script], capture_output=True, env=environment, check=False, timeout=60
    )


CREDIT = (
    "Geben Sie die Tabelle weiter, nennen Sie bitte dazu:"
    " Gemeindeverzeichnis: © GeoBasis-DE / BKG 2016\n"
).encode()


@pytest.mark.parametrize(
    ("script", "begins", "told"),
    [
        (
            "PROGRAM search --json Köln",
            b'{"result": "found", "entries": [{"name": "K\xc3\xb6ln"',
            b"",
        ),
        ("PROGRAM export | head -1", b"liste,nr,gedruckt", CREDIT),
        ("PROGRAM export --format json | head -1", b"{\n", b""),
        ("PROGRAM export 2>&- | head -1", b"liste,nr,gedruckt", b""),
        ("PROGRAM export 2>/dev/full | head -1", b"liste,nr,gedruckt", b""),
        ("yes '\"Bonn\"' | PROGRAM search --jsonl | head -1", b'{"result": "found"', b""),
    ],
)
def test_any_locale_prints_utf8_and_a_closed_pipe_is_silent(
    script: str, begins: bytes, told: bytes
) -> None:
    done = _program(script)

    assert done.stdout.startswith(begins)
    assert done.stderr == told
