"""Somebody who has all files of the bot and wants to know who asked a question without a name.

Each clue is a number for a question and a person: the higher, the more the person seems to be the
one. The adversary is as good as its best clue, also if that is read the other way round.
"""

import random
import re
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

FAR = 10.0**9
Row = Mapping[str, Any]
Scores = dict[str, dict[str, float]]


@dataclass
class Files:
    """Copies of the database and its log, at one moment, and what else there is."""

    raw: bytes
    tables: Mapping[str, Sequence[Row]]
    logs: str = ""
    # Without the log; and the same content written anew, without what is left between the rows.
    file: bytes = b""
    compact: bytes = b""

    @classmethod
    def of(cls, path: Path, copy: Path, logs: str = "", without: Iterable[str] = ()) -> "Files":
        file = raw = path.read_bytes()
        copy.write_bytes(raw)
        log = Path(f"{path}-wal")
        if log.exists():
            raw += log.read_bytes()
            Path(f"{copy}-wal").write_bytes(log.read_bytes())
        connection = sqlite3.connect(copy)
        connection.row_factory = sqlite3.Row
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
            )
        ]
        tables = {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]  # noqa: S608
            for name in names
            if name not in without
        }
        anew = Path(f"{copy}-anew")
        connection.execute("VACUUM INTO ?", (str(anew),))
        connection.close()
        compact = anew.read_bytes()
        for each in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm"), anew):
            each.unlink(missing_ok=True)
        return cls(raw, tables, logs, file, compact)


@dataclass
class Seen:
    """All that names people: rows, bytes that no row has, places in the bytes and in the logs."""

    rows: Mapping[str, list[tuple[str, Row]]]
    remains: Mapping[str, float]
    remains_in_file: Mapping[str, float]
    in_bytes: Mapping[str, Sequence[int]]
    in_logs: Mapping[str, Sequence[int]]

    def __post_init__(self) -> None:
        self.times = {person: sorted(_times(rows)) for person, rows in self.rows.items()}


@dataclass
class Adversary:
    """`people` are all who could have asked, with what they are known by: ids, chats."""

    people: Mapping[str, Sequence[str]]
    chance: random.Random = field(default_factory=lambda: random.Random(3))
    hits: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    guesses: int = 0

    def attack(self, files: Files, askers: Mapping[int, str]) -> None:
        """Guess whose each question is, by each clue; count how often that is right."""
        seen = Seen(
            self._rows_of_people(files),
            self.remains(files.raw, files.compact),
            self.remains(files.file, files.compact),
            self._places_in_bytes(files),
            self._places_in_logs(files),
        )
        for number, asker in askers.items():
            self.guesses += 1
            for name, scores in self._clues(files, number, seen).items():
                for sign, way in ((1, ""), (-1, ", reversed")):
                    self.hits[name + way] += self._best(scores, sign) == asker

    def best(self) -> tuple[str, float]:
        """Return the best clue, and how often it is right."""
        name = max(self.hits, key=lambda each: self.hits[each])
        return name, self.hits[name] / self.guesses

    def _best(self, scores: Mapping[str, float], sign: int) -> str:
        top = max(sign * score for score in scores.values())
        return self.chance.choice([p for p, score in scores.items() if sign * score == top])

    def _rows_of_people(self, files: Files) -> dict[str, list[tuple[str, Row]]]:
        found: dict[str, list[tuple[str, Row]]] = {person: [] for person in self.people}
        for table, rows in files.tables.items():
            for row in rows:
                text = "\n".join(str(value) for value in row.values() if value is not None)
                for person, known_by in self.people.items():
                    if any(each in text for each in known_by):
                        found[person].append((table, row))
        return found

    def remains(self, raw: bytes, compact: bytes) -> dict[str, float]:
        """Return how much more often a person is in the bytes than in the rows."""
        return {
            person: float(
                sum(raw.count(each.encode()) - compact.count(each.encode()) for each in known_by)
            )
            for person, known_by in self.people.items()
        }

    def _places_in_bytes(self, files: Files) -> dict[str, list[int]]:
        return {
            person: sorted(m.start() for each in known_by for m in _found(files.raw, each))
            for person, known_by in self.people.items()
        }

    def _places_in_logs(self, files: Files) -> dict[str, list[int]]:
        lines = files.logs.splitlines() if any(p in files.logs for p in self.people) else []
        return {
            person: [n for n, line in enumerate(lines) if any(each in line for each in known_by)]
            for person, known_by in self.people.items()
        }

    def _clues(self, files: Files, number: int, seen: "Seen") -> Scores:
        of_person = seen.rows
        question = next(q for q in files.tables["question"] if q["question_id"] == number)
        scores: Scores = {
            "remains in the bytes": dict(seen.remains),
            "remains in the file": dict(seen.remains_in_file),
        }
        scores["joined by number or words"] = {
            person: float(sum(_is_about(row, question) for _, row in rows))
            for person, rows in of_person.items()
        }
        for moment, at in _moments(files, question):
            for name, near in _NEAR.items():
                scores[f"{name} {moment}"] = {
                    person: max((near(t - at) for t in _around(times, at)), default=-FAR)
                    for person, times in seen.times.items()
                }
        for column, place, table in _places(files, number):
            scores[f"next to it in {table}, {place}"] = {
                person: max(
                    (-abs(row[column] - at) for t, row in rows if t == table),
                    default=-FAR,
                )
                for person, rows in of_person.items()
                for at in [_place_of(files, table, column, number, place)]
            }
        names = (f"exchange-{number}-", f"exchange:{number}\x00", question["title"])
        marks = sorted(m.start() for each in names for m in _found(files.raw, each))
        scores["beside it in the bytes"] = _nearness(seen.in_bytes, marks)
        lines = files.logs.splitlines()
        for name, words in (("words", question["title"]), ("number", f"exchange-{number}-")):
            about = [n for n, line in enumerate(lines) if words in line]
            scores[f"beside its {name} in the logs"] = _nearness(seen.in_logs, about)
        scores["a digest of the name"] = {
            person: float(_digests(known_by[0]) <= _all_digests(files))
            for person, known_by in self.people.items()
        }
        return scores


