"""Sentences to the management about anonymous questions."""

from commands.language.markup import Text, text


def not_looked_after(_link: object) -> Text:
    """Name no question: it could be joined with what happens later."""
    return text(
        "Um eine anonyme Frage konnte ich mich wegen eines internen Fehlers nicht kümmern. Ich"
        " versuche es weiter. Bitte informieren Sie die technische Betreuung."
    )
