"""Sentences about the end of an anonymous question, to the person who asked it."""

from commands.conversation.texts import german
from commands.language.markup import Text, items, text

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


def preview(words: str) -> Text:
    return (
        text("So bewahre ich auf, was geholfen hat:")
        + text(words)
        + text("Soll ich das tun, und die Frage schließen? Es steht dann ohne Namen in der Suche.")
        + items(german.YES, german.NO, numbered=True)
        + german.to_answer(direct=True)
    )
