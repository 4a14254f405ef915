"""!einreichung ändern: change an own submission, step by step or only its municipality."""

from dataclasses import replace
from typing import Any

from pydantic import Field

from commands.collection.place import locate
from commands.conversation.command import (
    Arguments,
    Command,
    CommandContext,
    Context,
    Reply,
    UnfitError,
)
from commands.conversation.dialogue import talk
from commands.conversation.dialogue.script import (
    ABOUT,
    PREVIEW,
    Answers,
    Script,
    SendFailure,
    StepAnswer,
    StepValue,
)
from commands.conversation.elsewhere import privately
from commands.conversation.events import Message
from commands.language.names import fold
from commands.language.numbers import Number
from commands.submissions import changes, dialogue, intake, members
from commands.submissions.draft import SubmissionDraft
from commands.submissions.placing import is_known
from commands.submissions.texts import own_submissions as own_texts
from commands.submissions.texts import submission_dialogue as texts
from commands.submissions.texts.submissions import which_of_places
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile


class ChangedSubmission(Arguments):
    number: Number = Field(title=own_texts.NUMBER)
    place: str = Field(default="", title=own_texts.PLACE, max_length=200)


async def change(ctx: CommandContext, args: ChangedSubmission) -> Reply:
    submission = await members.own(ctx, args.number)
    if not submission.undecided:
        return Reply(own_texts.over_already(submission))
    if args.place:
        return await _move(ctx, submission, args.place)
    file = await submissions.file_of(ctx.tx, args.number)
    return await talk.change(ctx, AGAIN, args.number, _answers(submission, file))


async def _move(ctx: CommandContext, submission: Submission, place: str) -> Reply:
    located = await locate(ctx.tx, place)
    number = submission.submission_id
    if located.options:
        options = tuple(f"{intake.CHANGE} {number} {each}" for each in located.options)
        raise UnfitError(which_of_places(place, located.options), options)
    if not is_known(located):
        raise UnfitError(own_texts.no_such_place(place))
    draft = _with_place(submission, located.name)
    answer = await changes.changed(ctx, submission, draft, located)
    if submission.room_id == ctx.message.room_id:
        return Reply(answer)
    return await privately(ctx, answer)


def _with_place(submission: Submission, place: str) -> SubmissionDraft:
    fields = {name: getattr(submission, name) for name in SubmissionDraft.model_fields}
    return SubmissionDraft(**fields | {"place": place})


def _answers(submission: Submission, file: SubmissionFile | None) -> Answers:
    """Return what was submitted, as if it had been answered in the dialogue."""
    one, status = submission, submission.status
    asked = one.place if one.ags is None else f"{one.place} AGS {one.ags}"
    noted = None if file is None else {"name": file.name, "source": {}, "encrypted": False}
    return {
        "place": {"asked": asked, "name": one.place},
        "list": one.list,
        "document": {"url": one.url, "file": noted},
        "title": one.title,
        "status": None if status is None else {"status": status, "adopted": one.adopted},
        "note": one.note,
    }


async def _read_link(ctx: Context, answer: StepAnswer, present: Any) -> StepValue:
    if fold(answer.text[:30]) == fold(texts.WITHOUT_FILE):
        raise UnfitError(texts.FILE_STAYS)
    return await dialogue.read_document(ctx, answer, present)


async def _send(ctx: Context, message: Message, answers: Answers) -> Reply | SendFailure:
    submission = await submissions.get(ctx.tx, answers[ABOUT])
    if submission is None or submission.submitter != message.sender:
        return Reply(own_texts.no_such(answers[ABOUT], ctx.prefix))
    if not submission.undecided:
        return Reply(own_texts.over_already(submission))
    located = await dialogue.located_in(ctx, answers)
    if isinstance(located, SendFailure):
        return located
    try:
        return Reply(await changes.changed(ctx, submission, dialogue.draft_of(answers), located))
    except UnfitError as error:
        return SendFailure(PREVIEW, error.text)


# The steps of a new one; only the file stays as it is.
AGAIN = Script(
    "submission-change",
    intake.CHANGE,
    texts.opening_again,
    tuple(
        replace(step, words=texts.LINK_ONLY, read=_read_link, takes_files=False)
        if step.takes_files
        else step
        for step in dialogue.SUBMISSION.steps
    ),
    _send,
)

CHANGE = Command(intake.CHANGE, change, ChangedSubmission, *own_texts.CHANGE)
ROUTE = talk.route(AGAIN)
