"""What reminds the management of submissions that wait."""

from collections.abc import Sequence
from datetime import datetime

from commands.texts.durations import since
from commands.texts.guidelines import LISTS
from commands.texts.markup import Bold, Code, Text, items, text
from storage.submissions import Submission

_MOST_SHOWN = 20


def waiting(submissions: Sequence[Submission], now: datetime, prefix: str) -> Text:
    count = len(submissions)
    what = "Eine Einreichung wartet" if count == 1 else f"{count} Einreichungen warten"
    shown = [_one(submission, now) for submission in submissions[:_MOST_SHOWN]]
    if count > len(shown):
        shown.append(f"und {count - len(shown)} weitere")
    return (
        text(Bold(f"Erinnerung: {what} noch auf eine Entscheidung:"))
        + items(*shown)
        + text("Alle, die warten, zeigt ", Code(f"{prefix}offen"))
    )


def _one(submission: Submission, now: datetime) -> str:
    return (
        f"Nr. {submission.submission_id}: {submission.place}, Liste {LISTS[submission.list]},"
        f" seit {since(now - submission.created_at)}"
    )
