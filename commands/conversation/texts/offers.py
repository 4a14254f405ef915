"""Sentences about what waits for a word: choices, further pages, and previews."""

from collections.abc import Sequence

from commands.language.markup import Code, Inline, Text, items, text

MORE = ("Zeigt die nächste Seite der letzten Liste.", "mehr", ("m",))


def to_choose(count: int) -> Text:
    """Ask which one is meant, below a numbered list; of a single one, below a question."""
    if count == 1:
        return text("Tippen Sie auf 1️⃣, oder schreiben Sie 1.")
    return text("Welche meinen Sie? Tippen Sie unten auf die Zahl, oder schreiben Sie sie.")


def to_go_on(prefix: str) -> tuple[Inline, ...]:
    return ("Weiter mit ", Code(f"{prefix}mehr"), ".")


def nothing_more(prefix: str) -> Text:
    return text(
        "Es gibt hier gerade keine weitere Seite für Sie. Stellen Sie Ihre Frage bitte noch einmal,"
        " zum Beispiel ",
        Code(f"{prefix}sammlung"),
        ".",
    )


def out_of_range(count: int) -> Text:
    if count == 1:
        return text("Hier steht nur die Nummer 1 zur Wahl.")
    return text(f"Zur Wahl stehen hier die Nummern 1 bis {count}.")


USED_UP = text(
    "Daraus haben Sie schon gewählt, und ich habe es ausgeführt. Möchten Sie noch etwas tun,"
    " schreiben Sie den Befehl bitte neu."
)


def expired(prefix: str, line: str) -> Text:
    """Say that the offer is too old, and how to ask again: with the command `line`."""
    return text(
        "Diese Auswahl gilt nicht mehr, denn sie ist über eine Stunde alt. So fragen Sie danach: ",
        Code(f"{prefix}{line}"),
    )


# --- previews

YES_SUMMARY = "Speichert, was ich Ihnen zuletzt gezeigt habe."
NO_SUMMARY = "Verwirft, was ich Ihnen zuletzt gezeigt habe."


def choices(labels: Sequence[str]) -> Text:
    return (
        text(f"{len(labels)} Möglichkeiten:")
        + items(*labels, numbered=True)
        + text("Tippen Sie unten auf die Zahl, oder antworten Sie mit ihr.")
    )


NOT_ALLOWED = text(
    "Zustimmen kann nur, wer im Raum des Netzwerkmanagements auch schreiben darf. Es wurde"
    " nichts geändert."
)


DROPPED = text("Verworfen. Es wurde nichts geändert.")


NO_LONGER_WAITING = text(
    "Was auf Ihre Zustimmung wartete, ist damit verworfen. Davon wurde nichts gespeichert."
)


REPLACED = text("Ersetzt durch die Vorschau darunter. Hiervon wurde nichts gespeichert.")


OUTDATED = text("Diese Vorschau ist durch eine neuere ersetzt. Davon wurde nichts gespeichert.")


OTHERS = text(
    "Hier gibt es für Sie nichts zu entscheiden: Die Vorschau gehört zu dem Befehl von jemand"
    " anderem."
)


YES_OR_NO = text("Hier gibt es nichts auszuwählen. Bitte antworten Sie »ja« oder »nein«.")


CHOOSE_FIRST = text("Bitte wählen Sie zuerst eine der Möglichkeiten: Antworten Sie mit der Nummer.")
