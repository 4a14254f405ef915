"""config.example.toml as frozen models: file, then environment, then checked as a whole."""

from bot.config.reading import Secret, feed_token, feed_url, load, mail_password, secret
from bot.config.sections import (
    Calendar,
    Config,
    Http,
    Limits,
    Logging,
    Mail,
    Matrix,
    Rooms,
    Storage,
)

__all__ = [
    "Calendar",
    "Config",
    "Http",
    "Limits",
    "Logging",
    "Mail",
    "Matrix",
    "Rooms",
    "Secret",
    "Storage",
    "feed_token",
    "feed_url",
    "load",
    "mail_password",
    "secret",
]
