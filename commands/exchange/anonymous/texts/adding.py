"""Sentences about an anonymous question that is open, and about its end."""

from commands.conversation.texts import german
from commands.language.markup import Bold, Code, Text, text

ADDED = text("Ihre Ergänzung steht jetzt im Thread.")


def added(words: str) -> Text:
    return text(Bold("Die fragende Person ergänzt:")) + text(words)


def preview(words: str) -> Text:
    return (
        text("So stelle ich es gleich in den Thread:")
        + added(words)
        + text("Soll ich das tun?")
        + german.YES_OR_NO
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


def not_looked_after(_link: object) -> Text:
    """Name no question: it could be joined with what happens later."""
    return text(
        "Um eine anonyme Frage konnte ich mich wegen eines internen Fehlers nicht kümmern. Ich"
        " versuche es weiter. Bitte informieren Sie die technische Betreuung."
    )


WHAT_HELPED = text(
    "Was hat Ihnen geholfen? Zwei Sätze genügen. Sie stehen danach ohne Namen in der Suche."
    " Möchten Sie das nicht, schreiben Sie »nein«. Dann schließe ich die Frage; ohne Antwort tue"
    " ich es morgen. Danach weiß auch ich nicht mehr, wer gefragt hat."
)
CLOSED = text("Ihre anonyme Frage ist geschlossen. Wer gefragt hat, weiß ich jetzt nicht mehr.")
KEPT = text(
    "Das Ergebnis steht jetzt in der Suche, und Ihre anonyme Frage ist geschlossen. Wer gefragt"
    " hat, weiß ich jetzt nicht mehr."
)


def preview_of_result(words: str) -> Text:
    return (
        text("So bewahre ich auf, was geholfen hat:")
        + text(words)
        + text("Soll ich das tun, und die Frage schließen? Es steht dann ohne Namen in der Suche.")
        + german.YES_OR_NO
        + german.to_answer(direct=True)
    )
