"""What a submission would change in the collection: new, an addition, or there already."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from commands.names import fold
from commands.submissions.place import known_municipality
from commands.texts.guidelines import is_bare
from commands.urls import normalised
from storage import documents, guidelines, submissions
from storage.database import Transaction
from storage.guidelines import Guideline, Municipality
from storage.submissions import Submission, SubmissionFile

Kind = Literal["neu", "Ergänzung", "schon vorhanden"]
Field = Literal["title", "status", "adopted", "updated", "link", "document"]

# Percent of letters two words have in common: "Leitlinie" and "Leitlinien" (95), "Bürger-" and
# "Bürger*innenbeteiligung" (86) are one, "Bürger-" and "Jugendbeteiligung" (80) are two.
SIMILAR_WORD = 85
_SMALL_WORDS = frozenset(
    {
        "am", "an", "auf", "bei", "buergerinnen", "das", "dem", "den", "der", "des", "die", "ein",
        "eine", "einer", "eines", "einwohnerinnen", "fuer", "gemeinde", "im", "in", "kreis",
        "landkreis", "mit", "pdf", "stadt", "und", "vom", "von", "zu", "zum", "zur",
    }
)  # fmt: skip
_SHORTEST_NAME = 4
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


@dataclass(frozen=True)
class Change:
    """`field` is that of an entry, or one more "link" or "document"; `before` None: nothing yet."""

    field: Field
    before: str | None
    after: str


@dataclass(frozen=True)
class Comparison:
    """`guideline` is the entry that `changes` are about; `same_as` are the numbers of other
    submissions that wait and are about the same document."""

    kind: Kind
    guideline: Guideline | None
    changes: tuple[Change, ...]
    same_as: tuple[int, ...]


@dataclass(frozen=True)
class _Candidate:
    """An entry and the hashes of its documents."""

    guideline: Guideline
    hashes: frozenset[str]


async def compare(tx: Transaction, submission: Submission, sha256: str | None) -> Comparison:
    """`sha256` is of the submitted file, if that is there; one still to come counts as new."""
    municipality = await known_municipality(tx, submission)
    file = await submissions.file_of(tx, submission.submission_id)
    candidates = await _candidates(tx, municipality, submission.list)
    found = _matching(candidates, submission, sha256, municipality)
    changes = tuple(_changes(submission, found, _new_document(file, sha256, found)))
    same_as = await _same(tx, submission, sha256, municipality)
    if found is None:
        return Comparison("neu", None, changes, same_as)
    kind: Kind = "Ergänzung" if changes else "schon vorhanden"
    return Comparison(kind, found.guideline, changes, same_as)


def is_similar(title: str, other: str, place: str = "") -> bool:
    """Whether each word of both has one like it in the other; small words do not count, nor
    does the name of the municipality. Another year is another edition.
    """
    years, others = (frozenset(_YEAR.findall(each)) for each in (title, other))
    if years and others and years != others:
        return False
    left, right = _telling(title, place), _telling(other, place)
    return _covers(left, right) and _covers(right, left)


def _telling(title: str, place: str) -> list[str]:
    """The words that count, folded; all of them if none does."""
    words = [fold(word) for word in re.split(r"[\s/–-]+", _YEAR.sub(" ", title))]
    names = tuple(fold(word) for word in place.split() if len(word) >= _SHORTEST_NAME)
    telling = [w for w in words if w and w not in _SMALL_WORDS and not w.startswith(names)]
    return telling or words


def _covers(words: Sequence[str], others: Sequence[str]) -> bool:
    return all(any(fuzz.ratio(word, other) >= SIMILAR_WORD for other in others) for word in words)


async def _candidates(
    tx: Transaction, municipality: Municipality | None, list_name: str
) -> list[_Candidate]:
    if municipality is None:
        return []
    entries = await guidelines.of_municipalities(tx, [municipality.municipality_id])
    return [
        _Candidate(entry, frozenset({d.sha256 for d in attached}))
        for entry in entries
        if entry.list == list_name
        for attached in [await documents.of_guideline(tx, entry.guideline_id)]
    ]


def _matching(
    candidates: Sequence[_Candidate],
    submission: Submission,
    sha256: str | None,
    municipality: Municipality | None,
) -> _Candidate | None:
    """The same file or link, else a similar title, else an entry that has no title yet."""
    place = submission.place if municipality is None else municipality.name
    title = submission.title
    link = None if submission.url is None else normalised(submission.url)
    titled = [c for c in candidates if c.guideline.title]
    bare = [c for c in candidates if is_bare(c.guideline) and not c.hashes]
    for fitting in (
        [c for c in candidates if sha256 in c.hashes],
        [c for c in candidates if link in set(map(normalised, _urls(c.guideline)))],
        [c for c in titled if title and is_similar(title, c.guideline.title or "", place)],
        bare,
        [c for c in candidates if not c.guideline.title],
        # Without a title it can hardly be another document than the only one there is.
        candidates if title is None and len(candidates) == 1 else [],
    ):
        if fitting:
            return fitting[0]
    return None


def _urls(entry: Guideline) -> list[str]:
    """The source of an entry is shown as a link, too."""
    return [link.url for link in entry.links] + ([entry.source] if entry.source else [])


def _new_document(
    file: SubmissionFile | None, sha256: str | None, found: _Candidate | None
) -> str | None:
    """The name of the file, unless there is none to add."""
    if found is not None and sha256 in found.hashes:
        return None
    if sha256 is None and (file is None or file.state == "unsuitable"):
        return None
    return sha256 if file is None else file.name


def _changes(
    submission: Submission, found: _Candidate | None, document: str | None
) -> Iterator[Change]:
    entry = _Present() if found is None else _present(found.guideline)
    yield from _different("title", entry.title, submission.title)
    told = None if submission.status == "unbekannt" else submission.status
    yield from _different("status", entry.status, told)
    if submission.status == "fortgeschrieben":
        yield from _dated("updated", entry.updated, submission.adopted)
    else:
        yield from _dated("adopted", entry.adopted, submission.adopted)
    if submission.url is not None and normalised(submission.url) not in entry.links:
        yield Change("link", None, submission.url)
    if document is not None:
        yield Change("document", None, document)


@dataclass(frozen=True)
class _Present:
    """What an entry says; links as keys."""

    title: str | None = None
    status: str | None = None
    adopted: str | None = None
    updated: str | None = None
    links: frozenset[str] = frozenset()


def _present(entry: Guideline) -> _Present:
    status = None if entry.status == "unbekannt" else entry.status
    links = frozenset(map(normalised, _urls(entry)))
    return _Present(entry.title, status, entry.adopted, entry.updated, links)


def _different(field: Field, before: str | None, after: str | None) -> Iterator[Change]:
    if after is not None and (before is None or fold(before) != fold(after)):
        yield Change(field, before, after)


def _dated(field: Field, before: str | None, after: str | None) -> Iterator[Change]:
    """The year alone is nothing new where the day is known."""
    if after is not None and not (before or "").startswith(after):
        yield Change(field, before, after)


async def _same(
    tx: Transaction,
    submission: Submission,
    sha256: str | None,
    municipality: Municipality | None,
) -> tuple[int, ...]:
    found = []
    for other in await submissions.in_state(tx, "checking", "open"):
        if other.submission_id == submission.submission_id or other.list != submission.list:
            continue
        if not await _same_place(tx, submission, other, municipality):
            continue
        file = await submissions.file_of(tx, other.submission_id)
        same_file = sha256 is not None and file is not None and file.sha256 == sha256
        if same_file or _says_the_same(submission, other):
            found.append(other.submission_id)
    return tuple(found)


async def _same_place(
    tx: Transaction, submission: Submission, other: Submission, municipality: Municipality | None
) -> bool:
    if municipality is not None:
        return await known_municipality(tx, other) == municipality
    if submission.ags is not None or other.ags is not None:
        return submission.ags == other.ags
    return other.municipality_id is None and fold(submission.place) == fold(other.place)


def _says_the_same(one: Submission, other: Submission) -> bool:
    if (
        one.url is not None
        and other.url is not None
        and normalised(one.url) == normalised(other.url)
    ):
        return True
    return bool(one.title and other.title and is_similar(one.title, other.title, one.place))
