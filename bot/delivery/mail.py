"""Mail to the management: rows of the outbox that no room gets, but a mail server."""

import asyncio
import email.policy
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.header import Header
from email.message import EmailMessage
from enum import StrEnum

import aiosmtplib
from pydantic import SecretStr

from bot.config.sections import MailSection
from bot.delivery.outbox import (
    NotAllowedError,
    NothingToSayError,
    NotSentError,
    PartlySentError,
    UndeliverableError,
)
from bot.process.guard import backoff
from storage.conversation.outbox import OutgoingEvent

_LONGEST_PAUSE = timedelta(minutes=15)
# A relay that is set up wrongly may be put right within hours.
_WHEN_REFUSED = timedelta(hours=1)
_LONGEST_SUBJECT = 200
# What is folded already: folded again, a long address would be encoded, and no link any more.
_AS_IT_IS = email.policy.SMTP.clone(refold_source="none")
_AT_ONCE = 3
_UNSUBSCRIBE = "Rundbrief%20abbestellen"
# In five days, as mail servers try: a mailbox may be full for some of them.
_MOST_TRIES = 480
# ValueError: what a server says may be no base64 or no address.
_TROUBLES = (aiosmtplib.SMTPException, OSError, ValueError)


class Trouble(StrEnum):
    UNREACHABLE = "not reachable"
    CERTIFICATE = "certificate not trusted"
    ENCRYPTION = "no encryption"
    LOGIN = "login refused"
    REFUSED = "refused"


