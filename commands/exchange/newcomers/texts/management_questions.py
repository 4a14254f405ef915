"""Sentences around a question to the management from a direct chat, on both sides."""

from commands.conversation.texts import german
from commands.language.markup import Bold, Code, Text, mail_link, paragraphs, text

NO_FILE = text(
    "Eine Datei kann ich auf diesem Weg nicht weitergeben. Bitte schreiben Sie, worum es geht, gern"
    " mit einem Link."
)
NO_WORDS = text("Ihre Nachricht enthält keinen Text, den ich weitergeben kann.")


# --- in the direct chat


def how_to(prefix: str) -> Text:
    return text(
        "Was möchten Sie das Netzwerkmanagement fragen? Schreiben Sie es dahinter, zum Beispiel: ",
        Code(f"{prefix}anfrage Wann ist das nächste Netzwerktreffen?"),
    )


def only_in_chat(prefix: str) -> Text:
    return text(
        "Anfragen an das Netzwerkmanagement nehme ich nur im Direktchat an, damit nicht alle"
        " mitlesen: ",
        Code(f"{prefix}anfrage …"),
    )


def no_management(mail: str) -> Text:
    return text(
        "Weitergeben kann ich hier nichts. Das Netzwerk erreichen Sie unter ", mail_link(mail)
    )


def preview(words: str, user_id: str) -> Text:
    return (
        text("Soll ich Ihre Frage dem Netzwerkmanagement geben?")
        + paragraphs(words)
        + text(f"Es sieht diesen Text und Ihre Matrix-Adresse {user_id}, sonst niemand.")
        + german.YES_OR_NO
        + text("Bitte antworten Sie »ja« oder »nein«, oder tippen Sie auf die Zahl.")
    )


def received(number: int) -> Text:
    """Return the root of the person's thread."""
    return text(
        Bold(f"Anfrage Nr. {number}"),
        " liegt beim Netzwerkmanagement. Die Antwort kommt hierher. Wenn Sie etwas ergänzen"
        " möchten, antworten Sie auf diese Nachricht.",
    )


def passed_on(number: int) -> Text:
    return text(f"Das habe ich zu Anfrage Nr. {number} an das Netzwerkmanagement weitergegeben.")


def answer(words: str) -> Text:
    return text(Bold("Das Netzwerkmanagement antwortet:")) + paragraphs(words)


def answer_corrected(words: str) -> Text:
    return text(Bold("Das Netzwerkmanagement berichtigt:")) + paragraphs(words)


def closed_for_person(number: int, prefix: str) -> Text:
    return text(
        f"Das Netzwerkmanagement hat Ihre Anfrage Nr. {number} abgeschlossen. Eine neue stellen"
        " Sie mit ",
        Code(f"{prefix}anfrage …"),
    )


def over(number: int, prefix: str) -> Text:
    return text(
        f"Das habe ich nicht weitergegeben, denn Ihre Anfrage Nr. {number} ist abgeschlossen. Eine"
        " neue stellen Sie mit ",
        Code(f"{prefix}anfrage …"),
    )


def gone(prefix: str) -> Text:
    return text(
        "Diese Anfrage wartet nicht mehr: Sie ist schon weitergegeben oder zu alt. Neu beginnen Sie"
        " mit ",
        Code(f"{prefix}anfrage …"),
    )


def too_long(longest: int) -> Text:
    return text(
        f"Das ist zu lang, um es weiterzugeben; möglich sind {longest} Zeichen. Bitte schreiben Sie"
        " es kürzer."
    )


def too_many(most: int, mail: str) -> Text:
    return text(
        f"Sie haben in den letzten sieben Tagen {most} Anfragen gestellt; mehr nehme ich in einer"
        " Woche nicht an. Eilt es, schreiben Sie bitte an ",
        mail_link(mail),
    )


def full(mail: str) -> Text:
    return text(
        "Heute kann ich keine Anfragen mehr annehmen. Bitte versuchen Sie es morgen, oder schreiben"
        " Sie an ",
        mail_link(mail),
    )


def wait_for_answer(number: int) -> Text:
    return text(
        f"Zu Anfrage Nr. {number} habe ich schon viel weitergegeben. Bitte warten Sie, bis das"
        " Netzwerkmanagement antwortet."
    )


# --- in the management room


def opened(number: int, person: str, words: str) -> Text:
    """Return the root of the thread."""
    return (
        text(Bold(f"Anfrage Nr. {number}"), f" von {person}:")
        + paragraphs(words)
        + text(
            "Was Sie in diesem Thread schreiben, gebe ich weiter, ohne Ihren Namen zu nennen; die"
            " Antworten erscheinen hier. Mit ✅ schließen Sie die Anfrage."
        )
    )


def more(person: str, words: str) -> Text:
    return text(Bold(f"{person} schreibt:")) + paragraphs(words)


def closed(number: int) -> Text:
    return text(f"Anfrage Nr. {number} ist geschlossen; das habe ich weitergegeben.")


def closed_already(number: int) -> Text:
    return text(f"Das habe ich nicht weitergegeben, denn Anfrage Nr. {number} ist geschlossen.")


def not_delivered(number: int) -> Text:
    return text(
        f"Zu Anfrage Nr. {number} konnte ich eine Antwort nicht zustellen: Die Person ist im"
        " Direktchat nicht mehr zu erreichen."
    )
