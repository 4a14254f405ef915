"""netzwerkbot understand: show how ordinary German is understood; nothing is sent or stored."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.collection import read_collection
from bot.cli.shared import print_lines
from bot.config.reading import load
from bot.process.lifecycle import Failure
from bot.texts import usage as texts
from commands import sentences
from commands.collection.gazetteer import NamesOf
from commands.collection.view import whole
from commands.language.understanding import Rulebook, Where, understand

app = typer.Typer()

# As the example of the configuration names the bot.
_NAMES = ("Netzwerkbot",)


@app.command("understand", help=texts.HELP)
def understand_command(
    as_lines: Annotated[bool, typer.Option("--jsonl", help=texts.HELP_JSONL)] = False,
    config_file: Annotated[
        Path | None, typer.Option("--config", help=texts.HELP_CONFIG, metavar="DATEI")
    ] = None,
) -> None:
    if not as_lines:
        raise Failure(texts.ONLY_LINES, exit_code=2)
    settings = None if config_file is None else load(config_file)
    names = NamesOf(asyncio.run(read_collection(settings, whole)))
    rulebook = Rulebook(sentences(), _NAMES)
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        where, text = _message(line, number)
        found = understand(rulebook, names, rulebook.heard(where, text))
        answer = {"result": found.response.value, "commands": list(found.lines)}
        print_lines(json.dumps(answer, ensure_ascii=False))


def _message(line: bytes, number: int) -> tuple[Where, str]:
    try:
        message = json.loads(line)
        where, text = Where(message["where"]), message["text"]
    except (ValueError, RecursionError, TypeError, KeyError):
        raise Failure(texts.not_a_message(number), exit_code=2) from None
    if not isinstance(text, str):
        raise Failure(texts.not_a_message(number), exit_code=2)
    return where, text
