"""What the documents say must be so: commands exist, examples run, links lead somewhere."""

import configparser
import re
import sys
import tomllib
from datetime import date
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest
from typer.core import TyperGroup
from typer.main import get_command

import commands.about.texts
from bot.cli.program import program
from bot.config.reading import load
from commands import COMMANDS
from commands.meetings.calendar.programme import read_programme
from commands.meetings.expression import MeetingExpression, read_expression
from storage.database import Database
from tests.support.calendar_files import meeting
from tests.support.say import Room

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
# Made with a browser: see make pictures.
PICTURES = "docs/pictures/"
# The command that docs/how-to.md shows how to add.
EXAMPLE = "gruß"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_command_that_is_named_exists(path: Path) -> None:
    words = {word for command in COMMANDS for word in (command.name, *command.aliases)}
    named = set(re.findall(r"`!([a-zäöüß]+)", text(path)))

    assert named - words - {EXAMPLE, "broschuere"} == set()


def test_members_find_every_command_in_their_handbook() -> None:
    handbook = text(ROOT / "docs" / "handbuch-mitglieder.md")

    assert [c.name for c in COMMANDS if not c.management and f"`!{c.name}" not in handbook] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text(path))
    local = [link for link in links if "://" not in link and not link.startswith(PICTURES)]

    assert [link for link in local if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_subcommand_that_is_named_exists(path: Path) -> None:
    group = get_command(program())
    assert isinstance(group, TyperGroup)
    known = set(group.commands)
    named = set(re.findall(r"^ *(?:\S*/)?netzwerkbot ([a-z]+)", text(path), re.MULTILINE))
    named |= set(re.findall(r"`netzwerkbot ([a-z]+)", text(path)))

    assert named - known == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_file_that_is_named_exists(path: Path) -> None:
    named = re.findall(r"`((?:bot|commands|storage|tests)/[\w/.-]*)`", text(path))
    shown_to_newcomers = "greeting"

    assert [
        each for each in named if shown_to_newcomers not in each and not any(ROOT.glob(f"{each}*"))
    ] == []


def test_every_file_of_the_three_trips_exists() -> None:
    table = (
        text(ROOT / "docs" / "architecture.md").partition("## Three trips")[2].partition("##")[0]
    )
    named = [
        folder + file
        for folder, files in re.findall(r"`([a-z/]+/)` ([a-z_/, ]+)", table)
        for file in files.strip().split(", ")
    ]

    assert len(named) > 50
    assert [each for each in named if not any(ROOT.glob(f"{each}*"))] == []


def test_every_make_target_that_is_named_exists() -> None:
    makefile = text(ROOT / "Makefile")
    named = {
        target
        for path in DOCUMENTS
        for targets in re.findall(
            r"(?:^    |`)make ([a-z -]+?)(?: *[#`]|$)", text(path), re.MULTILINE
        )
        for target in targets.split()
    }

    assert {"demo", "test"} <= named
    assert [
        target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)
    ] == []


def module(name: str, source: str) -> ModuleType:
    made = ModuleType(name)
    exec(source, vars(made))  # noqa: S102  the example itself
    return made


