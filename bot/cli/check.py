"""netzwerkbot check: examine the configuration and what it names."""

import asyncio
from typing import Annotated

import typer

from bot.cli.shared import ConfigFile
from bot.cli.usage import GermanCommand
from bot.config.reading import load
from bot.doctor import accept_room, check
from bot.process.failures import explained
from bot.texts import operation as texts

app = typer.Typer()


@app.command("check", cls=GermanCommand, help=texts.CHECK)
def check_command(
    config_file: ConfigFile,
    alias: Annotated[
        str | None, typer.Option("--accept-room", help=texts.ACCEPT_ROOM, metavar="ADRESSE")
    ] = None,
) -> None:
    settings = load(config_file)
    with explained(settings):
        if alias is not None:
            typer.echo(asyncio.run(accept_room(settings, alias)))
        problems = asyncio.run(check(settings, config_file, typer.echo))
    raise typer.Exit(1 if problems else 0)
