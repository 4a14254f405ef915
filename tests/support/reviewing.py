"""A management room in a box: submissions that wait there, and what everybody is told."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from commands.collection.lookup import look_up
from commands.submissions import conversation, notices
from storage.collection import guidelines
from storage.collection.guidelines import Guideline
from storage.conversation import awaited, outbox
from storage.database import Database
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile, SubmissionStep
from tests.support.say import MANAGEMENT, NOW, Room

ADA, BO, CORA = "@ada:example.org", "@bo:example.org", "@cora:example.org"
CHAT = "!direkt:example.org"
QUESTION = "Gilt die Fassung von <b>2014</b> noch?"
LINK = "https://www.bonn.example/leitlinien"
SHA = "a" * 64


@dataclass
class Review:
    """`room` can be replaced at any time, as if the bot were started anew."""

    database: Database
    room: Room = field(init=False)

    def __post_init__(self) -> None:
        self._ids = count(1)
        self.restart()

    def restart(self) -> None:
        self.room = Room(self.database, managers={BO, CORA})
        self.room._ids = self._ids

    async def submit(self, place: str = "Köln", **fields: Any) -> int:
        """The number of an open submission that was announced; its notice is read."""
        async with self.database.transaction() as tx:
            found = (await look_up(tx, place)).entries
            number = found[0].municipality.municipality_id if len(found) == 1 else None
            values = {"municipality_id": number, "url": LINK, "link_state": "OK"} | fields
            file = values.pop("file", None)
            submission = await submissions.add(tx, blank(place, **values))
            number = submission.submission_id
            step = SubmissionStep(number, submission.created_at, submission.submitter, "submitted")
            await submissions.add_step(tx, step)
            if file is not None:
                await submissions.put_file(tx, file_of(number, **file))
            if submission.state == "open":
                await notices.announce(self.room.context(tx), submission)
        return number

    async def notice(self, number: int) -> str:
        """Its event id; what waits for the management room counts as sent then."""
        return await self.event(notices.notice_of(number))

    async def event(self, transaction_id: str, room_id: str = MANAGEMENT) -> str:
        await self.room.read(room_id)
        async with self.database.transaction() as tx:
            return (await outbox.sent_events(tx, [transaction_id]))[transaction_id]

    async def question(self, number: int, side: str) -> str:
        room_id = MANAGEMENT if side == "management" else ADA
        return await self.event(conversation._root(number, side), room_id)

    async def say(self, words: str, sender: str = BO, **more: Any) -> list[str]:
        """In the management room."""
        return await self.room.say(words, sender=sender, room_id=MANAGEMENT, **more)

    async def react(self, key: str, number: int, sender: str = BO) -> list[str]:
        target = await self.notice(number)
        return await self.room.react(key, target, sender=sender, room_id=MANAGEMENT)

    async def told(self, person: str = ADA) -> list[str]:
        return await self.room.read(person)

    async def get(self, number: int) -> Submission:
        async with self.database.transaction() as tx:
            found = await submissions.get(tx, number)
        assert found is not None
        return found

    async def asked_to_explain(self, number: int) -> str | None:
        """Who is asked for the reason of a refusal."""
        async with self.database.transaction() as tx:
            asked = await awaited.about(tx, "refusal", f"submission:{number}")
        return None if asked is None else asked.user_id

    async def change(self, number: int, **fields: Any) -> None:
        async with self.database.transaction() as tx:
            found = await submissions.get(tx, number)
            assert found is not None
            await submissions.change(tx, Submission(**{**found.__dict__, **fields}))

    async def steps(self, number: int) -> list[tuple[str | None, str, str]]:
        async with self.database.transaction() as tx:
            steps = await submissions.steps_of(tx, number)
        return [(step.actor, step.action, step.detail) for step in steps]

    async def entries(self, place: str) -> list[Guideline]:
        async with self.database.transaction() as tx:
            everything = await guidelines.municipalities(tx)
            numbers = [m.municipality_id for m in everything if m.name == place]
            return await guidelines.of_municipalities(tx, numbers)


def blank(place: str, **fields: Any) -> Submission:
    values: dict[str, Any] = {
        "submission_id": 0,
        "submitter": ADA,
        "room_id": "!raum:example.org",
        "event_id": None,
        "state": "open",
        "place": place,
        "municipality_id": None,
        "ags": None,
        "list": "buergerbeteiligung",
        "url": None,
        "title": None,
        "status": None,
        "adopted": None,
        "note": None,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return Submission(**values | fields)


def file_of(number: int, **fields: Any) -> SubmissionFile:
    values: dict[str, Any] = {
        "submission_id": number,
        "name": "leitlinien.pdf",
        "source": {},
        "encrypted": False,
        "state": "stored",
        "not_before": NOW,
        "sha256": SHA,
        "kind": "PDF",
        "bytes": 1_234_567,
    }
    return SubmissionFile(**values | fields)


async def asked(review: Review, place: str = "Köln") -> int:
    """Return the number of a submission with a question that was sent."""
    number = await review.submit(place)
    await review.notice(number)
    await review.say(f"!rückfrage {number} {QUESTION}")
    await review.told()
    return number


async def write(review: Review, words: str, sender: str = ADA, **more: Any) -> list[str]:
    """Say it in the direct chat."""
    return await review.room.say(words, sender=sender, room_id=CHAT, direct=True, **more)


async def in_thread(review: Review, number: int, words: str, sender: str = ADA) -> list[str]:
    root = await review.question(number, "member")
    return await write(review, words, sender, thread_root=root)
