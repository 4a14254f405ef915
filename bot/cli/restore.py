"""netzwerkbot restore: what a backup holds becomes what the bot goes on with."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import ConfigFile, print_lines
from bot.cli.usage import GermanCommand
from bot.config.reading import load, passphrase
from bot.config.sections import Config
from bot.process.failures import explained
from bot.process.lifecycle import Failure, start_command
from bot.recovery.restore import Restored, restore, restore_database
from bot.texts import backup as backup_texts
from bot.texts import restore as texts

app = typer.Typer()

BackupFile = Annotated[Path, typer.Argument(help=texts.HELP_FILE, metavar="DATEI", readable=False)]
Words = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", help=backup_texts.HELP_WORDS, metavar="DATEI", readable=False
    ),
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
            words = _passphrase(config, passphrase_file)
            done = restore(file, config, words, now, replace=replace)
    _tell(done, config, config_file)


def _passphrase(config: Config, file: Path | None) -> str | None:
    """Return that of the command line, or else of the configuration. Raises Failure."""
    if file is not None:
        return passphrase("--passphrase-file", file)
    configured = config.backup.passphrase_file
    return None if configured is None else passphrase("backup.passphrase_file", configured)


def _tell(done: Restored, config: Config, config_file: Path) -> None:
    command = start_command(config_file, config.storage.directory)
    lines = [texts.restored(done.as_of, config.reminders.timezone, done.forgotten)]
    if done.before is not None:
        lines.append(texts.former_data(done.before))
    if done.config is not None:
        lines.append(texts.former_config(done.config))
    print_lines("\n".join((*lines, texts.next_step(command))))
