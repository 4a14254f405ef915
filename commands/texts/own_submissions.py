"""What members read about what they have submitted: where it stands, and what they changed."""

from collections.abc import Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.texts.dates import moment
from commands.texts.guidelines import LISTS, written
from commands.texts.markup import Bold, Code, Text, items, text
from commands.texts.submissions import contents
from storage.submissions import Step, Submission, SubmissionFile

# --- my submissions


def none_yet(prefix: str) -> Text:
    return text("Sie haben noch nichts eingereicht. So geht es: ", Code(f"{prefix}einreichen"))


def no_such(number: int, prefix: str) -> Text:
    return text(
        f"Eine Einreichung Nr. {number} von Ihnen gibt es nicht. Ihre Einreichungen zeigt ",
        Code(f"{prefix}meine"),
    )


def own(prefix: str, count: int, waiting: int, shown: Sequence[Submission]) -> Text:
    one = "1 Einreichung" if count == 1 else f"{count} Einreichungen"
    heading = f"Von Ihnen: {one}, davon {waiting} noch nicht entschieden."
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
    steps: Sequence[Step],
    prefix: str,
    zone: ZoneInfo,
) -> Text:
    number = submission.submission_id
    heading = f"Einreichung Nr. {number}: {submission.place}, Liste {LISTS[submission.list]}"
    told = contents(submission, None if file is None else file.name)
    answer = text(Bold(heading))
    answer += text(f"Eingereicht am {moment(submission.created_at, zone)}.")
    answer += _outcome(submission, steps, zone)
    answer += text("1 Angabe:" if len(told) == 1 else f"{len(told)} Angaben:") + items(*told)
    if file is not None and submission.undecided and file.state in _FILE_STATES:
        answer += text(_FILE_STATES[file.state])
    if submission.undecided:
        answer += text("Zurückziehen können Sie sie mit ", Code(f"{prefix}zurückziehen {number}"))
    return answer


def _outcome(submission: Submission, steps: Sequence[Step], zone: ZoneInfo) -> Text:
    last = next((each for each in reversed(steps) if each.what == submission.state), None)
    if submission.undecided or last is None:
        return text(f"Stand: {_STATES[submission.state]}.")
    answer = text(f"Stand: {_STATES[submission.state]} am {moment(last.done_at, zone)}.")
    return answer + text(f"Grund: {last.detail}") if last.detail else answer


def in_direct_chat() -> Text:
    return text("Die Antwort finden Sie in unserem direkten Chat.")


def no_direct_chat() -> Text:
    return text(
        "Ich konnte keinen direkten Chat mit Ihnen öffnen. Bitte laden Sie mich selbst in einen"
        " ein, und fragen Sie dort noch einmal."
    )


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
    {
        "checking": "wird gerade geprüft",
        "open": "wartet auf die Entscheidung",
        "accepted": "angenommen",
        "refused": "abgelehnt",
        "withdrawn": "zurückgezogen",
        "unsuitable": "nicht verwendbar",
    }
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
    count = "1 Änderung" if len(differences) == 1 else f"{len(differences)} Änderungen"
    return text(f"{count}:") + items(*differences)


def differences(before: Submission, after: Submission) -> list[str]:
    """What each changed field said and says."""
    told = zip(_fields(before), _fields(after), strict=True)
    return [
        f"{label}: bisher {_said(was)}, neu {_said(now)}"
        for (label, was), (_, now) in told
        if was != now
    ]


def _fields(submission: Submission) -> list[tuple[str, str | None]]:
    adopted = submission.adopted and written(submission.adopted)
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


def _said(value: str | None) -> str:
    return f"»{value}«" if value else "ohne Angabe"
