"""Take a person out of the exchange, and askers out of questions that ended long ago."""

from datetime import datetime, timedelta

from storage.conversation import awaited, outbox
from storage.conversation.outbox import OutboxPost
from storage.database import Transaction
from storage.exchange import announcements, anonymous, digest, management_questions, newcomers
from storage.records import column, fetch, to_row

# The subject of our posts, see commands/exchange/questions/posts.py.
_KIND = "exchange"
# That of the posts that ask for a contact, see commands/exchange/profiles/keeping.py.
_CONTACT = "contact"


async def forget_person(tx: Transaction, user_id: str, now: datetime) -> list[int]:
    """Withdraw their questions and drop what names them; return the numbers. Results stay."""
    sql = "SELECT question_id FROM question WHERE asker = ? ORDER BY question_id"
    asked = await column(tx, sql, (user_id,))
    await tx.execute(
        """
        UPDATE question SET closed_at = :now, state = 'withdrawn'
        WHERE asker = :user_id AND state = 'open'
        """,
        {"user_id": user_id, "now": to_row(now)},
    )
    await tx.execute(
        """
        UPDATE question SET asker = NULL, title = '', topics = '[]', stems = '[]', room_id = '',
            root = '' WHERE asker = ?
        """,
        (user_id,),
    )
    # The question stays: that it went together with this person would tell whose it was.
    await anonymous.drop(tx, user_id)
    for table in ("question_follower", "question_mention", "unasked", "newcomer"):
        await tx.execute(" ".join(("DELETE FROM", table, "WHERE user_id = ?")), (user_id,))
    await digest.forget_person(tx, user_id)
    return asked


async def forget_words(tx: Transaction, user_id: str, now: datetime) -> list[str]:
    """Drop introductions and questions to the management; return the subjects of their posts."""
    introduced = [each.introduction_id for each in await newcomers.introductions_of(tx, user_id)]
    asked = [
        each.management_question_id for each in await management_questions.of_person(tx, user_id)
    ]
    await tx.execute("DELETE FROM introduction WHERE user_id = ?", (user_id,))
    await tx.execute(
        "UPDATE management_question SET state = 'closed', changed_at = ?, person = NULL"
        " WHERE person = ?",
        (to_row(now), user_id),
    )
    await tx.execute(
        "UPDATE announcement SET author = NULL, event_id = '' WHERE author = ?", (user_id,)
    )
    return [
        *(f"introduction:{number}" for number in introduced),
        *(
            f"{kind}:{number}"
            for number in asked
            for kind in ("management-question", "management-reply")
        ),
    ]


async def posts(tx: Transaction, question_id: int) -> list[OutboxPost]:
    """Return ours in the thread that may quote the asker, as long as the outbox keeps them."""
    return await posts_about(tx, f"{_KIND}:{question_id}")


async def posts_about(tx: Transaction, subject: str) -> list[OutboxPost]:
    """Return our messages about it, as long as the outbox keeps them."""
    return await fetch(
        tx,
        OutboxPost,
        """
        SELECT room_id, transaction_id, event_type FROM outbox
        WHERE subject = ? AND event_type = 'm.room.message' AND state <> 'failed'
        ORDER BY outbox_id
        """,
        (subject,),
    )


async def ended_before(tx: Transaction, moment: datetime) -> list[int]:
    """Return questions that ended before the moment and whose people are still known."""
    return await column(
        tx,
        """
        SELECT question_id FROM question WHERE closed_at < ? AND (asker IS NOT NULL
            OR question_id IN (SELECT question_id FROM question_follower)
            OR question_id IN (SELECT question_id FROM question_mention)
            OR EXISTS (SELECT 1 FROM outbox WHERE subject = 'exchange:' || question_id))
        """,
        (to_row(moment),),
    )


async def forget_people(tx: Transaction, question_id: int) -> None:
    """Drop the asker, and who followed or was mentioned; the title stays, to be compared."""
    await tx.execute("UPDATE question SET asker = NULL WHERE question_id = ?", (question_id,))
    for table in ("question_follower", "question_mention"):
        await tx.execute(" ".join(("DELETE FROM", table, "WHERE question_id = ?")), (question_id,))
    await outbox.forget_about(tx, f"{_KIND}:{question_id}")


# --- profiles, and contacts that somebody looked for


async def forget_profile(tx: Transaction, user_id: str) -> bool:
    """Return whether there was one."""
    cursor = await tx.execute("DELETE FROM profile WHERE user_id = ?", (user_id,))
    return cursor.rowcount == 1


async def forget_inquiries(tx: Transaction, user_id: str) -> list[int]:
    """Delete what the person asked and was asked; return the rows of those whom they had asked."""
    own = "inquiry_id IN (SELECT inquiry_id FROM inquiry WHERE asker = ?)"
    asked: list[int] = await column(
        tx, " ".join(("SELECT inquiry_person_id FROM inquiry_person WHERE", own)), (user_id,)
    )
    for each in asked:
        await awaited.end_about(tx, _CONTACT, f"{_CONTACT}:{each}")
    await tx.execute(
        " ".join(("DELETE FROM inquiry_person WHERE user_id = ? OR", own)), (user_id, user_id)
    )
    await tx.execute("DELETE FROM inquiry WHERE asker = ?", (user_id,))
    return asked


async def forget_inquiries_before(tx: Transaction, moment: datetime) -> None:
    """Delete those that are over and were asked before the moment."""
    over = "inquiry_id IN (SELECT inquiry_id FROM inquiry WHERE due_at IS NULL AND asked_at < ?)"
    values = (to_row(moment),)
    asked = " ".join(("SELECT inquiry_person_id FROM inquiry_person WHERE", over))
    for each in await column(tx, asked, values):
        await outbox.forget_about(tx, f"{_CONTACT}:{each}")
    for table in ("inquiry_person", "inquiry"):
        await tx.execute(" ".join(("DELETE FROM", table, "WHERE", over)), values)


# --- what is over

_SILENT = timedelta(days=30)


async def forget_old(tx: Transaction, now: datetime, before: datetime) -> None:
    """Close management_questions in which nobody writes, and drop what ended before the moment."""
    await management_questions.close_silent(tx, now - _SILENT, now)
    for number in await management_questions.closed_before(tx, before):
        await management_questions.forget_people(tx, number)
    for introduction in await newcomers.introductions_before(tx, before):
        number = introduction.introduction_id
        await newcomers.delete_introduction(tx, number)
        await outbox.forget_about(tx, f"introduction:{number}")
    for number in await announcements.over_before(tx, before):
        await announcements.delete(tx, number)
        await outbox.forget_about(tx, f"announcement:{number}")
    await newcomers.forget_before(tx, before)
