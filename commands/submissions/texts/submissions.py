"""Sentences for members who submit something."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commands.collection.texts.guidelines import LISTS, described
from commands.language.markup import Bold, Code, Inline, Link, Text, items, mail_link, text
from commands.language.texts.dates import partial_date
from commands.language.visible import quoted
from storage.collection.guidelines import Municipality
from storage.submissions.submissions import Submission

WORDS = "Ort und Link"
NUMBER = "Nummer"
SUBMIT = (
    "Reicht ein Dokument für die Sammlung ein; ohne Angaben frage ich Schritt für Schritt.",
    "einreichen Bonn https://www.example.org/leitlinien",
    ("einsenden", "vorschlagen"),
)
OWN = ("Zeigt Ihre Einreichungen.", "meine", ("meineeinreichungen",))
WITHDRAW = (
    "Zieht eine Ihrer Einreichungen zurück, solange sie nicht entschieden ist.",
    "zurückziehen 12",
)


# --- missing words


def example(prefix: str, place: str = "Bonn") -> Text:
    return text("Zum Beispiel: ", Code(f"{prefix}einreichen {place} https://…"))


def file_without_place(prefix: str) -> Text:
    return text(
        "Zu welcher Kommune gehört die Datei? Bitte senden Sie den Befehl noch einmal mit dem Ort,"
        " zum Beispiel: ",
        Code(f"{prefix}einreichen Bonn"),
    )


def no_file_there(prefix: str) -> Text:
    return text(
        "In der Nachricht, auf die Sie antworten, ist keine Datei. Bitte antworten Sie auf die"
        " Nachricht mit der Datei, oder nennen Sie einen Link: ",
        Code(f"{prefix}einreichen Bonn https://…"),
    )


def unreadable(prefix: str) -> Text:
    return text(
        "Die Nachricht, auf die Sie antworten, kann ich nicht entschlüsseln. Bitte laden Sie die"
        " Datei noch einmal hoch und antworten Sie darauf, oder nennen Sie einen Link: ",
        Code(f"{prefix}einreichen Bonn https://…"),
    )


def file_lost_by_edit(prefix: str) -> Text:
    return text(
        "Aus einer geänderten Nachricht kann ich keine Datei übernehmen. Bitte senden Sie den"
        " Befehl als neue Antwort auf die Datei: ",
        Code(f"{prefix}einreichen Bonn"),
    )


WITHOUT_FILE_OF_EDIT = text(
    "Aus einer geänderten Nachricht kann ich keine Datei übernehmen. Haben Sie auf eine Datei"
    " geantwortet, reichen Sie sie bitte mit einer neuen Antwort ein."
)


WITHOUT_UNREADABLE = text(
    "Die Nachricht, auf die Sie antworten, konnte ich nicht entschlüsseln. War dort eine Datei,"
    " reichen Sie sie bitte noch einmal ein."
)


# --- which municipality


def which_place(prefix: str, query: str, options: Sequence[str], *, of_file: bool) -> Text:
    how = "Bitte nennen Sie den Ort genau"
    if of_file:
        how += " und antworten Sie dabei wieder auf die Datei"
    rest = "" if of_file else " https://…"
    return (
        text(f"{len(options)} Orte passen zu {quoted(query)}:")
        + items(*options, numbered=True)
        + text(
            f"Es ist noch nichts eingereicht. {how}, zum Beispiel: ",
            Code(f"{prefix}einreichen {options[0]}{rest}"),
        )
    )


def which_of_places(query: str, options: Sequence[str]) -> Text:
    """Ask which one is meant; each can be chosen."""
    question = text(f"{len(options)} Orte passen zu {quoted(query)}:")
    return question + items(*options, numbered=True) + text("Tippen Sie auf die Zahl.")


# --- whether it can be filed


def not_possible(address: str) -> Text:
    return text(
        "Einreichungen sind hier noch nicht eingerichtet. Bitte schreiben Sie eine E-Mail an ",
        mail_link(address),
    )


def too_many(most: int, prefix: str) -> Text:
    return text(
        f"Von Ihnen warten schon {most} Einreichungen auf eine Entscheidung; mehr kann ich zugleich"
        " nicht annehmen. Bitte warten Sie, oder ziehen Sie eine zurück. Ihre Einreichungen"
        " zeigt ",
        Code(f"{prefix}meine"),
    )


def too_many_a_day(most: int) -> Text:
    return text(
        f"Sie haben in den letzten 24 Stunden schon {most} Einreichungen gesandt; mehr kann ich am"
        " Tag nicht aufnehmen. Bitte machen Sie morgen weiter."
    )


NOTHING_SUBMITTED = text(
    "Es fehlt das Dokument. Bitte nennen Sie hinter dem Ort einen Link, oder antworten Sie mit"
    " dem Befehl auf die Nachricht mit der Datei."
)


def submitted_before(prefix: str, number: int) -> Text:
    return text(
        f"Das haben Sie schon eingereicht: Nr. {number}. Wie es weitergeht, sehen Sie mit ",
        Code(f"{prefix}einreichung {number}"),
        ".",
    )


def there_already(prefix: str, place: str) -> Text:
    return text(
        f"Das ist schon in der Sammlung, bei {place}. Sie müssen nichts weiter tun. Den Eintrag"
        " zeigt ",
        Code(f"{prefix}leitlinie {place}"),
    )


# --- receipt


def received(
    prefix: str, submission: Submission, municipality: Municipality | None, file: str | None
) -> Text:
    about = "" if municipality is None else described(municipality)
    answer = text(
        "Vielen Dank. Ihre Einreichung ",
        Bold(f"Nr. {submission.submission_id}"),
        f" ist eingegangen: {submission.place}{about}, Liste {LISTS[submission.list]}.",
    )
    lines = contents(submission, file)
    if len(lines) == 1:
        return answer + text(*lines[0])
    return answer + text("Notiert habe ich:") + items(*lines)


def unknown_place(place: str, similar: Sequence[str]) -> Text:
    answer = text(
        f"{quoted(place)} steht in keinem meiner Verzeichnisse; das Netzwerkmanagement sieht nach."
    )
    if not similar:
        return answer
    if len(similar) == 1:
        return answer + text(f"Meinten Sie {similar[0]}? Dann tippen Sie auf 1️⃣.")
    meant = text(f"Meinten Sie eine von diesen {len(similar)} Kommunen?")
    return answer + meant + items(*similar, numbered=True) + text("Dann tippen Sie auf die Zahl.")


def what_next(prefix: str, submission: Submission) -> Text:
    number = submission.submission_id
    by_message = submission.event_id is not None
    return text(
        "Das Netzwerkmanagement entscheidet, und Sie hören davon im Direktchat. ",
        "Möchten Sie etwas ändern? ",
        "Bearbeiten Sie Ihre Nachricht. " if by_message else "Schreiben Sie ",
        "" if by_message else Code(f"{prefix}einreichung ändern {number}"),
        "" if by_message else ". ",
        "Wie es weitergeht, sehen Sie mit ",
        Code(f"{prefix}einreichung {number}"),
        ".",
    )


def contents(submission: Submission, file: str | None) -> list[tuple[Inline, ...]]:
    """Return label and value of all that was submitted except place and list."""
    status = submission.status or ""
    if submission.adopted:
        status += f" ({partial_date(submission.adopted)})"
    parts: tuple[tuple[str, Inline | None], ...] = (
        ("Link", submission.url and Link(submission.url, submission.url)),
        ("Datei", file and quoted(file)),
        ("Titel", submission.title and f"»{submission.title}«"),
        ("Stand", status),
        ("Anmerkung", submission.note),
    )
    return [(f"{label}: ", value) for label, value in parts if value]


# --- after link and file were examined


def unsuitable(submission: Submission, name: str, problem: str | None, prefix: str) -> Text:
    return text(
        f"Ihre Einreichung Nr. {submission.submission_id} zu {submission.place} konnte ich leider"
        f" nicht weitergeben. {_bad_file(name, problem)} Bitte reichen Sie sie neu ein, zum"
        " Beispiel mit einem Link: ",
        Code(f"{prefix}einreichen {submission.place} https://…"),
    )


def only_link(submission: Submission, name: str, problem: str | None) -> Text:
    return text(
        f"Ihre Einreichung Nr. {submission.submission_id} zu {submission.place} geht ohne die"
        f" Datei weiter, nur mit dem Link. {_bad_file(name, problem)} Ist sie wichtig? Dann"
        " reichen Sie sie bitte in einer anderen Form noch einmal ein."
    )


def found_there(prefix: str, submission: Submission) -> Text:
    return text(
        f"Zu Ihrer Einreichung Nr. {submission.submission_id}: Was Sie eingereicht haben, ist"
        f" schon in der Sammlung, bei {submission.place}. Sie müssen nichts weiter tun. Den"
        " Eintrag zeigt ",
        Code(f"{prefix}leitlinie {submission.place}"),
    )


def _bad_file(name: str, problem: str | None) -> str:
    return f"Die Datei {quoted(name)} lässt sich nicht verwenden: {_PROBLEMS.get(problem, _ODD)}"


_ODD = "Sie ist nicht lesbar. Bitte speichern Sie sie neu, am besten als PDF."
_PROBLEMS: Mapping[str | None, str] = MappingProxyType(
    {
        "EMPTY": "Sie ist leer. Bitte laden Sie sie noch einmal hoch.",
        "WRONG_KIND": "Ich nehme PDF, DOCX und ODT an, und das ist keines davon. Bitte speichern"
        " Sie sie als PDF.",
        "DAMAGED": "Sie ist beschädigt. Bitte speichern Sie sie neu, am besten als PDF.",
        "BOMB": "Entpackt wäre sie viel zu groß. Bitte speichern Sie sie als PDF.",
        "ENCRYPTED": "Sie ist mit einem Passwort geschützt. Bitte speichern Sie sie ohne Passwort.",
        "MACROS": "Sie enthält Makros. Bitte speichern Sie sie ohne Makros, am besten als PDF.",
        "TOO_LARGE": "Sie ist zu groß. Bitte verkleinern Sie sie, oder nennen Sie einen Link.",
        "ALTERED": "Sie kam verändert an. Bitte laden Sie sie noch einmal hoch.",
    }
)
