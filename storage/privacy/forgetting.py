"""Take a person out of every table, and all persons out of submissions decided long ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.collection import versions
from storage.conversation import awaited, outbox, queues
from storage.database import Row, Transaction
from storage.exchange import forgetting as exchange
from storage.privacy.findings import rename
from storage.records import column, number, to_row
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionStep


@dataclass(frozen=True)
class Placeholders:
    """Words in the place of forgotten ones: of a person, a manager, a municipality."""

    person: str
    manager: str
    place: str


@dataclass(frozen=True)
class QuotingPost:
    """An event about a submission elsewhere than to the submitter."""

    room_id: str
    transaction_id: str


@dataclass(frozen=True)
class Forgotten:
    """Ids of submissions, and the number of other things that were forgotten."""

    withdrawn: tuple[int, ...]
    decided: tuple[int, ...]
    accepted: int
    steps: int
    dialogue: bool
    answers: int
    mentions: int
    questions: tuple[int, ...] = ()
    # The rows of those whom the person had asked for their contact.
    contacts: tuple[int, ...] = ()
    profile: bool = False
    # Subjects of other posts that quote the person.
    quoted: tuple[str, ...] = ()


# --- a person


async def person(tx: Transaction, user_id: str, words: Placeholders, now: datetime) -> Forgotten:
    """Forget the person: nothing names them afterwards, except messages of others, see `posts`."""
    own = await submissions.of_submitter(tx, user_id)
    withdrawn = tuple(sorted(s.submission_id for s in own if s.undecided))
    for submission in own:
        await _take_back(tx, submission, user_id, words.place, now)
    steps = await _steps_of(tx, user_id)
    await submissions.forget_person(tx, user_id)
    await versions.forget_person(tx, user_id, words.manager)
    in_dialogue = await awaited.end_alone(tx, user_id)
    answers = await _forget_at_meetings(tx, user_id, now)
    asked = await exchange.forget_person(tx, user_id, now)
    contacts = await exchange.forget_inquiries(tx, user_id)
    had_profile = await exchange.forget_profile(tx, user_id)
    quoted = await exchange.forget_words(tx, user_id, now)
    await _forget_chat(tx, user_id)
    await tx.execute("DELETE FROM awaited WHERE user_id = ?", (user_id,))
    await release(tx)
    # An invitation nobody sent would count as one by configuration, and be followed.
    await tx.execute("DELETE FROM room WHERE inviter = ?", (user_id,))
    await tx.execute(
        "UPDATE guideline SET confirmed_by = ? WHERE confirmed_by = ?", (words.manager, user_id)
    )
    return Forgotten(
        withdrawn,
        tuple(sorted(s.submission_id for s in own if not s.undecided)),
        sum(s.state == "accepted" for s in own),
        steps,
        in_dialogue,
        answers,
        await rename(tx, user_id, words.person),
        tuple(asked),
        tuple(contacts),
        had_profile,
        tuple(quoted),
    )


async def _take_back(
    tx: Transaction, submission: Submission, user_id: str, unnamed: str, now: datetime
) -> None:
    """Withdraw the submission if that is still possible; keep only facts of its words."""
    submission_id = submission.submission_id
    if submission.undecided:
        await submissions.add_step(tx, SubmissionStep(submission_id, now, None, "withdrawn"))
        await tx.execute(
            "UPDATE submission SET state = 'withdrawn', changed_at = ? WHERE submission_id = ?",
            (to_row(now), submission_id),
        )
    await tx.execute(
        """
        UPDATE submission_step SET detail = '' WHERE submission_id = ?
            AND (actor = ? OR action IN ('changed', 'asked', 'answered', 'unsuitable'))
        """,
        (submission_id, user_id),
    )
    await _strip(tx, submission_id, unnamed)


async def _strip(tx: Transaction, submission_id: int, unnamed: str) -> None:
    """Drop submitter and file; of a submission that was not accepted also its words."""
    await tx.execute(
        """
        UPDATE submission SET submitter = NULL, room_id = NULL, event_id = NULL, note = NULL,
            link_state = NULL WHERE submission_id = ?
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
    await tx.execute("DELETE FROM awaited WHERE subject IN (?, ?)", subjects(submission_id))


async def release(tx: Transaction) -> None:
    """Let the messages of choices and previews that are gone be forgotten like others."""
    await tx.execute(
        """
        UPDATE outbox SET subject = NULL
        WHERE (subject GLOB 'offer:*' OR subject GLOB '*-preview:*')
            AND NOT EXISTS (SELECT 1 FROM awaited WHERE awaited.subject = outbox.subject)
        """
    )


async def _steps_of(tx: Transaction, user_id: str) -> int:
    return await number(tx, "SELECT count(*) FROM submission_step WHERE actor = ?", (user_id,))


