"""What the bot says of its own accord."""

from commands.texts.markup import Text, text


def unreadable() -> Text:
    return text(
        "Eine Nachricht in diesem Raum kann ich nicht lesen: Mir fehlt der Schlüssel dazu. Falls"
        " sie für mich bestimmt war, senden Sie sie bitte noch einmal. Kommt der Schlüssel später"
        " an, antworte ich von selbst."
    )


def foreign_cross_signing() -> Text:
    return text(
        "Achtung: Die digitale Unterschrift (Quersignatur) des Bot-Kontos wurde von jemand anderem"
        " eingerichtet oder ersetzt. Manche Programme zeigen meine Nachrichten deshalb nicht mehr"
        " an. Bitte informieren Sie die technische Betreuung."
    )
