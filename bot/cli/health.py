"""netzwerkbot health: tell whether the bot of this configuration is at work."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.cli.shared import ConfigFile
from bot.cli.usage import GermanCommand
from bot.config.reading import load
from bot.config.sections import Config
from bot.http.health import Finding, stored_findings
from bot.process.failures import explained
from bot.process.lifecycle import Failure, start_command
from bot.texts import doctor as texts
from storage.database import open_unchanged

app = typer.Typer()


@app.command("health", cls=GermanCommand, help=texts.HEALTH)
def health_command(config_file: ConfigFile) -> None:
    settings = load(config_file)
    with explained(settings):
        typer.echo(asyncio.run(_told(settings, config_file)))


async def _told(settings: Config, config_file: Path) -> str:
    """Read what the bot last wrote, so that it need not answer. Raises Failure."""
    if not settings.database_file.exists():
        directory = settings.storage.directory
        raise Failure(texts.never_ran(directory, start_command(config_file, directory)))
    async with open_unchanged(settings.database_file) as tx:
        found = await stored_findings(tx, datetime.now(UTC))
    synced, sent = found["sync"], found["outbox"]
    if not synced.ok or synced.seconds is None:
        raise Failure(texts.not_synced(synced.seconds))
    if not sent.ok:
        raise Failure(texts.not_sent(_minutes(sent)))
    return texts.at_work(synced.seconds)


def _minutes(finding: Finding) -> int:
    return (finding.seconds or 0) // 60
