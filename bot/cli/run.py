"""netzwerkbot run: the bot itself, until it is stopped."""

import asyncio
import gc
from pathlib import Path

from bot.app import open_app
from bot.config.reading import load, secret
from bot.config.sections import Config
from bot.matrix.key_generation import OutdatedKeysError
from bot.process import logs
from bot.process.accounts import service_account
from bot.process.failures import explained, leaves
from bot.process.lifecycle import SERVICE, Failure, until_stopped
from bot.texts import operation as texts


def run(config_file: Path, *, begin_anew: bool = False) -> None:
    gc.enable()
    settings = load(config_file)
    _refuse_root(settings.storage.directory)
    logs.set_up(settings.logging)
    try:
        with explained(settings):
            asyncio.run(until_stopped(_run(settings, begin_anew=begin_anew)))
    except Failure as failure:
        # For systemd 2 means: do not start again, and show that it failed.
        failure.exit_code = 2 if failure.lasting else failure.exit_code
        raise


def _refuse_root(directory: Path) -> None:
    """Refuse to let root run the bot on data of an account that could not read what it writes.

    Raises Failure.
    """
    account = service_account(directory)
    if account is not None:
        raise Failure(texts.not_as_root(directory, account.name, SERVICE), exit_code=2)


async def _run(settings: Config, *, begin_anew: bool) -> None:
    """Begin once more if the homeserver has shown that the keys are old: with a new device."""
    try:
        await _run_once(settings, begin_anew=begin_anew)
    except BaseException as error:
        if secret(settings.matrix).kind == "access_token" or not any(
            map(_is_outdated, leaves(error))
        ):
            raise
    else:
        return
    await _run_once(settings, begin_anew=False)


async def _run_once(settings: Config, *, begin_anew: bool) -> None:
    async with open_app(settings, begin_anew=begin_anew) as running:
        await running.run()


def _is_outdated(error: BaseException) -> bool:
    return isinstance(error, OutdatedKeysError)
