"""What is said about what waits for a manager's word."""

from collections.abc import Sequence

from commands.texts.markup import Text, items, text


def choices(labels: Sequence[str]) -> Text:
    return (
        text(f"{len(labels)} Möglichkeiten:")
        + items(*labels, numbered=True)
        + text(
            "Antworten Sie auf diese Nachricht mit der Nummer, zum Beispiel »1«, oder mit der"
            " Reaktion darunter."
        )
    )


def not_allowed() -> Text:
    return text(
        "Zustimmen kann nur, wer im Raum des Netzwerkmanagements auch schreiben darf. Es wurde"
        " nichts geändert."
    )


def dropped() -> Text:
    return text("Verworfen. Es wurde nichts geändert.")


def no_longer_waiting() -> Text:
    return text(
        "Was auf Ihre Zustimmung wartete, ist damit verworfen. Davon wurde nichts gespeichert."
    )


def outdated_or_others() -> Text:
    return text(
        "Hier gibt es für Sie nichts zu entscheiden: Es ist schon erledigt, Sie haben danach etwas"
        " anderes begonnen, oder jemand anderes hat den Befehl geschrieben."
    )


def yes_or_no() -> Text:
    return text("Hier gibt es nichts auszuwählen. Bitte antworten Sie »ja« oder »nein«.")


def choose_first() -> Text:
    return text("Bitte wählen Sie zuerst eine der Möglichkeiten: Antworten Sie mit der Nummer.")