async def test_the_command_shown_to_newcomers_works(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(r"```python\n(.*?)```", text(ROOT / "docs" / "how-to.md"), re.DOTALL)
    [sentences] = [block for block in blocks if block.startswith('"""What !gruß says.')]
    [command] = [block for block in blocks if block.startswith('"""!gruß: ')]
    texts = module("commands.about.texts.greeting", sentences)
    monkeypatch.setitem(sys.modules, texts.__name__, texts)
    monkeypatch.setattr(commands.about.texts, "greeting", texts, raising=False)
    greeting = module("commands.about.greeting", command)

    # Among all others: its word must not mean another command.
    room = Room(database, [*COMMANDS, greeting.GREET])

    assert await room.say("!gruß Ada") == ["Guten Tag, Ada."]


def test_the_unit_starts_what_exists_and_may_not_do_more_than_it_must() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.read(ROOT / "deploy" / "netzwerkbot.service")
    service = unit["Service"]

    assert service["ExecStart"].split()[0].endswith("/bin/netzwerkbot")
    assert service["ExecStart"].split()[1:3] == ["run", "--config"]
    assert service["RestartPreventExitStatus"] == "2"
    assert service["StateDirectoryMode"] == "0700"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"


CONFIG = """
[matrix]
homeserver = "https://matrix.example.org"
user_id = "@netzwerkbot:example.org"
[mail]
host = "mail.example.org"
username = "netzwerkbot@example.org"
sender = "netzwerkbot@example.org"
recipients = ["leitung@example.org"]
"""


@pytest.mark.parametrize("path", ["deploy/netzwerkbot.service", "docs/handbuch-betrieb.md"])
def test_what_the_unit_hands_over_is_read_by_the_configuration(path: str, tmp_path: Path) -> None:
    unit = text(ROOT / "deploy" / "netzwerkbot.service") + text(ROOT / path)
    handed = set(re.findall(r"LoadCredential=([a-z-]+):", unit))
    environment = dict(re.findall(r"Environment=(NETZWERKBOT_[A-Z_]+)=%d(/[a-z-]+)", unit))
    config_file = tmp_path / "config.toml"
    config_file.write_text(CONFIG, encoding="utf-8")
    config = load(config_file, environment)

    assert config.http is not None
    assert config.http.feed_token_file == Path("/feed-token")
    assert config.mail is not None
    assert config.mail.password_file == Path("/mail-password")
    assert config.matrix.password_file == Path("/password")
    assert {value.removeprefix("/") for value in environment.values()} == handed


def shown_for_operators() -> list[str]:
    """Indented blocks, as they would be typed or saved."""
    handbook = text(ROOT / "docs" / "handbuch-betrieb.md")
    return [dedent(block) for block in re.findall(r"(?:^ {4}.*\n)+", handbook, re.MULTILINE)]


def test_sections_of_the_configuration_that_are_shown_are_valid(tmp_path: Path) -> None:
    blocks = [block for block in shown_for_operators() if re.match(r"\[[a-z]+\]\n", block)]
    config_file = tmp_path / "config.toml"
    config_file.write_text(f"{CONFIG.partition('[mail]')[0]}{''.join(blocks)}", encoding="utf-8")
    password = {"NETZWERKBOT_MATRIX__PASSWORD": "geheim"}

    shown = {name for block in blocks for name in tomllib.loads(block)}
    assert {"mail", "submissions", "reminders", "calendar", "http"} <= shown
    assert len(load(config_file, password).calendar.urls) == 1


def times_that_are_shown() -> list[str]:
    handbook = text(ROOT / "docs" / "handbuch-betrieb.md")
    chapter = handbook.partition("### Wie Sie Zeiten")[2].partition("### Ändern")[0]
    listed = "".join(line for line in chapter.splitlines(keepends=True) if line.startswith("- "))
    return [words for words in re.findall(r"`([^`]+)`", listed) if "Anmeldung" not in words]


@pytest.mark.parametrize("words", times_that_are_shown())
def test_times_that_managers_are_shown_are_understood(words: str) -> None:
    read = read_expression(words, date(2026, 11, 24), "Europe/Berlin")

    assert isinstance(read, MeetingExpression)
    assert read.when is not None
    assert read.rest == ""


def test_the_programme_that_managers_are_shown_can_be_read() -> None:
    [programme] = [block for block in shown_for_operators() if block.startswith("beginn;")]
    of = meeting("2027-03-04T13:00", "2027-03-05T14:00", meeting_id=1)
    slots = read_programme(programme.encode(), of)

    assert isinstance(slots, tuple)
    assert [slot.title for slot in slots] == ["Begrüßung", "Losverfahren"]


def test_every_picture_that_is_shown_is_there_and_every_one_there_is_shown() -> None:
    shown = {
        picture
        for path in DOCUMENTS
        for picture in re.findall(r"\]\((?:docs/)?pictures/([^)]+)\)", text(path))
    }

    assert shown == {path.name for path in (ROOT / PICTURES).glob("*.png")}
