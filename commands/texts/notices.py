"""A submission as the management reads it: in the notice, in the queue, in full, and by mail."""

from collections.abc import Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.submissions.compare import Change, Comparison
from commands.submissions.details import Details
from commands.texts.dates import moment
from commands.texts.guidelines import LISTS, is_bare, written
from commands.texts.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from storage.submissions import Step, Submission, SubmissionFile

SOMEBODY = "einer nicht mehr gespeicherten Person"
NOT_CHECKED = "Link: nicht geprüft."
ENTRY_UNCONFIRMED = (
    "Der Eintrag ist noch nicht bestätigt. Wenn Sie annehmen, gilt er im Ganzen als vom"
    " Netzwerkmanagement bestätigt, auch mit den Angaben, die schon darin stehen."
)
_FIELDS = MappingProxyType(
    {
        "title": "Titel",
        "status": "Stand",
        "adopted": "Beschluss",
        "updated": "Fortgeschrieben",
        "link": "Link",
        "document": "Dokument",
    }
)
_LINK_STATES = MappingProxyType(
    {
        "NOT_FOUND": "Unter dieser Adresse gibt es keine Seite (mehr).",
        "REFUSED": "Die Seite gibt der Bot-Anfrage keine Auskunft; vielleicht verlangt sie eine"
        " Anmeldung.",
        "FAILING": "Die Seite meldet einen Fehler.",
        "UNREACHABLE": "Die Seite antwortet nicht.",
        "NOT_PUBLIC": "Die Adresse führt in ein internes Netz.",
        "TOO_MANY_REDIRECTS": "Die Seite leitet immer weiter.",
    }
)
_FILE_PROBLEMS = MappingProxyType(
    {
        "EMPTY": "sie ist leer",
        "WRONG_KIND": "sie ist weder PDF noch DOCX noch ODT",
        "DAMAGED": "sie ist beschädigt",
        "BOMB": "sie ist zu groß, wenn sie entpackt wird",
        "ENCRYPTED": "sie ist mit einem Passwort geschützt",
        "MACROS": "sie enthält Makros",
        "TOO_LARGE": "sie ist zu groß",
        "ALTERED": "sie kam nicht so an, wie sie abgeschickt wurde",
    }
)
_DECIDED = MappingProxyType(
    {
        "accepted": "angenommen",
        "refused": "abgelehnt",
        "withdrawn": "zurückgezogen",
        "unsuitable": "nicht verwendbar",
    }
)
_PLAIN_STATES = MappingProxyType(
    {"checking": "Link und Datei werden geprüft", "open": "offen, bitte entscheiden Sie"}
)


# --- the notice


def notice(details: Details, prefix: str, zone: ZoneInfo) -> Text:
    return description(details, zone) + _how_to_decide(details, prefix)


def description(details: Details, zone: ZoneInfo) -> Text:
    """All of a submission: who, what, and how it compares to the collection."""
    submission = details.submission
    who = submission.submitter or SOMEBODY
    answer = text(Bold(headline(details)))
    answer += text(f"Stand: {state(details, zone)}.")
    answer += text(f"Eingereicht von {who} am {moment(submission.created_at, zone)}.")
    answer += _comparison(details)
    if submission.note:
        answer += text(f"Anmerkung dazu: »{submission.note}«")
    return answer + _remarks(details)


def headline(details: Details) -> str:
    submission = details.submission
    return (
        f"Einreichung Nr. {submission.submission_id}: {submission.place},"
        f" Liste {LISTS[submission.list]}"
    )


def state(details: Details, zone: ZoneInfo) -> str:
    """ "angenommen von @bo:example.org am …", without a full stop."""
    name = details.submission.state
    if details.submission.undecided:
        return _PLAIN_STATES[name]
    return _DECIDED[name] if details.decision is None else decided(details.decision, zone)


def decided(step: Step, zone: ZoneInfo) -> str:
    who = "" if step.what == "unsuitable" else f" von {step.actor or SOMEBODY}"
    why = f", Grund: »{step.detail}«" if step.what == "refused" and step.detail else ""
    return f"{_DECIDED[step.what]}{who} am {moment(step.done_at, zone)}{why}"


def _comparison(details: Details) -> Text:
    """What would change; once nothing can change any more, what was submitted."""
    if details.comparison is None:
        told = items(*_submitted(details.submission))
        return text("Eingereicht wurde:") + told
    answer = text(f"Vergleich mit der Sammlung: {_kind(details.comparison)}")
    changes = details.comparison.changes
    if not changes:
        return answer + text("Am Eintrag ändert sich dadurch nichts.")
    count = len(changes)
    title = "Eine Angabe ändert sich" if count == 1 else f"{count} Angaben ändern sich"
    return answer + text(f"{title}:") + items(*map(_change, changes))


def _kind(comparison: Comparison) -> str:
    entry = comparison.guideline
    if entry is None:
        return "neu. Es entsteht ein Eintrag."
    if entry.title is None:
        return f"{comparison.kind} zu dem Eintrag, der bisher keinen Titel hat."
    return f"{comparison.kind} zu dem Eintrag »{entry.title}«."


def _change(change: Change) -> tuple[Inline, ...]:
    after = _value(change.field, change.after)
    if change.before is None:
        return (f"{_FIELDS[change.field]}: neu ", *after)
    before = _value(change.field, change.before)
    return (f"{_FIELDS[change.field]}: bisher ", *before, ", neu ", *after)


