"""What one submission raises holds back no other: neither in the daily mail nor in the notices."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.collection.changing import put
from commands.conversation.settings import MailSettings
from commands.submissions import notices, reminders
from commands.submissions.compare import Details, gather
from storage.collection import guidelines, versions
from storage.database import Transaction
from storage.submissions.submissions import Submission
from tests.submissions.test_mailing import MORNING, configure, mails, run_digest
from tests.support.reviewing import Review
from tests.support.say import MANAGEMENT


async def breaks(tx: Transaction, submission: Submission, *_: object) -> Details:
    if submission.submission_id == 2:
        raise ZeroDivisionError
    return await gather(tx, submission)


async def test_the_daily_mail_has_all_but_the_one_that_breaks(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(review, MailSettings(daily=True))
    for place in ("Köln", "Bonn", "Kiel"):
        await review.submit(place)
    await review.told(MANAGEMENT)
    monkeypatch.setattr(reminders, "gather", breaks)
    await run_digest(review, MORNING)

    [mail] = await mails(review)
    assert [f"Einreichung Nr. {number}:" in mail["body"] for number in (1, 2, 3)] == [
        True,
        False,
        True,
    ]
    [word] = await review.told(MANAGEMENT)
    assert word.startswith("Einreichung Nr. 2 fehlt wegen eines Fehlers in der täglichen E-Mail.")

    monkeypatch.undo()
    await run_digest(review, MORNING + timedelta(days=1))
    assert "Einreichung Nr. 2:" in (await mails(review))[1]["body"]


async def test_the_notices_are_refreshed_but_for_the_one_that_breaks(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        await review.submit("Köln")
    await review.told(MANAGEMENT)
    async with review.database.transaction() as tx:
        known = await guidelines.called(tx, "Köln", "Nordrhein-Westfalen")
        assert known is not None
        [entry, *_] = await guidelines.of_municipalities(tx, [known.municipality_id])
        whole = await versions.whole(tx, entry.guideline_id)
        assert whole is not None
        by = versions.Provenance(review.room.now, "@bo:example.org")
        changed = replace(whole, guideline=replace(entry, title="Neue Leitlinien"))
        await put(tx, changed, by)
    monkeypatch.setattr(notices, "gather", breaks)
    async with review.database.transaction() as tx:
        await notices.refresh_changed(review.room.context(tx))

    told = await review.told(MANAGEMENT)
    assert [f"Einreichung Nr. {number}:" in "".join(told) for number in (1, 3)] == [True, True]
    assert any(word.startswith("Den Hinweis zu Einreichung Nr. 2 konnte ich") for word in told)
