"""config.example.toml as frozen models: file, then environment, then checked as a whole."""

from bot.config.reading import Secret, load, mail_password, secret
from bot.config.sections import Config, Limits, Logging, Mail, Matrix, Rooms, Storage

__all__ = [
    "Config",
    "Limits",
    "Logging",
    "Mail",
    "Matrix",
    "Rooms",
    "Secret",
    "Storage",
    "load",
    "mail_password",
    "secret",
]