def _value(field: str, value: str) -> tuple[Inline, ...]:
    if field == "link":
        return (Link(value, value),)
    return (written(value),) if field in ("adopted", "updated") else (f"»{value}«",)


def _submitted(submission: Submission) -> list[tuple[Inline, ...]]:
    dated = "updated" if submission.status == "fortgeschrieben" else "adopted"
    told = (
        ("title", submission.title),
        ("status", submission.status),
        (dated, submission.adopted),
        ("link", submission.url),
    )
    return [
        (f"{_FIELDS[field]}: ", *_value(field, value)) for field, value in told if value is not None
    ]


def _remarks(details: Details) -> Text:
    found = _found(details)
    if not found:
        return NOTHING
    count = "Ein Hinweis" if len(found) == 1 else f"{len(found)} Hinweise"
    return text(f"{count}:") + items(*found)


def _found(details: Details) -> list[str]:
    submission = details.submission
    found = [] if details.file is None else [file(details.file)]
    if submission.url is not None and submission.undecided:
        link = link_remark(submission.link_state)
        found += [link] if link is not None else []
    comparison = details.comparison
    if comparison is not None and _is_unconfirmed(comparison):
        found.append(ENTRY_UNCONFIRMED)
    if comparison is not None and comparison.same_as:
        found.append(f"Um dasselbe geht es in {_numbers(comparison.same_as)}.")
    return found


def _numbers(submission_ids: Sequence[int]) -> str:
    return ", ".join(f"Einreichung Nr. {number}" for number in submission_ids)


def link_remark(link_state: str | None) -> str | None:
    if link_state is None:
        return NOT_CHECKED
    told = _LINK_STATES.get(link_state)
    return None if told is None else f"Link: {told}"


def _is_unconfirmed(comparison: Comparison) -> bool:
    """There is something that nobody has confirmed and that would count as confirmed."""
    entry = comparison.guideline
    return entry is not None and entry.confirmed_at is None and not is_bare(entry)


def file(file: SubmissionFile) -> str:
    match file.state:
        case "stored":
            return f"Datei {file.name} ({_kind_and_size(file)}): geprüft und gespeichert."
        case "unsuitable":
            return f"Datei {file.name}: nicht verwendbar, denn {_problem(file)}."
        case "unreachable":
            return (
                f"Datei {file.name}: Sie ließ sich bisher nicht holen (Versuche:"
                f" {file.attempts}). Der Bot versucht es weiter."
            )
    return f"Datei {file.name}: Sie wird noch geholt und geprüft."


def _kind_and_size(file: SubmissionFile) -> str:
    size = f"{(file.bytes or 0) / 1_000_000:.1f} MB".replace(".", ",")
    return f"{file.kind}, {size}" if file.kind else size


def _problem(file: SubmissionFile) -> str:
    return _FILE_PROBLEMS.get(file.problem or "", "sie hat die Prüfung nicht bestanden")


def _how_to_decide(details: Details, prefix: str) -> Text:
    if details.submission.state != "open":
        return NOTHING
    number = details.submission.submission_id
    return text("So entscheiden Sie:") + items(
        ("Annehmen: mit ✅ an dieser Nachricht oder mit ", Code(f"{prefix}annehmen {number}")),
        (
            "Ablehnen: mit ❌ an dieser Nachricht (der Bot fragt dann nach dem Grund) oder mit ",
            Code(f"{prefix}ablehnen {number} Grund"),
        ),
        ("Rückfrage stellen: mit ", Code(f"{prefix}rückfrage {number} Frage")),
    )


def changed(number: int, changes: Text) -> Text:
    return text(Bold(f"Einreichung Nr. {number} wurde geändert.")) + changes


def not_delivered(number: int, person: str, message: Text) -> Text:
    """To the management, if somebody cannot be reached in the direct chat."""
    return (
        text(
            f"Zu Einreichung Nr. {number}: {person} war im direkten Chat nicht zu erreichen. Bitte"
            " geben Sie diese Nachricht auf anderem Weg weiter:"
        )
        + message
    )


def file_not_shown(number: int, name: str, prefix: str) -> Text:
    """In its place, if the homeserver does not take the file."""
    return text(
        f"Die Datei {name} zu Einreichung Nr. {number} ist geprüft und gespeichert, ließ sich aber"
        " nicht in diesem Raum zeigen. Möchten Sie sie vor der Entscheidung lesen, bitten Sie die"
        " einreichende Person zum Beispiel um einen Link: ",
        Code(f"{prefix}rückfrage {number} Können Sie uns einen Link nennen?"),
    )


# --- one in full


def in_full(details: Details, prefix: str, zone: ZoneInfo) -> Text:
    count = len(details.steps)
    steps = "1 Schritt" if count == 1 else f"{count} Schritte"
    return (
        description(details, zone)
        + (text(f"Verlauf ({steps}):") + items(*(_step(s, zone) for s in details.steps)))
        + _how_to_decide(details, prefix)
    )


_STEPS = MappingProxyType(
    {
        "submitted": "eingereicht",
        "checked": "geprüft",
        "changed": "geändert",
        "asked": "Rückfrage",
        "answered": "Antwort",
        **_DECIDED,
    }
)
_BY_THE_BOT = frozenset({"checked", "unsuitable"})


def _step(step: Step, zone: ZoneInfo) -> str:
    who = "vom Bot" if step.what in _BY_THE_BOT else f"von {step.actor or SOMEBODY}"
    detail = f": »{step.detail}«" if step.detail else ""
    return f"{moment(step.done_at, zone)}: {_STEPS[step.what]} {who}{detail}"
