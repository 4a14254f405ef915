"""netzwerkbot backup: one file that holds what the bot knows, made while it runs."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.backup.job import MadeBackup, job_of
from bot.backup.making import make
from bot.backup.verifying import verify
from bot.cli.shared import print_lines
from bot.cli.usage import GermanCommand
from bot.config.reading import load, passphrase
from bot.config.sections import Config
from bot.process.failures import explained
from bot.process.lifecycle import Failure, until_stopped
from bot.recovery.forgotten import bring_beside
from bot.texts import backup as texts
from bot.texts import operation

app = typer.Typer()

BackupFile = Annotated[Path, typer.Argument(help=texts.HELP_FILE, metavar="DATEI")]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", help=texts.HELP_CONFIG, metavar="DATEI", readable=False)
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help=texts.HELP_WORDS, metavar="DATEI", readable=False),
]
Verify = Annotated[bool, typer.Option("--verify", help=texts.HELP_VERIFY)]
Replace = Annotated[bool, typer.Option("--replace", help=texts.HELP_REPLACE)]


@app.command("backup", cls=GermanCommand, help=texts.BACKUP)
def backup_command(
    file: BackupFile,
    config_file: ConfigOption = None,
    verify_only: Verify = False,
    passphrase_file: PassphraseFile = None,
    replace: Replace = False,
) -> None:
    if verify_only:
        _verify(file, config_file, passphrase_file)
        return
    if config_file is None:
        raise Failure(texts.NEEDS_CONFIG, exit_code=2)
    config = load(config_file)
    job = job_of(config, _absolute(file), passphrase_file=passphrase_file, replace=replace)
    made: list[MadeBackup] = []

    async def work() -> None:
        made.append(await make(job))

    with explained(config):
        asyncio.run(until_stopped(work()))
    if not made:
        raise typer.Exit(130)
    _bring_forgotten(config, made[0])
    print_lines(texts.made(made[0].file, made[0].figures))


def _bring_forgotten(config: Config, made: MadeBackup) -> None:
    """Let older backups beside it bring nobody back; the nightly ones do that for themselves."""
    try:
        bring_beside(config, made.file.parent)
    except OSError as error:
        reason = operation.reason(error)
        raise Failure(texts.made_but_not_noted(made.file, made.figures, reason)) from None


def _verify(file: Path, config_file: Path | None, passphrase_file: Path | None) -> None:
    """Use the passphrase file of the command line, or else that of the configuration."""
    words, key = None, "--passphrase-file"
    if passphrase_file is None and config_file is not None:
        passphrase_file, key = load(config_file).backup.passphrase_file, "backup.passphrase_file"
    if passphrase_file is not None:
        words = passphrase(key, passphrase_file)
    scratch_in = Path(tempfile.gettempdir())
    try:
        good = verify(_absolute(file), words, scratch_in)
    except OSError as error:
        raise Failure(texts.failed(scratch_in, operation.reason(error))) from None
    print_lines(texts.verified(file, good.figures))


def _absolute(file: Path) -> Path:
    try:
        return file.resolve()
    except (OSError, ValueError) as error:  # NUL in the name, or a circle of links
        reason = operation.reason(error) if isinstance(error, OSError) else ""
        raise Failure(texts.failed(Path(repr(str(file))), reason), exit_code=2) from None
