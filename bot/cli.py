"""The command line: netzwerkbot demo | run | check | collection …"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import config, demo, logs
from bot.app import open_app
from bot.check import check
from bot.collection_cli import app as collection
from bot.errors import Failure
from bot.failures import explained
from bot.version import VERSION
from commands.texts import cli as texts

app = typer.Typer(
    help=texts.PROGRAM, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
app.add_typer(collection, name="collection", help=texts.COLLECTION)

ConfigOption = Annotated[Path, typer.Option("--config", help=texts.CONFIG, metavar="DATEI")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"netzwerkbot {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help=texts.VERSION, callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options before the command."""


@app.command("run", help=texts.RUN)
def run_command(config_file: ConfigOption) -> None:
    settings = config.load(config_file)
    logs.set_up(settings.logging)
    with explained(settings):
        asyncio.run(_run(settings))


async def _run(settings: config.Config) -> None:
    """Until SIGTERM or Ctrl-C."""
    task = asyncio.current_task()
    assert task is not None  # noqa: S101  we are inside one
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        async with open_app(settings) as running:
            await running.run()
    except asyncio.CancelledError:
        return


@app.command("check", help=texts.CHECK)
def check_command(config_file: ConfigOption) -> None:
    settings = config.load(config_file)
    problems = asyncio.run(check(settings, config_file, typer.echo))
    raise typer.Exit(1 if problems else 0)


@app.command("demo", help=texts.DEMO)
def demo_command(
    directory: Annotated[
        Path, typer.Option(help=texts.DEMO_DIRECTORY, metavar="VERZEICHNIS")
    ] = Path("demo-data"),
    port: Annotated[int, typer.Option(help=texts.DEMO_PORT, min=1, max=65535)] = 8448,
    web: Annotated[Path | None, typer.Option(help=texts.DEMO_WEB, metavar="VERZEICHNIS")] = None,
) -> None:
    demo.main(directory.resolve(), port, web)


def main() -> None:
    """Every file it makes is for the bot alone; every error is one line."""
    os.umask(0o077)
    try:
        app()
    except Failure as failure:
        sys.stderr.write(f"{failure.text}\n")
        sys.exit(failure.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
