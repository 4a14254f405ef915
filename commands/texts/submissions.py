"""What members read about their submissions."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from commands.texts.guidelines import LISTS, described, quoted, written
from commands.texts.markup import Bold, Code, Inline, Link, Text, items, text
from commands.urls import UrlProblem
from storage.guidelines import Municipality
from storage.submissions import Submission

# --- what does not fit, field by field


def no_place() -> Text:
    return text("Es fehlt die Kommune. Bitte nennen Sie zuerst den Ort, zum Beispiel: Bonn")


def place_too_long(most: int) -> Text:
    return text(
        f"Der Name der Kommune ist zu lang (höchstens {most} Zeichen). Bitte nennen Sie nur den"
        " Ort, zum Beispiel: Bonn"
    )


def unknown_list() -> Text:
    return text(
        "Diese Liste kenne ich nicht. Es gibt 2 Listen: »Bürgerbeteiligung« und »Kinder- und"
        " Jugendbeteiligung«. Bitte schreiben Sie: bürger oder kinder"
    )


def no_link() -> Text:
    return text("Es fehlt der Link. Er beginnt mit https://, zum Beispiel: ", _LINK)


def one_link() -> Text:
    return text(
        "Das sind mehrere Links. Bitte nennen Sie je Einreichung nur einen; weitere können Sie"
        " einzeln einreichen."
    )


def bad_link(problem: UrlProblem) -> Text:
    return text(f"Diesen Link kann ich nicht annehmen: {_LINKS[problem]} Zum Beispiel: ", _LINK)


def no_title() -> Text:
    return text("Es fehlt der Titel, zum Beispiel: Leitlinien Bürgerbeteiligung")


def title_too_long(most: int) -> Text:
    return text(
        f"Der Titel ist zu lang (höchstens {most} Zeichen). Bitte kürzen Sie ihn, zum Beispiel:"
        " Leitlinien Bürgerbeteiligung"
    )


def unknown_status() -> Text:
    return text(
        "Diesen Stand verstehe ich nicht. Möglich sind »in Erarbeitung«, »beschlossen« und"
        " »fortgeschrieben«, die letzten beiden auch mit Datum. Zum Beispiel: beschlossen 2014"
    )


def unknown_date() -> Text:
    return text(
        "Das Datum verstehe ich nicht. Es genügt das Jahr, zum Beispiel: beschlossen 2014."
        " Genauer geht es auch: beschlossen am 12.3.2014"
    )


def date_without_decision() -> Text:
    return text(
        "Ein Datum kann ich nur zu »beschlossen« oder »fortgeschrieben« aufnehmen, zum Beispiel:"
        " beschlossen 2014. Ohne Datum geht es so: in Erarbeitung"
    )


def no_note() -> Text:
    return text("Die Anmerkung ist leer. Bitte schreiben Sie einen Satz, oder lassen Sie sie weg.")


def note_too_long(most: int) -> Text:
    return text(
        f"Die Anmerkung ist zu lang (höchstens {most} Zeichen). Bitte kürzen Sie sie, zum Beispiel"
        " auf einen Satz."
    )


_LINK = Code("https://www.example.org/leitlinien")
_LINKS: Mapping[UrlProblem, str] = MappingProxyType(
    {
        UrlProblem.NOT_HTTP: "Er muss mit https:// oder http:// beginnen.",
        UrlProblem.CREDENTIALS: "Er enthält Zugangsdaten. Bitte nennen Sie ihn ohne diese.",
        UrlProblem.PRIVATE: "Er führt in ein internes Netz. Bitte nennen Sie eine öffentliche"
        " Adresse.",
        UrlProblem.MALFORMED: "Er ist unvollständig, zu lang oder enthält einen Tippfehler.",
    }
)


# --- which municipality


def option(name: str, kind: str, land: str, ags: str) -> str:
    """Exact enough to be typed."""
    return f"{name} ({', '.join(part for part in (kind, land, f'AGS {ags}') if part)})"


# --- whether it can be filed


def not_possible(address: str) -> Text:
    return text(
        "Einreichungen sind hier noch nicht eingerichtet. Bitte schreiben Sie eine E-Mail an ",
        Link(address, f"mailto:{address}"),
    )


def too_many(most: int, prefix: str) -> Text:
    return text(
        f"Von Ihnen warten schon {most} Einreichungen auf eine Entscheidung; mehr kann ich zugleich"
        " nicht aufnehmen. Bitte warten Sie, oder ziehen Sie eine zurück. Ihre Einreichungen"
        " zeigt ",
        Code(f"{prefix}meine"),
    )


def nothing_submitted() -> Text:
    return text(
        "Es fehlt das Dokument. Bitte nennen Sie hinter dem Ort einen Link, oder antworten Sie mit"
        " dem Befehl auf die Nachricht mit der Datei."
    )


def submitted_before(prefix: str, number: int) -> Text:
    return text(
        f"Das haben Sie schon eingereicht: Nr. {number}. Den Stand zeigt ",
        Code(f"{prefix}einreichung {number}"),
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
    told = contents(submission, file)
    known = "1 Angabe" if len(told) == 1 else f"{len(told)} Angaben"
    return answer + text(f"Aufgenommen habe ich {known}:") + items(*told)


def unknown_place(place: str, similar: Sequence[str]) -> Text:
    answer = f"{quoted(place)} kenne ich nicht; das Netzwerkmanagement sieht nach."
    if similar:
        answer += f" Meinten Sie {_or(similar)}? Dann ändern Sie bitte Ihre Einreichung."
    return text(answer)


def what_next(prefix: str, submission: Submission) -> Text:
    number = submission.submission_id
    answer = text(
        "Das Netzwerkmanagement prüft sie und entscheidet. Das Ergebnis erhalten Sie im direkten"
        " Chat. Den Stand zeigt ",
        Code(f"{prefix}einreichung {number}"),
    )
    if submission.event_id is not None:
        answer += text("Zum Ändern bearbeiten Sie einfach Ihre Nachricht.")
    return answer


def contents(submission: Submission, file: str | None) -> list[tuple[Inline, ...]]:
    """Label and value of all that was submitted but place and list."""
    status = submission.status or ""
    if submission.adopted:
        status += f" ({written(submission.adopted)})"
    told: tuple[tuple[str, Inline | None], ...] = (
        ("Link", submission.url and Link(submission.url, submission.url)),
        ("Datei", file and quoted(file)),
        ("Titel", submission.title and f"»{submission.title}«"),
        ("Stand", status),
        ("Anmerkung", submission.note),
    )
    return [(f"{label}: ", value) for label, value in told if value]


def _or(names: Sequence[str]) -> str:
    *others, last = [f"»{name}«" for name in names]
    return f"{', '.join(others)} oder {last}" if others else last


# --- what came out when link and file were looked at


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
        "BOMB": "Sie wird entpackt viel zu groß. Bitte speichern Sie sie als PDF.",
        "ENCRYPTED": "Sie ist mit einem Passwort geschützt. Bitte speichern Sie sie ohne Passwort.",
        "MACROS": "Sie enthält Makros. Bitte speichern Sie sie ohne Makros, am besten als PDF.",
        "TOO_LARGE": "Sie ist zu groß. Bitte verkleinern Sie sie, oder nennen Sie einen Link.",
        "ALTERED": "Sie kam verändert an. Bitte laden Sie sie noch einmal hoch.",
    }
)
