"""Sentences about what the asker of an anonymous question adds."""

from commands.conversation.texts import german
from commands.language.markup import Bold, Code, Text, items, text

ADDED = text("Ihre Ergänzung steht jetzt im Thread.")


def added(words: str) -> Text:
    return text(Bold("Die fragende Person ergänzt:")) + text(words)


def preview(words: str) -> Text:
    return (
        text("So stelle ich es gleich in den Thread:")
        + added(words)
        + text("Soll ich das tun?")
        + items(german.YES, german.NO, numbered=True)
        + german.to_answer(direct=True)
    )


def nothing_open(prefix: str) -> Text:
    return text(
        "Ergänzen kann, wer eine offene anonyme Frage hat; Sie haben zurzeit keine. Zu einer Frage"
        " mit Ihrem Namen schreiben Sie einfach in ihren Thread. Anonym fragen: ",
        Code(f"{prefix}frage anonym …"),
    )


def not_posted_yet(prefix: str) -> Text:
    return text(
        "Ihre anonyme Frage steht noch nicht im Raum. Ergänzen können Sie sie danach; zurücknehmen"
        " können Sie sie jetzt mit ",
        Code(f"{prefix}frage anonym"),
        ".",
    )


def not_yours(number: int, prefix: str) -> Text:
    return text(
        f"Frage Nr. {number} ist nicht Ihre anonyme Frage. Ohne Nummer meine ich Ihre: ",
        Code(f"{prefix}ergänzen …"),
    )


def how(prefix: str) -> Text:
    return text("Was soll ich hinzufügen? Zum Beispiel: ", Code(f"{prefix}ergänzen Es eilt."))


def too_long(longest: int, length: int) -> Text:
    return text(
        f"Eine Ergänzung hat höchstens {longest} Zeichen, diese hat {length}. Bitte kürzen Sie sie."
    )
