"""What the management reads of submissions by e-mail."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from commands.submissions.details import Details
from commands.texts.notices import description

ENCRYPTED_FILE = "verschlüsselt übermittelte Datei"


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
