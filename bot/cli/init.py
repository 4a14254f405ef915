"""netzwerkbot init: set up the bot in a dialogue, or from the environment."""

import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.usage import GermanCommand
from bot.process.lifecycle import Failure
from bot.setup.answers import AnswerSource, Keyboard, Variables
from bot.setup.dialogue import Setup
from bot.setup.draft import ConfigDraft, alone_in, open_draft
from bot.setup.overview import missing_variables, overview
from bot.texts import setup as texts

app = typer.Typer()

NewConfigFile = Annotated[
    Path, typer.Option("--config", help=texts.INIT_CONFIG, metavar="DATEI", readable=False)
]


@app.command("init", cls=GermanCommand, help=texts.INIT)
def init_command(
    config_file: NewConfigFile = Path("config.toml"),
    missing: Annotated[bool, typer.Option("--missing", help=texts.INIT_MISSING)] = False,
    non_interactive: Annotated[
        bool, typer.Option("--non-interactive", help=texts.INIT_VARIABLES)
    ] = False,
) -> None:
    answers = Variables(os.environ) if non_interactive else Keyboard()
    is_there = config_file.exists()
    if missing and not is_there:
        raise Failure(texts.nothing_to_complete(config_file), exit_code=2)
    if not non_interactive and not sys.stdin.isatty() and (missing or not is_there):
        raise Failure(texts.NO_TERMINAL, exit_code=2)
    with alone_in(config_file.resolve().parent):
        draft = open_draft(config_file.resolve())
        if is_there and not missing:
            if not draft.is_begun:
                draft.drop()
            for line in overview(draft):
                answers.say(line)
            return
        problems = _set_up(draft, answers)
    raise typer.Exit(1 if problems else 0)


def _set_up(draft: ConfigDraft, answers: AnswerSource) -> int:
    """Return the number of problems that `check` finds. Raises Failure."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        # So that what begins is ended in order: the echo of the terminal, the login.
        signal.signal(number, signal.default_int_handler)
    if isinstance(answers, Variables):
        lines = missing_variables(draft, answers)
        if lines:
            raise Failure("\n".join(lines), exit_code=2)
    else:
        answers.say(texts.WELCOME)
    if draft.is_begun:
        answers.say(texts.RESUMED)
    try:
        return Setup(draft, answers).run()
    except KeyboardInterrupt:
        answers.say("")
        raise Failure(texts.INTERRUPTED, exit_code=130) from None
    except EOFError:
        answers.say("")
        raise Failure(texts.INPUT_ENDED) from None
