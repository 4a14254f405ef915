"""Sentences about a question that waits for a reply."""

from collections.abc import Sequence

from commands.exchange.questions.texts.closing import WHAT_HELPED
from commands.language.markup import (
    Bold,
    Code,
    Inline,
    Link,
    PersonMention,
    Text,
    items,
    text,
)
from commands.language.texts.counting import counted
from commands.language.visible import cut, on_one_line

_MOST_TOPICS = 5
_LONGEST_TOPIC = 40

CHOICES = ("Noch einmal stellen", "Umformulieren", "Erledigt")


def how_to_go_on(number: int, title: str) -> Text:
    return (
        text(f"Frage Nr. {number} ist noch offen: {title}")
        + text("Wie möchten Sie weitermachen?")
        + items(*CHOICES, numbered=True)
        + text(
            "Tippen Sie auf die Zahl, oder schreiben Sie sie. Sonst frage ich in zwei Tagen einmal"
            " im Thread nach."
        )
    )


def again(number: int, title: str, mentioned: Sequence[PersonMention]) -> Text:
    answer = text(Bold(f"Frage Nr. {number}"), f" ist noch offen: {title}")
    if not mentioned:
        return answer + text("Wer kann dazu etwas sagen? Auch ein kurzer Hinweis hilft.")
    names: list[Inline] = []
    for person in mentioned:
        names += [", " if names else "Können Sie dazu etwas sagen, ", person]
    return answer + text(*names, "? Auch ein kurzer Hinweis hilft.")


def asked_again(number: int) -> Text:
    return text(f"Frage Nr. {number} steht noch einmal im Thread.")


def asked_again_already(number: int) -> Text:
    return text(f"Frage Nr. {number} habe ich schon einmal wiederholt; öfter tue ich es nicht.")


def how_to_change(number: int, address: str, prefix: str, *, edit: bool) -> Text:
    if edit:
        return text(
            f"Bearbeiten Sie bitte Ihre Nachricht mit Frage Nr. {number}; Titel und Themen ändern"
            " sich mit: ",
            Link("Zum Thread", address),
        )
    return text(
        f"Frage Nr. {number} habe ich für Sie gestellt, ich kann sie nicht ändern. Schließen Sie"
        " sie bitte, und stellen Sie sie neu: ",
        Code(f"{prefix}erledigt {number}"),
        ", dann ",
        Code(f"{prefix}frage …"),
    )


def done(number: int) -> Text:
    return text(Bold(f"Frage Nr. {number}"), " ist erledigt.") + WHAT_HELPED


def over(number: int) -> Text:
    return text(f"Frage Nr. {number} ist nicht mehr offen.")


def silent(number: int, title: str, prefix: str) -> Text:
    return (
        text(Bold(f"Frage Nr. {number}"), f": {title}")
        + text("Dazu war seit 90 Tagen nichts zu hören; deshalb habe ich sie geschlossen.")
        + text("Öffnen können Sie sie mit ", Code(f"{prefix}frage öffnen {number}"), ".")
    )


def unnamed_open(prefix: str) -> Text:
    """Say no number and no title: it must not be seen here whose question is which."""
    return text(
        "Ihre anonyme Frage ist noch offen. Etwas hinzufügen können Sie mit ",
        Code(f"{prefix}ergänzen …"),
        ", beenden mit ",
        Code(f"{prefix}erledigt"),
        ". Sonst frage ich in zwei Tagen einmal im Thread nach.",
    )


def unnamed_silent(prefix: str) -> Text:
    return text(
        "Zu Ihrer anonymen Frage war seit 90 Tagen nichts zu hören; deshalb schließe ich sie. Neu"
        " stellen können Sie sie mit ",
        Code(f"{prefix}frage anonym …"),
        ".",
    )


# The commands that show them.
OPEN_QUESTIONS, TOPICS = "fragen offen", "themen"


def old_questions(count: int) -> str:
    what = counted(count, "Frage ist", "Fragen sind", article="Eine")
    return f"{what} seit mehr als zwei Wochen ohne Antwort"


def bare_topics(topics: Sequence[str]) -> str:
    """Name topics that were asked about and for which nobody wants to be mentioned."""
    what = counted(len(topics), "Thema", "Themen", article="Ein")
    shown = ", ".join(cut(on_one_line(topic), _LONGEST_TOPIC) for topic in topics[:_MOST_TOPICS])
    more = " und weitere" if len(topics) > _MOST_TOPICS else ""
    return f"{what} ohne Ansprechperson ({shown}{more})"
