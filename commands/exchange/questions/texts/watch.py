"""Sentences about a question that waits for a reply."""

from collections.abc import Sequence

from commands.exchange.questions.texts.closing import WHAT_HELPED
from commands.language.markup import (
    NOTHING,
    Bold,
    Code,
    Inline,
    Link,
    PersonMention,
    Text,
    items,
    text,
)
from commands.language.texts.counting import counted, shortened
from commands.language.visible import cut, on_one_line
from storage.exchange.questions import AskedQuestion

_MOST_SHOWN = 5
_MOST_TOPICS = 8
_LONGEST_TITLE = 80

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


def weekly_note(
    new: Sequence[AskedQuestion], count: int, topics: Sequence[str], prefix: str
) -> Text:
    """Tell of the `new` ones of `count` old questions, and of topics without anybody."""
    return _old_questions(new, count, prefix) + _bare_topics(topics)


def _old_questions(new: Sequence[AskedQuestion], count: int, prefix: str) -> Text:
    if not new:
        return NOTHING
    what = counted(count, "Frage ist", "Fragen sind")
    of_them = f", {len(new)} davon seit dieser Woche" if count > len(new) else ""
    lines = [
        f"Nr. {each.question_id}: {cut(on_one_line(each.title), _LONGEST_TITLE)}" for each in new
    ]
    return (
        text(Bold(f"{what} seit 15 Tagen ohne Antwort"), f"{of_them}:")
        + items(*shortened(lines, _MOST_SHOWN))
        + text("Mehr zeigt zum Beispiel ", Code(f"{prefix}frage {new[0].question_id}"), ".")
    )


def _bare_topics(topics: Sequence[str]) -> Text:
    if not topics:
        return NOTHING
    what = counted(len(topics), "Thema", "Themen")
    shown, more = topics[:_MOST_TOPICS], len(topics) - _MOST_TOPICS
    rest = f" und {more} weitere" if more > 0 else ""
    return text(
        Bold(f"{what} ohne Ansprechperson"),
        f", nach denen im letzten Jahr gefragt wurde: {', '.join(shown)}{rest}.",
    )
