"""Reminders of submissions that wait, and the mails about them."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.collection.texts.guidelines import LISTS
from commands.language.markup import Bold, Code, Text, items, text
from commands.language.texts.counting import counted, shortened
from commands.language.texts.dates import since
from commands.submissions.compare import Details
from commands.submissions.texts.notices import description
from storage.submissions.submissions import Submission

_MOST_SHOWN = 20


# The command that shows them.
UNDECIDED = "offen"


def waiting(submissions: Sequence[Submission], now: datetime, prefix: str) -> Text:
    what = _waiting(len(submissions))
    lines = [_one(submission, now) for submission in submissions]
    return (
        text(Bold(f"Erinnerung: {what} noch auf eine Entscheidung:"))
        + items(*shortened(lines, _MOST_SHOWN))
        + text("Alle, die warten, zeigt ", Code(f"{prefix}{UNDECIDED}"))
    )


def undecided(count: int) -> str:
    return f"{_waiting(count)} auf eine Entscheidung"


def _waiting(count: int) -> str:
    return counted(count, "Einreichung wartet", "Einreichungen warten", article="Eine")


def _one(submission: Submission, now: datetime) -> str:
    return (
        f"Nr. {submission.submission_id}: {submission.place}, Liste {LISTS[submission.list]},"
        f" seit {since(now - submission.created_at)}"
    )


ENCRYPTED_FILE = "verschlüsselt übermittelte Datei"


def mail_subject(details: Details, network: str) -> str:
    submission = details.submission
    return f"{network}: Einreichung Nr. {submission.submission_id} ({submission.place})"


def mail_body(details: Details, zone: ZoneInfo) -> str:
    return f"{description(details, zone).body}\n\n{MAIL_END}\n"


def digest_subject(count: int, network: str) -> str:
    return f"{network}: {_submissions(count)} zur Sammlung"


def digest_body(details: Sequence[Details], zone: ZoneInfo) -> str:
    parts = [f"Seit der letzten E-Mail: {_submissions(len(details))} zur Sammlung."]
    parts += [description(each, zone).body for each in details]
    return "\n\n\n".join([*parts, MAIL_END]) + "\n"


def _submissions(count: int) -> str:
    return counted(count, "Einreichung", "Einreichungen", article="eine")


MAIL_END = (
    "Bitte entscheiden Sie im Raum des Netzwerkmanagements. Diese E-Mail hat der Bot verschickt;"
    " eine Antwort darauf erreicht ihn nicht."
)


def not_mailed(number: int) -> Text:
    return text(
        f"Einreichung Nr. {number} fehlt wegen eines Fehlers in der täglichen E-Mail. Bitte"
        " informieren Sie die technische Betreuung; der Grund steht im Protokoll."
    )
