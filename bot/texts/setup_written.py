"""What netzwerkbot init writes and makes: the configuration, files, directories and rooms."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

HEAD = (
    "# Netzwerkbot: Konfiguration, angelegt mit netzwerkbot init. Alle weiteren Einstellungen und"
    " ihre\n# Bedeutung stehen in config.example.toml; ob alles stimmt, sagt netzwerkbot check.\n"
)
SECTIONS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "network": ("Wer das Netzwerk ist.",),
        "matrix": ("Das Matrix-Konto des Bots.",),
        "rooms": (
            "Die Räume des Netzwerks (Ankündigungen, Termine), für Fragen und des Managements.",
        ),
        "mail": ("E-Mails an das Netzwerkmanagement.",),
        "storage": ("Datenbank und Schlüssel der Verschlüsselung.",),
        "backup": ("Die Datensicherung.",),
    }
)
SECRET_FILES = MappingProxyType({"password": "password", "access_token": "token"})
MAIL_LOGIN_FILE = "mail-password"
SYSTEM = Path("/etc")
SYSTEM_DIRECTORY = "/var/lib/netzwerkbot"
BACKUP_DIRECTORY = "/var/backups/netzwerkbot"
BACKUP_FILE = "backup-passphrase"
DEVICE_NAME = "netzwerkbot init"
PORTS = MappingProxyType({"starttls": 587, "tls": 465, "none": 25})
ROOM_NAMES = MappingProxyType(
    {
        "network": "Ankündigungen",
        "exchange": "Austausch",
        "management": "Netzwerkmanagement",
    }
)
ROOM_TOPICS = MappingProxyType(
    {
        "network": "Termine und Ankündigungen des Netzwerks. Fragen an den Bot: !hilfe",
        "exchange": "Fragen und Austausch im Netzwerk. Fragen an den Bot: !hilfe",
        "management": "Nur für das Netzwerkmanagement. Befehle des Bots: !hilfe alles",
    }
)
ALIASES = MappingProxyType(
    {
        "network": "ankuendigungen",
        "exchange": "austausch",
        "management": "netzwerkmanagement",
    }
)


def room_comment(name: str) -> str:
    return f"»{name}«"
