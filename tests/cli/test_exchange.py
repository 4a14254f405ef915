"""netzwerkbot exchange simulate: what members will be told unasked; nothing is sent."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import exchange as cli
from storage.database import open_database
from storage.exchange import digest, newcomers, questions
from storage.exchange.digest import DigestOrder
from storage.exchange.questions import AskedQuestion
from tests.support.profiling import put

CONFIG = """
[matrix]
homeserver = "https://matrix.example.org"
user_id = "@bot:example.org"
password = "geheim"
"""


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG + f'[storage]\ndirectory = "{tmp_path / "data"}"\n', encoding="utf-8")
    return file


def simulate(config_file: Path, days: int) -> list[str]:
    command = ["simulate", "--config", str(config_file), "--days", str(days)]
    done = CliRunner().invoke(cli.app, command, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout.splitlines()


async def ask(file: Path, asked_at: datetime, count: int) -> None:
    file.parent.mkdir()
    async with open_database(file) as database, database.transaction() as tx:
        for number in range(1, count + 1):
            asker = f"@p{number}:example.org"
            await questions.add(
                tx, AskedQuestion(0, asker, "!r:example.org", "$q", "Wer?", (), (), asked_at)
            )


async def make_profiles(file: Path, confirmed_at: datetime) -> None:
    async with open_database(file) as database:
        for number in (1, 2):
            await put(database, f"@p{number}:example.org", confirmed_at)


def test_a_yearly_question_is_shown_without_its_person(config_file: Path) -> None:
    at = datetime.now(UTC) - timedelta(days=360)
    file = config_file.parent / "data" / "netzwerkbot.db"
    file.parent.mkdir()
    asyncio.run(make_profiles(file, at))
    lines = simulate(config_file, 30)

    assert lines[0] == "2 Nachrichten in 30 Tagen, wenn niemand antwortet."
    for line in lines[1:]:
        assert line.endswith("fragt ein Mitglied im Direktchat, ob sein Profil noch stimmt.")
    assert simulate(config_file, 1) == ["Keine Nachricht in einem Tag, wenn niemand antwortet."]


async def join(file: Path, joined_at: datetime) -> None:
    """One who waits for the greeting, one who was greeted, one to whom nothing is said."""
    file.parent.mkdir()
    async with open_database(file) as database, database.transaction() as tx:
        for name in ("wartet", "begruesst", "fertig"):
            due_at = joined_at + timedelta(minutes=10)
            await newcomers.joined(tx, f"@{name}:example.org", joined_at, due_at, joined_at)
        await newcomers.change(tx, "@begruesst:example.org", "greeted", joined_at)
        await newcomers.change(tx, "@fertig:example.org", "done", joined_at)


def test_greetings_and_questions_after_four_weeks_are_shown_without_names(
    config_file: Path,
) -> None:
    now = datetime.now(UTC)
    asyncio.run(join(config_file.parent / "data" / "netzwerkbot.db", now))
    soon, later = simulate(config_file, 2), simulate(config_file, 40)

    assert soon[0].startswith("Eine Nachricht in 2 Tagen")
    assert soon[1].endswith("Der Bot begrüßt ein neues Mitglied im Direktchat.")
    assert later[0].startswith("3 Nachrichten in 40 Tagen")
    asked = "Der Bot fragt ein Mitglied nach vier Wochen im Direktchat, ob es findet, was es sucht."
    assert [line.endswith(asked) for line in later[2:]] == [True, True]
    assert "@wartet" not in "\n".join(later)
    config_file.write_text(
        config_file.read_text(encoding="utf-8") + "[exchange]\nwelcome = false\n", encoding="utf-8"
    )
    assert simulate(config_file, 40)[0].startswith("Keine Nachricht")


def test_without_a_database_nothing_is_to_come(config_file: Path) -> None:
    assert simulate(config_file, 30) == ["Keine Nachricht in 30 Tagen, wenn niemand antwortet."]


def test_every_message_to_come_is_shown_without_names(config_file: Path) -> None:
    at = datetime.now(UTC) - timedelta(days=1)
    asyncio.run(ask(config_file.parent / "data" / "netzwerkbot.db", at, 2))
    lines = simulate(config_file, 100)

    assert lines[0] == "6 Nachrichten in 100 Tagen, wenn niemand antwortet."
    said = "\n".join(lines)
    for number in (1, 2):
        assert f"fragt im Direktchat, wie es mit Frage Nr. {number} weitergehen soll." in said
        assert f"fragt einmal im Thread von Frage Nr. {number} nach." in said
        assert f"schließt Frage Nr. {number} und sagt es im Direktchat." in said
    assert "@p1" not in said
    assert simulate(config_file, 1) == ["Keine Nachricht in einem Tag, wenn niemand antwortet."]


async def order(file: Path, looked_at: datetime) -> None:
    file.parent.mkdir()
    async with open_database(file) as database, database.transaction() as tx:
        for number, rhythm in enumerate(("weekly", "weekly", "monthly")):
            person = f"@p{number}:example.org"
            await digest.put(
                tx,
                DigestOrder(
                    person,
                    "weekly" if rhythm == "weekly" else "monthly",
                    None,
                    looked_at,
                    looked_at,
                    looked_at,
                ),
            )


def test_digests_to_come_are_counted_by_their_moments(config_file: Path) -> None:
    at = datetime.now(UTC)
    asyncio.run(order(config_file.parent / "data" / "netzwerkbot.db", at))
    lines = simulate(config_file, 35)  # five Fridays, one or two of them the first of a month

    assert lines[0] == "Keine Nachricht in 35 Tagen, wenn niemand antwortet."
    assert lines[1].endswith("Rundbriefe, wenn es dafür jedes Mal Neues gibt.")
    assert lines[1].startswith(("11 ", "12 "))
    assert len(lines) == 7
    assert all(line.startswith("Freitag, ") and "09:00 Uhr" in line for line in lines[2:])
    assert any("Der Bot sendet 3 Rundbriefe." in line for line in lines)
    assert "@p" not in "".join(lines)


def test_what_was_missed_is_one_digest(config_file: Path) -> None:
    at = datetime.now(UTC) - timedelta(days=60)
    asyncio.run(order(config_file.parent / "data" / "netzwerkbot.db", at))

    assert simulate(config_file, 1)[1].startswith(("3 Rundbriefe", "5 Rundbriefe", "6 Rundbriefe"))
