"""Sentences that ask the management which submission is meant, and what words are for."""

from collections.abc import Sequence

from commands.language.markup import Text, items, text
from commands.language.visible import quoted

_TAP = text("Tippen Sie unten auf die Zahl, oder schreiben Sie sie.")


def which_of_both(below: int, number: int) -> Text:
    question = text(
        f"Ihre Antwort steht unter Einreichung Nr. {below} und beginnt mit der Zahl {number}."
        " Welche Einreichung meinen Sie? 2 Möglichkeiten:"
    )
    both = items(f"Einreichung Nr. {below}", f"Einreichung Nr. {number}", numbered=True)
    return question + both + _TAP


def which(waiting: Sequence[tuple[int, str]], count: int) -> Text:
    shown = "" if count == len(waiting) else f", hier die ersten {len(waiting)}"
    question = text(f"Welche Einreichung meinen Sie? Offene Einreichungen: {count}{shown}.")
    lines = [f"Nr. {number}: {place}" for number, place in waiting]
    return question + items(*lines, numbered=True) + _TAP


def nothing_open() -> Text:
    return text("Zurzeit ist keine Einreichung offen.")


def reason_beside(number: int, reason: str) -> Text:
    return text(f"Soll das der Grund zu Nr. {number} sein? {quoted(reason)}") + text(
        "Dann tippen Sie auf 1️⃣. Sonst müssen Sie nichts tun."
    )


def what_for(number: int, words: str) -> Text:
    """Ask what a plain reply to a notice is meant to be."""
    question = text(f"Was soll ich damit tun: {quoted(words)}? 2 Möglichkeiten:")
    return (
        question
        + items(
            f"als Rückfrage zu Nr. {number} an die einreichende Person senden",
            f"Nr. {number} mit diesem Grund ablehnen",
            numbered=True,
        )
        + text("Tippen Sie unten auf die Zahl. Ist es nur für Ihre Kolleginnen und Kollegen, müssen"
               " Sie nichts tun.")
    )  # fmt: skip
