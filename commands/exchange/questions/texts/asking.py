"""Sentences for members who ask the network."""

from collections.abc import Sequence

from commands.conversation.dialogue.script import StepWords
from commands.conversation.texts import german
from commands.language.markup import (
    Bold,
    Code,
    Inline,
    Link,
    PersonMention,
    Text,
    items,
    paragraphs,
    text,
)
from commands.language.texts.counting import counted
from commands.language.visible import on_one_line
from storage.exchange.questions import AskedQuestion
from storage.exchange.results import QuestionResult

Related = tuple[Inline, ...]
SOMEBODY = "einem Mitglied"
ANONYMOUS = "Eine Person aus dem Netzwerk"


def not_configured(prefix: str) -> Text:
    return text(
        "Einen Raum für Fragen gibt es hier noch nicht: In der Konfiguration des Bots fehlt"
        " [rooms] exchange. Bis dahin hilft das Netzwerkmanagement: ",
        Code(f"{prefix}kontakt"),
    )


# --- what cannot be asked


def too_long(longest: int, length: int) -> Text:
    return text(
        f"Eine Frage hat höchstens {longest} Zeichen, diese hat {length}. Bitte kürzen Sie sie und"
        " stellen Sie sie noch einmal."
    )


def too_short(prefix: str) -> Text:
    return text(
        "Das ist für eine Frage zu kurz. Bitte schreiben Sie sie ganz, zum Beispiel: ",
        Code(f"{prefix}frage Wer hat Erfahrung mit dem Losverfahren?"),
    )


def too_many_open(most: int, prefix: str) -> Text:
    open_ones = counted(most, "offene Frage", "offene Fragen", article="eine")
    return text(
        f"Sie haben schon {open_ones}; mehr gehen nicht gleichzeitig. Schließen Sie bitte zuerst"
        " eine, die beantwortet ist. Ihre Fragen zeigt ",
        Code(f"{prefix}fragen meine"),
    )


def too_many_today(most: int) -> Text:
    return text(
        f"Sie haben in den letzten 24 Stunden {most} Fragen gestellt; mehr sind es an einem Tag"
        " nicht. Bitte stellen Sie diese morgen noch einmal."
    )


def gone(prefix: str) -> Text:
    return text(
        "Diese Frage wartet nicht mehr: Sie ist schon gestellt oder zu alt. Ihre Fragen zeigt ",
        Code(f"{prefix}fragen meine"),
    )


# --- before it is asked


def similar(found: Sequence[tuple[int, str, bool]], *, again: str = "Trotzdem stellen") -> Text:
    """List questions by number, title and whether they are answered."""
    labels = [
        f"Frage Nr. {number}: {on_one_line(title)}{' (erledigt)' if done else ''}"
        for number, title, done in found
    ]
    return (
        text(f"Das steht schon hier ({counted(len(found), 'Frage', 'Fragen')}):")
        + items(*labels, again, numbered=True)
        + text("Tippen Sie auf die Zahl, oder schreiben Sie sie. Noch ist nichts gestellt.")
    )


def preview(name: str, words: str, topics: Sequence[str], *, direct: bool) -> Text:
    """Show what would be posted."""
    answer = text(Bold("So stelle ich Ihre Frage im Raum für Fragen:"))
    answer += text(f"Frage von {name}{_about(topics)}") + paragraphs(words)
    how = "»ja« oder »nein«" if direct else "mit der Nummer"
    return (
        answer
        + text("Soll ich sie so stellen?")
        + german.YES_OR_NO
        + text(f"Bitte antworten Sie {how}, oder tippen Sie auf die Zahl.")
    )


def _about(topics: Sequence[str]) -> str:
    if not topics:
        return ""
    return f" ({'Thema' if len(topics) == 1 else 'Themen'}: {', '.join(topics)})"


# --- what is posted


def root(number: int, name: str | None, words: str, topics: Sequence[str]) -> Text:
    """Name who asks; without a name it is a person from the network."""
    return text(Bold(f"Frage Nr. {number}"), f"{_by(name)}{_about(topics)}") + paragraphs(words)


def unnamed(words: str, topics: Sequence[str]) -> Text:
    """Show a question as it is posted without a name, but for its number."""
    return text(f"{ANONYMOUS} fragt{_about(topics)}:") + paragraphs(words)


def _by(name: str | None) -> str:
    return f": {ANONYMOUS} fragt" if name is None else f" von {name}"


def moved(question: AskedQuestion, name: str | None, address: str) -> Text:
    """Begin the thread anew in the room that replaced its own."""
    return text(
        Bold(f"Frage Nr. {question.question_id}"),
        f"{_by(name)}{_about(question.topics)}: {question.title}",
    ) + text("Sie ist mit dem Raum umgezogen. ", Link("Die bisherigen Beiträge", address))


