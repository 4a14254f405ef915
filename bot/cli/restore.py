"""netzwerkbot restore: what a backup holds becomes what the bot goes on with."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import ConfigFile, print_lines, read_at_most
from bot.cli.usage import GermanCommand
from bot.config.reading import load
from bot.config.sections import Config
from bot.process.failures import explained
from bot.process.lifecycle import Failure
from bot.recovery.restore import Restored, restore, restore_database
from bot.texts import restore as texts

app = typer.Typer()
_MOST = 10_000

BackupFile = Annotated[Path, typer.Argument(help=texts.HELP_FILE, metavar="DATEI", readable=False)]
Words = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help=texts.HELP_WORDS, metavar="DATEI", readable=False),
]
Replace = Annotated[bool, typer.Option("--replace", help=texts.HELP_REPLACE)]
IsDatabase = Annotated[bool, typer.Option("--database", help=texts.HELP_DATABASE)]


@app.command("restore", cls=GermanCommand, help=texts.RESTORE)
def restore_command(
    file: BackupFile,
    config_file: ConfigFile,
    replace: Replace = False,
    passphrase_file: Words = None,
    is_database: IsDatabase = False,
) -> None:
    config, now = load(config_file), datetime.now(UTC)
    if is_database and passphrase_file is not None:
        raise Failure(texts.NOT_ENCRYPTED, exit_code=2)
    print_lines(texts.begins(file, config.storage.directory))
    with explained(config):
        if is_database:
            done = restore_database(file, config, now, replace=replace)
        else:
            words = _passphrase(passphrase_file)
            done = restore(file, config, words, now, replace=replace)
    _tell(done, config, config_file)


def _passphrase(file: Path | None) -> str | None:
    if file is None:
        return None
    words = read_at_most(file, _MOST).decode("utf-8", "replace").strip()
    if not words:
        raise Failure(texts.no_passphrase(file), exit_code=2)
    return words


def _tell(done: Restored, config: Config, config_file: Path) -> None:
    lines = [texts.restored(done.as_of, config.reminders.timezone, done.forgotten)]
    if done.before is not None:
        lines.append(texts.former_data(done.before))
    if done.config is not None:
        lines.append(texts.former_config(done.config))
    print_lines("\n".join((*lines, texts.next_step(config_file))))
