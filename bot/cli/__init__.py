"""The command line: netzwerkbot run | check | demo | collection … | meetings …"""

import gc
import os
import sys
from importlib import import_module
from typing import Annotated

import typer

from bot.errors import Failure
from bot.version import VERSION
from commands.texts import cli as texts

_MODULES = ("run", "check", "demo", "collection", "meetings")


def main() -> None:
    """Every file it makes is for the bot alone; every error is one line."""
    os.umask(0o077)
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        program((wanted,) if wanted in _MODULES else _MODULES)()
    except Failure as failure:
        sys.stderr.write(f"{failure.text}\n")
        sys.exit(failure.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


def program(modules: tuple[str, ...] = _MODULES) -> typer.Typer:
    """Only what is called is loaded: the running bot needs no browser client and no tables."""
    app = typer.Typer(
        help=texts.PROGRAM,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    # What is loaded now stays: looking for garbage in it would take a tenth of the start.
    gc.disable()
    for name in modules:
        app.add_typer(import_module(f"bot.cli.{name}").app)
    gc.freeze()
    gc.enable()
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"netzwerkbot {VERSION}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help=texts.VERSION, callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options before the command."""
