"""Take somebody out of every table, and out of what was decided long ago."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from storage import dialogues, outbox, submissions, versions
from storage.database import Row, Transaction
from storage.findings import rename
from storage.outbox import MAIL
from storage.personal import QUESTION
from storage.submissions import Step, Submission
from storage.times import from_row, to_row


@dataclass(frozen=True)
class Words:
    """What stands in the place of what is forgotten: a person, a manager, a municipality."""

    person: str
    manager: str
    place: str


@dataclass(frozen=True)
class Post:
    """Something that was said about a submission elsewhere than to the submitter."""

    room_id: str
    transaction_id: str


@dataclass(frozen=True)
class Forgotten:
    """Numbers of submissions, and whether or how often there was something else."""

    withdrawn: tuple[int, ...]
    decided: tuple[int, ...]
    accepted: int
    steps: int
    dialogue: bool
    answers: int
    mentions: int


# --- the question whether somebody is really to be forgotten


async def asked(tx: Transaction, user_id: str, now: datetime) -> None:
    await tx.execute(
        "INSERT OR REPLACE INTO fact (name, value, noted_at) VALUES (? || ?, 'asked', ?)",
        (QUESTION, user_id, to_row(now)),
    )


async def asked_at(tx: Transaction, user_id: str) -> datetime | None:
    rows = await tx.execute_fetchall(
        "SELECT noted_at FROM fact WHERE name = ? || ?", (QUESTION, user_id)
    )
    return next((from_row(row["noted_at"]) for row in rows), None)


async def drop_questions(tx: Transaction, moment: datetime) -> None:
    """Those asked before the moment."""
    await tx.execute(
        "DELETE FROM fact WHERE substr(name, 1, length(?1)) = ?1 AND noted_at < ?2",
        (QUESTION, to_row(moment)),
    )


# --- a person


async def person(tx: Transaction, user_id: str, words: Words, now: datetime) -> Forgotten:
    """Nothing names the person afterwards; what was said about them elsewhere see `posts`."""
    own = await submissions.of_submitter(tx, user_id)
    withdrawn = tuple(sorted(s.submission_id for s in own if s.undecided))
    for submission in own:
        await _take_back(tx, submission, user_id, words.place, now)
    steps = await _steps_of(tx, user_id)
    await submissions.forget_person(tx, user_id)
    await versions.forget_person(tx, user_id, words.manager)
    in_dialogue = await dialogues.end(tx, user_id)
    answers = await _forget_at_meetings(tx, user_id, now)
    await _forget_chat(tx, user_id)
    await tx.execute("DELETE FROM offer WHERE user_id = ?", (user_id,))
    await release(tx)
    # An invitation nobody sent would count as one by configuration, and be followed.
    await tx.execute("DELETE FROM room WHERE inviter = ?", (user_id,))
    await tx.execute(
        "UPDATE guideline SET confirmed_by = ? WHERE confirmed_by = ?", (words.manager, user_id)
    )
    await tx.execute("DELETE FROM fact WHERE name = ? || ?", (QUESTION, user_id))
    return Forgotten(
        withdrawn,
        tuple(sorted(s.submission_id for s in own if not s.undecided)),
        sum(s.state == "accepted" for s in own),
        steps,
        in_dialogue,
        answers,
        await rename(tx, user_id, words.person),
    )


async def _take_back(
    tx: Transaction, submission: Submission, user_id: str, unnamed: str, now: datetime
) -> None:
    """Withdrawn if that is still possible; of what the person wrote, only facts stay."""
    number = submission.submission_id
    if submission.undecided:
        await submissions.add_step(tx, Step(number, now, None, "withdrawn"))
        await tx.execute(
            "UPDATE submission SET state = 'withdrawn', changed_at = ? WHERE submission_id = ?",
            (to_row(now), number),
        )
    await tx.execute(
        """
        UPDATE submission_step SET detail = '' WHERE submission_id = ?
            AND (actor = ? OR what IN ('changed', 'asked', 'answered', 'unsuitable'))
        """,
        (number, user_id),
    )
    await _strip(tx, number, unnamed)


async def _strip(tx: Transaction, submission_id: int, unnamed: str) -> None:
    """Without submitter and file; what was not accepted also without what was written."""
    await tx.execute(
        """
        UPDATE submission SET submitter = NULL, room_id = NULL, event_id = NULL, note = NULL,
            refusing = NULL, link_state = NULL WHERE submission_id = ?
        """,
        (submission_id,),
    )
    await tx.execute(
        """
        UPDATE submission SET url = NULL, title = NULL, status = NULL, adopted = NULL,
            place = iif(municipality_id IS NULL AND ags IS NULL, ?, place)
        WHERE submission_id = ? AND state <> 'accepted'
        """,
        (unnamed, submission_id),
    )
    await tx.execute("DELETE FROM submission_file WHERE submission_id = ?", (submission_id,))


async def release(tx: Transaction) -> None:
    """What belongs to a choice or a preview that is no more is forgotten like other messages."""
    await tx.execute(
        """
        UPDATE outbox SET about = NULL
        WHERE (about GLOB 'offer:*' AND NOT EXISTS
                (SELECT 1 FROM offer WHERE about = 'offer:' || event_id))
            OR (about GLOB '*-preview:*' AND NOT EXISTS
                (SELECT 1 FROM dialogue
                 WHERE about = subject || ':' || json_extract(answers, '$.event_id')))
        """
    )


async def _steps_of(tx: Transaction, user_id: str) -> int:
    rows = await tx.execute_fetchall(
        "SELECT step_id FROM submission_step WHERE actor = ?", (user_id,)
    )
    return len(list(rows))


async def _forget_at_meetings(tx: Transaction, user_id: str, now: datetime) -> int:
    """How many answers there were; the counts in the announcements follow."""
    await tx.execute(
        """
        INSERT OR IGNORE INTO recount (meeting_id, due_at)
        SELECT meeting_id, :now FROM rsvp JOIN meeting USING (meeting_id)
        WHERE user_id = :user_id AND ends_at > :now
        """,
        {"user_id": user_id, "now": to_row(now)},
    )
    await tx.execute("DELETE FROM rsvp_said WHERE user_id = ?", (user_id,))
    answers = await tx.execute("DELETE FROM rsvp WHERE user_id = ?", (user_id,))
    await tx.execute("DELETE FROM wish WHERE user_id = ?", (user_id,))
    await tx.execute("DELETE FROM reminder WHERE room_id = ?", (user_id,))
    await tx.execute("UPDATE meeting SET created_by = NULL WHERE created_by = ?", (user_id,))
    # A table of who comes that did not go out yet.
    await tx.execute(
        "DELETE FROM outbox WHERE transaction_id GLOB 'attendance-*' AND file IS NOT NULL"
        " AND instr(CAST(file AS TEXT), ?)",
        (user_id,),
    )
    return answers.rowcount


async def _forget_chat(tx: Transaction, user_id: str) -> None:
    await tx.execute(
        """
        DELETE FROM outbox WHERE room_id = :user_id
            OR room_id IN (SELECT room_id FROM direct_chat WHERE user_id = :user_id)
        """,
        {"user_id": user_id},
    )
    await tx.execute("DELETE FROM direct_chat WHERE user_id = ?", (user_id,))


# --- what was said about a submission


def subjects(submission_id: int) -> tuple[str, str]:
    """What rows of the outbox are about, see commands/posting.py."""
    return f"submission:{submission_id}", f"question:{submission_id}"


async def posts(tx: Transaction, submission_id: int) -> list[Post]:
    """In rooms, as long as it is known which they were; oldest first."""
    return [
        Post(row["room_id"], row["transaction_id"])
        for row in await _said(tx, submission_id)
        if row["event_type"] == "m.room.message" and row["state"] != "failed"
    ]


async def _said(tx: Transaction, submission_id: int) -> Iterable[Row]:
    """Not all is kept as being about the submission, but then its name begins like that."""
    return await tx.execute_fetchall(
        """
        SELECT outbox_id, room_id, transaction_id, event_type, state FROM outbox
        WHERE about IN ('submission:' || :number, 'question:' || :number)
            OR transaction_id GLOB 'submission-' || :number || '-*'
            OR transaction_id GLOB 'otherwise-submission-' || :number || '-*'
            OR transaction_id GLOB 'otherwise-question-' || :number || '-*'
            OR transaction_id GLOB 'question-' || :number || '-*'
            OR transaction_id GLOB 'mail-submission-' || :number || '-*'
        ORDER BY outbox_id
        """,
        {"number": str(submission_id)},
    )


async def unsay(tx: Transaction, post: Post, content: Mapping[str, object]) -> None:
    """If it was not sent yet, this is, in its place."""
    await tx.execute(
        "UPDATE outbox SET content = ?, otherwise = NULL"
        " WHERE transaction_id = ? AND state = 'waiting'",
        (json.dumps(content), post.transaction_id),
    )


async def forget_unsent(tx: Transaction, submission_id: int) -> None:
    """Mail about it that did not go out, and what was given up."""
    for row in await _said(tx, submission_id):
        if row["state"] == "failed" or (row["state"] == "waiting" and row["room_id"] == MAIL):
            await tx.execute("DELETE FROM outbox WHERE outbox_id = ?", (row["outbox_id"],))


# --- what was decided long ago


async def decided_before(tx: Transaction, moment: datetime) -> list[int]:
    """Submissions decided before the moment of which more than the facts is still kept."""
    rows = await tx.execute_fetchall(
        """
        SELECT submission_id FROM submission WHERE state NOT IN ('checking', 'open')
            AND changed_at < ? AND (submitter IS NOT NULL OR note IS NOT NULL
            OR EXISTS (SELECT 1 FROM submission_file AS file
                WHERE file.submission_id = submission.submission_id)
            OR EXISTS (SELECT 1 FROM submission_step AS step
                WHERE step.submission_id = submission.submission_id
                AND (actor IS NOT NULL OR detail <> ''))
            OR EXISTS (SELECT 1 FROM outbox WHERE about IN
                ('submission:' || submission_id, 'question:' || submission_id)))
        """,
        (to_row(moment),),
    )
    return [row["submission_id"] for row in rows]


async def anonymise(tx: Transaction, submission_id: int, unnamed: str) -> None:
    """Without anybody who had to do with it, and without what they wrote."""
    await _strip(tx, submission_id, unnamed)
    await tx.execute(
        "UPDATE submission_step SET actor = NULL, detail = '' WHERE submission_id = ?",
        (submission_id,),
    )
    for about in subjects(submission_id):
        await outbox.forget_about(tx, about)


# --- what was said about a meeting, and who wanted to come


async def over_before(tx: Transaction, moment: datetime) -> list[int]:
    """Meetings that were over before the moment and of which more than the facts is kept."""
    rows = await tx.execute_fetchall(
        """
        SELECT meeting_id FROM meeting WHERE ends_at < ? AND (created_by IS NOT NULL
            OR meeting_id IN (SELECT meeting_id FROM rsvp)
            OR meeting_id IN (SELECT meeting_id FROM rsvp_said)
            OR meeting_id IN (SELECT meeting_id FROM wish)
            OR meeting_id IN (SELECT meeting_id FROM reminder)
            OR EXISTS (SELECT 1 FROM outbox WHERE about = 'meeting:' || meeting_id))
        """,
        (to_row(moment),),
    )
    return [row["meeting_id"] for row in rows]


async def forget_guests(tx: Transaction, meeting_id: int) -> None:
    """Who made it, who answered, and who was reminded."""
    for table in ("rsvp", "rsvp_said", "wish", "reminder"):
        await tx.execute(" ".join(("DELETE FROM", table, "WHERE meeting_id = ?")), (meeting_id,))
    await tx.execute("UPDATE meeting SET created_by = NULL WHERE meeting_id = ?", (meeting_id,))
    await outbox.forget_about(tx, f"meeting:{meeting_id}")
