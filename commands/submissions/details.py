"""All there is to know about a submission when it is reviewed, read together."""

from dataclasses import dataclass

from storage import submissions
from storage.database import Transaction
from storage.submissions import Step, Submission, SubmissionFile


@dataclass(frozen=True)
class Difference:
    """What an entry would say after the submission is accepted; `before` None: nothing yet."""

    field: str
    before: str | None
    after: str


@dataclass(frozen=True)
class Details:
    """`kind` is None when it no longer matters how the submission compares to the collection.

    `entry` is the title of the entry that would be changed, empty if that has none; None if
    there would be a new one. `same_as` are other submissions that wait and say the same.
    """

    submission: Submission
    file: SubmissionFile | None
    steps: tuple[Step, ...]
    kind: str | None = None
    entry: str | None = None
    unconfirmed: bool = False
    differences: tuple[Difference, ...] = ()
    same_as: tuple[int, ...] = ()

    @property
    def decision(self) -> Step | None:
        """The step that ended it, if it is ended."""
        ending = [step for step in self.steps if step.what == self.submission.state]
        return ending[-1] if ending and not self.submission.undecided else None


async def gather(tx: Transaction, submission: Submission) -> Details:
    number = submission.submission_id
    file = await submissions.file_of(tx, number)
    return Details(submission, file, tuple(await submissions.steps_of(tx, number)))
