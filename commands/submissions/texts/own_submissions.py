"""Sentences for members about their own submissions: where each stands, and what they changed."""

from collections.abc import Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.collection.texts.guidelines import LISTS
from commands.language.markup import Bold, Code, Text, items, text
from commands.language.texts.counting import counted
from commands.language.texts.dates import moment, partial_date
from commands.language.visible import quoted
from commands.submissions.texts.notices import OUTCOMES
from commands.submissions.texts.submissions import contents
from storage.submissions.submissions import Submission, SubmissionFile, SubmissionStep

# --- my submissions

NUMBER = "Nummer"
PLACE = "Kommune"
CHANGE = (
    "Ändert eine Ihrer Einreichungen, solange sie nicht entschieden ist.",
    "einreichung ändern 12",
)


def no_such_place(place: str) -> Text:
    return text(
        f"{quoted(place)} steht in keinem meiner Verzeichnisse. Ihre Einreichung bleibt, wie sie"
        " ist."
    )


def none_yet(prefix: str) -> Text:
    return text("Sie haben noch nichts eingereicht. So geht es: ", Code(f"{prefix}einreichen"))


def no_such(number: int, prefix: str) -> Text:
    return text(
        f"Unter Nr. {number} haben Sie nichts eingereicht. Ihre Einreichungen zeigt ",
        Code(f"{prefix}meine"),
    )


def _waiting(count: int, waiting: int) -> str:
    if waiting == 0:
        return "Sie ist entschieden." if count == 1 else "Alle sind entschieden."
    if waiting == count:
        return f"{'Sie wartet' if count == 1 else 'Alle warten'} noch auf die Entscheidung."
    return f"Davon {'wartet eine' if waiting == 1 else f'warten {waiting}'} auf die Entscheidung."


def own(prefix: str, count: int, waiting: int, shown: Sequence[Submission]) -> Text:
    heading = f"Sie haben {counted(count, 'Einreichung', 'Einreichungen', article='eine')}."
    heading += f" {_waiting(count, waiting)}"
    if len(shown) < count:
        heading += f" Hier sind {len(shown)} davon:"
    lines = [
        f"Nr. {each.submission_id}: {each.place}, Liste {LISTS[each.list]}: {_STATES[each.state]}"
        for each in shown
    ]
    number = shown[0].submission_id
    more = text("Mehr zu einer davon zeigt zum Beispiel ", Code(f"{prefix}einreichung {number}"))
    return text(heading) + items(*lines) + more


def one(
    submission: Submission,
    file: SubmissionFile | None,
    steps: Sequence[SubmissionStep],
    prefix: str,
    zone: ZoneInfo,
) -> Text:
    number = submission.submission_id
    heading = f"Einreichung Nr. {number}: {submission.place}, Liste {LISTS[submission.list]}"
    lines = contents(submission, None if file is None else file.name)
    answer = text(Bold(heading))
    answer += text(f"Eingereicht am {moment(submission.created_at, zone)}.")
    answer += _outcome(submission, steps, zone)
    answer += text(counted(len(lines), "Angabe:", "Angaben:")) + items(*lines)
    if file is not None and submission.undecided and file.state in _FILE_STATES:
        answer += text(_FILE_STATES[file.state])
    if submission.undecided:
        answer += text("Zurückziehen können Sie sie mit ", Code(f"{prefix}zurückziehen {number}"))
    return answer


def _outcome(submission: Submission, steps: Sequence[SubmissionStep], zone: ZoneInfo) -> Text:
    last = next((each for each in reversed(steps) if each.action == submission.state), None)
    if submission.undecided or last is None:
        return text(f"Stand: {_STATES[submission.state]}.")
    answer = text(f"Stand: {_STATES[submission.state]} am {moment(last.done_at, zone)}.")
    return answer + text(f"Grund: {last.detail}") if last.detail else answer


def withdrawn(submission: Submission) -> Text:
    return text(f"Ihre Einreichung Nr. {submission.submission_id} ist zurückgezogen.")


def withdrawn_by_removing(submission: Submission) -> Text:
    return text(
        f"Die Nachricht mit Ihrer Einreichung Nr. {submission.submission_id} zu"
        f" {submission.place} wurde gelöscht. Damit ist die Einreichung zurückgezogen."
    )


def over_already(submission: Submission) -> Text:
    return text(
        f"Ihre Einreichung Nr. {submission.submission_id} ist schon abgeschlossen:"
        f" {_STATES[submission.state]}. Daran kann ich nichts mehr ändern."
    )


_STATES = MappingProxyType(
    {"checking": "wird gerade geprüft", "open": "wartet auf die Entscheidung", **OUTCOMES}
)
_FILE_STATES = MappingProxyType(
    {
        "waiting": "Die Datei wird noch geladen.",
        "unreachable": "Die Datei konnte ich noch nicht laden; ich versuche es weiter.",
        "unsuitable": "Die Datei lässt sich nicht verwenden; es geht nur um den Link.",
    }
)


# --- the message was edited


def edit_not_understood(prefix: str) -> Text:
    return text(
        "Ihre geänderte Nachricht beginnt nicht mehr mit ",
        Code(f"{prefix}einreichen"),
        ". Zum Zurückziehen löschen Sie die Nachricht.",
    )


def as_it_was(submission: Submission) -> Text:
    number = submission.submission_id
    return text(f"Ihre Einreichung Nr. {number} bleibt deshalb, wie sie war.")


def nothing_changed(submission: Submission) -> Text:
    return text(f"Das ändert nichts an Ihrer Einreichung Nr. {submission.submission_id}.")


def changed(submission: Submission, differences: Sequence[str]) -> Text:
    answer = text(f"Ihre Einreichung Nr. {submission.submission_id} ist geändert.")
    return answer + changes(differences)


def changes(differences: Sequence[str]) -> Text:
    count = counted(len(differences), "Änderung", "Änderungen")
    return text(f"{count}:") + items(*differences)


def differences(before: Submission, after: Submission) -> list[str]:
    """Return the old and the new value of each changed field."""
    pairs = zip(_fields(before), _fields(after), strict=True)
    return [
        f"{label}: bisher {_shown(was)}, neu {_shown(now)}"
        for (label, was), (_, now) in pairs
        if was != now
    ]


def _fields(submission: Submission) -> list[tuple[str, str | None]]:
    adopted = submission.adopted and partial_date(submission.adopted)
    status = " ".join(part for part in (submission.status, adopted) if part)
    return [
        ("Kommune", submission.place),
        ("Gemeindeschlüssel", submission.ags),
        ("Liste", LISTS[submission.list]),
        ("Link", submission.url),
        ("Titel", submission.title),
        ("Stand", status),
        ("Anmerkung", submission.note),
    ]


def _shown(value: str | None) -> str:
    return f"»{value}«" if value else "ohne Angabe"
