"""Where the data are, and where backups go at night."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.config.reading import SHORTEST_PASSPHRASE
from bot.config.sections import File
from bot.process.accounts import account_named, service_account
from bot.process.files import make_folders
from bot.process.lifecycle import SERVICE, Failure
from bot.setup.answers import AnswerSource, SetupQuestion, settle
from bot.setup.draft import ConfigDraft
from bot.setup.inputs import UnfitInputError, checked
from bot.setup.secrets import fit_for_file, stored, write_secret
from bot.texts import operation
from bot.texts import setup as texts
from bot.texts import setup_written as written

_PASSPHRASE = SetupQuestion("INIT__PASSPHRASE", texts.BACKUP_HIDDEN, "", is_secret=True)
_AGAIN = SetupQuestion("", texts.BACKUP_HIDDEN_AGAIN, "", is_secret=True)
_ATTEMPTS = 3


@dataclass
class DirectoryStep:
    draft: ConfigDraft
    answers: AnswerSource

    def settle(self) -> None:
        """Ask for each directory that is not there. Raises Failure."""
        is_of_system = self.draft.path.is_relative_to(written.SYSTEM)
        if self.draft.get("storage", "directory") is None:
            default = written.SYSTEM_DIRECTORY if is_of_system else "data"
            question = SetupQuestion("STORAGE__DIRECTORY", texts.STORAGE, default)
            directory = settle(self.answers, question, _path)
            self.draft.add("storage", {"directory": directory})
        if self.draft.get("backup", "directory") is None:
            default = written.BACKUP_DIRECTORY if is_of_system else ""
            words = texts.BACKUP_OR_NONE if default else texts.BACKUP
            question = SetupQuestion("BACKUP__DIRECTORY", words, default)
            directory = settle(self.answers, question, self._backup_directory)
            if directory:
                self._keep_backup(directory)

    def _backup_directory(self, words: str) -> str:
        """Make the directory if need be, for the account that has the data."""
        if words in ("", "-"):
            return ""
        path = self.draft.path.parent / _path(words)
        try:
            if not path.exists():
                self._give_to_bot(make_folders(path))
                self.answers.say(texts.backup_directory_made(path))
            elif not path.is_dir():
                raise NotADirectoryError(20, "")
        except OSError as error:
            raise UnfitInputError(
                texts.backup_directory_unfit(path, operation.reason(error))
            ) from None
        return words

    def _give_to_bot(self, made: Sequence[Path]) -> None:
        """Root makes them for the account that has the data, or will have them."""
        data = self.draft.path.parent / str(self.draft.get("storage", "directory"))
        account = service_account(data)
        if os.geteuid() == 0 and str(data) == written.SYSTEM_DIRECTORY and not data.exists():
            account = account_named(SERVICE)
        if account is None:
            return
        for path in made:
            os.chown(path, account.uid, account.gid)

    def _keep_backup(self, directory: str) -> None:
        values = {"directory": directory}
        if self.draft.get("backup", "passphrase_file") is None:
            named = self.answers.given("BACKUP__PASSPHRASE_FILE")
            folder = self.draft.path.parent
            found = stored(folder, "backup.passphrase_file", named, written.BACKUP_FILE)
            if found is not None:
                self.answers.say(texts.secret_there(folder / found[0]))
                values["passphrase_file"] = found[0]
            elif words := self._passphrase():
                file = folder / written.BACKUP_FILE
                write_secret(file, SecretStr(words), self.answers, is_shared=True)
                values["passphrase_file"] = file.name
        self.draft.add("backup", values)

    def _passphrase(self) -> str:
        """Ask for it twice: nobody can see a slip, which would lose all backups. Raises Failure."""
        for attempt in range(_ATTEMPTS):
            if attempt:
                self.answers.say(texts.NOT_THE_SAME)
            words = settle(self.answers, _PASSPHRASE, _long_enough).get_secret_value()
            if not words or self.answers.confirms(_AGAIN, words):
                return words
        raise Failure(texts.never_the_same(_ATTEMPTS))


def _path(words: str) -> str:
    return str(checked(File, words))


def _long_enough(words: str) -> SecretStr:
    if words and len(words) < SHORTEST_PASSPHRASE:
        raise UnfitInputError(texts.too_short(SHORTEST_PASSPHRASE))
    return fit_for_file(words)
