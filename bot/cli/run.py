"""netzwerkbot run: the bot itself, until it is stopped."""

import asyncio

import typer

from bot import config, logs
from bot.app import open_app
from bot.cli.options import ConfigFile
from bot.failures import explained
from bot.stopping import until_stopped
from commands.texts import cli as texts

app = typer.Typer()


@app.command("run", help=texts.RUN)
def run_command(config_file: ConfigFile) -> None:
    settings = config.load(config_file)
    logs.set_up(settings.logging)
    with explained(settings):
        asyncio.run(until_stopped(_run(settings)))


async def _run(settings: config.Config) -> None:
    async with open_app(settings) as running:
        await running.run()