def first_reply(
    number: int,
    topics: Sequence[str],
    related: Sequence[Related],
    mentioned: Sequence[PersonMention],
    prefix: str,
    *,
    anonymous: bool = False,
) -> Text:
    answer = text(Bold(f"Frage Nr. {number}"), _about(topics), ".")
    if related:
        answer += text(f"Dazu gibt es schon ({len(related)}):") + items(*related)
    if mentioned:
        names: list[Inline] = []
        for person in mentioned:
            names += [", " if names else "Dazu wissen vielleicht etwas: ", person]
        answer += text(*names, ".")
    if anonymous:
        return answer + text(
            "Antworten Sie bitte hier im Thread. Wer gefragt hat, liest mit und schließt die Frage"
            " im Direktchat mit mir."
        )
    return answer + text(
        "Antworten Sie bitte hier im Thread. Wer gefragt hat, schließt die Frage mit ✅ oder ",
        Code(f"{prefix}erledigt {number}"),
        ".",
    )


def entry(name: str, title: str | None, document: str | None, page: int | None) -> Related:
    shown: list[Inline] = [f"Sammlung: {on_one_line(name)}"]
    if title:
        shown.append(f", {on_one_line(title)}")
    if document:
        where = "" if page is None else f", Seite {page}"
        shown.append(f" ({on_one_line(document)}{where})")
    return tuple(shown)


def result(found: QuestionResult) -> Related:
    return (f"Ergebnis zu Frage Nr. {found.question_id}: {on_one_line(found.title)}",)


def asked(number: int, address: str, prefix: str) -> Text:
    return text(
        Bold(f"Frage Nr. {number}"),
        " steht jetzt im Raum für Fragen: ",
        Link("Raum öffnen", address),
    ) + text("Ist sie beantwortet, schreiben Sie mir ", Code(f"{prefix}erledigt {number}"), ".")


def withdrawn(number: int) -> Text:
    return text(Bold(f"Frage Nr. {number}"), " ist zurückgezogen.")


def changed(number: int, topics: Sequence[str], title: str, prefix: str) -> Text:
    return text(Bold(f"Frage Nr. {number}"), f"{_about(topics)}: {title}") + text(
        "Antworten Sie bitte hier im Thread. Wer gefragt hat, schließt die Frage mit ✅ oder ",
        Code(f"{prefix}erledigt {number}"),
        ".",
    )


# --- to the management


def not_looked_after(number: int) -> Text:
    return text(
        f"Um Frage Nr. {number} konnte ich mich wegen eines internen Fehlers nicht kümmern. Ich"
        " versuche es weiter. Bitte informieren Sie die technische Betreuung."
    )


TITLE = StepWords(
    "Titel",
    "Was möchten Sie wissen, in einem Satz? Zum Beispiel: »Wer hat Erfahrung mit dem"
    " Losverfahren?«",
    ("Frage",),
)
TEXT = StepWords(
    "Text",
    "Was sollten die anderen dazu wissen? Zwei bis fünf Sätze genügen, höchstens 1.500 Zeichen.",
)
TOPICS = StepWords(
    "Themen",
    "Um welche Themen geht es? Zum Beispiel: »Losverfahren, Bürgerrat«. Mit »weiter« erkenne ich"
    " sie selbst.",
    ("Thema",),
)
NAMED, UNNAMED = "Mit meinem Namen", "Anonym"
WHO = StepWords(
    "Gefragt wird",
    "Mit Ihrem Namen oder anonym, als »Eine Person aus dem Netzwerk«?",
    ("Name",),
)
WITH_NAME = ("mit meinem namen", "mit namen", "mit name", "offen", "weiter")
WITHOUT_NAME = ("anonym", "ohne namen", "ohne meinen namen", "ohne name")
NAMED_OR_NOT = text("Bitte antworten Sie mit »mit Namen« oder »anonym«.")
NO_WORDS = text("Bitte schreiben Sie einige Wörter dazu.")


def opening(prefix: str) -> Text:
    return text(
        "Ich frage Schritt für Schritt; am Ende sehen Sie alles noch einmal, bevor ich Ihre Frage"
        " im Raum für Fragen stelle. In einer Zeile geht es auch: ",
        Code(f"{prefix}frage Wer hat Erfahrung mit dem Losverfahren?"),
    )


def title_does_not_fit(longest: int) -> Text:
    return text(f"Der Titel ist ein Satz mit höchstens {longest} Zeichen.")
