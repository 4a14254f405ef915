"""What the management reads of submissions, and what their submitters hear of the review."""

from collections.abc import Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.submissions.details import Details, Difference
from commands.texts.dates import moment
from commands.texts.guidelines import LISTS
from commands.texts.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from storage.submissions import Step, SubmissionFile

SOMEBODY = "eine Person, deren Daten gelöscht sind"
ENCRYPTED_FILE = "verschlüsselt übermittelte Datei"
NOT_CHECKED = "Der Link wurde noch nicht geprüft."
ENTRY_UNCONFIRMED = (
    "Der Eintrag ist noch nicht bestätigt. Wenn Sie annehmen, gilt er im Ganzen als vom"
    " Netzwerkmanagement bestätigt, auch mit den Angaben, die schon darin stehen."
)
LINK_STATES = MappingProxyType({"OK": None})
FILE_PROBLEMS = MappingProxyType(
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
    answer += _comparison(details) + _contents(details)
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
    if details.kind is None:
        return NOTHING
    said = f"Vergleich mit der Sammlung: {details.kind}."
    if details.entry is None:
        said += " Es entsteht ein neuer Eintrag."
    elif details.entry:
        said += f" Geändert wird der Eintrag »{details.entry}«."
    else:
        said += " Geändert wird der Eintrag, von dem bisher kein Titel vorliegt."
    return text(said)


def _contents(details: Details) -> Text:
    """What would change, else, once it is decided, what was submitted."""
    differences = details.differences
    if details.kind is not None:
        if not differences:
            return text("Am Eintrag ändert sich dadurch nichts.")
        count = len(differences)
        changes = "Eine Angabe ändert sich" if count == 1 else f"{count} Angaben ändern sich"
        return text(f"{changes}:") + items(*map(_difference, differences))
    return NOTHING


def _difference(difference: Difference) -> tuple[Inline, ...]:
    if difference.before is None:
        return (f"{difference.field}: neu ", *_value(difference.after))
    before, after = _value(difference.before), _value(difference.after)
    return (f"{difference.field}: bisher ", *before, ", neu ", *after)


def _value(value: str) -> tuple[Inline, ...]:
    return (Link(value, value),) if value.startswith(("http://", "https://")) else (f"»{value}«",)


def _remarks(details: Details) -> Text:
    found = remarks(details)
    if not found:
        return NOTHING
    count = "Ein Hinweis" if len(found) == 1 else f"{len(found)} Hinweise"
    return text(f"{count}:") + items(*found)


def remarks(details: Details) -> list[str]:
    submission = details.submission
    found = [] if details.file is None else [file(details.file)]
    if submission.url is not None and submission.undecided:
        link = link_remark(submission.link_state)
        found += [link] if link is not None else []
    if details.unconfirmed:
        found.append(ENTRY_UNCONFIRMED)
    if details.same_as:
        found.append(f"Dasselbe betrifft auch: {numbers(details.same_as)}.")
    return found


def numbers(submission_ids: Sequence[int]) -> str:
    return ", ".join(f"Einreichung Nr. {number}" for number in submission_ids)


def link_remark(link_state: str | None) -> str | None:
    if link_state is None:
        return NOT_CHECKED
    return LINK_STATES.get(link_state, f"Der Link antwortete nicht wie erwartet ({link_state}).")


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
    return FILE_PROBLEMS.get(file.problem or "", "sie hat die Prüfung nicht bestanden")


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


# --- mail


def mail_subject(details: Details, network: str) -> str:
    submission = details.submission
    return f"{network}: Einreichung Nr. {submission.submission_id} ({submission.place})"


def mail_body(details: Details, zone: ZoneInfo) -> str:
    return f"{description(details, zone).body}\n\n{MAIL_END}\n"


def digest_subject(count: int, network: str) -> str:
    return f"{network}: {submissions(count)} zur Sammlung"


def digest_body(details: Sequence[Details], zone: ZoneInfo) -> str:
    parts = [f"Seit der letzten E-Mail: {submissions(len(details))} zur Sammlung."]
    parts += [description(each, zone).body for each in details]
    return "\n\n\n".join([*parts, MAIL_END]) + "\n"


def submissions(count: int) -> str:
    return "eine Einreichung" if count == 1 else f"{count} Einreichungen"


MAIL_END = (
    "Bitte entscheiden Sie im Raum des Netzwerkmanagements. Diese E-Mail hat der Bot verschickt;"
    " eine Antwort darauf erreicht ihn nicht."
)