def _nearness(places: Mapping[str, Sequence[int]], marks: Sequence[int]) -> dict[str, float]:
    """Return for each person how near the nearest mark is; both are sorted."""
    near: dict[str, float] = {}
    for person, own in places.items():
        best = FAR
        for mark in marks:
            at = bisect_left(own, mark)
            best = min([best, *(abs(mark - each) for each in own[max(at - 1, 0) : at + 1])])
        near[person] = -best
    return near


# So long after asking the asker, the thread is asked.
_TWO_DAYS = 172_800
_NEAR: Mapping[str, Callable[[int], float]] = {
    "near": lambda distance: -float(abs(distance)),
    "shortly before": lambda distance: -float(-distance) if distance <= 0 else -FAR,
    "shortly after": lambda distance: -float(distance) if distance >= 0 else -FAR,
    "same second": lambda distance: float(distance == 0),
    "in the hour before": lambda distance: float(-3600 <= distance <= 0),
    "two days before": lambda distance: -float(abs(distance + _TWO_DAYS)),
}


def _is_about(row: Row, question: Row) -> bool:
    number, title = question["question_id"], question["title"]
    text = "\n".join(str(value) for value in row.values() if value is not None)
    if row.get("question_id") == number or (title and title in text):
        return True
    return re.search(rf"exchange[-:]{number}\b|Nr\. {number}\b", text) is not None


def _moments(files: Files, question: Row) -> Iterator[tuple[str, int]]:
    """Yield what is known of the question to have happened when."""
    for column in ("asked_at", "closed_at", "watched_at", "last_reply_at"):
        if question[column] is not None:
            yield column, question[column]
    number = question["question_id"]
    for result in files.tables["result"]:
        if result["question_id"] == number:
            yield "result", result["written_at"]
    for row in files.tables["outbox"]:
        if row["transaction_id"] == f"exchange-{number}-added-1":
            yield "added", row["created_at"]


def _around(times: Sequence[int], at: int) -> list[int]:
    """Return those that are next to the moment, and to two days before it."""
    found: list[int] = []
    for moment in (at, at - _TWO_DAYS):
        place = bisect_left(times, moment)
        found += times[max(place - 1, 0) : place + 2]
    return found


def _times(rows: Iterable[tuple[str, Row]]) -> list[int]:
    return [
        value
        for _, row in rows
        for name, value in row.items()
        if name.endswith(("_at", "not_before")) and isinstance(value, int)
    ]


def _places(files: Files, number: int) -> Iterator[tuple[str, str, str]]:
    """Yield the columns that count rows, with the post about the question whose place is known."""
    for ending in ("root", "first", "added-1"):
        if any(
            r["transaction_id"] == f"exchange-{number}-{ending}" for r in files.tables["outbox"]
        ):
            yield "outbox_id", ending, "outbox"


def _place_of(files: Files, table: str, column: str, number: int, ending: str) -> int:
    name = f"exchange-{number}-{ending}"
    return next(int(row[column]) for row in files.tables[table] if row["transaction_id"] == name)


def _found(raw: bytes, words: str) -> Iterator[re.Match[bytes]]:
    return re.finditer(re.escape(words.encode()), raw)


def _digests(user_id: str) -> set[str]:
    """Return what somebody without the key can make of a name."""
    return {sha256(user_id.encode()).hexdigest()}


def _all_digests(files: Files) -> set[str]:
    return {row["digest"] for row in files.tables.get("anonymous_mark", ())}
