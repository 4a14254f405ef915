"""All there is to know about a submission when it is reviewed, read together."""

from dataclasses import dataclass, replace

from commands.submissions.compare import Comparison, compare
from storage import submissions
from storage.database import Transaction
from storage.submissions import Step, Submission, SubmissionFile


@dataclass(frozen=True)
class Details:
    """`comparison` is None when it no longer matters how it compares to the collection."""

    submission: Submission
    file: SubmissionFile | None
    steps: tuple[Step, ...]
    comparison: Comparison | None = None

    @property
    def decision(self) -> Step | None:
        """The step that ended it, if it is ended."""
        ending = [step for step in self.steps if step.what == self.submission.state]
        return ending[-1] if ending and not self.submission.undecided else None

    @property
    def sha256(self) -> str | None:
        """Of the file, if that is there."""
        return self.file.sha256 if self.file is not None and self.file.state == "stored" else None


async def brief(tx: Transaction, submission: Submission) -> Details:
    """Without the comparison."""
    number = submission.submission_id
    file = await submissions.file_of(tx, number)
    return Details(submission, file, tuple(await submissions.steps_of(tx, number)))


async def gather(tx: Transaction, submission: Submission) -> Details:
    details = await brief(tx, submission)
    if not submission.undecided:
        return details
    return replace(details, comparison=await compare(tx, submission, details.sha256))
