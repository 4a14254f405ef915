"""netzwerkbot check: what is right and what is wrong."""

import asyncio

import typer

from bot import config
from bot.check import check
from bot.cli.options import ConfigFile
from bot.failures import explained
from commands.texts import cli as texts

app = typer.Typer()


@app.command("check", help=texts.CHECK)
def check_command(config_file: ConfigFile) -> None:
    settings = config.load(config_file)
    with explained(settings):
        problems = asyncio.run(check(settings, config_file, typer.echo))
    raise typer.Exit(1 if problems else 0)
