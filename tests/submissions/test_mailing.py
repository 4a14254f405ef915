"""Submissions reach the management by e-mail as it wants: each, once a day, or not at all."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from commands.conversation.settings import MailSettings, Network
from commands.submissions.reminders import digest
from storage.conversation import outbox
from tests.support.reviewing import ADA, LINK, Review
from tests.support.say import NOW

DAY = timedelta(days=1)
# A Wednesday, 7:00 in Berlin.
MORNING = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
SECRET = "Entwurf-Personalrat.pdf"


def configure(review: Review, mail: MailSettings | None, **network: str) -> None:
    settings = replace(review.room.settings, mail=mail)
    if network:
        settings = replace(settings, network=Network(**network))
    review.room.live.settings = settings


async def mails(review: Review) -> list[dict[str, Any]]:
    """All rows that were ever put, oldest first."""
    async with review.database.transaction() as tx:
        rows = await tx.execute_fetchall(
            "SELECT * FROM outbox WHERE room_id = ? ORDER BY outbox_id", (outbox.MAIL,)
        )
    assert all(row["event_type"] == "mail" for row in rows)
    return [json.loads(row["content"]) for row in rows]


async def run_digest(review: Review, at: datetime) -> None:
    review.room.now = at
    async with review.database.transaction() as tx:
        await digest(review.room.context(tx))


# --- one for each


async def test_each_submission_is_a_mail(review: Review) -> None:
    configure(review, MailSettings(daily=False))
    number = await review.submit(title="Leitlinien", note="Bitte <b>bald</b>", file={})

    [mail] = await mails(review)
    assert mail["subject"] == f"{Network().short_name}: Einreichung Nr. {number} (Köln)"
    assert mail["body"].startswith(f"Einreichung Nr. {number}: Köln, Liste Bürgerbeteiligung\n\n")
    for told in (ADA, LINK, "»Leitlinien«", "leitlinien.pdf", "Bitte <b>bald</b>"):
        assert told in mail["body"]
    assert "Bitte entscheiden Sie im Raum des Netzwerkmanagements." in mail["body"]
    assert "✅" not in mail["body"]
    assert (await review.get(number)).mailed


async def test_its_id_is_that_of_the_submission_for_ever(review: Review) -> None:
    configure(review, MailSettings(daily=False))
    number = await review.submit()
    await review.change(number, mailed=False)

    [mail] = await mails(review)
    at = int(NOW.timestamp())
    assert mail["message_id"] == f"<submission-{number}-{at}@netzwerk-buergerbeteiligung.de>"


@pytest.mark.parametrize("address", ["", "kein Kontakt", "x@y", "a@b.c>\r\nBcc: d"])
async def test_an_odd_contact_address_does_not_get_into_the_id(
    review: Review, address: str
) -> None:
    configure(review, MailSettings(daily=False), contact_email=address)
    await review.submit()

    assert (await mails(review))[0]["message_id"].endswith("@netzwerkbot.invalid>")


async def test_a_decided_submission_is_not_mailed_again(review: Review) -> None:
    configure(review, MailSettings(daily=False))
    number = await review.submit()
    await review.notice(number)
    await review.say(f"!annehmen {number}")
    await run_digest(review, MORNING)

    assert len(await mails(review)) == 1


@pytest.mark.parametrize("daily", [False, True])
async def test_nothing_of_an_encrypted_file_is_mailed(review: Review, daily: bool) -> None:
    configure(review, MailSettings(daily=daily))
    await review.submit(file={"name": SECRET, "encrypted": True})
    await run_digest(review, MORNING)

    [mail] = await mails(review)
    assert SECRET not in json.dumps(mail)
    assert "verschlüsselt übermittelte Datei (PDF, 1,2 MB)" in mail["body"]
    assert "Dokument: neu »verschlüsselt übermittelte Datei«" in mail["body"]


async def test_without_mail_there_is_none(review: Review) -> None:
    number = await review.submit()
    await run_digest(review, MORNING)

    assert await mails(review) == []
    assert not (await review.get(number)).mailed


# --- one a day


async def test_once_a_day_all_that_came_since_is_one_mail(review: Review) -> None:
    configure(review, MailSettings(daily=True))
    first, second = await review.submit(), await review.submit("Bonn")
    assert await mails(review) == []

    await run_digest(review, MORNING - timedelta(seconds=1))
    assert await mails(review) == []
    await run_digest(review, MORNING)
    await run_digest(review, MORNING + timedelta(minutes=15))

    [mail] = await mails(review)
    assert mail["subject"].endswith(": 2 Einreichungen zur Sammlung")
    assert mail["body"].startswith("Seit der letzten E-Mail: 2 Einreichungen zur Sammlung.")
    for number, place in ((first, "Köln"), (second, "Bonn")):
        assert f"Einreichung Nr. {number}: {place}, Liste" in mail["body"]
    at = int(MORNING.timestamp())
    assert mail["message_id"] == f"<submissions-{at}@netzwerk-buergerbeteiligung.de>"


async def test_what_comes_during_the_day_waits_for_the_next(review: Review) -> None:
    configure(review, MailSettings(daily=True))
    await review.submit(created_at=MORNING + timedelta(hours=2))

    await run_digest(review, MORNING + timedelta(hours=3))
    assert await mails(review) == []
    await run_digest(review, MORNING + DAY)
    [mail] = await mails(review)
    assert mail["subject"].endswith(": eine Einreichung zur Sammlung")


async def test_a_morning_that_was_missed_is_made_up_for(review: Review) -> None:
    configure(review, MailSettings(daily=True))
    await review.submit()

    await run_digest(review, MORNING + timedelta(hours=8))
    assert len(await mails(review)) == 1


async def test_the_weekend_is_told_on_monday(review: Review) -> None:
    configure(review, MailSettings(daily=True))
    await review.submit(created_at=MORNING + 2 * DAY + timedelta(hours=5))

    for days in (3, 4):
        await run_digest(review, MORNING + days * DAY + timedelta(hours=3))
    assert await mails(review) == []
    await run_digest(review, MORNING + 5 * DAY)
    assert len(await mails(review)) == 1


async def test_without_news_there_is_no_mail(review: Review) -> None:
    configure(review, MailSettings(daily=True))
    number = await review.submit()
    await review.change(number, state="withdrawn")
    await review.submit(state="checking")

    await run_digest(review, MORNING)
    assert await mails(review) == []


async def test_what_comes_to_light_after_the_mail_waits_for_the_next(review: Review) -> None:
    configure(review, MailSettings(daily=True))
    await review.submit()
    await run_digest(review, MORNING)
    late = await review.submit("Bonn", created_at=MORNING - timedelta(minutes=1))

    await run_digest(review, MORNING + timedelta(hours=1))
    assert len(await mails(review)) == 1
    assert not (await review.get(late)).mailed
    await run_digest(review, MORNING + DAY)
    assert len(await mails(review)) == 2


@pytest.mark.parametrize(
    "morning",
    [datetime(2026, 10, 26, 6, 0, tzinfo=UTC), datetime(2026, 3, 30, 5, 0, tzinfo=UTC)],
)
async def test_the_morning_is_that_of_the_network_when_the_clocks_change(
    review: Review, morning: datetime
) -> None:
    configure(review, MailSettings(daily=True))
    await review.submit(created_at=morning - 2 * DAY)

    await run_digest(review, morning - timedelta(seconds=1))
    assert await mails(review) == []
    await run_digest(review, morning)
    assert len(await mails(review)) == 1
