"""The command line as typer reads it: subcommands, options, and their help."""

import gc
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from bot.cli import usage
from bot.cli.shared import ConfigFile
from bot.process.lifecycle import VERSION
from bot.texts import operation as texts

_MODULES = (
    *("init", "check", "health", "backup", "restore", "demo"),
    *("collection", "register", "meetings", "exchange", "understand"),
)


def run_program(arguments: Sequence[str]) -> int:
    """Run the command of these arguments; return the exit code. Raises Failure."""
    try:
        app = program(arguments[0] if arguments else None)
        code: int = app(args=list(arguments), standalone_mode=False)
    except typer.TyperException as error:
        raise usage.failure(error) from None
    return code


def program(command: str | None = None) -> typer.Typer:
    """Load only the called command, or all if it is none of them."""
    app = typer.Typer(
        cls=usage.GermanGroup,
        help=texts.PROGRAM,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    app.command("run", cls=usage.GermanCommand, help=texts.RUN)(_run)
    for name in (command,) if command in _MODULES else _MODULES:
        app.add_typer(import_module(f"bot.cli.{name}").app)
    gc.freeze()
    gc.enable()
    return app


def _run(
    config_file: ConfigFile,
    begin_anew: Annotated[bool, typer.Option("--begin-anew", help=texts.BEGIN_ANEW)] = False,
) -> None:
    from bot.cli.run import run

    run(config_file, begin_anew=begin_anew)


def _version(version: bool) -> None:
    if version:
        typer.echo(f"netzwerkbot {VERSION}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help=texts.VERSION, callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options before the command."""
