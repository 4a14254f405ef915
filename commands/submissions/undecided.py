"""The submissions that wait, by what they are about: read once for many comparisons."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from commands.language.names import fold
from storage.collection import guidelines
from storage.collection.guidelines import Municipality
from storage.database import Transaction
from storage.submissions import submissions
from storage.submissions.submissions import Submission

# Of one place and list: who has more of them finds the same ones by the older numbers.
MOST_COMPARED = 50
_About = tuple[str, str, int | str]


@dataclass(frozen=True)
class WaitingSubmission:
    """`sha256` is that of its file, if that is stored."""

    submission: Submission
    sha256: str | None


@dataclass(frozen=True)
class Undecided:
    _by_place: Mapping[_About, Sequence[WaitingSubmission]]

    @classmethod
    async def read(cls, tx: Transaction) -> Self:
        waiting = await submissions.in_state(tx, "checking", "open")
        hashes = await submissions.hashes_of_undecided(tx)
        known = _Known.of(await guidelines.known_municipalities(tx)) if waiting else None
        found: defaultdict[_About, list[WaitingSubmission]] = defaultdict(list)
        for submission in waiting:
            number = None if known is None else known.municipality_id(submission)
            found[_about(submission, number)].append(
                WaitingSubmission(submission, hashes.get(submission.submission_id))
            )
        return cls(found)

    def like(
        self, submission: Submission, municipality: Municipality | None
    ) -> Sequence[WaitingSubmission]:
        """Return others of its place and list, oldest first, of very many only some."""
        number = None if municipality is None else municipality.municipality_id
        same = self._by_place.get(_about(submission, number), ())
        others = [
            each for each in same if each.submission.submission_id != submission.submission_id
        ]
        return others[:MOST_COMPARED]


def _about(submission: Submission, municipality_id: int | None) -> _About:
    if municipality_id is not None:
        return submission.list, "municipality", municipality_id
    if submission.ags is not None:
        return submission.list, "ags", submission.ags
    return submission.list, "place", fold(submission.place)


@dataclass(frozen=True)
class _Known:
    """All municipalities; a name that several have stands for none of them."""

    ids: frozenset[int]
    by_ags: Mapping[str, int]
    by_name: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, known: Sequence[Municipality]) -> Self:
        by_ags: dict[str, int] = {}
        by_name: defaultdict[str, list[int]] = defaultdict(list)
        for each in known:
            if each.certain.ags is not None:
                by_ags.setdefault(each.certain.ags, each.municipality_id)
            by_name[fold(each.name)].append(each.municipality_id)
        return cls(frozenset(each.municipality_id for each in known), by_ags, by_name)

    def municipality_id(self, submission: Submission) -> int | None:
        """Return it as `compare.known_municipality` does."""
        if submission.municipality_id in self.ids:
            return submission.municipality_id
        if submission.ags is not None:
            return self.by_ags.get(submission.ags)
        same = self.by_name.get(fold(submission.place), ())
        return same[0] if len(same) == 1 else None