class MailServerError(Exception):
    """Says nothing of what the server said: that may name addresses."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(f"mail server: {trouble} ({detail})")
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True)
class Patience:
    """Seconds to wait: a sender who gives up while the server examines a mail sends it twice."""

    connect: float = 30
    accept: float = 600
    goodbye: float = 5


@dataclass(frozen=True)
class MailSender:
    """`tls` is whom to trust instead of what the system trusts."""

    mail: MailSection
    password: SecretStr | None
    tls: ssl.SSLContext | None = None
    patience: Patience = Patience()
    # Mails to many people do not come to the server all at once.
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    async def send(self, event: OutgoingEvent) -> str:
        """Send it; return the Message-ID. Raises NotSentError, NotAllowedError."""
        try:
            message = _message(event, self.mail)
            recipients = _recipients(event, self.mail)
        except (KeyError, ValueError) as error:
            raise NotAllowedError("not a mail") from error
        try:
            async with self._places:
                answers = await self._submit(message, recipients)
        except NotAllowedError as error:
            if _is_personal(event):
                # Whatever was refused, this one person gets no mail.
                raise UndeliverableError(recipients, error.after) from error
            raise
        except MailServerError as error:
            if event.attempts >= _MOST_TRIES and error.trouble is Trouble.REFUSED:
                raise UndeliverableError(recipients) from error
            raise NotSentError(str(error), backoff(event.attempts, _LONGEST_PAUSE)) from error
        message_id = str(message["Message-ID"])
        if answers:
            refused = [address for address, code in answers.items() if 500 <= code < 600]
            again = [address for address in answers if address not in refused]
            raise PartlySentError(message_id, again, refused)
        return message_id

    async def find(self, event: OutgoingEvent) -> str | None:
        """Return None: mailboxes cannot be searched, and its Message-ID marks a repeated mail."""
        return None

    async def check(self) -> None:
        """Log in and leave. Raises MailServerError."""
        async with self._logged_in():
            pass

    async def _submit(self, message: EmailMessage, recipients: Sequence[str]) -> Mapping[str, int]:
        """Return which recipients were refused, and how, if not all were."""
        written = message.as_bytes(policy=_AS_IT_IS)
        async with self._logged_in() as client:
            try:
                async with asyncio.timeout(self.patience.accept):
                    refused, _ = await client.sendmail(
                        self.mail.sender,
                        list(recipients),
                        written,
                        timeout=self.patience.accept,
                    )
            except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPDataError) as error:
                if _is_permanent(error):
                    raise _refusal(error) from error
                raise
        return {address: answer.code for address, answer in refused.items()}

    @asynccontextmanager
    async def _logged_in(self) -> AsyncIterator[aiosmtplib.SMTP]:
        client = aiosmtplib.SMTP(
            hostname=self.mail.host,
            port=self.mail.port,
            use_tls=self.mail.security == "tls",
            start_tls=False,  # done in _log_in
            tls_context=self.tls,
            local_hostname=self.mail.sender.rpartition("@")[2],
            timeout=self.patience.connect,
        )
        try:
            with _explained():
                async with asyncio.timeout(self.patience.connect):
                    await self._log_in(client)
                yield client
            # What was accepted is sent, whatever the server does now.
            with suppress(*_TROUBLES):
                async with asyncio.timeout(self.patience.goodbye):
                    await client.quit()
        finally:
            client.close()

    async def _log_in(self, client: aiosmtplib.SMTP) -> None:
        await client.connect()
        if self.mail.security == "starttls":
            await client.ehlo()
            if not client.supports_extension("starttls"):
                raise MailServerError(Trouble.ENCRYPTION, "STARTTLS")
            await client.starttls()
        if self.mail.username is None or self.password is None:
            return
        await client.ehlo()
        if not client.supported_auth_methods:
            raise MailServerError(Trouble.LOGIN, "AUTH")
        await client.login(self.mail.username, self.password.get_secret_value())


def _message(event: OutgoingEvent, mail: MailSection) -> EmailMessage:
    message = EmailMessage()
    message["From"] = mail.sender
    message["To"] = str(event.content["to"]) if _is_personal(event) else ", ".join(mail.recipients)
    # Encoded by Header, because EmailMessage loses spaces where it folds (Python 3.11).
    subject = Header(_one_line(str(event.content["subject"])), "utf-8", header_name="Subject")
    message.set_raw("Subject", subject.encode())
    message["Date"] = event.created_at
    message["Message-ID"] = str(event.content["message_id"])
    message["Auto-Submitted"] = "auto-generated"
    if event.content.get("by_order"):
        message.set_raw("List-Unsubscribe", f"<mailto:{mail.sender}?subject={_UNSUBSCRIBE}>")
    # Half a surrogate pair, which JSON may hold, is no text.
    body = str(event.content["body"]).encode("utf-8", "replace").decode()
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    return message


def _recipients(event: OutgoingEvent, mail: MailSection) -> tuple[str, ...]:
    """Return those who do not have it yet. Raises NothingToSayError if they shall have none."""
    if _is_personal(event):
        return (str(event.content["to"]),)
    named = event.content.get("recipients", mail.recipients)
    left = tuple(each for each in mail.recipients if isinstance(named, Sequence) and each in named)
    if not left:
        raise NothingToSayError("no recipient is left")
    return left


def _is_personal(event: OutgoingEvent) -> bool:
    """Return whether it goes to the one address of a person, who has confirmed or is to do it."""
    return "to" in event.content


def _one_line(subject: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in subject)
    return " ".join(printable.split())[:_LONGEST_SUBJECT].strip()


def _is_permanent(error: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError) -> bool:
    answers = error.recipients if isinstance(error, aiosmtplib.SMTPRecipientsRefused) else [error]
    return all(500 <= answer.code < 600 for answer in answers)


def _refusal(
    error: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError,
) -> NotAllowedError:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return UndeliverableError([each.recipient for each in error.recipients], _WHEN_REFUSED)
    return NotAllowedError("the mail server refuses it", _WHEN_REFUSED)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except _TROUBLES as error:
        raise MailServerError(_trouble(error), _detail(error)) from error


def _trouble(error: BaseException) -> Trouble:
    causes = (error, error.__cause__)
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return Trouble.CERTIFICATE
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Trouble.ENCRYPTION
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return Trouble.LOGIN
    if isinstance(error, aiosmtplib.SMTPResponseException) or not isinstance(error, OSError):
        return Trouble.REFUSED
    return Trouble.UNREACHABLE


def _detail(error: BaseException) -> str:
    code = getattr(error, "code", None)
    return str(code) if isinstance(code, int) else type(error.__cause__ or error).__name__
