"""The main job under everything that the unit of systemd forbids."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.matrix.person import TimelineEvent
from tests.homeserver.office import Office, open_office, until
from tests.homeserver.world import PASSWORD, BotProcess, World
from tests.support import unit_filter
from tests.support.hostile_files import pdf
from tests.support.mail_server import MailServer
from tests.support.supervisor import listening

NOTIFY_SOCKET = f"@netzwerkbot-test-{os.getpid()}"
REFUSED = ("Errno 1]", "EPERM", "Traceback", "ERROR", "PermissionError", "Read-only")


@pytest.fixture(autouse=True)
def _possible() -> None:
    why = unit_filter.missing()
    if why is not None:
        pytest.skip(why)


@dataclass
class FilteredBot(BotProcess):
    async def start(self) -> None:
        folder = self.config_file.parent
        words: list[object] = []
        # The second stands for what the unit has in ReadWritePaths.
        for name in ("data", "backups"):
            (folder / name).mkdir(mode=0o700)
            words += ["--writable", folder / name]
        # It belongs to another account here, and holds no secret.
        self.config_file.chmod(0o644)
        password = folder / "password"
        password.write_text(PASSWORD)
        words += ["--shown", self.config_file, "--credential", f"password={password}", "--"]
        command = [sys.executable, "-m", "bot.cli", "run", "--config", self.config_file]
        with self.log_file.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.support.unit_filter",
                *map(str, words + command),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=unit_filter.UNIT.parents[1],
                env=os.environ | {"NOTIFY_SOCKET": NOTIFY_SOCKET, "WATCHDOG_USEC": "600000"},
            )


def pages(folder: Path) -> list[str]:
    """Of the documents that were read, as the database of the bot has them."""
    file = folder / "data" / "netzwerkbot.db"
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        return [text for (text,) in database.execute("SELECT text FROM document_page")]


async def submit_and_accept(office: Office) -> None:
    file = await office.ada.upload(office.network, pdf("Leitlinien für alle"), "leitlinien.pdf")
    await office.ada.reply(office.network, file, "!einreichen Bonn")
    notice = await office.notice()
    await office.bea.react(office.management, notice.event_id, "✅")
    await office.told("Nr. 1", "angenommen")


async def test_the_main_job_a_map_a_document_a_mail_and_a_nightly_backup(world: World) -> None:
    office = await open_office(world)
    mail, backups = MailServer.on_free_port(), world.directory / "backups"
    settings = [
        "[mail]",
        'host = "127.0.0.1"',
        f"port = {mail.port}",
        'security = "none"',
        'sender = "bot@example.org"',
        'recipients = ["leitung@example.org"]',
        "[backup]",
        f'directory = "{backups}"',
    ]
    config = world.write_config(
        [office.network], management=office.management, credential="", more=settings
    )
    told = world.stack.enter_context(listening(NOTIFY_SOCKET))
    bot = FilteredBot(config)
    world.stack.push_async_callback(bot.kill)
    async with mail.running():
        await bot.start()
        await office.until_bot_is_in()
        question = await office.ada.say(office.network, "!leitlinie Bonn")
        assert "Bonn" in (await office.ada.answer_to(question)).text

        asked = await office.ada.say(office.network, "!karte")

        def pictures() -> list[TimelineEvent]:
            return [h for h in office.ada.timeline if h.answers == asked and h.file is not None]

        await until(lambda: bool(pictures()), bot.log_file.read_text)
        await submit_and_accept(office)
        await until(lambda: bool(pages(world.directory)), bot.log_file.read_text)
        assert pages(world.directory) == ["Leitlinien für alle"]
        await until(lambda: bool(mail.taken), bot.log_file.read_text)
        # The night before the first start was missed.
        await until(lambda: bool(list(backups.glob("*Z.tar.gz"))), bot.log_file.read_text)
    assert told()[:3] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]
    assert await bot.stop() == 0
    log = bot.log_file.read_text()
    assert not [word for word in REFUSED if word in log], log
