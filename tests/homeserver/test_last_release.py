"""An operator upgrades from the last release, by the commands, and goes back and on again.

It is installed from the history if there is one here; a clone without it has the database that the
release left (tests/upgrade/).
"""

import asyncio
import io
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.process.lifecycle import VERSION
from storage.database import migrations
from tests.homeserver.office import Office, open_office, until
from tests.homeserver.world import BotProcess, World, replies, timeline
from tests.support import stored
from tests.support.containerfile import ROOT
from tests.support.released import SCHEMAS, moved_here

RELEASE = "0.1.0"
# Where no tag names it: the last commit with this version and this schema.
COMMIT = "e235f2e"
WAY_BACK = "mkdir weggelegt; mv netzwerkbot.db* weggelegt/; tar -xzf before-*.tar.gz netzwerkbot.db"


@dataclass
class LastRelease:
    """An office whose bot was the last release; `bot` starts this program."""

    office: Office
    bot: BotProcess

    @property
    def data(self) -> Path:
        return self.bot.config_file.parent / "data"

    async def ran(self, *words: str | Path) -> str:
        """Return what a command says. Fails if it does."""
        command = (sys.executable, "-m", "bot.cli", *map(str, words))
        done = await asyncio.to_thread(
            subprocess.run, command, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done
        return done.stdout

    async def starts(self, bot: BotProcess) -> None:
        """Start it and wait until it can read what is said."""
        log = bot.log_file
        before = log.read_text().count("bereit\n") if log.exists() else 0
        await bot.start()
        await until(lambda: log.read_text().count("bereit\n") > before, log.read_text)

    async def check(self) -> str:
        """Return what `check` says, also of rooms in which the bot is not yet."""
        command = (sys.executable, "-m", "bot.cli", "check", "--config", self.bot.config_file)
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True)
        return done.stdout

    async def is_answered(self) -> str:
        asked = await self.office.ada.say(self.office.network, "!leitlinie Bonn")
        answer = await self.office.ada.answer_to(asked)
        said = replies(await timeline(self.office.ada, self.office.network), self.office.bot_id)
        assert said.count(asked) == 1
        return answer.text

    async def upgrades(self) -> Path:
        """Start this program on it; return the backup from before."""
        step = f"Schema {SCHEMAS[RELEASE]} → {len(migrations())}"
        assert step in await self.check()
        assert list(self.data.glob("before-*.tar.gz")) == []
        await self.starts(self.bot)
        told = await self.office.wait_for(
            self.office.bea, "läuft jetzt mit Version", room_id=self.office.management
        )
        which, news, backup = told.text.split("\n\n")
        [before] = self.data.glob("before-*.tar.gz")
        assert which == f"Netzwerkbot läuft jetzt mit Version {VERSION} (vorher {RELEASE})."
        assert news.startswith("Neu: ")
        assert str(before) in backup
        assert "Leitlinien aus dem Upgrade" in await self.is_answered()
        assert step not in await self.check()
        assert f"Schema {SCHEMAS[RELEASE]}," in await self.ran("backup", "--verify", before)
        return before


async def test_by_the_commands_it_is_upgraded_put_back_and_upgraded_again(world: World) -> None:
    office = await open_office(world)
    bot = world.bot_process([office.network], management=office.management)
    release = LastRelease(office, bot)
    release.data.mkdir(mode=0o700)
    people = {"ada": office.ada.user_id, "bea": office.bea.user_id, "cem": office.cem.user_id}
    rooms = {"network": office.network, "management": office.management}
    read_to = office.ada._since
    assert read_to is not None
    moved_here(RELEASE, release.data / "netzwerkbot.db", read_to, **rooms, **people)
    before = await release.upgrades()
    assert await bot.stop() == 0

    restore = ("restore", before, "--replace", "--config", bot.config_file)
    assert "Wiederhergestellt" in await release.ran(*restore)
    await release.starts(bot)
    assert "Leitlinien aus dem Upgrade" in await release.is_answered()
    assert office.count(office.bea, "läuft jetzt mit Version") == 1
    assert await bot.stop() == 0
    assert stored.damage(release.data / "netzwerkbot.db") == []


def unpacked(folder: Path) -> Path | None:
    """Return the program of the release; None if there is no history of it here."""
    words = ("git", "archive", COMMIT)
    done = subprocess.run(words, check=False, capture_output=True, cwd=ROOT)
    if done.returncode != 0:
        return None
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def installed(folder: Path) -> Path:
    """Install it as its handbook says, with the packages that it was tried with; return Python."""
    python = folder / ".venv" / "bin" / "python"
    for words in (
        (sys.executable, "-m", "venv", ".venv"),
        (python, "-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements/run.txt"),
        (python, "-m", "pip", "install", "-q", "--no-deps", "."),
    ):
        subprocess.run(words, check=True, cwd=folder, stderr=subprocess.DEVNULL)
    return python


@pytest.mark.timeout(900)
async def test_the_last_release_is_installed_talked_to_upgraded_and_taken_back(
    world: World, tmp_path: Path
) -> None:
    program = await asyncio.to_thread(unpacked, tmp_path / "release")
    if program is None:
        pytest.skip("the history of the last release is not here")
    python = await asyncio.to_thread(installed, program)
    office = await open_office(world)
    bot = world.bot_process([office.network], management=office.management)
    old = BotProcess(bot.config_file, program=("-P", "-m", "bot.cli"), python=str(python))
    world.stack.push_async_callback(old.kill)
    release = LastRelease(office, bot)
    await release.starts(old)
    await office.until_bot_is_in()
    chat = await office.ada.direct_chat_with(office.bot_id)
    await office.ada.until_in(chat, office.bot_id)
    await office.ada.ask(
        chat, "!einreichen Bonn | https://www.example.org/bonn | Leitlinien aus dem Upgrade"
    )
    await office.notice()
    await office.bea.ask(office.management, "!annehmen 1")
    assert "Leitlinien aus dem Upgrade" in await release.is_answered()
    assert await old.stop() == 0

    before = await release.upgrades()
    assert await bot.stop() == 0
    await asyncio.to_thread(subprocess.run, ["bash", "-ec", WAY_BACK], cwd=release.data, check=True)
    await release.starts(old)
    assert "Leitlinien aus dem Upgrade" in await release.is_answered()
    assert await old.stop() == 0
    before.rename(tmp_path / before.name)
    await release.upgrades()
    assert await bot.stop() == 0
    log = await asyncio.to_thread(bot.log_file.read_text)
    assert "Traceback" not in log
