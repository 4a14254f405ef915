"""Files of configuration, and what is read from them or refused."""

from pathlib import Path

import pytest

from bot.config.reading import load
from bot.config.sections import Config
from bot.process.lifecycle import Failure

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
PASSWORD = "s3hr-geheim"
MINIMAL = f"""
[matrix]
homeserver = "https://matrix.example.org/"
user_id = "@bot:example.org"
password = "{PASSWORD}"
"""
# With the directory still to be put in.
WITH_DIRECTORY = (
    MINIMAL
    + """
[storage]
directory = "{directory}"
"""
)
MAIL = (
    MINIMAL
    + """
[mail]
host = "mail.example.org"
sender = "bot@example.org"
recipients = ["leitung@example.org"]
"""
)


def loaded(file: Path, content: str, environment: dict[str, str] | None = None) -> Config:
    file.write_text(content, encoding="utf-8")
    return load(file, environment or {})


def refused(file: Path, content: str, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(Failure) as caught:
        loaded(file, content, environment)
    assert caught.value.exit_code == 2
    assert "\n" not in caught.value.text
    assert PASSWORD not in caught.value.text
    assert caught.value.__cause__ is None
    return caught.value.text
