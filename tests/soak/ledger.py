"""What people did and what must have come of it, and what the homeserver has of that."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.matrix.marks import FIELD
from bot.matrix.person import Person, TimelineEvent
from commands.conversation.posting import TRANSACTION_FIELD
from tests.homeserver.world import timeline


@dataclass(frozen=True)
class Post:
    """An event of the bot, as the homeserver has it and as a member of the room reads it."""

    room_id: str
    event: TimelineEvent
    at: int

    @property
    def is_said(self) -> bool:
        return self.event.type == "m.room.message" and self.event.edits is None

    def has(self, *words: str) -> bool:
        return all(word in self.event.text for word in words)


@dataclass(frozen=True)
class Record:
    """All rooms, read from the homeserver; `asked` has the order of what others sent."""

    posts: Sequence[Post]
    asked: Mapping[str, Sequence[str]]
    unreadable: int

    def said(self, room_id: str | None, *words: str) -> list[Post]:
        return [
            post
            for post in self.posts
            if post.is_said and room_id in (None, post.room_id) and post.has(*words)
        ]

    def answers(self, event_id: str) -> list[Post]:
        return [post for post in self.posts if post.is_said and post.event.answers == event_id]

    def reads(self, post: Post) -> str:
        """Return the words of a post after its last edit."""
        edits = [each for each in self.posts if each.event.edits == post.event.event_id]
        return (edits or [post])[-1].event.text


@dataclass(frozen=True)
class Expected:
    """`count` says how often it is there: 0 is lost, more than 1 is doubled."""

    kind: str
    what: str
    count: Callable[[Record], int]


@dataclass
class Tally:
    expected: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)


@dataclass
class Ledger:
    """`ordered` are the commands whose answers have to come in their order."""

    expected: list[Expected] = field(default_factory=list)
    ordered: set[str] = field(default_factory=set)
    # By number of the meeting: the last answer of each person, as they gave it.
    attendance: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def expect(self, kind: str, what: str, count: Callable[[Record], int]) -> None:
        self.expected.append(Expected(kind, what, count))

    def answered(self, kind: str, event_id: str, what: str) -> None:
        """Expect one answer, in its turn."""
        self.ordered.add(event_id)
        self.expect(kind, f"{what} {event_id}", lambda record: len(record.answers(event_id)))

    def chosen(self, kind: str, event_id: str, what: str, *words: str) -> None:
        """Expect one answer below a post of the bot, which has these words."""
        self.expect(
            kind,
            f"{what} {event_id}",
            lambda record: sum(post.has(*words) for post in record.answers(event_id)),
        )

    def told(self, kind: str, room_id: str | None, *words: str) -> None:
        """Expect one message with all these words, anywhere if no room is given."""
        self.expect(kind, repr(words), lambda record: len(record.said(room_id, *words)))

    def edited(self, kind: str, event_id: str, *words: str) -> None:
        """Expect that the one answer to the event reads so in the end."""

        def count(record: Record) -> int:
            texts = [record.reads(post) for post in record.answers(event_id)]
            return sum(all(word in text for word in words) for text in texts)

        self.expect(kind, f"{words} {event_id}", count)

    def judged(self, record: Record) -> dict[str, Tally]:
        """Return what became of all that is expected, by kind."""
        tallies: dict[str, Tally] = defaultdict(Tally)
        for each in self.expected:
            tally, count = tallies[each.kind], each.count(record)
            tally.expected += 1
            if count == 0:
                tally.lost.append(each.what)
            elif count > 1:
                tally.doubled.append(each.what)
        names = Counter(_name(post) for post in record.posts if _name(post))
        tallies["every event of the bot"] = Tally(
            len(names), [], [f"{name}" for name, count in names.items() if count > 1]
        )
        return tallies

    def out_of_order(self, record: Record) -> list[str]:
        """Return the commands whose first answer came before that to an earlier command."""
        found = []
        for room_id, asked in record.asked.items():
            place = {event_id: number for number, event_id in enumerate(asked)}
            answered = [
                post.event.answers
                for post in record.posts
                if post.room_id == room_id and post.is_said and post.event.answers in self.ordered
            ]
            furthest = -1
            for event_id in dict.fromkeys(answered):
                if place.get(str(event_id), furthest) < furthest:
                    found.append(str(event_id))
                furthest = max(furthest, place.get(str(event_id), furthest))
        return found


def _name(post: Post) -> str:
    new = post.event.content.get("m.new_content") or {}
    content = post.event.content
    # What is never encrypted has its mark alone.
    names = content.get(TRANSACTION_FIELD), new.get(TRANSACTION_FIELD), content.get(FIELD)
    return str(next(filter(None, names), ""))


async def read_rooms(bot_id: str, readers: Mapping[str, Person]) -> Record:
    """Read each room as the homeserver has it, with the eyes of one of its members."""
    posts, asked, unreadable = [], {}, 0
    for room_id, person in readers.items():
        events = await timeline(person, room_id)
        read = {event.event_id: event for event in person.timeline}
        asked[room_id] = [event["event_id"] for event in events if event["sender"] != bot_id]
        for raw in events:
            if raw["sender"] != bot_id or not raw["type"].startswith(_OURS):
                continue
            event = read.get(raw["event_id"]) or _in_clear(room_id, raw)
            unreadable += event.body is None
            posts.append(Post(room_id, event, raw["origin_server_ts"]))
    return Record(posts, asked, unreadable)


_OURS = ("m.room.message", "m.room.encrypted", "m.reaction")


def _in_clear(room_id: str, raw: Mapping[str, Any]) -> TimelineEvent:
    content = raw["content"]
    relation = content.get("m.relates_to") or {}
    body = relation.get("key") if raw["type"] == "m.reaction" else content.get("body")
    kind = "m.reaction" if raw["type"] == "m.reaction" else "m.room.message"
    return TimelineEvent(raw["event_id"], room_id, raw["sender"], body, content, kind)
