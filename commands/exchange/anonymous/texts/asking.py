"""Sentences for somebody who asks without a name; none says which question it is."""

from collections.abc import Sequence

from commands.conversation.texts import german
from commands.exchange.questions.texts.asking import unnamed
from commands.language.markup import Bold, Code, Text, items, text

WAITING = (
    text(
        "Ihre anonyme Frage wartet: Sie steht im Lauf der Stunde nach Ihrem Ja im Raum für Fragen,"
        " zu einem zufälligen Zeitpunkt. Bis dahin können Sie sie zurücknehmen:"
    )
    + items("Zurücknehmen", numbered=True)
    + german.choose()
)
TAKEN_BACK = text("Ihre anonyme Frage ist zurückgenommen; sie wird nicht gestellt.")


def only_in_chat(prefix: str) -> Text:
    return text(
        "Anonym fragen geht nur im Direktchat mit mir; hier steht Ihr Name an der Nachricht. Ich"
        " habe sie nicht weitergegeben; wenn Sie möchten, entfernen Sie sie. Im Direktchat"
        " schreiben Sie ",
        Code(f"{prefix}frage anonym …"),
        ".",
    )


def only_add_in_chat(prefix: str) -> Text:
    return text(
        "Eine anonyme Frage ergänzen Sie nur im Direktchat mit mir; hier steht Ihr Name an der"
        " Nachricht. Ich habe sie nicht weitergegeben; wenn Sie möchten, entfernen Sie sie. Im"
        " Direktchat schreiben Sie ",
        Code(f"{prefix}ergänzen …"),
        ".",
    )


def how(prefix: str) -> Text:
    return text(
        "Ihre Frage steht dann als »Eine Person aus dem Netzwerk fragt« im Raum für Fragen. Vorher"
        " zeige ich Ihnen, was verraten könnte, wer fragt. Schreiben Sie zum Beispiel: ",
        Code(f"{prefix}frage anonym Was hilft gegen Druck aus der Politik?"),
    )


def preview(words: str, topics: Sequence[str]) -> Text:
    """Show what would be posted, and what is good to know before the yes."""
    return (
        text(Bold("So stelle ich Ihre Frage im Raum für Fragen:"))
        + unnamed(words, topics)
        + text(
            "Ich stelle sie im Lauf der nächsten Stunde zu einem zufälligen Zeitpunkt und melde"
            " mich dann nicht bei Ihnen. Antwortet lange niemand, frage ich Sie hier einmal, wie es"
            " weitergehen soll. Solange die Frage offen ist, könnte, wer den Bot betreibt, Sie"
            " finden; danach niemand mehr."
        )
        + text("Soll ich sie so stellen?")
        + german.YES_OR_NO
        + german.to_answer(direct=True)
    )


def agreed(prefix: str) -> Text:
    return text(
        "Gut. Ihre Frage steht im Lauf der nächsten Stunde im Raum für Fragen. Dort lesen Sie auch"
        " die Antworten."
    ) + text(
        "Solange sie offen ist, fügen Sie hier etwas hinzu mit ",
        Code(f"{prefix}ergänzen …"),
        " und schließen sie mit ",
        Code(f"{prefix}erledigt"),
        ".",
    )


def is_open(prefix: str) -> Text:
    return text(
        "Ihre anonyme Frage steht im Raum für Fragen und ist offen. Etwas hinzufügen können Sie mit"
        " ",
        Code(f"{prefix}ergänzen …"),
        ", schließen mit ",
        Code(f"{prefix}erledigt"),
        ".",
    )


def one_at_a_time(prefix: str) -> Text:
    return text(
        "Sie haben schon eine anonyme Frage; mehr als eine geht nicht gleichzeitig. Wie sie steht,"
        " zeigt ",
        Code(f"{prefix}frage anonym"),
        ".",
    )


def write_again(prefix: str, line: str) -> Text:
    return text("Gut. Schreiben Sie bitte neu, was ich stellen soll: ", Code(f"{prefix}{line} …"))
