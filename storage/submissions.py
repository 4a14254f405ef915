"""Submissions to the collection: what was handed in, its file, and who did what with it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal

from storage.database import Row, Transaction, one
from storage.times import from_row, to_row

# "checking" until file and link were looked at; "unsuitable" if nothing was left after that.
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
    counts the edits of the notice, `refusing` is who is asked for the reason of a refusal.
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
    refusing: str | None = None
    reminded: int = 0
    mailed: bool = False

    @property
    def undecided(self) -> bool:
        return self.state in ("checking", "open")


FileState = Literal["waiting", "stored", "unsuitable", "unreachable"]


@dataclass(frozen=True)
class SubmissionFile:
    """`source` says where it is, as commands.command.File; it is dropped with the need for it.

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
class Step:
    """`actor` None is the bot, or somebody who was forgotten. `detail` is free text."""

    submission_id: int
    done_at: datetime
    actor: str | None
    what: What
    detail: str = ""


async def add(tx: Transaction, submission: Submission) -> Submission:
    """The same with its number."""
    cursor = await tx.execute(
        """
        INSERT INTO submission (submitter, room_id, event_id, state, place, municipality_id, ags,
            list, url, title, status, adopted, note, link_state, guideline_id, revision, refusing,
            reminded, mailed, created_at, changed_at)
        VALUES (:submitter, :room_id, :event_id, :state, :place, :municipality_id, :ags, :list,
            :url, :title, :status, :adopted, :note, :link_state, :guideline_id, :revision,
            :refusing, :reminded, :mailed, :created_at, :changed_at)
        """,
        _values(submission),
    )
    return replace(submission, submission_id=cursor.lastrowid or 0)


async def change(tx: Transaction, submission: Submission) -> None:
    """Store all of it as it is now."""
    await tx.execute(
        """
        UPDATE submission SET submitter = :submitter, room_id = :room_id, event_id = :event_id,
            state = :state, place = :place, municipality_id = :municipality_id, ags = :ags,
            list = :list, url = :url, title = :title, status = :status, adopted = :adopted,
            note = :note, link_state = :link_state, guideline_id = :guideline_id,
            revision = :revision, refusing = :refusing, reminded = :reminded, mailed = :mailed,
            created_at = :created_at, changed_at = :changed_at
        WHERE submission_id = :submission_id
        """,
        _values(submission),
    )


async def get(tx: Transaction, submission_id: int) -> Submission | None:
    row = await one(tx, "SELECT * FROM submission WHERE submission_id = ?", (submission_id,))
    return None if row is None else _submission(row)


async def by_event(tx: Transaction, event_id: str) -> Submission | None:
    """The one that this message submitted."""
    row = await one(tx, "SELECT * FROM submission WHERE event_id = ?", (event_id,))
    return None if row is None else _submission(row)


async def of_submitter(tx: Transaction, user_id: str) -> list[Submission]:
    """Newest first."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM submission WHERE submitter = ? ORDER BY submission_id DESC", (user_id,)
    )
    return [_submission(row) for row in rows]


async def in_state(tx: Transaction, *states: State) -> list[Submission]:
    """Oldest first."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM submission WHERE state IN (SELECT value FROM json_each(?))
        ORDER BY submission_id
        """,
        (json.dumps(states),),
    )
    return [_submission(row) for row in rows]


async def decided_before(tx: Transaction, moment: datetime) -> list[Submission]:
    """Those about which nothing has happened since."""
    rows = await tx.execute_fetchall(
        """
        SELECT * FROM submission WHERE state NOT IN ('checking', 'open') AND changed_at < ?
        ORDER BY submission_id
        """,
        (to_row(moment),),
    )
    return [_submission(row) for row in rows]


async def remove(tx: Transaction, submission_id: int) -> None:
    """With its file and its steps."""
    await tx.execute("DELETE FROM submission WHERE submission_id = ?", (submission_id,))


async def put_file(tx: Transaction, file: SubmissionFile) -> None:
    """Replaces the one there was."""
    await tx.execute(
        """
        INSERT OR REPLACE INTO submission_file (submission_id, name, source, encrypted, state,
            problem, sha256, kind, bytes, attempts, not_before)
        VALUES (:submission_id, :name, :source, :encrypted, :state, :problem, :sha256, :kind,
            :bytes, :attempts, :not_before)
        """,
        {
            **asdict(file),
            "source": json.dumps(dict(file.source)),
            "encrypted": int(file.encrypted),
            "not_before": to_row(file.not_before),
        },
    )


async def file_of(tx: Transaction, submission_id: int) -> SubmissionFile | None:
    row = await one(tx, "SELECT * FROM submission_file WHERE submission_id = ?", (submission_id,))
    return None if row is None else _file(row)


async def forget_source(tx: Transaction, submission_id: int) -> None:
    """Nothing more is to be fetched."""
    await tx.execute(
        "UPDATE submission_file SET source = '{}' WHERE submission_id = ?", (submission_id,)
    )


async def files_to_fetch(tx: Transaction) -> list[SubmissionFile]:
    """Of submissions that are not decided, earliest first."""
    rows = await tx.execute_fetchall(
        """
        SELECT submission_file.* FROM submission_file JOIN submission USING (submission_id)
        WHERE submission_file.state IN ('waiting', 'unreachable')
            AND submission.state IN ('checking', 'open')
        ORDER BY not_before, submission_id
        """
    )
    return [_file(row) for row in rows]


async def add_step(tx: Transaction, step: Step) -> None:
    await tx.execute(
        """
        INSERT INTO submission_step (submission_id, done_at, actor, what, detail)
        VALUES (?, ?, ?, ?, ?)
        """,
        (step.submission_id, to_row(step.done_at), step.actor, step.what, step.detail),
    )


async def steps_of(tx: Transaction, submission_id: int) -> list[Step]:
    """In the order in which they were done."""
    rows = await tx.execute_fetchall(
        "SELECT * FROM submission_step WHERE submission_id = ? ORDER BY step_id", (submission_id,)
    )
    return [
        Step(r["submission_id"], from_row(r["done_at"]), r["actor"], r["what"], r["detail"])
        for r in rows
    ]


async def forget_person(tx: Transaction, user_id: str) -> None:
    """The submissions stay, but nothing tells whose they were."""
    await tx.execute(
        """
        UPDATE submission SET submitter = NULL, room_id = NULL, event_id = NULL
        WHERE submitter = ?
        """,
        (user_id,),
    )
    await tx.execute("UPDATE submission SET refusing = NULL WHERE refusing = ?", (user_id,))
    await tx.execute("UPDATE submission_step SET actor = NULL WHERE actor = ?", (user_id,))


def _values(submission: Submission) -> dict[str, Any]:
    return asdict(submission) | {
        "mailed": int(submission.mailed),
        "created_at": to_row(submission.created_at),
        "changed_at": to_row(submission.changed_at),
    }


def _submission(row: Row) -> Submission:
    values = dict(row)
    return Submission(
        **values
        | {
            "mailed": bool(row["mailed"]),
            "created_at": from_row(row["created_at"]),
            "changed_at": from_row(row["changed_at"]),
        }
    )


def _file(row: Row) -> SubmissionFile:
    values = dict(row)
    return SubmissionFile(
        **values
        | {
            "source": json.loads(row["source"]),
            "encrypted": bool(row["encrypted"]),
            "not_before": from_row(row["not_before"]),
        }
    )
