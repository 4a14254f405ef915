"""What members read when something does not fit."""

from commands.texts.markup import Code, Text, text


def unknown(prefix: str, nearest: str | None) -> Text:
    if nearest is None:
        return text(
            "Diesen Befehl kenne ich nicht. Alle Befehle zeigt ", Code(f"{prefix}hilfe"), "."
        )
    return text(
        "Diesen Befehl kenne ich nicht. Meinten Sie ",
        Code(f"{prefix}{nearest}"),
        "? Alle Befehle zeigt ",
        Code(f"{prefix}hilfe"),
        ".",
    )


def only_management(prefix: str, name: str) -> Text:
    return text(
        "Den Befehl ",
        Code(f"{prefix}{name}"),
        " gibt es nur im Raum des Netzwerkmanagements. Welche Befehle Sie hier verwenden können,"
        " zeigt ",
        Code(f"{prefix}hilfe"),
        ".",
    )


def usage(prefix: str, usage: str, example: str) -> Text:
    if usage == example:
        return text(
            "Dieser Befehl steht für sich allein, ohne weitere Angaben. So geht es: ",
            Code(f"{prefix}{usage}"),
        )
    return text(
        "Das habe ich nicht verstanden. So geht es: ",
        Code(f"{prefix}{usage}"),
        ". Zum Beispiel: ",
        Code(f"{prefix}{example}"),
    )


def internal(reference: str) -> Text:
    return text(
        "Das hat leider nicht geklappt, es liegt nicht an Ihnen. Bitte versuchen Sie es später noch"
        f" einmal oder nennen Sie dem Netzwerkmanagement die Kennung {reference}."
    )


def too_long(limit: int) -> Text:
    return text(
        f"Diese Nachricht ist zu lang für mich: Ich lese höchstens {limit:,} Zeichen.".replace(
            ",", "."
        ),
        " Bitte kürzen Sie sie und senden Sie sie noch einmal.",
    )


def too_many() -> Text:
    return text(
        "Das waren sehr viele Befehle in kurzer Zeit. Bitte warten Sie bis zu einer Minute;"
        " weitere Befehle beantworte ich so lange nicht."
    )


def late() -> Text:
    return text("(verspätet)")


def no_file() -> Text:
    return text(
        "Die Datei kann ich Ihnen im Augenblick leider nicht senden. Bitte versuchen Sie es später"
        " noch einmal. Bleibt es dabei, sagen Sie es bitte dem Netzwerkmanagement."
    )


def done_already(prefix: str, words: str) -> Text:
    """Who edits what may have changed something is asked whether it is to be done now."""
    return text(
        "Ihre Nachricht, wie sie vorher lautete, habe ich schon bearbeitet. Soll ich jetzt ",
        Code(f"{prefix}{words}"),
        " ausführen? Dann antworten Sie mit »1« oder mit der Reaktion 1️⃣. Sonst müssen Sie nichts"
        " tun.",
    )
