"""A submission in words for the management: in the notice, in the queue, in full, and by mail."""

from types import MappingProxyType
from zoneinfo import ZoneInfo

from commands.collection.texts.guidelines import LISTS, is_bare
from commands.language.markup import NOTHING, Bold, Code, Inline, Link, Text, items, text
from commands.language.texts.counting import counted, file_size
from commands.language.texts.dates import moment, partial_date
from commands.language.urls import mixed_scripts
from commands.submissions.compare import Comparison, Details, SubmissionChange
from storage.submissions.submissions import Submission, SubmissionFile, SubmissionStep

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
OUTCOMES = MappingProxyType(
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
    """Describe all of a submission: who, what, and how it compares to the collection."""
    submission = details.submission
    who = submission.submitter or SOMEBODY
    answer = text(Bold(headline(details)))
    answer += text(ended(f"Stand: {state(details, zone)}"))
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
    """Return "angenommen von @bo:example.org am …", without a full stop."""
    name = details.submission.state
    if details.submission.undecided:
        return _PLAIN_STATES[name]
    return OUTCOMES[name] if details.decision is None else decided(details.decision, zone)


def decided(step: SubmissionStep, zone: ZoneInfo) -> str:
    who = "" if step.action == "unsuitable" else f" von {step.actor or SOMEBODY}"
    why = f", Grund: »{step.detail}«" if step.action == "refused" and step.detail else ""
    return f"{OUTCOMES[step.action]}{who} am {moment(step.done_at, zone)}{why}"


def ended(sentence: str) -> str:
    """Put a full stop behind it, unless what is quoted last has one."""
    return sentence if sentence.rstrip("«").endswith((".", "!", "?")) else f"{sentence}."


def _comparison(details: Details) -> Text:
    """List the changes; when nothing can change any more, list what was submitted."""
    if details.comparison is None:
        submitted = _submitted(details.submission)
        if not submitted:
            return text("Eingereicht wurde eine Datei.") if details.file else NOTHING
        return text("Eingereicht wurde:") + items(*submitted)
    place = details.submission.place
    answer = text(_kind(details.comparison, place))
    changes = details.comparison.changes
    if not changes:
        return answer + text("Am Eintrag ändert sich dadurch nichts.")
    count = len(changes)
    if details.comparison.guideline is None:
        return text("Neuer Eintrag. Er enthält:") + items(*map(_change, changes))
    title = counted(count, "Angabe ändert sich", "Angaben ändern sich", article="Eine")
    return answer + text(f"{title}:") + items(*map(_change, changes))


def _kind(comparison: Comparison, place: str) -> str:
    entry = comparison.guideline
    if entry is None:
        return "Neuer Eintrag."
    title = "bisher ohne Titel" if entry.title is None else f"»{entry.title}«"
    if comparison.kind == "schon vorhanden":
        return f"Steht schon im Eintrag zu {place} ({title})."
    return f"Ergänzt den Eintrag zu {place} ({title})."


def _change(change: SubmissionChange) -> tuple[Inline, ...]:
    after = _value(change.field, change.after)
    if change.before is None:
        return (f"{_FIELDS[change.field]}: neu ", *after)
    before = _value(change.field, change.before)
    return (f"{_FIELDS[change.field]}: bisher ", *before, ", neu ", *after)


def _value(field: str, value: str) -> tuple[Inline, ...]:
    if field == "link":
        return (Link(value, value),)
    return (partial_date(value),) if field in ("adopted", "updated") else (f"»{value}«",)


def _submitted(submission: Submission) -> list[tuple[Inline, ...]]:
    dated = "updated" if submission.status == "fortgeschrieben" else "adopted"
    parts = (
        ("title", submission.title),
        ("status", submission.status),
        (dated, submission.adopted),
        ("link", submission.url),
    )
    return [
        (f"{_FIELDS[field]}: ", *_value(field, value))
        for field, value in parts
        if value is not None
    ]


LOOKS_LIKE_ANOTHER = (
    "Link: Der Name der Website mischt Buchstaben verschiedener Schriften, zum Beispiel lateinische"
    " und kyrillische. So lässt sich eine fremde Website wie eine bekannte aussehen. Bitte prüfen"
    " Sie genau, wohin er führt."
)


def _remarks(details: Details) -> Text:
    found = _remark_lines(details)
    if not found:
        return NOTHING
    count = counted(len(found), "Hinweis", "Hinweise", article="Ein")
    return text(f"{count}:") + items(*found)


def _remark_lines(details: Details) -> list[str]:
    submission = details.submission
    found = [] if details.file is None else [file(details.file)]
    if submission.url is not None and submission.undecided:
        link = link_remark(submission.link_state)
        found += [link] if link is not None else []
        if mixed_scripts(submission.url):
            found.append(LOOKS_LIKE_ANOTHER)
    comparison = details.comparison
    if comparison is not None and _is_unconfirmed(comparison):
        found.append(ENTRY_UNCONFIRMED)
    if comparison is not None and comparison.same_as:
        others = ", ".join(f"Einreichung Nr. {number}" for number in comparison.same_as)
        found.append(f"Um dasselbe geht es in {others}.")
    return found


def link_remark(link_state: str | None) -> str | None:
    if link_state is None:
        return NOT_CHECKED
    words = _LINK_STATES.get(link_state)
    return None if words is None else f"Link: {words}"


def _is_unconfirmed(comparison: Comparison) -> bool:
    """Return whether something that nobody has confirmed would count as confirmed."""
    entry = comparison.guideline
    return entry is not None and entry.confirmed_at is None and not is_bare(entry)


def file(file: SubmissionFile) -> str:
    match file.state:
        case "stored":
            return f"Datei {file.name} ({_kind_and_size(file)}): geprüft und gespeichert."
        case "unsuitable":
            problem = _FILE_PROBLEMS.get(file.problem or "", "sie hat die Prüfung nicht bestanden")
            return f"Datei {file.name}: nicht verwendbar, denn {problem}."
        case "unreachable":
            return (
                f"Datei {file.name}: Sie ließ sich bisher nicht holen (Versuche:"
                f" {file.attempts}). Der Bot versucht es weiter."
            )
    return f"Datei {file.name}: Sie wird noch geholt und geprüft."


def _kind_and_size(file: SubmissionFile) -> str:
    size = file_size(file.bytes or 0)
    return f"{file.kind}, {size}" if file.kind else size


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
    """Tell the management that somebody cannot be reached in the direct chat."""
    return (
        text(
            f"Zu Einreichung Nr. {number}: {person} war im Direktchat nicht zu erreichen. Bitte"
            " geben Sie diese Nachricht auf anderem Weg weiter:"
        )
        + message
    )


def file_not_shown(number: int, name: str, prefix: str) -> Text:
    """Return the words in place of a file that the homeserver does not take."""
    return text(
        f"Die Datei {name} zu Einreichung Nr. {number} ist geprüft und gespeichert, ließ sich aber"
        " nicht in diesem Raum zeigen. Möchten Sie sie vor der Entscheidung lesen, bitten Sie die"
        " einreichende Person zum Beispiel um einen Link: ",
        Code(f"{prefix}rückfrage {number} Können Sie uns einen Link nennen?"),
    )


# --- one in full


def in_full(details: Details, prefix: str, zone: ZoneInfo) -> Text:
    count = len(details.steps)
    steps = counted(count, "Schritt", "Schritte")
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
        **OUTCOMES,
    }
)
_BY_THE_BOT = frozenset({"checked", "unsuitable"})


def _step(step: SubmissionStep, zone: ZoneInfo) -> str:
    who = "vom Bot" if step.action in _BY_THE_BOT else f"von {step.actor or SOMEBODY}"
    detail = f": »{step.detail}«" if step.detail else ""
    return f"{moment(step.done_at, zone)}: {_STEPS[step.action]} {who}{detail}"


def not_refreshed(number: int) -> Text:
    return text(
        f"Den Hinweis zu Einreichung Nr. {number} konnte ich wegen eines Fehlers nicht auf den"
        " neuen Stand bringen. Bitte informieren Sie die technische Betreuung; der Grund steht im"
        " Protokoll."
    )
