"""netzwerkbot init --missing at a real terminal: only what is not there is asked, and kept."""

import tomllib
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.support.terminal import Terminal, terminal

pytestmark = pytest.mark.slow

# All but the backups; nobody listens there, and nobody is asked to log in.
BEFORE = """\
[matrix]
homeserver = "http://127.0.0.1:1"
user_id = "@bot:example.org"
password = "ein gutes Passwort"
invite_from = ["example.org"]
[rooms]
network = ["!a:example.org"]
exchange = "!b:example.org"
management = "!c:example.org"
[network]
name = "Netz"
short_name = "N"
[storage]
directory = "data"
"""
NO_MAIL = ("Mailserver", "")
BACKUPS = ("Verzeichnis für die nächtliche Sicherung", "sicherungen")
FIRST, AGAIN = "leer: unverschlüsselt)", "Die Passphrase noch einmal (wird nicht angezeigt)"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(BEFORE, encoding="utf-8")
    file.chmod(0o600)
    return file


def completing(file: Path) -> AbstractAsyncContextManager[Terminal]:
    return terminal("init", "--missing", "--config", str(file))


def content(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def rewrite(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def hidden(file: Path) -> list[str]:
    return [each.name for each in file.parent.glob(".*")]


def typed(words: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (f"wird nicht angezeigt; {FIRST}", words), (AGAIN, words)


async def test_a_passphrase_that_is_never_the_same_twice_ends_it(file: Path) -> None:
    async with completing(file) as typing:
        await typing.answers(NO_MAIL, BACKUPS)
        for n in range(3):
            await typing.answers(typed(f"lang genug {n}")[0], (AGAIN, "etwas anderes"))
        assert await typing.ends() == 1
    *_, last = typing.screen.rstrip("\n").splitlines()
    assert last == (
        "Die beiden Eingaben der Passphrase waren 3-mal verschieden. Ein neuer Aufruf von"
        " netzwerkbot init macht dort weiter."
    )
    assert "lang genug" not in typing.screen
    assert not file.with_name("backup-passphrase").exists()
    assert content(file) == BEFORE
    async with completing(file) as typing:
        await typing.answers(NO_MAIL, BACKUPS, *typed("lang genug für alle"))
        assert await typing.ends() == 1  # for the homeserver
    assert content(file.with_name("backup-passphrase")) == "lang genug für alle"


async def test_a_passphrase_of_the_environment_is_needed_once(file: Path) -> None:
    environment = {
        "NETZWERKBOT_BACKUP__DIRECTORY": "sicherungen",
        "NETZWERKBOT_INIT__PASSPHRASE": "lang genug für alle",
    }
    command = ("init", "--missing", "--non-interactive", "--config", str(file))
    async with terminal(*command, environment=environment) as typing:
        assert await typing.ends() == 1
    backup = tomllib.loads(content(file))["backup"]
    assert backup == {"directory": "sicherungen", "passphrase_file": "backup-passphrase"}
    assert "lang genug" not in typing.screen
    async with terminal(*command) as typing:
        assert await typing.ends() == 1
    assert typing.screen.startswith("Es fehlt nichts; die Konfiguration ist unverändert.\n")


async def test_killed_at_any_question_it_goes_on_where_it_was(file: Path) -> None:
    before = BEFORE.partition("[network]")[0]
    rewrite(file, before)
    dialogue = (
        ("Name des Netzwerks", "Netz"),
        ("Kurzname", "N"),
        NO_MAIL,
        ("Datenverzeichnis", "data"),
        BACKUPS,
        *typed("lang genug für alle"),
        ("Ergebnis:", ""),
    )
    asked = []
    for target in range(len(dialogue)):
        async with completing(file) as typing:
            await typing.goes_on(dialogue, target)
            await typing.kill()
        assert content(file) == before or target == len(dialogue) - 1
        asked.append(typing.screen)
        # Who forgets --missing reads how it goes on, and loses nothing.
        async with terminal("init", "--config", str(file)) as plain:
            assert await plain.ends() == 0
        assert ("Eine Ergänzung ist schon angefangen" in plain.screen) == (1 < target < 7)

    assert "Name des Netzwerks" in asked[1]
    assert not any("Name des Netzwerks" in screen for screen in asked[3:])
    assert not any("Datenverzeichnis [" in screen for screen in asked[5:])
    config = tomllib.loads(content(file))
    assert (config["network"]["name"], config["storage"]["directory"]) == ("Netz", "data")
    assert config["backup"]["passphrase_file"] == "backup-passphrase"
    assert not hidden(file)
