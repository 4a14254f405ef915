"""Sentences of !vorstellen."""

from commands.conversation.texts import german
from commands.language.markup import Bold, Code, Link, Text, paragraphs, text

TAKE_BACK = ("zurück", "zurueck", "zurückziehen", "entfernen", "löschen")
_EXAMPLE = "vorstellen Ich arbeite in Musterstadt an den Leitlinien und freue mich auf Austausch."


def how_to(prefix: str) -> Text:
    return text(
        "Schreiben Sie dahinter in zwei, drei Sätzen, wer Sie sind, zum Beispiel: ",
        Code(f"{prefix}{_EXAMPLE}"),
    ) + text("Ich zeige Ihnen den Text vorher und sende ihn erst nach Ihrem Ja.")


def too_long(longest: int, length: int) -> Text:
    return text(
        f"Eine Vorstellung hat höchstens {longest} Zeichen, diese hat {length}. Bitte kürzen Sie"
        " sie."
    )


def too_soon(prefix: str) -> Text:
    return text(
        "Sie haben sich in den letzten sieben Tagen schon vorgestellt. Möchten Sie den Text"
        " ersetzen, nehmen Sie ihn zuerst zurück: ",
        Code(f"{prefix}vorstellen zurück"),
    )


ALREADY_READ = text(
    "Ihre Vorstellung haben hier gerade alle gelesen; ich wiederhole sie nicht. Möchten Sie, dass"
    " ich sie sende, schreiben Sie sie mir im Direktchat."
)


def introduced(name: str, words: str) -> Text:
    """Return what is posted."""
    return text(Bold(f"{name} stellt sich vor:")) + paragraphs(words)


def preview(name: str, words: str, *, direct: bool) -> Text:
    how = "»ja« oder »nein«" if direct else "mit der Nummer"
    return (
        text("So stelle ich Sie im Raum für den Austausch vor:")
        + introduced(name, words)
        + text("Soll ich das so senden?")
        + german.YES_OR_NO
        + text(f"Bitte antworten Sie {how}, oder tippen Sie auf die Zahl.")
    )


def gone(prefix: str) -> Text:
    return text(
        "Dieser Text wartet nicht mehr: Er ist schon gesendet oder zu alt. Neu beginnen Sie mit ",
        Code(f"{prefix}vorstellen"),
        ".",
    )


def done(address: str, prefix: str) -> Text:
    return text(
        "Ihre Vorstellung steht jetzt im Raum für den Austausch: ", Link("Raum öffnen", address)
    ) + text("Zurücknehmen können Sie sie mit ", Code(f"{prefix}vorstellen zurück"), ".")


def nothing_there(prefix: str) -> Text:
    return text(
        "Von Ihnen gibt es keine Vorstellung, die ich entfernen kann. Vorstellen können Sie sich"
        " mit ",
        Code(f"{prefix}vorstellen"),
        ".",
    )


TAKEN_BACK = text("Ihre Vorstellung habe ich aus dem Raum entfernt.")
