"""Homeserver and account: where, who, and the secret in a file of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr

from bot.matrix.api import RefusedError, UnreachableError
from bot.matrix.session import USER_LOCKED, WrongCredentialError
from bot.process.failures import unreachable
from bot.process.lifecycle import Failure
from bot.setup.answers import AnswerSource, SetupQuestion, settle
from bot.setup.connection import SetupConnection, find, takes_passwords
from bot.setup.draft import ConfigDraft
from bot.setup.inputs import UnfitInputError, read_account, read_homeserver
from bot.setup.secrets import fit_for_file, stored, write_secret
from bot.texts import operation
from bot.texts import setup as texts
from bot.texts import setup_written as written

_KINDS = ("password", "access_token")
_HOMESERVER = SetupQuestion("MATRIX__HOMESERVER", texts.HOMESERVER)
_ACCOUNT = SetupQuestion("MATRIX__USER_ID", texts.ACCOUNT)


@dataclass(frozen=True)
class _Secret:
    """The value, and how the configuration names its file, if it stands in one already."""

    kind: str
    value: SecretStr
    file: str | None = None
    # It stands in the configuration itself, which somebody has written by hand.
    is_inline: bool = False


@dataclass
class AccountSteps:
    draft: ConfigDraft
    answers: AnswerSource
    connection: SetupConnection

    def homeserver(self) -> None:
        """Ask where the account is. Raises Failure."""
        known = self._known("homeserver")
        if known is not None:
            self.connection.url = str(known).rstrip("/")
            return
        url = settle(self.answers, _HOMESERVER, self._found)
        self.answers.say(texts.homeserver_found(url))
        self.draft.add("matrix", {"homeserver": url})

    def _found(self, words: str) -> str:
        """Return the URL under which it answers. Raises UnfitInputError."""
        site = read_homeserver(words)
        self.connection.url = site.url
        try:
            url = self.connection.once(lambda api: find(api, site))
        except UnreachableError as error:
            reason = unreachable(error, site.url)
        except RefusedError as error:
            reason = operation.refused(str(error))
        else:
            # What .well-known names has to be as safe as what is typed.
            self.connection.url = read_homeserver(url).url
            return self.connection.url
        raise UnfitInputError(f"{reason} {texts.CHECK_AND_AGAIN}", passes=True)

    @property
    def is_done(self) -> bool:
        return self._known("user_id") is not None and self._has_secret()

    def log_in(self) -> None:
        """Ask until the homeserver takes the login; keep the secret in a file. Raises Failure."""
        known = self._known("user_id")
        while self.connection.token is None:
            account = known or settle(self.answers, _ACCOUNT, read_account)
            secret = self._stored() or self._asked(account)
            if secret is not None:
                self._enter(account, secret)
        if known not in (None, self.connection.user_id):
            raise Failure(operation.wrong_account(known, self.connection.user_id), exit_code=2)

    def _enter(self, account: str, secret: _Secret) -> None:
        value = secret.value.get_secret_value()
        try:
            if secret.kind == "password":
                self.connection.enter(account, value)
            else:
                self.connection.enter_with(value)
        except WrongCredentialError:
            if secret.file is not None or secret.is_inline:
                file = self.draft.path.parent / (secret.file or self.draft.path.name)
                raise Failure(texts.stored_refused(file, account), exit_code=2) from None
            self.answers.refuse(
                texts.credential_refused(secret.kind, account), f"MATRIX__{secret.kind.upper()}"
            )
        except RefusedError as error:
            is_locked = error.errcode == USER_LOCKED
            told = operation.locked(account) if is_locked else operation.refused(str(error))
            self.answers.refuse(told, passes=True)
        else:
            self.answers.say(texts.logged_in(self.connection.user_id))
            self._keep(secret)

    def _keep(self, secret: _Secret) -> None:
        """Note account and secret, the secret by its file."""
        values: dict[str, object] = {"user_id": self.connection.user_id}
        if not self._has_secret():
            values[f"{secret.kind}_file"] = secret.file or written.SECRET_FILES[secret.kind]
            if secret.file is None:
                file = self.draft.path.parent / written.SECRET_FILES[secret.kind]
                write_secret(file, secret.value, self.answers)
        values = {key: value for key, value in values.items() if self._known(key) is None}
        if values:
            self.draft.add("matrix", values)

    def invitations(self, people: Sequence[str]) -> None:
        """Let the bot accept those from its own server and from the servers of these people."""
        if self._known("invite_from") is None:
            everybody = (str(self._known("user_id")), *people)
            servers = [user_id.partition(":")[2] for user_id in everybody]
            self.draft.add("matrix", {"invite_from": list(dict.fromkeys(servers))})

    def _known(self, key: str) -> Any:
        return self.draft.get("matrix", key)

    def _has_secret(self) -> bool:
        return any(self._known(key) for kind in _KINDS for key in (kind, f"{kind}_file"))

    def _stored(self) -> _Secret | None:
        """Return what the configuration or the environment names, or an earlier call has left."""
        for kind in _KINDS:
            if (inline := self._known(kind)) is not None:
                return _Secret(kind, SecretStr(str(inline)), is_inline=True)
        for kind in _KINDS:
            variable = f"MATRIX__{kind.upper()}"
            if value := self.answers.given(variable):
                return _Secret(kind, SecretStr(value))
            named = self._known(f"{kind}_file") or self.answers.given(f"{variable}_FILE")
            folder, standard = self.draft.path.parent, written.SECRET_FILES[kind]
            if (found := stored(folder, f"matrix.{kind}_file", named, standard)) is not None:
                self.answers.say(texts.secret_there(folder / found[0]))
                return _Secret(kind, found[1], found[0])
        return None

    def _asked(self, account: str) -> _Secret | None:
        """Return None if the person wants to name another account."""
        kind = "password" if self.connection.run(takes_passwords) else "access_token"
        question = SetupQuestion(
            f"MATRIX__{kind.upper()}", texts.secret_question(kind, account), "", is_secret=True
        )
        try:
            value = fit_for_file(self.answers.read(question))
        except UnfitInputError as error:
            self.answers.refuse(error.text, question.variable)
            return None
        return _Secret(kind, value) if value.get_secret_value() else None
