"""A real mail server in the test's process, which fails as the test wishes."""

import asyncio
import email.policy
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USERNAME, PASSWORD = "bot", "s3hr-geheim-ä"


@dataclass(frozen=True)
class Certificate:
    """For 127.0.0.1, or for a name that is not ours."""

    server: ssl.SSLContext
    trusting: ssl.SSLContext

    @classmethod
    def made_in(cls, folder: Path, *, of_another: bool = False) -> "Certificate":
        key = ec.generate_private_key(ec.SECP256R1())
        other, ours = x509.DNSName("other.example.org"), ipaddress.ip_address("127.0.0.1")
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(
                x509.SubjectAlternativeName([other if of_another else x509.IPAddress(ours)]),
                critical=False,
            )
            .sign(key, hashes.SHA256())
        )
        shown = certificate.public_bytes(serialization.Encoding.PEM)
        secret = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file = folder / "certificate.pem"
        file.write_bytes(shown + secret)
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(file)
        return cls(server, ssl.create_default_context(cadata=shown.decode()))


@dataclass
class MailServer:
    """`answers` are used up one by one: what is said to the next DATA; then everything is taken."""

    port: int
    certificate: Certificate | None = None
    security: str = "none"
    login: bool = False
    answers: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)
    seen: list[Envelope] = field(default_factory=list)
    passwords: list[bytes] = field(default_factory=list)
    quit: asyncio.Event | None = None
    thinks: float = 0

    @classmethod
    def on_free_port(cls) -> "MailServer":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return cls(free.getsockname()[1])

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        context = None if self.certificate is None else self.certificate.server
        server = await loop.create_server(
            lambda: self._protocol(loop),
            "127.0.0.1",
            self.port,
            ssl=context if self.security == "tls" else None,
        )
        try:
            yield
        finally:
            server.close()
            await server.wait_closed()

    def _protocol(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        context = None if self.certificate is None else self.certificate.server
        return SMTP(
            self,
            hostname="mail.example.org",
            tls_context=context if self.security == "starttls" else None,
            require_starttls=self.security == "starttls",
            auth_require_tls=self.security == "starttls",
            authenticator=self._authenticate if self.login else None,
            auth_exclude_mechanism=None if self.login else ["LOGIN", "PLAIN"],
            loop=loop,
        )

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.passwords.append(data.password)
        right = (data.login, data.password) == (USERNAME.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)

    async def handle_EHLO(  # noqa: N802  aiosmtpd looks for this name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        await asyncio.sleep(self.thinks)
        return responses

    async def handle_RCPT(  # noqa: N802  likewise
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  likewise
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.seen.append(envelope)
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "cut":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        elif answer == "hang":
            await asyncio.sleep(60)
        elif answer.startswith("250"):
            self.taken.append(envelope)
        return answer

    async def handle_QUIT(  # noqa: N802  likewise
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.quit is not None:
            await self.quit.wait()
        return "221 Bye"

    @property
    def mails(self) -> list[EmailMessage]:
        return [as_mail(envelope) for envelope in self.taken]


def as_mail(envelope: Envelope) -> EmailMessage:
    content = envelope.content
    assert isinstance(content, bytes)
    lines = content.replace(b"\r\n", b"\n")
    return BytesParser(EmailMessage, policy=email.policy.default).parsebytes(lines)
