"""Sentences about what waits because a room refuses it, and of !erneut senden."""

from datetime import timedelta

from commands.language.markup import Code, Text, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import since

SEND_AGAIN = (
    "Sendet sofort noch einmal, was abgelehnt wurde oder wartet.",
    "erneut senden",
    ("nochmal senden", "erneut"),
)


def muted(room_id: str, count: int, waited: timedelta, prefix: str) -> str:
    return (
        f"Raum {room_id}: {_waiting(count, waited)}, weil der Bot dort nicht schreiben darf. Er"
        " versucht es zwei Wochen lang weiter und sendet alles der Reihe nach, sobald er darf."
        " Abhilfe: Bitte geben Sie ihm in den Raumeinstellungen das Recht, Nachrichten zu senden."
        f" Mit {prefix}erneut senden versucht er es sofort."
    )


def waits_for_invitation(room_id: str, count: int, waited: timedelta) -> str:
    return (
        f"Raum {room_id}: {_waiting(count, waited)}, weil der Bot nicht mehr in diesem Raum ist."
        " Abhilfe: Bitte laden Sie ihn wieder ein, dann sendet er alles der Reihe nach."
    )


def refusing_persons(count: int, waited: timedelta) -> str:
    who = counted(count, "Person nimmt", "Personen nehmen", article="Eine")
    return f"{who} seit {since(waited)} keine Nachrichten im Direktchat an"


def _waiting(count: int, waited: timedelta) -> str:
    words = counted(count, "Nachricht wartet", "Nachrichten warten", article="Eine")
    return f"{words} seit {since(waited)}"


def sent_again(count: int, files: int, prefix: str) -> Text:
    if count == 0:
        answer = text("Es wartet nichts, was sich noch einmal senden ließe.")
    else:
        what = counted(count, "Nachricht", "Nachrichten", article="Eine")
        answer = text(
            f"{what} versuche ich jetzt noch einmal zu senden, keine davon doppelt. Was danach"
            " noch wartet, zeigt ",
            Code(f"{prefix}status"),
            ".",
        )
    if files == 0:
        return answer
    what = counted(files, "Datei ließ", "Dateien ließen", article="Eine")
    return answer + text(
        f"{what} sich nicht senden und ist nicht mehr da. Bitte lassen Sie sie neu anfordern."
        if files == 1
        else f"{what} sich nicht senden und sind nicht mehr da. Bitte lassen Sie sie neu anfordern."
    )
