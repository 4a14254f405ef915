"""Over random orders of changes and digests each change is told exactly once to each."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.exchange.digest import sending
from commands.exchange.digest.gathering import MeetingNewsKind, News
from commands.exchange.digest.sending import send
from storage.exchange import digest, news, questions
from storage.exchange.digest import DigestOrder
from storage.exchange.questions import AskedQuestion
from tests.support.asking import EXCHANGE, Exchange
from tests.support.collection_fixtures import shipped
from tests.support.digesting import alter, change, plan, write_result
from tests.support.say import NOW

PEOPLE = [f"@p{number}:example.org" for number in range(3)]
PLACES = ("Bonn", "Kiel", "Potsdam")
Step = tuple[str, int]
STEPS: st.SearchStrategy[Sequence[Step]] = st.lists(
    st.tuples(
        st.sampled_from(["entry", "question", "result", "meeting", "move", "wait", "back", "tell"]),
        st.integers(0, 20),
    ),
    max_size=40,
)


class Model:
    """What each person must have been told once everybody is told all."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.told: dict[str, list[News]] = {person: [] for person in PEOPLE}
        self.entries: dict[str, int] = {}  # how often a place changed since a person was told
        self.pending: dict[str, Counter[str]] = {person: Counter() for person in PEOPLE}
        self.meetings: list[tuple[int, int]] = []
        self.questions = 0

    def note(self, what: str) -> None:
        for person in PEOPLE:
            self.pending[person][what] += 1

    async def do(self, step: Step) -> None:
        kind, number = step
        exchange = self.exchange
        if kind == "entry":
            place = PLACES[number % len(PLACES)]
            await change(exchange, place)
            self.note(f"entry {place}")
        elif kind == "question":
            self.questions += 1
            async with exchange.database.transaction() as tx:
                await questions.add(
                    tx,
                    AskedQuestion(
                        0, "@q:example.org", EXCHANGE, f"$q{self.questions}", "Wer?", (), (),
                        exchange.room.now,
                    ),
                )  # fmt: skip
            self.note(f"question {self.questions}")
        elif kind == "result" and self.questions:
            about = number % self.questions + 1
            await write_result(exchange, about, "Wer?")
            self.note(f"result {about}")
        elif kind == "meeting":
            made = await plan(exchange, f"2027-06-{number + 1:02}T10:00")
            self.meetings.append((made, number + 1))
        elif kind == "move" and self.meetings:
            at = number % len(self.meetings)
            made, day = self.meetings[at]
            day = day % 25 + 1
            self.meetings[at] = made, day
            await alter(exchange, made, starts=f"2027-06-{day:02}T10:00")
        elif kind == "wait":
            exchange.later(minutes=number * 10)
        elif kind == "back":  # the clock is put right
            exchange.later(minutes=-number)
        elif kind == "tell":
            await self.tell(PEOPLE[number % len(PEOPLE)])

    async def tell(self, person: str) -> None:
        async with self.exchange.database.transaction() as tx:
            order = await digest.of(tx, person)
            assert order is not None
            await send(self.exchange.room.context(tx), order, await news.latest(tx))
        [*_, found] = self.told[person] or [News()]
        expected, self.pending[person] = set(self.pending[person]), Counter()
        said = {f"entry {each.name}" for each in found.entries}
        said |= {f"question {each.question_id}" for each in found.questions}
        said |= {f"result {each.question_id}" for each in found.results}
        assert said == expected

    async def check_meetings(self) -> None:
        """Each is told once, and each move that is left in the end."""
        for person in PEOPLE:
            await self.tell(person)
            known: dict[int, str] = {}
            for found in self.told[person]:
                for each in found.dates:
                    meeting = each.meeting
                    is_first = meeting.meeting_id not in known
                    assert is_first == (each.kind is MeetingNewsKind.PLANNED)
                    assert known.get(meeting.meeting_id) != meeting.starts
                    known[meeting.meeting_id] = meeting.starts
            assert known == {made: f"2027-06-{day:02}T10:00" for made, day in self.meetings}


async def run(steps: Sequence[Step], monkeypatch: pytest.MonkeyPatch) -> None:
    async with shipped() as database:
        exchange = Exchange(database)
        exchange.room.now = NOW + timedelta(days=180)
        model = Model(exchange)

        async def keep(_ctx: object, order: DigestOrder, found: News) -> None:
            model.told[order.user_id].append(found)

        monkeypatch.setattr(sending, "_post", keep)
        monkeypatch.setattr(News, "is_empty", False)
        async with database.transaction() as tx:
            marks = await news.latest(tx)
            for person in PEOPLE:
                now = exchange.room.now
                await digest.put(
                    tx, DigestOrder(person, "weekly", None, now, now, now, *_values(marks))
                )
        for step in steps:
            await model.do(step)
        exchange.room.now = NOW + timedelta(days=180)
        await model.check_meetings()


def _values(marks: digest.NewsMarks) -> tuple[int, int, int, int, int]:
    return (
        *(marks.version_mark, marks.question_mark, marks.result_mark),
        *(marks.foreword_mark, marks.announcement_mark),
    )


@pytest.mark.slow
@settings(max_examples=60)
@given(STEPS)
def test_each_change_is_told_exactly_once_to_each(steps: Sequence[Step]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        asyncio.run(run(steps, monkeypatch))


def test_a_known_course_is_told_exactly_once() -> None:
    steps: Sequence[Step] = [
        *(("entry", 0), ("tell", 0), ("entry", 0), ("entry", 1), ("tell", 0), ("tell", 1)),
        *(("question", 0), ("result", 0), ("back", 20), ("tell", 2), ("result", 0), ("tell", 2)),
        *(("meeting", 3), ("tell", 0), ("move", 0), ("move", 0), ("tell", 0), ("tell", 1)),
    ]
    with pytest.MonkeyPatch.context() as monkeypatch:
        asyncio.run(run(steps, monkeypatch))
