"""What people read who may not use something, and why."""

from collections.abc import Set
from types import MappingProxyType

from commands.conversation.room_facts import RoomFault
from commands.language.markup import Code, Text, text

_OPEN = MappingProxyType(
    {
        RoomFault.NO_INVITATION: "man ihn ohne Einladung betreten kann",
        RoomFault.WORLD_READABLE: "jede Person darin mitlesen kann, auch ohne Mitglied zu sein",
    }
)


def only_members(prefix: str) -> Text:
    return text(
        "Das ist Mitgliedern des Netzwerks vorbehalten. Wie Sie Mitglied werden, zeigt ",
        Code(f"{prefix}mitmachen"),
        ".",
    )


def membership_unknown(prefix: str) -> Text:
    return text(
        "Das ist Mitgliedern des Netzwerks vorbehalten, und ich weiß noch nicht, wer Mitglied ist:"
        " Die Räume des Netzwerks sind mir noch nicht alle bekannt. Bitte versuchen Sie es in ein"
        " paar Minuten noch einmal. Wie Sie Mitglied werden, zeigt ",
        Code(f"{prefix}mitmachen"),
        ".",
    )


def only_signed_devices(*, by_reaction: bool) -> Text:
    if by_reaction:
        return text(
            "In diesem Raum entscheiden nur quersignierte (verifizierte) Geräte, und bei einer"
            " Reaktion ist das Gerät nicht zu erkennen. Bitte verwenden Sie den Befehl."
        )
    return text(
        "In diesem Raum entscheiden nur quersignierte (verifizierte) Geräte, und das, von dem diese"
        " Nachricht kam, ist es nicht. Bitte verifizieren Sie es in den Einstellungen Ihres"
        " Programms mit einem anderen Gerät oder dem Wiederherstellungsschlüssel, und senden Sie"
        " den Befehl noch einmal."
    )


def unsigned_device(user_id: str, device_id: str) -> Text:
    """Tell it to the management, once for each device."""
    return text(
        f"Hinweis: {user_id} hat hier einen Befehl von einem Gerät gegeben, das nicht quersigniert"
        f" (verifiziert) ist, mit der Kennung {device_id}. Gehört es wirklich dieser Person, sollte"
        " sie es in den Einstellungen ihres Programms verifizieren. Gehört es ihr nicht, sollte sie"
        " es sofort abmelden und ihr Passwort ändern."
    )


def management_room_open(faults: Set[RoomFault]) -> Text:
    """Say why nobody can decide in the management room, and what to do."""
    why = " und weil ".join(reason for fault, reason in _OPEN.items() if fault in faults)
    return text(
        "Die Befehle des Netzwerkmanagements führe ich in diesem Raum zurzeit nicht aus, weil"
        f" {why}. Bitte stellen Sie in den Raumeinstellungen ein, dass nur Eingeladene beitreten"
        " und nur Mitglieder den Verlauf lesen können; danach geht es sofort wieder."
    )
