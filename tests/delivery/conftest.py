"""A mail server that is not running yet, and the certificate that it may have."""

from pathlib import Path

import pytest

from tests.support.mail_server import Certificate, MailServer


@pytest.fixture
def server() -> MailServer:
    return MailServer.on_free_port()


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate.made_in(tmp_path)