async def _forget_at_meetings(tx: Transaction, user_id: str, now: datetime) -> int:
    """Delete and count the answers of the person; have the announcements edited."""
    await tx.execute(
        """
        INSERT OR IGNORE INTO recount (meeting_id, due_at)
        SELECT meeting_id, :now FROM rsvp JOIN meeting USING (meeting_id)
        WHERE user_id = :user_id AND ends_at > :now
        """,
        {"user_id": user_id, "now": to_row(now)},
    )
    await tx.execute("DELETE FROM rsvp_history WHERE user_id = ?", (user_id,))
    answers = await tx.execute("DELETE FROM rsvp WHERE user_id = ?", (user_id,))
    await tx.execute("DELETE FROM wish WHERE user_id = ?", (user_id,))
    await tx.execute("DELETE FROM feed_token WHERE user_id = ?", (user_id,))
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
        DELETE FROM outbox WHERE room_id IN (:user_id, 'mail:' || :user_id)
            OR room_id IN (SELECT room_id FROM direct_chat WHERE user_id = :user_id)
        """,
        {"user_id": user_id},
    )
    await tx.execute("DELETE FROM direct_chat WHERE user_id = ?", (user_id,))


# --- messages about a submission


def subjects(submission_id: int) -> tuple[str, str]:
    """Return the subjects of its rows in the outbox, see commands/conversation/posting.py."""
    return f"submission:{submission_id}", f"question:{submission_id}"


async def posts(tx: Transaction, submission_id: int) -> list[QuotingPost]:
    """Return those in rooms, as long as the outbox keeps them; oldest first."""
    return [
        QuotingPost(row["room_id"], row["transaction_id"])
        for row in await _rows_about(tx, submission_id)
        if row["event_type"] == "m.room.message" and row["state"] != "failed"
    ]


async def _rows_about(tx: Transaction, submission_id: int) -> Iterable[Row]:
    """Return all rows about it: by their subject or by the beginning of their transaction ids."""
    return await tx.execute_fetchall(
        """
        SELECT outbox_id, room_id, transaction_id, event_type, state FROM outbox
        WHERE subject IN ('submission:' || :number, 'question:' || :number)
            OR transaction_id GLOB 'submission-' || :number || '-*'
            OR transaction_id GLOB 'otherwise-submission-' || :number || '-*'
            OR transaction_id GLOB 'otherwise-question-' || :number || '-*'
            OR transaction_id GLOB 'question-' || :number || '-*'
            OR transaction_id GLOB 'mail-submission-' || :number || '-*'
        ORDER BY outbox_id
        """,
        {"number": str(submission_id)},
    )


async def forget_unsent(tx: Transaction, submission_id: int) -> None:
    """Delete unsent mail about it, and all that was given up."""
    for row in await _rows_about(tx, submission_id):
        is_mail = queues.is_mail(row["room_id"])
        if row["state"] == "failed" or (row["state"] == "waiting" and is_mail):
            await tx.execute("DELETE FROM outbox WHERE outbox_id = ?", (row["outbox_id"],))


# --- submissions decided long ago


async def decided_before(tx: Transaction, moment: datetime) -> list[int]:
    """Return submissions decided before the moment of which more than facts is still kept."""
    return await column(
        tx,
        """
        SELECT submission_id FROM submission WHERE state NOT IN ('checking', 'open')
            AND changed_at < ? AND (submitter IS NOT NULL OR note IS NOT NULL
            OR EXISTS (SELECT 1 FROM submission_file AS file
                WHERE file.submission_id = submission.submission_id)
            OR EXISTS (SELECT 1 FROM submission_step AS step
                WHERE step.submission_id = submission.submission_id
                AND (actor IS NOT NULL OR detail <> ''))
            OR EXISTS (SELECT 1 FROM outbox WHERE subject IN
                ('submission:' || submission_id, 'question:' || submission_id)))
        """,
        (to_row(moment),),
    )


async def anonymise(tx: Transaction, submission_id: int, unnamed: str) -> None:
    """Drop all persons of the submission and all they wrote."""
    await _strip(tx, submission_id, unnamed)
    await tx.execute(
        "UPDATE submission_step SET actor = NULL, detail = '' WHERE submission_id = ?",
        (submission_id,),
    )
    for subject in subjects(submission_id):
        await outbox.forget_about(tx, subject)


# --- meetings that are over


async def over_before(tx: Transaction, moment: datetime) -> list[int]:
    """Return meetings that ended before the moment and of which more than facts is kept."""
    return await column(
        tx,
        """
        SELECT meeting_id FROM meeting WHERE ends_at < ? AND (created_by IS NOT NULL
            OR meeting_id IN (SELECT meeting_id FROM rsvp)
            OR meeting_id IN (SELECT meeting_id FROM rsvp_history)
            OR meeting_id IN (SELECT meeting_id FROM wish)
            OR meeting_id IN (SELECT meeting_id FROM reminder)
            OR EXISTS (SELECT 1 FROM outbox WHERE subject = 'meeting:' || meeting_id))
        """,
        (to_row(moment),),
    )


async def forget_guests(tx: Transaction, meeting_id: int) -> None:
    """Drop its author, all answers, and all wishes and reminders."""
    for table in ("rsvp", "rsvp_history", "wish", "reminder"):
        await tx.execute(" ".join(("DELETE FROM", table, "WHERE meeting_id = ?")), (meeting_id,))
    await tx.execute("UPDATE meeting SET created_by = NULL WHERE meeting_id = ?", (meeting_id,))
    await outbox.forget_about(tx, f"meeting:{meeting_id}")
    # Of a post about several when the last of them goes.
    await tx.execute(
        """
        UPDATE outbox SET subject = NULL WHERE subject GLOB 'meetings:*'
            AND NOT EXISTS (SELECT 1 FROM reminder WHERE posted_as = transaction_id)
        """
    )
