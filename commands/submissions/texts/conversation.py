"""Sentences around a question of the management to a submitter, on both sides."""

from collections.abc import Sequence

from commands.language.markup import Bold, Code, Text, text
from commands.language.texts.counting import numbers
from storage.submissions.submissions import Submission

ASK = (
    "Stellt der einreichenden Person eine Frage; die Antwort kommt hierher.",
    "rückfrage 12 Gilt die Fassung von 2014 noch?",
    ("einreichung rückfrage",),
)
QUESTION = "Frage"
NO_FILE = text(
    "Eine Datei kann ich auf diesem Weg nicht weitergeben. Bitte schreiben Sie Ihre Antwort als"
    " Text, gern mit einem Link auf das Dokument."
)
NO_WORDS = text("Ihre Nachricht enthält keinen Text, den ich weitergeben kann.")
PASSED_ON = text("Ich habe Ihre Antwort an das Netzwerkmanagement weitergegeben.")


# --- in the management room


def opened(submission: Submission, manager: str, question: str) -> Text:
    """Return the root of the thread."""
    number, member = submission.submission_id, submission.submitter
    return (
        text(Bold(f"Rückfrage zu Einreichung Nr. {number} ({submission.place})"))
        + text(f"{manager} fragt {member}: »{question}«")
        + text(
            f"Antworten erscheinen in diesem Thread. Was Sie hier schreiben, gebe ich an {member}"
            " weiter, ohne Ihren Namen zu nennen. Wenn Sie nur untereinander sprechen möchten, tun"
            " Sie das bitte außerhalb dieses Threads."
        )
    )


def asked_again(manager: str, question: str) -> Text:
    return text(f"{manager} fragt: »{question}«")


def question_sent(number: int) -> Text:
    return text(
        f"Ihre Rückfrage zu Einreichung Nr. {number} geht im Direktchat an die einreichende"
        " Person. Die Antwort erscheint im Thread der Rückfrage."
    )


def answered(member: str, answer: str) -> Text:
    return text(Bold(f"{member} antwortet:")) + text(answer)


def corrected(member: str, answer: str) -> Text:
    return text(Bold(f"{member} berichtigt die eigene Antwort:")) + text(answer)


def nobody_to_ask(number: int) -> Text:
    return text(
        f"Wer Einreichung Nr. {number} eingereicht hat, ist nicht mehr gespeichert. Deshalb kann"
        " ich niemanden fragen."
    )


def own(number: int) -> Text:
    return text(f"Einreichung Nr. {number} ist Ihre eigene; es gibt niemanden zu fragen.")


def closed_for_managers(number: int, state: str) -> Text:
    return text(
        f"Das habe ich nicht weitergegeben, denn Einreichung Nr. {number} ist schon"
        f" entschieden: {state}."
    )


# --- in the direct chat


def question(submission: Submission, words: str) -> Text:
    """Return the root of the member's thread."""
    number, place = submission.submission_id, submission.place
    return (
        text(Bold(f"Rückfrage zu Ihrer Einreichung Nr. {number} ({place})"))
        + text(f"Das Netzwerkmanagement fragt: »{words}«")
        + text(
            "Bitte antworten Sie auf diese Nachricht oder in ihrem Thread. Ich gebe Ihre Antwort an"
            " das Netzwerkmanagement weiter."
        )
    )


def more(words: str) -> Text:
    return text(Bold("Das Netzwerkmanagement schreibt:")) + text(words)


def more_corrected(words: str) -> Text:
    return text(Bold("Das Netzwerkmanagement berichtigt:")) + text(words)


def too_long(longest: int) -> Text:
    return text(
        f"Das ist zu lang, um es weiterzugeben; möglich sind {longest} Zeichen. Bitte schreiben Sie"
        " es kürzer oder in mehreren Nachrichten."
    )


def which_question(ids: Sequence[int], prefix: str) -> Text:
    return text(
        f"Es gibt {len(ids)} Rückfragen an Sie, zu den Einreichungen {numbers(ids)}. Damit ich"
        " weiß, welche Sie meinen, antworten Sie bitte auf die Nachricht mit der Rückfrage. Befehle"
        " zeigt ",
        Code(f"{prefix}hilfe"),
    )


def closed(number: int, prefix: str) -> Text:
    return text(
        f"Das habe ich nicht weitergegeben, denn Ihre Einreichung Nr. {number} ist abgeschlossen."
        " Wie sie ausgegangen ist, zeigt ",
        Code(f"{prefix}einreichung {number}"),
    )
