"""Submissions to the collection, their files, and the steps of their history."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from storage.database import Transaction
from storage.records import fetch, fetch_one, insert, pairs, update

# "checking" until file and link were checked; "unsuitable" if nothing was left after that.
State = Literal["checking", "open", "accepted", "refused", "withdrawn", "unsuitable"]
What = Literal[
    "submitted",
    "checked",
    "changed",
    "asked",
    "answered",
    "accepted",
    "refused",
    "withdrawn",
    "unsuitable",
]


@dataclass(frozen=True)
class Submission:
    """`submission_id` 0 is not stored yet. Without `submitter` the person was forgotten.

    `room_id` and `event_id` are of the message that submitted it. `municipality_id` is None for
    a municipality that is not in the collection, `ags` then what the register says. `revision`
    counts the edits of the notice.
    """

    submission_id: int
    submitter: str | None
    room_id: str | None
    event_id: str | None
    state: State
    place: str
    municipality_id: int | None
    ags: str | None
    list: str
    url: str | None
    title: str | None
    status: str | None
    adopted: str | None
    note: str | None
    created_at: datetime
    changed_at: datetime
    link_state: str | None = None
    guideline_id: int | None = None
    revision: int = 0
    reminder_stage: int = 0
    mailed: bool = False

    @property
    def undecided(self) -> bool:
        return self.state in ("checking", "open")


FileState = Literal["waiting", "stored", "unsuitable", "unreachable"]


@dataclass(frozen=True)
class SubmissionFile:
    """`source` says where it is, as `File` of commands; it is dropped with the need for it.

    `unreachable` is tried again at `not_before`; `unsuitable` is final, `problem` says why.
    """

    submission_id: int
    name: str
    source: Mapping[str, object]
    encrypted: bool
    state: FileState
    not_before: datetime
    problem: str | None = None
    sha256: str | None = None
    kind: str | None = None
    bytes: int | None = None
    attempts: int = 0


@dataclass(frozen=True)
class SubmissionStep:
    """`actor` None is the bot, or somebody who was forgotten. `detail` is free text."""

    submission_id: int
    done_at: datetime
    actor: str | None
    action: What
    detail: str = ""


async def add(tx: Transaction, submission: Submission) -> Submission:
    """Insert it; return it with its id."""
    cursor = await insert(tx, "submission", submission)
    return replace(submission, submission_id=cursor.lastrowid or 0)


async def change(tx: Transaction, submission: Submission) -> None:
    """Store all of it as it is now."""
    await update(tx, "submission", submission)


async def get(tx: Transaction, submission_id: int) -> Submission | None:
    return await fetch_one(
        tx, Submission, "SELECT * FROM submission WHERE submission_id = ?", (submission_id,)
    )


async def by_event(tx: Transaction, event_id: str) -> Submission | None:
    """Return the one that this message submitted."""
    return await fetch_one(
        tx, Submission, "SELECT * FROM submission WHERE event_id = ?", (event_id,)
    )


async def of_submitter(tx: Transaction, user_id: str) -> list[Submission]:
    """Return them newest first."""
    return await fetch(
        tx,
        Submission,
        "SELECT * FROM submission WHERE submitter = ? ORDER BY submission_id DESC",
        (user_id,),
    )


async def in_state(tx: Transaction, *states: State) -> list[Submission]:
    """Return them oldest first."""
    return await fetch(
        tx,
        Submission,
        """
        SELECT * FROM submission WHERE state IN (SELECT value FROM json_each(?))
        ORDER BY submission_id
        """,
        (json.dumps(states),),
    )


async def put_file(tx: Transaction, file: SubmissionFile) -> None:
    """Replace the file of the submission."""
    await insert(tx, "submission_file", file, "REPLACE")


async def file_of(tx: Transaction, submission_id: int) -> SubmissionFile | None:
    return await fetch_one(
        tx,
        SubmissionFile,
        "SELECT * FROM submission_file WHERE submission_id = ?",
        (submission_id,),
    )


async def hashes_of_undecided(tx: Transaction) -> dict[int, str]:
    """Return the hash of the file of each submission that is not decided, if it is known."""
    return await pairs(
        tx,
        """
        SELECT submission_id, sha256 FROM submission_file JOIN submission USING (submission_id)
        WHERE submission.state IN ('checking', 'open') AND sha256 IS NOT NULL
        """,
    )


async def forget_source(tx: Transaction, submission_id: int) -> None:
    """Drop the place and key of the file: it is not to be fetched any more."""
    await tx.execute(
        "UPDATE submission_file SET source = '{}' WHERE submission_id = ?", (submission_id,)
    )


async def files_to_fetch(tx: Transaction) -> list[SubmissionFile]:
    """Return those of submissions that are not decided, earliest first."""
    return await fetch(
        tx,
        SubmissionFile,
        """
        SELECT submission_file.* FROM submission_file JOIN submission USING (submission_id)
        WHERE submission_file.state IN ('waiting', 'unreachable')
            AND submission.state IN ('checking', 'open')
        ORDER BY not_before, submission_id
        """,
    )


async def add_step(tx: Transaction, step: SubmissionStep) -> None:
    await insert(tx, "submission_step", step)


async def steps_of(tx: Transaction, submission_id: int) -> list[SubmissionStep]:
    """Return them in the order in which they were done."""
    return await fetch(
        tx,
        SubmissionStep,
        "SELECT * FROM submission_step WHERE submission_id = ? ORDER BY step_id",
        (submission_id,),
    )


async def forget_person(tx: Transaction, user_id: str) -> None:
    """Take the person out of all submissions, which stay."""
    await tx.execute(
        """
        UPDATE submission SET submitter = NULL, room_id = NULL, event_id = NULL
        WHERE submitter = ?
        """,
        (user_id,),
    )
    await tx.execute("UPDATE submission_step SET actor = NULL WHERE actor = ?", (user_id,))
