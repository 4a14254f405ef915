"""Compare a submission with the collection, and read all that its review needs."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from commands.collection.place import known_as
from commands.collection.texts.guidelines import is_bare
from commands.language.names import fold
from commands.language.patterns import Pattern
from commands.language.urls import normalised
from commands.submissions.undecided import Undecided
from storage.collection import documents, guidelines
from storage.collection.guidelines import Guideline, Municipality
from storage.database import Transaction
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile, SubmissionStep

Kind = Literal["neu", "Ergänzung", "schon vorhanden"]
Field = Literal["title", "status", "adopted", "updated", "link", "document"]

# Percent of letters that two words share: "Leitlinie" and "Leitlinien" (95), "Bürger-" and
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
_YEAR = Pattern(r"\b(?:19|20)[0-9]{2}\b")


@dataclass(frozen=True)
class SubmissionChange:
    """`field` is that of an entry, or "link" or "document"; `before` is None if it is new."""

    field: Field
    before: str | None
    after: str


@dataclass(frozen=True)
class Comparison:
    """`changes` are about the entry `guideline`; `same_as` are the numbers of other submissions
    that wait and are about the same document.
    """

    kind: Kind
    guideline: Guideline | None
    changes: tuple[SubmissionChange, ...]
    same_as: tuple[int, ...]


@dataclass(frozen=True)
class _Candidate:
    """An entry and the hashes of its documents."""

    guideline: Guideline
    hashes: frozenset[str]


async def compare(
    tx: Transaction,
    submission: Submission,
    sha256: str | None,
    undecided: Undecided | None = None,
) -> Comparison:
    """Compare; `sha256` is that of the submitted file. One that is still to come counts as new.

    For many comparisons, pass what is `undecided`.
    """
    municipality = await known_municipality(tx, submission)
    file = await submissions.file_of(tx, submission.submission_id)
    candidates = await _candidates(tx, municipality, submission.list)
    found = _matching(candidates, submission, sha256, municipality)
    changes = tuple(_changes(submission, found, _new_document(file, sha256, found)))
    undecided = undecided or await Undecided.read(tx)
    same_as = _same(undecided, submission, sha256, municipality)
    if found is None:
        return Comparison("neu", None, changes, same_as)
    kind: Kind = "Ergänzung" if changes else "schon vorhanden"
    return Comparison(kind, found.guideline, changes, same_as)


def is_similar(title: str, other: str, place: str = "") -> bool:
    """Return whether each word of both titles has one like it in the other.

    Small words and the name of the municipality do not count. Another year is another edition.
    """
    years, others = (frozenset(_YEAR.findall(each)) for each in (title, other))
    if years and others and years != others:
        return False
    left, right = _telling(title, place), _telling(other, place)
    return _covers(left, right) and _covers(right, left)


def _telling(title: str, place: str) -> list[str]:
    """Return the words that count, folded; all of them if none counts."""
    words = [fold(word) for word in re.split(r"[\s/–-]+", _YEAR.sub(" ", title))]
    names = tuple(fold(word) for word in place.split() if len(word) >= _SHORTEST_NAME)
    telling = [w for w in words if w and w not in _SMALL_WORDS and not w.startswith(names)]
    return telling or words


def _covers(words: Sequence[str], others: Sequence[str]) -> bool:
    from rapidfuzz import fuzz

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
    """Return the entry with the same file or link, else a similar title, else without a title."""
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
        # Without a title it is hardly another document than the only one there is.
        candidates if title is None and len(candidates) == 1 else [],
    ):
        if fitting:
            return fitting[0]
    return None


def _urls(entry: Guideline) -> list[str]:
    """Return the links and the source, which is shown as a link, too."""
    return [link.url for link in entry.links] + ([entry.source] if entry.source else [])


def _new_document(
    file: SubmissionFile | None, sha256: str | None, found: _Candidate | None
) -> str | None:
    """Return the name of the file, unless there is none to add."""
    if found is not None and sha256 in found.hashes:
        return None
    if sha256 is None and (file is None or file.state == "unsuitable"):
        return None
    return sha256 if file is None else file.name


def _changes(
    submission: Submission, found: _Candidate | None, document: str | None
) -> Iterator[SubmissionChange]:
    nothing = Guideline(municipality_id=0, list=submission.list, created_at=submission.created_at)
    entry = nothing if found is None else found.guideline
    yield from _different("title", entry.title, submission.title)
    yield from _different("status", _known(entry.status), _known(submission.status))
    if submission.status == "fortgeschrieben":
        yield from _dated("updated", entry.updated, submission.adopted)
    else:
        yield from _dated("adopted", entry.adopted, submission.adopted)
    links = map(normalised, _urls(entry))
    if submission.url is not None and normalised(submission.url) not in links:
        yield SubmissionChange("link", None, submission.url)
    if document is not None:
        yield SubmissionChange("document", None, document)


def _known(status: str | None) -> str | None:
    return None if status == "unbekannt" else status


def _different(field: Field, before: str | None, after: str | None) -> Iterator[SubmissionChange]:
    if after is not None and (before is None or fold(before) != fold(after)):
        yield SubmissionChange(field, before, after)


def _dated(field: Field, before: str | None, after: str | None) -> Iterator[SubmissionChange]:
    """Yield a new date; the year alone is nothing new where the day is known."""
    if after is not None and not (before or "").startswith(after):
        yield SubmissionChange(field, before, after)


def _same(
    undecided: Undecided,
    submission: Submission,
    sha256: str | None,
    municipality: Municipality | None,
) -> tuple[int, ...]:
    return tuple(
        other.submission.submission_id
        for other in undecided.like(submission, municipality)
        if (sha256 is not None and other.sha256 == sha256)
        or _says_the_same(submission, other.submission)
    )


def _says_the_same(one: Submission, other: Submission) -> bool:
    if (
        one.url is not None
        and other.url is not None
        and normalised(one.url) == normalised(other.url)
    ):
        return True
    return bool(one.title and other.title and is_similar(one.title, other.title, one.place))


async def known_municipality(tx: Transaction, submission: Submission) -> Municipality | None:
    """Return the municipality; it may be in the collection only since, or no longer."""
    if submission.municipality_id is not None:
        found = await guidelines.municipality(tx, submission.municipality_id)
        if found is not None:
            return found
    return await known_as(tx, submission.ags, submission.place)


# --- all that a review needs


@dataclass(frozen=True)
class Details:
    """`comparison` is None when a comparison with the collection no longer matters."""

    submission: Submission
    file: SubmissionFile | None
    steps: tuple[SubmissionStep, ...]
    comparison: Comparison | None = None

    @property
    def decision(self) -> SubmissionStep | None:
        """Return the step that ended it, if it has ended."""
        ending = [step for step in self.steps if step.action == self.submission.state]
        return ending[-1] if ending and not self.submission.undecided else None

    def named(self, called: Callable[[str], str]) -> "Details":
        """Return it with people as they are called in place of their ids, to be shown."""
        who = self.submission.submitter
        steps = tuple(
            step if step.actor is None else replace(step, actor=called(step.actor))
            for step in self.steps
        )
        shown = replace(self.submission, submitter=None if who is None else called(who))
        return replace(self, submission=shown, steps=steps)

    @property
    def sha256(self) -> str | None:
        """Return the hash of the file, if the file is stored."""
        return self.file.sha256 if self.file is not None and self.file.state == "stored" else None


async def brief(tx: Transaction, submission: Submission) -> Details:
    """Read it without the comparison."""
    number = submission.submission_id
    file = await submissions.file_of(tx, number)
    return Details(submission, file, tuple(await submissions.steps_of(tx, number)))


async def gather(
    tx: Transaction, submission: Submission, undecided: Undecided | None = None
) -> Details:
    details = await brief(tx, submission)
    if not submission.undecided:
        return details
    return replace(details, comparison=await compare(tx, submission, details.sha256, undecided))
