"""Secrets in files of their own: one line each, for the bot alone."""

from pathlib import Path

from pydantic import SecretStr

from bot.config.reading import read_secret
from bot.process.files import write_whole
from bot.process.lifecycle import Failure
from bot.setup.answers import AnswerSource
from bot.setup.draft import explained, rights
from bot.setup.inputs import UnfitInputError
from bot.texts import setup as texts


def stored(folder: Path, key: str, named: str, standard: str) -> tuple[str, SecretStr] | None:
    """Return name and content of the file that is named, else of the standard one if it is there.

    An empty one only waits to be filled. Raises Failure.
    """
    if named:
        return named, read_secret(key, folder / named)
    file = folder / standard
    if file.is_file() and file.stat().st_size > 0:
        return standard, read_secret(key, file)
    return None


def fit_for_file(words: str) -> SecretStr:
    """Return it if a file can hold it as one line. Raises UnfitInputError."""
    if words != words.strip() or not words.isprintable():
        raise UnfitInputError(texts.UNFIT_FOR_FILE)
    return SecretStr(words)


def write_secret(
    file: Path, value: SecretStr, answers: AnswerSource, *, is_shared: bool = False
) -> None:
    """Write it before the configuration names it; never over another one. Raises Failure.

    With `is_shared` the account of the bot may read what root has written, as the configuration.
    """
    if file.exists() and file.stat().st_size > 0:
        if read_secret(file.name, file) != value:
            raise Failure(texts.secret_in_the_way(file), exit_code=2)
        return
    with explained(file.parent):
        own = rights(file) if is_shared else {}
        write_whole(file, value.get_secret_value().encode(), **own)
    answers.say(texts.secret_written(file, is_shared=bool(own)))
