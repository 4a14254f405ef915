"""Three lines to the management after the first start of another version."""

import re
from types import MappingProxyType

from commands.language.markup import Bold, Code, Text, text

# What is new, in one line; the release adds its own.
NEWS = MappingProxyType(
    {
        "0.2.0": (
            "Sicherung und Wiederherstellung, Einrichten mit »netzwerkbot init«, eine Wochennotiz"
            " statt dreier Nachrichten, ein Gemeindeverzeichnis, das sich erneuern lässt."
        ),
    }
)


def upgraded(before: str, version: str, backup: str | None) -> Text:
    """`backup` is the file with what was before, None if the database stayed as it was."""
    answer = text(Bold(f"Netzwerkbot läuft jetzt mit Version {version}"), f" (vorher {before}).")
    if version in NEWS and _numbers(version) > _numbers(before):
        answer += text(f"Neu: {NEWS[version]}")
    if backup is None:
        return answer + text(
            "Die Datenbank ist geblieben, wie sie war; zurück geht es mit dem bisherigen Programm."
        )
    return answer + text(
        "Die Sicherung von vorher: ",
        Code(backup),
        ". Zurück geht es mit ihr und dem bisherigen Programm: Handbuch für den Betrieb,"
        " »Aktualisieren«.",
    )


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]
