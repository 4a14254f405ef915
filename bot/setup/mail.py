"""The mail server: asked for, and tried before it is written down."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import SecretStr, ValidationError

from bot.config.sections import Address, Host, MailSection
from bot.delivery.mail import MailSender, MailServerError
from bot.doctor.services import mail_trouble
from bot.setup.answers import AnswerSource, SetupQuestion, settle
from bot.setup.draft import ConfigDraft
from bot.setup.inputs import UnfitInputError, checked, read_port, read_security
from bot.setup.secrets import fit_for_file, stored, write_secret
from bot.texts import setup as texts
from bot.texts import setup_written as written
from commands.conversation.texts.configuration import expected

_HOST = SetupQuestion("MAIL__HOST", texts.MAIL_HOST, "")
_USERNAME = SetupQuestion("MAIL__USERNAME", texts.MAIL_USERNAME, "")
_PASSWORD = SetupQuestion("MAIL__PASSWORD", texts.MAIL_LOGIN, is_secret=True)
_SECURITY = SetupQuestion("MAIL__SECURITY", texts.MAIL_SECURITY, "starttls")
_RECIPIENTS = SetupQuestion("MAIL__RECIPIENTS", texts.MAIL_RECIPIENTS)


@dataclass
class MailStep:
    draft: ConfigDraft
    answers: AnswerSource

    def settle(self) -> None:
        """Ask until the server takes the login, or until none is wanted. Raises Failure."""
        if self.draft.get("mail", "host") is not None:
            return
        while host := settle(self.answers, _HOST, _host):
            values = self._asked(host)
            password = self._password(values)
            try:
                self._try(values, password)
            except UnfitInputError as error:
                self.answers.refuse(f"{error.text} {texts.MAIL_AGAIN}", passes=error.passes)
            else:
                self.answers.say(texts.mail_works(host))
                self._keep(values, password)
                return

    def _asked(self, host: str) -> dict[str, Any]:
        security = settle(self.answers, _SECURITY, read_security)
        port = SetupQuestion("MAIL__PORT", texts.MAIL_PORT, str(written.PORTS[security]))
        values: dict[str, Any] = {
            "host": host,
            "security": security,
            "port": settle(self.answers, port, read_port),
        }
        if username := self.answers.read(_USERNAME):
            values["username"] = username
        sender = SetupQuestion(
            "MAIL__SENDER", texts.MAIL_SENDER, username if "@" in username else None
        )
        values["sender"] = settle(self.answers, sender, partial(checked, Address))
        values["recipients"] = settle(self.answers, _RECIPIENTS, _addresses)
        return values

    def _password(self, values: dict[str, Any]) -> SecretStr | None:
        """Return None without a login; name a file that there is already. Raises Failure."""
        if "username" not in values:
            return None
        folder, given = self.draft.path.parent, self.answers.given("MAIL__PASSWORD")
        named = self.answers.given("MAIL__PASSWORD_FILE")
        if given:
            return SecretStr(given)
        found = stored(folder, "mail.password_file", named, written.MAIL_LOGIN_FILE)
        if found is not None:
            self.answers.say(texts.secret_there(folder / found[0]))
            values["password_file"], password = found
            return password
        return settle(self.answers, _PASSWORD, fit_for_file)

    def _try(self, values: dict[str, Any], password: SecretStr | None) -> None:
        """Log in without sending. Raises UnfitInputError."""
        given = {key: value for key, value in values.items() if key != "password_file"}
        try:
            mail = MailSection.model_validate(given | ({"password": password} if password else {}))
        except ValidationError as error:
            raise UnfitInputError(expected(error.errors()[0])) from None
        self.answers.say(texts.mail_tried(mail.host, mail.port))
        try:
            asyncio.run(MailSender(mail, password).check())
        except MailServerError as error:
            told = texts.mail_refused(mail_trouble(mail, error))
            raise UnfitInputError(told, passes=True) from None

    def _keep(self, values: dict[str, Any], password: SecretStr | None) -> None:
        if password is not None and "password_file" not in values:
            file = self.draft.path.with_name(written.MAIL_LOGIN_FILE)
            write_secret(file, password, self.answers, is_shared=True)
            values["password_file"] = file.name
        self.draft.add("mail", values)


def _host(words: str) -> str:
    host: str = checked(Host, words.lower()) if words else ""
    return host


def _addresses(words: str) -> list[str]:
    found = [checked(Address, each.strip()) for each in words.split(",") if each.strip()]
    if not found:
        raise UnfitInputError(texts.EXPECTED_ADDRESSES)
    return list(dict.fromkeys(found))
